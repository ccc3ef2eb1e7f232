"""What a therapist decides about a patient's course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from ..domain.course import Course, PlanChange
from ..domain.programme import ModuleOutline
from ..domain.review import LONGEST_TEXT
from .caseload import NO_SUCH_PATIENT, if_own
from .errors import Invalid, NotFound
from .once import check_key, fingerprint, remember, replay
from .ports import Caller, Change, Deps, Entry, RecordTaken
from .review import as_therapist, well_formed
from .writing import promise_preparation, until_written, write

PlanAction = Literal["open", "hold", "skip"]


@dataclass(frozen=True)
class ChangePlan:
    """`action` about one module, and why; `key` is the Idempotency-Key."""

    module_id: str
    action: str
    reason: str
    key: str | None = None


def change_plan(deps: Deps, caller: Caller, patient_id: str, command: ChangePlan) -> PlanChange:
    """Open, hold or skip one module of a patient's course; it stands above the unlock rule, and the patient sees it.

    Raises `NotFound`, `Invalid` (unknown module or action, no reason), `KeyReused`, `Busy`.
    """
    as_therapist(caller)
    check_key(command.key)
    seen = fingerprint(patient_id, command.module_id, command.action, command.reason, caller.sub)
    if not well_formed(patient_id):
        raise NotFound(NO_SUCH_PATIENT)

    def decide() -> PlanChange:
        loaded, record = deps.courses.load(patient_id, ("plan", command.key) if command.key else None)
        course = if_own(loaded, caller)
        first = replay(record, seen)
        if first is not None:
            return PlanChange.model_validate(first)
        decision, change = _decide(deps, caller, course, command, seen)
        try:
            # a clash with the patient's own work is no objection: the decision is about a module
            write(deps, change)
        except RecordTaken as error:
            return PlanChange.model_validate(replay(error.record, seen))
        deps.counter.count("PlanChanged", action=decision.action)
        return decision

    return until_written(decide)


def _decide(deps: Deps, caller: Caller, course: Course, command: ChangePlan, seen: str) -> tuple[PlanChange, Change]:
    now = deps.now()
    release = deps.content.release(course.release)
    module = next((m for m in release.modules if m.id == command.module_id), None)
    _refuse(command, module)
    action = cast(PlanAction, command.action)
    decision = PlanChange(action=action, reason=command.reason.strip(), by=caller.sub, at=now)
    result: dict[str, Any] = decision.model_dump(mode="json")
    entry = Entry(
        id=deps.new_id(),
        patient_id=course.patient_id,
        at=now,
        kind="plan",
        data={"module_id": command.module_id, "action": action, "reason": decision.reason, "by": caller.sub},
    )
    plan = {**course.plan, command.module_id: decision}
    change = Change(course=course.model_copy(update={"plan": plan}), entries=[entry])
    change.once = remember("plan", command.key, seen, result, now)
    promise_preparation(deps, change, now)  # another step may now come next
    return decision, change


def _refuse(command: ChangePlan, module: ModuleOutline | None) -> None:
    problems = []
    if module is None:
        problems.append(("module_id", "there is no such module in this patient's programme"))
    if command.action not in get_args(PlanAction):
        problems.append(("action", "must be open, hold or skip"))
    if not command.reason.strip():
        problems.append(("reason", "please say why, so that a colleague can follow it later"))
    if len(command.reason) > LONGEST_TEXT:
        problems.append(("reason", f"please keep it to {LONGEST_TEXT} characters"))
    if problems:
        raise Invalid(problems)
