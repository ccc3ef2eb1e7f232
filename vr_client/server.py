"""The programme's server as the headset program sees it: JSON over HTTPS, and what may go wrong, in plain words."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

TIMEOUT_SECONDS = 15.0
LARGEST_ANSWER = 5_000_000


class Unreachable(Exception):
    """No answer, or none that can be understood; later it may go. The message is for the person."""


class NotConnected(Exception):
    """The server does not know this headset any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        """Raises `Unreachable` for what is no JSON object: something else answered in the server's place."""
        try:
            found = json.loads(self.body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Unreachable("Something other than Stillpath answered. Is there a sign-in page of this network?")
        return found


class Server(Protocol):
    """`HttpServer`, or a stand-in."""

    def get(self, path: str) -> Answer: ...
    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer: ...


class HttpServer:
    """One deployment by its base address (ends in `/`), with a headset's token once there is one.

    Raises ValueError for an address that is neither https nor this computer's own.
    """

    def __init__(self, base_url: str, token: str = "") -> None:
        parts = urlsplit(base_url)
        local = parts.hostname in ("localhost", "127.0.0.1", "::1") or (parts.hostname or "").endswith(".localhost")
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError(f"'{base_url}' must begin with https://: practices and records go over it.")
        self.base_url = base_url if base_url.endswith("/") else base_url + "/"
        self._token = token
        # a redirect could carry the token elsewhere
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> Answer:
        return self._call("GET", path, None, {})

    def sound(self, path: str) -> Answer:
        return self._call("GET", path, None, {"Accept": "audio/mpeg"})

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        return self._call("POST", path, body, headers)

    def _call(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        sent = {"Accept": "application/json", **headers}
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(self.base_url + path, body, sent, method=method)  # noqa: S310 - seen above
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                told = Answer(answer.status, answer.read(LARGEST_ANSWER))
        except urllib.error.HTTPError as error:
            with error:
                told = Answer(error.code, error.read(LARGEST_ANSWER))
        except (OSError, ValueError) as error:  # URLError, timeouts, TLS, a line that broke in the middle
            raise Unreachable(f"{urlsplit(self.base_url).netloc} cannot be reached now. Is the network on?") from error
        if told.status >= 500 or told.status == 429:
            raise Unreachable("The server is busy or being mended. It is tried again later.")
        return told


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def form(**fields: str) -> tuple[bytes, Mapping[str, str]]:
    """A form's body and its headers."""
    return urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
