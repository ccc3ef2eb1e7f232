"""The sound of a place, generated as it is heard: water, wind and tones that never repeat and never start suddenly.

It may follow the breath, if the person wants: the guide's, or their own as measured; and their pulse, in the pace of
the soft tones. Periodic shifts of loudness at about six a minute, or at the listener's own breath, slowed breathing in
Leslie et al. 2019 ("Engineering Music to Slow Breathing and Invite Relaxed Physiology"); sounds of nature were liked
best and slowed it most in van Kerrebroeck & Maes 2021 (10.3389/fpsyg.2021.623110). Limits:

- What follows moves within the swing that the place has by itself (`Layer.swell`): never louder, never brighter.
- It moves at most `FASTEST` of that swing a second: no faster than a breath, so that a wrong measurement makes no jolt.
- The tones keep to 50-72 beats a minute: a fast pulse does not hurry them, as faster music hurries breath and heart
  (Bernardi et al. 2006, 10.1136/hrt.2005.064600).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np

from vr_client.sound_places import RECIPES, Layer, Recipe, Sprinkle
from vr_client.spatial import ears
from vr_client.textures import RATE, Samples

#: Samples that are made at once, 50 ms. Whatever is asked for, the sound is made in these, so it does not depend on it.
QUANTUM = 2400
SECONDS = QUANTUM / RATE
#: Loudness of every place at level 1, before a practice's own level (0.2-0.5) is taken off.
REFERENCE_LUFS = -17.0
#: Share of the whole swing a second: the guide's fastest breath (7 a minute, cosine) moves at 0.46.
FASTEST = 0.6
#: Seconds in which the place's own swell gives way to a breath that is followed, and comes back.
GIVES_WAY = 4.0
SLOWEST_BEAT, CALM_BEAT, FASTEST_BEAT = 50.0, 58.0, 72.0
#: A note comes and goes over so many beats; the pace changes by at most so much a second.
BEATS_A_ROUND = 24.0
PACE_A_SECOND = 1.0
BETWEEN_EARS = 0.43  # share of a loop that lies between the ears of what is all around: they hear no common part


@dataclass(frozen=True, slots=True)
class Body:
    """What a place may follow. None: nothing is known, or the person does not want it."""

    breath: float | None = None  # 0 empty, 1 full
    pulse: float | None = None  # beats a minute


NOTHING_KNOWN = Body()


class Soundscape:
    """One place. `quantum` makes the next 50 ms, in stereo, one row for each ear."""

    def __init__(self, name: str, seed: int = 1) -> None:
        """`name`: of RECIPES. Raises ValueError for one that there is not."""
        if name not in RECIPES:
            raise ValueError(f"There is no sound '{name}'. Sounds: silence, {', '.join(RECIPES)}.")
        self.recipe = _recipe(name, seed)
        random = np.random.default_rng([seed, 7])
        self._voices = [_Playing(layer, random) for layer in self.recipe.layers]
        self._sprinkled = [_Sprinkled(one, (seed, n)) for n, one in enumerate(self.recipe.sprinkles)]
        self._made = 0  # quanta
        self._phase = float(random.random())  # of the place's own swell, in swells
        self._round = 0.0  # of the notes, in rounds
        self._pace = CALM_BEAT
        self._swell, self._follows = 0.5, 0.0

    def quantum(self, out: Samples, gain: tuple[float, float], body: Body, yaw: float = 0.0) -> None:
        """Add the next 50 ms to `out` (2, QUANTUM), with a gain that goes from one value to the other in it."""
        self._move(body)
        level = 10 ** (self.recipe.level / 20)
        begin, end = gain[0] * level, gain[1] * level
        at = self._made * QUANTUM
        for voice in self._voices:
            voice.add(out, at, begin, end, self._amplitude(voice), yaw)
        for sprinkled in self._sprinkled:
            sprinkled.add(out, at, begin, end, yaw)
        self._made += 1

    def _move(self, body: Body) -> None:
        self._phase += SECONDS / self.recipe.swell_seconds
        wanted = 1.0 if body.breath is not None else 0.0
        self._follows = towards(self._follows, wanted, SECONDS / GIVES_WAY)
        if body.breath is not None:
            self._swell = towards(self._swell, min(max(body.breath, 0.0), 1.0), FASTEST * SECONDS)
        pace = CALM_BEAT if body.pulse is None else min(max(body.pulse, SLOWEST_BEAT), FASTEST_BEAT)
        self._pace = towards(self._pace, pace, PACE_A_SECOND * SECONDS)
        self._round += self._pace / 60 * SECONDS / BEATS_A_ROUND

    def _amplitude(self, voice: _Playing) -> float:
        layer = voice.layer
        # no two swells of a place are alike in size; those of a breath are
        own = 0.5 - 0.5 * math.cos(2 * math.pi * (self._phase - layer.late))
        own = 0.5 + (own - 0.5) * (0.75 + 0.25 * math.sin(2.4 * self._phase + voice.phases[0]))
        swell = own + (self._swell - own) * smooth(self._follows)
        decibel = layer.level + layer.swell * (2 * swell - 1) + layer.wander * voice.wandered(self._made * SECONDS)
        share = 1.0
        if layer.turn is not None:
            into = (self._round + layer.turn) % 1.0
            share = 0.12 + 0.88 * math.sin(math.pi * into) ** 2
        return share * float(10 ** (decibel / 20))


@functools.lru_cache(maxsize=len(RECIPES))
def _recipe(name: str, seed: int) -> Recipe:
    """Made once: a quarter of a second, and some 20 MB."""
    return RECIPES[name](np.random.default_rng(seed))


def towards(now: float, wanted: float, step: float) -> float:
    """A step nearer."""
    return min(wanted, now + step) if wanted > now else max(wanted, now - step)


def smooth(share: float) -> float:
    return share * share * (3 - 2 * share)


_RISE = (np.arange(1, QUANTUM + 1) / QUANTUM).astype(np.float32)


class _Playing:
    """A loop under way."""

    def __init__(self, layer: Layer, random: np.random.Generator) -> None:
        self.layer = layer
        self.phases = [float(p) for p in random.uniform(0, 2 * math.pi, 4)]
        self._size = len(layer.loop)
        self._loop = np.concatenate([layer.loop, layer.loop[:QUANTUM]])  # so that no piece goes round the end
        self._start = int(random.integers(self._size))
        self._apart = round(BETWEEN_EARS * self._size) if layer.heading is None else 0
        self._before: list[float | None] = [None, None]
        self._work = np.empty(QUANTUM, np.float32)

    def wandered(self, seconds: float) -> float:
        """-1 to 1: three slow waves with no common period."""
        t, p = 2 * math.pi * seconds / self.layer.wander_seconds, self.phases
        return 0.5 * math.sin(t + p[0]) + 0.3 * math.sin(0.618 * t + p[1]) + 0.2 * math.sin(1.47 * t + p[2])

    def add(self, out: Samples, at: int, begin: float, end: float, amplitude: float, yaw: float) -> None:
        layer = self.layer
        both = (math.sqrt(0.5), math.sqrt(0.5))
        if layer.heading is not None:
            heading = layer.heading + layer.roams * math.sin(2 * math.pi * at / RATE / 37 + self.phases[3])
            both = ears(heading, yaw, layer.metres)
        for ear in (0, 1):
            wanted = amplitude * both[ear]
            before = self._before[ear]
            first = (wanted if before is None else before) * begin
            self._before[ear] = wanted
            if first == 0.0 and wanted * end == 0.0:
                continue
            place = (at + self._start + ear * self._apart) % self._size
            work = np.multiply(_RISE, wanted * end - first, out=self._work)
            work += first
            work *= self._loop[place : place + QUANTUM]
            out[ear] += work


class _Sprinkled:
    """Single sounds under way. Each span of time has its own dice, so that the same second always sounds the same."""

    def __init__(self, kind: Sprinkle, seed: tuple[int, int]) -> None:
        self.kind, self._seed = kind, seed
        self._span = round(kind.every_seconds * RATE)
        self._thrown = -1
        self._under_way: list[tuple[int, Samples, float, float]] = []  # first sample, sound, gain, heading
        self._work = np.empty(QUANTUM, np.float32)

    def add(self, out: Samples, at: int, begin: float, end: float, yaw: float) -> None:
        if (at + QUANTUM) // self._span > self._thrown:
            self._throw((at + QUANTUM) // self._span)
        if not self._under_way:
            return
        for first, sound, gain, heading in self._under_way:
            start, stop = max(at, first), min(at + QUANTUM, first + len(sound))
            if start >= stop:
                continue
            part = slice(start - at, stop - at)
            left, right = ears(heading, yaw, self.kind.metres)
            work = np.multiply(_RISE[part], end - begin, out=self._work[part])
            work += begin
            work *= sound[start - first : stop - first]
            work *= gain * left
            out[0, part] += work
            if left > 0:
                work *= right / left
            out[1, part] += work
        self._under_way = [one for one in self._under_way if one[0] + len(one[1]) > at + QUANTUM]

    def _throw(self, span: int) -> None:
        self._thrown = span
        dice = np.random.default_rng([*self._seed, span])
        kind = self.kind
        if dice.random() > kind.chance:
            return
        sound = kind.sounds[int(dice.integers(len(kind.sounds)))]
        first = span * self._span + int(dice.random() * self._span)
        gain = 10 ** ((kind.level - float(dice.uniform(0, 6))) / 20)
        self._under_way.append((first, sound, gain, float(dice.uniform(*kind.headings))))
