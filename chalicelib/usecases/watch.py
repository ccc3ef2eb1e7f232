"""The nightly watch: who has fallen silent (rule R15), left safety questions unfinished (R5) or waits for somebody to
read their messages (R21) is put in front of their therapist."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..domain.ahead import worked_through
from ..domain.course import Course
from ..domain.flags import FlagDraft, flags_for_silence, highest
from ..domain.programme import Release
from ..domain.review import LEVEL_ORDER, Flag, at_rest, course_after, heightened, open_about
from .errors import StaleVersion
from .flagging import add_flags
from .messages import raise_waiting
from .ports import Change, Deps, Entry
from .unfinished import raise_unfinished
from .writing import Clash, until_written, write

RULE, PLACE = "R15", "silence"
#: A measure that is asked this often or more counts as weekly.
_WEEKLY_DAYS = 7


@dataclass
class WatchReport:
    """What one watch did. `failed` has (patient id, kind of error): those are looked at again the next night."""

    looked_at: int = 0
    raised: int = 0
    heightened: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def raise_silent(deps: Deps) -> WatchReport:
    """Raise R15 for every patient it is due for; run twice it changes nothing more.

    Looks at everybody, also at those seen lately: two missed weekly measures count without a single silent day.
    A failure on one patient is reported and does not stop the rest.
    """
    report = WatchReport()
    now = deps.now()
    for course in deps.courses.silent_since(now):
        report.looked_at += 1
        try:
            course = raise_waiting(deps, raise_unfinished(deps, course, now), now)
            if _due(deps, course, now):
                _flag(deps, course.patient_id, now, report)
        except Exception as error:  # one patient's trouble is not the others'; its text may hold their words
            report.failed.append((course.patient_id, type(error).__name__))
    deps.counter.count("WatchFailed", len(report.failed))
    return report


def _due(deps: Deps, course: Course, now: datetime) -> FlagDraft | None:
    """What the rule says that nobody has been told yet."""
    release = deps.content.release(course.release)
    if worked_through(course, release) or course.left_at:
        return None  # whoever has worked through it, or has left it and said so (R20), has no reason to come back
    item9, total = _last_phq9(course)
    draft = highest(
        flags_for_silence(course.last_seen_at, now, item9, total, missed_in_a_row(course, release, now)),
    )
    if draft is None or at_rest(course, RULE, PLACE, draft.level, now):
        return None
    told = open_about(course, RULE, PLACE)
    return None if told and LEVEL_ORDER[told[1]] <= LEVEL_ORDER[draft.level] else draft


def _last_phq9(course: Course) -> tuple[int | None, float | None]:
    """The last known answer to the risk item, and the last known total."""
    readings = course.scores.get("phq-9", [])
    item9 = next((v for r in reversed(readings) for v in r.items.values() if v is not None), None)
    return item9, next((r.total for r in reversed(readings) if r.total is not None), None)


def missed_in_a_row(course: Course, release: Release, now: datetime) -> int:
    """Weekly measures missed up to now: one is missed when it was due and the next has become due as well."""
    missed = 0
    for plan in release.schedule:
        if plan.every_days > _WEEKLY_DAYS:
            continue
        every = timedelta(days=plan.every_days)
        readings = course.scores.get(plan.id, [])
        due_at = readings[-1].at + every if readings else course.enrolled_at
        missed = max(missed, (now - due_at) // every)
    return missed


def _flag(deps: Deps, patient_id: str, now: datetime, report: WatchReport) -> None:
    """Decide again on the course as it stands (the index may be a moment behind), and write."""

    def decide() -> None:
        course, _ = deps.courses.load(patient_id)
        draft = _due(deps, course, now) if course else None
        if course is None or draft is None:
            return
        told = open_about(course, RULE, PLACE)
        flag = deps.reviews.flag(told[0]) if told else None
        if flag is None or flag.closed:
            change = Change(course=course)
            add_flags(deps, change, [draft], PLACE, now)
            write(deps, change)
            report.raised += 1
        else:
            _heighten(deps, course, flag, draft, now)
            report.heightened += 1

    until_written(decide)


def _heighten(deps: Deps, course: Course, flag: Flag, draft: FlagDraft, now: datetime) -> None:
    higher = heightened(flag, draft.level, draft.reason, draft.inputs, now + draft.due_in)
    entry = Entry(
        id=deps.new_id(),
        patient_id=flag.patient_id,
        at=now,
        kind="flag",
        data={"flag_id": flag.id, "rule": flag.rule, "level": draft.level, "reason": draft.reason, "was": flag.level},
    )
    try:
        deps.reviews.save(higher, entry, course_after(course, higher))
    except StaleVersion as error:
        raise Clash from error
