"""Leaving the programme and coming back, and the language it is read in: decisions of the person alone."""

from __future__ import annotations

from typing import Any

from ..domain.course import Course
from ..domain.leaving import flag_of_leaving
from .course import load_course
from .errors import Invalid
from .flagging import add_flags
from .ports import Caller, Change, Deps, Entry
from .writing import promise_preparation, until_written, write

#: Languages of our own pages; a programme may be translated into more.
PAGES = ("en", "es")


def languages_of(deps: Deps, course: Course) -> list[str]:
    """Languages that a person may choose: those of their release and of the pages, in a fixed order."""
    release = deps.content.release(course.release)
    return sorted({*PAGES, release.language, *release.languages})


def settings_of(deps: Deps, caller: Caller) -> Course:
    return load_course(deps, caller)[0]


def choose_language(deps: Deps, caller: Caller, language: str) -> Course:
    """Read the programme in another language from now on; what was written stays as it is. Raises `Invalid`."""

    def decide() -> Course:
        course, _release = load_course(deps, caller)
        known = languages_of(deps, course)
        if language not in known:
            raise Invalid([("language", f"must be one of {', '.join(known)}")])
        if course.language == language:
            return course
        change = Change(course=course.model_copy(update={"language": language}))
        promise_preparation(deps, change, deps.now())  # what was fitted is in the other language
        write(deps, change)
        return change.course

    return until_written(decide)


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
