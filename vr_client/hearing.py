"""The sound of one run: a mixer and a loudspeaker, or silence with a reason; it never stops a session."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from chalicelib.domain.definitions import Practice
from vr_client.levels import Follow, Levels, Wanted
from vr_client.loudspeaker import Loudspeaker, NoSound, Opener, SoundReport, open_device
from vr_client.mixer import FADE_SECONDS, Mixer
from vr_client.narration import read_narration
from vr_client.session import Moment, Vector


class Hearing:
    """`follow` once a frame, `close` at the end. `problems` are for the person; captions go on without sound."""

    def __init__(
        self, practice: Practice, levels: Levels, voice: Mapping[str, Path] | None = None, opener: Opener = open_device
    ) -> None:
        """`voice`: cue → its sound file; a cue without one has its caption."""
        self.problems: list[str] = []
        self.mixer: Mixer | None = None
        self._speaker: Loudspeaker | None = None
        if levels.sound == "off":
            return
        narration = read_narration(voice if voice and levels.voice_gain else {})
        self.problems += narration.problems[:1]
        self.mixer = Mixer(practice, narration, levels)
        speaker = Loudspeaker(self.mixer, opener)
        self.mixer.ahead = speaker.seconds_ahead
        try:
            speaker.open()
            self._speaker = speaker
        except NoSound as problem:
            self.problems.append(str(problem))
            self.mixer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def follow(self, moment: Moment, looking: Vector | None = None, pulse: float | None = None) -> None:
        """What is shown now, and the direction of the look."""
        if self.mixer:
            yaw = math.degrees(math.atan2(looking[0], -looking[2])) if looking else 0.0
            self.mixer.follow(moment, yaw, pulse)

    def change(
        self,
        sound: Wanted | None = None,
        voice: float | None = None,
        place: float | None = None,
        follow: Follow | None = None,
    ) -> None:
        """Another setting in the middle of a session; it comes softly."""
        if self.mixer:
            wanted = {"sound": sound, "voice": voice, "place": place, "follow": follow}
            self.mixer.levels = replace(self.mixer.levels, **{k: v for k, v in wanted.items() if v is not None})  # type: ignore[arg-type]

    @property
    def problem(self) -> str:
        """What the person should know now; empty: nothing."""
        return (self._speaker.problem if self._speaker else "") or " ".join(self.problems)

    def close(self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        """Let it fade out (under a second), then stop. Twice does no harm."""
        if not self.mixer or not self._speaker:
            return
        until = clock() + FADE_SECONDS + self._speaker.seconds_ahead
        self.mixer.levels = Levels("off")
        while clock() < until and not (self.mixer.silent or self._speaker.problem):
            sleep(0.02)
        sleep(0.0 if self._speaker.problem else self._speaker.seconds_ahead)
        self._speaker.close()
        self.mixer = None

    def report(self) -> SoundReport:
        if self._speaker:
            return self._speaker.report()
        return SoundReport(device="", problem=" ".join(self.problems))
