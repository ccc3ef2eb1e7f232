"""Sounds to build places from: seamless loops of noise, water and tones, and small single sounds. All from a seed.

A loop has no seam because it is made in the frequency domain, where everything repeats, or laid round a circle. None
has a part below 20 Hz, so none pushes the loudspeaker aside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

RATE = 48_000
LOWEST_HZ = 20.0
#: Every loop is made to this mean square root, so that a place is built from levels in dB.
LEVEL = 0.1
#: Different bubbles in running water; each comes back at other times and other strengths.
BUBBLES = 60


def noise(random: np.random.Generator, seconds: float, low: float, high: float, slope: float = 3.0) -> Samples:
    """Noise between two frequencies, falling by `slope` dB an octave within them (3: pink, 6: brown), 24 dB outside."""
    size = round(seconds * RATE)
    hertz = np.fft.rfftfreq(size, 1 / RATE).astype(np.float32)
    hertz[0] = 1.0
    under, over = (np.float32(low) / hertz) ** 2, (hertz / np.float32(high)) ** 2
    shape = hertz ** np.float32(-slope / 6.02) / np.sqrt((1 + under**4) * (1 + over**4))
    shape[hertz < LOWEST_HZ] = 0.0
    chance = random.standard_normal(2 * len(hertz), np.float32).view(np.complex64)
    return levelled(np.fft.irfft(shape * chance, size))


def tones(random: np.random.Generator, seconds: float, partials: Sequence[tuple[float, float]]) -> Samples:
    """Steady partials (hertz, share), each a little doubled, so that it lives. Moved to the loop's own frequencies."""
    size = round(seconds * RATE)
    spectrum = np.zeros(size // 2 + 1, np.complex128)
    for hertz, share in partials:
        place = round(hertz * seconds)
        for beside, part in ((0, 1.0), (1, 0.35), (-2, 0.25)):
            spectrum[place + beside] += share * part * np.exp(2j * np.pi * random.random())
    return levelled(np.fft.irfft(spectrum, size))


def bubbles(random: np.random.Generator, seconds: float, a_second: float, low: float, high: float) -> Samples:
    """Running water: many small bubbles, each a short tone that rises and dies away (Minnaert 1933; van den Doel 2005,
    'Physically based models for liquid sounds', 10.1145/1101530.1101554)."""
    size = round(seconds * RATE)
    around = np.zeros(size, np.float32)
    kinds = [bubble(random, float(hertz)) for hertz in np.geomspace(low, high, BUBBLES)]
    count = round(a_second * seconds)
    kind, place = random.integers(BUBBLES, size=count).tolist(), random.integers(size, size=count).tolist()
    for which, begin, share in zip(kind, place, random.uniform(0.15, 1.0, count).tolist(), strict=True):
        one = kinds[which] * np.float32(share * share)
        first = min(len(one), size - begin)
        around[begin : begin + first] += one[:first]
        around[: len(one) - first] += one[first:]
    spectrum = np.fft.rfft(around)
    spectrum[: round(LOWEST_HZ * seconds)] = 0.0
    return levelled(np.fft.irfft(spectrum, size))


def bubble(random: np.random.Generator, hertz: float, rise: float = 0.008) -> Samples:
    """One bubble of that pitch; it comes within `rise` seconds."""
    dies = 6.0 / hertz * random.uniform(1.0, 2.2) + 0.012
    t = np.arange(round((rise + 7 * dies) * RATE)) / RATE
    climbs = random.uniform(0.02, 0.12) / dies
    tone = np.sin(2 * np.pi * hertz * t * (1 + climbs * t / 2))
    return _softly(tone * np.exp(-t / dies), rise)


def drop(random: np.random.Generator, hertz: float) -> Samples:
    """A small ring on still water: two or three soft bubbles, one after the other."""
    sound = np.zeros(round(0.9 * RATE), np.float32)
    at = 0.0
    for share in (1.0, 0.5, 0.3)[: int(random.integers(2, 4))]:
        one = share * bubble(random, hertz * random.uniform(0.9, 1.15), rise=0.03)
        begin = round(at * RATE)
        sound[begin : begin + len(one)] += one[: len(sound) - begin]
        at += random.uniform(0.12, 0.22)
    return _peaked(_softly(sound, 0.03))


def bird(random: np.random.Generator) -> Samples:
    """A far bird: a few slow whistled notes that swell and fade, softened by the air between."""
    base = random.uniform(1900, 3000)
    parts: list[npt.NDArray[np.floating]] = []
    for _ in range(int(random.integers(2, 5))):
        length = random.uniform(0.14, 0.32)
        t = np.arange(round(length * RATE)) / RATE
        bend = random.uniform(-0.10, 0.10)
        pitch = base * random.choice([1.0, 1.125, 1.25, 0.8909]) * (1 + bend * t / length)
        note = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.sin(np.pi * t / length) ** 2
        parts += [note, np.zeros(round(random.uniform(0.06, 0.2) * RATE))]
    call = np.concatenate([*parts, np.zeros(round(1.2 * RATE))])
    return _peaked(_far(random, call))


def crackle(random: np.random.Generator, seconds: float, a_second: float) -> Samples:
    """The small sounds of a candle and old wood: soft, dull, few. Levelled by their peak."""
    size = round(seconds * RATE)
    around = np.zeros(size)
    for _ in range(round(a_second * seconds)):
        length = round(random.uniform(0.02, 0.05) * RATE)
        grain = random.standard_normal(length) * np.hanning(length) ** 2 * random.uniform(0.1, 1.0) ** 2
        places = (int(random.integers(size)) + np.arange(length)) % size
        around[places] += grain
    spectrum = np.fft.rfft(around)
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    spectrum *= 1 / np.sqrt((1 + (500 / np.maximum(hertz, 1.0)) ** 4) * (1 + (hertz / 2200) ** 6))
    spectrum[hertz < LOWEST_HZ] = 0.0
    return _peaked(np.fft.irfft(spectrum, size))


def _far(random: np.random.Generator, call: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Among trees: what comes straight is soft, and a dull, thick echo of a second follows it."""
    t = np.arange(RATE) / RATE
    echo = random.standard_normal(RATE) * np.exp(-t / 0.22) * np.minimum(1.0, t / 0.01)
    size = 1 << (len(call) + RATE).bit_length()  # quick to transform
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    dull = 1 / (1 + (hertz / 2600) ** 2)
    both = np.fft.rfft(call, size) * (1.0 + 0.05 * np.fft.rfft(echo, size)) * dull
    heard: npt.NDArray[np.floating] = np.fft.irfft(both, size)[: len(call)]
    return heard


def _softly(sound: npt.NDArray[np.floating], rise: float) -> Samples:
    """With a rounded beginning, and an end that comes to nothing."""
    begin, end = round(rise * RATE), round(0.01 * RATE)
    sound = sound.astype(np.float32)
    sound[:begin] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(begin) / begin)).astype(np.float32)
    sound[-end:] *= np.linspace(1, 0, end, dtype=np.float32)
    return sound


def _peaked(sound: npt.NDArray[np.floating]) -> Samples:
    """Single sounds are made to the same peak, three times the loops' level."""
    return np.asarray(sound * (3 * LEVEL / np.abs(sound).max()), np.float32)


def levelled(sound: npt.NDArray[np.floating]) -> Samples:
    """At the loops' level, without an offset."""
    sound = sound - sound.mean()
    return np.asarray(sound * (LEVEL / np.sqrt(np.mean(np.square(sound)))), np.float32)
