"""A practice in a window on the desktop, without a headset: the same engine and places, looked round with the mouse."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import moderngl

from vr_client.controls import Action
from vr_client.frames import Frame
from vr_client.glcontext import WindowContext
from vr_client.views import looking

DEGREES_A_PIXEL = 0.12
HIGHEST_NOD = 75.0
WIDTH_DEGREES = 84.0
TYPICAL_PERIOD = 1 / 60


class Window:
    """Frames of a desktop window, in the shape of a headset's.

    Space or a click selects, the arrows go along a row of numbers, Escape ends, R recentres, N goes to the next part.
    """

    def __init__(self, gl: WindowContext, drawing: moderngl.Context, states: list[str]) -> None:
        self.gl, self.drawing, self.states = gl, drawing, states
        self.runtime = "window"
        self._left = False
        self._pressed: set[Action] = set()
        self._nudge = 0
        self._heading, self._nod = 0.0, 0.0
        self._mouse: tuple[float, float] | None = None

    def __enter__(self) -> Window:
        glfw = self.gl.glfw
        keys = {glfw.KEY_SPACE: Action.SELECT, glfw.KEY_ESCAPE: Action.EXIT, glfw.KEY_R: Action.RECENTRE}
        keys[glfw.KEY_N] = Action.SKIP
        sides = {glfw.KEY_LEFT: -1, glfw.KEY_RIGHT: 1}

        def on_key(_window: Any, key: int, _code: int, change: int, _more: int) -> None:
            if change == glfw.PRESS and key in keys:
                self._pressed.add(keys[key])
            if change != glfw.RELEASE and key in sides:
                self._nudge = sides[key]

        def on_click(_window: Any, _button: int, change: int, _more: int) -> None:
            if change == glfw.PRESS:
                self._pressed.add(Action.SELECT)

        glfw.set_key_callback(self.gl.window, on_key)
        glfw.set_mouse_button_callback(self.gl.window, on_click)
        glfw.set_cursor_pos_callback(self.gl.window, lambda _window, x, y: self._turn(x, y))
        self.states.append("WINDOW")
        return self

    def __exit__(self, *_: object) -> None:
        self.states.append("CLOSED")

    def leave(self) -> None:
        self._left = True

    def shake(self, strength: float, seconds: float) -> None:
        """A desktop has nothing to feel."""

    def frames(self) -> Iterator[Frame]:
        glfw, window = self.gl.glfw, self.gl.window
        target = self.drawing.detect_framebuffer()
        before = time.monotonic()
        while not self._left:
            glfw.poll_events()
            if glfw.window_should_close(window):
                self._pressed.add(Action.EXIT)
            width, height = glfw.get_framebuffer_size(window)
            target.viewport = (0, 0, width, height)
            now = time.monotonic()
            view = looking(self._heading, self._nod, WIDTH_DEGREES, width / max(height, 1))
            pressed, self._pressed = frozenset(self._pressed), set()
            focused = not glfw.get_window_attrib(window, glfw.ICONIFIED)
            period, nudge, self._nudge = max(now - before, TYPICAL_PERIOD), self._nudge, 0
            yield Frame(now, period, [(view, target)], pressed, focused, True, False, nudge=nudge, device="desk")
            before = now
            glfw.swap_buffers(window)

    def _turn(self, x: float, y: float) -> None:
        if self._mouse:
            self._heading += (x - self._mouse[0]) * DEGREES_A_PIXEL
            nod = self._nod - (y - self._mouse[1]) * DEGREES_A_PIXEL
            self._nod = max(-HIGHEST_NOD, min(HIGHEST_NOD, nod))
        self._mouse = (x, y)
