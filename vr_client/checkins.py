"""Check-ins before and after a practice: calm, nausea and unreality from 0 to 10, answered with a look or a press."""

from __future__ import annotations

import math
from typing import NamedTuple

from chalicelib.domain.practice_run import GROUNDING, Ratings
from vr_client.session import Inputs, Scale, Thing, Vector

LOOK_SECONDS = 3.0  # a look that stays on a number for so long chooses it
UNANSWERED_SECONDS = 60.0  # then it counts as not said, and nobody waits
READ_SECONDS = 2.0  # a press before the question could be read is none
SETTLED_SECONDS = 0.5
DEGREES_A_NUMBER = 5.0  # 0 to 10 over 50 degrees: reached with the eyes ahead and a small turn of the head
DISTANCE, BELOW = 1.7, -0.75  # metres: the row of numbers, ahead and under the words


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

    def __init__(self) -> None:
        self.given: dict[str, int] = {}
        self._asked = 0
        self._next()

    def _next(self) -> None:
        self._for, self._steady = 0.0, 0.0
        self._first: int | None = None
        self._number, self._moved = 5, False

    @property
    def done(self) -> bool:
        return self._asked >= len(QUESTIONS)

    @property
    def ratings(self) -> Ratings | None:
        """What was said; None when nothing was."""
        return Ratings(**self.given) if self.given else None

    def go_on(self, step: float, inputs: Inputs) -> None:
        """One frame of `step` seconds."""
        if self.done:
            return
        number = pointed_at(inputs.looking)
        self._first = number if self._first is None else self._first
        self._steady = self._steady + step if number == self._number else 0.0
        self._number = number
        # a look that has not moved yet is no answer: whoever just sits there looks at the middle
        self._moved = self._moved or number != self._first
        self._for += step
        pressed = inputs.select and self._for >= READ_SECONDS
        if pressed or (self._moved and self._steady >= LOOK_SECONDS):
            self.given[QUESTIONS[self._asked].id] = number
        elif self._for < UNANSWERED_SECONDS:
            return
        self._asked += 1
        self._next()

    def caption(self) -> str:
        if self.done:
            return ""
        asked = QUESTIONS[self._asked]
        if self._moved and self._steady >= SETTLED_SECONDS:
            return f"{asked.words} {self._number} of 10. Keep looking, or press, to choose it."
        return f"{asked.words} Look left for 0, {asked.low}; right for 10, {asked.high}."

    def scale(self) -> Scale | None:
        if self.done:
            return None
        asked = QUESTIONS[self._asked]
        chosen = min(1.0, self._steady / LOOK_SECONDS) if self._moved else 0.0
        return Scale(asked.words, asked.low, asked.high, self._number, chosen)

    def things(self) -> tuple[Thing, ...]:
        """The ends of the row, and a light where the look is."""
        scale = self.scale()
        if scale is None:
            return ()
        ends = tuple(Thing("pebbles", place_of(number), 0.07) for number in (0, 10))
        return (*ends, Thing("lantern", place_of(scale.number), 0.09, glow=scale.chosen))


def pointed_at(looking: Vector) -> int:
    """The number that a look is at, by its heading."""
    heading = math.degrees(math.atan2(looking[0], -looking[2]))
    return min(10, max(0, round(heading / DEGREES_A_NUMBER) + 5))


def place_of(number: int) -> Vector:
    """Where a number of the scale is, metres."""
    heading = math.radians((number - 5) * DEGREES_A_NUMBER)
    return (DISTANCE * math.sin(heading), BELOW, -DISTANCE * math.cos(heading))


class Grounding:
    """Back to the room, a line at a time; a press goes on."""

    def __init__(self) -> None:
        self._for = 0.0

    @property
    def done(self) -> bool:
        return self._for >= GROUNDING_SECONDS * len(GROUNDING)

    def go_on(self, step: float, inputs: Inputs) -> None:
        self._for += step
        if inputs.select:
            self._for = (self._for // GROUNDING_SECONDS + 1) * GROUNDING_SECONDS

    def caption(self) -> str:
        return "" if self.done else GROUNDING[int(self._for // GROUNDING_SECONDS)]


def all_captions() -> tuple[str, ...]:
    """Every text that a check-in or grounding may show, so that they can be set ahead."""
    asked = [f"{q.words} Look left for 0, {q.low}; right for 10, {q.high}." for q in QUESTIONS]
    told = [f"{q.words} {n} of 10. Keep looking, or press, to choose it." for q in QUESTIONS for n in range(11)]
    return (*asked, *told, *GROUNDING)
