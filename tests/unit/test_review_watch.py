"""The nightly watch: who is raised, once, and what happens when one patient's record gives trouble."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.course import ScoreReading, StepProgress
from chalicelib.domain.review import LEVEL_ORDER
from chalicelib.usecases.review import ActOnFlag, act_on_flag
from chalicelib.usecases.watch import missed_in_a_row, raise_silent
from tests.fakes_review import NOON, THERAPIST, Clinic, OneRelease, course


def add_silent(clinic: Clinic, patient_id: str, days: int, item9: int = 0, total: float = 9) -> None:
    """Not seen for so many days; measured on the last day."""
    last = NOON - timedelta(days=days)
    readings = [ScoreReading(at=last, total=total, items={"9": item9})]
    clinic.add_patient(patient_id, last_seen_at=last, scores={"phq-9": readings})


@pytest.mark.parametrize(
    ("days", "item9", "total", "level"),
    [
        (13, 0, 9, None),
        (14, 0, 9, "blue"),
        (20, 0, 9, "blue"),
        (21, 0, 9, "amber"),
        (6, 1, 9, None),
        (7, 1, 9, "amber"),
        (7, 0, 20, "amber"),
        (7, 0, 19, None),
    ],
)
def test_silence_is_raised_by_its_length_and_the_last_scores(
    days: int, item9: int, total: float, level: str | None
) -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", days, item9, total)
    report = raise_silent(clinic.deps())
    assert [(f.rule, f.level, f.therapist_id) for f in clinic.flags.values()] == (
        [("R15", level, THERAPIST.sub)] if level else []
    )
    assert (report.looked_at, report.raised, report.failed) == (1, 1 if level else 0, [])


def test_a_silent_patient_is_on_the_timeline_and_on_the_course() -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 15)
    raise_silent(clinic.deps())
    ((flag_id, raised),) = clinic.flags.items()
    assert clinic.courses["p1"].open_flags == {"R15:blue:silence": flag_id}
    assert [(e.kind, e.id) for e in clinic.entries] == [("flag", flag_id)]
    assert raised.due_at == NOON + timedelta(days=7)


def test_watching_twice_changes_nothing_more() -> None:
    clinic = Clinic()
    for n, days in enumerate((3, 15, 22, 40)):
        add_silent(clinic, f"p{n}", days)
    raise_silent(clinic.deps())
    before = (dict(clinic.flags), dict(clinic.courses), list(clinic.entries))
    again = raise_silent(clinic.deps())
    assert (again.raised, again.heightened) == (0, 0)
    assert (clinic.flags, clinic.courses, clinic.entries) == before


def test_a_longer_silence_raises_the_open_flag_instead_of_a_second() -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 15)
    raise_silent(clinic.deps())
    (flag_id,) = clinic.flags
    act_on_flag(clinic.deps(), THERAPIST, flag_id, ActOnFlag("acknowledge"))
    clinic.now += timedelta(days=6)
    report = raise_silent(clinic.deps())
    assert (report.raised, report.heightened) == (0, 1)
    grown = clinic.flags[flag_id]
    assert list(clinic.flags) == [flag_id]
    assert (grown.level, grown.status, len(grown.acts)) == ("amber", "open", 1)
    assert grown.inputs["days"] == 21
    assert clinic.courses["p1"].open_flags == {"R15:amber:silence": flag_id}
    assert clinic.entries[-1].data["flag_id"] == flag_id
    assert raise_silent(clinic.deps()).heightened == 0


def test_what_a_therapist_escalated_is_not_lowered() -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 15)
    raise_silent(clinic.deps())
    (flag_id,) = clinic.flags
    for _ in range(2):
        act_on_flag(clinic.deps(), THERAPIST, flag_id, ActOnFlag("escalate", "Their partner called."))
    clinic.now += timedelta(days=10)
    raise_silent(clinic.deps())
    assert [f.level for f in clinic.flags.values()] == ["red"]
    assert clinic.courses["p1"].open_red == [flag_id]


def test_a_silence_that_a_person_closed_is_raised_again_after_a_week() -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 22)
    raise_silent(clinic.deps())
    (flag_id,) = clinic.flags
    act_on_flag(clinic.deps(), THERAPIST, flag_id, ActOnFlag("resolve", "On holiday, back next week."))
    clinic.now += timedelta(days=6)
    assert raise_silent(clinic.deps()).raised == 0
    clinic.now += timedelta(days=1)
    assert raise_silent(clinic.deps()).raised == 1
    assert sorted(f.status for f in clinic.flags.values()) == ["open", "resolved"]


def test_a_patient_who_comes_back_during_the_watch_is_not_raised() -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 15)
    back = clinic.courses["p1"].model_copy(update={"last_seen_at": NOON})
    clinic.before_writing.append(lambda: clinic.write([back]))
    report = raise_silent(clinic.deps())
    assert (report.raised, report.failed) == (0, [])
    assert clinic.flags == {}


def test_one_patients_trouble_is_reported_and_does_not_stop_the_rest() -> None:
    clinic = Clinic()
    for n in range(5):
        add_silent(clinic, f"p{n}", 15)
    clinic.broken = {"p1", "p3"}
    report = raise_silent(clinic.deps())
    assert report.failed == [("p1", "Busy"), ("p3", "Busy")]
    assert {f.patient_id for f in clinic.flags.values()} == {"p0", "p2", "p4"}
    clinic.broken = set()
    assert raise_silent(clinic.deps()).raised == 2


def test_a_patient_who_reads_but_answers_no_weekly_questions_is_raised() -> None:
    clinic = Clinic()
    readings = [ScoreReading(at=NOON - timedelta(days=21), total=9, items={"9": 0})]
    clinic.add_patient("p1", last_seen_at=NOON - timedelta(hours=1), scores={"phq-9": readings})
    raise_silent(clinic.deps())
    assert [(f.level, f.inputs["missed_measures"]) for f in clinic.flags.values()] == [("amber", 2)]


@pytest.mark.parametrize(("days", "missed"), [(0, 0), (7, 0), (13, 0), (14, 1), (20, 1), (21, 2), (28, 3)])
def test_a_weekly_measure_is_missed_when_the_next_is_due_as_well(days: int, missed: int) -> None:
    readings = [ScoreReading(at=NOON - timedelta(days=days), total=9)]
    assert missed_in_a_row(course("p1", scores={"phq-9": readings}), OneRelease().release(""), NOON) == missed


def test_a_risk_answer_counts_although_the_question_was_left_out_since() -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 8, item9=1)
    left_out = ScoreReading(at=NOON - timedelta(days=8), total=None, items={"9": None})
    here = clinic.courses["p1"]
    clinic.courses["p1"] = here.model_copy(update={"scores": {"phq-9": [*here.scores["phq-9"], left_out]}})
    raise_silent(clinic.deps())
    assert [f.level for f in clinic.flags.values()] == ["amber"]


def test_who_has_finished_the_programme_may_stay_away() -> None:
    clinic = Clinic()
    done = StepProgress(revision=1, completed_at=NOON)
    steps = {f"{m}-page": done for m in ("first", "second", "third")}
    clinic.add_patient("p1", last_seen_at=NOON - timedelta(days=60), steps=steps)
    assert raise_silent(clinic.deps()).raised == 0


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["nothing", "visit", "resolve"])), max_size=15))
def test_however_the_weeks_go_one_flag_is_open_at_most_and_it_is_never_lowered(weeks: list[tuple[int, str]]) -> None:
    clinic = Clinic()
    add_silent(clinic, "p1", 10)
    for days, event in weeks:
        clinic.now += timedelta(days=days)
        here = clinic.courses["p1"]
        if event == "visit":
            clinic.write([here.model_copy(update={"last_seen_at": clinic.now})])
        waiting = [f for f in clinic.flags.values() if not f.closed]
        if event == "resolve" and waiting:
            act_on_flag(clinic.deps(), THERAPIST, waiting[0].id, ActOnFlag("resolve", "Reached by phone."))
        before = dict(clinic.flags)
        raise_silent(clinic.deps())
        assert sum(not f.closed for f in clinic.flags.values()) <= 1
        for flag_id, old in before.items():
            assert LEVEL_ORDER[clinic.flags[flag_id].level] <= LEVEL_ORDER[old.level]
