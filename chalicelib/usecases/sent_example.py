"""Adaptation column: the example of what is sent, for the page on which people decide about it."""

from __future__ import annotations

from ..domain.adaptation_example import Example, example
from ..domain.content import Passage
from ..domain.course import Course
from ..domain.measures import band_of
from ..domain.programme import Release
from .ports import Deps

#: The invented person's total, on the first measure of the programme that has a band for it.
TOTAL = 12


def outgoing_example(deps: Deps, course: Course) -> Example | None:
    """What would be sent for one real passage of the patient's programme; None where no passage is ever fitted."""
    release = deps.content.release(course.release)
    found: tuple[str, Passage] | None = None
    for module in release.modules:
        for outline in (step for step in module.steps if step.adaptable):
            for passage in deps.content.step(outline.version).passages:
                if passage.adaptable and passage.adaptable.may_use:
                    return example(passage, module.id, _bands(deps, release))
                if passage.adaptable and not found:
                    found = module.id, passage
    return example(found[1], found[0], _bands(deps, release)) if found else None


def _bands(deps: Deps, release: Release) -> dict[str, str]:
    for plan in release.schedule:
        version = release.measures.get(plan.id)
        band = band_of(deps.content.measure(version), TOTAL) if version else None
        if band:
            return {plan.id: band}
    return {}
