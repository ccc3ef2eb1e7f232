"""Connecting a headset, practices kept ahead, and runs going up: against a server that can break. All invented."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.domain.content import version_of
from chalicelib.domain.definitions import Practice
from chalicelib.usecases.signing import hash_of_lines
from vr_client.packages import PackageRefused, Packages, read_package, sender
from vr_client.pairing import Code, Keyring, NotPaired, TokenFile, ask, open_vault, wait_for_token
from vr_client.runs import NotTaken
from vr_client.server import Answer, HttpServer, NotConnected, Unreachable

PRACTICE = Practice.model_validate(
    {
        "id": "breathing",
        "title": "Breathing",
        "length_seconds": 60,
        "scene": "quiet-lake",
        "cues": [{"id": "sit", "at_seconds": 0.5, "say": "Sit as you like. Así."}],
    }
)
VERSION = "a" * 64


def told(practice: Practice = PRACTICE, **changes: Any) -> dict[str, Any]:
    score = practice.model_dump(mode="json") | changes.pop("score", {})
    hashes = {"version": VERSION, "score_version": version_of(practice)}
    return {"id": practice.id, "module_id": "m", "score": score, "adapted": [], **hashes, **changes}


@dataclass
class Fake:
    """Answers by path, in order; the last one goes on. An exception is raised instead."""

    answers: dict[str, list[Any]]
    sent: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def _next(self, path: str) -> Answer:
        waiting = self.answers[path]
        one = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(one, Exception):
            raise one
        status, body = one
        return Answer(status, body if isinstance(body, bytes) else json.dumps(body).encode())

    def get(self, path: str) -> Answer:
        return self._next(path)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.sent.append((path, body, headers))
        return self._next(path)


# --- pairing --------------------------------------------------------------------------------------

CODE = Code("WDJB-MJHT", "https://stillpath.example/devices", "secret", 5.0, 600.0)


@dataclass
class Time:
    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def waited(*answers: Any) -> tuple[str, Time]:
    time = Time()
    fake = Fake({"v1/devices/token": list(answers)})
    return wait_for_token(fake, CODE, time.clock, time.sleep).token, time


def error(name: str) -> tuple[int, dict[str, str]]:
    return 400, {"error": name, "error_description": "invented"}


GOOD = (200, {"access_token": "sph_x", "token_type": "Bearer", "expires_in": 1})


def test_a_code_is_asked_for_and_shown() -> None:
    body = {
        "device_code": "secret",
        "user_code": "WDJB-MJHT",
        "verification_uri": CODE.address,
        "interval": 5,
        "expires_in": 600,
    }
    fake = Fake({"v1/devices/authorize": [(200, body)]})
    assert ask(fake) == CODE
    assert parse_qs(fake.sent[0][1].decode())["scope"] == ["practices"]


@pytest.mark.parametrize("answer", [(400, {"detail": "no"}), (200, {"user_code": "x"}), (200, {"expires_in": "soon"})])
def test_an_answer_without_a_code_is_told(answer: Any) -> None:
    with pytest.raises(NotPaired):
        ask(Fake({"v1/devices/authorize": [answer]}))


def test_the_token_comes_when_the_patient_has_confirmed() -> None:
    assert waited(error("authorization_pending"), error("authorization_pending"), GOOD)[0] == "sph_x"


def test_slow_down_is_honoured_from_then_on() -> None:
    _, time = waited(error("authorization_pending"), error("slow_down"), error("authorization_pending"), GOOD)
    assert time.slept == [5, 5, 10, 10]


def test_a_network_that_comes_and_goes_ends_nothing_and_is_not_pressed() -> None:
    token, time = waited(Unreachable("x"), Unreachable("x"), GOOD)
    assert token == "sph_x"
    assert time.slept == [5, 10, 20]


@pytest.mark.parametrize("name", ["access_denied", "expired_token", "invalid_grant", "what", ""])
def test_a_refusal_says_what_to_do(name: str) -> None:
    with pytest.raises(NotPaired):
        waited(error(name))


def test_nobody_waits_longer_than_the_code_lasts() -> None:
    time = Time()
    with pytest.raises(NotPaired, match="run out"):
        wait_for_token(Fake({"v1/devices/token": [error("authorization_pending")]}), CODE, time.clock, time.sleep)
    assert time.now <= 600


def test_a_token_file_is_for_this_user_alone(tmp_path: Path) -> None:
    vault = TokenFile(tmp_path / "token.json")
    vault.put("https://a.example/", "sph_a")
    vault.put("https://b.example/", "sph_b")
    assert stat.S_IMODE((tmp_path / "token.json").stat().st_mode) == 0o600
    vault.forget("https://a.example/")
    assert (vault.get("https://a.example/"), vault.get("https://b.example/")) == ("", "sph_b")


class Ring:
    """A system's keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def test_a_keyring_keeps_and_forgets_a_token() -> None:
    vault = Keyring(Ring())
    vault.put("https://a.example/", "sph_a")
    assert vault.get("https://a.example/") == "sph_a"
    vault.forget("https://a.example/")
    vault.forget("https://a.example/")
    assert vault.get("https://a.example/") == ""


