"""Pages in the test client: a browser's memory for cookies, and forms that are filled in by their labels' names."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.conftest import CLIENT_ID, ISSUER, Pool, World

Pairs = list[tuple[str, str]]


class Reader(HTMLParser):
    """What a test looks at: the forms with their fields, the links, and the text without markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Pairs] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self._area: str | None = None
        self._option: str | None = None
        self._hidden = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "form":
            self.forms.append([])
        elif tag == "a":
            self.links.append(found.get("href", ""))
        elif tag == "input" and self.forms and "name" in found:
            ticked = found.get("type") not in ("radio", "checkbox") or "checked" in found
            if ticked:
                self.forms[-1].append((found["name"], found.get("value", "on")))
        elif tag == "textarea" and self.forms:
            self._area = found["name"]
            self.forms[-1].append((self._area, ""))
        elif tag in ("script", "style"):
            self._hidden = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag in ("script", "style"):
            self._hidden = False

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, value = self.forms[-1][-1]
            # a browser drops the line break right after <textarea>
            self.forms[-1][-1] = (name, value + (data.removeprefix("\n") if not value else data))
        elif not self._hidden:
            self.words.append(data)


@dataclass
class Page:
    """A page as a browser would have it."""

    status: int
    headers: dict[str, Any]
    html: str
    read: Reader

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.read.words).split())

    def form(self, holding: str) -> Pairs:
        """The form that has a field of this name."""
        return next(form for form in self.read.forms if any(name == holding for name, _ in form))

    def value(self, name: str) -> str:
        return next(value for form in self.read.forms for n, value in form if n == name)


@dataclass
class Site:
    """A browser on the pages; `as_` signs somebody in without the hosted page."""

    client: Any
    pool: Pool
    world: World
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: {"Host": "stillpath.example"})

    def as_(self, sub: str, *groups: str, **claims: Any) -> Site:
        token = self.pool.token(sub, *(groups or ("patient",)), **claims)
        return Site(self.client, self.pool, self.world, {"session": token}, dict(self.headers))

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> Page:
        sent = {**self.headers, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.client.http.request(method, path, headers=sent, body=body)
        for line in (
            answer.headers.get("Set-Cookie", [])
            if isinstance(answer.headers.get("Set-Cookie"), list)
            else [line for line in [answer.headers.get("Set-Cookie")] if line]
        ):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        read = Reader()
        read.feed(answer.body.decode())
        return Page(answer.status_code, answer.headers, answer.body.decode(), read)

    def get(self, path: str) -> Page:
        return self.call("GET", path)

    def post(self, path: str, fields: Pairs | dict[str, str]) -> Page:
        pairs = list(fields.items()) if isinstance(fields, dict) else fields
        kind = "application/x-www-form-urlencoded"
        return self.call("POST", path, urlencode(pairs).encode(), **{"Content-Type": kind})

    def send(self, page: Page, path: str, holding: str = "version", **fields: str | list[str]) -> Page:
        """Fill in the form of a page and send it; names are given with `__` for `.` and `_` as it is."""
        named = {name.replace("__", "."): value for name, value in fields.items()}
        return self.fill(page, path, named, holding)

    def fill(self, page: Page, path: str, fields: dict[str, str | list[str]], holding: str = "version") -> Page:
        kept = [(name, value) for name, value in page.form(holding) if name not in fields]
        for name, value in fields.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return self.post(path, kept)


#: Headers that a local server sets by itself, or that would keep a browser away from it.
BROWSERS_OWN = {"strict-transport-security", "content-length"}


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The pages at an address of this machine for a real browser, with the site's person signed in."""

    class Pages(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            kind = {"Content-Type": self.headers["content-type"]} if body else {}
            sent = {"Host": "localhost", "Cookie": f"session={site.cookies['session']}", **kind}
            sent |= {name: self.headers[name] for name in ("accept", "range") if name in self.headers}
            told = site.client.http.request(self.command, self.path, headers=sent, body=body)
            self.send_response(told.status_code)
            for name, value in told.headers.items():
                if name.lower() not in BROWSERS_OWN:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        do_GET = do_POST = answer

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(world: World, pool: Pool, api: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The app's pages on the invented small programme; `api` has set the environment."""
    from chalicelib import wiring
    from chalicelib.api.http import Backend
    from chalicelib.api.identity import TokenVerifier
    from chalicelib.web import visit

    backend = Backend(deps=world.deps, verifier=TokenVerifier(ISSUER, CLIENT_ID, pool.jwks_url))
    monkeypatch.setattr(visit, "_world", [(lambda: backend, wiring.settings, wiring.adaptations)])
    return Site(api.client, pool, world)


@pytest.fixture
def patient(site: Site) -> Site:
    site.world.enrol("pat")
    return site.as_("pat")


@pytest.fixture
def therapist(site: Site) -> Site:
    return site.as_("therapist-1", "therapist")
