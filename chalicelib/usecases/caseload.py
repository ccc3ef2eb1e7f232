"""What a therapist sees of their patients: the caseload, one patient, one timeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ..domain.ahead import in_order, way_of
from ..domain.course import Course, ModuleState, ScoreReading, module_state
from ..domain.messages import Unread
from ..domain.programme import ModuleOutline, Release
from ..domain.review import Flag, open_by_level, open_ids, urgency
from .errors import NotFound
from .paging import cursor_of, page_size, place_of
from .ports import Caller, Deps, Entry, Profile
from .review import FlagView, as_therapist, well_formed

NO_SUCH_PATIENT = "There is no such patient in your caseload."


@dataclass(frozen=True)
class MeasureSummary:
    """The latest total on the published scale; `change` is latest minus first, None with fewer than two totals."""

    at: datetime
    total: float | None
    change: float | None


@dataclass(frozen=True)
class PatientRow:
    """One line of the caseload. `module` is the one being worked on, else the next that is locked, None at the end."""

    patient_id: str
    name: str
    last_seen_at: datetime
    module: ModuleOutline | None
    measures: dict[str, MeasureSummary]
    open_flags: dict[str, int] = field(default_factory=dict)
    unread: Unread = field(default_factory=Unread)


@dataclass(frozen=True)
class PatientPage:
    patients: list[PatientRow]
    cursor: str | None


@dataclass(frozen=True)
class Patient:
    """One patient: the line of the caseload, and what stands behind it."""

    row: PatientRow
    profile: Profile
    course: Course
    modules: list[tuple[ModuleOutline, ModuleState]]
    readings: dict[str, list[ScoreReading]]
    flags: list[FlagView]


@dataclass(frozen=True)
class TimelineEntry:
    """What happened, and, for a flag or an act on one, how that flag stands now."""

    entry: Entry
    flag: Flag | None = None


@dataclass(frozen=True)
class Timeline:
    entries: list[TimelineEntry]
    cursor: str | None


def list_patients(deps: Deps, caller: Caller, limit: int | None = None, cursor: str | None = None) -> PatientPage:
    """The caller's own patients by name. Two reads a page: the index and one batch of courses."""
    as_therapist(caller)
    profiles, place = deps.courses.caseload(caller.sub, limit=page_size(limit), after=place_of(cursor))
    courses = deps.courses.courses([p.patient_id for p in profiles]) if profiles else {}
    now = deps.now()
    rows = [
        _row(profile, course, deps.content.release(course.release), now)
        for profile in profiles
        if (course := courses.get(profile.patient_id)) and course.therapist_id == caller.sub
    ]
    return PatientPage(rows, cursor_of(place))


def _row(profile: Profile, course: Course, release: Release, now: datetime) -> PatientRow:
    return PatientRow(
        patient_id=profile.patient_id,
        name=profile.name,
        last_seen_at=course.last_seen_at,
        module=_current(course, release, now),
        measures={m: _summary(readings) for m, readings in course.scores.items() if readings},
        open_flags=open_by_level(course),
        unread=course.messages.by_therapist,
    )


def _current(course: Course, release: Release, now: datetime) -> ModuleOutline | None:
    way = way_of(course, release)
    states = {m.id: module_state(course, release, m, now).status for m in way}
    for wanted in ("open", "locked"):
        found = next((m for m in way if states[m.id] == wanted), None)
        if found:
            return found
    return None


def _summary(readings: list[ScoreReading]) -> MeasureSummary:
    first, latest = readings[0], readings[-1]
    change = None
    if len(readings) > 1 and first.total is not None and latest.total is not None:
        change = latest.total - first.total
    return MeasureSummary(at=latest.at, total=latest.total, change=change)


def _own_course(deps: Deps, caller: Caller, patient_id: str) -> Course:
    """A course of the caller's caseload; somebody else's patient looks like nobody at all."""
    as_therapist(caller)
    course = deps.courses.courses([patient_id]).get(patient_id) if well_formed(patient_id) else None
    return if_own(course, caller)


def if_own(course: Course | None, caller: Caller) -> Course:
    """The course, when it is in the caller's caseload; raises `NotFound`."""
    if course is None or course.therapist_id != caller.sub:
        raise NotFound(NO_SUCH_PATIENT)
    return course


def patient(deps: Deps, caller: Caller, patient_id: str) -> Patient:
    """One patient of the caller's caseload, with modules, scores and open flags. Raises `NotFound`."""
    course = _own_course(deps, caller, patient_id)
    profile = deps.courses.profile(patient_id)
    if profile is None:
        raise NotFound(NO_SUCH_PATIENT)
    release = deps.content.release(course.release)
    now = deps.now()
    ids = open_ids(course)
    flags = [f for f in deps.reviews.many(ids).values() if not f.closed] if ids else []
    return Patient(
        row=_row(profile, course, release, now),
        profile=profile,
        course=course,
        modules=[(m, module_state(course, release, m, now)) for m in in_order(course, release)],
        readings=course.scores,
        flags=[FlagView(f, profile.name, f.overdue(now)) for f in sorted(flags, key=urgency)],
    )


def timeline(
    deps: Deps,
    caller: Caller,
    patient_id: str,
    limit: int | None = None,
    cursor: str | None = None,
    newest_first: bool = False,
) -> Timeline:
    """What happened, in order of time; flags carry their present state. Three reads a page. Raises `NotFound`."""
    _own_course(deps, caller, patient_id)
    entries, place = deps.courses.entries(
        patient_id, limit=page_size(limit), after=place_of(cursor), newest_first=newest_first
    )
    wanted = {e.id: flag_id for e in entries if (flag_id := _flag_id(e))}
    flags = deps.reviews.many(list(dict.fromkeys(wanted.values()))) if wanted else {}
    return Timeline([TimelineEntry(e, flags.get(wanted.get(e.id, ""))) for e in entries], cursor_of(place))


def _flag_id(entry: Entry) -> str | None:
    """The entry of a new flag has the flag's own id; later entries about it name it."""
    if entry.kind not in ("flag", "review"):
        return None
    return str(entry.data.get("flag_id", entry.id))
