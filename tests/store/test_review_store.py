"""Flags and the lists of therapists on a table as DynamoDB has it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.review import LEVEL_ORDER, Flag, ReviewAct, after, course_after, urgency
from chalicelib.store import keys
from chalicelib.store.course import Courses
from chalicelib.store.review import Reviews
from chalicelib.usecases.errors import StaleVersion
from chalicelib.usecases.ports import Change, Entry, Profile
from tests.fakes_review import NOON, THERAPIST, course, flag

LEVELS = list(LEVEL_ORDER)


def entry(entry_id: str, patient_id: str = "p1", minutes: int = 0, **data: Any) -> Entry:
    at = NOON + timedelta(minutes=minutes)
    return Entry(id=entry_id, patient_id=patient_id, at=at, kind="review", data=data)


@pytest.fixture
def reviews(table: Any) -> Reviews:
    return Reviews(table)


@pytest.fixture
def courses(table: Any) -> Courses:
    made = Courses(table)
    profile = Profile(patient_id="p1", therapist_id=THERAPIST.sub, name="Ada Invented", email="invented@example.org")
    made.enrol(course("p1", version=0), profile, entry("enrolled", minutes=-9))
    return made


def put(courses: Courses, *flags: Flag) -> None:
    """Raise flags as an answer would, 40 a transaction."""
    for start in range(0, len(flags), 40):
        here, _ = courses.load("p1")
        assert here is not None
        courses.save(Change(course=here, flags=list(flags[start : start + 40])))


def new(flag_id: str, level: str = "amber", **changes: Any) -> Flag:
    return flag(flag_id, "p1", level, version=0, **changes)


def act(action: str) -> ReviewAct:
    return ReviewAct.model_validate({"at": NOON, "by": "therapist-1", "action": action, "text": "Invented."})


def act_on(flag: Flag, action: str) -> Flag:
    return after(flag, act(action), {level: timedelta(days=1) for level in ("red", "amber", "blue", "info")})


def test_three_hundred_flags_are_paged_by_level_and_deadline(courses: Courses, reviews: Reviews) -> None:
    made = [
        new(f"f-{n:03}", LEVELS[n * 7 % 4], due_at=NOON + timedelta(minutes=n * 37 % 300, seconds=n % 3))
        for n in range(300)
    ]
    put(courses, *made)
    seen: list[Flag] = []
    after: str | None = None
    pages = 0
    while True:
        page, after = reviews.flags(THERAPIST.sub, "open", limit=50, after=after)
        seen += page
        pages += 1
        if after is None:
            break
    assert pages == 6
    assert [f.id for f in seen] == [f.id for f in sorted(made, key=urgency)]


due = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@given(st.lists(st.tuples(st.sampled_from(LEVELS), due, st.uuids().map(str)), unique_by=lambda row: row[2]))
def test_the_index_orders_as_the_rules_do(rows: list[tuple[str, datetime, str]]) -> None:
    flags = [flag(flag_id, "p1", level, due_at=due_at) for level, due_at, flag_id in rows]
    listed = sorted(flags, key=lambda f: keys.in_review("t", "open", LEVEL_ORDER[f.level], f.due_at, f.id).qs)
    assert listed == sorted(flags, key=urgency)


def test_a_flag_comes_back_as_it_was_written(courses: Courses, reviews: Reviews) -> None:
    made = new("f-1", inputs={"value": 1, "measure": "phq-9"}, reason="Zażółć 🙂 שלום")
    put(courses, made)
    assert reviews.flag("f-1") == made.model_copy(update={"version": 1})
    assert reviews.flag("f-none") is None
    assert set(reviews.many(["f-1", "f-none", "f-1"])) == {"f-1"}


def test_closing_writes_flag_entry_and_course_at_once(courses: Courses, reviews: Reviews) -> None:
    put(courses, new("f-1", "red"))
    stored = reviews.flag("f-1")
    here, _ = courses.load("p1")
    assert stored
    assert here
    here = here.model_copy(update={"open_red": ["f-1"], "open_flags": {"R3:red:phq-9": "f-1"}})
    closed = act_on(stored, "resolve")
    reviews.save(closed, entry("act-1"), course_after(here, closed))
    assert reviews.flags(THERAPIST.sub, "open") == ([], None)
    assert [f.id for f in reviews.flags(THERAPIST.sub, "closed")[0]] == ["f-1"]
    then, _ = courses.load("p1")
    assert then
    assert (then.open_red, then.open_flags) == ([], {})
    assert "act-1" in [e.id for e in courses.entries("p1")[0]]


@pytest.mark.parametrize("moved", ["flag", "course"])
def test_of_two_writes_on_the_same_version_the_second_leaves_nothing(
    courses: Courses, reviews: Reviews, moved: str
) -> None:
    put(courses, new("f-1"))
    stored = reviews.flag("f-1")
    here, _ = courses.load("p1")
    assert stored
    assert here
    if moved == "flag":
        reviews.save(act_on(stored, "note"), entry("first"), None)
    else:
        courses.save(Change(course=here))
    before = reviews.flag("f-1")
    with pytest.raises(StaleVersion) as refused:
        reviews.save(act_on(stored, "resolve"), entry("second", minutes=1), here)
    assert refused.value.current == 2 + (moved == "course")
    assert reviews.flag("f-1") == before
    assert "second" not in [e.id for e in courses.entries("p1")[0]]


@pytest.mark.parametrize("place", ["0", "~", "\U0010ffff\U0010ffff", "COURSE", "REVIEW#therapist-2#open", "S", "T#"])
def test_a_made_up_place_reaches_nothing_beyond_the_list(courses: Courses, reviews: Reviews, place: str) -> None:
    put(courses, new("mine"), flag("theirs", "p1", version=0, therapist_id="therapist-2"))
    flags, _ = reviews.flags(THERAPIST.sub, "open", after=place)
    assert {f.id for f in flags} <= {"mine"}
    for newest_first in (False, True):
        entries, _ = courses.entries("p1", after=place, newest_first=newest_first)
        assert {e.id for e in entries} <= {"enrolled"}


def test_a_timeline_with_long_answers_is_not_cut_short(courses: Courses) -> None:
    """DynamoDB ends a page at 1 MB, whatever the limit."""
    for n in range(8):
        here, _ = courses.load("p1")
        assert here
        courses.save(Change(course=here, entries=[entry(f"long-{n}", minutes=n, text="x" * 200_000)]))
    seen: list[str] = []
    place: str | None = None
    while True:
        entries, place = courses.entries("p1", limit=50, after=place)
        seen += [e.id for e in entries]
        if place is None:
            break
    assert seen == ["enrolled", *(f"long-{n}" for n in range(8))]
