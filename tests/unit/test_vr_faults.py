"""A headset's computer on which something breaks at every step in turn: nothing is lost, doubled or put under another's
name. The server is a stand-in that keeps what is asked of the real one; people and runs are invented."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chalicelib.domain.content import version_of
from chalicelib.domain.definitions import Practice
from chalicelib.domain.practice_run import PracticeRun
from vr_client import connected, pairing_cli
from vr_client.cli import main
from vr_client.pairing import Code, Granted, Keyring, NotPaired, TokenFile
from vr_client.pairing_shown import NotShown, wait_and_show
from vr_client.server import Answer, Unreachable
from vr_client.sessions import HOME

BASE = "https://stillpath.example/"
SOUND = b"an invented sound"
SCORE = Practice.model_validate(
    {
        "id": "breathing",
        "title": "Breathing",
        "length_seconds": 60,
        "scene": "quiet-lake",
        "cues": [{"id": "sit", "at_seconds": 0.5, "say": "Sit as you like."}],
    }
)
RUN = PracticeRun(
    practice_id="breathing",
    device="vr",
    started_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    ended_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    played_seconds=60,
    stop_reason="finished",
)


@dataclass
class Programme:
    """The server; `breaks_at`: the number of the call that finds no network, before or after it took effect."""

    patient: str = "a" * 64
    calls: int = 0
    breaks_at: int = -1
    breaks_after: bool = False
    revoked: set[str] = field(default_factory=set)
    given: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)  # run → whose
    posted: int = 0

    def answer(self, method: str, path: str, body: bytes, headers: Mapping[str, str], token: str) -> Answer:
        self.calls += 1
        broken = self.calls == self.breaks_at
        if broken and not self.breaks_after:
            raise Unreachable("no network")
        status, told = self._told(path, headers, token)
        if broken:
            raise Unreachable("no network")
        return Answer(status, told if isinstance(told, bytes) else json.dumps(told).encode())

    def _told(self, path: str, headers: Mapping[str, str], token: str) -> tuple[int, Any]:
        if path == "v1/devices/authorize":
            codes = {"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": f"{BASE}devices"}
            return 200, {**codes, "interval": 0.001, "expires_in": 600}
        if path == "v1/devices/token":
            self.given.append(f"sph_{len(self.given)}_{self.patient}")
            return 200, {"access_token": self.given[-1], "person": self.patient, "signing_key": None}
        if token not in self.given or token in self.revoked:
            return 401, {}
        if path == "v1/practices":
            vr = {"allowed": True, "reason": "", "longest_seconds": 600, "daily_seconds": 1800}
            card = {"id": "breathing", "title": "Breathing", "version": "b" * 64, "devices": ["vr"]}
            return 200, {"practices": [card], "screening": "all", "left_out": 0, "vr": vr}
        if path == "v1/practices/breathing":
            line = {"cue": "sit", "sha256": sha256(SOUND).hexdigest(), "href": f"v1/sounds/{'d' * 64}"}
            versions = {"version": "b" * 64, "score_version": version_of(SCORE)}
            return 200, {"id": "breathing", **versions, "score": SCORE.model_dump(mode="json"), "narration": [line]}
        if path.startswith("v1/sounds/"):
            return 200, SOUND
        self.posted += 1
        self.taken.setdefault(headers["Idempotency-Key"], token.rpartition("_")[2])
        return 201, {"id": "e"}


@pytest.fixture
def programme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Programme:
    made = Programme()

    class Line:
        """`HttpServer`, without a network."""

        def __init__(self, base_url: str, token: str = "") -> None:
            self.base_url, self._token = base_url, token

        def get(self, path: str) -> Answer:
            return made.answer("GET", path, b"", {}, self._token)

        sound = get

        def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
            return made.answer("POST", path, body, headers, self._token)

    for module in (connected, pairing_cli):
        monkeypatch.setattr(module, "HttpServer", Line)
    monkeypatch.setattr(pairing_cli.time, "sleep", lambda seconds: None)
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setitem(__import__("sys").modules, "keyring", object())  # no keyring here
    return made


def do(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def pair() -> Result:
    return do("pair", "--server", BASE)


def keep(run_id: str) -> None:
    """A session has ended."""
    connected.connection().runs().keep(run_id, RUN)


def files(tmp_path: Path, pattern: str) -> Iterator[Path]:
    return (path for path in tmp_path.rglob(pattern) if path.is_file())


# --- the network ----------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [False, True], ids=["before it arrives", "on the way back"])
@pytest.mark.parametrize("call", range(1, 8))
def test_a_network_that_goes_at_any_step_loses_and_doubles_nothing(
    programme: Programme, tmp_path: Path, call: int, after: bool
) -> None:
    programme.breaks_at, programme.breaks_after = call, after
    for _ in range(2):
        if "Connected." not in pair().output:
            assert pair().exit_code == 0, "the second try goes through"
        do("fetch")
        keep("r1")
        do("upload")
    assert do("fetch").output == "Kept here: breathing.\n"
    assert do("upload").output == "Nothing waits to be sent.\n"
    assert programme.taken == {"r1": programme.patient}
    assert len(list(files(tmp_path, "*.mp3"))) == 1


@pytest.mark.parametrize("words", [("pair", "--server", BASE), ("fetch",), ("upload",)])
def test_without_a_network_each_command_says_so_and_what_was_kept_stays(
    programme: Programme, words: tuple[str, ...]
) -> None:
    pair()
    do("fetch")
    keep("r1")
    programme.breaks_at = programme.calls + 1
    assert "no network" in do(*words).output
    assert connected.connection().packages().open("breathing").practice == SCORE
    assert connected.connection().packages().permission().access.allowed
    assert "Sent: 1." in do("upload").output


def test_a_spoken_line_with_one_wrong_byte_is_never_played_and_fetched_again(
    programme: Programme, tmp_path: Path
) -> None:
    from vr_client.sound_cli import kept_voice

    pair()
    do("fetch")
    (line,) = files(tmp_path, "*.mp3")
    line.write_bytes(b"X" + SOUND[1:])
    package = connected.connection().packages().open("breathing")
    assert kept_voice(package) == {}
    do("fetch")
    assert kept_voice(package)["sit"].read_bytes() == SOUND


# --- whose it is ----------------------------------------------------------------------------------


def test_a_record_of_one_person_never_goes_up_as_anothers(programme: Programme, tmp_path: Path) -> None:
    first, second = programme.patient, "b" * 64
    pair()
    do("fetch")
    keep("hers")
    programme.patient = second
    said = pair().output
    assert "1 more wait for another person" in said
    assert list(files(tmp_path, "*.package")) == [], "nor does anybody see the other's practices"
    assert list(files(tmp_path, "*.mp3")) == []
    keep("his")
    assert "Sent: 1." in do("upload").output
    assert programme.taken == {"his": second}
    programme.patient = first
    pair()
    assert "Sent: 1." in do("upload").output
    assert programme.taken == {"his": second, "hers": first}


def test_a_session_that_ends_after_somebody_else_connected_keeps_its_record(programme: Programme) -> None:
    pair()
    hers = connected.connection().runs()
    programme.patient = "b" * 64
    pair()
    assert pairing_cli.sent_by(hers) is None
    assert pairing_cli.sent_by(connected.connection().runs()) is not None


def test_a_power_cut_while_somebody_else_connects_leaves_no_token_under_the_wrong_name(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair()
    keep("hers")
    first, programme.patient = programme.patient, "b" * 64

    def cut(*_: Any) -> None:
        raise OSError("the power is gone")

    with monkeypatch.context() as broken:
        broken.setattr(connected, "write_whole", cut)
        assert pair().exit_code != 0
    assert "Sent: 1." in do("upload").output, "the last connection still stands"
    assert programme.taken == {"hers": first}


def test_a_headset_that_was_removed_plays_nothing_until_it_is_connected_again(programme: Programme) -> None:
    pair()
    do("fetch")
    keep("r1")
    programme.revoked.update(programme.given)
    told = do("upload").output
    assert "Waiting to be sent: 1." in told
    assert "Connect it again" in told
    assert not connected.connection().packages().permission().access.allowed
    assert "Connect it again" in do("fetch").output
    pair()
    assert "Sent: 1." in do("upload").output, "as the same person"
    do("fetch")
    assert connected.connection().packages().permission().access.allowed


def test_after_a_month_without_a_word_from_the_programme_nothing_begins(programme: Programme, tmp_path: Path) -> None:
    pair()
    do("fetch")
    (told,) = files(tmp_path, "list.package")
    for days, allowed in ((29, True), (31, False), (-400, True)):  # the last: the clock was set back
        os.utime(told, (time.time() - days * 86_400,) * 2)
        assert connected.connection().packages().permission().access.allowed is allowed


# --- the keyring ----------------------------------------------------------------------------------


class Locked:
    """A keyring that closes in the middle."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.open = True

    def _need(self) -> None:
        if not self.open:
            raise RuntimeError("locked")

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._need()
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        self._need()
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        self._need()
        del self.kept[service, name]


