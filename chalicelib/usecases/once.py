"""Repeated requests: the same Idempotency-Key with the same body has one effect and one answer."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any

from .errors import Invalid, KeyReused
from .ports import Once

#: How long a repeat is recognised. A headset or phone may come back after weeks offline.
KEPT_FOR = timedelta(days=60)
#: An Idempotency-Key: what an HTTP header carries unchanged everywhere (printable ASCII, no space at either end).
KEY_PATTERN = r"^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$"
LONGEST_KEY = 200
_KEY = re.compile(KEY_PATTERN)


def fingerprint(*parts: Any) -> str:
    """SHA-256 over the request, so that the record holds none of its words."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def check_key(key: str | None) -> None:
    """Raises `Invalid` for a key that could not come through every proxy as it was sent."""
    if key is not None and not (len(key) <= LONGEST_KEY and _KEY.fullmatch(key)):
        raise Invalid([("Idempotency-Key", f"must be 1 to {LONGEST_KEY} printable ASCII characters")])


def replay(record: Once | None, seen_fingerprint: str) -> dict[str, Any] | None:
    """The first answer to a repeated request; raises `KeyReused` when the body is another one."""
    if record is None:
        return None
    if record.fingerprint != seen_fingerprint:
        raise KeyReused("Take a new Idempotency-Key for a new request; the first one stands as it was sent.")
    return record.result


def remember(route: str, key: str | None, seen_fingerprint: str, result: dict[str, Any], now: datetime) -> Once | None:
    if key is None:
        return None
    return Once(route=route, key=key, fingerprint=seen_fingerprint, result=result, expires_at=now + KEPT_FOR)
