"""What the use cases need from the world: protocols, and the records that cross them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pydantic import BaseModel, Field

from ..domain.adaptation import Mode
from ..domain.content import Step
from ..domain.course import Course
from ..domain.definitions import Measure, Practice
from ..domain.programme import Release
from ..domain.review import Flag
from ..domain.screen import Screen

if TYPE_CHECKING:
    from .narration_ports import Narration

EntryKind = Literal[
    "answer",
    "set-aside",
    "unsent",
    "response",
    "screen",
    "mood",
    "message",
    "flag",
    "review",
    "adaptation",
    "consent",
    "plan",
    "moved",
    "safety-plan",
    "enrolled",
    "practice-run",
    "left",
    "returned",
    "feedback",
]


class Entry(BaseModel):
    """One thing that happened, on the patient's timeline. Immutable."""

    id: str
    patient_id: str
    at: datetime
    kind: EntryKind
    data: dict[str, Any] = Field(default_factory=dict)


class Draft(BaseModel):
    """Answers on the way; `version` counts saves, so that two devices do not overwrite each other unseen."""

    step_id: str
    answers: dict[str, Any]
    saved_at: datetime
    version: int = 0


class FittedPassage(BaseModel):
    """A passage that passed every check and may be shown instead of the author's, while that text is still the same."""

    passage_id: str
    text: str
    adaptation_id: str
    step_version: str = Field(description="version of the authored step it was made from")
    approved_by: str = Field(default="", description="the therapist who approved or edited it; none in mode `live`")


class Fitted(BaseModel):
    step_id: str
    passages: dict[str, FittedPassage] = Field(default_factory=dict)
    version: int = 0


class StepPage(BaseModel):
    """The patient's side of one step."""

    draft: Draft | None = None
    fitted: Fitted | None = None
    answers: dict[str, Any] | None = None


class OutboxEntry(BaseModel):
    """Work promised by a transaction, done by the queue handler; deleted when done."""

    id: str
    kind: Literal["prepare", "narrate"]
    patient_id: str
    at: datetime
    release: str = Field(default="", description="whose authored lines are to be spoken; else the patient's own")


class Once(BaseModel):
    """Record of a request that was carried out: the same key with the same body gets the same result."""

    route: str
    key: str
    fingerprint: str
    result: dict[str, Any]
    expires_at: datetime


class Profile(BaseModel):
    """Who a patient is to their therapist."""

    patient_id: str
    therapist_id: str
    name: str
    email: str
    version: int = 0


@dataclass
class Change:
    """One transaction on one patient's partition: all of it is written, or nothing."""

    course: Course
    entries: list[Entry] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    outbox: list[OutboxEntry] = field(default_factory=list)
    once: Once | None = None
    drop_draft: tuple[str, int] | None = None
    """(step, draft version that went into this change): words another device saved since are not dropped."""
    draft: Draft | None = None
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Whole documents written with the change: `CONSENT`, `SAFETYPLAN`, `REMINDER` (body with its seen `version`)."""
    waiting: tuple[datetime | None, datetime | None] | None = None
    """Since when the therapist has not read the patient's messages: (before, after) this change."""


class RecordTaken(Exception):
    """The idempotency record was already there: this request was carried out before."""

    def __init__(self, record: Once) -> None:
        super().__init__("carried out before")
        self.record = record


class DraftMoved(Exception):
    """The draft to be dropped was saved again by another device; nothing was written."""


class ContentStore(Protocol):
    """Published content; immutable by version."""

    def current_release(self, programme_id: str) -> str | None: ...
    def release(self, version: str) -> Release: ...
    def step(self, version: str) -> Step: ...
    def measure(self, version: str) -> Measure: ...
    def screen(self, version: str) -> Screen: ...
    def practice(self, version: str) -> Practice: ...


