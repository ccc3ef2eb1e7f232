"""What a therapist decides about a patient's course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast, get_args

from ..domain.course import Course, PlanChange
from ..domain.path import Followed, branch_of
from ..domain.programme import Release
from ..domain.review import LONGEST_TEXT
from .caseload import NO_SUCH_PATIENT, if_own
from .errors import Invalid, NotFound
from .once import check_key, fingerprint, remember, replay
from .ports import Caller, Change, Deps, Entry, RecordTaken
from .review import as_therapist, well_formed
from .writing import promise_preparation, until_written, write

PlanAction = Literal["open", "hold", "skip", "rule"]
Decision = TypeVar("Decision", PlanChange, Followed)


@dataclass(frozen=True)
class ChangePlan:
    """`action` about one module, and why; `key` is the Idempotency-Key."""

    module_id: str
    action: str
    reason: str
    key: str | None = None


@dataclass(frozen=True)
class FollowBranch:
    """The branch to follow (empty: the programme's own order), and why; `key` is the Idempotency-Key."""

    branch: str
    reason: str
    key: str | None = None


def change_plan(deps: Deps, caller: Caller, patient_id: str, command: ChangePlan) -> PlanChange:
    """Open, hold or skip one module of a patient's course; it stands above the unlock rule, and the patient sees it.

    `rule` takes such a decision back: the unlock rule decides again.

    Raises `NotFound`, `Invalid` (unknown module or action, no reason), `KeyReused`, `Busy`.
    """
    seen = fingerprint(patient_id, command.module_id, command.action, command.reason, caller.sub)

    def decide(course: Course, release: Release) -> tuple[PlanChange, Course, dict[str, Any]]:
        problems = [] if _has_module(release, command.module_id) else [("module_id", _NO_SUCH.format("module"))]
        if command.action not in get_args(PlanAction):
            problems.append(("action", "must be open, hold, skip or rule"))
        _refuse(problems, command.reason)
        action = cast(PlanAction, command.action)
        decision = PlanChange(action=action, reason=command.reason.strip(), by=caller.sub, at=deps.now())
        after = course.model_copy(update={"plan": {**course.plan, command.module_id: decision}})
        return decision, after, {"module_id": command.module_id, "action": action}

    return _decide_once(deps, caller, patient_id, command.key, seen, PlanChange, decide)


def follow_branch(deps: Deps, caller: Caller, patient_id: str, command: FollowBranch) -> Followed:
    """Have a patient follow another order of the weekly modules; what was begun stays open, what was done stays done.

    Raises `NotFound`, `Invalid` (unknown branch, no reason), `KeyReused`, `Busy`.
    """
    seen = fingerprint(patient_id, "branch", command.branch, command.reason, caller.sub)

    def decide(course: Course, release: Release) -> tuple[Followed, Course, dict[str, Any]]:
        known = not command.branch or branch_of(release, command.branch)
        _refuse([] if known else [("branch", _NO_SUCH.format("branch"))], command.reason)
        decision = Followed(branch=command.branch, by=caller.sub, reason=command.reason.strip(), at=deps.now())
        return decision, course.model_copy(update={"branch": decision}), {"branch": command.branch, "action": "follow"}

    return _decide_once(deps, caller, patient_id, command.key, seen, Followed, decide)


def _decide_once(
    deps: Deps,
    caller: Caller,
    patient_id: str,
    key: str | None,
    seen: str,
    model: type[Decision],
    decide: Callable[[Course, Release], tuple[Decision, Course, dict[str, Any]]],
) -> Decision:
    """Write a decision and its entry; sent twice under one key it has one effect."""
    as_therapist(caller)
    check_key(key)
    if not well_formed(patient_id):
        raise NotFound(NO_SUCH_PATIENT)

    def attempt() -> Decision:
        loaded, record = deps.courses.load(patient_id, ("plan", key) if key else None)
        course = if_own(loaded, caller)
        first = replay(record, seen)
        if first is not None:
            return model.model_validate(first)
        decision, after, about = decide(course, deps.content.release(course.release))
        change = _change(deps, decision, after, about)
        change.once = remember("plan", key, seen, decision.model_dump(mode="json"), decision.at)
        try:
            # a clash with the patient's own work is no objection: the decision is not about their words
            write(deps, change)
        except RecordTaken as error:
            return model.model_validate(replay(error.record, seen))
        deps.counter.count("PlanChanged", action=about["action"])
        return decision

    return until_written(attempt)


def _change(deps: Deps, decision: PlanChange | Followed, after: Course, about: dict[str, Any]) -> Change:
    data = {**about, "reason": decision.reason, "by": decision.by}
    entry = Entry(id=deps.new_id(), patient_id=after.patient_id, at=decision.at, kind="plan", data=data)
    change = Change(course=after, entries=[entry])
    promise_preparation(deps, change, decision.at)  # another step may now come next
    return change


_NO_SUCH = "there is no such {} in this patient's programme"


def _has_module(release: Release, module_id: str) -> bool:
    return any(m.id == module_id for m in release.modules)


def _refuse(problems: list[tuple[str, str]], reason: str) -> None:
    if not reason.strip():
        problems.append(("reason", "please say why, so that a colleague can follow it later"))
    if len(reason) > LONGEST_TEXT:
        problems.append(("reason", f"please keep it to {LONGEST_TEXT} characters"))
    if problems:
        raise Invalid(problems)
