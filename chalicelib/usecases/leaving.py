"""Leaving the programme and coming back: decisions of the person alone."""

from __future__ import annotations

from typing import Any

from ..domain.course import Course
from ..domain.leaving import flag_of_leaving
from .course import load_course
from .flagging import add_flags
from .ports import Caller, Change, Deps, Entry
from .writing import until_written, write


def leave(deps: Deps, caller: Caller) -> Course:
    """Stop: no reminders, no flags about silence. Everything is kept and can be read; the therapist is told (R20)."""
    return _decide(deps, caller, "left", {"left_at": deps.now()})


def come_back(deps: Deps, caller: Caller) -> Course:
    """Go on where it was left. A flag about the leaving stays until the therapist closes it."""
    return _decide(deps, caller, "returned", {"left_at": None, "last_seen_at": deps.now()})


def _decide(deps: Deps, caller: Caller, kind: Any, changes: dict[str, Any]) -> Course:
    def decide() -> Course:
        course, _release = load_course(deps, caller)
        if bool(course.left_at) == (kind == "left"):
            return course  # pressed twice
        now = deps.now()
        entry = Entry(id=deps.new_id(), patient_id=caller.sub, at=now, kind=kind)
        change = Change(course=course.model_copy(update=changes), entries=[entry])
        if kind == "left":
            add_flags(deps, change, [flag_of_leaving(course)], "left", now)
        write(deps, change)
        return change.course

    return until_written(decide)
