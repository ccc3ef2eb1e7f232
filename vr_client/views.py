"""Where an eye is and what it sees, as plain numbers; and the place's own directions, set anew by recentring."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Quaternion = tuple[float, float, float, float]  # x, y, z, w


@dataclass(frozen=True, slots=True)
class View:
    """One eye. Metres; x right, y up, -z ahead; tangents of the angles to the edges, left and down negative."""

    position: tuple[float, float, float]
    turn: Quaternion
    left: float
    right: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the place's middle is: the person's spot and heading when they last recentred. Never tilts the horizon."""

    position: tuple[float, float, float] = (0.0, 0.0, 0.0)
    heading: float = 0.0  # radians to the left of the tracking's own ahead


def axes(turn: Quaternion) -> Numbers:
    """The viewer's right, up and back as rows."""
    x, y, z, w = turn
    return np.array(
        (
            (1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)),
            (2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)),
            (2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)),
        ),
        dtype=np.float32,
    )


def centred_on(view: View) -> Centre:
    """The centre that puts the place straight ahead of this view; only the heading counts, not nod or tilt."""
    back = axes(view.turn)[2]
    return Centre(view.position, math.atan2(float(back[0]), float(back[2])))


def seen_from(centre: Centre, position: tuple[float, float, float]) -> tuple[float, float, float]:
    """A spot of the tracking, as the place's own coordinates."""
    x, y, z = (a - b for a, b in zip(position, centre.position, strict=True))
    cos, sin = math.cos(centre.heading), math.sin(centre.heading)
    return (x * cos - z * sin, y, x * sin + z * cos)


def turned(centre: Centre, rows: Numbers) -> Numbers:
    """Directions of the tracking, as the place's own."""
    cos, sin = math.cos(centre.heading), math.sin(centre.heading)
    turned_rows = rows.copy()
    turned_rows[:, 0] = rows[:, 0] * cos - rows[:, 2] * sin
    turned_rows[:, 2] = rows[:, 0] * sin + rows[:, 2] * cos
    return turned_rows


def looking(heading: float = 0.0, nod: float = 0.0, width: float = 90.0, shape: float = 1.5) -> View:
    """A view from the middle. Degrees: heading to the right, nod upwards, width; shape is width by height."""
    half = math.tan(math.radians(width / 2))
    yaw, pitch = -math.radians(heading) / 2, math.radians(nod) / 2
    turn = (
        math.cos(yaw) * math.sin(pitch),
        math.sin(yaw) * math.cos(pitch),
        -math.sin(yaw) * math.sin(pitch),
        math.cos(yaw) * math.cos(pitch),
    )
    return View((0.0, 0.0, 0.0), turn, -half, half, half / shape, -half / shape)
