"""Sessions of the headset program on a simulated clock: an hour of them, what a frame takes, when cues come.

The leader, the engine and the painter are the real ones; frames come from a clock instead of a headset, with small
pictures. Runs inside the folder of infra/trixie.py.
"""

from __future__ import annotations

import ctypes
import gc
import random
import sys
import tracemalloc
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from bench.headset_runtime import practice_of
from bench.headset_samples import Hour

HOUR, PICTURES_A_SECOND = 3600.0, 8
REFRESH_HZ = 72
WARM_FRAMES, TRACED_FRAMES = 200, 600
PAGE = 4096


class OnAClock:
    """Stands in for a headset: frames at steady times, worn and tracked, the head never quite still.

    It moves so little that no look is an answer: check-ins are passed over, each question after its minute.
    """

    runtime = "a simulated clock"

    def __init__(self, target: Any, period: float) -> None:
        self.target, self.period, self.now = target, period, 0.0
        self.frame_type = import_module("vr_client.frames").Frame
        looking = import_module("vr_client.views").looking
        self.views = [looking(heading=turn, width=90, shape=1.0) for turn in (-1.0, -0.5, 0.0, 0.5, 1.0)]
        self.left = False

    def __enter__(self) -> Self:
        self.left = False
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def frames(self) -> Iterator[Any]:
        n = 0
        while not self.left:
            self.now += self.period
            n += 1
            view = self.views[n % len(self.views)]
            eyes = [(view, self.target), (view, self.target)]
            yield self.frame_type(self.now, self.period, eyes, frozenset(), True, True, False)

    def leave(self) -> None:
        self.left = True

    def shake(self, strength: float, seconds: float) -> None:
        """Nobody feels it."""


def led(name: str, gl: Any, painter: Any, clock: OnAClock, seconds: float | None = None, watch: Any = None) -> None:
    """Lead a practice on the clock: some seconds of it, or a whole sitting whose check-ins nobody answers."""
    practice = practice_of(name)
    engine = None if seconds else import_module("vr_client.sitting").Sitting(practice)
    leader = import_module("vr_client.leading").Leader(practice, gl, engine=engine, painter=painter)
    leader._open = lambda: clock
    ended = leader.run(seconds, watch).stop_reason
    if ended != ("stopped-by-person" if seconds else "finished"):
        raise RuntimeError(f"{name} was not led to its end on the simulated clock: {ended}.")


def an_hour(gl: Any, painter: Any, names: list[str]) -> Hour:
    """Sittings, each practice once a round, until an hour of the clock is over; two quick rounds before are no part.

    Whole rounds, since practices differ in how many captions they keep.
    """
    target = painter.context.simple_framebuffer((16, 16), 4)
    quick = OnAClock(target, 0.25)
    for name in names * 2:
        led(name, gl, painter, quick)
    clock = OnAClock(target, 1 / PICTURES_A_SECOND)
    before, blocks = held()
    while clock.now < HOUR:
        for name in names:
            led(name, gl, painter, clock)
    after, blocks_after = held()
    return {
        "seconds": clock.now,
        "frames": round(clock.now * PICTURES_A_SECOND),
        "before_mib": before,
        "after_mib": after,
        "before_blocks": blocks,
        "after_blocks": blocks_after,
    }


def held() -> tuple[float, int]:
    """MiB that this process holds, and blocks that its Python holds."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what is free goes back to the system, or chance decides how much of it counts
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * PAGE / 2**20, sys.getallocatedblocks()


def passing_bytes(gl: Any, painter: Any, name: str) -> int:
    """Most bytes that a frame takes on its way and gives back, of some hundred frames after the first."""
    most = seen = floor = 0

    def look(*_: Any) -> None:
        nonlocal most, seen, floor
        seen += 1
        if seen == WARM_FRAMES:
            tracemalloc.start()
        elif seen > WARM_FRAMES + 1:
            most = max(most, tracemalloc.get_traced_memory()[1] - floor)
        if seen >= WARM_FRAMES:
            tracemalloc.reset_peak()
            floor = tracemalloc.get_traced_memory()[0]

    clock = OnAClock(painter.context.simple_framebuffer((16, 16), 4), 1 / REFRESH_HZ)
    led(name, gl, painter, clock, (WARM_FRAMES + TRACED_FRAMES) / REFRESH_HZ, look)
    tracemalloc.stop()
    return most


def cue_frames(name: str) -> tuple[list[float], float]:
    """How late each cue of a practice is, in frames, and the practice's seconds.

    Planned times are those of the clock since the session began, so what the engine loses or gains adds up. One frame
    in twenty is one to four frames late.
    """
    practice = practice_of(name)
    engine = import_module("vr_client.engine").ScoreEngine(practice)
    inputs = import_module("vr_client.session").Inputs()
    planned = {cue.id or f"at-{cue.at_seconds:g}": cue.at_seconds for cue in practice.cues}
    dice = random.Random(5)
    now, gap, late = 0.0, 1 / REFRESH_HZ, []
    while not (moment := engine.moment(1000.0 + now, inputs)).done:
        late += [(now - planned[cue]) / gap for cue in moment.cues]
        gap = dice.choice((1, 2, 3, 4)) / REFRESH_HZ if dice.random() < 0.05 else 1 / REFRESH_HZ
        now += gap
    if len(late) != len(planned):
        raise RuntimeError(f"{name}: {len(late)} of {len(planned)} cues came.")
    return late, float(practice.length_seconds)
