"""What the wording rules find. Every utterance here and in data/risk_*.jsonl is invented; none comes from a person.

The corpus was written in nine batches, each before the rules were changed for it; it is what the rules were made on.
`risk_heldout.jsonl` is the tenth batch: its first, blind figures were 28 of 29 high-risk utterances red (0.966) and 1
harmless one of 29 flagged. Earlier batches held more oblique wording; their blind figures ran from 0.51 to 0.98.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from re import _constants as regex  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.review import LEVEL_ORDER
from chalicelib.domain.risk_categories import DESCRIPTIONS, SAFEGUARDING
from chalicelib.domain.risk_context_words import __dict__ as context_words
from chalicelib.domain.risk_language import assess
from chalicelib.domain.risk_lexicon import RULES
from chalicelib.domain.risk_rules import expand
from chalicelib.domain.risk_signs import COMBINATIONS, SIGNS

DATA = Path(__file__).parent / "data"
HIGH = {"active_intent", "ideation", "preparation", "recent_attempt", "command_hallucination"}
RED = "I am going to kill myself tonight."


def utterances(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def measured(name: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Utterances, those at an expected level, and those flagged at all, by category."""
    total, as_expected, flagged = Counter[str](), Counter[str](), Counter[str]()
    for line in utterances(name):
        category, level = str(line["category"]), assess(str(line["text"])).level
        total[category] += 1
        as_expected[category] += level in line["levels"]  # type: ignore[operator]
        flagged[category] += level in ("red", "amber")
    print(f"\n{name}")
    for category in sorted(total):
        print(f"  {category:22} {as_expected[category]:4} of {total[category]:4} as expected")
    return total, as_expected, flagged


@pytest.mark.parametrize(
    ("name", "recall", "false_alarms"), [("risk_corpus.jsonl", 0.95, 0.02), ("risk_heldout.jsonl", 0.95, 0.05)]
)
def test_high_risk_is_recalled_and_harmless_text_is_left_alone(name: str, recall: float, false_alarms: float) -> None:
    total, as_expected, flagged = measured(name)
    high = sum(as_expected[c] for c in HIGH) / sum(total[c] for c in HIGH)
    false = flagged["harmless"] / total["harmless"]
    print(f"  recall on high risk {high:.3f}, false alarms {false:.3f}")
    assert high >= recall
    assert false <= false_alarms


def test_every_category_is_mostly_read_as_it_should_be() -> None:
    total, as_expected, _ = measured("risk_corpus.jsonl")
    for category, count in total.items():
        assert as_expected[category] / count >= 0.85, category


def test_the_corpus_is_large_and_covers_every_category() -> None:
    lines = utterances("risk_corpus.jsonl")
    counts = Counter(str(line["category"]) for line in lines)
    assert len(lines) >= 400
    assert counts["harmless"] >= 150
    assert set(counts) - {"harmless"} == set(DESCRIPTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "I'm not suicidal but I have pills ready and I'm taking them tonight",
        "I don't want to live",
        "I can't stop thinking about killing myself",
        "there is not a day I don't think about suicide",
        "trying not to kill myself",
        "why don't I just kill myself",
        "I can't promise I won't kill myself",
        "not gonna lie, I want to die",
        "I have never wanted to kill myself more than now",
        "I tried to kill myself years ago and again last night",
        "I didn't tell anyone that I want to die",
        "no one knows that I want to kill myself",
    ],
)
def test_a_not_that_denies_nothing_hides_nothing(text: str) -> None:
    assert assess(text).level == "red"


@pytest.mark.parametrize(
    "text",
    [
        "I would never kill myself",
        "I have no thoughts of suicide",
        "I'm not going to hurt myself",
        "suicide is not an option for me",
        "I don't want to die",
        "they asked if I was suicidal and I said no",
    ],
)
def test_a_plain_denial_is_not_flagged(text: str) -> None:
    assert assess(text).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "i want to k1ll mys3lf",
        "i want to k i l l  m y s e l f",
        "s.u.i.c.i.d.e",
        "I want to su*cide",
        "i wanna d!e",
        "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞",
        "I wаnt tо diе",
        "I want to\u200b die",
        "I WANT TO DIE!!!",
        "i wnat to kil myslef",
        "i want to diiiiie",
        "I don’t want to live",
        "I don't want to live",
        "i dont want to live",
        "#iwanttodie",
    ],
)
def test_disguised_and_mistyped_wording_is_read(text: str) -> None:
    assert assess(text).level == "red"


@pytest.mark.parametrize("text", ["I want to\nkill myself", "I want to. Die.", "I want\r\nto die"])
def test_a_line_break_or_a_full_stop_does_not_hide_a_sentence(text: str) -> None:
    assert assess(text).level == "red"


def test_words_spread_over_two_worksheet_fields_are_read_together() -> None:
    assert assess("The rope is in the shed.\nI won't be here tomorrow.").level == "red"


