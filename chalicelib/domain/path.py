"""Course column: the order in which a patient meets the modules, and how a branch is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel, Field

from .content import Branch, Criterion
from .programme import ModuleOutline, Release


class Followed(BaseModel):
    """The order that a patient follows. Chosen once by the programme's rule; a therapist may choose another."""

    branch: str = Field(default="", description="id of the branch; empty: the order in which the programme lists them")
    at: datetime
    by: str = Field(default="", description="the therapist who chose it; empty: the programme's rule")
    reason: str = Field(default="", description="the therapist's words")


def branch_of(release: Release, branch_id: str) -> Branch | None:
    return next((b for b in release.branches if b.id == branch_id), None)


def matching_branch(release: Release, holds: Callable[[Criterion], bool]) -> str:
    """Id of the first branch of which a case holds; empty when none does."""
    return next((b.id for b in release.branches if any(all(map(holds, case)) for case in b.when)), "")


def weekly_path(release: Release, branch_id: str) -> list[ModuleOutline]:
    """The weekly modules in the order of a branch; what a branch does not list comes last, so that nothing is lost."""
    weekly = [m for m in release.modules if m.kind == "weekly"]
    branch = branch_of(release, branch_id) if branch_id else None
    if branch is None:
        return weekly
    place = {module_id: n for n, module_id in enumerate(branch.order)}
    return sorted(weekly, key=lambda m: place.get(m.id, len(place)))
