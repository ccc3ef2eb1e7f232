"""The shape of every page: who asks, what they sent, and how errors look to a person."""

from __future__ import annotations

import functools
import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import parse_qs

from chalice.app import Blueprint, Response

from ..domain.flags import FlagDraft
from ..domain.safety import CrisisResponse, crisis_reason, crisis_response
from ..observability import log_unexpected
from ..settings import Settings
from ..usecases.adaptation_ports import AdaptationDeps
from ..usecases.errors import Forbidden, StepLocked, StillpathError, TooLarge
from ..usecases.ports import Caller, Deps
from . import render, words
from .address import own_path, to_root

SESSION = "session"
LARGEST_FORM = 512_000
MOST_FIELDS = 2000
FORM = "application/x-www-form-urlencoded"
PATIENT = frozenset({"patient"})
THERAPIST = frozenset({"therapist"})
#: Anybody, signed in or not.
PUBLIC: frozenset[str] = frozenset()


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


def connect(
    world: Callable[[], World], settings: Callable[[], Settings], adaptations: Callable[[], AdaptationDeps]
) -> None:
    """Called once by app.py with what wiring.py makes."""
    _world[:] = [(world, settings, adaptations)]


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
    signed_in: Caller | None = None
    genuine: bool = True

    @property
    def caller(self) -> Caller:
        if self.signed_in is None:
            raise Forbidden("Please sign in.")
        return self.signed_in

    @property
    def role(self) -> str:
        groups = self.signed_in.groups if self.signed_in else frozenset()
        return next((role for role in ("therapist", "patient", "author") if role in groups), "")

    @property
    def csrf(self) -> str:
        return csrf_of(self.token)

    def verify(self, token: str) -> Caller:
        return _world[0][0]().verifier.caller(token)

    def adaptations(self) -> AdaptationDeps:
        """What the use cases about model-written text stand on."""
        return _world[0][2]()

    def show(self, template: str, status: int = 200, headers: dict[str, Any] | None = None, **context: Any) -> Response:
        """A page from a template, with all that the frame of every page needs."""
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
        return render.html(template, {**shared, **context}, self.settings.hosted_ui_url, status, headers or {})

    def go(self, path: str, headers: dict[str, Any] | None = None) -> Response:
        """See another page (303): a path of ours below the root, or a whole address."""
        place = path if path.startswith(("https://", "http://", "/")) else self.root + path or "./"
        sent = {**render.security_headers(self.settings.hosted_ui_url), "Location": place, "Content-Type": "text/plain"}
        return Response(body="", status_code=303, headers={**sent, **(headers or {})})


View = Callable[..., Response]


def csrf_of(token: str) -> str:
    """The secret of a session's forms: of no use for getting back at the session's token."""
    return hmac.new(token.encode(), b"stillpath form", hashlib.sha256).hexdigest() if token else ""


def crisis_of(flagged: Iterable[FlagDraft], country: str) -> CrisisResponse | None:
    """What a person is shown at once when their words or answers raised a flag of risk; None when none did."""
    reason = crisis_reason(flagged)
    return crisis_response(country, reason) if reason else None


def crisis_in(error: StillpathError) -> CrisisResponse | None:
    """Crisis lines that go with a refusal: they are shown even when nothing could be saved."""
    return crisis_of(error.extra.get("flagged") or [], str(error.extra.get("country", "")))


def page(
    routes: Blueprint, method: str, path: str, roles: frozenset[str] = PUBLIC, keeps_words: bool = False
) -> Callable[[View], View]:
    """Register a page. The view gets a `Visit` and the path's parameters.

    `keeps_words`: the view itself shows a form again that came without our secret (from a session that is over), with
    everything that was typed; it must not save then.
    """

    def register(view: View) -> View:
        @functools.wraps(view)
        def handle(**parameters: str) -> Response:
            visit = read(routes.current_request)
            try:
                visit = understood(visit, method)
                if roles and visit.signed_in is None:
                    return please_sign_in(visit)
                if roles and not (visit.caller.groups & roles):
                    raise Forbidden("This page is not for your kind of account.")
                if not visit.genuine and not keeps_words:
                    return visit.show("expired.html", 403, kind="stale", typed=typed(visit))
                return view(visit, **parameters)
            except StillpathError as error:
                return told(visit, error)
            except Exception as error:
                log_unexpected(error)
                return visit.show("problem.html", 500, title="Something went wrong on our side", error=None, opens=None)

        options = {"content_types": [FORM]} if method == "POST" else {}
        routes.route(path, methods=[method], **options)(handle)
        return view

    return register


def read(request: Any) -> Visit:
    world, settings, _adaptations = _world[0]
    query = Fields({name: request.query_params.getlist(name) for name in request.query_params or {}})
    return Visit(
        request=request,
        deps=world().deps,
        settings=settings(),
        root=to_root(request.context["resourcePath"]),
        path=own_path(request.context, request.uri_params).lstrip("/"),
        query=query,
        form=Fields(),
    )


def understood(visit: Visit, method: str) -> Visit:
    """The visit with its form, its session and whether the form is one of ours."""
    token, caller = session_of(visit.request)
    visit = replace(visit, token=token, signed_in=caller)
    if method != "POST":
        return visit
    form = read_form(visit.request.raw_body)
    genuine = bool(token) and hmac.compare_digest(form.one("csrf").encode(), csrf_of(token).encode())
    return replace(visit, form=form, genuine=genuine)


def read_form(raw: bytes) -> Fields:
    if len(raw) > LARGEST_FORM:
        raise TooLarge("This is more than can be sent at once. Go back in your browser: your words are still there.")
    try:
        found = parse_qs(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise TooLarge("This form has more fields than any of ours. Go back in your browser and try again.") from error
    return Fields(found)


def cookie(request: Any, name: str) -> str:
    try:
        jar = SimpleCookie(str(request.headers.get("cookie") or ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def session_of(request: Any) -> tuple[str, Caller | None]:
    """The session's token and whom it speaks for; nobody when it is missing, has run out or is forged."""
    token = cookie(request, SESSION)
    if not token:
        return "", None
    try:
        return token, _world[0][0]().verifier.caller(token)
    except StillpathError as error:
        if error.status == 401:
            return "", None
        raise


def typed(visit: Visit) -> list[tuple[str, str]]:
    """What a person had typed into a form that cannot be taken now: every field but our own hidden ones."""
    return [(name, value) for name in visit.form for value in visit.form.every(name) if name != "csrf"]


def please_sign_in(visit: Visit) -> Response:
    """Nobody is signed in (any more). What was typed goes along in the page, so that it can be sent again."""
    over = bool(cookie(visit.request, SESSION))
    return visit.show("expired.html", 401, kind="over" if over else "nobody", typed=typed(visit))


def told(visit: Visit, error: StillpathError) -> Response:
    opens = words.utc(error.extra["opens_at"]) if isinstance(error, StepLocked) and error.opens_at else None
    title = error.title
    return visit.show("problem.html", error.status, title=title, error=error, opens=opens, crisis=crisis_in(error))
