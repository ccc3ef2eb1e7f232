"""What passes between a session's engine and those who show it: a pure engine is asked once a frame, and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Vector = tuple[float, float, float]
StopReason = Literal["finished", "stopped-by-person", "tracking-lost", "headset-gone", "unwell"]
ThingKind = Literal["leaf", "pebbles", "lantern", "cup", "apple", "candle"]
SignKind = Literal["end", "next", "too-much"]
#: What is in the person's hands, so that hints name the right buttons; `none`: looks alone; `desk`: mouse and keys.
Device = Literal["touch", "index", "vive", "wmr", "simple", "hands", "none", "desk"]

STRAIGHT_AHEAD: Vector = (0.0, 0.0, -1.0)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the person and the headset did since the last frame. Directions: x right, y up, -z ahead."""

    select: bool = False  # pressed just now
    exit: bool = False  # pressed just now
    looking: Vector = STRAIGHT_AHEAD  # of length 1, from between the eyes
    focused: bool = True  # false: the headset is off, or something else is in front
    tracked: bool = True  # false: the headset does not know where it is
    skip: bool = False  # pressed just now: on to the next part
    belly: Vector | None = None  # where a controller is that rests on the belly, metres; None: there is none
    nudge: int = 0  # a thumbstick pushed just now: -1 to the left, 1 to the right
    holding: float = 0.0  # 0-1; how far a button that is held down has come towards `skip`
    device: Device = "none"
    pulse: int | None = None  # beats a minute, from a strap; None: there is none, or it does not tell


@dataclass(frozen=True, slots=True)
class Thing:
    """Something small to look at: one of the five things to see, or a leaf on the stream."""

    kind: ThingKind
    at: Vector  # its centre, metres from where the person sits
    radius: float  # metres
    glow: float = 0.0  # 0-1; how far a look has come towards choosing it, or that it is chosen
    opacity: float = 1.0
    turn: float = 0.0  # radians about the upright


@dataclass(frozen=True, slots=True)
class Sign:
    """A few words in the place that do something when they are looked at for a while, or with a press."""

    kind: SignKind
    words: str
    at: Vector  # its centre, metres from where the person sits
    chosen: float = 0.0  # 0-1; how far a look has come
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A question answered from 0 to 10 with a look or a thumbstick, and a press or a longer look."""

    question: str
    low: str  # the words at 0
    high: str  # the words at 10
    number: int  # where the look or the thumbstick is
    chosen: float = 0.0  # 0-1; how far the look has come towards choosing it
    at: Vector = (0.0, -0.36, -1.7)  # the middle of its row, metres; the row faces the person
    hint: str = ""  # how to answer with what is in the person's hands


@dataclass(frozen=True, slots=True)
class Code:
    """A short code that connects this headset, to be entered on a web page."""

    code: str
    address: str
    time_left: str  # in words


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is shown at one time. Numbers from 0 to 1 unless said otherwise."""

    elapsed_seconds: float  # of the practice; stands still while paused
    phase: str
    scene: str
    caption: str = ""
    breath: float = 0.5  # 0 empty, 1 full
    light: float = 0.0  # how much the breath's light shows
    fade: float = 1.0  # 0 black, 1 clear
    visuals: Mapping[str, float] = field(default_factory=dict)  # what the scene shows, by the score's names
    things: tuple[Thing, ...] = ()
    cues: tuple[str, ...] = ()  # ids of the cues that began since the last moment
    paused: bool = False
    done: bool = False
    stop_reason: StopReason | None = None
    scale: Scale | None = None  # a question that is being asked; the caption says the same in words
    measured_breath: float | None = None  # 0-1, the person's own; None: not measured, or not known
    measuring: bool = False  # the person chose to have the breath followed; with no breath above: not known just now
    pulse: int | None = None  # beats a minute; None: not measured, or not known
    signs: tuple[Sign, ...] = ()
    holding: float = 0.0  # 0-1; how far a held button has come towards the next part
    code: Code | None = None


class Engine(Protocol):
    """Leads one practice. Pure: the same times and inputs give the same moments."""

    def moment(self, now: float, inputs: Inputs) -> Moment:
        """What to show at `now`, seconds on any steady clock that never goes back."""
        ...

    def stop(self, reason: StopReason) -> None:
        """End early: the moments that follow fade out, and the last is done."""
        ...
