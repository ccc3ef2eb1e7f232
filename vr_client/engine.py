"""Leads a practice by its score: which cue is said, how far the breath is, what the place shows, when it ends."""

from __future__ import annotations

import math

from chalicelib.domain.definitions import BreathPace, Cue, Practice
from vr_client.session import Inputs, Moment, StopReason, Thing
from vr_client.things import LEAVES, OBJECTS, angle_between, leaves, objects, smooth

FADE_SECONDS = 0.9  # 0.5-1 s: long enough to be gentle, short enough to be no blackout (platform guidelines)
WORDS_PER_SECOND = 2.2  # a slow reader's pace, so that nobody misses a caption
CAPTION_LEAST_SECONDS = 4.0
LONGEST_STEP = 0.25  # a longer gap between frames counts as a pause, not as time in the practice
DWELL_DEGREES = 7.0


class ScoreEngine:
    """One run of a practice. Time counts only while the headset is worn and the program is in front.

    `fades_in`: false where the place is there already. `elapsed`: seconds of the score; `played`: without what was
    skipped.
    """

    def __init__(self, practice: Practice, fades_in: bool = True) -> None:
        self.practice = practice
        self.fades_in = fades_in
        self.elapsed = 0.0
        self.played = 0.0
        self._lost_for = 0.0
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
        self._watch_tracking(step, inputs)
        if self._stop:
            self._stopped_for += step
        elif not paused:
            self._go_on(step)
            if inputs.skip:
                self._skip()
        begun = self._begun()
        return Moment(
            elapsed_seconds=self.elapsed,
            phase=self.phase(),
            scene=self.practice.scene,
            caption=self._caption(),
            breath=breath_at(self.practice.breath, self.elapsed, self.practice.length_seconds),
            light=light_at(self.practice.breath, self.elapsed, self.practice.length_seconds),
            fade=self._fade(),
            visuals=self.visuals(),
            things=self._things(step, inputs),
            cues=tuple(cue.id or f"at-{cue.at_seconds:g}" for cue in begun),
            paused=paused,
            done=self._stopped_for >= FADE_SECONDS or self._stop == "finished",
            stop_reason=self._stop,
        )

    def _go_on(self, step: float) -> None:
        before = self.elapsed
        self.elapsed = min(self.elapsed + step, self.practice.length_seconds)
        self.played += self.elapsed - before
        if self.elapsed >= self.practice.length_seconds:
            self._stop = "finished"

    def _watch_tracking(self, step: float, inputs: Inputs) -> None:
        """Lost for too long while it is worn, the place no longer stands still: the session ends."""
        self._lost_for = self._lost_for + step if inputs.focused and not inputs.tracked else 0.0
        if self._lost_for >= self.practice.stop.tracking_lost_seconds:
            self.stop("tracking-lost")

    def _skip(self) -> None:
        """On to the next phase; its own lines are said, those in between are not. Nothing comes after the last."""
        later = [phase.at_seconds for phase in self.practice.phases if phase.at_seconds > self.elapsed]
        if later:
            self.elapsed = later[0]
            self._said = sum(cue.at_seconds < self.elapsed for cue in self.practice.cues)

    def _begun(self) -> tuple[Cue, ...]:
        first = self._said
        while self._said < len(self.practice.cues) and self.practice.cues[self._said].at_seconds <= self.elapsed:
            self._said += 1
        return self.practice.cues[first : self._said]

    def phase(self) -> str:
        """The part of the score that runs."""
        names = [phase.id for phase in self.practice.phases if phase.at_seconds <= self.elapsed]
        return names[-1] if names else "practice"

    def _caption(self) -> str:
        if not self._said or self._stop:
            return ""
        cue = self.practice.cues[self._said - 1]
        return cue.say if self.elapsed - cue.at_seconds < reading_seconds(cue.say) else ""

    def _fade(self) -> float:
        ends_in = self.practice.length_seconds - self.elapsed
        shown = min(self.elapsed / FADE_SECONDS if self.fades_in else 1.0, ends_in / FADE_SECONDS, 1.0)
        return max(0.0, min(shown, 1.0 - self._stopped_for / FADE_SECONDS))

    def visuals(self) -> dict[str, float]:
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
