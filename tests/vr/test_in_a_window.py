"""With a display: a practice in a window without a headset, and a headset reached through a window's OpenGL (GLX)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.monado import Monado


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


def test_without_a_display_the_program_says_so(display: dict[str, str], tmp_path: Path) -> None:
    blind = {name: value for name, value in display.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "vr_client", "run", "three-minute-space", "--window"],
        env=blind, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "Run this in a desktop session" in done.stderr
    assert "Traceback" not in done.stderr
