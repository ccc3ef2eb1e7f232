"""The voice of a practice in the preview: made once for each score, served in parts, told where there is none."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.authoring.preview.answers import Answer, Workshop, answer
from chalicelib.authoring.preview.server import Server, part_of
from chalicelib.authoring.preview.state import Watch
from chalicelib.authoring.preview.voice import (
    ENGLISH_ONLY,
    FAILED,
    KEPT,
    MAKING,
    NO_SETUP,
    NoVoice,
    Voice,
    local_narrator,
    name_of,
    score_of,
)
from chalicelib.domain.definitions import Practice
from chalicelib.domain.practice import score_for
from tests.web.test_preview import SMALL, change, words

PAGE = "/practices/breathing"


class Speaker:
    """Writes what it was given instead of a sound, when it is let."""

    def __init__(self) -> None:
        self.scores: list[dict[str, Any]] = []
        self.may = threading.Event()
        self.may.set()
        self.trouble = ""

    def __call__(self, score: dict[str, Any], path: Path) -> None:
        self.scores.append(score)
        assert self.may.wait(10)
        if self.trouble:
            raise NoVoice(self.trouble)
        path.write_bytes(b"RIFF" + json.dumps(score).encode())


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
def desk(tmp_path: Path, speaker: Speaker) -> Workshop:
    """An author at work on a small invented programme, with a voice."""
    shutil.copytree(SMALL, tmp_path / "modules")
    return Workshop(Watch(tmp_path / "modules"), voice=Voice(speaker, tmp_path / "sounds"))


def small_practice(here: Workshop) -> Practice:
    assert here.watch.shown.programme is not None
    return here.watch.shown.programme.practices[0]


def heard(here: Workshop, page: str = PAGE) -> str:
    """Open a page of a practice and wait for its voice; returns the address of the sound."""
    voice, programme = here.voice, here.watch.shown.programme
    assert voice is not None
    assert programme is not None
    assert answer(here, "GET", page).status == 200
    name = name_of(score_for(programme.practices[0], "eyes=open" in page))
    until = time.monotonic() + 10
    while voice.told(name).state == "making" and time.monotonic() < until:
        time.sleep(0.005)
    return f"/voice/{name}"


def test_a_page_says_that_the_voice_is_being_made_and_then_plays_it(desk: Workshop, speaker: Speaker) -> None:
    speaker.may.clear()
    page = answer(desk, "GET", PAGE).body
    name = name_of(score_for(small_practice(desk), careful=False))
    assert MAKING in words(page)
    assert f'data-awaits="/voice/{name}"'.encode() in page
    assert json.loads(answer(desk, "GET", f"/voice/{name}/state").body) == {"state": "making", "words": MAKING}
    assert answer(desk, "GET", f"/voice/{name}").status == 404
    speaker.may.set()
    assert heard(desk) == f"/voice/{name}"
    assert json.loads(answer(desk, "GET", f"/voice/{name}/state").body)["state"] == "ready"
    assert f'src="/voice/{name}"'.encode() in answer(desk, "GET", PAGE).body
    given = answer(desk, "GET", f"/voice/{name}")
    assert (given.kind, given.body[:4]) == ("audio/wav", b"RIFF")


def test_the_voice_says_every_line_of_the_chosen_score(desk: Workshop, speaker: Speaker) -> None:
    heard(desk)
    heard(desk, f"{PAGE}?eyes=open")
    closed, eyes_open = speaker.scores
    assert {"at_seconds": 24, "say": "Close your eyes if you like."} in closed["lines"]
    assert {"at_seconds": 24, "say": "Rest your eyes on the water."} in eyes_open["lines"]
    assert closed["breath"] == {"in": 4, "out": 6, "from": 0, "to": 120}
    assert (eyes_open["length_seconds"], eyes_open["breath"]["to"]) == (60, 50)


def test_a_sound_is_made_once_and_anew_only_for_a_changed_line(desk: Workshop, speaker: Speaker) -> None:
    first = heard(desk)
    assert heard(desk) == first
    change(desk, "practices/breathing.yaml", "title: Breathing", "title: Slow breathing")
    assert heard(desk) == first
    assert len(speaker.scores) == 1
    change(desk, "practices/breathing.yaml", "Breathe out slowly.", "Breathe out as slowly as you like.")
    second = heard(desk)
    assert second != first
    assert len(speaker.scores) == 2
    assert answer(desk, "GET", first).status == 200
    # another run of the preview finds what this one made
    again = Speaker()
    assert desk.voice
    later = Workshop(desk.watch, voice=Voice(again, desk.voice.path("")))
    assert heard(later) == second
    assert again.scores == []


def test_only_the_latest_sounds_of_a_practice_are_kept(desk: Workshop, tmp_path: Path) -> None:
    others = [tmp_path / "sounds" / f"breathing-out-{n:012x}.wav" for n in range(KEPT + 1)]
    heard(desk)
    for path in others:
        path.write_bytes(b"of another practice")
    for n in range(KEPT + 1):
        change(desk, "practices/breathing.yaml", f"out slowly{'.' * (n + 1)}", f"out slowly{'.' * (n + 2)}")
        last = heard(desk)
    assert len(list((tmp_path / "sounds").glob("breathing-[0-9a-f]*.wav"))) == KEPT
    assert answer(desk, "GET", last).status == 200
    assert all(path.exists() for path in others)


def test_what_somebody_has_mixed_is_heard_instead(desk: Workshop, speaker: Speaker, tmp_path: Path) -> None:
    (tmp_path / "breathing.wav").write_bytes(b"RIFF")
    desk.sounds = tmp_path
    assert b'src="/sound/breathing.wav"' in answer(desk, "GET", PAGE).body
    assert speaker.scores == []


def test_another_language_has_captions_and_says_why(desk: Workshop, speaker: Speaker) -> None:
    change(desk, "programme.yaml", "language: en", "language: es")
    page = answer(desk, "GET", PAGE).body
    assert ENGLISH_ONLY in words(page)
    assert b"<audio" not in page
    assert speaker.scores == []


def test_trouble_is_told_and_another_try_is_made_when_the_page_is_opened_again(
    desk: Workshop, speaker: Speaker
) -> None:
    speaker.trouble = NO_SETUP
    sound = heard(desk)
    assert json.loads(answer(desk, "GET", f"{sound}/state").body) == {"state": "none", "words": NO_SETUP}
    speaker.trouble = ""
    heard(desk)
    assert answer(desk, "GET", sound).status == 200


def test_a_machine_without_the_local_environment_is_told_to_set_it_up(desk: Workshop, tmp_path: Path) -> None:
    with pytest.raises(NoVoice, match="make setup"):
        local_narrator(score_of(small_practice(desk)), tmp_path / "a.wav", root=tmp_path)


@pytest.mark.parametrize(("status", "told"), [(3, NO_SETUP), (1, FAILED)])
def test_what_ends_the_narrator_is_told(desk: Workshop, tmp_path: Path, status: int, told: str) -> None:
    python = tmp_path / ".local-venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\nexit {status}\n")
    python.chmod(0o755)
    with pytest.raises(NoVoice) as why:
        local_narrator(score_of(small_practice(desk)), tmp_path / "a.wav", root=tmp_path)
    assert str(why.value) == told


# --- as a browser asks for it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "status", "body", "where"),
    [
        ("", 200, b"0123456789", None),
        ("bytes=0-", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=4-6", 206, b"456", "bytes 4-6/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_a_browser_can_start_anywhere_in_a_sound(wanted: str, status: int, body: bytes, where: str | None) -> None:
    given = part_of(Answer(200, b"0123456789", "audio/wav"), wanted)
    assert (given.status, given.body, given.headers.get("Content-Range")) == (status, body, where)
    assert given.headers["Accept-Ranges"] == "bytes"
    assert part_of(Answer(200, b"page"), "bytes=1-2").body == b"page"


@pytest.fixture
def address_of(desk: Workshop) -> Iterator[http.client.HTTPConnection]:
    server = Server(desk, 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", int(server.server_address[1]), timeout=10)
    yield connection
    connection.close()
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_preview_serves_the_voice_in_parts(desk: Workshop, address_of: http.client.HTTPConnection) -> None:
    address_of.request("GET", heard(desk), headers={"Range": "bytes=0-3"})
    given = address_of.getresponse()
    assert (given.status, given.getheader("Content-Type"), given.read()) == (206, "audio/wav", b"RIFF")
