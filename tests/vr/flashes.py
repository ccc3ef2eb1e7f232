"""Counts flashes in a series of pictures, as ISO 9241-391 and WCAG 2.3.1 define them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]
LEAST_CHANGE = 0.10  # of the greatest relative luminance
DARKER_THAN = 0.80  # the darker picture of a pair
PARTS = 4  # the picture is looked at in 4 × 4 parts, each smaller than the quarter of ten degrees that would count


def luminance(picture: NDArray[np.uint8]) -> Series:
    """Relative luminance of an sRGB picture (height × width × 3), averaged over its parts."""
    c = picture.astype(np.float64) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    high, wide = light.shape[0] // PARTS, light.shape[1] // PARTS
    parts = light[: high * PARTS, : wide * PARTS].reshape(PARTS, high, PARTS, wide).mean(axis=(1, 3))
    return np.append(parts.ravel(), light.mean())


def most_flashes_in_a_second(series: Series, per_second: float) -> int:
    """The most flashes, pairs of opposite changes, that any part of the picture has within any one second."""
    return max(most_in_one(series[:, part], per_second) for part in range(series.shape[1]))


def most_in_one(light: Series, per_second: float) -> int:
    """Turning points of the light, then changes between neighbours that are large enough, then pairs a second."""
    turns = [0]
    for n in range(1, len(light)):
        if len(turns) > 1 and (light[turns[-1]] - light[turns[-2]]) * (light[n] - light[turns[-1]]) >= 0:
            turns[-1] = n
        else:
            turns.append(n)
    changes = [
        later
        for before, later in pairwise(turns)
        if abs(light[later] - light[before]) >= LEAST_CHANGE and min(light[later], light[before]) < DARKER_THAN
    ]
    return max((sum(1 for c in changes if start <= c < start + per_second) // 2 for start in changes), default=0)
