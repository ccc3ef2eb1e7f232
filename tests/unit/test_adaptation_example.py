"""The example of what is sent: made by the real builder, with nothing in it that could point to anybody."""

from __future__ import annotations

import pytest

from chalicelib.domain.adaptation_example import WRITTEN, example
from chalicelib.domain.content import AdaptationRule, Passage

RULE = AdaptationRule(purpose="x", keep=("small step",), max_words=80, may_use=("a.one", "a.two", "a.three"))
PASSAGE = Passage(id="fit", text="Pick a small step.", adaptable=RULE)


def test_the_example_sends_what_the_invented_person_wrote_without_names_and_numbers() -> None:
    made = example(PASSAGE, "first", {"phq-9": "moderate"})
    assert made.written == WRITTEN
    assert made.sent.own_words == (
        "I stay in bed and do not call … back on …",
        "In the evening at … I lie awake and plan the whole week with ….",
        "I would like to cook something warm twice a week, as my friend … does.",
    )
    assert made.sent.bands == {"phq-9": "moderate"}


def test_only_the_answers_that_the_author_names_are_looked_at() -> None:
    one = PASSAGE.model_copy(update={"adaptable": RULE.model_copy(update={"may_use": ("a.one",)})})
    assert example(one, "first", {}).sent.own_words == ("I stay in bed and do not call … back on …",)


def test_a_frozen_passage_has_no_example() -> None:
    with pytest.raises(ValueError, match="not adaptable"):
        example(Passage(id="not-alone", text="You are not alone."), "first", {})
