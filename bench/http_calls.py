"""Plain HTTP calls to the deployed stack, over one kept connection each, as a phone or a script makes them."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

#: Longest wait for one answer, seconds: API Gateway itself gives up after 29.
PATIENCE_SECONDS = 40
#: What a client does not hear when the worker dies or the connection breaks.
NO_ANSWER = 0
#: A client that is told "busy" asks again, so often and with so many seconds between.
ASKS, WAIT_SECONDS = 40, 0.25


@dataclass(frozen=True)
class Answer:
    """Status (0: the connection broke) and the JSON that came with it."""

    status: int
    body: Any = None

    @property
    def broken(self) -> bool:
        """The server gave no answer of its own: a broken connection, a gateway's 5xx, or "busy, try again"."""
        return self.status == NO_ANSWER or self.status >= 500


@dataclass
class Device:
    """One device of one person: a bearer token and a connection of its own. Not for two threads at once."""

    base_url: str
    token: str | None = None
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        sent = {"Accept": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        raw = None
        if body is not None:
            sent["Content-Type"] = "application/json"
            raw = json.dumps(body).encode()
        target = urlsplit(self.base_url)
        if self._connection is None:
            assert target.hostname
            self._connection = http.client.HTTPConnection(target.hostname, target.port, timeout=PATIENCE_SECONDS)
        try:
            self._connection.request(method, target.path + path, body=raw, headers=sent)
            answer = self._connection.getresponse()
            return Answer(answer.status, _json(answer.read()))
        except (OSError, http.client.HTTPException):
            self.close()
            return Answer(NO_ANSWER)

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def complete(self, step_id: str, answers: dict[str, Any], version: int, key: str, draft: int = 0) -> Answer:
        sent = {"answers": answers, "version": version, "draft_version": draft}
        return self.call("POST", f"v1/steps/{step_id}/complete", sent, Idempotency_Key=key)

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return None


def at_once(calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Make several calls at the same moment; their answers in the order of the calls."""
    start = threading.Barrier(len(calls))
    answers: list[Answer] = [Answer(NO_ANSWER)] * len(calls)

    def make(place: int) -> None:
        start.wait()
        answers[place] = calls[place]()

    threads = [threading.Thread(target=make, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def ask_until_final(device: Device, call: Callable[[Device], Answer]) -> Answer:
    """Repeat a call while the server gives no answer of its own, as a phone does."""
    told = Answer(0)
    for _ in range(ASKS):
        told = call(device)
        if not told.broken:
            return told
        time.sleep(WAIT_SECONDS)
    return told
