"""Frames on the OpenXR runtime Monado: an empty loop, and a session in each place; processor time of this thread alone.

Runs inside the folder of infra/trixie.py. The packages there are none of the type checker's, hence `import_module`.
"""

from __future__ import annotations

import gc
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import Any
from unittest.mock import patch

from bench.headset_samples import Frames
from chalicelib.domain.practice import score_for

#: One practice for each place, and where in it to begin: things to look at are there, or a line is about to come.
PRACTICES = {
    "quiet-lake": ("paced-breathing", 58.0),
    "forest-clearing": ("leaves-on-a-stream", 118.0),
    "night-sky-sea": ("body-scan", 118.0),
    "quiet-room": ("five-four-three-two-one", 58.0),
}
WARM_FRAMES, FRAMES = 60, 300
LONGEST_SECONDS = 60.0
#: Drawing calls, and the call that hands a picture over, which lets the driver begin: what software rasterisers do of
#: them in this thread is counted apart. (Rasterising itself is done by threads of llvmpipe's own.)
DRAWING = (
    ("moderngl", "VertexArray.render"),
    ("moderngl", "Buffer.write"),
    ("moderngl", "Framebuffer.clear"),
    ("xr", "release_swapchain_image"),
)


class Counter:
    """Processor seconds that passed inside the calls it stands around."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*words: Any, **named: Any) -> Any:
            begin = time.thread_time()
            try:
                return call(*words, **named)
            finally:
                self.seconds += time.thread_time() - begin

        return counted

    def everywhere(self) -> ExitStack:
        """Stand around every drawing call until this is closed."""
        stack = ExitStack()
        for module, name in DRAWING:
            owner: Any = import_module(module)
            *inner, last = name.split(".")
            for part in inner:
                owner = getattr(owner, part)
            stack.enter_context(patch.object(owner, last, self.around(getattr(owner, last))))
        return stack


class Watch:
    """Called once a frame, at the same place of the loop; keeps what passed since the call before."""

    def __init__(self, counter: Counter | None = None) -> None:
        self.counter = counter or Counter()
        # room for all samples is taken before, so that keeping them takes none
        self.turn, self.drawing = array("d", bytes(8 * FRAMES)), array("d", bytes(8 * FRAMES))
        self.seen = -WARM_FRAMES
        self.blocks = 0
        self._before = self._drawn = 0.0

    @property
    def done(self) -> bool:
        return self.seen > FRAMES

    def __call__(self, *_: Any) -> None:
        now, drawn = time.thread_time(), self.counter.seconds
        if 0 < self.seen <= FRAMES:
            self.turn[self.seen - 1] = 1000 * (now - self._before)
            self.drawing[self.seen - 1] = 1000 * (drawn - self._drawn)
        if self.seen in (0, FRAMES):
            gc.collect()
            self.blocks = sys.getallocatedblocks() - self.blocks
        self.seen += 1
        self._before, self._drawn = time.thread_time(), self.counter.seconds

    def frames(self) -> Frames:
        """What was seen. Raises RuntimeError when the session ended too early."""
        if not self.done:
            raise RuntimeError(f"The session gave {max(self.seen, 0)} of {FRAMES} frames. Is Monado well?")
        turn, drawing = list(self.turn), list(self.drawing)
        return {"turn_ms": turn, "drawing_ms": drawing, "kept_blocks": self.blocks / FRAMES}


def empty_loop(gl: Any, drawing: Any) -> Frames:
    """The least that an OpenXR program does: ask for events, wait, begin and end a frame, with nothing to show."""
    xr, watch = import_module("xr"), Watch()
    with import_module("vr_client.headset").Headset(gl, drawing) as headset:
        for frame in headset.frames():  # until the session is in front; from then on, none of the program's own loop
            if frame.focused:
                break
        for _ in bare_frames(xr, headset._instance, headset._session):
            watch()
            if watch.done:
                break
    return watch.frames()


def bare_frames(xr: Any, instance: Any, session: Any) -> Iterator[None]:
    opaque = xr.EnvironmentBlendMode.OPAQUE
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        try:
            while True:
                xr.poll_event(instance)
        except xr.EventUnavailable:
            pass
        state = xr.wait_frame(session, xr.FrameWaitInfo())
        xr.begin_frame(session, xr.FrameBeginInfo())
        at = state.predicted_display_time
        xr.end_frame(session, xr.FrameEndInfo(display_time=at, environment_blend_mode=opaque, layers=[]))
        yield


def practice_of(name: str) -> Any:
    """A practice of the programme as most people hear it."""
    return score_for(import_module("vr_client.practice_files").read_practice(name), careful=False)


def session_in(scene: str, gl: Any, painter: Any) -> Frames:
    """A practice in this place as a person meets it: engine, captions, things, picture, hands, haptics."""
    name, begin = PRACTICES[scene]
    practice = practice_of(name)
    engine = import_module("vr_client.engine").ScoreEngine(practice)
    engine.elapsed = begin
    counter = Counter()
    watch = Watch(counter)
    leader = import_module("vr_client.leading").Leader(practice, gl, engine=engine, painter=painter)
    until = time.monotonic() + LONGEST_SECONDS

    def look(frame: Any, _moment: Any) -> None:
        if frame.eyes and not watch.done:
            watch()
        if watch.done or time.monotonic() > until:
            engine.stop("stopped-by-person")

    with counter.everywhere():
        leader.run(watch=look)
    return watch.frames()
