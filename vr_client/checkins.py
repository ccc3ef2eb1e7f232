"""Check-ins before and after a practice: calm, nausea and unreality from 0 to 10, on a row of numbers in the place.

Answered with a look and a press (trigger, pinch, click), with the thumbstick and a press, or with a look that stays.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from chalicelib.domain.practice_run import GROUNDING, Ratings
from vr_client.controls import WAYS
from vr_client.session import Device, Inputs, Scale, Vector

LOOK_SECONDS = 3.0  # a look that stays on a number for so long chooses it
UNANSWERED_SECONDS = 60.0  # then it counts as not said, and nobody waits
READ_SECONDS = 2.0  # a press before the question could be read is none
NUMBERS = 11
SPACING = 0.16  # metres from one number to the next: 5 degrees, 0 to 10 over 50, a small turn of the head
ROW: Vector = (0.0, -0.36, -1.7)  # 12 degrees under the horizon, where eyes at rest look
LYING_ROW: Vector = (0.0, 1.03, -1.415)  # 36 degrees up
HIGHEST_OFF = 0.6  # metres over or under the row, 19 degrees: eyes that rest on the horizon are still at it
LEFT_ALONE = 2  # numbers that a look must move before it takes over from the thumbstick


class Question(NamedTuple):
    id: str
    words: str
    low: str
    high: str


QUESTIONS = (
    Question("calm", "How calm are you?", "not at all", "very calm"),
    Question("nausea", "How sick or dizzy do you feel?", "not at all", "very"),
    Question("unreality", "How unreal or far away does everything feel?", "not at all", "very"),
)
#: Each line of grounding stays at least so long.
GROUNDING_SECONDS = 15.0


class CheckIn:
    """Three questions, one after the other. Pure; time counts only while the headset is worn."""

    def __init__(self, lying: bool = False) -> None:
        self.given: dict[str, int] = {}
        self.row = LYING_ROW if lying else ROW
        self._device: Device = "none"
        self._asked = 0
        self._next()

    def _next(self) -> None:
        self._for, self._steady = 0.0, 0.0
        self._first: int | None = None  # where the look was when the question came
        self._looked: int | None = None  # where it was when the thumbstick took over; None: it has not
        self._number, self._moved = 5, False

    @property
    def done(self) -> bool:
        return self._asked >= len(QUESTIONS)

    @property
    def ratings(self) -> Ratings | None:
        """What was said; None when nothing was."""
        return Ratings(**self.given) if self.given else None

    def pass_over(self) -> None:
        """Leave this question unanswered and go on."""
        if not self.done:
            self._asked += 1
            self._next()

    def go_on(self, step: float, inputs: Inputs) -> None:
        """One frame of `step` seconds."""
        if self.done:
            return
        self._device = inputs.device
        self._for += step
        self._point(step, inputs)
        pressed = inputs.select and self._for >= READ_SECONDS
        if pressed or (self._moved and self._looked is None and self._steady >= LOOK_SECONDS):
            self.given[QUESTIONS[self._asked].id] = self._number
        elif self._for < UNANSWERED_SECONDS:
            return
        self.pass_over()

    def _point(self, step: float, inputs: Inputs) -> None:
        """Where the look or the thumbstick is now, and for how long."""
        looked = pointed_at(inputs.looking, self.row)
        if inputs.nudge:
            self._looked = looked if looked is not None else self._number
            self._number, self._steady = min(10, max(0, self._number + inputs.nudge)), 0.0
            self._moved = True
        elif self._looked is not None and (looked is None or abs(looked - self._looked) < LEFT_ALONE):
            return
        elif looked is not None:
            self._looked = None
            self._first = looked if self._first is None else self._first
            self._steady = self._steady + step if looked == self._number else 0.0
            self._number = looked
            # a look that has not moved yet is no answer: whoever just sits there looks at the middle
            self._moved = self._moved or looked != self._first
        else:
            self._steady = 0.0  # not at the row at all

    def caption(self) -> str:
        """The question in words, for whoever hears it or reads it without the row."""
        if self.done:
            return ""
        asked = QUESTIONS[self._asked]
        return f"{asked.words} From 0, {asked.low}, to 10, {asked.high}."

    def scale(self) -> Scale | None:
        """The row of numbers as it is to be drawn; None once all is said."""
        if self.done:
            return None
        asked = QUESTIONS[self._asked]
        by_look = self._moved and self._looked is None
        chosen = min(1.0, self._steady / LOOK_SECONDS) if by_look else 0.0
        return Scale(asked.words, asked.low, asked.high, self._number, chosen, self.row, hint(self._device))


def hint(device: Device) -> str:
    """How to answer, to end and to go on, with what is in the person's hands."""
    ways = WAYS[device]
    answer = f"Look at a number {ways.choose}."
    if ways.end == ways.skip:
        return f"{answer} To end or to go on, at any time: {ways.end}."
    return f"{answer} To end, at any time: {ways.end}. To go on to the next part: {ways.skip}."


def pointed_at(looking: Vector, row: Vector = ROW) -> int | None:
    """The number of a row that a look is at, its left end or right end at the most; None when it looks away."""
    far = math.sqrt(sum(c * c for c in row))
    towards = sum(a * c for a, c in zip(looking, row, strict=True)) / far
    if towards <= 0.5:  # more than 60 degrees off
        return None
    off = [a * far / towards - c for a, c in zip(looking, row, strict=True)]  # on the row's own plane, metres
    if math.hypot(off[1], off[2]) > HIGHEST_OFF:
        return None
    return min(10, max(0, round(off[0] / SPACING) + 5))  # the row runs along x


def along(number: int) -> float:
    """How far a number is from the middle of its row, metres to the right."""
    return (number - 5) * SPACING


class Grounding:
    """Back to the room, a line at a time; a press goes on."""

    def __init__(self) -> None:
        self._for = 0.0

    @property
    def done(self) -> bool:
        return self._for >= GROUNDING_SECONDS * len(GROUNDING)

    def go_on(self, step: float, inputs: Inputs) -> None:
        self._for += step
        if inputs.select or inputs.skip:
            self._for = (self._for // GROUNDING_SECONDS + 1) * GROUNDING_SECONDS

    def caption(self) -> str:
        return "" if self.done else GROUNDING[int(self._for // GROUNDING_SECONDS)]


def all_captions() -> tuple[str, ...]:
    """Every text that grounding may show, so that they can be set ahead; the questions have their row."""
    return tuple(GROUNDING)
