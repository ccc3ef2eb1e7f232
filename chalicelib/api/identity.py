"""Who is calling: the token's signature, issuer, audience, expiry and use, checked here as well as at the gateway."""

from __future__ import annotations

import functools
import hashlib
import time
from collections import OrderedDict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..usecases.errors import StillpathError
from ..usecases.ports import Caller

if (
    TYPE_CHECKING
):  # imported where it is used: it brings all of `cryptography`, and the queue's handlers need none of it
    import jwt

LEEWAY_SECONDS = 5
USE = "token_use"
#: A token that was verified is not verified again for so many seconds, by far less than the keys are kept (an hour).
TRUSTED_SECONDS = 300
#: Verified tokens remembered by a warm process, by hash.
REMEMBERED = 500


class NotSignedIn(StillpathError):
    status, slug, title = 401, "not-signed-in", "Please sign in"


class TokenVerifier:
    """Verifies access tokens of one user pool's client. The caller is `sub`, never anything in a path or a body."""

    def __init__(self, issuer: str, client_id: str, jwks_url: str) -> None:
        self._issuer, self._client_id, self._jwks_url = issuer, client_id, jwks_url
        self._verified: OrderedDict[bytes, tuple[Caller, float]] = OrderedDict()

    @functools.cached_property
    def _keys(self) -> jwt.PyJWKClient:
        import jwt

        return jwt.PyJWKClient(self._jwks_url, cache_keys=True, lifespan=3600, timeout=5)

    def caller(self, token: str) -> Caller:
        """Raises `NotSignedIn` for any token that is not a valid access token of this client."""
        fingerprint = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        now = time.time()
        known = self._verified.get(fingerprint)
        if known and now < known[1]:
            return known[0]
        claims = self._claims(token)
        groups = claims.get("cognito:groups") or []
        signed_in = claims.get("auth_time") or claims.get("iat")
        since = datetime.fromtimestamp(signed_in, UTC) if isinstance(signed_in, int) else None
        caller = Caller(sub=str(claims["sub"]), groups=frozenset(map(str, groups)), since=since)
        self._verified[fingerprint] = caller, min(float(claims["exp"]), now + TRUSTED_SECONDS)
        self._verified.move_to_end(fingerprint)
        if len(self._verified) > REMEMBERED:
            self._verified.popitem(last=False)
        return caller

    def _claims(self, token: str) -> dict[str, Any]:
        import jwt

        try:
            key = self._keys.get_signing_key_from_jwt(token)
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "sub", USE], "verify_aud": False},
            )
        except jwt.PyJWTError as error:
            raise NotSignedIn("Your sign-in has run out or is not valid here.") from error
        # Cognito's access tokens carry their audience as `client_id`
        if claims[USE] != "access" or claims.get("client_id") != self._client_id:
            raise NotSignedIn("Your sign-in has run out or is not valid here.")
        return claims


def bearer(headers: Any) -> str:
    """The bearer token of a request's headers; raises `NotSignedIn` when there is none."""
    scheme, _, token = str(headers.get("authorization") or "").partition(" ")
    if scheme.casefold() != "bearer" or not token.strip():
        raise NotSignedIn("Send your access token as `Authorization: Bearer …`.")
    return token.strip()
