"""Rules of looking back and of a person's own record. Everything in it is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.answers import texts
from chalicelib.domain.content import WorksheetField
from chalicelib.domain.course import Course, ScoreReading
from chalicelib.domain.fhir import text
from chalicelib.domain.fhir_answers import response, worksheet
from chalicelib.domain.journal import holds
from chalicelib.domain.leaving import flag_of_leaving, notice_of_erasure
from chalicelib.domain.plot import BOTTOM, LEFT, RIGHT, TOP, Reading, plot
from tests.content import SMALL

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIELDS = [WorksheetField.model_validate(f) for f in SMALL["modules"][0]["steps"][1]["fields"]]
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(WORDS, part, max_size=3),
    max_leaves=8,
)


def unpacked(told: str) -> list[str]:
    """The texts in an answer of no known shape, which is told as JSON."""
    try:
        return list(texts(json.loads(told)))
    except ValueError:
        return []


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([f.id for f in FIELDS]) | WORDS, ANYTHING, max_size=6))
def test_a_draft_of_any_shape_becomes_fhir_with_every_word_in_it(answers: dict[str, Any]) -> None:
    made = response("d", "p", "draft", NOON, "step:sheet", "in-progress", worksheet(FIELDS, answers))
    QuestionnaireResponse.model_validate(made)
    said = [words for told in texts(made) for words in (told, *unpacked(told))]
    assert all(any(words in told for told in said) for words in texts(answers))


def test_only_characters_that_fhir_forbids_are_replaced() -> None:
    assert text("a\x00b\n\tç🌿") == "a\ufffdb\n\tç🌿"


@given(st.lists(st.integers(0, 27), min_size=1, max_size=12), st.integers(0, 90))
def test_every_point_lies_in_the_field_and_higher_values_lie_higher(values: list[int], hours: int) -> None:
    readings = [Reading(NOON + timedelta(hours=hours * n), float(v)) for n, v in enumerate(values)]
    drawn = plot(readings, 0, 27, [("low", 0, 9), ("high", 10, 27)])
    assert len(drawn.points) == len(values)
    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in drawn.points)
    highest = min(drawn.points, key=lambda point: point.y)
    assert values[drawn.points.index(highest)] == max(values)
    assert [point.x for point in drawn.points] == sorted(point.x for point in drawn.points)


def test_the_bands_fill_the_field_without_a_gap() -> None:
    stripes = plot([], 0, 27, [("b", 5, 9), ("a", 0, 4), ("c", 10, 27)]).stripes
    assert [stripe.label for stripe in stripes] == ["a", "b", "c"]
    assert stripes[0].y + stripes[0].height == BOTTOM
    assert stripes[-1].y == TOP
    for lower, upper in pairwise(stripes):
        assert upper.y + upper.height == pytest.approx(lower.y, abs=0.15)


def test_a_scale_without_height_is_refused() -> None:
    with pytest.raises(ValueError, match="no height"):
        plot([], 3, 3)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("perro", True), ("MANANA", True), ("paseo mañana", True), ("man", True), ("gato", False), ("perro gato", False)],
)
def test_all_words_are_looked_for_without_case_and_accents(wanted: str, found: bool) -> None:
    assert holds("Mañana paseo con el Perro", wanted) is found


def course(**changes: Any) -> Course:
    made = Course(
        patient_id="p",
        therapist_id="t",
        programme_id="small",
        release="r",
        enrolled_at=NOON,
        last_seen_at=NOON,
        country="IE",
    )
    return made.model_copy(update=changes)


def phq9(item9: int | None) -> dict[str, list[ScoreReading]]:
    return {"phq-9": [ScoreReading(at=NOON, total=12, items={"9": item9})]}


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "blue"),
        ({"scores": phq9(0)}, "blue"),
        ({"scores": phq9(1)}, "amber"),
        ({"scores": phq9(None)}, "amber"),
        ({"open_red": ["f"]}, "amber"),
        ({"open_flags": {"R3:amber:x": "f"}}, "amber"),
        ({"open_flags": {"R15:blue:silence": "f"}}, "blue"),
    ],
)
def test_leaving_is_told_sooner_where_there_may_be_danger(changes: dict[str, Any], level: str) -> None:
    assert flag_of_leaving(course(**changes)).level == level


@pytest.mark.parametrize(
    ("flags", "level"),
    [
        ({"open_red": ["f"]}, "red"),
        ({"open_flags": {"R3:amber:x": "f"}}, "amber"),
        ({"open_red": ["f"], "open_flags": {"R3:amber:x": "g"}}, "red"),
        ({"open_flags": {"R15:blue:silence": "f"}}, None),
        ({}, None),
    ],
)
def test_an_erasure_leaves_a_notice_only_of_what_may_be_a_danger(flags: dict[str, Any], level: str | None) -> None:
    notice = notice_of_erasure(course(**flags), "Invented name", "n", "departed-1", NOON)
    assert (notice.level if notice else None) == level
    if notice:
        assert (notice.departed, notice.patient_id, "p" in notice.inputs) == ("Invented name", "departed-1", False)
