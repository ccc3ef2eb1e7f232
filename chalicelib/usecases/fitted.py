"""Adaptation column: what a model wrote for a patient, as they see it; what is sent for it, and what they think."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.adaptation import Adaptation, Feedback
from ..domain.adaptation_outgoing import Outgoing
from ..domain.export import SHOWN
from ..domain.practice import LINES, lines_of
from ..domain.sentence import Sentence
from .adaptation_ports import AdaptationDeps
from .course import load_course
from .errors import Busy, NotFound, StaleVersion
from .language import release_for
from .paging import cursor_of, page_size, place_of
from .ports import Caller, Deps, Entry
from .review import well_formed
from .writing import TRIES

PAGES_READ = 20
NO_SUCH_PASSAGE = Sentence("There is no such passage of yours.")


@dataclass(frozen=True)
class OwnFitted:
    """Passages that were fitted to the caller and could be read, newest first. `cursor`: there are earlier ones."""

    adaptations: list[Adaptation]
    cursor: str | None


def own_fitted(
    deps: Deps, here: AdaptationDeps, caller: Caller, limit: int | None = None, cursor: str | None = None
) -> OwnFitted:
    """What a model wrote for the caller: never a text that a check or a person refused. Raises `NotFound`."""
    load_course(deps, caller)
    size, place = page_size(limit), place_of(cursor)
    found: list[Adaptation] = []
    for _ in range(PAGES_READ):
        entries, following = deps.courses.entries(caller.sub, limit=100, after=place, newest_first=True)
        attempts = [e for e in entries if e.kind == "adaptation" and "action" not in e.data]
        ledger = here.store.many([str(entry.data["adaptation_id"]) for entry in attempts]) if attempts else {}
        for entry in attempts:
            one = ledger.get(str(entry.data["adaptation_id"]))
            if one and one.status in SHOWN:
                found.append(one)
                if len(found) == size:
                    return OwnFitted(found, cursor_of(deps.courses.entry_address(entry)))
        place = following
        if place is None:
            break
    return OwnFitted(found, cursor_of(place))


def own_adaptation(deps: Deps, here: AdaptationDeps, caller: Caller, adaptation_id: str) -> Adaptation:
    """One passage that was fitted to the caller. Raises `NotFound` for any other, whether it is there or not."""
    load_course(deps, caller)
    found = here.store.get(adaptation_id) if well_formed(adaptation_id) else None
    if found is None or found.patient_id != caller.sub or found.status not in SHOWN:
        raise NotFound(NO_SUCH_PASSAGE)
    return found


def sent_for(deps: Deps, here: AdaptationDeps, caller: Caller, adaptation: Adaptation) -> Outgoing | None:
    """All that is sent for this passage, from the caller's answers as they are now; None when it is no longer in their
    programme. What was sent at the time is not kept: nothing of it stays anywhere."""
    course, _ = load_course(deps, caller)
    release = release_for(deps.content, course)
    if adaptation.step_id.startswith(LINES):
        version = release.practices.get(adaptation.step_id.removeprefix(LINES))
        passages = lines_of(deps.content.practice(version)) if version else ()
    else:
        outline = release.step(adaptation.step_id)
        passages = deps.content.step(outline.version).passages if outline else ()
    passage = next((one for one in passages if one.id == adaptation.passage_id and one.adaptable), None)
    if passage is None:
        return None
    from .adaptation import outgoing_for  # the checks behind it are heavy to import, and this page is rare

    return outgoing_for(deps, here, course, release, adaptation.step_id, passage)


def give_feedback(
    deps: Deps, here: AdaptationDeps, caller: Caller, adaptation_id: str, feedback: Feedback
) -> Adaptation:
    """Keep what the caller thinks of a fitted passage, with an entry on their timeline; the same again is not new.

    Raises `NotFound`, `Busy`.
    """
    for _ in range(TRIES):
        own = own_adaptation(deps, here, caller, adaptation_id)
        if own.feedback == feedback:
            return own
        now = deps.now()
        told = own.model_copy(update={"feedback": feedback, "feedback_at": now})
        data = {"adaptation_id": own.id, "step_id": own.step_id, "passage_id": own.passage_id, "feedback": feedback}
        entry = Entry(id=deps.new_id(), patient_id=caller.sub, at=now, kind="feedback", data=data)
        try:
            here.store.decide(told, entry, None)
        except StaleVersion:
            continue
        return told.model_copy(update={"version": own.version + 1})
    raise Busy
