"""Course column: what comes next for a patient, and what is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import BaseModel

from .course import Course, ModuleState, comes_first, finished, met, module_state, path_of
from .programme import ModuleOutline, Release, StepOutline


def way_of(course: Course, release: Release) -> list[ModuleOutline]:
    """What a patient meets one after another: the weekly modules on their path, then the boosters."""
    return [*path_of(course, release), *(m for m in release.modules if m.kind == "booster")]


def extras_of(release: Release) -> list[ModuleOutline]:
    """The optional modules: beside the way, and never in it."""
    return [m for m in release.modules if m.kind == "optional"]


def in_order(course: Course, release: Release) -> list[ModuleOutline]:
    """All modules: the way, then the optional ones."""
    return [*way_of(course, release), *extras_of(release)]


def worked_through(course: Course, release: Release) -> bool:
    """Whether the weekly part is over; nobody has to come back for a booster or an optional module."""
    return all(finished(course, m) for m in release.modules if m.kind == "weekly")


def suggestions(course: Course, module: ModuleOutline) -> list[str]:
    """Why an optional module is suggested to this patient; empty when it is not, or when it is offered to all."""
    return [] if finished(course, module) else [c.reason for c in module.offer if met(c, course)]


def is_open(course: Course, module: ModuleOutline, state: ModuleState, step: StepOutline) -> bool:
    """Whether a step can be opened now, by the state of its module."""
    return state.status in ("open", "done") and comes_first(course, module, step.id) is None


def next_open_step(course: Course, release: Release, now: datetime) -> StepOutline | None:
    """The first step that can be done now and is not done yet: of the way, else of an optional module once begun."""
    modules = (*way_of(course, release), *_begun_extras(course, release))
    return next((step for m in modules if (step := next_within(course, release, m, now))), None)


def next_within(course: Course, release: Release, module: ModuleOutline, now: datetime) -> StepOutline | None:
    """The first step of a module that can be done now and is not done yet."""
    undone = [s for s in module.steps if not course.done(s.id)]
    state = module_state(course, release, module, now) if undone else None
    return next((s for s in undone if state and is_open(course, module, state, s)), None)


def next_steps(course: Course, release: Release, how_many: int = 3) -> list[StepOutline]:
    """The next steps a patient will meet that have passages to fit: those of the first module that is not done.

    Used to prepare ahead: that module may still be locked, waiting for its day. The one after it waits until the
    patient has written what its passages are fitted to. Optional modules are prepared from the day they are begun.
    """
    ahead = next((m for m in way_of(course, release) if not finished(course, m)), None)
    modules = [*([ahead] if ahead else []), *_begun_extras(course, release)]
    return [
        step
        for module in modules
        if not finished(course, module)
        for step in [s for s in module.steps if s.adaptable and not course.done(s.id)][:how_many]
    ]


def _begun_extras(course: Course, release: Release) -> list[ModuleOutline]:
    return [m for m in extras_of(release) if m.id in course.opened]


def changes_preparation(before: Course, after: Course, release: Release, step_id: str) -> bool:
    """Whether completing a step leaves something to prepare: other steps come next, or an answer that is used later."""
    ahead = next_steps(after, release)
    if not ahead:
        return False
    used_later = any(ref.startswith(f"{step_id}.") for ref in release.kept_fields)
    return used_later or bool({s.id for s in ahead} - {s.id for s in next_steps(before, release)})


class DueMeasure(BaseModel):
    measure_id: str
    due_since: datetime


def due_measures(course: Course, release: Release, now: datetime) -> list[DueMeasure]:
    """Measures that are due, by the programme's schedule; a measure never taken is due since enrolment."""
    due = []
    for plan in release.schedule:
        readings = course.scores.get(plan.id, [])
        since = readings[-1].at + timedelta(days=plan.every_days) if readings else course.enrolled_at
        if since <= now:
            due.append(DueMeasure(measure_id=plan.id, due_since=since))
    return due
