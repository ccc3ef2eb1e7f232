"""Connects this headset to a patient's programme (RFC 8628): shows a short code, and asks until it is confirmed."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from vr_client.runs import write_whole
from vr_client.server import NotConnected, Server, Unreachable, form
from vr_client.signatures import Key

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
CLIENT = "stillpath-headset"
SERVICE = "stillpath-headset"
#: A headset that is told to slow down waits so much longer (RFC 8628, 3.5). Seconds.
SLOWER_SECONDS = 5.0


class NotPaired(Exception):
    """No connection came about; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Code:
    """What the person is shown, and the secret that goes with it."""

    user_code: str
    address: str
    device_code: str
    interval: float
    expires_in: float


@dataclass(frozen=True, slots=True)
class Granted:
    """What the headset gets when the patient said yes. `key`: with what the programme signs practices; `person`: whose
    headset it is, in a word that leads nobody to them."""

    token: str
    key: Key
    person: str = ""


def ask(server: Server) -> Code:
    """Ask for a code. Raises `Unreachable`, `NotPaired`."""
    body, headers = form(client_id=CLIENT, scope="practices")
    answer = server.post("v1/devices/authorize", body, headers)
    told = answer.json()
    if answer.status != 200:
        raise NotPaired(f"The server gave no code: {told.get('detail', answer.status)}")
    try:
        return Code(
            str(told["user_code"]),
            str(told["verification_uri"]),
            str(told["device_code"]),
            float(told.get("interval", 5)),
            float(told["expires_in"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NotPaired("The server's answer is of a kind that this program does not know: update it.") from error


def wait_for_token(server: Server, code: Code, clock: Callable[[], float], sleep: Callable[[float], None]) -> Granted:
    """Ask until the patient has decided; the network may come and go meanwhile. Raises `NotPaired`."""
    ends, interval = clock() + code.expires_in, code.interval
    while clock() + interval < ends:
        sleep(interval)
        body, headers = form(grant_type=GRANT, device_code=code.device_code, client_id=CLIENT)
        try:
            answer = server.post("v1/devices/token", body, headers)
            told = answer.json()
        except Unreachable:
            interval = min(interval * 2, 60.0)  # RFC 8628, 3.5: back off when a try finds no answer
            continue
        if answer.status == 200 and told.get("access_token"):
            key = told.get("signing_key")
            key = key if isinstance(key, dict) else None
            return Granted(str(told["access_token"]), key, str(told.get("person") or ""))
        interval = _next_interval(str(told.get("error", "")), code, interval)
    raise NotPaired("The code has run out. Begin again for a new one.")


def _next_interval(error: str, code: Code, interval: float) -> float:
    if error == "authorization_pending":
        return interval
    if error == "slow_down":
        return interval + SLOWER_SECONDS
    told = {
        "access_denied": "On the web page somebody said no. Begin again if that was a slip.",
        "expired_token": "The code has run out. Begin again for a new one.",
        "invalid_grant": "The server does not know this code any more. Begin again for a new one.",
    }
    raise NotPaired(told.get(error, f"The server would not connect this headset ({error or 'no reason given'})."))


# --- where the token is kept ------------------------------------------------------------------------


class Vault(Protocol):
    """Keeps one token per server. `where` is for the person."""

    where: str

    def put(self, base_url: str, token: str) -> None: ...
    def get(self, base_url: str) -> str: ...
    def forget(self, base_url: str) -> None: ...


class Keyring:
    """The system's own keyring, through the `keyring` package."""

    where = "this system's keyring"

    def __init__(self, keyring: Any, spare: Vault | None = None) -> None:
        """`spare` has the token where the keyring fails in the middle: a token is told once."""
        self._keyring, self._spare = keyring, spare

    def put(self, base_url: str, token: str) -> None:
        try:
            self._keyring.set_password(SERVICE, base_url, token)
        except Exception:  # each system's keyring fails in its own way
            if self._spare is None:
                raise
            self._spare.put(base_url, token)
            self.where = self._spare.where
        else:
            if self._spare:
                self._spare.forget(base_url)

    def get(self, base_url: str) -> str:
        spare = self._spare.get(base_url) if self._spare else ""
        if spare:
            return spare
        try:
            return str(self._keyring.get_password(SERVICE, base_url) or "")
        except Exception as error:
            raise NotConnected("This system's keyring does not open now. Unlock it, then try again.") from error

    def forget(self, base_url: str) -> None:
        if self._spare:
            self._spare.forget(base_url)
        with contextlib.suppress(Exception):  # it is locked, or there is none: the server ends a token as well
            if self._keyring.get_password(SERVICE, base_url):
                self._keyring.delete_password(SERVICE, base_url)


class TokenFile:
    """A file that only this user may read: for computers without a keyring."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self.where = f"{place} (only you may read it; this computer has no keyring that can be used)"

    def _all(self) -> dict[str, str]:
        try:
            found = json.loads(self._place.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def put(self, base_url: str, token: str) -> None:
        self._save({**self._all(), base_url: token})

    def get(self, base_url: str) -> str:
        return self._all().get(base_url, "")

    def forget(self, base_url: str) -> None:
        kept = self._all()
        if kept.pop(base_url, None) is not None:
            self._save(kept)

    def _save(self, tokens: dict[str, str]) -> None:
        before = os.umask(0o077)  # from its first byte on nobody else can read it
        try:
            write_whole(self._place, json.dumps(tokens).encode())
        finally:
            os.umask(before)
        self._place.chmod(stat.S_IRUSR | stat.S_IWUSR)


def open_vault(folder: Path) -> Vault:
    """The system's keyring where there is one that works, else a file of one's own."""
    try:
        keyring: Any = importlib.import_module("keyring")
        keyring.get_password(SERVICE, "is there one?")
    except Exception:  # each system's keyring fails in its own way; all mean that there is none
        return TokenFile(folder / "token.json")
    return Keyring(keyring, TokenFile(folder / "token.json"))
