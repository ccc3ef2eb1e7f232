"""Pages of a list: how long one is, and the opaque cursor that leads to the next.

A cursor holds a place in an order and nothing else. Which list is read comes from the caller, never from a cursor.
"""

from __future__ import annotations

import base64
import binascii

from .errors import Invalid

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 100
#: A sort key of the table holds at most 1024 bytes.
_LONGEST_PLACE = 1024


def page_size(limit: int | None) -> int:
    """Entries a page; raises `Invalid` outside 1 to 100."""
    if limit is None:
        return DEFAULT_LIMIT
    if not 1 <= limit <= LARGEST_LIMIT:
        raise Invalid([("limit", f"must be between 1 and {LARGEST_LIMIT}")])
    return limit


def cursor_of(place: str | None) -> str | None:
    """The cursor that a client sends back to go on after a place; none at the end of the list."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place is not None else None


def place_of(cursor: str | None) -> str | None:
    """The place a cursor stands for; raises `Invalid` for anything that is not a cursor."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place = raw.decode()
    except (binascii.Error, ValueError) as error:
        raise Invalid([("cursor", "is not a cursor of this list; start again without it")]) from error
    if not 1 <= len(raw) <= _LONGEST_PLACE:
        raise Invalid([("cursor", "is not a cursor of this list; start again without it")])
    return place
