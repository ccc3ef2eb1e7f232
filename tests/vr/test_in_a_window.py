"""With a display: a practice in a window without a headset, and a headset reached through a window's OpenGL (GLX)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import moderngl
import pytest

from infra.monado import Monado
from vr_client.controls import Action
from vr_client.window import Window


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    """A display that nobody sees, with Mesa's software OpenGL on it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    without_egl = {name: value for name, value in os.environ.items() if name != "EGL_PLATFORM"}
    yield {**without_egl, "DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1"}
    server.terminate()
    server.wait(5)


def run(environment: dict[str, str], report: Path, *more: str) -> dict[str, object]:
    words = ["run", "three-minute-space", "--seconds", "1", "--report", str(report), *more]
    done = subprocess.run(
        [sys.executable, "-m", "vr_client", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(report.read_text()))


def test_a_practice_runs_in_a_window_without_a_headset(display: dict[str, str], tmp_path: Path) -> None:
    nowhere = {**display, "XR_RUNTIME_JSON": str(tmp_path / "none.json")}

    report = run(nowhere, tmp_path / "report.json", "--window")

    assert report["runtime"] == "window"
    assert report["session_states"] == ["WINDOW", "CLOSED"]
    assert int(str(report["frames"])) > 3


def test_a_headset_is_reached_through_a_windows_opengl(
    runtime: Monado, display: dict[str, str], tmp_path: Path
) -> None:
    led = {**display, **runtime.settings}
    led.pop("EGL_PLATFORM")

    report = run(led, tmp_path / "report.json", "--graphics", "window")

    assert str(report["runtime"]).startswith("Monado")
    assert "FOCUSED" in list(report["session_states"])  # type: ignore[call-overload]
    assert int(str(report["frames"])) > 3


class Desk:
    """Keys, clicks and mouse of a desktop, pressed by hand: what GLFW would call."""

    KEY_SPACE, KEY_ESCAPE, KEY_R, KEY_N, KEY_LEFT, KEY_RIGHT, PRESS, RELEASE, REPEAT, ICONIFIED = range(10)

    def __init__(self) -> None:
        self.glfw, self.window = self, object()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("set_"):
            return lambda window, called: setattr(self, name.removeprefix("set_").removesuffix("_callback"), called)
        return {"get_framebuffer_size": lambda window: (96, 64)}.get(name, lambda *_: 0)

    def press(self, key: int, change: int = PRESS) -> None:
        self.key(self.window, key, 0, change, 0)


def test_keys_and_clicks_do_what_the_hints_say(drawing: moderngl.Context) -> None:
    desk, seen = Desk(), []
    with Window(desk, Stand(drawing), []) as window:  # type: ignore[arg-type]
        acts = [
            lambda: desk.press(desk.KEY_N),
            lambda: desk.press(desk.KEY_LEFT),
            lambda: desk.press(desk.KEY_RIGHT, desk.REPEAT),
            lambda: desk.press(desk.KEY_ESCAPE),
            lambda: desk.mouse_button(desk.window, 0, desk.PRESS, 0),
            lambda: desk.press(desk.KEY_SPACE, desk.RELEASE),
            window.leave,
        ]
        for frame in window.frames():
            seen.append((set(frame.pressed), frame.nudge, frame.device))
            acts.pop(0)()

    assert [pressed for pressed, _, _ in seen] == [
        set(), {Action.SKIP}, set(), set(), {Action.EXIT}, {Action.SELECT}, set(),
    ]  # fmt: skip
    assert [nudge for _, nudge, _ in seen] == [0, 0, -1, 1, 0, 0, 0]
    assert {device for _, _, device in seen} == {"desk"}


class Stand:
    """A drawing context whose window is a picture."""

    def __init__(self, drawing: moderngl.Context) -> None:
        self.picture = drawing.simple_framebuffer((96, 64), 4)

    def detect_framebuffer(self) -> moderngl.Framebuffer:
        return self.picture


def test_without_a_display_the_program_says_so(display: dict[str, str], tmp_path: Path) -> None:
    blind = {name: value for name, value in display.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "vr_client", "run", "three-minute-space", "--window"],
        env=blind, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "Run this in a desktop session" in done.stderr
    assert "Traceback" not in done.stderr
