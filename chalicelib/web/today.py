"""Today: the one next thing, what is due, and the way so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chalice.app import Blueprint, Response

from ..domain.course import Course, due_measures, module_state, next_open_step, why_locked
from ..domain.programme import ModuleOutline, Release, StepOutline
from ..usecases.course import today
from ..usecases.measures import measure_of
from .page import PATIENT, page
from .visit import Visit

routes = Blueprint(__name__)


@dataclass(frozen=True)
class Stone:
    """One step on the way."""

    step: StepOutline
    state: Literal["done", "open", "ahead"]


@dataclass(frozen=True)
class Stretch:
    """One module on the way; a locked one says why, and when it opens if time alone is missing."""

    module: ModuleOutline
    status: str
    reasons: list[str]
    opens_at: datetime | None
    stones: list[Stone]

    @property
    def done(self) -> int:
        return sum(stone.state == "done" for stone in self.stones)


@dataclass(frozen=True)
class Due:
    id: str
    title: str
    since: datetime
    questions: int
    first: bool


def stretches(course: Course, release: Release, now: datetime) -> list[Stretch]:
    return [_stretch(course, release, module, now) for module in release.modules]


def _stretch(course: Course, release: Release, module: ModuleOutline, now: datetime) -> Stretch:
    state = module_state(course, release, module, now)
    stones = [Stone(step, _state(course, release, step, now)) for step in module.steps]
    return Stretch(module, state.status, state.reasons, state.opens_at, stones)


def _state(course: Course, release: Release, step: StepOutline, now: datetime) -> Literal["done", "open", "ahead"]:
    if course.done(step.id):
        return "done"
    return "ahead" if why_locked(course, release, step, now)[0] else "open"


@page(routes, "GET", "/today", PATIENT)
def get_today(visit: Visit) -> Response:
    course, release = today(visit.deps, visit.caller)
    now = visit.deps.now()
    step = next_open_step(course, release, now)
    due = [
        Due(found.id, found.title, one.due_since, len(found.items), one.measure_id not in course.scores)
        for one in due_measures(course, release, now)
        if (found := measure_of(visit.deps, release, one.measure_id))
    ]
    done = release.step(visit.query.one("done"))
    return visit.show(
        "today.html",
        course=course,
        programme=release.title,
        language=release.language,
        step=step,
        module=release.module_of(step.id) if step else None,
        due=due,
        stretches=stretches(course, release, now),
        fresh=not any(course.done(s.id) for m in release.modules for s in m.steps),
        notice=f"“{done.title}” is done, and saved." if done and course.done(done.id) else "",
    )
