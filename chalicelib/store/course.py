"""Course column in the table: the aggregate, drafts, the timeline, the outbox, idempotency records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from ..domain.course import Course
from ..domain.review import LEVEL_ORDER, Flag
from ..usecases.errors import Busy, Conflict, StaleVersion
from ..usecases.ports import Change, Draft, DraftMoved, Entry, Fitted, Once, OutboxEntry, Profile, RecordTaken, StepPage
from . import keys
from .table import AlreadyThere, Item, Table, Write, delete, delete_if_version, put_if_version, put_new

#: After somebody has reached out to a person who was erased, the flag stays for so long in the list of closed ones.
DEPARTED_KEPT_FOR = timedelta(days=30)


def _course(item: Item) -> Course:
    return Course.model_validate_json(item["body"]).model_copy(update={"version": int(item["version"])})


def write_course(course: Course) -> Write:
    """The aggregate on the version it was read with."""
    key = keys.course(course.patient_id)
    queue = keys.last_seen(course.patient_id, course.last_seen_at)
    return put_if_version(key, {"body": course.model_dump_json()}, course.version or None, queue)


def write_entry(entry: Entry) -> Write:
    key = keys.entry(entry.patient_id, entry.at, entry.kind, entry.id)
    return put_new(key, {"body": json.dumps(entry.data, ensure_ascii=False)})


def write_flag(flag: Flag) -> Write:
    """A flag on its version, in the review list of its therapist."""
    status = "closed" if flag.closed else "open"
    queue = keys.in_review(flag.therapist_id, status, LEVEL_ORDER[flag.level], flag.due_at, flag.id)
    item: Item = {"body": flag.model_dump_json()}
    if flag.departed and flag.closed:  # the name of somebody who was erased is not kept for longer than it is of use
        item["expires_at"] = int((flag.acts[-1].at + DEPARTED_KEPT_FOR).timestamp())
    return put_if_version(keys.flag(flag.id), item, flag.version or None, queue)


def write_outbox(entry: OutboxEntry) -> Write:
    """A promise, in the queue of those that are not kept yet."""
    return put_new(keys.outbox(entry.id), {"body": entry.model_dump_json()}, keys.in_outbox(entry.at, entry.id))


def _write_once(patient_id: str, once: Once) -> Write:
    key = keys.once(patient_id, once.route, once.key)
    item = {"body": once.model_dump_json(), "expires_at": int(once.expires_at.timestamp())}
    return put_new(key, item)


def read_entry(item: Item) -> Entry:
    at, kind, entry_id = keys.entry_of(item["sk"])
    patient_id = item["pk"].removeprefix("PATIENT#")
    return Entry(id=entry_id, patient_id=patient_id, at=at, kind=kind, data=json.loads(item["body"]))


class Courses:
    """`CourseStore` on DynamoDB."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load(self, patient_id: str, once: tuple[str, str] | None = None) -> tuple[Course | None, Once | None]:
        wanted = [keys.course(patient_id)]
        if once is None:
            item = self._table.get(wanted[0])
            return (_course(item) if item else None), None
        wanted.append(keys.once(patient_id, *once))
        found = self._table.get_many(wanted)
        course, record = (found.get(key) for key in wanted)
        return (
            _course(course) if course else None,
            Once.model_validate_json(record["body"]) if record else None,
        )

    def open_page(self, patient_id: str, step_id: str) -> tuple[Course | None, StepPage]:
        wanted = [keys.course(patient_id), keys.draft(patient_id, step_id), keys.fitted(patient_id, step_id)]
        found = self._table.snapshot(wanted)
        course, draft, fitted = (found.get(key) for key in wanted)
        page = StepPage()
        if draft:
            page.draft = Draft.model_validate_json(draft["body"]).model_copy(update={"version": int(draft["version"])})
        if fitted:
            page.fitted = Fitted.model_validate_json(fitted["body"]).model_copy(
                update={"version": int(fitted["version"])}
            )
        return (_course(course) if course else None), page

    def entry(self, patient_id: str, address: str) -> Entry | None:
        item = self._table.get(keys.Key(keys.patient(patient_id), address))
        return read_entry(item) if item else None

    def save(self, change: Change) -> None:
        patient_id = change.course.patient_id
        writes: list[Write] = []
        if change.once:
            writes.append(_write_once(patient_id, change.once))
        writes.append(write_course(change.course))
        writes += [write_entry(e) for e in change.entries]
        writes += [write_flag(f) for f in change.flags]
        writes += [write_outbox(o) for o in change.outbox]
        if change.drop_draft:
            step_id, seen = change.drop_draft
            writes.append(delete_if_version(keys.draft(patient_id, step_id), seen, DraftMoved()))
        if change.draft:
            writes.append(_write_draft(patient_id, change.draft))
        writes += _write_messages(change)
        for name, document in change.documents.items():
            writes.append(write_document(patient_id, name, document))
        try:
            self._table.transact(writes)
        except AlreadyThere as error:
            if change.once and error.key == writes[0].key and error.item:
                raise RecordTaken(Once.model_validate_json(error.item["body"])) from error
            raise Busy from error  # an id that was used before: nothing was written, a retry takes a new one

    def entry_address(self, entry: Entry) -> str:
        return keys.entry(entry.patient_id, entry.at, entry.kind, entry.id).sk

    def enrol(self, course: Course, profile: Profile, entry: Entry) -> None:
        queue = keys.in_caseload(profile.therapist_id, profile.name, profile.patient_id)
        try:
            self._table.transact(
                [
                    write_course(course),
                    put_if_version(keys.profile(profile.patient_id), {"body": profile.model_dump_json()}, None, queue),
                    write_entry(entry),
                ]
            )
        except StaleVersion as error:
            raise Conflict("This person is enrolled already.") from error

    def save_draft(self, patient_id: str, draft: Draft) -> Draft:
        self._table.write(_write_draft(patient_id, draft))
        return draft.model_copy(update={"version": draft.version + 1})

    def entries(
        self, patient_id: str, *, limit: int = 50, after: str | None = None, newest_first: bool = False
    ) -> tuple[list[Entry], str | None]:
        items, cursor = self._table.query(
            keys.patient(patient_id), keys.ENTRY_PREFIX, limit=limit, after=after, newest_first=newest_first
        )
        return [read_entry(item) for item in items], cursor

    def document(self, patient_id: str, name: str) -> dict[str, Any] | None:
        item = self._table.get(keys.Key(keys.patient(patient_id), name))
        return {**json.loads(item["body"]), "version": int(item["version"])} if item else None

    def profile(self, patient_id: str) -> Profile | None:
        return self.profiles([patient_id]).get(patient_id)

    def profiles(self, patient_ids: Sequence[str]) -> dict[str, Profile]:
        found = self._table.get_many(keys.profile(p) for p in patient_ids)
        profiles = (Profile.model_validate_json(item["body"]) for item in found.values())
        return {p.patient_id: p for p in profiles}

    def caseload(
        self, therapist_id: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Profile], str | None]:
        items, cursor = self._table.queue(keys.caseload(therapist_id), limit=limit, after=after)
        return [Profile.model_validate_json(item["body"]) for item in items], cursor

    def courses(self, patient_ids: Sequence[str]) -> dict[str, Course]:
        found = self._table.get_many(keys.course(p) for p in patient_ids)
        return {c.patient_id: c for c in map(_course, found.values())}

    def silent_since(self, before: datetime) -> Iterator[Course]:
        for shard in range(keys.SEEN_SHARDS):
            for item in self._table.whole_queue(keys.seen_queue(shard), upto=keys.stamp(before)):
                yield _course(item)

    def pending(self, before: datetime) -> Iterator[OutboxEntry]:
        for item in self._table.whole_queue(keys.OUTBOX_QUEUE, upto=keys.stamp(before)):
            yield OutboxEntry.model_validate_json(item["body"])

    def outbox_entry(self, outbox_id: str) -> OutboxEntry | None:
        item = self._table.get(keys.outbox(outbox_id))
        return OutboxEntry.model_validate_json(item["body"]) if item else None

    def outbox_done(self, outbox_id: str) -> None:
        self._table.write(delete(keys.outbox(outbox_id)))


