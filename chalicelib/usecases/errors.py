"""The facts that use cases raise, and what each means to a caller.

StillpathError
├── Invalid          422  what was sent is wrong; `problems` says where
├── NotFound         404  no such thing, or not yours: the two look alike on purpose
├── SignedOut        401  signed in before this person signed out everywhere
├── Forbidden        403  your role may not do this
├── Conflict         409
│   ├── StepLocked        the module is not open yet
│   ├── PracticeHeld      the practice is not prescribed yet, or not right for this person now
│   └── StaleVersion      somebody (another device) was first
├── KeyReused        422  the same Idempotency-Key with another body
├── TooLarge         413
└── Busy             503  the store is throttling; nothing was written, try again
    └── Contended         two transactions met on one item
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from ..domain.sentence import Sentence


class StillpathError(Exception):
    """A fact that a caller can act on. `detail` never holds what a patient wrote."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = Sentence("Something went wrong")

    def __init__(self, detail: str = "", **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail, self.extra = detail, extra


class Invalid(StillpathError):
    status, slug, title = 422, "invalid", Sentence("Some of this could not be accepted")

    def __init__(self, problems: Sequence[tuple[str, str]], detail: str = "") -> None:
        super().__init__(
            detail or "; ".join(f"{field}: {message}" for field, message in problems),
            errors=[{"field": field, "message": message} for field, message in problems],
        )
        self.problems = list(problems)


class NotFound(StillpathError):
    status, slug, title = 404, "not-found", Sentence("Not found")


class SignedOut(StillpathError):
    status, slug, title = 401, "not-signed-in", Sentence("You signed out everywhere. Please sign in again")


class Forbidden(StillpathError):
    status, slug, title = 403, "forbidden", Sentence("Not allowed")


class Conflict(StillpathError):
    status, slug, title = 409, "conflict", Sentence("This cannot be done now")


class StepLocked(Conflict):
    slug, title = "step-locked", Sentence("This step is not open yet")

    def __init__(self, reasons: Sequence[str], opens_at: datetime | None = None) -> None:
        super().__init__(" ".join(reasons), reasons=list(reasons), opens_at=opens_at.isoformat() if opens_at else None)
        self.reasons, self.opens_at = list(reasons), opens_at


class PracticeHeld(Conflict):
    slug, title = "practice-held", Sentence("This practice is not open to you now")


class StaleVersion(Conflict):
    slug, title = "stale-version", Sentence("This was changed on another device")

    def __init__(self, current: int, detail: str = "") -> None:
        super().__init__(
            detail or Sentence("Read the current version, look at both, and send your answer again with that version."),
            current=current,
        )
        self.current = current


class KeyReused(StillpathError):
    status, slug, title = 422, "key-reused", Sentence("This Idempotency-Key was used for something else")


class TooLarge(StillpathError):
    status, slug, title = 413, "too-large", Sentence("This is too long to be saved in one piece")


class Busy(StillpathError):
    status, slug, title = 503, "busy", Sentence("We could not save this just now; nothing was changed")


class Contended(Busy):
    """Two transactions met on one item; nothing was written, and deciding again at once will do."""
