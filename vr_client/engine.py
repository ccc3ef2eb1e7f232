"""Leads a practice by its score: which cue is said, how far the breath is, what the place shows, when it ends."""

from __future__ import annotations

import math

from chalicelib.domain.definitions import BreathPace, Cue, Practice
from vr_client.session import Inputs, Moment, StopReason, Thing, ThingKind, Vector

FADE_SECONDS = 0.9  # 0.5-1 s: long enough to be gentle, short enough to be no blackout (platform guidelines)
WORDS_PER_SECOND = 2.2  # a slow reader's pace, so that nobody misses a caption
CAPTION_LEAST_SECONDS = 4.0
LONGEST_STEP = 0.25  # a longer gap between frames counts as a pause, not as time in the practice
DWELL_DEGREES = 7.0
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


class ScoreEngine:
    """One run of a practice. Time counts only while the headset is worn and the program is in front."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.elapsed = 0.0
        self._before: float | None = None
        self._said = 0
        self._looked: list[float] = [0.0] * max(LEAVES, len(OBJECTS))
        self._stop: StopReason | None = None
        self._stopped_for = 0.0

    def stop(self, reason: StopReason) -> None:
        self._stop = self._stop or reason

    def moment(self, now: float, inputs: Inputs) -> Moment:
        step = 0.0 if self._before is None else min(max(now - self._before, 0.0), LONGEST_STEP)
        self._before = now
        if inputs.exit:
            self.stop("stopped-by-person")
        paused = not (inputs.focused and inputs.tracked)
        if self._stop:
            self._stopped_for += step
        elif not paused:
            self.elapsed = min(self.elapsed + step, self.practice.length_seconds)
            if self.elapsed >= self.practice.length_seconds:
                self._stop = "finished"
        begun = self._begun()
        return Moment(
            elapsed_seconds=self.elapsed,
            phase=self._phase(),
            scene=self.practice.scene,
            caption=self._caption(),
            breath=breath_at(self.practice.breath, self.elapsed, self.practice.length_seconds),
            light=light_at(self.practice.breath, self.elapsed, self.practice.length_seconds),
            fade=self._fade(),
            visuals=self._visuals(),
            things=self._things(step, inputs),
            cues=tuple(cue.id or f"at-{cue.at_seconds:g}" for cue in begun),
            paused=paused,
            done=self._stopped_for >= FADE_SECONDS or self._stop == "finished",
            stop_reason=self._stop,
        )

    def _begun(self) -> tuple[Cue, ...]:
        first = self._said
        while self._said < len(self.practice.cues) and self.practice.cues[self._said].at_seconds <= self.elapsed:
            self._said += 1
        return self.practice.cues[first : self._said]

    def _phase(self) -> str:
        names = [phase.id for phase in self.practice.phases if phase.at_seconds <= self.elapsed]
        return names[-1] if names else "practice"

    def _caption(self) -> str:
        if not self._said or self._stop:
            return ""
        cue = self.practice.cues[self._said - 1]
        return cue.say if self.elapsed - cue.at_seconds < reading_seconds(cue.say) else ""

    def _fade(self) -> float:
        ends_in = self.practice.length_seconds - self.elapsed
        shown = min(self.elapsed / FADE_SECONDS, ends_in / FADE_SECONDS, 1.0)
        return max(0.0, min(shown, 1.0 - self._stopped_for / FADE_SECONDS))

    def _visuals(self) -> dict[str, float]:
        """Each of the scene's changes that the score has begun, as far as it has come."""
        shown: dict[str, float] = {}
        for cue in self.practice.cues[: self._said]:
            if cue.visual:
                shown[cue.visual.id] = smooth((self.elapsed - cue.at_seconds) / cue.visual.over_seconds)
        return shown

    def _asked(self) -> Cue | None:
        """The last cue that asked the person to do something with what they see, if its phase still runs."""
        asked = [
            c for c in self.practice.cues[: self._said] if c.interact and c.interact.kind in ("dwell", "place-leaf")
        ]
        return asked[-1] if asked else None

    def _things(self, step: float, inputs: Inputs) -> tuple[Thing, ...]:
        asked = self._asked()
        if not asked or not asked.interact:
            return ()
        since = self.elapsed - asked.at_seconds
        there = leaves(since) if asked.interact.kind == "place-leaf" else objects(since)
        chosen_in = asked.interact.seconds
        seen = []
        for n, thing in enumerate(there):
            looked = self._looked[n]
            if looked < chosen_in:
                near = angle_between(inputs.looking, thing.at) < math.radians(DWELL_DEGREES)
                looked = looked + step if near and not inputs.select else chosen_in if near else max(0.0, looked - step)
                self._looked[n] = looked
            seen.append(
                Thing(thing.kind, thing.at, thing.radius, min(1.0, looked / chosen_in), thing.opacity, thing.turn)
            )
        return tuple(seen)


def breath_at(pace: BreathPace | None, elapsed: float, length: float) -> float:
    """How full the guide's breath is, 0 to 1; it turns round softly, with no hold. A half where there is no guide."""
    if pace is None or not guided(pace, elapsed, length):
        return 0.5 if pace is None else 0.0
    cycle = pace.in_seconds + pace.out_seconds
    into = (elapsed - pace.from_seconds) % cycle
    share = into / pace.in_seconds if into < pace.in_seconds else 1 - (into - pace.in_seconds) / pace.out_seconds
    return 0.5 - 0.5 * math.cos(math.pi * share)


def light_at(pace: BreathPace | None, elapsed: float, length: float) -> float:
    """How much of the breath's light shows: it comes in three seconds before the guide, and goes in three after it."""
    if pace is None:
        return 0.0
    until = pace.to_seconds or length
    return smooth((elapsed - pace.from_seconds + 3) / 3) * smooth((until + 3 - elapsed) / 3)


def guided(pace: BreathPace, elapsed: float, length: float) -> bool:
    return pace.from_seconds <= elapsed < (pace.to_seconds or length)


def reading_seconds(text: str) -> float:
    """How long a caption stays: time for a slow reader to read it, and a moment more."""
    return max(CAPTION_LEAST_SECONDS, len(text.split()) / WORDS_PER_SECOND + 2.0)


def smooth(share: float) -> float:
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
