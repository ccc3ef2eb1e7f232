"""What a therapist does with flags: read them by urgency, and act on one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.course import Course
from ..domain.flags import DUE_IN
from ..domain.review import Action, Flag, ReviewAct, act_problems, after, course_after
from .errors import Busy, Conflict, Forbidden, Invalid, KeyReused, NotFound, StaleVersion
from .once import check_key
from .paging import cursor_of, page_size, place_of
from .ports import Caller, Deps, Entry
from .writing import TRIES

THERAPIST = "therapist"
_ID = re.compile(r"[a-z0-9-]{1,128}")


@dataclass(frozen=True)
class FlagView:
    """A flag as its therapist sees it now."""

    flag: Flag
    patient_name: str
    overdue: bool


@dataclass(frozen=True)
class FlagPage:
    flags: list[FlagView]
    cursor: str | None


@dataclass(frozen=True)
class ActOnFlag:
    """`version` is the flag's version that was on the screen; left out, the act is on the flag as it stands."""

    action: Action
    text: str = ""
    contact_confirmed: bool = False
    version: int | None = None
    key: str | None = None


def as_therapist(caller: Caller) -> None:
    """Raises `Forbidden` for everybody who is not a therapist."""
    if THERAPIST not in caller.groups:
        raise Forbidden("This is for therapists.")


def well_formed(thing_id: str) -> bool:
    """Whether a text from a path can be an id at all."""
    return _ID.fullmatch(thing_id) is not None


def list_flags(
    deps: Deps, caller: Caller, status: str = "open", limit: int | None = None, cursor: str | None = None
) -> FlagPage:
    """The caller's own flags, highest level and nearest deadline first; `open` includes the acknowledged ones.

    Two reads a page (the index, the names), however many flags and patients there are. Raises `Invalid`.
    """
    as_therapist(caller)
    if status not in ("open", "closed"):
        raise Invalid([("status", "must be open or closed")])
    flags, place = deps.reviews.flags(caller.sub, status, limit=page_size(limit), after=place_of(cursor))
    return FlagPage(views_of(deps, flags, deps.now()), cursor_of(place))


def views_of(deps: Deps, flags: list[Flag], now: datetime) -> list[FlagView]:
    """Flags with their patients' names: one batch."""
    profiles = deps.courses.profiles(list(dict.fromkeys(f.patient_id for f in flags))) if flags else {}
    names = {patient_id: profile.name for patient_id, profile in profiles.items()}
    return [FlagView(f, names.get(f.patient_id, f.departed), f.overdue(now)) for f in flags]


def read_flag(deps: Deps, caller: Caller, flag_id: str) -> FlagView:
    """One flag of the caller's caseload, open or closed. Raises `NotFound`."""
    as_therapist(caller)
    return views_of(deps, [_own_flag(deps, caller, flag_id)], deps.now())[0]


def act_on_flag(deps: Deps, caller: Caller, flag_id: str, command: ActOnFlag) -> FlagView:
    """Acknowledge, note, escalate or resolve: the flag, its timeline entry and the course in one transaction.

    Raises `NotFound` (no such flag, or another therapist's), `StaleVersion` (somebody acted since it was read),
    `Conflict` (closed already), `Invalid` (words or a confirmed contact are missing), `KeyReused`, `Busy`.
    """
    as_therapist(caller)
    check_key(command.key)
    act = ReviewAct(
        at=deps.now(),
        by=caller.sub,
        action=command.action,
        text=command.text.strip(),
        contact_confirmed=command.contact_confirmed,
        key=hashlib.sha256(command.key.encode()).hexdigest() if command.key else "",
    )
    for _ in range(TRIES):
        flag = _own_flag(deps, caller, flag_id)
        if not _done_before(flag, act):
            if command.version is None:  # what a clash is measured against: the first look
                command = replace(command, version=flag.version)
            _refuse(flag, act, command.version)
            try:
                flag = _write(deps, flag, act)
            except StaleVersion:
                continue  # the flag or only the course has moved: look again and see which
            deps.counter.count("FlagAct", action=act.action, level=flag.level)
        return views_of(deps, [flag], act.at)[0]
    raise Busy


def _own_flag(deps: Deps, caller: Caller, flag_id: str) -> Flag:
    flag = deps.reviews.flag(flag_id) if well_formed(flag_id) else None
    if flag is None or flag.therapist_id != caller.sub:
        raise NotFound("There is no such flag in your caseload.")
    return flag


def _done_before(flag: Flag, act: ReviewAct) -> bool:
    earlier = flag.act_with(act.key)
    if earlier and not earlier.same_as(act):
        raise KeyReused("Take a new Idempotency-Key for a new act; the first one stands as it was sent.")
    return earlier is not None


def _refuse(flag: Flag, act: ReviewAct, seen: int | None) -> None:
    if seen != flag.version:
        raise StaleVersion(flag.version, "Somebody acted on this flag meanwhile. Read it again, then decide.")
    if flag.closed:
        raise Conflict("This flag is closed. What was done stays on the timeline.")
    problems = act_problems(flag, act)
    if problems:
        raise Invalid(problems)


def _write(deps: Deps, flag: Flag, act: ReviewAct) -> Flag:
    changed = after(flag, act, DUE_IN)
    entry = Entry(
        id=deps.new_id(),
        patient_id=flag.patient_id,
        at=act.at,
        kind="review",
        data={
            "flag_id": flag.id,
            "action": act.action,
            "text": act.text,
            "by": act.by,
            "contact_confirmed": act.contact_confirmed,
            "level": changed.level,
        },
    )
    course: Course | None = None
    if changed.closed or changed.level != flag.level:
        loaded, _ = deps.courses.load(flag.patient_id)
        course = course_after(loaded, changed) if loaded else None
    deps.reviews.save(changed, entry, course)
    return changed.model_copy(update={"version": flag.version + 1})
