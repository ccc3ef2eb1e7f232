"""Safety: crisis lines of the person's country, and their own safety plan."""

from __future__ import annotations

from typing import Any

from ..domain.crisis import CrisisLines, lines_for
from ..domain.safety_plan import SafetyPlan
from .course import load_course
from .errors import StaleVersion
from .ports import Caller, Change, Deps, Entry
from .writing import until_written, write


def safety(deps: Deps, caller: Caller) -> tuple[CrisisLines, SafetyPlan, int]:
    """Crisis lines, the safety plan and its version (0: none yet)."""
    course, _ = load_course(deps, caller)
    document = deps.courses.document(caller.sub, "SAFETYPLAN")
    plan = SafetyPlan.model_validate(document["plan"]) if document else SafetyPlan()
    return lines_for(course.country), plan, int(document["version"]) if document else 0


def write_safety_plan(deps: Deps, caller: Caller, plan: SafetyPlan, seen: int) -> int:
    """Replace the plan on the version that was seen; returns the new version. Raises `StaleVersion`.

    The words of a safety plan are about risk by their nature: writing one is not flagged, but the therapist sees on the
    timeline that it was written.
    """

    def decide() -> int:
        course, _release = load_course(deps, caller)
        document = deps.courses.document(caller.sub, "SAFETYPLAN")
        current = int(document["version"]) if document else 0
        if current != seen:
            raise StaleVersion(current)
        now = deps.now()
        body: dict[str, Any] = {"plan": plan.model_dump(mode="json"), "written_at": now.isoformat(), "version": seen}
        entry = Entry(id=deps.new_id(), patient_id=caller.sub, at=now, kind="safety-plan", data={"version": seen + 1})
        write(deps, Change(course=course, entries=[entry], documents={"SAFETYPLAN": body}))
        return seen + 1

    return until_written(decide)