class CourseStore(Protocol):
    """A patient's own partition."""

    def load(self, patient_id: str, once: tuple[str, str] | None = None) -> tuple[Course | None, Once | None]:
        """The course, and the idempotency record of (route, key): one read."""

    def open_page(self, patient_id: str, step_id: str) -> tuple[Course | None, StepPage]:
        """The course with the patient's draft and fitted passages of one step, as they stood at one moment: one read.

        An answer that is being written meanwhile is seen whole or not at all. `StepPage.answers` is left to `entry`.
        """

    def entry(self, patient_id: str, address: str) -> Entry | None:
        """One entry of the timeline by its address: one read. Entries never change."""

    def save(self, change: Change) -> None:
        """Write a change on the course version it carries.

        Raises `StaleVersion` (read again and decide again), `RecordTaken` (answer as then), `DraftMoved`, `Busy`.
        """

    def entry_address(self, entry: Entry) -> str:
        """Where an entry will lie on its patient's timeline (sort key)."""

    def enrol(self, course: Course, profile: Profile, entry: Entry) -> None:
        """First write of a patient; raises `Conflict` when already enrolled."""

    def save_draft(self, patient_id: str, draft: Draft) -> Draft:
        """Write a draft on the version it carries (0: new); returns it with its new version; raises `StaleVersion`."""

    def entries(
        self, patient_id: str, *, limit: int = 50, after: str | None = None, newest_first: bool = False
    ) -> tuple[list[Entry], str | None]:
        """The timeline, a page at a time: (entries, cursor to go on with)."""

    def document(self, patient_id: str, name: str) -> dict[str, Any] | None:
        """`CONSENT`, `SAFETYPLAN` or `REMINDER`, with its `version`."""

    def profile(self, patient_id: str) -> Profile | None: ...
    def profiles(self, patient_ids: Sequence[str]) -> dict[str, Profile]: ...
    def caseload(
        self, therapist_id: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Profile], str | None]: ...
    def courses(self, patient_ids: Sequence[str]) -> dict[str, Course]: ...
    def silent_since(self, before: datetime) -> Iterator[Course]:
        """Courses last seen before a time, through the index."""

    def pending(self, before: datetime) -> Iterator[OutboxEntry]:
        """Outbox entries older than a time."""

    def outbox_entry(self, outbox_id: str) -> OutboxEntry | None: ...
    def outbox_done(self, outbox_id: str) -> None: ...


class ReviewStore(Protocol):
    """Flags, as therapists see them."""

    def flags(
        self, therapist_id: str, status: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Flag], str | None]:
        """Flags `open` (with acknowledged) or `closed`, highest level and nearest deadline first."""

    def flag(self, flag_id: str) -> Flag | None: ...
    def many(self, flag_ids: Sequence[str]) -> dict[str, Flag]: ...
    def save(self, flag: Flag, entry: Entry, course: Course | None) -> None:
        """Write a flag on its version with the act's timeline entry, and the course when closing changes it."""


class Queue(Protocol):
    """Wakes the handler that prepares passages; at-least-once."""

    def send(self, entry: OutboxEntry) -> None: ...


class Counter(Protocol):
    """Metrics: names and numbers only, never text of a patient."""

    def count(self, name: str, value: float = 1, **dimensions: str) -> None: ...


@dataclass(frozen=True)
class Deps:
    """Everything a use case may touch."""

    courses: CourseStore
    content: ContentStore
    reviews: ReviewStore
    queue: Queue
    counter: Counter
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    programme_id: str
    adaptation_mode: Mode = "off"
    reminder_channels: tuple[str, ...] = ()
    """How this deployment can reach people: empty where no sender is set."""
    narration: Narration | None = None
    """How lines are spoken; None: captions only."""


@dataclass(frozen=True)
class Caller:
    """Who is calling, from the verified token alone."""

    sub: str
    groups: frozenset[str]
    #: When they signed in, as their token says; None for a headset, whose token is let go of by itself.
    since: datetime | None = None
