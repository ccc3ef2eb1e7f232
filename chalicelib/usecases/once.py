"""Repeated requests: the same Idempotency-Key with the same body has one effect and one answer."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from .errors import Invalid, KeyReused
from .ports import Once

#: How long a repeat is recognised. A headset or phone may come back after weeks offline.
KEPT_FOR = timedelta(days=60)


def fingerprint(*parts: Any) -> str:
    """SHA-256 over the request, so that the record holds none of its words."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def check_key(key: str | None) -> None:
    if key is not None and not 1 <= len(key) <= 200:
        raise Invalid([("Idempotency-Key", "must be between 1 and 200 characters")])


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
