"""The breath as the hands feel it: a soft swelling with the breath in, stillness with the breath out."""

from __future__ import annotations

from dataclasses import dataclass

from vr_client.session import Moment

#: 0-1; the softest that most controllers still make felt, to a quarter of what they can: a breath and no alarm.
FAINTEST, STRONGEST = 0.04, 0.25
EVERY_SECONDS, LASTS_SECONDS = 0.1, 0.12  # one runs into the next, and stops by itself if the program does


@dataclass
class BreathTouch:
    """Asked once a frame; pure."""

    _breath: float | None = None
    _due: float = 0.0

    def strength(self, moment: Moment, seconds: float) -> float | None:
        """How strong the touch is that begins now, 0-1; None: none begins. `seconds` on a steady clock."""
        before, self._breath = self._breath, moment.breath
        guided = moment.light > 0.5 and not moment.paused and not moment.done and moment.fade > 0.5
        if not guided or before is None or moment.breath <= before or (self._due - 1 < seconds < self._due):
            return None
        self._due = seconds + EVERY_SECONDS
        return FAINTEST + (STRONGEST - FAINTEST) * moment.breath
