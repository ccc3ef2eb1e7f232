"""How the lines of a practice are laid in time over the tone of the breath, with a speaker who buzzes."""

from __future__ import annotations

import io
import wave
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra import narrate

RATE = 100
#: -6 dBFS.
HALF = narrate.FULL * 10 ** (-6 / 20)
TONE = round(narrate.TONE * narrate.FULL)


def buzz(text: str) -> array[int]:
    """A voice that is as loud as can be; the text is how many samples it takes."""
    return array("h", (narrate.FULL if n % 2 else -narrate.FULL for n in range(int(text))))


def score(*lines: tuple[float, int], length: int = 60, breath: dict[str, float] | None = None) -> dict[str, Any]:
    said = [{"at_seconds": at, "say": str(samples)} for at, samples in lines]
    return {"lines": said, "length_seconds": length, "breath": breath}


def loud(sound: array[int]) -> list[tuple[int, int]]:
    """Where somebody speaks: (first sample, the one after the last)."""
    found: list[tuple[int, int]] = []
    for n, sample in enumerate(sound):
        if abs(sample) > 2 * TONE:
            found = [*found[:-1], (found[-1][0], n + 1)] if found and found[-1][1] == n else [*found, (n, n + 1)]
    return found


def test_each_line_is_heard_at_its_time_and_nothing_between() -> None:
    sound = narrate.narrated(score((1, 200), (10, 300)), buzz, RATE)
    assert loud(sound) == [(100, 300), (1000, 1300)]
    assert len(sound) == 60 * RATE
    assert not any(sound[300:1000])


def test_a_line_that_runs_into_the_next_is_said_to_its_end_and_the_next_waits() -> None:
    sound = narrate.narrated(score((1, 500), (3, 100)), buzz, RATE)
    wait = 600 + round(narrate.PAUSE * RATE)
    assert loud(sound) == [(100, 600), (wait, wait + 100)]


def test_the_last_line_is_not_cut_at_the_end_of_the_score() -> None:
    sound = narrate.narrated(score((59, 400)), buzz, RATE)
    assert loud(sound) == [(5900, 6300)]
    assert len(sound) == 6300


def test_a_line_without_a_sound_does_no_harm() -> None:
    assert not any(narrate.narrated(score((1, 0), (2, 0)), buzz, RATE))


def test_the_tone_is_soft_follows_the_breath_and_ends_with_it() -> None:
    breath = {"in": 4.0, "out": 6.0, "from": 5.0, "to": 48.0}
    sound = narrate.narrated(score((50, 100), breath=breath), buzz, 1000)
    assert not any(sound[:5000])
    assert not any(sound[48000:50000])
    for begin in (5000, 15000, 25000):
        full = max(map(abs, sound[begin + 3800 : begin + 4200]))
        empty = max(map(abs, sound[begin + 9800 : begin + 10000]))
        assert TONE * 0.9 < full <= TONE
        assert empty < TONE * 0.02
    assert abs(sound[47999]) <= TONE * 0.01


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 59), st.integers(0, 900)), min_size=1, max_size=8),
    st.none() | st.floats(20, 60).map(lambda to: {"in": 4.0, "out": 6.0, "from": 3.0, "to": to}),
)
def test_whatever_the_lines_nothing_overlaps_or_is_too_loud(
    lines: list[tuple[float, int]], breath: dict[str, float] | None
) -> None:
    lines.sort()
    sound = narrate.narrated(score(*lines, breath=breath), buzz, RATE)
    assert max(map(abs, sound)) <= HALF
    spoken = loud(sound)
    assert sum(end - start for start, end in spoken) == sum(samples for _, samples in lines)
    assert all(
        round(at * RATE) <= start for (at, n), (start, _) in zip([x for x in lines if x[1]], spoken, strict=True)
    )


def test_the_file_is_a_mono_wav_and_nothing_half_made_is_left(tmp_path: Path) -> None:
    narrate.write(tmp_path / "a.wav", array("h", [0, 1000, -1000]), 22050)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        assert array("h", file.readframes(9)).tolist() == [0, 1000, -1000]
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_a_machine_without_the_voice_is_told_to_bring_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_voice() -> None:
        raise ImportError

    monkeypatch.setattr(narrate, "piper", no_voice)
    monkeypatch.setattr("sys.stdin", io.StringIO("{}"))
    assert narrate.main([str(tmp_path / "a.wav")]) == narrate.CANNOT
    assert "Run `make setup`" in capsys.readouterr().err
    assert not (tmp_path / "a.wav").exists()
