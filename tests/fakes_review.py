"""An invented clinic in memory: the protocols of the review column, with a clock that stands still."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.domain.content import MeasureSchedule, Module, Passage, Step, UnlockRule
from chalicelib.domain.course import Course, ScoreReading
from chalicelib.domain.programme import Programme, Release, release_of
from chalicelib.domain.review import Flag, urgency
from chalicelib.usecases.errors import Busy, StaleVersion
from chalicelib.usecases.ports import Caller, Change, Deps, Entry, Once, OutboxEntry, Profile, RecordTaken

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
THERAPIST = Caller("therapist-1", frozenset({"therapist"}))
COLLEAGUE = Caller("therapist-2", frozenset({"therapist"}))


def programme() -> Programme:
    """Three invented modules of one page each, with a weekly PHQ-9."""

    def module(name: str, *after: str) -> Module:
        page = Step(
            id=f"{name}-page",
            kind="reading",
            title=f"Page of {name}",
            minutes=3,
            passages=(Passage(id="intro", text="Invented words."),),
        )
        return Module(
            id=name,
            title=name.title(),
            summary="Invented.",
            unlock=UnlockRule(completed=after),
            steps=(page,),
        )

    modules = (module("first"), module("second", "first"), module("third", "second"))
    return Programme(
        id="invented", title="Invented", modules=modules, schedule=(MeasureSchedule(id="phq-9", every_days=7),)
    )


def course(patient_id: str, therapist_id: str = THERAPIST.sub, **changes: Any) -> Course:
    """Enrolled a month ago, seen and measured an hour ago."""
    hour_ago = NOON - timedelta(hours=1)
    plain: dict[str, Any] = {
        "patient_id": patient_id,
        "therapist_id": therapist_id,
        "programme_id": "invented",
        "release": "release-1",
        "enrolled_at": NOON - timedelta(days=30),
        "last_seen_at": hour_ago,
        "country": "GB",
        "version": 1,
        "scores": {"phq-9": [ScoreReading(at=hour_ago, total=9, items={"9": 0})]},
    }
    return Course.model_validate(plain | changes)


def flag(flag_id: str, patient_id: str, level: str = "amber", **changes: Any) -> Flag:
    plain: dict[str, Any] = {
        "id": flag_id,
        "patient_id": patient_id,
        "therapist_id": THERAPIST.sub,
        "rule": "R3",
        "rule_version": "1",
        "level": level,
        "reason": "An invented reason.",
        "about": f"R3:{level}:phq-9",
        "raised_at": NOON - timedelta(hours=2),
        "due_at": NOON + timedelta(hours=22),
        "version": 1,
    }
    return Flag.model_validate(plain | changes)


@dataclass
class Clinic:
    """What the stores hold. `before_writing` has things that happen just before the next writes (a second device)."""

    courses: dict[str, Course] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    flags: dict[str, Flag] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    records: dict[tuple[str, str, str], Once] = field(default_factory=dict)
    sent: list[OutboxEntry] = field(default_factory=list)
    before_writing: list[Callable[[], None]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    reads: int = 0
    now: datetime = NOON

    def add_patient(self, patient_id: str, name: str = "Invented Person", **changes: Any) -> Course:
        made = course(patient_id, **changes)
        self.courses[patient_id] = made
        self.profiles[patient_id] = Profile(
            patient_id=patient_id, therapist_id=made.therapist_id, name=name, email="invented@example.org"
        )
        return made

    def add_flag(self, flag_id: str, patient_id: str, level: str = "amber", **changes: Any) -> Flag:
        """An open flag, known to its patient's course as raising it would have made it."""
        made = flag(flag_id, patient_id, level, **changes)
        self.flags[flag_id] = made
        here = self.courses[patient_id]
        red = [*here.open_red, flag_id] if level == "red" else here.open_red
        self.courses[patient_id] = here.model_copy(
            update={"open_flags": {**here.open_flags, made.about: flag_id}, "open_red": red}
        )
        return made

    def deps(self) -> Deps:
        ids = itertools.count(1)
        return Deps(
            courses=MemoryCourses(self),  # type: ignore[arg-type]
            content=OneRelease(),  # type: ignore[arg-type]
            reviews=MemoryReviews(self),
            queue=self,
            counter=NoCounter(),
            now=lambda: self.now,
            new_id=lambda: f"new-{next(ids)}-{len(self.entries)}",
            programme_id="invented",
        )

    def send(self, entry: OutboxEntry) -> None:
        self.sent.append(entry)

    def write(self, writes: Sequence[Course | Flag]) -> None:
        """All or none, each on the version it carries."""
        if self.before_writing:
            self.before_writing.pop(0)()
        for thing in writes:
            if thing.patient_id in self.broken:
                raise Busy
            known = self._known(thing)
            if (known.version if known else 0) != thing.version:
                raise StaleVersion(known.version if known else 0)
        for thing in writes:
            written = thing.model_copy(update={"version": thing.version + 1})
            if isinstance(written, Flag):
                self.flags[written.id] = written
            else:
                self.courses[written.patient_id] = written

    def _known(self, thing: Course | Flag) -> Course | Flag | None:
        return self.flags.get(thing.id) if isinstance(thing, Flag) else self.courses.get(thing.patient_id)


