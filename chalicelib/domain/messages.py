"""Messages column: what a message may be, where a conversation stands, and what of it was read. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .sentence import Sentence

#: Characters (code points) of one message, line breaks counted as one each.
LONGEST_MESSAGE = 4000
#: The smallest difference in time that the store keeps: no two messages of a conversation have the same time.
TICK = timedelta(microseconds=1)
#: Answers that must have been seen before anything is said about how soon they usually come.
FEWEST_ANSWERS = 3

Side = Literal["patient", "therapist"]


class Message(BaseModel):
    """One message between a patient and their therapist; never changed once written."""

    id: str
    at: datetime
    sender: Side
    text: str


class Unread(BaseModel):
    """What one side has not read of the other's messages: how many, and a time that none of them is older than.

    What was read is always the beginning of what was written: nobody has read a message and not the one before it.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    count: int = 0
    since: datetime | None = None


class Correspondence(BaseModel):
    """Where a conversation stands, kept in the patient's course so that every list can tell without reading it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    last_at: datetime | None = None
    by_therapist: Unread = Field(default_factory=Unread, description="of the patient's messages")
    by_patient: Unread = Field(default_factory=Unread, description="of the therapist's messages")
    told: datetime | None = Field(
        default=None, description="`since` of the unread message about which the therapist was told (R21)"
    )

    def unread_by(self, reader: Side) -> Unread:
        return self.by_therapist if reader == "therapist" else self.by_patient

    def with_unread(self, reader: Side, unread: Unread) -> Correspondence:
        return self.model_copy(update={f"by_{reader}": unread})


def tidied(text: str) -> str:
    """A message as it is kept: line breaks of one kind, no empty space around it; every other character as typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def text_problem(text: str) -> str:
    """Why a (tidied) text cannot be a message, in words for its writer; empty when it can."""
    if not text:
        return Sentence("please write something first")
    if len(text) > LONGEST_MESSAGE:
        return Sentence(
            "this has {length} characters, and a message holds {most}; please send it in two parts",
            length=len(text),
            most=LONGEST_MESSAGE,
        )
    return ""


def time_of_next(so_far: Correspondence, now: datetime) -> datetime:
    """The time of a message written now: after every other, also where two machines' clocks differ a little."""
    return now if so_far.last_at is None else max(now, so_far.last_at + TICK)


def written(so_far: Correspondence, sender: Side, at: datetime) -> Correspondence:
    """The conversation after a message, which the other side has not read."""
    reader: Side = "patient" if sender == "therapist" else "therapist"
    unread = so_far.unread_by(reader)
    more = Unread(count=unread.count + 1, since=unread.since if unread.count else at)
    return so_far.with_unread(reader, more).model_copy(update={"last_at": at})


def is_unread(so_far: Correspondence, reader: Side, message: Message) -> bool:
    since = so_far.unread_by(reader).since
    return message.sender != reader and since is not None and message.at >= since


def shown(so_far: Correspondence, reader: Side, messages: Sequence[Message]) -> Correspondence:
    """The conversation after a side was shown some messages without a gap between them, the oldest first.

    They count as read, unless an older unread one may be missing: then all stay unread until it is shown too.
    """
    unread = so_far.unread_by(reader)
    new = [one for one in messages if is_unread(so_far, reader, one)]
    if len(new) >= unread.count:
        return so_far.with_unread(reader, Unread()) if unread.count else so_far
    if not new or unread.since is None or messages[0].at > unread.since:
        return so_far
    left = Unread(count=unread.count - len(new), since=new[-1].at + TICK)
    return so_far.with_unread(reader, left)


def usual_answer_days(messages: Sequence[Message]) -> int | None:
    """Days, rounded up, within which most of the therapist's answers among these messages came.

    A wait begins with the first message that is not answered yet. None while fewer than three answers are known: what
    is told is what was seen, never a promise.
    """
    waits: list[timedelta] = []
    asked_at: datetime | None = None
    for one in sorted(messages, key=lambda message: message.at):
        if one.sender == "patient":
            asked_at = asked_at or one.at
        elif asked_at is not None:
            waits.append(one.at - asked_at)
            asked_at = None
    if len(waits) < FEWEST_ANSWERS:
        return None
    return max(1, -(-sorted(waits)[len(waits) // 2] // timedelta(days=1)))
