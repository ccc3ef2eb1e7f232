"""The real local voice says a real practice: heard where lines are, and only the soft tone where none is."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import pytest

from chalicelib.authoring.preview.state import look
from chalicelib.authoring.preview.voice import local_narrator, score_of
from chalicelib.domain.practice import score_for
from infra import narrate
from tests.content import MODULES


def test_a_practice_is_said_aloud_in_time(tmp_path: Path) -> None:
    programme = look(MODULES).programme
    assert programme is not None
    practice = next(one for one in programme.practices if one.id == "paced-breathing")
    score = score_of(score_for(practice, careful=True))
    local_narrator(score, tmp_path / "breathing.wav")
    with wave.open(str(tmp_path / "breathing.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        rate = file.getframerate()
        sound = array("h", file.readframes(file.getnframes()))
    assert len(sound) / rate == pytest.approx(score["length_seconds"], abs=3)
    assert max(map(abs, sound)) <= narrate.FULL * 10 ** (-6 / 20)

    def peak(begin: float, end: float) -> int:
        return max(map(abs, sound[round(begin * rate) : round(end * rate)]))

    tone = round(narrate.TONE * narrate.FULL)
    times = [line["at_seconds"] for line in score["lines"]]
    assert times
    quiet = 0
    for at, after in zip(times, [*times[1:], score["length_seconds"]], strict=True):
        assert peak(at, at + 2) > 4 * tone, f"nobody speaks at {at} s"
        quiet += peak(after - 0.5, after) <= tone + 1
    # most lines leave a silence before the next; there nothing is heard but the tone
    assert quiet > len(times) / 2
