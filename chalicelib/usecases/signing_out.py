"""Signing out everywhere: on every phone and computer at once, for somebody who lost one or shares one."""

from __future__ import annotations

from ..domain.course import Course
from .course import load_course
from .errors import NotFound
from .ports import Caller, Change, Deps
from .rights_ports import RightsDeps
from .writing import until_written, write


def sign_out_everywhere(deps: Deps, rights: RightsDeps, caller: Caller) -> None:
    """From now on no earlier sign-in counts, and none gets new tokens. Connected headsets stay: they are let go of
    one by one. Sent again, it does the same again. Raises `SignedOut`, `Busy`.

    A patient's course remembers the moment and is read with every request. A therapist has none: what they are signed
    in with runs out within the hour of its token.
    """

    def decide() -> Course | None:
        try:
            course, _release = load_course(deps, caller)
        except NotFound:
            return None
        change = Change(course=course.model_copy(update={"signed_out_at": deps.now()}))
        write(deps, change)
        return change.course

    until_written(decide)
    rights.accounts.sign_out(caller.sub)
