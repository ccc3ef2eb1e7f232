"""Whether a practice is what the programme gave out: its signature is held against the key that came with the token.

The key is kept from the day on which the headset was connected. A server, a proxy or a disk that changes a practice
afterwards cannot sign it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: The signing key of a programme, a JWK (RFC 7517); none where the programme signs nothing.
Key = Mapping[str, str] | None


class NotGenuine(Exception):
    """A signature is missing, broken, or another's."""


def check(signature: str | None, key: Key, said: Mapping[str, Any]) -> None:
    """Raises `NotGenuine` unless the key signed just this (a compact JWS, ES256). Without a key nothing can be said."""
    if not key:
        return
    import jwt

    try:
        # the key's own algorithm is never taken from the message (RFC 8725, 3.1)
        told = json.loads(jwt.PyJWS().decode(signature or "", jwt.PyJWK(dict(key)).key, algorithms=["ES256"]))
    except (jwt.PyJWTError, ValueError) as error:
        raise NotGenuine from error
    if told != dict(said):
        raise NotGenuine
