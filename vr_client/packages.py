"""Prescribed practices kept on this computer, so that they play with no network; what was changed on the way or on the
disk is refused.

    list.package            what is prescribed, and what this person may do, as the server last told it
    <id>.package            one practice: its score, whole

Each begins with a line that holds the SHA-256 of the rest. That finds what broke; the programme's signature inside a
practice, held against the key of the day of connecting, finds what was changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.domain.content import ID_PATTERN
from chalicelib.domain.definitions import Practice, Screening
from chalicelib.domain.practice import VrAccess
from vr_client.comfort import Permission
from vr_client.runs import NotTaken, Send, write_whole
from vr_client.server import Answer, NotConnected, Server, Unreachable
from vr_client.signatures import Key, NotGenuine, check
from vr_client.voices import Clip, listed

LIST, KIND = "list", ".package"
#: Without a word from the programme for so long nothing may begin: what is prescribed and allowed may have changed.
GOOD_SECONDS = 30 * 86_400
FOREIGN = "does not carry the programme's signature, so it is not played. Fetch it again on a network you trust."
DAMAGED = "is not as it was sent: it is damaged. Fetch it again while the network is on."


class PackageRefused(Exception):
    """A practice that cannot be played; the message says which, why and what to do."""


class _Listed(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    title: str
    version: str
    devices: list[str] = []


class _List(BaseModel):
    """What this program needs of the server's list; a newer server may tell more."""

    model_config = ConfigDict(extra="ignore")

    practices: list[_Listed]
    screening: Screening | None
    vr: VrAccess


@dataclass(frozen=True, slots=True)
class Package:
    """One practice, ready to be led. `version` goes into its record."""

    practice: Practice
    version: str
    voice: tuple[Clip, ...] = ()  # its spoken lines, as the server lists them


@dataclass
class Fetched:
    """What a download did; `refused`: practice → why."""

    fetched: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def read_package(body: bytes, key: Key = None) -> Package:
    """A practice as the server told it, checked: its hash is that of what it says, and the key signed it. Raises
    `PackageRefused`."""
    try:
        told = json.loads(body)
        name, score, wanted = str(told["id"]), told["score"], str(told["score_version"])
        version = str(told["version"])
        same = hash_of(score) == wanted and score["id"] == name
        lines = hash_of([[line["cue"], line["sha256"]] for line in told.get("narration") or []])
    except (ValueError, KeyError, TypeError) as error:
        raise PackageRefused(f"A practice {DAMAGED}") from error
    if not same:
        raise PackageRefused(f"The practice '{name}' {DAMAGED}")
    try:
        check(told.get("signature"), key, {"id": name, "version": version, "score_version": wanted, "narration": lines})
    except NotGenuine as error:
        raise PackageRefused(f"The practice '{name}' {FOREIGN}") from error
    try:
        return Package(Practice.model_validate(score), version, listed(told.get("narration")))
    except ValidationError as error:  # whole, as its hash says, and yet not understood
        raise PackageRefused(
            f"The practice '{name}' is newer than this program. Update the program; the others can be played."
        ) from error


def hash_of(told: Any) -> str:
    """The version of a score as it came, whether this program knows every key of it or not (`content.canonical`); and
    the hash of its spoken lines."""
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _unsealed(raw: bytes) -> bytes:
    """Raises ValueError when a byte is not as it was written."""
    seal, _, body = raw.partition(b"\n")
    if seal != hashlib.sha256(body).hexdigest().encode():
        raise ValueError("changed on the disk")
    return body


