"""The stores of the use cases in memory: the protocols of `usecases/ports.py`, with every condition they promise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from ...domain.course import Course
from ...domain.review import LEVEL_ORDER, Flag
from ...store import keys
from ...usecases.errors import Busy, Conflict, StaleVersion
from ...usecases.ports import (
    Change,
    Draft,
    DraftMoved,
    Entry,
    Fitted,
    Once,
    OutboxEntry,
    Profile,
    RecordTaken,
    StepPage,
)
from .rows import Row, Rows, Write


def _stale(there: Row | None) -> Exception:
    return StaleVersion(there.version if there else 0)


def _busy(there: Row | None) -> Exception:
    return Busy()


def _taken(there: Row | None) -> Exception:
    return RecordTaken(Once.model_validate_json(there.body)) if there else Busy()


@lru_cache(maxsize=16)
def _course(row: Row) -> Course:
    # a course is read some three times between two writes; the use cases copy what they change
    return Course.model_validate_json(row.body).model_copy(update={"version": row.version})


def _flag(row: Row) -> Flag:
    return Flag.model_validate_json(row.body).model_copy(update={"version": row.version})


def _write_course(course: Course) -> Write:
    return Write(keys.course(course.patient_id), course.model_dump_json(), course.version, _stale)


def _write_entry(entry: Entry) -> Write:
    key = keys.entry(entry.patient_id, entry.at, entry.kind, entry.id)
    return Write(key, json.dumps(entry.data, ensure_ascii=False), 0, _busy)


def _write_flag(flag: Flag) -> Write:
    return Write(keys.flag(flag.id), flag.model_dump_json(), flag.version, _stale)


def _write_draft(patient_id: str, draft: Draft) -> Write:
    return Write(keys.draft(patient_id, draft.step_id), draft.model_dump_json(), draft.version, _stale)


class MemoryCourses:
    """`CourseStore` in memory."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def load(self, patient_id: str, once: tuple[str, str] | None = None) -> tuple[Course | None, Once | None]:
        row = self.rows.get(keys.course(patient_id))
        record = self.rows.get(keys.once(patient_id, *once)) if once else None
        return (_course(row) if row else None), (Once.model_validate_json(record.body) if record else None)

    def open_page(self, patient_id: str, step_id: str) -> tuple[Course | None, StepPage]:
        page = StepPage()
        if draft := self.rows.get(keys.draft(patient_id, step_id)):
            page.draft = Draft.model_validate_json(draft.body).model_copy(update={"version": draft.version})
        if fitted := self.rows.get(keys.fitted(patient_id, step_id)):
            page.fitted = Fitted.model_validate_json(fitted.body).model_copy(update={"version": fitted.version})
        return self.load(patient_id)[0], page

    def entry(self, patient_id: str, address: str) -> Entry | None:
        row = self.rows.get(keys.Key(keys.patient(patient_id), address))
        return _entry(patient_id, address, row) if row else None

    def save(self, change: Change) -> None:
        patient_id = change.course.patient_id
        writes = [_write_course(change.course), *map(_write_entry, change.entries), *map(_write_flag, change.flags)]
        if change.once:
            key = keys.once(patient_id, change.once.route, change.once.key)
            writes.insert(0, Write(key, change.once.model_dump_json(), 0, _taken))
        writes += [Write(keys.outbox(o.id), o.model_dump_json(), 0, _busy) for o in change.outbox]
        if change.drop_draft:
            step_id, seen = change.drop_draft
            writes.append(Write(keys.draft(patient_id, step_id), None, seen, lambda _: DraftMoved()))
        if change.draft:
            writes.append(_write_draft(patient_id, change.draft))
        for name, document in change.documents.items():
            body = json.dumps({k: v for k, v in document.items() if k != "version"}, ensure_ascii=False)
            key = keys.Key(keys.patient(patient_id), name)
            writes.append(Write(key, body, int(document.get("version") or 0), _stale))
        self.rows.transact(writes)

    def entry_address(self, entry: Entry) -> str:
        return keys.entry(entry.patient_id, entry.at, entry.kind, entry.id).sk

    def enrol(self, course: Course, profile: Profile, entry: Entry) -> None:
        def enrolled(there: Row | None) -> Exception:
            return Conflict("This person is enrolled already.")

        key = keys.profile(profile.patient_id)
        writes = [_write_course(course), Write(key, profile.model_dump_json(), 0, enrolled), _write_entry(entry)]
        try:
            self.rows.transact(writes)
        except StaleVersion as error:
            raise enrolled(None) from error

    def save_draft(self, patient_id: str, draft: Draft) -> Draft:
        self.rows.transact([_write_draft(patient_id, draft)])
        return draft.model_copy(update={"version": draft.version + 1})

    def entries(
        self, patient_id: str, *, limit: int = 50, after: str | None = None, newest_first: bool = False
    ) -> tuple[list[Entry], str | None]:
        found = self.rows.starting_with(keys.patient(patient_id), keys.ENTRY_PREFIX)
        if newest_first:
            found.reverse()
        if after is not None:
            found = [one for one in found if (one[0] < after if newest_first else one[0] > after)]
        page = found[:limit]
        entries = [_entry(patient_id, address, row) for address, row in page]
        return entries, (page[-1][0] if len(found) > limit else None)

    def document(self, patient_id: str, name: str) -> dict[str, Any] | None:
        row = self.rows.get(keys.Key(keys.patient(patient_id), name))
        return {**json.loads(row.body), "version": row.version} if row else None

    def profile(self, patient_id: str) -> Profile | None:
        return self.profiles([patient_id]).get(patient_id)

    def profiles(self, patient_ids: Sequence[str]) -> dict[str, Profile]:
        rows = {p: row for p in patient_ids if (row := self.rows.get(keys.profile(p)))}
        return {p: Profile.model_validate_json(row.body) for p, row in rows.items()}

    def caseload(
        self, therapist_id: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Profile], str | None]:
        every = [Profile.model_validate_json(row.body) for row in self.rows.ending_in("PROFILE")]
        queue = {keys.in_caseload(p.therapist_id, p.name, p.patient_id): p for p in every}
        mine = sorted(p for p in queue if p.qk == keys.caseload(therapist_id) and (after is None or p.qs > after))
        return [queue[place] for place in mine[:limit]], (mine[limit - 1].qs if len(mine) > limit else None)

    def courses(self, patient_ids: Sequence[str]) -> dict[str, Course]:
        return {p: course for p in patient_ids if (course := self.load(p)[0])}

    def silent_since(self, before: datetime) -> Iterator[Course]:
        courses = map(_course, self.rows.ending_in("COURSE"))
        yield from sorted((c for c in courses if c.last_seen_at < before), key=lambda c: c.last_seen_at)

    def pending(self, before: datetime) -> Iterator[OutboxEntry]:
        every = (OutboxEntry.model_validate_json(row.body) for row in self.rows.ending_in("OUTBOX"))
        yield from sorted((o for o in every if o.at < before), key=lambda o: o.at)

    def outbox_entry(self, outbox_id: str) -> OutboxEntry | None:
        row = self.rows.get(keys.outbox(outbox_id))
        return OutboxEntry.model_validate_json(row.body) if row else None

    def outbox_done(self, outbox_id: str) -> None:
        self.rows.transact([Write(keys.outbox(outbox_id), None, None, _busy)])


