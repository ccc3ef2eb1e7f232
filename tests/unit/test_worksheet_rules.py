"""Typed worksheets: what must fit together, what is only good to know, and what the answers add up to."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.answers import about, check_step
from chalicelib.domain.content import Step, WorksheetKind
from chalicelib.domain.sleep import efficiency, fits_together
from chalicelib.domain.worksheet_rules import check_type
from chalicelib.domain.worksheets import WORKSHEETS
from tests.content import field

TODAY = date(2026, 3, 10)


def feelings(**strengths: int) -> list[dict[str, Any]]:
    return [{"name": name, "strength": strength} for name, strength in strengths.items()]


def problems(kind: WorksheetKind, answers: dict[str, Any]) -> list[str]:
    return [path for path, _ in check_type(kind, answers, TODAY).problems]


def advice(kind: WorksheetKind, answers: dict[str, Any]) -> list[str]:
    checked = check_type(kind, answers, TODAY)
    assert checked.problems == []
    return [one.path for one in checked.advice]


def ladder(*fears: int) -> dict[str, Any]:
    return {"ladder": [{"situation": f"Invented {n}", "fear": fear} for n, fear in enumerate(fears)]}


def night(**changes: Any) -> dict[str, Any]:
    plain = {"date": "2026-03-09", "bed": "23:00", "lights-out": "23:30", "final-wake": "06:30", "rise": "07:00"}
    return {"nights": [{**plain, "latency": 30, "awake-minutes": 30, "wakes": 2, **changes}]}


THOUGHTS = [{"thought": "Nobody will come.", "belief": 80}, {"thought": "I am a bore", "belief": 60}]


@pytest.mark.parametrize("hot", ["Nobody will come.", "nobody  will come", "“I am a bore.”"])
def test_the_hot_thought_is_one_of_those_written(hot: str) -> None:
    assert problems("thought-record", {"thoughts": THOUGHTS, "hot-thought": hot}) == []


@pytest.mark.parametrize("hot", ["Somebody will come.", "Nobody will come. I am a bore", "2"])
def test_another_hot_thought_is_sent_back(hot: str) -> None:
    assert problems("thought-record", {"thoughts": THOUGHTS, "hot-thought": hot}) == ["hot-thought"]


def test_a_hot_thought_brought_from_another_day_stands_alone() -> None:
    assert problems("thought-record", {"hot-thought": "Nobody will come."}) == []


def test_the_same_feelings_are_rated_again() -> None:
    record = {"emotions": feelings(sad=70, afraid=40), "emotions-now": feelings(Sad=40)}
    assert problems("thought-record", record) == []
    assert problems("thought-record", record | {"emotions-now": feelings(sad=40, happy=20)}) == ["emotions-now.1.name"]


def test_a_feeling_has_one_row() -> None:
    twice = {"emotions": [{"name": "sad", "strength": 1}, {"name": " Sad", "strength": 2}]}
    assert problems("thought-record", twice) == ["emotions.1.name"]
    assert problems("five-area-cycle", twice) == ["emotions.1.name"]


def test_a_balanced_thought_that_is_hardly_believed_is_only_remarked() -> None:
    assert advice("thought-record", {"balanced-belief": 10}) == ["balanced-belief"]
    assert advice("thought-record", {"balanced-belief": 30}) == []


@given(st.lists(st.integers(0, 100), min_size=2, max_size=14))
def test_a_ladder_goes_up_or_down_and_nothing_between(fears: list[int]) -> None:
    ordered = fears in (sorted(fears), sorted(fears, reverse=True))
    assert (problems("exposure-ladder", ladder(*fears)) == []) is ordered


def test_the_step_out_of_place_is_named() -> None:
    assert problems("exposure-ladder", ladder(30, 60, 50, 80)) == ["ladder.2.fear"]


def test_a_short_ladder_or_a_hard_first_step_is_only_remarked() -> None:
    assert advice("exposure-ladder", ladder(60, 80)) == ["ladder", "ladder"]
    assert advice("exposure-ladder", ladder(35, 40, 45, 50, 60, 70, 80, 90)) == []


def entry(before: int, peak: int, end: int, item: str = "The bus") -> dict[str, Any]:
    return {"item": item, "fear-before": before, "fear-peak": peak, "fear-end": end}


def test_fear_at_its_highest_is_the_highest() -> None:
    assert problems("exposure-log", {"entries": [entry(40, 70, 30)]}) == []
    assert problems("exposure-log", {"entries": [entry(40, 70, 80)]}) == ["entries.0.fear-end"]
    assert problems("exposure-log", {"entries": [entry(90, 70, 30)]}) == ["entries.0.fear-before"]


def test_little_fear_twice_at_one_step_speaks_for_the_next() -> None:
    small = entry(20, 30, 10)
    assert advice("exposure-log", {"entries": [small, entry(20, 25, 10, "the bus")]}) == ["entries.1"]
    assert advice("exposure-log", {"entries": [small, entry(20, 25, 10, "The train")]}) == []


def test_how_far_fear_came_down_is_told() -> None:
    (figure,) = check_type("exposure-log", {"entries": [entry(40, 70, 30)]}, TODAY).figures
    assert (figure.path, figure.value) == ("entries.0", 40)


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({"time": "18:00"}, False),
        ({"time": "21:30"}, True),
        ({"time": "02:00"}, True),
        ({"time": "21:30", "bedtime": "01:00"}, False),
        ({"time": "23:30", "bedtime": "01:00"}, True),
        ({"time": "18:00", "bedtime": "20:00"}, False),
        ({"time": "18:01", "bedtime": "20:00"}, True),
        ({}, False),
    ],
)
def test_worry_time_close_to_bed_is_only_remarked(times: dict[str, str], told: bool) -> None:
    assert advice("worry-time", times) == (["time"] if told else [])


def test_sleep_efficiency_is_time_asleep_over_time_in_bed() -> None:
    (figure,) = check_type("sleep-diary", night(), TODAY).figures
    # 23:30 to 06:30 is 420 minutes, less 60 awake; 23:00 to 07:00 is 480 in bed
    assert (figure.path, figure.value, figure.unit) == ("nights.0", 75, "%")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"lights-out": "22:30"}, "nights.0.rise"),
        ({"final-wake": "07:30"}, "nights.0.rise"),
        ({"rise": "18:00", "final-wake": "17:00"}, "nights.0.rise"),
        ({"awake-minutes": 400}, "nights.0.awake-minutes"),
    ],
)
def test_a_night_whose_times_cannot_be_is_sent_back(changes: dict[str, Any], path: str) -> None:
    assert problems("sleep-diary", night(**changes)) == [path]


def test_a_night_with_a_time_left_out_is_no_mistake() -> None:
    assert check_type("sleep-diary", night(rise=""), TODAY).figures == []


@given(bed=st.integers(0, 1439), parts=st.lists(st.integers(0, 300), min_size=3, max_size=3), awake=st.integers(0, 900))
def test_efficiency_lies_between_none_and_all(bed: int, parts: list[int], awake: int) -> None:
    out, wake, rise = ((bed + sum(parts[: n + 1])) % 1440 for n in range(3))
    if fits_together(bed, out, wake, rise) and awake <= parts[1]:
        assert 0 <= efficiency(bed, out, wake, rise, awake) <= 100


@pytest.mark.parametrize(
    ("kind", "answers", "told"),
    [
        ("goals", {"goals": [{"goal": "Invented", "target-date": "2026-02-01"}]}, ["goals.0.target-date"]),
        ("goals", {"goals": [{"goal": "Invented", "target-date": "2026-04-01"}]}, []),
        ("problem-solving", {"solutions": [{"solution": "Ask"}], "chosen": "Ask"}, ["solutions"]),
        ("problem-solving", {"solutions": [{"solution": "Ask"}, {"solution": "Wait"}], "chosen": "Ask first"}, []),
        ("problem-solving", {"solutions": [{"solution": "Ask"}, {"solution": "Wait"}], "chosen": "Move"}, ["chosen"]),
        ("relapse-prevention-plan", {"review-date": "2026-01-01"}, ["review-date"]),
        ("relapse-prevention-plan", {"early-signs": [{"kind": "body"}, {"kind": "body"}]}, ["early-signs"]),
        ("relapse-prevention-plan", {"early-signs": [{"kind": "body"}, {"kind": "feeling"}]}, []),
        ("activity-diary", {"entries": [{"activity": "Invented"}]}, []),
    ],
)
def test_advice_is_told_and_never_blocks(kind: WorksheetKind, answers: dict[str, Any], told: list[str]) -> None:
    assert advice(kind, answers) == told


def test_a_belief_is_rated_again_only_when_something_happened() -> None:
    assert problems("behavioural-experiment", {"belief-before": 80, "belief-after": 40}) == ["outcome"]
    tried = {"belief-before": 80, "belief-after": 40, "outcome": "Invented."}
    (figure,) = check_type("behavioural-experiment", tried, TODAY).figures
    assert figure.value == -40


def test_the_gap_between_what_matters_and_the_days_is_told() -> None:
    areas = [{"area": "people", "importance": 9, "lived-by": 3}, {"area": "work", "importance": 4, "lived-by": 6}]
    assert [(f.path, f.value) for f in check_type("values", {"areas": areas}, TODAY).figures] == [("areas.0", 6)]


# --- as part of a step ----------------------------------------------------------------------------

STEP = Step.model_validate(
    {
        "id": "ladder",
        "kind": "worksheet",
        "worksheet": "exposure-ladder",
        "title": "A ladder",
        "minutes": 5,
        "passages": [{"id": "intro", "text": "Invented."}],
        "fields": [
            field("goal", "short_text"),
            field("ladder", "table", columns=[field("situation", "short_text"), field("fear", "rating")]),
        ],
    }
)


def test_fields_are_checked_before_what_they_add_up_to() -> None:
    wrong = {"ladder": [{"situation": "x", "fear": 60}, {"situation": "y", "fear": "lots"}]}
    assert [path for path, _ in check_step(STEP, wrong, TODAY).problems] == ["ladder.1.fear"]
    assert [path for path, _ in check_step(STEP, ladder(30, 60, 50), TODAY).problems] == ["ladder.2.fear"]


def test_a_step_without_a_type_has_no_rules_of_a_type() -> None:
    plain = STEP.model_copy(update={"worksheet": None})
    assert check_step(plain, ladder(30, 60, 50), TODAY).problems == []
    assert about(plain, ladder(60), TODAY).advice == []
    assert about(STEP, None, TODAY).advice == []


def test_every_type_has_its_fields() -> None:
    assert set(WORKSHEETS) == set(get_args(WorksheetKind))


NAMES = sorted({name for fields in WORKSHEETS.values() for name in fields})
COLUMNS = sorted({c for fields in WORKSHEETS.values() for asked in fields.values() for c in asked.columns})
CELL = (
    st.none() | st.booleans() | st.integers(-5, 200) | st.sampled_from(["", "23:10", "2026-03-09", "x", "99:99", "٣:٣"])
)
VALUE = CELL | st.lists(CELL | st.dictionaries(st.sampled_from(COLUMNS), CELL, max_size=6), max_size=3)


@settings(max_examples=60)
@given(answers=st.dictionaries(st.sampled_from(NAMES), VALUE, max_size=8))
def test_no_answers_whatever_break_a_rule(answers: dict[str, Any]) -> None:
    for kind in get_args(WorksheetKind):
        for path, words in check_type(kind, answers, TODAY).problems:
            assert path.split(".")[0] in answers or path == "outcome"
            assert words
