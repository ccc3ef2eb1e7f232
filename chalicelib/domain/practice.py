"""Practice column: what is prescribed, whom a practice suits, and the score as one person gets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast, get_args

from pydantic import BaseModel, Field

from .content import Passage
from .course import Course, module_state
from .definitions import Cue, Practice, Screening
from .practice_run import HARM_RULE
from .programme import ModuleOutline, Release
from .sentence import Sentence, Words

#: Id of the screen that is asked before the first practice (modules/screens).
SCREEN = "vr"
#: The first session on a headset is short; later ones are longer, within half an hour a day
#: (programme design, after the vendors' advice of a break every half hour). Seconds.
FIRST_VR_SECONDS, LONGEST_VR_SECONDS, DAILY_VR_SECONDS = 600, 1200, 1800


class VrAccess(BaseModel):
    """Whether this person may use a headset now. `reason` is told to them."""

    allowed: bool
    reason: Words = ""
    longest_seconds: int = Field(default=FIRST_VR_SECONDS, description="longest session now")
    daily_seconds: int = Field(default=DAILY_VR_SECONDS, description="longest time on a headset in one day")


def screen_result(course: Course) -> Screening | None:
    """Result of the screening questions before the first practice; None while they are not answered."""
    state = course.screens.get(SCREEN)
    result = state.result if state else None
    return cast(Screening, result) if result in get_args(Screening) else None


def paused(course: Course) -> bool:
    """Whether harm signs of an earlier practice still wait for a therapist."""
    return any(subject.startswith(f"{HARM_RULE}:") for subject in course.open_flags)


def eyes_open_only(course: Course) -> bool:
    """Whether this person keeps to open eyes and short silences: unless the screening allowed everything and no
    earlier practice did harm. Who has not answered the questions yet is treated with the same care."""
    return screen_result(course) != "all" or paused(course)


def vr_access(course: Course, consented: bool, vr_runs: int) -> VrAccess:
    """A headset needs consent, an answered screening that allows it, and no harm signs waiting for a therapist."""
    longest = LONGEST_VR_SECONDS if vr_runs else FIRST_VR_SECONDS
    result = screen_result(course)
    if paused(course):
        reason = Sentence(
            "You felt unwell in a practice. Your therapist will talk with you before the next one on a headset."
        )
    elif not consented:
        reason = Sentence("You have not agreed to sessions on a headset. You can change this under Choices.")
    elif result is None:
        reason = Sentence("A few questions come first, to see whether a headset is right for you.")
    elif result == "none":
        reason = Sentence("From your answers, a headset is not right for you now. Your therapist can tell you more.")
    else:
        return VrAccess(allowed=True, longest_seconds=longest)
    return VrAccess(allowed=False, reason=reason, longest_seconds=0)


def prescribed(course: Course, release: Release, now: datetime) -> dict[str, ModuleOutline]:
    """Practice → the first module that prescribes it, of those open or done; an optional one is first begun."""
    found: dict[str, ModuleOutline] = {}
    for module in release.modules:
        if not module.practices or (module.kind == "optional" and module.id not in course.opened):
            continue
        if module_state(course, release, module, now).status in ("open", "done"):
            for practice_id in module.practices:
                found.setdefault(practice_id, module)
    return found


def suits(practice: Practice, careful: bool) -> bool:
    """Whether the screening lets this person do a practice; `careful`: they keep to eyes-open practices."""
    return "eyes-open" in practice.screening if careful else "all" in practice.screening


# --- the score as one person gets it --------------------------------------------------------------


def score_for(practice: Practice, careful: bool, fitted: Mapping[str, str] | None = None) -> Practice:
    """The score as one person hears it: their cues, their length, and lines that were fitted to them (by cue id)."""
    if not careful:
        heard = (cue for cue in practice.cues if cue.eyes != "open")
        return practice.model_copy(update={"cues": _said(heard, fitted), "eyes_open": None})
    short = practice.eyes_open
    length = short.length_seconds if short else practice.length_seconds
    cues = (cue for cue in practice.cues if cue.eyes != "closed" and cue.at_seconds < length)
    breath = practice.breath
    if breath:
        to = (short and short.breath_to_seconds) or min(breath.to_seconds or length, length)
        breath = breath.model_copy(update={"to_seconds": to})
    phases = tuple(phase for phase in practice.phases if phase.at_seconds < length)
    update = {"length_seconds": length, "breath": breath, "phases": phases, "eyes": "open", "eyes_open": None}
    return practice.model_copy(update={**update, "cues": _said(cues, fitted)})


# --- lines that may be fitted -----------------------------------------------------------------------

#: Before a practice's id where fitted texts are kept beside those of steps; no step's id has a full stop.
LINES = "practice."


def lines_key(practice_id: str) -> str:
    """Under which name the fitted lines of a practice are kept."""
    return LINES + practice_id


def lines_of(practice: Practice) -> tuple[Passage, ...]:
    """The lines that may be fitted, as the passages that an adaptation works on."""
    return tuple(
        Passage(id=cue.id, text=cue.say, adaptable=cue.adaptable) for cue in practice.cues if cue.id and cue.adaptable
    )


def prescriber(release: Release, key: str) -> ModuleOutline | None:
    """The first module that prescribes the practice of a `lines_key`; None for any other key."""
    name = key.removeprefix(LINES)
    return next((m for m in release.modules if key.startswith(LINES) and name in m.practices), None)


def _said(cues: Iterable[Cue], fitted: Mapping[str, str] | None) -> tuple[Cue, ...]:
    return tuple(
        cue.model_copy(update={"say": (fitted or {}).get(cue.id or "", cue.say), "adaptable": None}) for cue in cues
    )
