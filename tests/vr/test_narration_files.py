"""The voice's files, and the sound of a whole practice written for its author."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
import pytest

from chalicelib.domain.definitions import Practice
from chalicelib.domain.practice import score_for
from vr_client.levels import Levels
from vr_client.loudness import integrated
from vr_client.narration import VOICE_LUFS, NotASound, decoded, files_in, read_narration, trimmed
from vr_client.practice_files import read_practice
from vr_client.preview import write_preview
from vr_client.sound_figures import figures
from vr_client.sound_preview import write_sound
from vr_client.textures import RATE

#: 0.3 s of silence, 0.6 s of a tone of 440 Hz, 0.2 s of silence; mono, 22 kHz.
LINES = Path(__file__).parent / "data"


def space() -> Practice:
    return score_for(read_practice("three-minute-space"), careful=False)


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A folder in which every second cue has its line, as MP3."""
    folder = tmp_path / "voice"
    folder.mkdir()
    for cue in space().cues[::2]:
        shutil.copy(LINES / "line.mp3", folder / f"{cue.id}.mp3")
    return folder


@pytest.mark.parametrize("kind", ["mp3", "ogg", "flac"])
def test_every_kind_of_file_is_the_same_line(kind: str) -> None:
    line = trimmed(decoded(LINES / f"line.{kind}"))

    assert len(line) / RATE == pytest.approx(0.6 + 0.02 + 0.2, abs=0.06), "the silence before it is gone"
    loud = np.flatnonzero(np.abs(line) > 0.15)
    assert loud[0] / RATE < 0.05
    spectrum = np.abs(np.fft.rfft(line))
    assert np.argmax(spectrum) * RATE / len(line) == pytest.approx(440, abs=3)
    assert line[0] == 0
    assert abs(line[-1]) < 0.001


def test_a_wav_is_read_too(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes((np.sin(np.arange(4800) / 10) * 9000).astype("<i2").tobytes())
    assert len(decoded(tmp_path / "a.wav")) == 4800


@pytest.mark.parametrize("body", [b"", b"not a sound at all", b"ID3\x04" + bytes(400)])
def test_a_damaged_file_is_named_and_its_line_has_a_caption_only(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "arrive.mp3").write_bytes(body)
    shutil.copy(LINES / "line.mp3", tmp_path / "other.mp3")

    read = read_narration({"arrive": tmp_path / "arrive.mp3", "other": tmp_path / "other.mp3"})

    assert list(read.clips) == ["other"]
    assert "arrive.mp3" in read.problems[0]
    assert "Make or fetch it again" in read.problems[0]
    with pytest.raises(NotASound):
        decoded(tmp_path / "gone.mp3")


def test_files_are_found_by_the_cues_names(voice: Path) -> None:
    found = files_in(voice, space())
    assert list(found) == [cue.id for cue in space().cues[::2]]
    assert files_in(voice / "nowhere", space()) == {}


def test_a_line_of_silence_does_no_harm() -> None:
    assert len(trimmed(np.zeros(4800, np.float32))) == 0


def test_the_sound_of_a_practice_is_written_whole_with_its_figures(voice: Path, tmp_path: Path) -> None:
    told: dict[str, Any] = write_sound(space(), tmp_path / "out", files_in(voice, space()))

    with wave.open(str(tmp_path / "out" / "sound.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        assert file.getnframes() == space().length_seconds * RATE
        sound = np.frombuffer(file.readframes(RATE * 60), "<i2").reshape(-1, 2) / 32768
    for line in told["lines"]:
        assert abs(line["heard_seconds"] - line["planned_seconds"]) <= 0.05
    assert [line["id"] for line in told["lines"]] == [cue.id for cue in space().cues[::2]]
    assert told["captions_only"] == [cue.id for cue in space().cues[1::2]]
    assert -40 < told["loudness_lufs"] <= VOICE_LUFS
    assert told["peak_dbtp"] <= -1
    assert abs(integrated(sound.astype(np.float32)) - told["loudness_lufs"]) < 6


def test_a_practice_can_be_previewed_without_any_sound(drawing: moderngl.Context, tmp_path: Path) -> None:
    silent = write_preview(space(), drawing, tmp_path / "silent", levels=Levels("off"))
    assert silent.sound is None
    assert "sound" not in json.loads(silent.timeline.read_text())
    assert not (tmp_path / "silent" / "sound.wav").exists()


def test_the_command_writes_pictures_sound_and_times(voice: Path, tmp_path: Path) -> None:
    words = [
        "preview",
        "three-minute-space",
        "--out",
        str(tmp_path / "out"),
        "--voice",
        str(voice),
        "--follow",
        "guide",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "vr_client", *words], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "sound.wav" in done.stdout
    about = json.loads((tmp_path / "out" / "preview.json").read_text())
    assert about["sound"]["place"] == "lake-water"
    assert len(about["sound"]["lines"]) == len(space().cues[::2])


def test_the_figures_of_the_bench_are_those_of_a_light_program() -> None:
    found = figures(space())

    assert found.cue_error_ms <= 50
    assert found.kept_bytes_per_block < 64
    assert found.peak_bytes < 50_000
    assert found.mix_seconds_per_minute < 6
