"""Erasing a person: everything of theirs goes, and nothing that could be a danger to them goes unseen.

The mark is written first and taken away last. Killed anywhere in between, the same request or the nightly sweep goes on
from there; done twice, it is done once.
"""

from __future__ import annotations

from ..domain.leaving import notice_of_erasure
from .course import still_signed_in
from .errors import Busy, Contended, StaleVersion
from .ports import Caller, Deps
from .rights_ports import Erasing, RightsDeps
from .writing import Clash, until_written

#: What a request has to say, so that no slip erases a person.
PHRASE = "erase everything"
#: Words that were on their way while the erasing began may still arrive: it looks again so often until nothing is left.
PASSES = 6


def erase_account(deps: Deps, rights: RightsDeps, caller: Caller) -> None:
    """Erase the caller: course, answers, drafts, flags, what a model wrote for them and its sound, their sign-in.

    Their therapist is told when a red or amber flag was open (see `notice_of_erasure`). Raises `Busy`; asked again, it
    goes on.
    """
    until_written(lambda: _begin(deps, rights, caller))
    finish(rights, caller.sub)
    deps.counter.count("AccountErased")


def _begin(deps: Deps, rights: RightsDeps, caller: Caller) -> None:
    patient_id = caller.sub
    if rights.store.erasing(patient_id):
        return
    course, _ = deps.courses.load(patient_id)
    still_signed_in(course, caller)
    now = deps.now()
    notice = None
    if course:
        profile = rights.store.profile(patient_id)
        stands_for = f"departed-{deps.new_id()}"
        notice = notice_of_erasure(course, profile.name if profile else "", deps.new_id(), stands_for, now)
    try:
        rights.store.begin_erasing(Erasing(patient_id=patient_id, began_at=now), course, notice)
    except (StaleVersion, Contended) as error:
        raise Clash from error


def finish(rights: RightsDeps, patient_id: str) -> None:
    """Delete what there is until nothing is left, then the sign-in, then what arrived meanwhile, then the mark."""
    _erase_all(rights, patient_id)
    rights.accounts.delete(patient_id)
    _erase_all(rights, patient_id)
    rights.store.end_erasing(patient_id)


def _erase_all(rights: RightsDeps, patient_id: str) -> None:
    for _ in range(PASSES):
        try:
            sounds = rights.sounds.erase(patient_id) if rights.sounds else 0
            if rights.store.erase_items(patient_id) + sounds == 0:
                return
        except Contended:  # the same erasure runs twice, or something is being written this moment
            continue
    raise Busy


def resume_erasures(rights: RightsDeps) -> tuple[int, int]:
    """Finish what was begun and killed: (finished, not finished). One that fails does not stop the others."""
    finished = failed = 0
    for erasing in rights.store.unfinished():
        try:
            finish(rights, erasing.patient_id)
            finished += 1
        except Busy:
            failed += 1
    return finished, failed
