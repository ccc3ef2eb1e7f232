"""Listens on this machine: hands requests to `answers`, and tells open pages when files have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .answers import Answer, Workshop, answer
from .state import Watch

LARGEST_FORM = 512_000
#: Only files of this page, nothing from elsewhere; the patients' pages may be framed by ours.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "media-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def news(watch: Watch, number: int) -> Iterator[bytes]:
    """Server-sent events: the number of each new state, and a sign of life in between."""
    yield f"data: {number}\n\n".encode()
    while not watch.over:
        latest = watch.after(number)
        yield f"data: {latest}\n\n".encode() if latest > number else b": still here\n\n"
        number = max(latest, number)


def part_of(given: Answer, wanted: str) -> Answer:
    """The bytes of a sound that a browser asks for, so that it can start anywhere (RFC 9110, 14: one range)."""
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted)
    if given.status != 200 or not given.kind.startswith("audio/"):
        return given
    whole = len(given.body)
    headers = {**given.headers, "Accept-Ranges": "bytes"}
    if not found:
        return replace(given, headers=headers)
    first, last = int(found[1]), min(int(found[2] or whole), whole - 1)
    if first > last:
        return Answer(416, b"", given.kind, {**headers, "Content-Range": f"bytes */{whole}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{whole}"
    return Answer(206, given.body[first : last + 1], given.kind, headers)


class Handler(BaseHTTPRequestHandler):
    """One request of the browser on this machine."""

    workshop: Workshop
    server_version = "stillpath-preview"

    def do_GET(self) -> None:
        self._take("GET")

    def do_POST(self) -> None:
        self._take("POST")

    def _take(self, method: str) -> None:
        length = self.headers.get("Content-Length") or "0"
        if not self._from_here(method):
            self._send(Answer(403, b"This preview answers only pages of its own.", "text/plain"))
        elif method == "GET" and urlsplit(self.path).path == "/news":
            self._tell()
        elif not length.isdigit() or int(length) > LARGEST_FORM:
            self._send(Answer(413, b"This is more than any form here.", "text/plain"))
        else:
            given = answer(self.workshop, method, self.path, self.rfile.read(int(length)))
            self._send(part_of(given, self.headers.get("Range", "")))

    def _from_here(self, method: str) -> bool:
        """Whether the request names this machine, and a form comes from our own pages: no site elsewhere may use us."""
        port = self.connection.getsockname()[1]
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        ours = origin is None or urlsplit(origin).netloc in hosts
        return self.headers.get("Host") in hosts and (method == "GET" or ours)

    def _send(self, given: Answer) -> None:
        self.send_response(given.status)
        for name, value in {**HEADERS, "Content-Type": given.kind, **given.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        self.wfile.write(given.body)

    def _tell(self) -> None:
        asked = parse_qs(urlsplit(self.path).query).get("after", ["0"])[-1]
        self.send_response(200)
        for name, value in {**HEADERS, "Content-Type": "text/event-stream"}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for event in news(self.workshop.watch, int(asked) if asked.isdigit() else 0):
                self.wfile.write(event)
                self.wfile.flush()
        except OSError:  # the page was closed
            return

    def log_message(self, *_: Any) -> None:
        """Nothing: an author's terminal is for what the author has to know."""


class Server(ThreadingHTTPServer):
    """Listens on this machine only."""

    daemon_threads = True

    def __init__(self, workshop: Workshop, port: int) -> None:
        super().__init__(("127.0.0.1", port), type("Here", (Handler,), {"workshop": workshop}))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no news."""
