"""What a headset may rely on: a practice and its sounds, signed by the programme (JWS of RFC 7515, ES256)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

TYPE = "stillpath-practice+jws"


class Signer(Protocol):
    """A private key that never leaves where it is kept."""

    def sign(self, data: bytes) -> bytes:
        """Over SHA-256 of at most 4,096 bytes, as r and s of 32 bytes each (RFC 7518, 3.4). Raises `Busy`."""

    def public_key(self) -> dict[str, str]:
        """The JWK (RFC 7517) of the public half: `kty`, `crv`, `x`, `y`, `alg`, `use`, `kid`. Raises `Busy`."""


def signed(signer: Signer, said: Mapping[str, Any]) -> str:
    """A compact JWS of what is said. The same words are always the same text, but for the signature itself."""
    head = {"alg": "ES256", "kid": signer.public_key()["kid"], "typ": TYPE}
    body = f"{_part(head)}.{_part(said)}"
    return f"{body}.{_spelled(signer.sign(body.encode()))}"


def hash_of_lines(lines: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of the spoken lines of a practice, (cue, SHA-256 of its clip) each, in the order of the score."""
    text = json.dumps([list(line) for line in lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _part(said: Mapping[str, Any]) -> str:
    return _spelled(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def _spelled(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
