"""Adaptation column: what a therapist sees and decides of what the model wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..domain.adaptation import Adaptation, Check, Status
from ..domain.content import Passage
from ..domain.practice import LINES, lines_of
from .adaptation_ledger import after_attempt, timeline_entry
from .adaptation_ports import AdaptationDeps
from .caseload import if_own
from .errors import Busy, Conflict, Invalid, NotFound, StaleVersion
from .language import release_for
from .paging import cursor_of, page_size, place_of
from .ports import Caller, Deps, Fitted, OutboxEntry
from .review import as_therapist, well_formed
from .writing import TRIES, wake

NO_SUCH_ADAPTATION = "There is no such adaptation in your caseload."
#: What an edit that fails a check is told, after the check's own words.
MEND = "Change it so that it passes, or reject it: the author's text is then shown."
PAGES_READ = 20


@dataclass(frozen=True)
class AdaptationPage:
    adaptations: list[Adaptation]
    cursor: str | None


def approve(deps: Deps, here: AdaptationDeps, caller: Caller, adaptation_id: str) -> Adaptation:
    """Show the fitted passage to the patient. Raises `NotFound`, or `Conflict` when it was decided otherwise."""
    return _decide(deps, here, caller, adaptation_id, "approved", {})


def reject(deps: Deps, here: AdaptationDeps, caller: Caller, adaptation_id: str) -> Adaptation:
    """Leave the author's text. Raises `NotFound`, `Conflict`."""
    return _decide(deps, here, caller, adaptation_id, "rejected", {})


def edit(deps: Deps, here: AdaptationDeps, caller: Caller, adaptation_id: str, text: str) -> Adaptation:
    """Show the passage as the therapist wrote it. Raises `Invalid` with every check that it does not pass."""
    own = _own(deps, here, caller, adaptation_id)
    checks = _checks(deps, here, own, text.strip())
    failed = [check for check in checks if not check.passed]
    if failed and own.status == "awaiting":
        raise Invalid([("text", f"{check.name}: {check.detail}. {MEND}") for check in failed])
    changes = {"text": text.strip(), "model_text": own.text, "checks": checks}
    return _decide(deps, here, caller, adaptation_id, "edited", changes)


def list_adaptations(
    deps: Deps,
    here: AdaptationDeps,
    caller: Caller,
    patient_id: str,
    limit: int | None = None,
    cursor: str | None = None,
) -> AdaptationPage:
    """Every attempt for one patient of the caseload, newest first, as it stands now. Raises `NotFound`."""
    as_therapist(caller)
    if_own(deps.courses.load(patient_id)[0] if well_formed(patient_id) else None, caller)
    size, place = page_size(limit), place_of(cursor)
    ids: list[str] = []
    for _ in range(PAGES_READ):
        entries, following = deps.courses.entries(patient_id, limit=100, after=place, newest_first=True)
        for entry in entries:
            if entry.kind == "adaptation" and "action" not in entry.data:
                ids.append(str(entry.data["adaptation_id"]))
                if len(ids) == size:
                    return AdaptationPage(_in_order(here, ids), cursor_of(deps.courses.entry_address(entry)))
        place = following
        if place is None:
            break
    return AdaptationPage(_in_order(here, ids), cursor_of(place))


def _in_order(here: AdaptationDeps, ids: list[str]) -> list[Adaptation]:
    found = here.store.many(ids) if ids else {}
    return [found[one] for one in ids if one in found]


def list_awaiting(
    deps: Deps, here: AdaptationDeps, caller: Caller, limit: int | None = None, cursor: str | None = None
) -> AdaptationPage:
    """What waits for the caller's decision, oldest first, over the whole caseload."""
    as_therapist(caller)
    found, place = here.store.awaiting(caller.sub, limit=page_size(limit), after=place_of(cursor))
    return AdaptationPage(found, cursor_of(place))


def _own(deps: Deps, here: AdaptationDeps, caller: Caller, adaptation_id: str) -> Adaptation:
    """An adaptation of the caller's caseload as it is now; a patient who moved on is no longer the caller's."""
    as_therapist(caller)
    found = here.store.get(adaptation_id) if well_formed(adaptation_id) else None
    if found is None:
        raise NotFound(NO_SUCH_ADAPTATION)
    course, _ = deps.courses.load(found.patient_id)
    if course is None or course.therapist_id != caller.sub:
        raise NotFound(NO_SUCH_ADAPTATION)
    return found


def _passages(deps: Deps, adaptation: Adaptation) -> tuple[Passage, ...]:
    """The authored passages that an adaptation is about: of a step, or the lines of a practice."""
    if adaptation.step_id.startswith(LINES):
        return lines_of(deps.content.practice(adaptation.step_version))
    return deps.content.step(adaptation.step_version).passages


def _checks(deps: Deps, here: AdaptationDeps, adaptation: Adaptation, text: str) -> list[Check]:
    course, _ = deps.courses.load(adaptation.patient_id)
    passage = next(p for p in _passages(deps, adaptation) if p.id == adaptation.passage_id)
    if course is None:
        raise NotFound(NO_SUCH_ADAPTATION)
    level = course.preferences.model_copy(update={"reading_level": adaptation.reading_level})
    course = course.model_copy(update={"preferences": level})  # as it was asked for then
    release = release_for(deps.content, course)
    # the checks are heavy to import, and an edit is rare
    from ..domain.adaptation_checks import check_all
    from .adaptation import outgoing_for, subject_of

    sent = outgoing_for(deps, here, course, release, adaptation.step_id, passage)
    return check_all(text, subject_of(here, sent))


def _decide(
    deps: Deps,
    here: AdaptationDeps,
    caller: Caller,
    adaptation_id: str,
    status: Literal["approved", "edited", "rejected"],
    changes: dict[str, Any],
) -> Adaptation:
    for _ in range(TRIES):
        own = _own(deps, here, caller, adaptation_id)
        if _decided_so(own, caller, status, changes):
            return own
        if own.status != "awaiting":
            raise Conflict("This adaptation does not wait for a decision any more.")
        decided = own.model_copy(
            update={"status": status, "decided_by": caller.sub, "decided_at": deps.now(), **changes}
        )
        stored = here.store.fitted(own.patient_id, [own.step_id]).get(own.step_id)
        fitted = after_attempt(stored or Fitted(step_id=own.step_id), decided)
        entry = timeline_entry(decided, deps.new_id(), _ACTIONS[status])
        promised = _to_be_spoken(deps, decided)
        try:
            here.store.decide(decided, entry, fitted, promised)
        except StaleVersion:
            continue
        if promised:
            wake(deps, promised)
        return decided.model_copy(update={"version": own.version + 1})
    raise Busy


def _to_be_spoken(deps: Deps, decided: Adaptation) -> OutboxEntry | None:
    """A line of a practice that may be shown now, or no longer, has its sound to be made or let go."""
    if deps.narration is None or deps.narration.mode != "all" or not decided.step_id.startswith(LINES):
        return None
    return OutboxEntry(id=deps.new_id(), kind="narrate", patient_id=decided.patient_id, at=deps.now())


_ACTIONS = {"approved": "approve", "edited": "edit", "rejected": "reject"}


def _decided_so(own: Adaptation, caller: Caller, status: Status, changes: dict[str, Any]) -> bool:
    """Whether the same person has decided just this before: sent again, it is told again and written once."""
    same_text = "text" not in changes or changes["text"] == own.text
    return own.status == status and own.decided_by == caller.sub and same_text
