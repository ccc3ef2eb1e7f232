"""The whole sound of a session: the place, and the voice over it at the times of its cues. Pull: `read(n)`.

The engine says where the score is (`follow`, once a frame); between two frames the mixer counts samples, so that a
line begins at its sample and not at its frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from chalicelib.domain.definitions import Practice
from vr_client.levels import Levels, limit
from vr_client.narration import Narration, name_of
from vr_client.session import Moment
from vr_client.soundscape import NOTHING_KNOWN, QUANTUM, SECONDS, Body, Soundscape, smooth, towards
from vr_client.speaking import Lines, Spoken
from vr_client.textures import Samples

#: Under the voice the place is softer by this, and it gives way and comes back within about so many seconds.
DUCKED_DB, GIVES_WAY_SECONDS, COMES_BACK_SECONDS = -7.0, 0.35, 1.6
#: From silence to full and back takes at least so long, whatever ends or begins (platform guidelines: 0.5-1 s).
FADE_SECONDS = 0.6
#: Further from the engine's time than this, it has skipped.
SKIPPED_SECONDS = 0.5
#: Without news from the engine the score goes on for so long: a frame may be late. Then all waits, as in a pause.
PATIENCE_SECONDS, ALONE_SECONDS = 0.25, 1.0
HASTE = 0.05  # share of the distance to the engine's time that is made up in one quantum


@dataclass(frozen=True, slots=True)
class _Told:
    """What the engine said last."""

    elapsed: float = 0.0
    runs: bool = False
    fade: float = 0.0
    ends: bool = False  # the light is going out
    paused: bool = False
    body: Body = NOTHING_KNOWN
    yaw: float = 0.0


class Mixer:
    """The sound of one practice. `follow` and `read` may be called from two threads."""

    def __init__(
        self, practice: Practice, narration: Narration | None = None, levels: Levels | None = None, seed: int = 1
    ) -> None:
        self.levels = levels or Levels()
        #: seconds between reading and hearing; lines are read so much earlier
        self.ahead = 0.0
        asked = practice.sound
        self._place = Soundscape(asked.id, seed) if asked and asked.id != "silence" and asked.level > 0 else None
        self._place_level = asked.level if asked else 0.0
        self._cues = [(cue.at_seconds, name_of(cue)) for cue in practice.cues]
        self._lines = Lines(narration.clips if narration else {})
        self._told = _Told()
        self._heard_of = self._faded = 0.0
        self._ends = False
        self._position, self._next = 0.0, 0
        # each goes from 0 to 1 and back by small steps: the place, the voice, the session itself, giving way
        self._place_fade, self._voice_fade, self._here, self._duck = 0.0, 1.0, 1.0, 0.0
        self._voice, self._ground = self.levels.voice_gain, self.levels.place_gain
        self._over, self._under = self._voice, 0.0  # gains of voice and place at the end of the last quantum
        self._voice_here = 1.0
        self._alone = -math.inf  # seconds since the engine was heard of
        self._went_back = False
        self._quanta = 0
        self._out = np.zeros((2, QUANTUM), np.float32)
        self._work = np.empty((2, QUANTUM), np.float32)
        self._left = 0  # samples of `_out` that were not read yet

    @property
    def spoken(self) -> list[Spoken]:
        """The lines that began, in their order."""
        return self._lines.spoken

    @property
    def silent(self) -> bool:
        """Whether all has faded out."""
        return self._over == self._under == 0.0

    # --- the engine's side --------------------------------------------------------------------------

    def follow(self, moment: Moment, yaw: float = 0.0, pulse: float | None = None) -> None:
        """Once a frame: what is shown now. `yaw`: where the head looks, degrees to the right; `pulse` a minute."""
        runs = moment.elapsed_seconds > self._heard_of or bool(moment.cues)
        self._heard_of = moment.elapsed_seconds
        body = NOTHING_KNOWN
        if self.levels.follow == "guide" and moment.light > 0:
            body = Body(breath=moment.breath)
        elif self.levels.follow == "measured":
            body = Body(moment.measured_breath, pulse)
        # the place comes with the light; the voice does not, or its first word would be lost
        fade = 0.0 if moment.done else moment.fade
        if fade != self._faded:
            self._ends = fade < self._faded
        self._faded = fade
        runs = runs and not moment.paused
        self._told = _Told(moment.elapsed_seconds, runs, fade, self._ends, moment.paused, body, yaw)
        self._alone = 0.0

    # --- the loudspeaker's side ---------------------------------------------------------------------

    def read(self, n: int, out: Samples | None = None) -> Samples:
        """The next `n` samples, float32 of shape (n, 2), between -1 and 1; into `out` where one is given."""
        out = np.empty((n, 2), np.float32) if out is None else out
        done = 0
        while done < n:
            if not self._left:
                self._make()
                self._left = QUANTUM
            part = min(n - done, self._left)
            begin = QUANTUM - self._left
            out[done : done + part] = self._out[:, begin : begin + part].T
            self._left -= part
            done += part
        return out

    def _make(self) -> None:
        """The next 50 ms."""
        told, out = self._told, self._out
        out.fill(0.0)
        self._go_on(told)
        over, under = self._over, self._under
        self._move_gains(told)
        if self._place and (under or self._under):
            self._place.quantum(out, (under, self._under), told.body, told.yaw)
        if over or self._over:
            self._lines.add(out, self._quanta * QUANTUM, (over, self._over), self._position)
        if self._voice_fade == 0.0:
            self._lines.forget()
        if self._here == 0.0 and not self._went_back:
            self._lines.go_back(FADE_SECONDS)
        self._went_back = self._here == 0.0
        limit(out, self._work)
        self._quanta += 1
        self._alone += SECONDS

    def _move_gains(self, told: _Told) -> None:
        step = SECONDS / FADE_SECONDS
        waits = told.paused or self._alone > ALONE_SECONDS
        self._here = towards(self._here, 0.0 if waits else 1.0, step)
        self._place_fade = towards(self._place_fade, told.fade, step)
        self._voice_fade = towards(self._voice_fade, 0.0 if told.ends else 1.0, step)
        self._voice = towards(self._voice, self.levels.voice_gain, step)
        self._ground = towards(self._ground, self.levels.place_gain, step)
        # a line that goes on after a pause comes softly; one that begins is heard from its first word on
        self._voice_here = towards(self._voice_here, 0.0 if waits else 1.0, step)
        if not waits and not self._lines.under_way:
            self._voice_here = 1.0
        here = smooth(self._here)
        self._over = self._voice * smooth(self._voice_fade) * smooth(self._voice_here)
        self._under = self._place_level * self._ground * smooth(self._place_fade) * here * self._ducked()

    def _ducked(self) -> float:
        """How much of the place is left under the voice, at the end of this quantum."""
        speaks = self._voice > 0 and (self._lines.speaks or self._about_to_speak())
        pace = GIVES_WAY_SECONDS if speaks else COMES_BACK_SECONDS
        self._duck = towards(self._duck, 1.0 if speaks else 0.0, SECONDS / pace)
        return float(10 ** (DUCKED_DB / 20 * smooth(self._duck) * min(1.0, 2 * self._voice)))

    def _about_to_speak(self) -> bool:
        if not self._told.runs or self._next >= len(self._cues):
            return False
        at, cue = self._cues[self._next]
        return self._lines.has(cue) and at - self._position < GIVES_WAY_SECONDS

    # --- the score's time ---------------------------------------------------------------------------

    def _go_on(self, told: _Told) -> None:
        """Move the score on by one quantum; lines whose time has come are due."""
        now = told.elapsed + self.ahead
        if abs(now - self._position) > SKIPPED_SECONDS:
            self._skip(told.elapsed, now)
        if not told.runs or self._position > now + PATIENCE_SECONDS:
            return
        step = SECONDS + HASTE * (now - self._position)
        end = self._position + step
        while self._next < len(self._cues) and self._cues[self._next][0] < end:
            at, cue = self._cues[self._next]
            self._next += 1
            into = max(0.0, at - self._position) / step
            self._lines.due(cue, at, (self._quanta + into) * QUANTUM)
        self._position = end

    def _skip(self, elapsed: float, now: float) -> None:
        """What lies between is not said; a line under way ends softly."""
        self._position = now
        first = next((n for n, (at, _) in enumerate(self._cues) if at >= elapsed - SECONDS), len(self._cues))
        if first > self._next:
            self._next = first
            self._lines.leave()
