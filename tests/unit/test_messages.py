"""Rules of messages: what one may be, what counts as read, who is told when nobody reads. All words are invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.messages import (
    LONGEST_MESSAGE,
    Correspondence,
    Message,
    Side,
    Unread,
    shown,
    text_problem,
    tidied,
    time_of_next,
    usual_answer_days,
    written,
)
from chalicelib.domain.unread import flag_of_waiting
from chalicelib.usecases.watch import raise_silent
from tests.fakes_review import NOON, Clinic, course

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIDES = st.sampled_from(get_args(Side))


def message(number: int, sender: str, at: datetime = MONDAY) -> Message:
    return Message(id=f"m-{number}", at=at, sender=cast(Side, sender), text="Invented.")


def test_a_message_holds_four_thousand_characters_and_no_more() -> None:
    assert text_problem("🌿" * LONGEST_MESSAGE) == ""
    assert "4001 characters" in text_problem("🌿" * (LONGEST_MESSAGE + 1)).format(length=4001, most=4000)


@pytest.mark.parametrize("empty", ["", " ", "\r\n\r\n", "\u2003\t"])
def test_nothing_is_no_message(empty: str) -> None:
    assert text_problem(tidied(empty)) == "please write something first"


def test_words_are_kept_as_typed_but_for_line_breaks_and_the_space_around() -> None:
    assert tidied(" \r\nOne\r\n\r\n  two\rשלום e\u0301 👩‍👩‍👧 ") == "One\n\n  two\nשלום e\u0301 👩‍👩‍👧"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SIDES, st.integers(-3, 3)), max_size=12))
def test_messages_never_change_places_whatever_the_clocks_say(steps: list[tuple[Any, int]]) -> None:
    state, now, times = Correspondence(), MONDAY, []
    for sender, seconds in steps:
        now += timedelta(seconds=seconds)
        times.append(time_of_next(state, now))
        state = written(state, sender, times[-1])
    assert times == sorted(set(times))


WRITES = st.tuples(st.just("write"), SIDES, st.just(0), st.just(0))
LOOKS = st.tuples(st.just("look"), SIDES, st.integers(0, 12), st.integers(1, 6))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WRITES, WRITES, LOOKS), max_size=20))
def test_what_was_shown_without_a_gap_is_read_and_nothing_else(steps: list[tuple[str, Any, int, int]]) -> None:
    state, written_so_far = Correspondence(), list[Message]()
    waiting: dict[str, list[Message]] = {side: [] for side in get_args(Side)}
    for number, (act, side, start, length) in enumerate(steps):
        if act == "write":
            made = message(number, side, time_of_next(state, MONDAY))
            state = written(state, made.sender, made.at)
            written_so_far.append(made)
            waiting["patient" if side == "therapist" else "therapist"].append(made)
        else:
            page, before = written_so_far[start : start + length], state.unread_by(side)
            state = shown(state, side, page)
            read = before.count - state.unread_by(side).count
            assert all(one in page for one in waiting[side][:read])
            seen = [one for one in waiting[side] if one in page]
            from_the_oldest = bool(page) and before.since is not None and page[0].at <= before.since
            if len(seen) == len(waiting[side]) or from_the_oldest:
                assert read == len(seen)
            del waiting[side][:read]
        for reader, left in waiting.items():
            unread = state.unread_by(cast(Side, reader))
            assert unread.count == len(left)
            assert (unread.since is None) == (not left)
            assert unread.since is None or unread.since <= left[0].at


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SIDES, st.integers(1, 90_000)), max_size=20))
def test_how_soon_answers_come_is_told_only_from_answers_that_came(steps: list[tuple[str, int]]) -> None:
    now, messages, waits, asked = MONDAY, [], [], None
    for number, (sender, minutes) in enumerate(steps):
        now += timedelta(minutes=minutes)
        messages.append(message(number, sender, now))
        if sender == "patient":
            asked = asked or now
        elif asked:
            waits.append(now - asked)
            asked = None
    days = usual_answer_days(messages)
    assert (days is None) == (len(waits) < 3)
    if days:
        within = [wait for wait in waits if wait <= timedelta(days=days)]
        assert len(within) * 2 > len(waits)
        assert days == 1 or [wait for wait in waits if wait <= timedelta(days=days - 1)] != waits


def unread_since(at: datetime, count: int = 1) -> Correspondence:
    return Correspondence(last_at=at, by_therapist=Unread(count=count, since=at))


@pytest.mark.parametrize(
    ("written_at", "raised_at"),
    [
        (MONDAY, MONDAY + timedelta(days=3)),
        (MONDAY + timedelta(days=3), MONDAY + timedelta(days=8)),  # Thursday: the weekend does not count
    ],
)
def test_a_message_that_nobody_reads_for_three_working_days_is_told(written_at: datetime, raised_at: datetime) -> None:
    waiting = course("p", messages=unread_since(written_at))
    assert flag_of_waiting(waiting, raised_at - timedelta(minutes=1)) is None
    flag = flag_of_waiting(waiting, raised_at)
    assert flag
    assert (flag.rule, flag.level) == ("R21", "amber")


def test_the_watch_tells_of_an_unread_message_once_and_again_for_another() -> None:
    clinic = Clinic()
    clinic.add_patient("p1", messages=unread_since(NOON - timedelta(days=6), 2))
    for _night in range(3):
        raise_silent(clinic.deps())
    assert [flag.reason for flag in clinic.flags.values()] == [
        "2 messages have waited unread for 3 working days or longer. Please read and answer."
    ]
    here = clinic.courses["p1"]
    later = here.messages.model_copy(update={"by_therapist": Unread(count=1, since=NOON - timedelta(days=5))})
    clinic.courses["p1"] = here.model_copy(update={"messages": later})
    raise_silent(clinic.deps())
    assert len(clinic.flags) == 2
    assert {flag.status for flag in clinic.flags.values()} == {"open"}


def test_read_messages_raise_nothing() -> None:
    clinic = Clinic()
    clinic.add_patient("p1", messages=Correspondence(last_at=NOON - timedelta(days=30)))
    raise_silent(clinic.deps())
    assert clinic.flags == {}
