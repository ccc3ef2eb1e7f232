"""The voice of kept practices: fetched ahead, checked by hash, and never in the way of a practice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from vr_client.packages import Packages, read_package
from vr_client.server import Answer, Unreachable
from vr_client.voices import Clip, Voices, listed

WORDS = {name: f"the sound of {name}".encode() for name in ("hello", "breathe", "end")}


def clip(name: str) -> Clip:
    sha256 = hashlib.sha256(WORDS[name]).hexdigest()
    return Clip(name, sha256, f"v1/sounds/{hashlib.sha256(name.encode()).hexdigest()}")


CLIPS = [clip(name) for name in WORDS]


@dataclass
class Server:
    """Hands out the invented clips; may lose the network, or change a byte."""

    answers_left: int = 100
    wrong: str = ""
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def sound(self, path: str) -> Answer:
        if self.answers_left == 0:
            raise Unreachable("The programme cannot be reached now. Is the network on?")
        self.answers_left -= 1
        self.asked.append(path)
        name = next(one.cue for one in CLIPS if one.href == path)
        return Answer(self.status, WORDS[name] + (b"!" if name == self.wrong else b""))


def test_every_line_is_fetched_once_and_found_by_its_cue(tmp_path: Path) -> None:
    voices, server = Voices(tmp_path / "voices"), Server()

    assert voices.fetch(server, CLIPS).fetched == 3
    again = voices.fetch(server, CLIPS)

    assert (again.fetched, again.kept, again.missing, len(server.asked)) == (0, 3, 0, 3)
    assert {cue: path.read_bytes() for cue, path in voices.files(CLIPS).items()} == WORDS


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_a_network_that_goes_away_leaves_what_is_there_and_the_rest_comes_later(answers: int, tmp_path: Path) -> None:
    voices = Voices(tmp_path / "voices")

    first = voices.fetch(Server(answers_left=answers), CLIPS)
    assert (first.fetched, first.missing) == (answers, 3 - answers)
    assert "network" in first.problem

    assert voices.fetch(Server(), CLIPS).missing == 0
    assert len(voices.files(CLIPS)) == 3


def test_a_line_with_one_wrong_byte_is_not_kept(tmp_path: Path) -> None:
    voices = Voices(tmp_path / "voices")
    done = voices.fetch(Server(wrong="breathe"), CLIPS)
    assert (done.fetched, done.missing) == (2, 1)
    assert sorted(voices.files(CLIPS)) == ["end", "hello"]
    assert voices.fetch(Server(status=404), CLIPS).missing == 1


def test_a_line_that_was_changed_on_the_disk_is_not_played_and_is_fetched_again(tmp_path: Path) -> None:
    voices = Voices(tmp_path / "voices")
    voices.fetch(Server(), CLIPS)
    (tmp_path / "voices" / f"{CLIPS[0].sha256}.mp3").write_bytes(b"another voice")

    assert sorted(voices.files(CLIPS)) == ["breathe", "end"]
    assert voices.fetch(Server(), CLIPS).fetched == 1


def test_a_line_that_no_practice_has_any_more_goes(tmp_path: Path) -> None:
    voices = Voices(tmp_path / "voices")
    voices.fetch(Server(), CLIPS)
    assert voices.fetch(Server(), CLIPS[:1]).removed
    assert [path.stem for path in (tmp_path / "voices").iterdir()] == [CLIPS[0].sha256]


def test_a_full_disk_is_told_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_place: Path, _body: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vr_client.voices.write_whole", full)
    done = Voices(tmp_path).fetch(Server(), CLIPS)
    assert (done.fetched, done.missing) == (0, 3)
    assert "No space left" in done.problem


@pytest.mark.parametrize(
    "told",
    [
        None,
        "a text",
        [{"cue": "x"}],
        [{"cue": "x", "sha256": "../../etc/passwd", "href": "v1/sounds/" + "0" * 64}],
        [{"cue": "x", "sha256": "0" * 64, "href": "https://elsewhere.example/v1/sounds/" + "0" * 64}],
        [{"cue": "", "sha256": "0" * 64, "href": "v1/sounds/" + "0" * 64}],
        [7],
    ],
)
def test_only_what_has_the_shape_of_a_clip_is_asked_for(told: Any) -> None:
    assert listed(told) == ()


def test_a_practice_tells_its_lines_and_is_whole_without_them(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "practices")
    assert packages.voice() == []
    with pytest.raises(Exception, match="not as it was sent"):
        read_package(b'{"narration": []}')
    good = listed([{"cue": one.cue, "sha256": one.sha256, "href": one.href, "seconds": 2.0} for one in CLIPS])
    assert list(good) == CLIPS
