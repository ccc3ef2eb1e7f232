"""The rules that raise flags. All answers, scores and dates here are invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.course import ScoreReading
from chalicelib.domain.definitions import Measure
from chalicelib.domain.flags import (
    LEVEL_ORDER,
    FlagDraft,
    flags_for_response,
    flags_for_silence,
    flags_for_text,
    highest,
    nudge_is_due,
    working_days,
)
from chalicelib.domain.measures import score
from chalicelib.domain.risk_language import assess
from tests.unit.test_measures import GAD7, PHQ9, WHO5

FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)


def reading(total: float | None, item9: int | None = 0) -> ScoreReading:
    return ScoreReading(at=FRIDAY - timedelta(days=7), total=total, items={"9": item9})


def phq9(item9: int | None, others: int = 0, earlier: tuple[ScoreReading, ...] = ()) -> tuple[FlagDraft, ...]:
    scored = score(PHQ9, {**{str(n): others for n in range(1, 9)}, "9": item9})
    return flags_for_response(PHQ9, scored, {"phq-9": earlier}, FRIDAY)


def rules(drafts: tuple[FlagDraft, ...]) -> dict[str, str]:
    return {draft.rule: draft.level for draft in drafts}


@pytest.mark.parametrize(("item9", "expected"), [(2, "red"), (3, "red")])
def test_item_9_at_two_or_three_is_red_within_a_quarter_of_an_hour(item9: int, expected: str) -> None:
    drafts = phq9(item9)
    assert rules(drafts)["R2"] == expected
    assert drafts[0].due_in == timedelta(minutes=15)


def test_item_9_at_one_is_amber_within_a_day() -> None:
    drafts = phq9(1, earlier=(reading(5, 1),))
    assert rules(drafts) == {"R3": "amber"}
    assert drafts[0].due_in == timedelta(hours=24)


def test_item_9_at_zero_raises_nothing() -> None:
    assert phq9(0) == ()


def test_item_9_left_out_is_amber() -> None:
    assert rules(phq9(None)) == {"R5": "amber"}


def test_the_first_answer_above_zero_raises_r4_besides() -> None:
    assert rules(phq9(1, earlier=(reading(4, 0), reading(6, None)))) == {"R3": "amber", "R4": "amber"}


def test_a_rise_of_item_9_raises_r4_and_a_fall_does_not() -> None:
    assert "R4" in rules(phq9(2, earlier=(reading(9, 1),)))
    assert "R4" in rules(phq9(2, earlier=(reading(9, 3), reading(9, 1), reading(9, None))))
    assert "R4" not in rules(phq9(1, earlier=(reading(9, 2),)))


def test_a_measure_without_a_risk_item_raises_no_risk_flag() -> None:
    assert flags_for_response(GAD7, score(GAD7, {str(n): 3 for n in range(1, 8)}), {}, FRIDAY) == ()
    assert flags_for_response(WHO5, score(WHO5, {str(n): 0 for n in range(1, 6)}), {}, FRIDAY) == ()


def worse(measure: Measure, total_items: dict[str, int | None], **history: list[ScoreReading]) -> dict[str, str]:
    named = {name.replace("_", "-"): readings for name, readings in history.items()}
    return rules(flags_for_response(measure, score(measure, total_items), named, FRIDAY))


@pytest.mark.parametrize(("first", "raised"), [(2, True), (3, False)])
def test_r8_needs_a_rise_of_six_on_the_phq_9_from_the_first_score(first: int, raised: bool) -> None:
    eight = {**{str(n): 1 for n in range(1, 9)}, "9": 0}
    assert ("R8" in worse(PHQ9, eight, phq_9=[reading(None), reading(first), reading(20)])) is raised


def test_r8_needs_a_rise_of_four_on_the_gad_7() -> None:
    seven: dict[str, int | None] = {str(n): 1 for n in range(1, 8)}
    assert "R8" in worse(GAD7, seven, gad_7=[reading(3)])
    assert "R8" not in worse(GAD7, seven, gad_7=[reading(4)])


def test_r8_is_not_raised_while_the_other_measure_is_reliably_better() -> None:
    eight = {**{str(n): 1 for n in range(1, 9)}, "9": 0}
    assert "R8" not in worse(PHQ9, eight, phq_9=[reading(0)], gad_7=[reading(12), reading(8)])
    assert "R8" in worse(PHQ9, eight, phq_9=[reading(0)], gad_7=[reading(12), reading(9)])
    assert "R8" in worse(PHQ9, eight, phq_9=[reading(0)], gad_7=[reading(12)])


def test_r8_is_due_in_three_working_days() -> None:
    eight = {**{str(n): 1 for n in range(1, 9)}, "9": 0}
    [draft] = flags_for_response(PHQ9, score(PHQ9, eight), {"phq-9": [reading(0)]}, FRIDAY)
    assert FRIDAY + draft.due_in == datetime(2026, 11, 25, 15, tzinfo=UTC)


def test_a_first_response_cannot_be_a_deterioration() -> None:
    assert worse(PHQ9, {**{str(n): 3 for n in range(1, 9)}, "9": 0}) == {}


@pytest.mark.parametrize(
    ("days", "item9", "total", "missed", "level"),
    [
        (6, 0, 5, 0, None),
        (13, 0, 5, 0, None),
        (14, 0, 5, 0, "blue"),
        (20, None, None, 0, "blue"),
        (21, 0, 5, 0, "amber"),
        (8, 0, 5, 2, "amber"),
        (6, 1, 5, 0, None),
        (7, 1, 5, 0, "amber"),
        (7, 0, 20, 0, "amber"),
        (7, 0, 19, 0, None),
    ],
)
def test_silence_is_blue_after_two_weeks_and_amber_after_three_or_one_when_at_risk(
    days: int, item9: int | None, total: float | None, missed: int, level: str | None
) -> None:
    drafts = flags_for_silence(FRIDAY - timedelta(days=days), FRIDAY, item9, total, missed)
    assert [draft.level for draft in drafts] == ([level] if level else [])


def test_a_nudge_is_due_after_a_week_and_is_no_flag() -> None:
    assert not nudge_is_due(FRIDAY - timedelta(days=6, hours=23), FRIDAY)
    assert nudge_is_due(FRIDAY - timedelta(days=7), FRIDAY)
    assert flags_for_silence(FRIDAY - timedelta(days=7), FRIDAY) == ()


@pytest.mark.parametrize(
    ("text", "rule", "level", "due"),
    [
        ("I am going to kill myself tonight", "R1", "red", timedelta(minutes=15)),
        ("I wish I would not wake up tomorrow", "R1", "amber", timedelta(hours=24)),
        ("I used to be suicidal, that was years ago and I am well now", "R1", "blue", timedelta(days=7)),
        ("my husband hits me", "R18", "amber", timedelta(hours=24)),
    ],
)
def test_words_raise_a_flag_of_their_level_and_kind(text: str, rule: str, level: str, due: timedelta) -> None:
    [draft] = flags_for_text(assess(text), "my-cycle")
    assert (draft.rule, draft.level, draft.due_in) == (rule, level, due)


def test_danger_to_oneself_and_to_others_are_two_flags() -> None:
    drafts = flags_for_text(assess("I want to kill myself. I am going to stab my boss."), "my-cycle")
    assert rules(drafts) == {"R1": "red", "R18": "red"}


def test_harmless_words_raise_nothing() -> None:
    assert flags_for_text(assess("We walked along the river and had soup."), "my-cycle") == ()


SECRET = "zebra umbrella"


def test_no_flag_repeats_what_the_patient_wrote() -> None:
    text = f"I am going to kill myself because of the {SECRET}"
    for draft in flags_for_text(assess(text), "my-cycle"):
        assert SECRET not in draft.model_dump_json()
        assert "kill myself" not in draft.model_dump_json()


def test_each_flag_names_its_rule_version_and_what_the_rule_saw() -> None:
    for draft in phq9(2):
        assert draft.rule_version == "1"
        assert draft.inputs["value"] == 2
        assert draft.reason.endswith(".")


def test_a_draft_survives_being_stored_as_json() -> None:
    for draft in (*phq9(2), *flags_for_silence(FRIDAY - timedelta(days=30), FRIDAY)):
        assert FlagDraft.model_validate_json(draft.model_dump_json()) == draft


def test_the_highest_flag_decides() -> None:
    drafts = phq9(3)
    top = highest(drafts)
    assert top is not None
    assert top.rule == "R2"
    assert highest(()) is None


@given(st.one_of(st.none(), st.integers(0, 3)), st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=5))
def test_any_answer_but_zero_to_item_9_reaches_a_person(item9: int | None, before: list[int | None]) -> None:
    drafts = phq9(item9, earlier=tuple(reading(5, value) for value in before))
    assert bool(drafts) == (item9 != 0)
    if drafts:
        assert min(LEVEL_ORDER[draft.level] for draft in drafts) == (0 if item9 in (2, 3) else 1)


@given(
    st.integers(0, 4000).map(lambda hours: FRIDAY + timedelta(hours=hours)),
    st.integers(1, 10),
)
def test_working_days_end_on_a_working_day_and_skip_weekends(start: datetime, count: int) -> None:
    end = start + working_days(count, start)
    assert end.weekday() < 5
    assert end.time() == start.time()
    between = [start.date() + timedelta(days=n) for n in range(1, (end.date() - start.date()).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == count
