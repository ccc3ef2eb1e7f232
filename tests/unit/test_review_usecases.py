"""A therapist at work on flags: what is listed, what an act changes, and two people at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.review import LEVEL_ORDER
from chalicelib.usecases.errors import Busy, Conflict, Forbidden, Invalid, KeyReused, NotFound, StaleVersion
from chalicelib.usecases.paging import cursor_of
from chalicelib.usecases.ports import Caller
from chalicelib.usecases.review import ActOnFlag, act_on_flag, list_flags
from tests.fakes_review import COLLEAGUE, NOON, THERAPIST, Clinic

ACTIONS = ["acknowledge", "note", "escalate", "resolve"]


def command(action: str, text: str = "We spoke on the phone.", **more: object) -> ActOnFlag:
    return ActOnFlag(action=action, text=text, contact_confirmed=True, **more)  # type: ignore[arg-type]


@pytest.fixture
def clinic() -> Clinic:
    made = Clinic()
    made.add_patient("p1", "Ada Invented")
    made.add_flag("f1", "p1", "red")
    return made


def test_flags_come_with_names_and_say_what_is_overdue(clinic: Clinic) -> None:
    clinic.add_flag("f2", "p1", "amber", due_at=NOON - timedelta(minutes=1))
    page = list_flags(clinic.deps(), THERAPIST)
    assert [(v.flag.id, v.patient_name, v.overdue) for v in page.flags] == [
        ("f1", "Ada Invented", False),
        ("f2", "Ada Invented", True),
    ]
    assert page.cursor is None


@given(st.lists(st.tuples(st.sampled_from(list(LEVEL_ORDER)), st.integers(-500, 500)), max_size=30), st.integers(1, 7))
def test_pages_put_together_are_the_whole_list_in_order_of_urgency(rows: list[tuple[str, int]], size: int) -> None:
    clinic = Clinic()
    clinic.add_patient("p1")
    for n, (level, minutes) in enumerate(rows):
        clinic.add_flag(f"f{n}", "p1", level, about=f"R3:{level}:{n}", due_at=NOON + timedelta(minutes=minutes))
    seen, cursor = [], None
    while True:
        page = list_flags(clinic.deps(), THERAPIST, limit=size, cursor=cursor)
        assert len(page.flags) <= size
        seen += [view.flag for view in page.flags]
        cursor = page.cursor
        if cursor is None:
            break
    assert sorted(f.id for f in seen) == sorted(clinic.flags)
    assert [(LEVEL_ORDER[f.level], f.due_at) for f in seen] == sorted((LEVEL_ORDER[f.level], f.due_at) for f in seen)


def test_a_list_is_two_reads_however_many_patients_are_on_it(clinic: Clinic) -> None:
    for n in range(40):
        clinic.add_patient(f"more-{n}")
        clinic.add_flag(f"flag-{n}", f"more-{n}")
    clinic.reads = 0
    assert len(list_flags(clinic.deps(), THERAPIST).flags) == 41
    assert clinic.reads == 2


def test_a_colleagues_flags_are_not_listed_and_not_found(clinic: Clinic) -> None:
    assert list_flags(clinic.deps(), COLLEAGUE).flags == []
    with pytest.raises(NotFound) as theirs:
        act_on_flag(clinic.deps(), COLLEAGUE, "f1", command("note"))
    with pytest.raises(NotFound) as nobodys:
        act_on_flag(clinic.deps(), COLLEAGUE, "f-none", command("note"))
    assert theirs.value.detail == nobodys.value.detail


@pytest.mark.parametrize("groups", [set(), {"patient"}, {"author"}, {"patient", "author"}])
def test_nobody_but_a_therapist_sees_or_touches_flags(clinic: Clinic, groups: set[str]) -> None:
    someone = Caller(THERAPIST.sub, frozenset(groups))
    with pytest.raises(Forbidden):
        list_flags(clinic.deps(), someone)
    with pytest.raises(Forbidden):
        act_on_flag(clinic.deps(), someone, "f1", command("acknowledge"))
    assert clinic.flags["f1"].acts == []


@pytest.mark.parametrize("status", ["", "acknowledged", "OPEN", "open#"])
def test_an_unknown_status_is_refused(clinic: Clinic, status: str) -> None:
    with pytest.raises(Invalid):
        list_flags(clinic.deps(), THERAPIST, status)


@pytest.mark.parametrize("cursor", ["", "!", "é", "a", "////", cursor_of("x" * 1025)])
def test_what_is_no_cursor_is_refused(clinic: Clinic, cursor: str) -> None:
    with pytest.raises(Invalid):
        list_flags(clinic.deps(), THERAPIST, cursor=cursor)


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_page_has_between_1_and_100_entries(clinic: Clinic, limit: int) -> None:
    with pytest.raises(Invalid):
        list_flags(clinic.deps(), THERAPIST, limit=limit)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_act_is_on_the_flag_and_on_the_timeline(clinic: Clinic, action: str) -> None:
    view = act_on_flag(clinic.deps(), THERAPIST, "f1", command(action))
    stored = clinic.flags["f1"]
    assert view.flag == stored
    assert (stored.version, [a.action for a in stored.acts], stored.acts[0].by) == (2, [action], THERAPIST.sub)
    (entry,) = clinic.entries
    assert (entry.kind, entry.patient_id, entry.at) == ("review", "p1", NOON)
    assert entry.data == {
        "flag_id": "f1",
        "action": action,
        "text": "We spoke on the phone.",
        "by": THERAPIST.sub,
        "contact_confirmed": True,
        "level": "red",
    }


def test_a_resolved_flag_moves_to_the_closed_list_and_opens_the_way(clinic: Clinic) -> None:
    act_on_flag(clinic.deps(), THERAPIST, "f1", command("resolve"))
    assert list_flags(clinic.deps(), THERAPIST).flags == []
    assert [v.flag.id for v in list_flags(clinic.deps(), THERAPIST, "closed").flags] == ["f1"]
    assert clinic.courses["p1"].open_red == []
    assert clinic.courses["p1"].open_flags == {}


@pytest.mark.parametrize("action", ["acknowledge", "note"])
def test_an_act_that_changes_nothing_for_the_patient_leaves_their_course_alone(clinic: Clinic, action: str) -> None:
    before = clinic.courses["p1"]
    act_on_flag(clinic.deps(), THERAPIST, "f1", command(action))
    assert clinic.courses["p1"] is before


def test_escalating_to_red_holds_the_patients_next_module(clinic: Clinic) -> None:
    clinic.add_flag("f2", "p1", "amber")
    act_on_flag(clinic.deps(), THERAPIST, "f2", command("escalate"))
    assert clinic.flags["f2"].level == "red"
    assert clinic.courses["p1"].open_red == ["f1", "f2"]


def test_a_red_flag_is_not_resolved_without_contact(clinic: Clinic) -> None:
    with pytest.raises(Invalid) as refused:
        act_on_flag(clinic.deps(), THERAPIST, "f1", ActOnFlag("resolve", "No answer to two calls."))
    assert [field for field, _ in refused.value.problems] == ["contact_confirmed"]
    assert clinic.entries == []


@pytest.mark.parametrize("action", ["note", "escalate", "resolve"])
def test_an_act_without_words_is_refused(clinic: Clinic, action: str) -> None:
    with pytest.raises(Invalid) as refused:
        act_on_flag(clinic.deps(), THERAPIST, "f1", command(action, "  "))
    assert [field for field, _ in refused.value.problems] == ["text"]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_closed_flag_is_not_acted_on_again(clinic: Clinic, action: str) -> None:
    closed = act_on_flag(clinic.deps(), THERAPIST, "f1", command("resolve")).flag
    with pytest.raises(Conflict) as refused:
        act_on_flag(clinic.deps(), THERAPIST, "f1", command(action, version=closed.version))
    assert refused.value.slug == "conflict"
    assert clinic.flags["f1"] == closed


def test_acting_on_what_is_no_longer_on_the_flag_gives_the_current_version(clinic: Clinic) -> None:
    act_on_flag(clinic.deps(), THERAPIST, "f1", command("note", version=1))
    with pytest.raises(StaleVersion) as refused:
        act_on_flag(clinic.deps(), THERAPIST, "f1", command("resolve", version=1))
    assert refused.value.current == 2
    assert clinic.flags["f1"].status == "open"


@pytest.mark.parametrize("theirs", ACTIONS)
@pytest.mark.parametrize("mine", ACTIONS)
def test_of_two_at_once_one_wins_and_the_other_is_told(clinic: Clinic, mine: str, theirs: str) -> None:
    def second_window() -> None:
        act_on_flag(clinic.deps(), THERAPIST, "f1", command(theirs, "In the other window."))

    clinic.before_writing.append(second_window)
    with pytest.raises(StaleVersion) as refused:
        act_on_flag(clinic.deps(), THERAPIST, "f1", command(mine))
    assert refused.value.current == 2
    assert [(a.action, a.text) for a in clinic.flags["f1"].acts] == [(theirs, "In the other window.")]
    assert len(clinic.entries) == 1


def test_a_patient_at_work_meanwhile_does_not_stop_the_therapist(clinic: Clinic) -> None:
    def patient_at_work() -> None:
        clinic.write([clinic.courses["p1"].model_copy(update={"last_seen_at": NOON})])

    clinic.before_writing += [patient_at_work, patient_at_work]
    assert act_on_flag(clinic.deps(), THERAPIST, "f1", command("resolve")).flag.closed
    assert clinic.courses["p1"].last_seen_at == NOON
    assert clinic.courses["p1"].open_red == []
    assert len(clinic.entries) == 1


def test_an_act_that_never_gets_through_is_told_and_leaves_nothing(clinic: Clinic) -> None:
    def patient_at_work() -> None:
        clinic.courses["p1"] = clinic.courses["p1"].model_copy(update={"version": clinic.courses["p1"].version + 1})

    clinic.before_writing += [patient_at_work] * 50
    with pytest.raises(Busy):
        act_on_flag(clinic.deps(), THERAPIST, "f1", command("resolve"))
    assert clinic.entries == []
    assert clinic.flags["f1"].acts == []


@pytest.mark.parametrize("action", ACTIONS)
def test_the_same_act_sent_twice_has_one_effect(clinic: Clinic, action: str) -> None:
    once = command(action, version=1, key="tap-1")
    first = act_on_flag(clinic.deps(), THERAPIST, "f1", once)
    assert act_on_flag(clinic.deps(), THERAPIST, "f1", once) == first
    assert len(clinic.flags["f1"].acts) == 1
    assert len(clinic.entries) == 1


def test_the_same_act_arriving_while_the_first_is_being_written_has_one_effect(clinic: Clinic) -> None:
    once = command("note", key="tap-1")
    clinic.before_writing.append(lambda: act_on_flag(clinic.deps(), THERAPIST, "f1", once) and None)
    assert act_on_flag(clinic.deps(), THERAPIST, "f1", once).flag.version == 2
    assert len(clinic.entries) == 1


@pytest.mark.parametrize("other", [command("note", "Something else.", key="tap-1"), command("escalate", key="tap-1")])
def test_a_key_is_not_taken_for_another_act(clinic: Clinic, other: ActOnFlag) -> None:
    act_on_flag(clinic.deps(), THERAPIST, "f1", command("note", key="tap-1"))
    with pytest.raises(KeyReused):
        act_on_flag(clinic.deps(), THERAPIST, "f1", other)
    assert len(clinic.flags["f1"].acts) == 1


@pytest.mark.parametrize("flag_id", ["", "F1", "f1#x", "f1/../f2", "ö" * 10, "f" * 129])
def test_what_is_no_id_is_not_found(clinic: Clinic, flag_id: str) -> None:
    with pytest.raises(NotFound):
        act_on_flag(clinic.deps(), THERAPIST, flag_id, command("note"))