class Packages:
    """The practices of one person on this computer. `key`: with what their programme signs."""

    def __init__(self, folder: Path, key: Key = None, clock: Callable[[], float] = time.time) -> None:
        self.folder, self.key, self._clock = folder, key, clock

    def fetch(self, server: Server) -> Fetched:
        """Download what is prescribed now; what no longer is goes. A practice that is refused leaves the others alone.

        Raises `Unreachable`, `NotConnected`; what was kept before stays then.
        """
        raw = _good(server.get("v1/practices"))
        try:
            listed = _List.model_validate_json(raw)
        except ValidationError as error:
            raise Unreachable("The server's list is of a kind that this program does not know: update it.") from error
        done = Fetched()
        for one in listed.practices:
            try:
                done.refused |= {} if self._fetch_one(server, one) else {one.id: "It is not open to you now."}
            except PackageRefused as error:
                done.refused[one.id] = str(error)
        done.fetched = [one.id for one in listed.practices if one.id not in done.refused]
        write_whole(self._place(LIST), _sealed(raw))
        for file in self.folder.glob(f"*{KIND}"):
            if file.stem not in {LIST, *done.fetched}:
                with contextlib.suppress(OSError):
                    file.unlink()
                    done.removed.append(file.stem)
        return done

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}{KIND}"

    def _fetch_one(self, server: Server, one: _Listed) -> bool:
        if not re.fullmatch(ID_PATTERN, one.id) or one.id == LIST:
            raise PackageRefused("The server named a practice in a way that none is named.")
        answer = server.get(f"v1/practices/{one.id}")
        if answer.status in (404, 409):
            return False
        body = _good(answer)
        package = read_package(body, self.key)
        if (package.practice.id, package.version) != (one.id, one.version):
            raise PackageRefused(f"The server sent another practice than '{one.id}'. Fetch it again.")
        write_whole(self._place(one.id), _sealed(body))
        return True

    def kept(self) -> list[str]:
        """Ids of the practices that are here."""
        return sorted(file.stem for file in self.folder.glob(f"*{KIND}") if file.stem != LIST)

    def open(self, name: str) -> Package:
        """A kept practice, checked again. Raises `PackageRefused`."""
        if name not in self.kept():
            known = ", ".join(self.kept()) or "none"
            raise PackageRefused(f"'{name}' is not kept here (kept: {known}). Fetch it while the network is on.")
        try:
            package = read_package(_unsealed(self._place(name).read_bytes()), self.key)
        except (OSError, ValueError) as error:
            raise PackageRefused(f"The practice '{name}' {DAMAGED}") from error
        if package.practice.id != name:
            raise PackageRefused(f"The practice '{name}' {DAMAGED}")
        return package

    def voice(self) -> list[Clip]:
        """The spoken lines of all practices that are here and can be played."""
        clips: list[Clip] = []
        for name in self.kept():
            with contextlib.suppress(PackageRefused):
                clips += self.open(name).voice
        return clips

    def permission(self) -> Permission:
        """What this person may do, as last told; without a list, or with one of long ago, nothing."""
        try:
            told = _List.model_validate_json(_unsealed(self._place(LIST).read_bytes()))
            old = self._clock() - self._place(LIST).stat().st_mtime > GOOD_SECONDS
        except (OSError, ValueError):
            return _closed("Connect this headset and fetch your practices first.")
        if old:
            return _closed(
                "This headset has heard nothing from your programme for a month. Fetch your practices first."
            )
        return Permission(told.vr, told.screening)

    def end(self) -> None:
        """The programme knows this headset no more: nothing may begin until it is connected again."""
        with contextlib.suppress(OSError):
            self._place(LIST).unlink(missing_ok=True)

    def forget(self) -> None:
        """Delete all that is kept. Raises OSError: somebody else's practices must not stay unseen."""
        for file in self.folder.glob(f"*{KIND}"):
            file.unlink(missing_ok=True)


def _closed(reason: str) -> Permission:
    return Permission(VrAccess(allowed=False, reason=reason), None)


def _good(answer: Answer) -> bytes:
    if answer.status == 401:
        raise NotConnected("This headset is not connected any more. Connect it again: python -m vr_client pair")
    if answer.status != 200:
        told: Any = answer.json().get("detail", "")
        raise Unreachable(f"The server said no ({answer.status}). {told}".strip())
    return answer.body


def sender(server: Server) -> Send:
    """Uploads runs to a server, each under its id."""

    def send(run_id: str, body: bytes) -> None:
        headers = {"Content-Type": "application/json", "Idempotency-Key": run_id}
        answer = server.post("v1/practice-runs", body, headers)
        if answer.status == 401:
            raise NotConnected("This headset is not connected any more. Connect it again: python -m vr_client pair")
        told = answer.json()
        if answer.status in (400, 404, 413, 422):
            raise NotTaken(f"{answer.status} {told.get('detail', '')}")
        if answer.status not in (200, 201):
            raise Unreachable(f"The server said no ({answer.status}).")

    return send
