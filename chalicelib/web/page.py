"""The shape of every page: who asks, what they sent, and how errors look to a person."""

from __future__ import annotations

import functools
import hmac
from collections.abc import Callable
from dataclasses import replace
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from chalice.app import Response

from ..domain.safety import CrisisResponse, crisis_of
from ..domain.sentence import Sentence
from ..observability import log_unexpected
from ..routing import Routes
from ..usecases.errors import Forbidden, SignedOut, StepLocked, StillpathError, TooLarge
from ..usecases.ports import Caller
from . import words
from .address import own_path, safe_return, to_root
from .remembered import remembering
from .tokens import renew
from .visit import Fields, Visit, settings, world

#: The cookies: the access token, and the token that renews it for as long as the user pool says (infra/people.py).
SESSION, RENEWAL = "session", "renewal"
#: It greets people by their country even when the hour of a session is over.
SAFETY = "safety"
LARGEST_FORM = 512_000
MOST_FIELDS = 2000
PATIENT = frozenset({"patient"})
THERAPIST = frozenset({"therapist"})
BROKEN = Sentence("Something went wrong on our side")
#: Anybody, signed in or not.
PUBLIC: frozenset[str] = frozenset()


View = Callable[..., Response]


def crisis_in(error: StillpathError) -> CrisisResponse | None:
    """Crisis lines that go with a refusal: they are shown even when nothing could be saved."""
    return crisis_of(error.extra.get("flagged") or [], str(error.extra.get("country", "")))


def page(
    routes: Routes, method: str, path: str, roles: frozenset[str] = PUBLIC, keeps_words: bool = False
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
                    return first_renewed(visit, method) or please_sign_in(visit)
                if roles and not (visit.caller.groups & roles):
                    raise Forbidden(Sentence("This page is not for your kind of account."))
                if not visit.genuine and not keeps_words:
                    return visit.show("expired.html", 403, kind="stale", typed=typed(visit), back=visit.path)
                return view(visit, **parameters)
            except SignedOut:
                return please_sign_in(visit)
            except StillpathError as error:
                return told(visit, error)
            except Exception as error:
                log_unexpected(error)
                return visit.show("problem.html", 500, title=BROKEN, error=None, opens=None)

        routes.route(method, path)(handle)
        return view

    return register


def read(request: Any) -> Visit:
    query = Fields({name: request.query_params.getlist(name) for name in request.query_params or {}})
    return Visit(
        request=request,
        deps=remembering(world().deps),
        settings=settings(),
        root=to_root(request.context["resourcePath"]),
        path=own_path(request.context, request.uri_params).lstrip("/"),
        query=query,
        form=Fields(),
    )


def understood(visit: Visit, method: str) -> Visit:
    """The visit with its form, its session and whether the form is one of ours."""
    token, caller = session_of(visit.request)
    renewal = cookie(visit.request, RENEWAL)
    if caller is None and renewal and (method == "POST" or visit.path == SAFETY):
        caller = renewed(renewal)  # what was written is taken at once; the cookie follows with the next page
    visit = replace(visit, token=token, renewal=renewal, signed_in=caller)
    if method != "POST":
        return visit
    form = read_form(visit.request.raw_body)
    genuine = bool(visit.csrf) and hmac.compare_digest(form.one("csrf").encode(), visit.csrf.encode())
    return replace(visit, form=form, genuine=genuine)


def renewed(renewal: str) -> Caller | None:
    """Whom a renewal token still speaks for."""
    token = renew(settings(), renewal)
    try:
        return world().verifier.caller(token) if token else None
    except StillpathError as error:
        if error.status == 401:
            return None
        raise


def first_renewed(visit: Visit, method: str) -> Response | None:
    """By way of the page that renews the session, where this browser has what it takes."""
    back = safe_return(visit.path)
    return visit.go(f"renew?return={back}") if method == "GET" and visit.renewal and back else None


def read_form(raw: bytes) -> Fields:
    if len(raw) > LARGEST_FORM:
        raise TooLarge(
            Sentence("This is more than can be sent at once. Go back in your browser: your words are still there.")
        )
    try:
        found = parse_qs(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise TooLarge(
            Sentence("This form has more fields than any of ours. Go back in your browser and try again.")
        ) from error
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
        return token, world().verifier.caller(token)
    except StillpathError as error:
        if error.status == 401:
            return "", None
        raise


def typed(visit: Visit) -> list[tuple[str, str]]:
    """What a person had typed into a form that cannot be taken now: every field but our own hidden ones."""
    return [(name, value) for name in visit.form for value in visit.form.every(name) if name != "csrf"]


def please_sign_in(visit: Visit, back: str = "", headers: dict[str, Any] | None = None) -> Response:
    """Nobody is signed in (any more). What was typed goes along in the page, so that it can be sent again.

    `back`: where to come back to, if not here.
    """
    kind = "over" if cookie(visit.request, SESSION) else "nobody"
    nobody = replace(visit, signed_in=None)
    return nobody.show("expired.html", 401, headers, kind=kind, typed=typed(visit), back=back or visit.path)


def told(visit: Visit, error: StillpathError) -> Response:
    opens = words.utc(error.extra["opens_at"]) if isinstance(error, StepLocked) and error.opens_at else None
    title = error.title
    return visit.show("problem.html", error.status, title=title, error=error, opens=opens, crisis=crisis_in(error))
