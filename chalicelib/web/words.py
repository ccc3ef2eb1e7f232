"""Times, levels and scores in words a tired person can read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ..domain.sentence import Counted, Sentence

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class LevelWords(NamedTuple):
    """A level of a flag is told by a word and a shape as well as by colour."""

    label: str
    shape: str
    meaning: str


LEVELS = {
    "red": LevelWords("Urgent", "octagon", "look at this within minutes"),
    "amber": LevelWords("Soon", "triangle", "look at this within a day to three"),
    "blue": LevelWords("This week", "circle", "look at this within a week"),
    "info": LevelWords("For information", "square", "good to know"),
}


#: Above a form that came back because its session was over.
WROTE_AGAIN = Sentence("You have signed in again since you wrote this. Nothing is lost: press the button once more.")


def zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # reads the disk when imported

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def plural(count: float, one: str, many: str = "") -> str:
    """`1 step`, `3 steps`."""
    return f"{count:g} {one if count == 1 else many or one + 's'}"


def span(length: timedelta) -> str:
    """A length of time, rounded down to its largest unit: minutes, hours, days."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return plural(minutes, "minute")
    if minutes < 48 * 60:
        return plural(minutes // 60, "hour")
    return plural(minutes // (24 * 60), "day")


def ago(at: datetime, now: datetime) -> str:
    return "just now" if now - at < timedelta(minutes=1) else f"{span(now - at)} ago"


def until(due_at: datetime, now: datetime) -> str:
    """`due in 12 minutes`, `3 hours overdue`."""
    return f"due in {span(due_at - now)}" if due_at > now else f"{span(now - due_at)} overdue"


def points(change: float) -> str:
    """A difference between two scores: `2 points lower`, `the same`."""
    if change == 0:
        return "the same"
    return f"{plural(abs(change), 'point')} {'higher' if change > 0 else 'lower'}"


def than_first(change: float) -> str:
    """A difference to the first score of a measure, as a sentence for the person themself."""
    if change == 0:
        return Sentence("That is the same as the first time.")
    if change > 0:
        return Counted(
            "That is {n} point higher than the first time.", "That is {n} points higher than the first time.", n=change
        )
    return Counted(
        "That is {n} point lower than the first time.", "That is {n} points lower than the first time.", n=-change
    )


def utc(text: str) -> datetime:
    """An ISO time out of an error's extra; naive ones are UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
