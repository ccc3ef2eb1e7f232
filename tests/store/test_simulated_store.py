"""The stores in memory that simulations use keep the same conditions as the table. Everybody here is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.authoring.simulation.memory import MemoryCourses, MemoryReviews
from chalicelib.authoring.simulation.rows import Rows
from chalicelib.domain.course import Course
from chalicelib.domain.review import Flag
from chalicelib.usecases.errors import Busy, Conflict, StaleVersion
from chalicelib.usecases.ports import Change, Draft, DraftMoved, Entry, Once, OutboxEntry, Profile, RecordTaken

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(params=["memory", "table"])
def stores(request: pytest.FixtureRequest) -> Iterator[tuple[Any, Any]]:
    if request.param == "memory":
        rows = Rows()
        yield MemoryCourses(rows), MemoryReviews(rows)
        return
    from chalicelib.store.course import Courses
    from chalicelib.store.review import Reviews

    table = request.getfixturevalue("table")
    yield Courses(table), Reviews(table)


@pytest.fixture
def course(stores: tuple[Any, Any]) -> Course:
    """Enrolled, as read again."""
    courses, _ = stores
    courses.enrol(_course(), _profile(), _entry("e-0", "enrolled"))
    return courses.load("ann")[0]


def _course() -> Course:
    return Course(
        patient_id="ann",
        therapist_id="t",
        programme_id="p",
        release="r",
        enrolled_at=NOW,
        last_seen_at=NOW,
        country="IE",
    )


def _profile() -> Profile:
    return Profile(patient_id="ann", therapist_id="t", name="Ann Example", email="ann@example.org")


def _entry(entry_id: str, kind: str = "answer", at: datetime = NOW) -> Entry:
    return Entry.model_validate({"id": entry_id, "patient_id": "ann", "at": at, "kind": kind, "data": {"n": entry_id}})


def _flag(flag_id: str, level: str = "amber", due: datetime = NOW) -> Flag:
    return Flag.model_validate(
        {
            "id": flag_id,
            "patient_id": "ann",
            "therapist_id": "t",
            "rule": "R8",
            "rule_version": "1",
            "level": level,
            "reason": "Invented.",
            "raised_at": NOW,
            "due_at": due,
        }
    )


def _once(key: str) -> Once:
    return Once(route="complete", key=key, fingerprint="f", result={"n": 1}, expires_at=NOW + timedelta(days=1))


def test_a_person_is_enrolled_once(stores: tuple[Any, Any], course: Course) -> None:
    assert course.version == 1
    with pytest.raises(Conflict):
        stores[0].enrol(_course(), _profile(), _entry("e-1", "enrolled"))


def test_a_change_on_an_old_version_writes_nothing_at_all(stores: tuple[Any, Any], course: Course) -> None:
    courses, reviews = stores
    courses.save(Change(course=course, entries=[_entry("e-1")]))
    late = Change(course=course, entries=[_entry("e-2")], flags=[_flag("f-1")], once=_once("k"))
    with pytest.raises(StaleVersion) as told:
        courses.save(late)
    assert told.value.current == 2
    assert [entry.id for entry in courses.entries("ann")[0]] == ["e-1", "e-0"]
    assert reviews.flag("f-1") is None
    assert courses.load("ann", ("complete", "k"))[1] is None


def test_a_request_carried_out_before_gets_its_record(stores: tuple[Any, Any], course: Course) -> None:
    courses, _ = stores
    courses.save(Change(course=course, once=_once("k")))
    fresh, record = courses.load("ann", ("complete", "k"))
    assert record == _once("k")
    with pytest.raises(RecordTaken) as told:
        courses.save(Change(course=fresh, once=_once("k")))
    assert told.value.record.result == {"n": 1}


def test_an_entry_is_never_written_over(stores: tuple[Any, Any], course: Course) -> None:
    courses, _ = stores
    courses.save(Change(course=course, entries=[_entry("e-1")]))
    with pytest.raises(Busy):
        courses.save(Change(course=courses.load("ann")[0], entries=[_entry("e-1")]))


def test_a_draft_of_two_devices_is_not_overwritten_unseen(stores: tuple[Any, Any], course: Course) -> None:
    courses, _ = stores
    draft = Draft(step_id="s", answers={"a": "one"}, saved_at=NOW)
    first = courses.save_draft("ann", draft)
    with pytest.raises(StaleVersion) as told:
        courses.save_draft("ann", draft)
    assert told.value.current == first.version == 1
    second = courses.save_draft("ann", first.model_copy(update={"answers": {"a": "two"}}))
    with pytest.raises(DraftMoved):
        courses.save(Change(course=course, drop_draft=("s", first.version)))
    assert courses.open_page("ann", "s")[1].draft == second
    courses.save(Change(course=course, drop_draft=("s", second.version)))
    assert courses.open_page("ann", "s")[1].draft is None


def test_documents_and_the_outbox_are_written_with_the_change(stores: tuple[Any, Any], course: Course) -> None:
    courses, _ = stores
    promise = OutboxEntry(id="o-1", kind="prepare", patient_id="ann", at=NOW)
    courses.save(
        Change(course=course, outbox=[promise], documents={"CONSENT": {"consent": {"ai": True}, "version": 0}})
    )
    assert courses.document("ann", "CONSENT") == {"consent": {"ai": True}, "version": 1}
    assert list(courses.pending(NOW + timedelta(minutes=1))) == [promise]
    assert list(courses.pending(NOW)) == []
    courses.outbox_done("o-1")
    assert courses.outbox_entry("o-1") is None
    late = Change(course=courses.load("ann")[0], documents={"CONSENT": {"consent": {}, "version": 0}})
    with pytest.raises(StaleVersion):
        courses.save(late)


def test_the_timeline_comes_in_pages_both_ways(stores: tuple[Any, Any], course: Course) -> None:
    courses, _ = stores
    later = [_entry(f"e-{n}", at=NOW + timedelta(minutes=n)) for n in (1, 2, 3)]
    courses.save(Change(course=course, entries=later))
    page, cursor = courses.entries("ann", limit=3)
    assert [entry.id for entry in page] == ["e-0", "e-1", "e-2"]
    assert [entry.id for entry in courses.entries("ann", limit=3, after=cursor)[0]] == ["e-3"]
    newest, cursor = courses.entries("ann", limit=2, newest_first=True)
    rest, end = courses.entries("ann", limit=2, after=cursor, newest_first=True)
    assert [entry.id for entry in (*newest, *rest)] == ["e-3", "e-2", "e-1", "e-0"]
    assert end is None


def test_flags_come_by_urgency_and_leave_the_list_when_closed(stores: tuple[Any, Any], course: Course) -> None:
    courses, reviews = stores
    flags = [_flag("f-1"), _flag("f-2", "red", NOW + timedelta(hours=1)), _flag("f-3", due=NOW + timedelta(hours=2))]
    courses.save(Change(course=course, flags=flags))
    page, cursor = reviews.flags("t", "open", limit=2)
    assert [flag.id for flag in page] == ["f-2", "f-1"]
    assert [flag.id for flag in reviews.flags("t", "open", limit=2, after=cursor)[0]] == ["f-3"]
    closed = page[0].model_copy(update={"status": "resolved"})
    reviews.save(closed, _entry("e-1", "review"), None)
    assert [flag.id for flag in reviews.flags("t", "closed")[0]] == ["f-2"]
    assert set(reviews.many(["f-1", "f-2", "nobody"])) == {"f-1", "f-2"}
    with pytest.raises(StaleVersion):
        reviews.save(closed, _entry("e-2", "review"), None)


def test_people_are_found_by_therapist_and_by_when_they_were_seen(stores: tuple[Any, Any], course: Course) -> None:
    courses, _ = stores
    assert [profile.name for profile in courses.caseload("t")[0]] == ["Ann Example"]
    assert courses.caseload("somebody else")[0] == []
    assert [found.patient_id for found in courses.silent_since(NOW + timedelta(minutes=1))] == ["ann"]
    assert list(courses.silent_since(NOW)) == []
    assert courses.courses(["ann", "nobody"]).keys() == {"ann"}
    assert courses.profile("nobody") is None
