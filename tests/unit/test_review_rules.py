"""A flag's life by itself: every act in every state, deadlines, and what the course remembers of it."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.flags import DUE_IN
from chalicelib.domain.review import (
    LEVEL_ORDER,
    MOST_ACTS,
    ReviewAct,
    act_problems,
    after,
    at_rest,
    course_after,
    heightened,
    open_by_level,
    urgency,
)
from tests.fakes_review import NOON, course, flag

LEVELS = list(LEVEL_ORDER)
levels = st.sampled_from(LEVELS)


def act(action: str, text: str = "We spoke on the phone.", **more: object) -> ReviewAct:
    return ReviewAct.model_validate({"at": NOON, "by": "therapist-1", "action": action, "text": text, **more})


@pytest.mark.parametrize(
    ("status", "action", "then"),
    [
        ("open", "acknowledge", "acknowledged"),
        ("open", "note", "open"),
        ("open", "escalate", "open"),
        ("open", "resolve", "resolved"),
        ("acknowledged", "acknowledge", "acknowledged"),
        ("acknowledged", "note", "acknowledged"),
        ("acknowledged", "escalate", "acknowledged"),
        ("acknowledged", "resolve", "resolved"),
    ],
)
def test_each_act_leads_from_each_status_to_the_one_expected(status: str, action: str, then: str) -> None:
    changed = after(flag("f", "p", status=status), act(action), DUE_IN)
    assert changed.status == then
    assert [a.action for a in changed.acts] == [action]


@pytest.mark.parametrize(("level", "then"), [("info", "blue"), ("blue", "amber"), ("amber", "red"), ("red", "red")])
def test_escalating_goes_up_one_level(level: str, then: str) -> None:
    assert after(flag("f", "p", level), act("escalate"), DUE_IN).level == then


@given(levels, st.integers(-100, 1000))
def test_escalating_never_puts_a_deadline_off(level: str, hours: int) -> None:
    before = flag("f", "p", level, due_at=NOON + timedelta(hours=hours))
    changed = after(before, act("escalate"), DUE_IN)
    assert changed.due_at == min(before.due_at, NOON + DUE_IN[changed.level])


@pytest.mark.parametrize("action", ["note", "escalate", "resolve"])
@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_every_act_but_acknowledging_needs_words(action: str, text: str) -> None:
    assert [field for field, _ in act_problems(flag("f", "p"), act(action, text))] == ["text"]


def test_acknowledging_needs_no_words() -> None:
    assert act_problems(flag("f", "p", "red"), act("acknowledge", "")) == []


@pytest.mark.parametrize(("level", "refused"), [("red", True), ("amber", False), ("blue", False), ("info", False)])
def test_only_a_red_flag_needs_a_confirmed_contact_to_be_resolved(level: str, refused: bool) -> None:
    assert bool(act_problems(flag("f", "p", level), act("resolve"))) is refused
    assert act_problems(flag("f", "p", level), act("resolve", contact_confirmed=True)) == []


def test_a_flag_that_is_full_of_notes_can_still_be_resolved() -> None:
    full = flag("f", "p", acts=[act("note")] * MOST_ACTS)
    assert [field for field, _ in act_problems(full, act("note"))] == ["action"]
    assert act_problems(full, act("resolve")) == []


@given(st.lists(st.tuples(levels, st.integers(0, 10_000), st.uuids()), unique_by=lambda t: t[2]))
def test_urgency_puts_a_higher_level_first_and_then_the_nearer_deadline(rows: list[tuple[str, int, object]]) -> None:
    flags = [flag(str(i), "p", level, due_at=NOON + timedelta(minutes=m)) for level, m, i in rows]
    listed = sorted(flags, key=urgency)
    for first, second in itertools.pairwise(listed):
        assert LEVEL_ORDER[first.level] <= LEVEL_ORDER[second.level]
        assert LEVEL_ORDER[first.level] < LEVEL_ORDER[second.level] or first.due_at <= second.due_at


@pytest.mark.parametrize("status", ["open", "acknowledged"])
def test_a_flag_is_overdue_from_its_deadline_until_it_is_resolved(status: str) -> None:
    due = flag("f", "p", status=status, due_at=NOON)
    assert due.overdue(NOON)
    assert not due.overdue(NOON - timedelta(seconds=1))
    assert not after(due, act("resolve"), DUE_IN).overdue(NOON)


def test_resolving_takes_a_flag_out_of_everything_that_is_open() -> None:
    here = course("p", open_red=["f", "other"], open_flags={"R3:red:phq-9": "f", "R1:red:page": "other"})
    then = course_after(here, after(flag("f", "p", "red"), act("resolve"), DUE_IN))
    assert then.open_red == ["other"]
    assert then.open_flags == {"R1:red:page": "other"}


def test_escalating_to_red_stops_further_modules_from_opening() -> None:
    here = course("p", open_flags={"R3:amber:phq-9": "f"})
    then = course_after(here, after(flag("f", "p", "amber"), act("escalate"), DUE_IN))
    assert then.open_red == ["f"]
    assert then.open_flags == {"R3:red:phq-9": "f"}


def test_two_flags_that_meet_at_one_level_are_both_still_known() -> None:
    here = course("p", open_flags={"R3:blue:phq-9": "f", "R3:amber:phq-9": "other"})
    then = course_after(here, after(flag("f", "p", "blue"), act("escalate"), DUE_IN))
    assert set(then.open_flags.values()) == {"f", "other"}


@given(st.lists(levels, max_size=8))
def test_open_flags_are_counted_by_level_from_the_course_alone(raised: list[str]) -> None:
    open_flags = {f"R3:{level}:place-{n}": f"f-{n}" for n, level in enumerate(raised)}
    red = [f"f-{n}" for n, level in enumerate(raised) if level == "red"]
    counted = open_by_level(course("p", open_flags=open_flags, open_red=red))
    assert counted == {level: raised.count(level) for level in LEVELS}


def test_a_flag_that_grew_is_to_be_seen_anew() -> None:
    seen = flag("f", "p", "blue", status="acknowledged", due_at=NOON + timedelta(days=6))
    grown = heightened(seen, "amber", "More.", {"days": 21}, NOON + timedelta(days=1))
    assert (grown.status, grown.level, grown.due_at) == ("open", "amber", NOON + timedelta(days=1))


@pytest.mark.parametrize(
    ("level", "days_later", "quiet"),
    [("blue", 1, True), ("blue", 6, True), ("blue", 7, False), ("amber", 1, False), ("info", 1, True)],
)
def test_a_closed_silence_rests_for_a_week_unless_it_grows(level: str, days_later: int, quiet: bool) -> None:
    silent = course("p", last_seen_at=NOON - timedelta(days=15))
    closed = after(flag("f", "p", "blue", rule="R15", about="R15:blue:silence"), act("resolve"), DUE_IN)
    then = course_after(silent, closed)
    assert at_rest(then, "R15", "silence", level, NOON + timedelta(days=days_later)) is quiet  # type: ignore[arg-type]


def test_who_came_back_and_fell_silent_again_is_raised_again() -> None:
    closed = after(flag("f", "p", "blue", rule="R15", about="R15:blue:silence"), act("resolve"), DUE_IN)
    then = course_after(course("p"), closed).model_copy(update={"last_seen_at": NOON + timedelta(minutes=1)})
    assert not at_rest(then, "R15", "silence", "blue", NOON + timedelta(days=1))


def test_a_flag_from_an_answer_leaves_no_rest_behind() -> None:
    assert course_after(course("p"), after(flag("f", "p"), act("resolve"), DUE_IN)).settled == {}
