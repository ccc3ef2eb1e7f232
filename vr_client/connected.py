"""Whom this headset is connected to: the programme's address, its key, and the person whose headset it is.

A record belongs to the person who was connected when its session began. It waits in that person's folder, and goes up
with that person's token alone, whoever is connected by then.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass

from vr_client.packages import Packages, sender
from vr_client.pairing import Granted, Vault, open_vault
from vr_client.runs import Runs, Send, write_whole
from vr_client.server import HttpServer, NotConnected
from vr_client.sessions import home
from vr_client.signatures import Key
from vr_client.voices import Voices

CONNECTION = "connection.json"
PERSON = re.compile(r"[0-9a-f]{16,64}")
NOT_YET = "This headset is not connected yet: python -m vr_client pair --server https://…/"


@dataclass(frozen=True, slots=True)
class Connection:
    """`person` is the server's own word for a patient: the same at every pairing, and it leads nobody to them."""

    base_url: str
    key: Key = None
    person: str = ""

    @property
    def account(self) -> str:
        """Under what the token is kept: never under the address alone, which two people may share."""
        return f"{self.base_url}#{self.person}" if self.person else self.base_url

    def runs(self) -> Runs:
        """The records of this person on this computer."""
        return Runs(home() / "runs" / self.person[:16] if self.person else home() / "runs")

    def packages(self) -> Packages:
        """The practices that are kept here, held against the key of the day of connecting."""
        return Packages(home() / "practices", self.key)

    def server(self) -> HttpServer:
        """Raises `NotConnected` where the token has gone."""
        token = open_vault(home()).get(self.account)
        if not token:
            raise NotConnected(NOT_YET)
        return HttpServer(self.base_url, token)

    def sends(self) -> Send:
        """Sends this person's records. A server that knows this headset no more ends what is kept as well. Raises
        `NotConnected`."""
        send = sender(self.server())

        def sent(run_id: str, body: bytes) -> None:
            try:
                send(run_id, body)
            except NotConnected:
                self.packages().end()
                raise

        return sent


def connection() -> Connection:
    """The one of last time. Raises `NotConnected` before the first."""
    try:
        told = json.loads((home() / CONNECTION).read_text(encoding="utf-8"))
        person, key = str(told.get("person") or ""), told.get("key")
        return Connection(
            str(told["base_url"]), key if isinstance(key, dict) else None, person if PERSON.fullmatch(person) else ""
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotConnected(NOT_YET) from error


def connect(base_url: str, granted: Granted) -> tuple[Connection, Vault]:
    """Keep a new connection. What was kept for somebody else goes; their records stay and wait. Raises OSError.

    The token is kept first: with a power cut in between, the last connection still stands.
    """
    new = Connection(base_url, granted.key, granted.person)
    before = None
    with contextlib.suppress(NotConnected):
        before = connection()
    vault = open_vault(home())
    vault.put(new.account, granted.token)
    if before and before.account != new.account:
        before.packages().forget()
        Voices(home() / "voices").forget()
    write_whole(home() / CONNECTION, json.dumps(asdict(new)).encode())
    if before and before.account != new.account:
        vault.forget(before.account)
    return new, vault


def others_waiting(mine: Runs) -> int:
    """Records of other people that wait on this computer."""
    found = [file for kind in ("waiting", "open") for file in (home() / "runs").rglob(f"{kind}/*.json")]
    return sum(file.parent.parent != mine.folder for file in found)
