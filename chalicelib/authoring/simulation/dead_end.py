"""Whether a persona can still go on: by what is open, by time, by their therapist's everyday work.

A dead end, precisely: the last weekly part is not finished (or, after it, a booster is left), no step can be opened,
and none could be opened after this: the longest wait of the programme passes, the person answers every questionnaire
that is due as they answer now, and the therapist closes all open flags. Not counted as ways out: another answer on a
worksheet that is done, and a therapist who opens or leaves out the part by hand. A part on hold waits for the therapist
who holds it, and is no dead end. A step that refuses every answer is one.
"""

from __future__ import annotations

from datetime import timedelta

from ...domain.ahead import next_open_step, way_of
from ...domain.course import Course, finished, module_state, path_of
from ...domain.programme import ModuleOutline, Release
from ...usecases.course import load_course
from .persona import Persona
from .story import DeadEnd
from .therapist import close_everything
from .visit import answer_measures, answer_screens
from .world import PATIENT, World


def find_dead_end(world: World, persona: Persona, day: int) -> DeadEnd | None:
    """The dead end that the persona stands in now, if any; `day` of the course from 0."""
    course, release = load_course(world.deps, PATIENT)
    left = _left(course, release)
    if not left or next_open_step(course, release, world.clock.now):
        return None
    if any(m.id in course.plan and course.plan[m.id].action == "hold" for m in left):
        return None
    later = world.copy()
    _let_time_pass(later, persona, day, release)
    course, release = load_course(later.deps, PATIENT)
    if next_open_step(course, release, later.clock.now):
        return None
    module = _left(course, release)[0]
    reasons = module_state(course, release, module, later.clock.now).reasons
    return DeadEnd(day + 1, module.id, " ".join(reasons))


def _left(course: Course, release: Release) -> list[ModuleOutline]:
    """What is still ahead. Once the last weekly part is done, an earlier one that was held back is not waited for."""
    path = path_of(course, release)
    left = [module for module in way_of(course, release) if not finished(course, module)]
    return [m for m in left if m.kind != "weekly"] if path and finished(course, path[-1]) else left


def _let_time_pass(later: World, persona: Persona, day: int, release: Release) -> None:
    close_everything(later)
    longest = max(module.unlock.days for module in release.modules)
    later.clock.to(later.clock.now + timedelta(days=longest + 1))
    answer_measures(later, persona, day // 7)
    answer_screens(later, persona)
    close_everything(later)
