"""Signs at the person's feet, 'End' and 'Next part', for whoever has no button at hand; and one for 'too much'.

They show only to who looks down there, and work by a longer look or by a press. Head and not eyes decide: they need
nothing but the headset. Between them is a gap, so that a head that nods off to the front chooses nothing.
"""

from __future__ import annotations

import math

from vr_client.engine import DWELL_DEGREES
from vr_client.session import Inputs, Sign, SignKind, Vector
from vr_client.things import angle_between, smooth

LOOK_SECONDS = 3.0
SEEN_BELOW_DEGREES = 33.0  # under the horizon: lower than anything a practice asks to look at (27)
SEEN_LYING_DEGREES = 12.0  # who lies looks up at the words; the signs are where the feet are
FADE_SECONDS = 0.5
FEET: dict[SignKind, Vector] = {"next": (-0.34, -1.0, -1.05), "end": (0.34, -1.0, -1.05)}  # 1.5 m away, 42 degrees down
FEET_LYING: dict[SignKind, Vector] = {"next": (-0.34, -0.1, -1.46), "end": (0.34, -0.1, -1.46)}
TOO_MUCH: Vector = (0.0, -0.86, -1.45)
TOO_MUCH_LYING: Vector = (0.0, 0.55, -1.55)
WORDS: dict[SignKind, str] = {
    "next": "Next part",
    "end": "End",
    "too-much": "It was too much: tell my therapist",
}


class Signs:
    """Which signs show and how far a look at one has come. Pure; asked once a frame."""

    def __init__(self, lying: bool = False) -> None:
        self.lying = lying
        self._shown = 0.0
        self._looked: dict[SignKind, float] = {}

    def see(self, step: float, inputs: Inputs, offers: tuple[SignKind, ...]) -> SignKind | None:
        """One frame of `step` seconds in which these signs are offered; the one that is chosen just now."""
        down = self._looks_down(inputs.looking)
        self._shown = (
            min(1.0, self._shown + step / FADE_SECONDS) if down else max(0.0, self._shown - step / FADE_SECONDS)
        )
        chosen: SignKind | None = None
        for kind in WORDS:
            at_it = kind in offers and self._opacity(kind) >= 1.0 and near(inputs.looking, self._place(kind))
            looked = self._looked.get(kind, 0.0) + step if at_it else 0.0
            if at_it and (looked >= LOOK_SECONDS or inputs.select):
                chosen, looked = kind, 0.0
            self._looked[kind] = looked
        return chosen

    def shown(self, offers: tuple[SignKind, ...]) -> tuple[Sign, ...]:
        """The signs as they are to be drawn now."""
        return tuple(
            Sign(kind, WORDS[kind], self._place(kind), self._looked.get(kind, 0.0) / LOOK_SECONDS, smooth(opacity))
            for kind in offers
            if (opacity := self._opacity(kind)) > 0
        )

    def _opacity(self, kind: SignKind) -> float:
        return 1.0 if kind == "too-much" else self._shown

    def _place(self, kind: SignKind) -> Vector:
        if kind == "too-much":
            return TOO_MUCH_LYING if self.lying else TOO_MUCH
        return (FEET_LYING if self.lying else FEET)[kind]

    def _looks_down(self, looking: Vector) -> bool:
        nod = math.degrees(math.asin(max(-1.0, min(1.0, looking[1]))))
        return nod < (SEEN_LYING_DEGREES if self.lying else -SEEN_BELOW_DEGREES)


def near(looking: Vector, at: Vector) -> bool:
    """Whether a look is at a spot."""
    return angle_between(looking, at) < math.radians(DWELL_DEGREES)
