"""Breath from a controller that rests on the belly: its slow rise and fall, how full it is, how many a minute.

Only slow movement is kept (0.035 to 0.6 Hz): slower is a body that settles, faster is trembling and the headset's own
noise. Breaths are counted where the filtered movement comes up through its middle, with a dead band, so that noise on a
controller that lies still counts none. A belly controller as sensor: Rockstroh et al. 2020
(10.1007/s10055-020-00471-5).
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections import deque

from chalicelib.domain.practice_run import BreathSummary
from vr_client.session import Vector

SLOWEST_HZ, FASTEST_HZ = 0.035, 0.6
#: The trace is averaged down to this before it is filtered: ten times and more the fastest breath.
SAMPLES_A_SECOND = 15.0
#: Smallest movement that counts as a breath, metres: a belly moves some 4-20 mm at rest; a tracked controller that lies
#: still shows less than 1 mm.
SMALLEST_METRES = 0.0015
#: A controller that moves further than this is held or has slipped: it no longer rests on the belly.
LARGEST_METRES = 0.05
#: A rate is told over so long, and known only once this many breaths lie in it.
WINDOW_SECONDS, FEWEST_BREATHS = 60.0, 3
#: Full and empty are those of so long: one slow breath and a half.
FULL_SECONDS = 20.0
#: Breaths whose lengths scatter more than this (standard deviation over mean) are no breathing that can be told.
MOST_SCATTER = 0.35
LONGEST_GAP_SECONDS = 1.0
#: How often the rate is noted for the summary.
NOTED_SECONDS = 5.0


class Band:
    """Second-order Butterworth high-pass and low-pass, one after the other (bilinear transform)."""

    def __init__(self) -> None:
        self._sections = [_section(SLOWEST_HZ, high=True), _section(FASTEST_HZ, high=False)]
        self._kept = [[0.0, 0.0], [0.0, 0.0]]

    def __call__(self, value: float) -> float:
        for (b0, b1, b2, a1, a2), kept in zip(self._sections, self._kept, strict=True):
            out = b0 * value + kept[0]
            kept[0] = b1 * value - a1 * out + kept[1]
            kept[1] = b2 * value - a2 * out
            value = out
        return value


def _section(hertz: float, high: bool) -> tuple[float, float, float, float, float]:
    k = math.tan(math.pi * hertz / SAMPLES_A_SECOND)
    norm = 1 / (1 + math.sqrt(2) * k + k * k)
    b = (norm, -2 * norm, norm) if high else (k * k * norm, 2 * k * k * norm, k * k * norm)
    return (*b, 2 * (k * k - 1) * norm, (1 - math.sqrt(2) * k + k * k) * norm)


class BreathSensor:
    """Follows one controller. `see` every frame; ask `per_minute` and `fullness` whenever wanted."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self._noted, self._noted_at = 0, 0.0
        self._begin()

    def _begin(self) -> None:
        """Start the trace afresh: what came before has nothing to do with what comes now."""
        self._origin: Vector | None = None
        self._bands = (Band(), Band(), Band())
        self._sums, self._count, self._due = [0.0, 0.0, 0.0], 0, 0.0
        self._last_seen: float | None = None
        self._spread = [[0.0] * 3 for _ in range(3)]  # of the filtered movement, forgetting slowly
        self._axis: list[float] = [0.0, 1.0, 0.0]
        self._recent: deque[tuple[float, float]] = deque()
        self._size = 0.0  # mean square of the last ten seconds
        self._low = False
        self._full: float | None = None
        self._crossings: deque[float] = deque()

    def see(self, seconds: float, at: Vector) -> None:
        """Where the controller is now; `seconds` on a steady clock."""
        if self._last_seen is None or not 0 <= seconds - self._last_seen <= LONGEST_GAP_SECONDS:
            self._begin()
            self._origin, self._due = at, seconds + 1 / SAMPLES_A_SECOND
        self._last_seen = seconds
        origin = self._origin or at
        for n in range(3):
            self._sums[n] += at[n] - origin[n]
        self._count += 1
        if seconds < self._due:
            return
        mean = [total / self._count for total in self._sums]
        self._sums, self._count = [0.0, 0.0, 0.0], 0
        while self._due <= seconds:  # frames came slower than samples: the last one stands for those between
            if abs(self._sample(self._due, mean)) > LARGEST_METRES:
                self._begin()
                break
            self._due += 1 / SAMPLES_A_SECOND

    def _sample(self, seconds: float, moved: list[float]) -> float:
        kept = [band(value) for band, value in zip(self._bands, moved, strict=True)]
        for i in range(3):
            for j in range(3):
                self._spread[i][j] = self._spread[i][j] * 0.997 + kept[i] * kept[j]
        self._axis = _main_axis(self._spread, self._axis)
        value = sum(a * k for a, k in zip(self._axis, kept, strict=True))
        self._size += (value * value - self._size) / (10 * SAMPLES_A_SECOND)
        self._recent.append((seconds, value))
        while self._recent[0][0] < seconds - FULL_SECONDS:
            self._recent.popleft()
        self._count_breath(seconds, value)
        self._full = self._fullness(value) if self.per_minute() is not None else None
        if seconds >= self._noted_at + NOTED_SECONDS:
            self._noted_at, self._noted = seconds, self._noted + 1
            rate = self.per_minute()
            self.rates += [rate] if rate is not None else []
        return value

    def _count_breath(self, seconds: float, value: float) -> None:
        band = max(SMALLEST_METRES / 2, 0.4 * math.sqrt(self._size))
        self._low = self._low or value < -band
        if self._low and value > band:
            self._low = False
            self._crossings.append(self._middle_before(seconds))
        while self._crossings and self._crossings[0] < seconds - WINDOW_SECONDS:
            self._crossings.popleft()

    def _middle_before(self, seconds: float) -> float:
        """When the movement last came up through its middle, between samples."""
        later = (seconds, 1.0)
        for at, value in reversed(self._recent):
            if value <= 0:
                return at + (later[0] - at) * (-value / (later[1] - value))
            later = (at, value)
        return seconds

    def per_minute(self) -> float | None:
        """Breaths a minute over the last minute; None when it is not known."""
        if len(self._crossings) < FEWEST_BREATHS + 1 or self._last_seen is None:
            return None
        times = list(self._crossings)
        lengths = [b - a for a, b in itertools.pairwise(times)]
        mean = statistics.fmean(lengths)
        if self._last_seen - times[-1] > 2 * mean or statistics.pstdev(lengths) > MOST_SCATTER * mean:
            return None
        return 60 / mean

    def fullness(self) -> float | None:
        """How full the breath is, 0-1, within the last breaths; None when it is not known."""
        return self._full

    def _fullness(self, value: float) -> float | None:
        values = [v for _, v in self._recent]
        low, high = min(values), max(values)
        return (value - low) / (high - low) if high > low else None

    def summary(self, guide_per_minute: float | None) -> BreathSummary:
        """What the record keeps: the median rate and in how much of the time it was known; no trace."""
        measured = round(statistics.median(self.rates), 1) if self.rates else None
        return BreathSummary(
            guide_per_minute=guide_per_minute,
            measured_per_minute=measured,
            known_share=round(len(self.rates) / self._noted, 3) if self._noted else 0.0,
        )


def _main_axis(spread: list[list[float]], axis: list[float]) -> list[float]:
    """The direction of most movement (two steps of power iteration from the last one), turned to where a breath in
    goes: up, or else ahead (-z)."""
    for _ in range(2):
        grown = [sum(row[j] * axis[j] for j in range(3)) for row in spread]
        length = math.sqrt(sum(g * g for g in grown))
        if length < 1e-12:
            return axis
        axis = [g / length for g in grown]
    ahead = axis[1] if abs(axis[1]) > 0.3 else -axis[2]
    return [-a for a in axis] if ahead < 0 else axis
