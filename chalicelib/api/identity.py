"""Who is calling: the token's signature, issuer, audience, expiry and use, checked here as well as at the gateway."""

from __future__ import annotations

import functools
from typing import Any

import jwt

from ..usecases.errors import StillpathError
from ..usecases.ports import Caller

LEEWAY_SECONDS = 5
USE = "token_use"


class NotSignedIn(StillpathError):
    status, slug, title = 401, "not-signed-in", "Please sign in"


class TokenVerifier:
    """Verifies access tokens of one user pool's client. The caller is `sub`, never anything in a path or a body."""

    def __init__(self, issuer: str, client_id: str, jwks_url: str) -> None:
        self._issuer, self._client_id, self._jwks_url = issuer, client_id, jwks_url

    @functools.cached_property
    def _keys(self) -> jwt.PyJWKClient:
        return jwt.PyJWKClient(self._jwks_url, cache_keys=True, lifespan=3600, timeout=5)

    def caller(self, token: str) -> Caller:
        """Raises `NotSignedIn` for any token that is not a valid access token of this client."""
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
        groups = claims.get("cognito:groups") or []
        return Caller(sub=str(claims["sub"]), groups=frozenset(map(str, groups)))


def bearer(headers: Any) -> str:
    """The bearer token of a request's headers; raises `NotSignedIn` when there is none."""
    scheme, _, token = str(headers.get("authorization") or "").partition(" ")
    if scheme.casefold() != "bearer" or not token.strip():
        raise NotSignedIn("Send your access token as `Authorization: Bearer …`.")
    return token.strip()