@pytest.mark.parametrize(("ring", "kind"), [(Ring(), Keyring), (object(), TokenFile)])
def test_where_there_is_no_keyring_a_file_is_used(
    ring: object, kind: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", ring)
    assert isinstance(open_vault(tmp_path), kind)


# --- packages -------------------------------------------------------------------------------------


def listing(*ids: str) -> tuple[int, dict[str, Any]]:
    cards = [{"id": i, "title": i, "version": VERSION, "devices": ["vr"], "new": 1} for i in ids]
    vr = {"allowed": True, "reason": "", "longest_seconds": 600, "daily_seconds": 1800}
    return 200, {"practices": cards, "screening": "all", "left_out": 0, "vr": vr}


def server(**practices: Any) -> Fake:
    return Fake(
        {
            "v1/practices": [listing(*practices)],
            **{f"v1/practices/{name}": [answer] for name, answer in practices.items()},
        }
    )


def test_prescribed_practices_play_without_a_network(tmp_path: Path) -> None:
    kept = Packages(tmp_path)
    assert kept.fetch(server(breathing=(200, told()))).fetched == ["breathing"]
    again = Packages(tmp_path)
    assert again.open("breathing").practice == PRACTICE
    assert again.open("breathing").version == VERSION
    assert again.permission().access.allowed


def test_every_single_wrong_byte_on_the_disk_is_refused(tmp_path: Path) -> None:
    kept = Packages(tmp_path)
    kept.fetch(server(breathing=(200, told())))
    file = tmp_path / "breathing.package"
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(PackageRefused, match="damaged"):
            kept.open("breathing")
    file.write_bytes(whole[:-20])
    with pytest.raises(PackageRefused, match="damaged"):
        kept.open("breathing")


@pytest.mark.parametrize(
    "body",
    [
        told(score={"title": "Another"}),
        told(score_version="0" * 64),
        told(version="b" * 64),
        told(id="another"),
        {"id": "breathing"},
        [1],
        b"{",
    ],
)
def test_a_practice_that_is_not_as_it_was_sent_never_reaches_the_disk(tmp_path: Path, body: Any) -> None:
    kept = Packages(tmp_path)
    done = kept.fetch(server(breathing=(200, body)))
    assert done.fetched == []
    assert "again" in done.refused["breathing"]
    assert kept.kept() == []


def test_a_practice_newer_than_this_program_says_so_and_leaves_the_others_alone(tmp_path: Path) -> None:
    from vr_client.packages import hash_of

    newer = PRACTICE.model_dump(mode="json") | {"id": "newer", "scents": ["pine"]}
    body = {"id": "newer", "version": VERSION, "score": newer, "score_version": hash_of(newer)}
    kept = Packages(tmp_path)
    done = kept.fetch(server(newer=(200, body), breathing=(200, told())))
    assert "Update the program" in done.refused["newer"]
    assert kept.kept() == ["breathing"]


def test_the_hash_is_the_servers_own(tmp_path: Path) -> None:
    assert read_package(json.dumps(told()).encode()).practice == PRACTICE


def test_what_is_no_longer_prescribed_goes(tmp_path: Path) -> None:
    kept = Packages(tmp_path)
    kept.fetch(server(breathing=(200, told())))
    assert kept.fetch(server()).removed == ["breathing"]
    with pytest.raises(PackageRefused, match="not kept here"):
        kept.open("breathing")


def test_without_a_network_what_was_kept_stays(tmp_path: Path) -> None:
    kept = Packages(tmp_path)
    kept.fetch(server(breathing=(200, told())))
    with pytest.raises(Unreachable):
        kept.fetch(Fake({"v1/practices": [Unreachable("x")]}))
    half = Fake({"v1/practices": [listing("breathing")], "v1/practices/breathing": [Unreachable("x")]})
    with pytest.raises(Unreachable):
        kept.fetch(half)
    assert kept.open("breathing").practice == PRACTICE


def test_a_headset_that_was_removed_is_told_to_connect_again(tmp_path: Path) -> None:
    with pytest.raises(NotConnected, match="pair"):
        Packages(tmp_path).fetch(Fake({"v1/practices": [(401, {})]}))


def test_before_the_first_download_nothing_may_begin(tmp_path: Path) -> None:
    assert not Packages(tmp_path).permission().access.allowed


@pytest.mark.parametrize("name", ["../token", "list", "a/b", ""])
def test_a_name_that_is_no_practice_opens_no_file(tmp_path: Path, name: str) -> None:
    kept = Packages(tmp_path)
    kept.fetch(server(breathing=(200, told())))
    with pytest.raises(PackageRefused):
        kept.open(name)


# --- signatures -----------------------------------------------------------------------------------


def jwk_and_signed(said: dict[str, Any]) -> tuple[dict[str, str], str]:
    """A programme's key, made for the test, and what it signed."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(private.public_key()))
    return public, jwt.PyJWS().encode(json.dumps(said).encode(), private, algorithm="ES256")


LINES = [{"cue": "sit", "sha256": "c" * 64, "href": f"v1/sounds/{'d' * 64}"}]
SAID = {
    "id": "breathing",
    "version": VERSION,
    "score_version": version_of(PRACTICE),
    "narration": hash_of_lines([]),
}


def test_a_signed_practice_is_taken_and_checked_again_when_it_is_opened(tmp_path: Path) -> None:
    key, signature = jwk_and_signed(SAID)
    kept = Packages(tmp_path, key)
    assert kept.fetch(server(breathing=(200, told(signature=signature)))).fetched == ["breathing"]
    assert kept.open("breathing").practice == PRACTICE
    other, _ = jwk_and_signed(SAID)
    with pytest.raises(PackageRefused, match="signature"):
        Packages(tmp_path, other).open("breathing")


def changed() -> dict[str, Any]:
    """A practice that somebody on the way put other words into; the hash is right again, the signature is not."""
    score = PRACTICE.model_copy(update={"title": "Another"})
    return told(score)


@pytest.mark.parametrize("signature", [None, "", "not.a.signature", "eyJhbGciOiJub25lIn0.e30."])
def test_a_practice_without_the_programmes_signature_is_not_played(tmp_path: Path, signature: str | None) -> None:
    key, _ = jwk_and_signed(SAID)
    done = Packages(tmp_path, key).fetch(server(breathing=(200, told(signature=signature))))
    assert "signature" in done.refused["breathing"]


def test_a_practice_that_was_changed_on_the_way_is_not_played(tmp_path: Path) -> None:
    key, signature = jwk_and_signed(SAID)
    done = Packages(tmp_path, key).fetch(server(breathing=(200, changed() | {"signature": signature})))
    assert "signature" in done.refused["breathing"]


def test_the_signature_of_another_programme_is_none(tmp_path: Path) -> None:
    key, _ = jwk_and_signed(SAID)
    _, foreign = jwk_and_signed(SAID)
    assert Packages(tmp_path, key).fetch(server(breathing=(200, told(signature=foreign)))).fetched == []


def test_the_lines_that_are_spoken_are_signed_too(tmp_path: Path) -> None:
    key, signature = jwk_and_signed(SAID | {"narration": hash_of_lines([("sit", "c" * 64)])})
    spoken = told(signature=signature, narration=LINES)
    assert Packages(tmp_path, key).fetch(server(breathing=(200, spoken))).fetched == ["breathing"]
    for other in ([], [LINES[0] | {"sha256": "e" * 64}], [LINES[0] | {"cue": "stand"}], LINES * 2, [{}], "sit"):
        with pytest.raises(PackageRefused):
            read_package(json.dumps(spoken | {"narration": other}).encode(), key)


def test_a_programme_that_signs_nothing_is_held_to_hashes(tmp_path: Path) -> None:
    assert Packages(tmp_path).fetch(server(breathing=(200, told(signature=None)))).fetched == ["breathing"]


# --- runs go up ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ((422, {"detail": "x"}), NotTaken),
        ((404, {"detail": "x"}), NotTaken),
        ((401, {}), NotConnected),
        ((409, {}), Unreachable),
        ((200, b"<html>sign in to this network</html>"), Unreachable),
    ],
)
def test_what_the_server_answers_decides_whether_a_run_waits(answer: Any, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        sender(Fake({"v1/practice-runs": [answer]}))("r1", b"{}")


def test_a_run_goes_up_under_its_own_id() -> None:
    fake = Fake({"v1/practice-runs": [(201, {"id": "e"})]})
    sender(fake)("r1", b"{}")
    assert fake.sent[0][2]["Idempotency-Key"] == "r1"


# --- over a real connection -------------------------------------------------------------------------


@pytest.fixture
def address() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = {"/ok": 200, "/moved": 302, "/broken": 500, "/gone": 404}[self.path]
            body = json.dumps({"token": self.headers.get("Authorization", "")}).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/ok")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_the_token_goes_along_and_nowhere_else(address: str) -> None:
    here = HttpServer(address, "sph_x")
    assert here.get("ok").json() == {"token": "Bearer sph_x"}
    assert here.get("moved").status == 302, "a redirect is not followed"
    assert here.get("gone").status == 404
    with pytest.raises(Unreachable):
        here.get("broken")


def test_a_server_that_is_not_there_is_told_in_plain_words() -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        HttpServer("http://127.0.0.1:9/").get("ok")


@pytest.mark.parametrize("url", ["http://stillpath.example/", "ftp://localhost/", "stillpath.example"])
def test_practices_and_records_go_over_https_alone(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        HttpServer(url)
