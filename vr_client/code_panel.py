"""The code that connects a headset, shown in VR or in a window while somebody enters it on the web."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vr_client.controls import Action
from vr_client.engine import FADE_SECONDS, LONGEST_STEP
from vr_client.frames import Frame, RuntimeGone
from vr_client.glcontext import GlContext, WindowContext, drawing_on
from vr_client.headset import Headset
from vr_client.painter import Painter
from vr_client.session import Code, Moment
from vr_client.views import centred_on
from vr_client.window import Window

SCENE = "quiet-lake"
Ended = Literal["done", "left", "gone"]


@dataclass
class CodePanel:
    """A calm place with the code in it, a frame at a time; fades in, and out once nothing is waited for."""

    code: str
    address: str
    seconds_left: Callable[[], float]
    waiting: Callable[[], bool]
    _before: float | None = None
    _shown: float = 0.0
    left: bool = False

    def moment(self, seconds: float, exit_pressed: bool) -> Moment:
        """What to show at a time on a steady clock."""
        step = 0.0 if self._before is None else min(max(seconds - self._before, 0.0), LONGEST_STEP)
        self._before = seconds
        self.left = self.left or exit_pressed
        open_still = self.waiting() and not self.left
        change = step / FADE_SECONDS
        self._shown = min(1.0, self._shown + change) if open_still else max(0.0, self._shown - change)
        told = Code(self.code, self.address, time_left(self.seconds_left()))
        over = not open_still and self._shown <= 0
        return Moment(0.0, "pairing", SCENE, light=0.0, fade=self._shown, code=told, done=over)


def show_code(
    gl: GlContext,
    code: str,
    address: str,
    seconds_left: Callable[[], float],
    waiting: Callable[[], bool],
    painter: Painter | None = None,
    watch: Callable[[Frame, Moment], None] | None = None,
) -> Ended:
    """Show the code until `waiting` answers no (`done`), a press on End (`left`), or the headset has gone (`gone`).

    Runs the frames in this thread, which owns `gl`; ask the server in another one. `seconds_left` and `waiting` are
    asked every frame and must answer at once; a `painter` of `gl` is used if there is one. Raises NoHeadset when there
    is none to begin with.
    """
    painter = painter or Painter(drawing_on(gl))
    painter.prepare(SCENE)
    panel, states, centred = CodePanel(code, address, seconds_left, waiting), list[str](), False
    seen: Headset | Window = Headset(gl, painter.context, states)
    if isinstance(gl, WindowContext) and gl.visible:
        seen = Window(gl, painter.context, states)
    over = False
    try:
        with seen as shown:
            for frame in shown.frames():
                if frame.eyes and (not centred or frame.recentred or Action.RECENTRE in frame.pressed):
                    painter.centre, centred = centred_on(frame.eyes[0][0]), True
                moment = panel.moment(frame.seconds, Action.EXIT in frame.pressed)
                painter.begin(moment, frame.seconds)
                for n, (view, target) in enumerate(frame.eyes):
                    painter.paint(target, view, moment, frame.masks[n] if frame.masks else None)
                if watch:
                    watch(frame, moment)
                if moment.done and not over:
                    over = True
                    shown.leave()
    except RuntimeGone:
        return "gone"
    return "left" if panel.left else "done" if over else "gone"


def time_left(seconds: float) -> str:
    """How long the code is good, in words."""
    if seconds <= 0:
        return "This code is no longer good."
    minutes = math.ceil(seconds / 60)
    return f"It is good for {minutes} more minutes." if minutes > 1 else "It is good for one more minute."
