"""Course column: what is asked at the start, as one sequence with a beginning and an end."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .course import Course, ScreenState, finished
from .programme import Release


class IntakePart(NamedTuple):
    """One part of the start: a questionnaire, the module with the goals, or a screen."""

    kind: Literal["measure", "module", "screen"]
    id: str
    done: bool


def intake(course: Course, release: Release) -> list[IntakePart]:
    """The parts of the start in the order they are asked; none once all are done or the way beyond has begun.

    Questionnaires come before the module after which the branch is chosen, since its rules may look at their scores.
    Whoever has gone on without a part is not held up by it: from then on it is one of the things that are due.
    """
    if set(course.opened) - {release.decide_after}:
        return []
    parts = [
        IntakePart("measure", plan.id, bool(course.scores.get(plan.id)))
        for plan in release.schedule
        if plan.id in release.measures
    ]
    parts += [
        IntakePart("module", module.id, finished(course, module))
        for module in release.modules
        if module.id == release.decide_after
    ]
    parts += [
        IntakePart("screen", screen.id, course.screens.get(screen.id, ScreenState()).at is not None)
        for screen in release.screens
        if screen.due == "at-start"
    ]
    return [] if all(part.done for part in parts) else parts
