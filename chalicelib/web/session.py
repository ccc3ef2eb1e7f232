"""Signing in and out through the pool's hosted page: authorisation code with PKCE, state and nonce."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from urllib.parse import urlencode

from chalice.app import Response

from ..domain.sentence import Sentence
from ..routing import Routes
from ..settings import Settings
from ..usecases.signing_out import sign_out_everywhere
from .address import base_url, is_local, safe_return
from .page import RENEWAL, SESSION, cookie, page, please_sign_in
from .tokens import SignInFailed, exchange, let_go, renew
from .visit import Visit

routes = Routes()
SIGN_IN = "sign-in"
#: How long somebody may take on the hosted page, seconds.
SIGN_IN_SECONDS = 15 * 60
HOME = {"patient": "today", "therapist": "review"}


def set_cookie(visit: Visit, name: str, value: str, seconds: int | None = None) -> str:
    """A cookie for our pages alone.

    It names no path on purpose: set by a page directly under the root it is valid for the root and all below, wherever
    the root lies. Cookies are therefore only set by such pages.
    """
    age = "" if seconds is None else f"; Max-Age={seconds}"
    secure = "" if is_local(str(visit.request.headers.get("host") or "")) else "; Secure"
    return f"{name}={value}; HttpOnly; SameSite=Lax{age}{secure}"


def _callback(visit: Visit) -> tuple[str, str]:
    """(root, callback): the addresses that the user pool knows."""
    root = base_url(visit.request, os.environ.get("WEB_CALLBACK_URL", ""))
    return root, os.environ.get("WEB_CALLBACK_URL") or root + "signed-in"


def challenge_of(verifier: str) -> str:
    """PKCE S256 (RFC 7636): what goes out instead of the verifier."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


@page(routes, "GET", "/sign-in")
def sign_in(visit: Visit) -> Response:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    back = safe_return(visit.query.one("return"))
    kept = base64.urlsafe_b64encode(json.dumps([state, nonce, verifier, back]).encode()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": visit.settings.user_pool_client_id,
        "redirect_uri": _callback(visit)[1],
        "scope": "openid email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    }
    place = f"{visit.settings.hosted_ui_url}/oauth2/authorize?{urlencode(asked)}"
    return visit.go(place, {"Set-Cookie": set_cookie(visit, SIGN_IN, kept, SIGN_IN_SECONDS)})


@page(routes, "GET", "/signed-in")
def signed_in(visit: Visit) -> Response:
    state, nonce, verifier, back = _kept(visit)
    if visit.query.one("error") or not hmac.compare_digest(state.encode(), visit.query.one("state").encode()):
        raise SignInFailed(Sentence("This sign-in was begun in another tab, or too long ago. Please try once more."))
    tokens = exchange(visit.settings, visit.query.one("code"), verifier, _callback(visit)[1])
    check_nonce(visit.settings, str(tokens.get("id_token", "")), nonce)
    token = str(tokens.get("access_token", ""))
    caller = visit.verify(token)
    role = next((role for role in HOME if role in caller.groups), "")
    renewal = str(tokens.get("refresh_token") or "")
    cookies = [set_cookie(visit, SESSION, token), *_renewal(visit, renewal), set_cookie(visit, SIGN_IN, "", 0)]
    return visit.go(safe_return(back) or HOME.get(role, ""), {"Set-Cookie": cookies})


def _renewal(visit: Visit, token: str) -> list[str]:
    """A pool that gives no renewal token must not leave another person's behind."""
    return [set_cookie(visit, RENEWAL, token, None if token else 0)]


def forgotten(visit: Visit) -> list[str]:
    """Cookies that end the session in this browser."""
    return [set_cookie(visit, SESSION, "", 0), *_renewal(visit, "")]


@page(routes, "GET", "/renew")
def renew_session(visit: Visit) -> Response:
    """A session goes on after its hour: pages lead here and back. Directly under the root, as its cookie must be."""
    back, renewal = safe_return(visit.query.one("return")), cookie(visit.request, RENEWAL)
    token = renew(visit.settings, renewal, fresh=True) if renewal else ""
    if not token and visit.signed_in:
        return visit.go(back)  # the hour is not over yet
    if not token:
        return please_sign_in(visit, back, {"Set-Cookie": forgotten(visit)})
    visit.verify(token)
    return visit.go(back, {"Set-Cookie": set_cookie(visit, SESSION, token)})


def _kept(visit: Visit) -> tuple[str, str, str, str]:
    raw = cookie(visit.request, SIGN_IN)
    try:
        state, nonce, verifier, back = json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    except ValueError as error:
        raise SignInFailed(
            Sentence("This sign-in took too long, or cookies are switched off. Please try once more.")
        ) from error
    return str(state), str(nonce), str(verifier), str(back)


def check_nonce(settings: Settings, id_token: str, nonce: str) -> None:
    """The id token answers this very sign-in. It came straight from the token endpoint over TLS, so that its signature
    need not be looked at (OpenID Connect Core 3.1.3.7); the access token, which the session stands on, is verified."""
    import jwt

    try:
        claims = jwt.decode(
            id_token,
            options={"verify_signature": False, "verify_aud": True, "verify_iss": True, "verify_exp": True},
            audience=settings.user_pool_client_id,
            issuer=settings.issuer,
            leeway=5,
        )
    except jwt.PyJWTError as error:
        raise SignInFailed(Sentence("The sign-in page did not confirm who you are. Please try once more.")) from error
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise SignInFailed(Sentence("This sign-in does not belong to this browser. Please try once more."))


@page(routes, "POST", "/sign-out", keeps_words=True)
def sign_out(visit: Visit) -> Response:
    if visit.signed_in and not visit.genuine:
        return visit.show("expired.html", 403, kind="stale", typed=[], back=HOME.get(visit.role, "./"))
    if visit.form.one("where") == "everywhere" and visit.signed_in:
        sign_out_everywhere(visit.deps, visit.rights(), visit.caller)
    elif renewal := cookie(visit.request, RENEWAL):
        let_go(visit.settings, renewal)
    root, _ = _callback(visit)
    asked = {"client_id": visit.settings.user_pool_client_id, "logout_uri": root + "signed-out"}
    place = f"{visit.settings.hosted_ui_url}/logout?{urlencode(asked)}"
    return visit.go(place, {"Set-Cookie": forgotten(visit)})


@page(routes, "GET", "/signed-out")
def signed_out(visit: Visit) -> Response:
    return visit.show("signed_out.html")


@page(routes, "GET", "/")
def start(visit: Visit) -> Response:
    path = str(visit.request.context.get("path") or "/")
    if not path.endswith("/"):  # without the slash every link of ours would climb one step too high
        return visit.go(path + "/")
    return visit.show("start.html", home=HOME.get(visit.role, ""))