def _entry(patient_id: str, address: str, row: Row) -> Entry:
    at, kind, entry_id = keys.entry_of(address)
    return Entry.model_validate(
        {"id": entry_id, "patient_id": patient_id, "at": at, "kind": kind, "data": json.loads(row.body)}
    )


def _place(flag: Flag) -> keys.QueueKey:
    status = "closed" if flag.closed else "open"
    return keys.in_review(flag.therapist_id, status, LEVEL_ORDER[flag.level], flag.due_at, flag.id)


class MemoryReviews:
    """`ReviewStore` in memory."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def flags(
        self, therapist_id: str, status: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Flag], str | None]:
        queue = {_place(flag): flag for flag in map(_flag, self.rows.ending_in("FLAG"))}
        mine = sorted(p for p in queue if p.qk == keys.review(therapist_id, status) and (after is None or p.qs > after))
        page = [queue[place] for place in mine[:limit]]
        return page, (mine[limit - 1].qs if len(mine) > limit else None)

    def flag(self, flag_id: str) -> Flag | None:
        row = self.rows.get(keys.flag(flag_id))
        return _flag(row) if row else None

    def many(self, flag_ids: Sequence[str]) -> dict[str, Flag]:
        return {f: flag for f in flag_ids if (flag := self.flag(f))}

    def save(self, flag: Flag, entry: Entry, course: Course | None) -> None:
        writes = [_write_flag(flag), _write_entry(entry)]
        self.rows.transact([*writes, _write_course(course)] if course else writes)
