"""The caseload, one patient, a timeline, and decisions about the course."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.course import ScoreReading, StepProgress
from chalicelib.usecases.caseload import list_patients, patient, timeline
from chalicelib.usecases.errors import Forbidden, Invalid, KeyReused, NotFound
from chalicelib.usecases.plan import ChangePlan, change_plan
from chalicelib.usecases.ports import Caller, Entry
from chalicelib.usecases.review import ActOnFlag, act_on_flag
from tests.fakes_review import COLLEAGUE, NOON, THERAPIST, Clinic

WHY = "Agreed in our call."
PATIENT = Caller("p1", frozenset({"patient"}))


@pytest.fixture
def clinic() -> Clinic:
    made = Clinic()
    made.add_patient("p1", "Ada Invented")
    made.add_patient("p2", "Ben Invented", therapist_id=COLLEAGUE.sub)
    return made


def reading(days_ago: int, total: float | None) -> ScoreReading:
    return ScoreReading(at=NOON - timedelta(days=days_ago), total=total)


def test_a_therapist_sees_their_own_patients_by_name(clinic: Clinic) -> None:
    clinic.add_patient("p3", "aaron invented")
    assert [row.patient_id for row in list_patients(clinic.deps(), THERAPIST).patients] == ["p3", "p1"]
    assert [row.patient_id for row in list_patients(clinic.deps(), COLLEAGUE).patients] == ["p2"]


def test_a_patient_who_moved_to_a_colleague_is_gone_at_once(clinic: Clinic) -> None:
    moved = clinic.courses["p1"].model_copy(update={"therapist_id": COLLEAGUE.sub})
    clinic.courses["p1"] = moved  # the index behind the list may be a moment behind
    assert list_patients(clinic.deps(), THERAPIST).patients == []


def test_the_caseload_is_two_reads_and_a_cursor_leads_through_it(clinic: Clinic) -> None:
    for n in range(20):
        clinic.add_patient(f"more-{n:02}", f"More {n:02}")
    clinic.reads = 0
    page = list_patients(clinic.deps(), THERAPIST, limit=15)
    assert clinic.reads == 2
    rest = list_patients(clinic.deps(), THERAPIST, limit=15, cursor=page.cursor)
    assert len({row.patient_id for row in page.patients + rest.patients}) == 21
    assert rest.cursor is None


@pytest.mark.parametrize(
    ("readings", "total", "change"),
    [
        ([reading(7, 18)], 18, None),
        ([reading(14, 18), reading(7, 15), reading(0, 11)], 11, -7),
        ([reading(7, 10), reading(0, 10)], 10, 0),
        ([reading(7, None), reading(0, 10)], 10, None),
        ([reading(7, 10), reading(0, None)], None, None),
    ],
)
def test_a_row_shows_the_latest_total_and_its_change_since_the_first(
    clinic: Clinic, readings: list[ScoreReading], total: float | None, change: float | None
) -> None:
    clinic.add_patient("p1", scores={"phq-9": readings, "gad-7": []})
    (row,) = list_patients(clinic.deps(), THERAPIST).patients
    assert set(row.measures) == {"phq-9"}
    assert (row.measures["phq-9"].total, row.measures["phq-9"].change) == (total, change)


def test_a_row_shows_the_module_being_worked_on(clinic: Clinic) -> None:
    done = StepProgress(revision=1, completed_at=NOON)
    opened = {"first": NOON - timedelta(days=9)}
    clinic.add_patient("p1", "Ada", steps={"first-page": done}, opened=opened)
    clinic.add_patient("p3", "Zoe", steps={f"{m}-page": done for m in ("first", "second", "third")}, opened=opened)
    rows = list_patients(clinic.deps(), THERAPIST).patients
    assert [row.module.id if row.module else None for row in rows] == ["second", None]


def test_a_row_shows_the_module_that_is_waiting_when_none_is_open(clinic: Clinic) -> None:
    done = StepProgress(revision=1, completed_at=NOON)
    clinic.add_patient("p1", steps={"first-page": done}, opened={"first": NOON - timedelta(days=9)})
    clinic.add_flag("f1", "p1", "red")
    (row,) = list_patients(clinic.deps(), THERAPIST).patients
    assert row.module is not None
    assert row.module.id == "second"
    assert row.open_flags == {"red": 1, "amber": 0, "blue": 0, "info": 0}


def test_one_patient_comes_with_modules_scores_and_open_flags(clinic: Clinic) -> None:
    clinic.add_flag("f1", "p1", "blue", about="R15:blue:silence")
    clinic.add_flag("f2", "p1", "red")
    clinic.add_flag("f3", "p1", "amber")
    act_on_flag(clinic.deps(), THERAPIST, "f3", ActOnFlag("resolve", WHY))
    seen = patient(clinic.deps(), THERAPIST, "p1")
    assert [view.flag.id for view in seen.flags] == ["f2", "f1"]
    assert [module.id for module, _ in seen.modules] == ["first", "second", "third"]
    assert seen.profile.name == "Ada Invented"
    assert seen.readings["phq-9"][0].total == 9


@pytest.mark.parametrize("patient_id", ["p2", "p-none", "", "P1", "p1#COURSE", "../p1"])
def test_a_colleagues_patient_and_nobody_look_the_same(clinic: Clinic, patient_id: str) -> None:
    told = set()
    for look in (patient, timeline):
        with pytest.raises(NotFound) as refused:
            look(clinic.deps(), THERAPIST, patient_id)
        told.add(refused.value.detail)
    with pytest.raises(NotFound) as refused:
        change_plan(clinic.deps(), THERAPIST, patient_id, ChangePlan("second", "open", WHY))
    assert told | {refused.value.detail} == {"There is no such patient in your caseload."}


@pytest.mark.parametrize("someone", [PATIENT, Caller(THERAPIST.sub, frozenset({"author"}))])
def test_only_therapists_look_at_patients(clinic: Clinic, someone: Caller) -> None:
    with pytest.raises(Forbidden):
        list_patients(clinic.deps(), someone)
    with pytest.raises(Forbidden):
        patient(clinic.deps(), someone, "p1")
    with pytest.raises(Forbidden):
        timeline(clinic.deps(), someone, "p1")
    with pytest.raises(Forbidden):
        change_plan(clinic.deps(), someone, "p1", ChangePlan("second", "open", WHY))
    assert clinic.courses["p1"].plan == {}


def add_entry(clinic: Clinic, entry_id: str, kind: str, minutes_ago: int, **data: Any) -> None:
    at = NOON - timedelta(minutes=minutes_ago)
    clinic.entries.append(
        Entry.model_validate({"id": entry_id, "patient_id": "p1", "at": at, "kind": kind, "data": data})
    )


def test_a_timeline_is_in_order_of_time_and_flags_carry_their_present_state(clinic: Clinic) -> None:
    clinic.add_flag("f1", "p1")
    add_entry(clinic, "e2", "mood", 10, rating=4)
    add_entry(clinic, "f1", "flag", 20, rule="R3", level="amber")
    add_entry(clinic, "e1", "answer", 30, step_id="first-page")
    act_on_flag(clinic.deps(), THERAPIST, "f1", ActOnFlag("resolve", WHY))
    clinic.reads = 0
    page = timeline(clinic.deps(), THERAPIST, "p1")
    assert clinic.reads == 3
    assert [item.entry.kind for item in page.entries] == ["answer", "flag", "mood", "review"]
    assert [item.flag.status if item.flag else None for item in page.entries] == [None, "resolved", None, "resolved"]


def test_a_timeline_goes_on_where_its_page_ended(clinic: Clinic) -> None:
    for n in range(12):
        add_entry(clinic, f"e{n:02}", "mood", 60 - n, rating=n % 10)
    seen, cursor = [], None
    for _ in range(3):
        page = timeline(clinic.deps(), THERAPIST, "p1", limit=5, cursor=cursor)
        seen += [item.entry.id for item in page.entries]
        cursor = page.cursor
    assert seen == [f"e{n:02}" for n in range(12)]
    assert cursor is None


@pytest.mark.parametrize(
    ("action", "module", "status"),
    [("open", "third", "open"), ("hold", "first", "locked"), ("skip", "first", "skipped")],
)
def test_a_decision_about_a_module_stands_above_the_unlock_rule(
    clinic: Clinic, action: str, module: str, status: str
) -> None:
    decision = change_plan(clinic.deps(), THERAPIST, "p1", ChangePlan(module, action, f" {WHY} "))
    assert (decision.action, decision.reason, decision.by, decision.at) == (action, WHY, THERAPIST.sub, NOON)
    states = {m.id: state.status for m, state in patient(clinic.deps(), THERAPIST, "p1").modules}
    assert states[module] == status
    (entry,) = clinic.entries
    assert (entry.kind, entry.data) == (
        "plan",
        {"module_id": module, "action": action, "reason": WHY, "by": THERAPIST.sub},
    )


@pytest.mark.parametrize(
    ("module", "action", "reason", "field"),
    [
        ("fourth", "open", WHY, "module_id"),
        ("first", "close", WHY, "action"),
        ("first", "open", "  ", "reason"),
        ("first", "open", "x" * 2001, "reason"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    clinic: Clinic, module: str, action: str, reason: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        change_plan(clinic.deps(), THERAPIST, "p1", ChangePlan(module, action, reason))
    assert [name for name, _ in refused.value.problems] == [field]
    assert clinic.entries == []


def test_a_decision_meets_a_patient_at_work_and_both_are_kept(clinic: Clinic) -> None:
    done = {"first-page": StepProgress(revision=1, completed_at=NOON)}
    clinic.before_writing.append(lambda: clinic.write([clinic.courses["p1"].model_copy(update={"steps": done})]))
    change_plan(clinic.deps(), THERAPIST, "p1", ChangePlan("second", "hold", WHY))
    assert clinic.courses["p1"].done("first-page")
    assert clinic.courses["p1"].plan["second"].action == "hold"


def test_the_same_decision_sent_twice_has_one_effect(clinic: Clinic) -> None:
    once = ChangePlan("second", "open", WHY, key="tap-1")
    first = change_plan(clinic.deps(), THERAPIST, "p1", once)
    clinic.now += timedelta(minutes=1)
    assert change_plan(clinic.deps(), THERAPIST, "p1", once) == first
    assert len(clinic.entries) == 1
    with pytest.raises(KeyReused):
        change_plan(clinic.deps(), THERAPIST, "p1", ChangePlan("third", "open", WHY, key="tap-1"))


def test_the_same_decision_arriving_while_the_first_is_being_written_has_one_effect(clinic: Clinic) -> None:
    once = ChangePlan("second", "open", WHY, key="tap-1")
    clinic.before_writing.append(lambda: change_plan(clinic.deps(), THERAPIST, "p1", once) and None)
    decision = change_plan(clinic.deps(), THERAPIST, "p1", once)
    assert clinic.courses["p1"].plan == {"second": decision}
    assert len(clinic.entries) == 1


@pytest.mark.parametrize(("agreed", "promised"), [(True, 1), (False, 0)])
def test_a_changed_plan_has_the_next_steps_prepared_for_who_agreed_to_it(
    clinic: Clinic, agreed: bool, promised: int
) -> None:
    clinic.add_patient("p1", adaptation_consent=agreed)
    change_plan(clinic.deps(), THERAPIST, "p1", ChangePlan("first", "skip", WHY))
    assert [entry.kind for entry in clinic.sent] == ["prepare"] * promised
