"""The voice in the mix: the lines whose time has come, one after the other, each from its own sample on."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vr_client.soundscape import QUANTUM, SECONDS, towards
from vr_client.textures import RATE, Samples

#: Between a line and one that had to wait for it.
PAUSE_SECONDS = 0.4
#: A line that is left by a skip ends within this.
LEFT_SECONDS = 0.25

Gain = tuple[float, float]  # at the beginning and at the end of a quantum


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that began: when it was due, when it was heard (both in seconds of the score), and at which sample."""

    cue: str
    planned_seconds: float
    heard_seconds: float
    sample: int


class Lines:
    """At most one is said at a time; one that is due earlier waits until the one before it is over."""

    def __init__(self, clips: Mapping[str, Samples]) -> None:
        self.spoken: list[Spoken] = []
        self._clips = dict(clips)
        self._due: deque[tuple[str, float, float]] = deque()  # cue, planned second, sample
        self._line: Samples | None = None
        self._said, self._rest = 0, 0  # samples of the line that are over; samples of pause still to keep
        self._leaves, self._fades = False, (1.0, 1.0)  # left by a skip, and its gain while it goes
        self._work = np.empty((2, QUANTUM), np.float32)

    def has(self, cue: str) -> bool:
        return cue in self._clips

    @property
    def under_way(self) -> bool:
        """Whether a line has begun and is not over."""
        return self._line is not None

    @property
    def speaks(self) -> bool:
        return self._line is not None or bool(self._due)

    def due(self, cue: str, planned: float, sample: float) -> None:
        """A cue's time has come, at this sample."""
        if cue in self._clips:
            self._due.append((cue, planned, sample))

    def leave(self) -> None:
        """What waits is not said; what is being said ends softly."""
        self._due.clear()
        self._leaves = self._line is not None

    def forget(self) -> None:
        """What waits or was being said is over; nobody hears it any more."""
        self._due.clear()
        self._line, self._rest = None, 0
        self._leaves, self._fades = False, (1.0, 1.0)

    def go_back(self, seconds: float) -> None:
        """So far back in the line, so that after a pause no word is lost."""
        self._said = max(0, self._said - round(seconds * RATE))

    def add(self, out: Samples, start: int, gain: Gain, score: float) -> None:
        """Add the next 50 ms to `out` (2, QUANTUM). Its first sample is `start`; at its end the score is at `score`."""
        if self._leaves:
            self._fades = (self._fades[1], towards(self._fades[1], 0.0, SECONDS / LEFT_SECONDS))
        place = 0
        while place < QUANTUM:
            if self._line is None:
                rest = min(self._rest, QUANTUM - place)
                self._rest -= rest
                place += rest
                if place == QUANTUM or not self._due:
                    return
                place = max(place, round(self._due[0][2]) - start)
                if place >= QUANTUM:
                    return
                self._begin(start + place, score - (1 - place / QUANTUM) * SECONDS)
            place += self._add_line(out, place, gain)

    def _begin(self, sample: int, heard: float) -> None:
        cue, planned, _ = self._due.popleft()
        self.spoken.append(Spoken(cue, planned, round(heard, 4), sample))
        self._line, self._said = self._clips[cue], 0

    def _add_line(self, out: Samples, place: int, gain: Gain) -> int:
        """Add what fits of the line; returns the samples that are filled by it."""
        line = self._line if self._line is not None else _NONE
        part = min(QUANTUM - place, len(line) - self._said)
        work, fade = self._work[0, :part], self._work[1, :part]
        np.multiply(RISE[place : place + part], gain[1] - gain[0], out=work)
        work += gain[0]
        if self._leaves:
            np.multiply(RISE[place : place + part], self._fades[1] - self._fades[0], out=fade)
            fade += self._fades[0]
            work *= fade
        work *= line[self._said : self._said + part]
        out[:, place : place + part] += work
        self._said += part
        left = self._leaves and self._fades[1] == 0.0
        if left or self._said >= len(line):
            self._line, self._rest = None, 0 if left else round(PAUSE_SECONDS * RATE)
            self._leaves, self._fades = False, (1.0, 1.0)
        return QUANTUM - place if left else part


RISE = (np.arange(1, QUANTUM + 1) / QUANTUM).astype(np.float32)
_NONE = np.zeros(0, np.float32)
