"""Playing on a device: gaps, a device that goes and comes back, none at all; and settings that are remembered."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chalicelib.domain.definitions import Practice
from vr_client import loudspeaker
from vr_client.engine import ScoreEngine
from vr_client.hearing import Hearing
from vr_client.levels import Levels
from vr_client.loudspeaker import GONE, NO_DEVICE, NO_LIBRARY, Loudspeaker, NoSound, open_device
from vr_client.session import Inputs
from vr_client.sound_settings import FILE, SoundSettings, chosen, remembered

SCORE = Practice.model_validate(
    {
        "id": "invented",
        "title": "Invented",
        "length_seconds": 60,
        "scene": "quiet-lake",
        "sound": {"id": "sea", "level": 0.5},
        "cues": [{"id": "one", "at_seconds": 0, "say": "One."}],
    }
)


class Counting:
    """A source whose samples tell their own place."""

    def __init__(self) -> None:
        self.made = 0

    def read(self, n: int, out: Any = None) -> Any:
        out = np.empty((n, 2), np.float32) if out is None else out
        out[:] = (np.arange(self.made, self.made + n, dtype=np.float32) % 1000 / 1000)[:, np.newaxis]
        self.made += n
        return out


class Device:
    """A device that asks when the test says so."""

    backend = "invented"

    def __init__(self) -> None:
        self.asks: Generator[Any, int, None] | None = None
        self.stopped: Callable[[], None] = lambda: None
        self.closed = False

    def opened(self, stopped: Callable[[], None]) -> Device:
        self.stopped = stopped
        return self

    def start(self, asks: Generator[Any, int, None]) -> None:
        self.asks = asks

    def ask(self, n: int) -> Any:
        assert self.asks
        return self.asks.send(n).copy()

    def close(self) -> None:
        self.closed = True


def until(happened: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def silent(stopped: Callable[[], None]) -> Any:
    return open_device(stopped, silent=True)


def test_every_sample_is_played_once_and_in_order() -> None:
    source, device = Counting(), Device()
    speaker = Loudspeaker(source, device.opened)
    speaker.open()
    played: list[Any] = []
    for wanted in (1440, 480, 1, 3000) * 30:
        ready = sum(map(len, played)) + wanted
        until(lambda ready=ready: source.made >= ready)  # type: ignore[misc]
        played.append(device.ask(wanted))
    speaker.close()

    whole = np.concatenate(played)
    assert np.allclose(whole[:, 0], np.arange(len(whole)) % 1000 / 1000, atol=1e-6)
    report = speaker.report()
    assert (report.gaps, report.lost, report.problem) == (0, 0, "")
    assert report.played_seconds == pytest.approx(len(whole) / 48_000, abs=0.01)
    assert device.closed


def test_a_gap_is_counted_and_has_soft_edges() -> None:
    device = Device()
    speaker = Loudspeaker(Counting(), device.opened)
    speaker.open()

    given = device.ask(48_000)  # more than lies ready
    speaker.close()

    assert speaker.gaps == 1
    assert len(given) == 48_000
    filled = int(np.flatnonzero(given[:, 0])[-1])
    assert 0.1 * 48_000 < filled < 0.4 * 48_000
    assert given[filled, 0] < 0.02


def test_a_device_that_is_unplugged_is_looked_for_again_and_the_person_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loudspeaker, "TRY_AGAIN_SECONDS", 0.05)
    devices = [Device()]

    def opener(stopped: Callable[[], None]) -> Any:
        if not devices:
            raise NoSound(NO_DEVICE)
        return devices.pop().opened(stopped)

    first = devices[0]
    speaker = Loudspeaker(Counting(), opener)
    speaker.open()
    first.stopped()  # pulled out
    until(lambda: speaker.problem == GONE)
    assert first.closed
    time.sleep(0.2)
    assert speaker.problem == GONE, "there is none yet"
    again = Device()
    devices.append(again)
    until(lambda: not speaker.problem)

    assert again.ask(100).any()
    speaker.close()
    assert speaker.report().lost == 1
    assert not speaker.report().problem


def test_a_device_that_stops_asking_counts_as_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loudspeaker, "SILENT_SECONDS", 0.1)
    speaker = Loudspeaker(Counting(), Device().opened)
    speaker.open()
    until(lambda: speaker.lost == 1)
    speaker.close()


def test_the_library_plays_a_practice_to_its_silent_device() -> None:
    engine = ScoreEngine(SCORE)
    began = time.monotonic()
    with Hearing(SCORE, Levels(), opener=silent) as hearing:
        while time.monotonic() < began + 1.2:
            hearing.follow(engine.moment(time.monotonic(), Inputs()), (0.5, 0.0, -0.8))
            time.sleep(0.014)
        hearing.change(place=0.2)
        playing = hearing.report()
    assert playing.device == "Null"
    assert 0.5 < playing.played_seconds < 1.6
    assert not hearing.problem
    assert time.monotonic() - began < 4
    hearing.close()  # twice does no harm


def test_without_a_device_the_session_goes_on_with_captions() -> None:
    def none(_stopped: Callable[[], None]) -> Any:
        raise NoSound(NO_DEVICE)

    with Hearing(SCORE, Levels(), opener=none) as hearing:
        hearing.follow(ScoreEngine(SCORE).moment(0.0, Inputs()))
        hearing.change(sound="voice")
        assert "captions only" in hearing.problem
    assert hearing.report().device == ""
    assert hearing.report().problem == NO_DEVICE


def told_of_the_device() -> str:
    """How this machine plays sound, or what it is told to do."""
    try:
        device = open_device(lambda: None)
    except NoSound as problem:
        return str(problem)
    device.close()
    return device.backend


def test_this_machine_has_a_device_or_is_told_what_to_do() -> None:
    told = told_of_the_device()
    assert told == NO_DEVICE or told in ("PulseAudio", "ALSA", "JACK", "WASAPI", "DirectSound", "WinMM", "Core Audio")
    assert told != "Null", "a device that plays to nobody is none"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(NoSound) as raised:
        open_device(lambda: None)
    assert str(raised.value) == NO_LIBRARY


def test_with_the_sound_off_no_device_is_opened() -> None:
    def never(_stopped: Callable[[], None]) -> Any:
        raise AssertionError

    with Hearing(SCORE, Levels("off"), opener=never) as hearing:
        hearing.follow(ScoreEngine(SCORE).moment(0.0, Inputs()))
    assert hearing.report().problem == ""


def test_what_somebody_chose_is_remembered_and_following_is_off_until_then(tmp_path: Path) -> None:
    assert remembered(tmp_path) == SoundSettings()
    assert SoundSettings().follow == "off"

    chosen(tmp_path, sound="voice", voice=0.5, place=None, follow=None)
    assert chosen(tmp_path, follow="guide") == SoundSettings(sound="voice", voice=0.5, follow="guide")
    assert remembered(tmp_path) == SoundSettings(sound="voice", voice=0.5, follow="guide")
    with pytest.raises(ValueError, match="less than or equal to 1"):
        chosen(tmp_path, voice=1.5)


def test_settings_that_cannot_be_read_or_kept_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")
    assert remembered(tmp_path) == SoundSettings()
    no_folder = tmp_path / FILE / "under-a-file"
    assert chosen(no_folder, sound="place").sound == "place"
