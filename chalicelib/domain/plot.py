"""Measures column: where the points and bands of a plot lie. A drawing is 320 wide, as the narrowest screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

#: The drawing, and the field in it that values lie in: left, top, right, bottom.
WIDTH, HEIGHT = 320, 202
LEFT, TOP, RIGHT, BOTTOM = 30, 12, 308, 160


class Reading(NamedTuple):
    at: datetime
    value: float


class Point(NamedTuple):
    x: float
    y: float


class Stripe(NamedTuple):
    """A band behind the points; `number` counts from the lowest."""

    label: str
    y: float
    height: float
    number: int


class Plot(NamedTuple):
    points: list[Point]
    stripes: list[Stripe]
    ticks: list[tuple[float, float]]
    """(value, y) of the lines that are labelled."""

    @property
    def line(self) -> str:
        """The points as an SVG polyline takes them."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)


def plot(readings: Sequence[Reading], low: float, high: float, bands: Sequence[tuple[str, float, float]] = ()) -> Plot:
    """Readings in order of time on a scale from `low` to `high`; a band is (label, lowest, highest value).

    Raises ValueError when `low` is not below `high`.
    """
    if low >= high:
        raise ValueError("the scale has no height")

    def y(value: float) -> float:
        inside = min(max(value, low), high)
        return round(BOTTOM - (inside - low) / (high - low) * (BOTTOM - TOP), 1)

    ordered = sorted(bands, key=lambda band: band[1])
    # whole numbers touch: a band reaches up to where the next begins
    tops = [following[1] for following in ordered[1:]] + [high] * bool(ordered)
    stripes = [
        Stripe(label, y(top), round(y(start) - y(top), 1), number)
        for number, ((label, start, _end), top) in enumerate(zip(ordered, tops, strict=True))
    ]
    ticks = [(value, y(value)) for value in dict.fromkeys([low, *(start for _, start, _ in ordered), high])]
    return Plot([Point(x, y(one.value)) for x, one in zip(_across(readings), readings, strict=True)], stripes, ticks)


def _across(readings: Sequence[Reading]) -> list[float]:
    """Where each reading lies from left to right, by time; one alone stands in the middle."""
    if not readings:
        return []
    first, span = readings[0].at, (readings[-1].at - readings[0].at).total_seconds()
    inset = 8  # room for the dots
    width = RIGHT - LEFT - 2 * inset
    return [
        round(LEFT + inset + (width * (one.at - first).total_seconds() / span if span else width / 2), 1)
        for one in readings
    ]
