"""What reminding needs from the world: who is due, what speaks for or against it, and a way to reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ..domain.course import Course
from ..domain.reminders import Reminder


class NotSent(Exception):
    """A reminder did not go out. `everybody`: it is the sender, not this one message; its kind, never an address."""

    def __init__(self, kind: str, *, everybody: bool) -> None:
        super().__init__(kind)
        self.kind, self.everybody = kind, everybody


@dataclass(frozen=True)
class Mail:
    """One message: nothing in it but what may be read by whoever sees the screen."""

    to: str
    subject: str
    text: str
    stop_url: str
    language: str


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand a message over, once: what may have gone out is not tried again. Raises `NotSent`."""


@dataclass(frozen=True)
class Due:
    """One person whose time may have come, as everything stands at one moment."""

    reminder: Reminder
    course: Course | None
    consent: bool
    email: str
    erasing: bool


class ReminderStore(Protocol):
    def due(self, before: datetime) -> Iterator[str]:
        """Ids of patients whose next time is before a time, the longest overdue first.

        Through the index, which may be a moment behind.
        """

    def look(self, patient_id: str) -> Due | None:
        """One person afresh: one read. None: they have no reminder (any more)."""

    def mark(self, reminder: Reminder) -> None:
        """Write the reminder on its version. Raises `StaleVersion` when it was written since, or is gone."""


@dataclass(frozen=True)
class RemindDeps:
    """What reminding touches beside `Deps`. `say` puts a sentence of ours into a language."""

    store: ReminderStore
    mailer: Mailer | None
    say: Callable[[str, str], str]
    base_url: str
