"""Small things to look at: five on the table of the quiet room, leaves on the stream, and where a look goes."""

from __future__ import annotations

import math

from vr_client.session import Thing, ThingKind, Vector

OBJECTS: tuple[tuple[ThingKind, Vector, float], ...] = (
    ("pebbles", (-1.04, -0.60, -1.50), 0.15),
    ("lantern", (-0.60, -0.545, -1.80), 0.21),
    ("apple", (0.02, -0.635, -1.58), 0.11),
    ("cup", (0.56, -0.625, -1.74), 0.12),
    ("candle", (1.04, -0.59, -1.50), 0.16),
)  # on the table of the quiet room, whose top is 0.735 m under the eyes; a thing's foot is 0.9 of its radius down
WATER = -1.13  # metres; the stream's surface under the eyes (GROUND in frame.glsl), and half a leaf
LEAF_SECONDS = 26.0  # from one side to the other
LEAVES = 5


def smooth(share: float) -> float:
    """From 0 to 1 with a soft beginning and end; what lies outside stays at its end."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


def objects(since: float) -> tuple[Thing, ...]:
    """Five things to see, side by side at one to two metres; they come one after the other."""
    return tuple(
        Thing(kind, at, radius, opacity=smooth((since - n * 0.8) / 1.5)) for n, (kind, at, radius) in enumerate(OBJECTS)
    )


def leaves(since: float) -> tuple[Thing, ...]:
    """Leaves that drift from left to right on the stream, each on its own way round."""
    drifting = []
    for n in range(LEAVES):
        along = (since / LEAF_SECONDS + n / LEAVES) % 1.0
        x = -2.6 + 5.2 * along
        z = stream_middle(x) + 0.30 * math.sin(n * 2.4) + 0.06 * math.sin(since * 0.35 + n)
        shown = smooth(along * 8) * smooth((1 - along) * 8) * smooth(since / 3)
        drifting.append(Thing("leaf", (x, WATER, z), 0.12, opacity=shown, turn=n * 1.7 + 0.12 * since))
    return tuple(drifting)


def stream_middle(x: float) -> float:
    """Where the stream of the forest clearing runs (bank_of in forest-clearing.frag), metres behind the eyes."""
    return -2.15 + 0.16 * math.sin(0.8 * x + 0.6) + 0.08 * math.sin(2.1 * x)


def angle_between(direction: Vector, at: Vector) -> float:
    """Radians between a look and a place."""
    length = math.sqrt(sum(c * c for c in at)) or 1.0
    return math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(direction, at, strict=True)) / length)))
