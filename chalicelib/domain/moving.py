"""Course column: what it means for a patient to go on with another release of the programme."""

from __future__ import annotations

from dataclasses import dataclass

from .course import Course, finished
from .path import branch_of
from .programme import Release


@dataclass(frozen=True)
class Effect:
    """What a move would change for one patient; their answers stay on the timeline whatever it says."""

    interrupted: tuple[str, ...]
    """Steps that the target lacks and that the patient would come to next, in a module that they have begun."""
    unused: tuple[str, ...]
    """Kept answers (`step.field`) that nothing in the target shows or asks for."""
    unfinished: tuple[str, ...]
    """Modules that the patient has finished and in which the target has a core step more."""
    branch: str
    """The branch that the patient follows and the target lacks; empty when there is none such."""


def steps_of(release: Release) -> set[str]:
    return {step.id for module in release.modules for step in module.steps}


def gone(source: Release, target: Release) -> list[str]:
    """Steps of the source that the target lacks, in the order of the source."""
    there = steps_of(target)
    return [step.id for module in source.modules for step in module.steps if step.id not in there]


def effect_of(course: Course, source: Release, target: Release) -> Effect:
    """What a move from one release to another would mean for a patient."""
    missing = set(gone(source, target))
    begun = [module for module in source.modules if module.id in course.opened and not finished(course, module)]
    ahead = [next((step.id for step in module.steps if not course.done(step.id)), "") for module in begun]
    done = {module.id for module in source.modules if finished(course, module)}
    branch = course.branch.branch if course.branch else ""
    return Effect(
        interrupted=tuple(step for step in ahead if step in missing),
        unused=tuple(sorted(ref for ref, kept in course.kept.items() if kept.words and ref not in target.kept_fields)),
        unfinished=tuple(m.id for m in target.modules if m.id in done and not finished(course, m)),
        branch=branch if branch and branch_of(target, branch) is None else "",
    )
