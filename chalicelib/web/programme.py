"""The whole way on one page: every module with its state, why it is closed, and when it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chalice.app import Response

from ..domain.ahead import due_measures, extras_of, is_open, suggestions, way_of
from ..domain.course import Course, ModuleState, module_state
from ..domain.path import branch_of
from ..domain.practice import prescribed
from ..domain.programme import ModuleOutline, Release, StepOutline
from ..domain.screens import due_screens
from ..routing import Routes
from ..usecases.course import load_course
from ..usecases.measures import measure_of
from .page import PATIENT, page
from .visit import Visit

routes = Routes()


@dataclass(frozen=True)
class Stone:
    """One step on the way."""

    step: StepOutline
    state: Literal["done", "open", "ahead"]


@dataclass(frozen=True)
class Stretch:
    """One module, on the way or beside it; a locked one says why, and when it opens if time alone is missing."""

    module: ModuleOutline
    status: str
    reasons: list[str]
    opens_at: datetime | None
    stones: list[Stone]
    suggestions: list[str]

    @property
    def done(self) -> int:
        return sum(stone.state == "done" for stone in self.stones)


def stretches(course: Course, release: Release, modules: Iterable[ModuleOutline], now: datetime) -> list[Stretch]:
    return [_stretch(course, release, module, now) for module in modules]


def _stretch(course: Course, release: Release, module: ModuleOutline, now: datetime) -> Stretch:
    state = module_state(course, release, module, now)
    stones = [Stone(step, _state(course, module, state, step)) for step in module.steps]
    return Stretch(module, state.status, state.reasons, state.opens_at, stones, suggestions(course, module))


def _state(
    course: Course, module: ModuleOutline, state: ModuleState, step: StepOutline
) -> Literal["done", "open", "ahead"]:
    if course.done(step.id):
        return "done"
    return "open" if is_open(course, module, state, step) else "ahead"


def extras(course: Course, release: Release, now: datetime) -> tuple[list[Stretch], list[Stretch]]:
    """Optional modules: those to put forward (begun, suggested, or offered to all), and the rest."""
    near: list[Stretch] = []
    rest: list[Stretch] = []
    for extra in stretches(course, release, extras_of(release), now):
        begun = extra.module.id in course.opened
        forward = extra.status == "open" and (begun or extra.suggestions or not extra.module.offer)
        (near if forward else rest).append(extra)
    return near, rest


@page(routes, "GET", "/programme", PATIENT)
def get_programme(visit: Visit) -> Response:
    course, release = load_course(visit.deps, visit.caller)
    now = visit.deps.now()
    offered, rest = extras(course, release, now)
    branch = branch_of(release, course.branch.branch) if course.branch else None
    due = [measure_of(visit.deps, release, one.measure_id) for one in due_measures(course, release, now)]
    return visit.show(
        "programme.html",
        programme=release.title,
        language=release.language,
        timezone=course.timezone,
        order=branch.reason if branch else "",
        stretches=stretches(course, release, way_of(course, release), now),
        offered=offered,
        extras=rest,
        due=[found for found in due if found],
        screens=[one.screen for one in due_screens(course, release, now)],
        practices=bool(prescribed(course, release, now)),
        speaks=course.language,
    )