class NoCounter:
    def count(self, name: str, value: float = 1, **dimensions: str) -> None:
        return None


class OneRelease:
    def __init__(self) -> None:
        self._release = release_of(programme())

    def release(self, version: str) -> Release:
        return self._release


def _page(things: list[tuple[str, Any]], limit: int, after: str | None) -> tuple[list[Any], str | None]:
    rest = [pair for pair in things if after is None or pair[0] > after]
    return [thing for _, thing in rest[:limit]], (rest[limit - 1][0] if len(rest) > limit else None)


class MemoryCourses:
    """The part of `CourseStore` that therapists and the watch use."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic

    def load(self, patient_id: str, once: tuple[str, str] | None = None) -> tuple[Course | None, Once | None]:
        self._clinic.reads += 1
        return self._clinic.courses.get(patient_id), self._clinic.records.get((patient_id, *once)) if once else None

    def save(self, change: Change) -> None:
        record = change.once
        place = (change.course.patient_id, record.route, record.key) if record else None
        if place in self._clinic.records:
            raise RecordTaken(self._clinic.records[place])
        self._clinic.write([change.course, *change.flags])
        if record and place:
            self._clinic.records[place] = record
        self._clinic.entries += change.entries

    def courses(self, patient_ids: Sequence[str]) -> dict[str, Course]:
        self._clinic.reads += 1
        return {p: self._clinic.courses[p] for p in patient_ids if p in self._clinic.courses}

    def profile(self, patient_id: str) -> Profile | None:
        self._clinic.reads += 1
        return self._clinic.profiles.get(patient_id)

    def profiles(self, patient_ids: Sequence[str]) -> dict[str, Profile]:
        self._clinic.reads += 1
        return {p: self._clinic.profiles[p] for p in patient_ids if p in self._clinic.profiles}

    def caseload(
        self, therapist_id: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Profile], str | None]:
        self._clinic.reads += 1
        own = [p for p in self._clinic.profiles.values() if p.therapist_id == therapist_id]
        return _page(sorted((f"{p.name.casefold()}#{p.patient_id}", p) for p in own), limit, after)

    def entries(
        self, patient_id: str, *, limit: int = 50, after: str | None = None, newest_first: bool = False
    ) -> tuple[list[Entry], str | None]:
        self._clinic.reads += 1
        own = [(f"{e.at.isoformat()}#{e.id}", e) for e in self._clinic.entries if e.patient_id == patient_id]
        own.sort(key=lambda pair: pair[0])
        return _page(own, limit, after)

    def silent_since(self, before: datetime) -> Iterator[Course]:
        yield from [c for c in self._clinic.courses.values() if c.last_seen_at <= before]


class MemoryReviews:
    """`ReviewStore`."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic

    def flags(
        self, therapist_id: str, status: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Flag], str | None]:
        self._clinic.reads += 1
        own = [f for f in self._clinic.flags.values() if f.therapist_id == therapist_id]
        listed = sorted((f for f in own if f.closed == (status == "closed")), key=urgency)
        return _page([(f"{n:06}", f) for n, f in enumerate(listed)], limit, after)

    def flag(self, flag_id: str) -> Flag | None:
        self._clinic.reads += 1
        return self._clinic.flags.get(flag_id)

    def many(self, flag_ids: Sequence[str]) -> dict[str, Flag]:
        self._clinic.reads += 1
        return {i: self._clinic.flags[i] for i in flag_ids if i in self._clinic.flags}

    def save(self, flag: Flag, entry: Entry, course: Course | None) -> None:
        self._clinic.write([flag, *([course] if course else [])])
        self._clinic.entries.append(entry)
