"""Sessions on the OpenXR runtime Monado: life cycle, frames, loss, and every practice played for a while."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import moderngl
import numpy as np
import pytest
import xr

from infra.monado import Monado, monado
from vr_client import leading
from vr_client.engine import ScoreEngine
from vr_client.glcontext import EglContext
from vr_client.headset import Frame, Headset, RuntimeGone
from vr_client.leading import Leader
from vr_client.painter import Painter
from vr_client.practice_files import FOLDER, read_practice
from vr_client.session import Moment
from vr_client.sitting import Sitting

WHOLE_LIFE = [
    "IDLE",
    "READY",
    "SYNCHRONIZED",
    "VISIBLE",
    "FOCUSED",
    "VISIBLE",
    "SYNCHRONIZED",
    "STOPPING",
    "IDLE",
    "EXITING",
]
PRACTICES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def fail_in_mid_frame(headset: Headset) -> None:
    for _ in headset.frames():
        raise ZeroDivisionError


def kill_after_five_frames(service: Monado, headset: Headset) -> None:
    with headset:
        for n, _ in enumerate(headset.frames()):
            if n == 5:
                service.kill()


def command(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vr_client", *words],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.usefixtures("runtime")
@pytest.mark.parametrize("practice", PRACTICES)
def test_every_practice_plays_and_is_seen_by_both_eyes(gl: EglContext, painter: Painter, practice: str) -> None:
    leader = Leader(read_practice(practice), gl, painter=painter)
    eyes: list[np.ndarray] = []

    def look(frame: Frame, moment: Moment) -> None:
        if frame.eyes and not eyes and moment.elapsed_seconds > 1.2:
            eyes.extend(np.frombuffer(target.read(components=3), np.uint8) for _, target in frame.eyes)

    report = leader.run(seconds=1.3, watch=look)

    assert len(eyes) == 2
    assert all(eye.std() > 5 and eye.mean() > 8 for eye in eyes)
    assert (eyes[0] != eyes[1]).any()
    assert report.session_states == WHOLE_LIFE
    assert report.stop_reason == "stopped-by-person"
    assert report.frames > 5
    assert report.cues[0].planned_seconds == 0
    assert report.cues[0].real_seconds <= 1.5 / 60


@pytest.mark.usefixtures("runtime")
def test_a_reader_that_stops_in_mid_frame_leaves_no_frame_unfinished(gl: EglContext, drawing: moderngl.Context) -> None:
    with Headset(gl, drawing) as headset:
        for n in range(3):
            for frame in headset.frames():
                if frame.eyes:
                    frame.eyes[0][1].clear(0.1 * n, 0.2, 0.3)
                    break
        with pytest.raises(ZeroDivisionError):
            fail_in_mid_frame(headset)
        after = sum(1 for frame, _ in zip(headset.frames(), range(10), strict=False) if frame.eyes)

    assert after == 10
    assert headset.states == WHOLE_LIFE


@pytest.mark.usefixtures("runtime")
def test_the_session_runs_to_its_own_end(gl: EglContext, painter: Painter) -> None:
    practice = read_practice("three-minute-space")
    engine = ScoreEngine(practice)
    engine.elapsed = practice.length_seconds - 0.7

    report = Leader(practice, gl, engine=engine, painter=painter).run()

    assert report.stop_reason == "finished"
    assert report.practised_seconds == practice.length_seconds


def test_a_runtime_that_dies_is_noticed_and_the_record_kept(
    runtime: Monado, gl: EglContext, drawing: moderngl.Context
) -> None:
    with monado(frames_per_second=60) as second:
        before = dict(os.environ)
        os.environ.update(second.settings)
        try:
            headset = Headset(gl, drawing)
            with pytest.raises(RuntimeGone):
                kill_after_five_frames(second, headset)
        finally:
            os.environ.update({name: before[name] for name in second.settings if name in before})

    assert headset.states[-1] == "LOST"
    assert "FOCUSED" in headset.states or "VISIBLE" in headset.states
    assert runtime.process.poll() is None


def test_a_session_goes_on_where_it_stood_when_the_runtime_comes_back(
    runtime: Monado, gl: EglContext, painter: Painter
) -> None:
    practice = read_practice("paced-breathing")
    leader = Leader(practice, gl, painter=painter)
    with ExitStack() as services:
        first = services.enter_context(monado(frames_per_second=60))
        before = dict(os.environ)
        os.environ.update(first.settings)

        def watch(frame: Frame, moment: Moment) -> None:
            if moment.elapsed_seconds > 0.5 and not leader.reconnected and first.process.poll() is None:
                first.kill()
                os.environ.update(services.enter_context(monado(frames_per_second=60)).settings)

        try:
            report = leader.run(seconds=1.5, watch=watch)
        finally:
            os.environ.update({name: before[name] for name in first.settings})

    assert report.reconnected == 1
    assert report.practised_seconds >= 1.5
    assert [cue.id for cue in report.cues] == ["settle"], "said once, not again"
    assert report.session_states.count("FOCUSED") == 2
    assert "LOST" in report.session_states
    assert report.session_states[-1] == "EXITING"


def test_a_runtime_that_stays_away_ends_the_session_and_its_record_says_so(
    runtime: Monado, gl: EglContext, painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "RECONNECT_SECONDS", 0.3)
    practice = read_practice("three-minute-space")
    sitting = Sitting(practice)
    sitting.stage = "practice"  # the questions are answered
    leader = Leader(practice, gl, engine=sitting, painter=painter)
    told: list[str] = []
    leader.tell = told.append
    with monado(frames_per_second=60) as service, monkeypatch.context() as led:
        for name, value in service.settings.items():
            led.setenv(name, value)

        def watch(frame: Frame, moment: Moment) -> None:
            if moment.elapsed_seconds > 0.4:
                service.kill()

        report = leader.run(watch=watch)

    run = sitting.run(datetime(2026, 3, 2, 9, tzinfo=UTC), frames=report.frames)
    assert report.stop_reason == "headset-gone"
    assert len(told) == 1
    assert told[0].startswith("The headset's software went away. Waiting")
    assert run is not None
    assert run.stop_reason == "device"
    assert run.played_seconds
    assert run.played_seconds > 0.3
    assert runtime.process.poll() is None


def test_without_a_runtime_the_program_says_what_to_install(tmp_path: Path) -> None:
    done = command("run", "paced-breathing", XR_RUNTIME_JSON=str(tmp_path / "none.json"))

    assert done.returncode == 1
    assert "Install the software of your headset" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_running_service_the_doctor_says_so(tmp_path: Path) -> None:
    done = command("doctor", XDG_RUNTIME_DIR=str(tmp_path), XR_RUNTIME_JSON="/usr/share/openxr/1/openxr_monado.json")

    assert done.returncode == 1
    assert "ok      Graphics" in done.stdout
    assert "MISSING Headset" in done.stdout
    assert "Is it started?" in done.stdout


@pytest.mark.usefixtures("runtime")
def test_the_layers_that_watch_for_misuse_stay_silent(tmp_path: Path) -> None:
    layers = Path(xr.__file__).parent / "api_layer" / f"linux_{platform.machine()}"
    report = tmp_path / "report.json"
    done = command(
        "run", "paced-breathing", "--seconds", "1", "--sound", "off", "--report", str(report),
        STILLPATH_HEADSET_HOME=str(tmp_path),
        XR_API_LAYER_PATH=str(layers),
        XR_ENABLE_API_LAYERS="XR_APILAYER_LUNARG_core_validation:XR_APILAYER_KHRONOS_best_practices_validation",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert json.loads(report.read_text())["session_states"] == WHOLE_LIFE
    said = (done.stdout + done.stderr).splitlines()
    assert any("Core Validation Layer is initialized" in line for line in said), "the layer was on"
    assert [line for line in said if "VUID" in line and "VALID_DEBUG" not in line] == []
    assert [line for line in said if "ERROR" in line.upper() or "WARN" in line.upper()] == []