def test_a_keyring_that_fails_while_a_token_is_kept_loses_none(tmp_path: Path) -> None:
    ring = Locked()
    vault = Keyring(ring, TokenFile(tmp_path / "token.json"))
    ring.open = False
    vault.put("a", "sph_a")
    assert vault.get("a") == "sph_a"
    ring.open = True
    vault.put("a", "sph_b")
    assert Keyring(ring, TokenFile(tmp_path / "token.json")).get("a") == "sph_b"
    assert not (tmp_path / "token.json").read_text().count("sph_")


def test_a_keyring_that_is_locked_later_is_told_and_records_wait(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Locked()
    monkeypatch.setitem(__import__("sys").modules, "keyring", ring)
    monkeypatch.setattr(connected, "open_vault", lambda folder: Keyring(ring, TokenFile(folder / "token.json")))
    pair()
    keep("r1")
    ring.open = False
    told = do("upload")
    assert (told.exit_code, "Unlock it" in told.output) == (1, True)
    ring.open = True
    assert "Sent: 1." in do("upload").output


# --- the code in VR -------------------------------------------------------------------------------

CODE = Code("WDJB-MJHT", f"{BASE}devices", "d", 0.001, 600.0)


class Server:
    """Confirms after some tries."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def get(self, path: str) -> Answer:
        raise AssertionError(path)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.tries -= 1
        if self.tries > 0:
            return Answer(400, b'{"error": "authorization_pending"}')
        return Answer(200, b'{"access_token": "sph_x", "person": "p"}')


def watched(code: Code, window: bool, seconds_left: Callable[[], float], waiting: Callable[[], bool]) -> str:
    while waiting():
        assert 0 < seconds_left() <= 600
        time.sleep(0.001)
    return "done"


def test_the_code_is_shown_until_it_is_confirmed() -> None:
    assert wait_and_show(Server(5), CODE, False, print, watched) == Granted("sph_x", None, "p")


def test_a_press_on_end_while_the_code_is_shown_ends_the_waiting() -> None:
    with pytest.raises(NotPaired, match="ended"):
        wait_and_show(Server(10_000), CODE, False, print, lambda *_: "left")


def test_where_no_headset_is_there_the_code_on_the_terminal_is_good(capsys: pytest.CaptureFixture[str]) -> None:
    def nowhere(*_: Any) -> str:
        raise NotShown("There is no headset.")

    assert wait_and_show(Server(3), CODE, False, print, nowhere).token == "sph_x"
    assert "good all the same" in capsys.readouterr().out


# --- doctor ---------------------------------------------------------------------------------------


def test_doctor_says_whether_it_is_connected_what_is_kept_and_what_waits(programme: Programme) -> None:
    from vr_client.kept_here import kept_here

    assert "not connected yet" in dict(kept_here())["Connected"]
    pair()
    do("fetch")
    keep("r1")
    told = dict(kept_here())
    assert told["Connected"].startswith("to stillpath.example")
    assert told["breathing"].startswith("1 of 1 lines have a voice")
    assert told["Practices"] == "1 kept"
    assert told["Records"] == "1 wait to be sent"
