"""What each place sounds like: its layers, by the name that a practice's `sound` asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vr_client.textures import Samples, bird, bubbles, crackle, drop, noise, tones


@dataclass(frozen=True, slots=True)
class Layer:
    """One loop that sounds all the time. Levels in dB, directions in degrees to the right of straight ahead."""

    loop: Samples
    level: float
    #: how far it rises and falls with the swell (the place's own, or the breath), dB each way
    swell: float = 0.0
    #: how far it wanders by itself, dB each way, and about how slowly
    wander: float = 0.0
    wander_seconds: float = 17.0
    heading: float | None = None  # None: it is all around
    metres: float = 1.0
    roams: float = 0.0  # degrees to each side that it moves to and fro, slowly
    late: float = 0.0  # share of a swell that it lags behind (foam after the wave)
    bright: bool = False  # belongs to what makes the place bright
    turn: float | None = None  # a note: its place in the round of notes, 0-1


@dataclass(frozen=True, slots=True)
class Sprinkle:
    """Single sounds that come now and then, never at a beat."""

    sounds: Sequence[Samples]
    level: float
    every_seconds: float  # one at most in each such span
    chance: float
    headings: tuple[float, float] = (-70.0, 70.0)
    metres: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A place. `swell_seconds`: from one swell to the next while nothing else sets it."""

    layers: tuple[Layer, ...]
    sprinkles: tuple[Sprinkle, ...] = ()
    swell_seconds: float = 10.0
    level: float = 0.0  # dB; brings it to the loudness that all places have (REFERENCE_LUFS)


def lake_water(random: np.random.Generator) -> Recipe:
    return Recipe(
        layers=(
            Layer(noise(random, 23, 60, 320, 5), -10, swell=2.0, wander=1.5, wander_seconds=23),
            Layer(noise(random, 19, 250, 1100, 4), -9, swell=4.0, wander=2.5, wander_seconds=11, heading=-25, roams=20),
            Layer(noise(random, 17, 300, 1500, 4), -11, swell=4.0, wander=3.0, wander_seconds=7, heading=30, late=0.2),
            Layer(bubbles(random, 21, 7, 350, 1100), -15, swell=2.5, wander=3.0, heading=12, late=0.15),
            Layer(noise(random, 13, 1500, 5200, 6), -21, swell=4.5, wander=2.0, late=0.1, bright=True),
        ),
        sprinkles=(Sprinkle([drop(random, hz) for hz in (420, 520, 610, 700)], -21, 9, 0.55, metres=2),),
        swell_seconds=9.0,
        level=7.7,
    )


def stream(random: np.random.Generator) -> Recipe:
    return Recipe(
        layers=(
            Layer(noise(random, 29, 60, 420, 5), -9, swell=1.5, wander=1.0, wander_seconds=19),
            Layer(bubbles(random, 23, 110, 400, 1500), -5, swell=2.0, wander=1.5, wander_seconds=9, heading=-35),
            Layer(bubbles(random, 19, 80, 600, 2400), -9, swell=2.0, wander=2.0, wander_seconds=6, heading=35),
            Layer(noise(random, 17, 500, 2600, 4), -12, swell=2.0, wander=1.5, wander_seconds=13, heading=0, roams=25),
            Layer(noise(random, 13, 2200, 6500, 5), -22, swell=4.0, wander=1.5, bright=True),
        ),
        swell_seconds=11.0,
        level=4.9,
    )


def forest(random: np.random.Generator) -> Recipe:
    return Recipe(
        layers=(
            Layer(noise(random, 29, 70, 500, 5), -9, swell=2.5, wander=3.0, wander_seconds=21),
            Layer(noise(random, 23, 400, 2400, 4), -9, swell=3.5, wander=4.0, wander_seconds=17, heading=0, roams=70),
            Layer(noise(random, 19, 1800, 6000, 4), -17, swell=4.5, wander=4.0, heading=-15, roams=70, bright=True),
            Layer(bubbles(random, 17, 9, 700, 1800), -27, wander=2.0, heading=60, metres=3),
        ),
        sprinkles=(Sprinkle([bird(random) for _ in range(7)], -5, 14, 0.6, (-80.0, 80.0), metres=4),),
        swell_seconds=12.0,
        level=8.0,
    )


def sea(random: np.random.Generator) -> Recipe:
    return Recipe(
        layers=(
            Layer(noise(random, 29, 45, 180, 5), -10, swell=2.0, wander=2.0, wander_seconds=27),
            Layer(noise(random, 23, 120, 900, 5), -5, swell=5.0, wander=1.5, wander_seconds=19, heading=-20, roams=25),
            Layer(noise(random, 19, 300, 1900, 5), -10, swell=6.0, wander=1.5, heading=20, roams=25, late=0.12),
            Layer(noise(random, 17, 1600, 6000, 5), -18, swell=6.0, wander=2.0, late=0.22, bright=True),
        ),
        swell_seconds=10.0,
        level=5.7,
    )


#: A2, E3, A3, B3, E4, F#4: fifths and a ninth, with no third; no order of them makes a tune or a sad or glad key.
NOTES = (110.0, 164.81, 220.0, 246.94, 329.63, 369.99)


def soft_tones(random: np.random.Generator) -> Recipe:
    def note(n: int, hertz: float) -> Layer:
        soft = tones(random, 12, [(hertz, 1.0), (2 * hertz, 0.22), (3 * hertz, 0.07)])
        return Layer(soft, -8 - 1.4 * n, swell=1.5, turn=(n * 0.382) % 1.0)

    def overtone(n: int, hertz: float) -> Layer:
        clear = tones(random, 12, [(2 * hertz, 1.0), (4 * hertz, 0.25)])
        return Layer(clear, -23 - 1.5 * n, swell=4.5, turn=(n * 0.382 + 0.05) % 1.0, bright=True)

    return Recipe(
        layers=(
            *(note(n, hertz) for n, hertz in enumerate(NOTES)),
            *(overtone(n, hertz) for n, hertz in enumerate(NOTES[1:4])),
            Layer(noise(random, 17, 120, 700, 6), -23, swell=3.0, wander=2.0),
        ),
        swell_seconds=12.0,
        level=10.9,
    )


def room(random: np.random.Generator) -> Recipe:
    """A far sound (wind behind the window), a near one (the air of the room), and a small one (a candle)."""
    return Recipe(
        layers=(
            Layer(noise(random, 23, 60, 300, 5), -6, swell=1.0, wander=1.0, wander_seconds=29),
            Layer(noise(random, 29, 200, 900, 6), -10, swell=2.5, wander=4.0, heading=-60, roams=10, metres=2),
            Layer(crackle(random, 31, 1.4), -10, wander=2.0, heading=40),
            Layer(noise(random, 13, 900, 4000, 5), -24, swell=3.0, wander=2.0, bright=True),
        ),
        swell_seconds=13.0,
        level=10.1,
    )


#: The names that a practice may ask for; "silence" is none of them (chalicelib/domain/practice_places.py).
RECIPES: dict[str, Callable[[np.random.Generator], Recipe]] = {
    "lake-water": lake_water,
    "stream": stream,
    "forest": forest,
    "sea": sea,
    "soft-tones": soft_tones,
    "room": room,
}
