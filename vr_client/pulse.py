"""Pulse from a Bluetooth strap: the standard heart-rate notification, and heart-rate variability over a minute.

The layout is that of the Bluetooth GATT characteristic Heart Rate Measurement (0x2A37, Heart Rate Service 1.0, 3.1):
a byte of flags, the rate in 8 or 16 bits, energy expended if told, then R-R intervals in 1/1024 s, oldest first.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections import deque
from dataclasses import dataclass

from chalicelib.domain.practice_run import PulseSummary

SERVICE = "0000180d-0000-1000-8000-00805f9b34fb"
MEASUREMENT = "00002a37-0000-1000-8000-00805f9b34fb"
WIDE_RATE, CONTACT, CONTACT_KNOWN, ENERGY, INTERVALS = 0x01, 0x02, 0x04, 0x08, 0x10
TICKS_A_SECOND = 1024
#: RMSSD is told over a sliding minute (the usual live figure), once this share of it has intervals.
WINDOW_SECONDS, LEAST_SHARE = 60.0, 0.5
#: Intervals that no resting heart has, seconds (30-200 a minute), and jumps that are a missed or a doubled beat: more
#: than a fifth from the one before (a common filter for artefacts; Malik et al. 1989, 20 %).
SHORTEST_RR, LONGEST_RR, LARGEST_JUMP = 0.3, 2.0, 0.2


class NotAMeasurement(ValueError):
    """Bytes that are no heart-rate measurement."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One notification. `contact`: whether the strap touches skin; None: it cannot tell. `intervals` in seconds."""

    per_minute: int
    intervals: tuple[float, ...] = ()
    contact: bool | None = None
    energy_kilojoules: int | None = None


def read_measurement(raw: bytes) -> Beat:
    """A notification of 0x2A37. Raises `NotAMeasurement`."""
    try:
        flags = raw[0]
        wide = bool(flags & WIDE_RATE)
        rate = int.from_bytes(raw[1:3], "little") if wide else raw[1]
        at = 3 if wide else 2
        energy = None
        if flags & ENERGY:
            energy = int.from_bytes(raw[at : at + 2], "little")
            at += 2
    except IndexError as error:
        raise NotAMeasurement(f"{len(raw)} bytes are too few for a heart rate") from error
    if len(raw) < at or (flags & INTERVALS and (len(raw) - at) % 2):
        raise NotAMeasurement(f"{len(raw)} bytes do not hold what their flags say")
    rest = raw[at:] if flags & INTERVALS else b""
    ticks = (int.from_bytes(rest[n : n + 2], "little") for n in range(0, len(rest), 2))
    contact = bool(flags & CONTACT) if flags & CONTACT_KNOWN else None
    return Beat(rate, tuple(tick / TICKS_A_SECOND for tick in ticks), contact, energy)


def rmssd(intervals: list[float]) -> float | None:
    """Root mean square of successive differences, milliseconds, of R-R intervals in seconds that follow each other
    (Task Force of the ESC and NASPE 1996); None with fewer than two."""
    if len(intervals) < 2:
        return None
    steps = [(b - a) * 1000 for a, b in itertools.pairwise(intervals)]
    return math.sqrt(statistics.fmean(step * step for step in steps))


class PulseSensor:
    """Follows one strap. `see` each notification; a strap without contact tells nothing."""

    def __init__(self) -> None:
        self._rates: list[int] = []
        self._beats: deque[tuple[float, float]] = deque()  # time of arrival, interval
        self._figures: list[float] = []

    def see(self, seconds: float, beat: Beat) -> None:
        """`seconds` on a steady clock."""
        if beat.contact is False or not 20 <= beat.per_minute <= 250:
            return
        self._rates.append(beat.per_minute)
        self._beats.extend((seconds, interval) for interval in beat.intervals)
        while self._beats and self._beats[0][0] < seconds - WINDOW_SECONDS:
            self._beats.popleft()
        figure = self.rmssd_ms()
        self._figures += [figure] if figure is not None else []

    def per_minute(self) -> int | None:
        return self._rates[-1] if self._rates else None

    def rmssd_ms(self) -> float | None:
        """Over the last minute, without beats that were missed or doubled; None while it is not known."""
        squares: list[float] = []
        told, before = 0.0, None
        for _, interval in self._beats:
            good = SHORTEST_RR <= interval <= LONGEST_RR
            good = good and (before is None or abs(interval - before) <= LARGEST_JUMP * before)
            if good:
                told += interval
                squares += [((interval - before) * 1000) ** 2] if before is not None else []
            before = interval if SHORTEST_RR <= interval <= LONGEST_RR else None
        if told < LEAST_SHARE * WINDOW_SECONDS or len(squares) < 2:
            return None
        return math.sqrt(statistics.fmean(squares))

    def summary(self) -> PulseSummary | None:
        """What the record keeps; None without a pulse."""
        if not self._rates:
            return None
        known = statistics.median(self._figures) if self._figures else None
        return PulseSummary(
            mean_per_minute=round(statistics.fmean(self._rates), 1),
            lowest_per_minute=min(self._rates),
            highest_per_minute=max(self._rates),
            rmssd_ms=round(min(known, 1000.0), 1) if known is not None else None,
        )
