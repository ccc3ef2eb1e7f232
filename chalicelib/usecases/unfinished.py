"""Rule R5: safety questions after a risk answer that nobody finished are put in front of the therapist."""

from __future__ import annotations

from datetime import datetime

from ..domain.course import Course
from ..domain.screens import abandoned, with_abandoned
from .flagging import add_flags
from .ports import Change, Deps
from .writing import until_written, write


def raise_unfinished(deps: Deps, course: Course, now: datetime) -> Course:
    """Raise R5 for each screen that was left when it is time, once; returns the course as it then stands.

    Called whenever a patient comes back, and by the nightly watch for those who do not.
    """
    if not abandoned(course, deps.content.release(course.release), now):
        return course

    def decide() -> Course:
        fresh, _record = deps.courses.load(course.patient_id)
        if fresh is None:
            return course
        found = abandoned(fresh, deps.content.release(fresh.release), now)
        if not found:
            return fresh
        change = Change(course=fresh)
        for due, draft in found:
            change.course = with_abandoned(change.course, due)
            add_flags(deps, change, [draft], f"{due.screen.id}-{due.due_since.isoformat()}", now)
        write(deps, change)
        return change.course.model_copy(update={"version": change.course.version + 1})

    return until_written(decide)
