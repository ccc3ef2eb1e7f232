"""Course column: when something was written, where a device kept it until there was network again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

#: A device's clock may be ahead of ours by so much.
SKEW = timedelta(minutes=10)
#: What a device kept for longer is taken all the same; that it was written then is not believed.
LONGEST_KEPT = timedelta(days=30)
#: Where an entry keeps what the device stated, and that it is doubted.
STATED, DOUBTED = "written_at", "written_at_doubted"


def stated(written_at: datetime | None, now: datetime) -> dict[str, Any]:
    """What an entry keeps of the time that a device states; nothing where it was sent as it was written.

    A clock set wrong costs nobody their words: such a time is kept as it was stated, marked as doubted.
    """
    if written_at is None:
        return {}
    kept = {STATED: written_at.isoformat()}
    return kept if now - LONGEST_KEPT <= written_at <= now + SKEW else kept | {DOUBTED: True}


def when_written(at: datetime, data: Mapping[str, Any]) -> datetime:
    """When an entry that arrived `at` was written: the device's time, where it can be believed; never after `at`."""
    if STATED not in data or data.get(DOUBTED):
        return at
    return min(at, datetime.fromisoformat(str(data[STATED])))
