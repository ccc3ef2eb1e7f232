"""How somebody wants to hear a practice, and the ceiling that nothing goes beyond."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from vr_client.textures import Samples

#: Sounds: everything, the voice or the place alone, nothing.
Wanted = Literal["on", "voice", "place", "off"]
#: What the place follows, if the person wants: nothing, the breath guide, or their own breath and pulse as measured.
Follow = Literal["off", "guide", "measured"]

#: What would go beyond the ceiling is rounded off from the knee on; -1.2 dBFS, so that the true peak stays under -1
#: (the most that EBU R 128 lets through).
KNEE, CEILING = 0.6, 0.87


@dataclass(frozen=True, slots=True)
class Levels:
    """What the person has set. Volumes from 0 to 1; 1 is as loud as the practice means it, and there is no more."""

    sound: Wanted = "on"
    voice: float = 1.0
    place: float = 1.0
    follow: Follow = "off"

    @property
    def voice_gain(self) -> float:
        return min(max(self.voice, 0.0), 1.0) ** 2 if self.sound in ("on", "voice") else 0.0

    @property
    def place_gain(self) -> float:
        return min(max(self.place, 0.0), 1.0) ** 2 if self.sound in ("on", "place") else 0.0


def limit(out: Samples, work: Samples) -> None:
    """Round off what goes beyond the knee, in place; what is under it stays as it is. `work` is of the same shape."""
    if np.abs(out, out=work).max() <= KNEE:
        return
    room = CEILING - KNEE
    work -= KNEE
    np.maximum(work, 0.0, out=work)
    work /= room
    np.tanh(work, out=work)
    work *= room
    work *= np.sign(out)
    np.clip(out, -KNEE, KNEE, out=out)
    out += work
