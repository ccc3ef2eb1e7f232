"""What export and erasure need from the world: all that is kept about one person, and a way to let go of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from pydantic import BaseModel, Field

from ..domain.adaptation import Adaptation
from ..domain.consent import ConsentRecord
from ..domain.course import Course
from ..domain.review import Flag
from .narration_ports import SoundStore
from .ports import Draft, Entry, Profile


@dataclass
class Part:
    """What is kept about one person: all of it, or as much as one answer holds. `cursor`: there is more."""

    drafts: list[Draft] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    devices: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None

    @property
    def consent(self) -> ConsentRecord | None:
        found = self.documents.get("CONSENT")
        return ConsentRecord.model_validate(found) if found else None


class Erasing(BaseModel):
    """The mark that a person is being erased: written first and taken away last, so that a killed erasure goes on."""

    patient_id: str
    began_at: datetime = Field(description="aware, UTC")


class RightsStore(Protocol):
    """One person's whole partition, and what lies elsewhere because of them."""

    def part(self, patient_id: str, after: str | None = None) -> Part:
        """What is kept, in the order of the keys, until it is about as much as one answer holds."""

    def adaptations(self, adaptation_ids: Sequence[str]) -> list[Adaptation]: ...
    def profile(self, patient_id: str) -> Profile | None: ...

    def begin_erasing(self, erasing: Erasing, course: Course | None, notice: Flag | None) -> None:
        """One transaction: the mark, the course gone (so that nobody can write any more), the therapist told.

        Raises `StaleVersion` when the course was written since it was read, `Busy`. Begun already: changes nothing.
        """

    def erasing(self, patient_id: str) -> bool: ...
    def unfinished(self) -> Iterator[Erasing]:
        """Erasures that were begun and not finished."""

    def erase_items(self, patient_id: str) -> int:
        """Delete every item of a person but the mark, page by page, with what each page leads to; how many there were.

        Whatever is deleted stays deleted: killed anywhere and begun again, it goes on.
        """

    def end_erasing(self, patient_id: str) -> None:
        """Take the mark away."""


class Accounts(Protocol):
    """The user pool."""

    def delete(self, patient_id: str) -> None:
        """Delete a person's sign-in; one that is gone already is no error. Raises `Busy`."""

    def sign_out(self, sub: str) -> None:
        """Nobody who is signed in as this person gets new tokens. Raises `Busy`."""


@dataclass(frozen=True)
class RightsDeps:
    """What the data rights touch beside `Deps`."""

    store: RightsStore
    accounts: Accounts
    sounds: SoundStore | None = None
    """Where lines that were fitted to a person are spoken; None: nowhere."""