def test_the_level_is_the_highest_and_its_category_comes_first() -> None:
    risk = assess("I feel like a burden. I am going to hang myself tonight.")
    assert risk.level == "red"
    assert risk.levels[risk.categories[0]] == "red"
    assert risk.levels["hopelessness"] == "amber"


def test_spans_point_into_the_original_text() -> None:
    text = "Good day 😀. ｉ ｗａｎｔ ｔｏ ｄｉｅ, she wrote nothing else."
    risk = assess(text)
    assert next(text[s.start : s.end] for s in risk.spans) == "ｗａｎｔ ｔｏ ｄｉｅ"


def test_the_answer_of_the_batch_command_has_no_more_than_its_three_fields() -> None:
    assert set(assess(RED).model_dump()) == {"level", "categories", "spans"}


def test_safeguarding_categories_are_categories() -> None:
    assert set(DESCRIPTIONS) > SAFEGUARDING


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_assessed_and_its_spans_lie_in_it(text: str) -> None:
    risk = assess(text)
    assert all(0 <= span.start < span.end <= len(text) for span in risk.spans)
    assert (risk.level == "none") == (not risk.categories) == (not risk.spans)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "not",
            "never",
            "I",
            "want to",
            "die",
            "kill myself",
            "the film",
            "years ago",
            "my friend",
            "said",
            '"',
            ".",
            "lol",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(max_size=200), FRAGMENTS), st.booleans())
@settings(max_examples=150, deadline=None)
def test_adding_red_text_to_any_text_never_lowers_the_level(text: str, first: bool) -> None:
    together = assess(f"{RED}\n{text}" if first else f"{text}\n{RED}")
    assert together.level == "red"


@given(FRAGMENTS, FRAGMENTS)
@settings(max_examples=100, deadline=None)
def test_a_second_paragraph_never_lowers_the_level_of_the_first(one: str, other: str) -> None:
    alone, together = assess(f"{one}."), assess(f"{one}.\n\n{other}.")
    order = {**LEVEL_ORDER, "none": 4}
    assert order[together.level] <= order[alone.level]


def test_no_rule_repeats_without_a_bound() -> None:
    """Every repetition has a limit, so matching time grows with the text's length only, whatever the text is."""
    patterns = [expand(getattr(rule, part)) for rule in RULES for part in ("pattern", "before", "after", "sentence")]
    patterns += [expand(pattern) for pattern in SIGNS.values()]
    patterns += [expand(v) for k, v in context_words.items() if k.isupper() and isinstance(v, str)]
    for pattern in patterns:
        unbounded = re.search(r"(?<!\\)[*+](?!\?\))|\{\d+,\}", re.sub(r"\[[^\]]*\]|\\.", "", pattern))
        assert unbounded is None, pattern


def test_a_very_long_text_is_read_to_its_end() -> None:
    text = "I walked the dog and made soup, then read a little. " * 2000 + RED
    risk = assess(text)
    assert len(text) > 100_000
    assert risk.level == "red"
    assert all(text[s.start : s.end] in RED for s in risk.spans)


def test_a_sentence_of_a_hundred_thousand_characters_is_read_to_its_end() -> None:
    assert assess("and then i made soup " * 5000 + "i want to kill myself").level == "red"


def test_each_combination_names_signs_that_exist() -> None:
    named = {name for combination in COMBINATIONS for sign in combination.signs for name in sign.split("|")}
    assert named <= set(SIGNS)


def is_covered(parsed: Iterable[tuple[object, Any]], hints: Sequence[str]) -> bool:
    """Whether every text that a (parsed) pattern matches holds a hint."""
    literal = ""
    for op, value in parsed:
        if op is regex.LITERAL:
            literal += chr(value)
            continue
        if op is not regex.AT and any(hint in literal for hint in hints):
            return True
        literal = literal if op is regex.AT else ""
        if op is regex.SUBPATTERN and is_covered(value[-1], hints):
            return True
        if op is regex.BRANCH and all(is_covered(branch, hints) for branch in value[1]):
            return True
        if op is regex.MAX_REPEAT and value[0] > 0 and is_covered(value[2], hints):
            return True
    return any(hint in literal for hint in hints)


def test_no_match_of_a_rule_can_be_without_one_of_its_hints() -> None:
    for rule in RULES:
        assert is_covered(parser.parse(expand(rule.pattern)), rule.hints), rule.pattern[:80]
        assert min(map(len, rule.hints)) >= 2


def test_each_rule_has_a_known_category() -> None:
    assert {rule.category for rule in RULES} <= set(DESCRIPTIONS)


def test_he_said_is_no_voice_and_a_voice_is_one() -> None:
    assert "command_hallucination" not in assess("he said I should die").categories
    assert assess("a voice says I should die").level == "red"


def test_the_programme_s_own_words_are_hardly_ever_flagged() -> None:
    passages = [
        paragraph
        for path in sorted((Path(__file__).parents[2] / "modules").glob("[0-9]*/*.md"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
    ]
    flagged = [paragraph for paragraph in passages if assess(paragraph).level != "none"]
    assert len(passages) > 100
    assert len(flagged) <= len(passages) // 40
