"""The real local voice says a real practice: heard where lines are, and only the soft tone where none is.

It answers as OpenAI's speech endpoint does, keeping what an author wrote and nothing that was fitted to a person.
"""

from __future__ import annotations

import socket
import wave
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chalicelib.authoring.preview.state import look
from chalicelib.authoring.preview.voice import local_narrator, score_of
from chalicelib.domain.narration import Voice
from chalicelib.domain.practice import score_for
from chalicelib.llm.speech import SpeechEndpoint
from chalicelib.speech.length import seconds_of
from chalicelib.usecases.narration_ports import NarratorRefused
from infra import narrate, processes
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


JOE = Voice(engine="piper", version="1", name="joe", language="en-US", pace=1)
LINE = "Small and soft is enough. There is no hurry."


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[SpeechEndpoint]:
    """The service of the local stage, on a port of its own and with an empty cache."""
    monkeypatch.setattr(processes, "LOCAL", tmp_path)
    monkeypatch.setattr(processes, "PIDS", tmp_path / "processes.json")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("STILLPATH_SPEECH_PORT", str(port))
    program = replace(processes.speech(), port=port)
    processes.start(program)
    speaker = SpeechEndpoint(f"http://127.0.0.1:{port}/v1")
    yield speaker
    speaker.close()
    assert processes.stop(program)
    assert LINE not in processes.log_file(program).read_text()


def test_the_local_voice_answers_as_a_speech_endpoint_and_keeps_authored_lines_alone(
    endpoint: SpeechEndpoint, tmp_path: Path
) -> None:
    def kept() -> int:
        return len(list((tmp_path / "cache").rglob("*.mp3")))

    first = endpoint.say(LINE, JOE, personal=True)
    assert 2 < seconds_of(first) < 6
    assert kept() == 0
    second = endpoint.say(LINE, JOE, personal=False)
    assert kept() == 1
    assert endpoint.say(LINE, JOE, personal=False) == second
    slower = endpoint.say(LINE, JOE.model_copy(update={"pace": 0.7}), personal=False)
    assert seconds_of(slower) > 1.2 * seconds_of(second)
    with pytest.raises(NarratorRefused, match="400"):
        endpoint.say(LINE, JOE.model_copy(update={"name": "ann"}), personal=False)
    with pytest.raises(NarratorRefused, match="400"):
        endpoint.say("  ", JOE, personal=False)
