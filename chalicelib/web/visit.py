"""One request for a page, understood: who asks, what they sent, and how they are answered."""

from __future__ import annotations

import functools
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from chalice.app import Response

from ..domain.sentence import Sentence
from ..observability import log_unexpected
from ..settings import Settings
from ..usecases.errors import Forbidden
from ..usecases.ports import Caller, Deps
from . import render
from .remembered import text_size_of
from .speech import SOURCE, preferred

if TYPE_CHECKING:
    from ..usecases.adaptation_ports import AdaptationDeps
    from ..usecases.devices import DeviceStore
    from ..usecases.messages import MessageStore
    from ..usecases.rights_ports import RightsDeps


class Verifier(Protocol):
    def caller(self, token: str) -> Caller:
        """Who a token speaks for; raises a `StillpathError` with status 401."""


class World(Protocol):
    """What the pages stand on; made by wiring.py."""

    @property
    def deps(self) -> Deps: ...
    @property
    def verifier(self) -> Verifier: ...


_world: list[tuple[Callable[[], World], Callable[[], Settings], Callable[[], AdaptationDeps]]] = []
_rights: list[Callable[[], RightsDeps]] = []
_devices: list[Callable[[], DeviceStore]] = []
_messages: list[Callable[[], MessageStore]] = []


def connect(
    world: Callable[[], World],
    settings: Callable[[], Settings],
    adaptations: Callable[[], AdaptationDeps],
    rights: Callable[[], RightsDeps] | None = None,
    devices: Callable[[], DeviceStore] | None = None,
    messages: Callable[[], MessageStore] | None = None,
) -> None:
    """Called once by app.py with what wiring.py makes."""
    _world[:] = [(world, settings, adaptations)]
    if rights:
        _rights[:] = [rights]
    if devices:
        _devices[:] = [devices]
    if messages:
        _messages[:] = [messages]


def world() -> World:
    return _world[0][0]()


def settings() -> Settings:
    return _world[0][1]()


class Fields(dict[str, list[str]]):
    """A form or a query as sent: every name may come several times."""

    def one(self, name: str, default: str = "") -> str:
        values = self.get(name)
        return values[0].replace("\r\n", "\n") if values else default

    def every(self, name: str) -> list[str]:
        return [value.replace("\r\n", "\n") for value in self.get(name, [])]

    def number(self, name: str) -> int:
        """A whole number of a hidden field; 0 for anything else."""
        value = self.one(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0

    @property
    def written_at(self) -> datetime | None:
        """When a device kept this form until there was network; None for anything that is no time."""
        try:
            found = datetime.fromisoformat(self.one("written_at"))
        except ValueError:
            return None
        return found if found.tzinfo else None


@dataclass(frozen=True)
class Visit:
    """One request for a page, understood. `genuine`: it carried the secret that only our own forms know."""

    request: Any
    deps: Deps
    settings: Settings
    root: str
    path: str
    query: Fields
    form: Fields
    token: str = ""
    renewal: str = ""
    signed_in: Caller | None = None
    genuine: bool = True

    @property
    def caller(self) -> Caller:
        if self.signed_in is None:
            raise Forbidden(Sentence("Please sign in."))
        return self.signed_in

    @property
    def role(self) -> str:
        groups = self.signed_in.groups if self.signed_in else frozenset()
        return next((role for role in ("therapist", "patient", "author") if role in groups), "")

    @property
    def csrf(self) -> str:
        """Of the sign-in, where it can be: a form stays ours when its session is renewed in another tab."""
        return csrf_of(self.renewal or self.token)

    @functools.cached_property
    def person(self) -> str:
        """Tells people on one device apart, and says nothing about who they are; empty for nobody."""
        whose = f"device {self.caller.sub}".encode() if self.signed_in else b""
        return hmac.new(self.settings.issuer.encode(), whose, hashlib.sha256).hexdigest()[:32] if whose else ""

    @functools.cached_property
    def language(self) -> str:
        """Of the page's own words: the patient's; English for therapists and authors, for whom the pages are written in
        it alone; for anybody else what the browser asks for."""
        if self.role in ("therapist", "author"):
            return SOURCE
        try:
            course = self.deps.courses.load(self.caller.sub)[0] if self.role else None
        except Exception as error:  # a page that tells of a fault is told all the same
            log_unexpected(error)
            course = None
        if course:
            return course.language
        return preferred(self.query.one("language") or str(self.request.headers.get("accept-language") or ""))

    def verify(self, token: str) -> Caller:
        return world().verifier.caller(token)

    def adaptations(self) -> AdaptationDeps:
        """What the use cases about model-written text stand on."""
        return _world[0][2]()

    def devices(self) -> DeviceStore:
        """Connected headsets, and those that ask to be."""
        return _devices[0]()

    def messages(self) -> MessageStore:
        """Conversations between patients and their therapists."""
        return _messages[0]()

    def rights(self) -> RightsDeps:
        """What the use cases about a person's own record stand on."""
        return _rights[0]()

    def show(self, template: str, status: int = 200, headers: dict[str, Any] | None = None, **context: Any) -> Response:
        """A page from a template, with all that the frame of every page needs.

        `speaks`: the language of its own words, where the view knows the patient's already.
        """
        shared = {
            "visit": self,
            "root": self.root,
            "csrf": self.csrf,
            "role": self.role,
            "now": self.deps.now(),
            "crisis": None,
            "problems": [],
            "notice": "",
        }
        language = context.pop("speaks", "") or self.language
        shared["text_size"] = text_size_of(self.deps, self.signed_in.sub) if self.signed_in else 100
        sent = {"Stillpath-Person": self.person, **(headers or {})} if self.person else headers or {}
        return render.html(template, {**shared, **context}, self.settings.hosted_ui_url, status, sent, language)

    def go(self, path: str, headers: dict[str, Any] | None = None) -> Response:
        """See another page (303): a path of ours below the root, or a whole address."""
        place = path if path.startswith(("https://", "http://", "/")) else self.root + path or "./"
        sent = {**render.security_headers(self.settings.hosted_ui_url), "Location": place, "Content-Type": "text/plain"}
        return Response(body="", status_code=303, headers={**sent, **(headers or {})})


def csrf_of(token: str) -> str:
    """The secret of a session's forms: of no use for getting back at the session's token."""
    return hmac.new(token.encode(), b"stillpath form", hashlib.sha256).hexdigest() if token else ""