def _write_messages(change: Change) -> list[Write]:
    """What finds the change's messages again, and their place in the therapist's list of those who wait."""
    course = change.course
    writes = [put_new(keys.message(e.patient_id, e.at, e.id), {}) for e in change.entries if e.kind == "message"]
    if change.waiting and change.waiting[0] != change.waiting[1]:
        before, after = change.waiting
        if before:
            writes.append(delete(keys.unread(course.patient_id, before)))
        if after:
            queue = keys.in_messages_waiting(course.therapist_id, after, course.patient_id)
            writes.append(put_new(keys.unread(course.patient_id, after), {"patient_id": course.patient_id}, queue))
    return writes


def _write_draft(patient_id: str, draft: Draft) -> Write:
    item = {"body": draft.model_dump_json()}
    return put_if_version(keys.draft(patient_id, draft.step_id), item, draft.version or None)


def write_document(patient_id: str, name: str, document: dict[str, Any]) -> Write:
    """A whole document on the version it was read with; a reminder stands in the index at its next time."""
    key = keys.Key(keys.patient(patient_id), name)
    item = {"body": json.dumps({k: v for k, v in document.items() if k != "version"}, ensure_ascii=False)}
    at = document.get("next_at") if key == keys.reminder(patient_id) else None
    queue = keys.in_reminders(datetime.fromisoformat(at), patient_id) if at else None
    return put_if_version(key, item, document.get("version") or None, queue)
