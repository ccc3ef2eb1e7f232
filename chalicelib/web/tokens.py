"""The user pool's token endpoint: tokens for a code, new ones for a renewal token, and letting go of one."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
from collections import OrderedDict
from typing import Any
from urllib.parse import urlencode

from ..domain.sentence import Sentence
from ..observability import log_unexpected
from ..routing import FORM
from ..settings import Settings
from ..usecases.errors import StillpathError

TIMEOUT_SECONDS = 8
#: A page waits no longer than this for a session to be renewed; the Safety page above all must not.
RENEWAL_TIMEOUT_SECONDS = 3
#: A token got for a renewal token is used again for so many seconds by the same process: a worksheet that saves as it
#: is written asks the pool once, not with every save. Far below a token's hour.
USED_AGAIN_SECONDS, REMEMBERED = 240, 200
_renewed: OrderedDict[bytes, tuple[str, float]] = OrderedDict()


class SignInFailed(StillpathError):
    status, slug, title = 400, "sign-in-failed", Sentence("Signing in did not work")


def exchange(settings: Settings, code: str, verifier: str, callback: str) -> dict[str, Any]:
    """The tokens for a code (RFC 6749, 4.1.3). Raises `SignInFailed`."""
    body = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback, "code_verifier": verifier}
    return _ask(settings, "token", body, TIMEOUT_SECONDS)


def renew(settings: Settings, renewal: str, fresh: bool = False) -> str:
    """An access token for a renewal token (RFC 6749, 6); empty when the pool gives none any more.

    `fresh`: not one that was got a few minutes ago.
    """
    known, now = hashlib.sha256(renewal.encode()).digest(), time.monotonic()
    token, until = _renewed.get(known, ("", 0.0))
    if token and now < until and not fresh:
        return token
    try:
        body = {"grant_type": "refresh_token", "refresh_token": renewal}
        token = str(_ask(settings, "token", body, RENEWAL_TIMEOUT_SECONDS).get("access_token") or "")
    except SignInFailed:
        _renewed.pop(known, None)
        return ""
    _renewed[known] = token, now + USED_AGAIN_SECONDS
    if len(_renewed) > REMEMBERED:
        _renewed.popitem(last=False)
    return token


def let_go(settings: Settings, renewal: str) -> None:
    """Tell the pool that a renewal token is not to be taken any more (RFC 7009). Where it does not answer, the cookie
    is gone all the same and the token runs out by itself."""
    _renewed.pop(hashlib.sha256(renewal.encode()).digest(), None)
    try:
        _ask(settings, "revoke", {"token": renewal}, RENEWAL_TIMEOUT_SECONDS)
    except SignInFailed as error:
        log_unexpected(error)


def _ask(settings: Settings, what: str, body: dict[str, str], patience: float) -> dict[str, Any]:
    address = f"{settings.hosted_ui_url}/oauth2/{what}"
    if not address.startswith(("https://", "http://")):
        raise SignInFailed(Sentence("This deployment has no sign-in page yet."))
    sent = urlencode(body | {"client_id": settings.user_pool_client_id}).encode()
    request = urllib.request.Request(address, sent, {"Content-Type": FORM})  # noqa: S310 - scheme seen above
    try:
        with urllib.request.urlopen(request, timeout=patience) as answer:  # noqa: S310 - scheme seen above
            told: dict[str, Any] = json.loads(answer.read() or b"{}")
    except (OSError, ValueError) as error:  # URLError and time-outs are OSErrors
        raise SignInFailed(Sentence("The sign-in page did not confirm who you are. Please try once more.")) from error
    return told
