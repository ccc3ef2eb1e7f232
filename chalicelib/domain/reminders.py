"""Messages column: when a person is reminded, and when they are left in peace.

A reminder goes out at the person's own local time on the days they chose, at most once on a day, and only for what is
open. It is never a flag, and never about danger: there a person decides (see flags.py).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field

from .ahead import due_measures, next_open_step, worked_through
from .course import Course
from .flags import NUDGE_DAYS, nudge_is_due
from .programme import Release

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Channel = Literal["none", "email"]
WEEKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: What somebody gets who said yes to reminders and has chosen nothing yet: early evening, twice a week (design).
USUAL_TIME: Final = "18:00"
USUAL_DAYS: Final[tuple[Weekday, ...]] = ("mon", "thu")
#: A reminder that could not go out for so long after its time waits for the next day: nobody is written to at night
#: because a machine was down in the evening (design).
LATEST: Final = timedelta(hours=2)
#: Days to look ahead for the next time: a week, and a day more on each side of a date line.
_AHEAD = 9

#: Why nothing is sent. `late`: the time has passed. `away`: silent for a week, and reminded in that week.
Held = Literal["off", "no-consent", "left", "red-flag", "late", "today-already", "here-today", "away", "nothing-due"]


class Reminder(BaseModel):
    """What one person chose, when the next time is, and when the last one went out."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    patient_id: str
    channel: Channel = "none"
    at: str = Field(default=USUAL_TIME, pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="local time, 24 hours")
    days: tuple[Weekday, ...] = Field(default=USUAL_DAYS, min_length=1)
    next_at: datetime | None = Field(default=None, description="aware, UTC; None: no reminders")
    sent_at: datetime | None = Field(default=None, description="aware, UTC; the last one that was sent")
    version: int = Field(default=0, ge=0)


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name (`Europe/Dublin`); UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def following(reminder: Reminder, timezone: str, now: datetime) -> datetime | None:
    """The next time after `now` at which this person may be reminded, in UTC; None without reminders.

    Always on a later local day than the last one that was sent, whatever was changed in between. A time that the clocks
    jump over comes as much later as they jump; of a time that they repeat, the first.
    """
    if reminder.channel == "none":
        return None
    zone = zone_of(timezone)
    last = _day(reminder.sent_at, zone) if reminder.sent_at else date.min
    hour, minute = map(int, reminder.at.split(":"))
    days = (_day(now, zone) + timedelta(days=ahead) for ahead in range(_AHEAD))
    chosen = (day for day in days if WEEKDAYS[day.weekday()] in reminder.days)
    times = (datetime.combine(day, time(hour, minute), tzinfo=zone).astimezone(UTC) for day in chosen)
    return next((at for at in times if at > now and _day(at, zone) > last), None)


def scheduled(reminder: Reminder, timezone: str, now: datetime) -> Reminder:
    """The reminder with its next time worked out anew."""
    return reminder.model_copy(update={"next_at": following(reminder, timezone, now)})


def marked_sent(reminder: Reminder, timezone: str, now: datetime) -> Reminder:
    """The reminder as it stands once this one counts as sent."""
    return scheduled(reminder.model_copy(update={"sent_at": now}), timezone, now)


def held_back(reminder: Reminder, course: Course, release: Release, consent: bool, now: datetime) -> Held | None:
    """Why a reminder whose time has come is not sent; None when it is.

    `consent`: the person agrees to reminders now. Whoever has been away for a week (`nudge_is_due`) is written to once
    a week at most: another note a day would be a burden, and after two weeks their therapist is told (R15).
    """
    if reminder.channel == "none" or reminder.next_at is None:
        return "off"
    if not consent:
        return "no-consent"
    if course.left_at:
        return "left"
    if course.open_red:
        return "red-flag"
    if now - reminder.next_at > LATEST:
        return "late"
    zone = zone_of(course.timezone)
    if reminder.sent_at and _day(reminder.sent_at, zone) >= _day(now, zone):
        return "today-already"
    if _day(course.last_seen_at, zone) == _day(now, zone):
        return "here-today"
    lately = reminder.sent_at is not None and now - reminder.sent_at < timedelta(days=NUDGE_DAYS)
    if lately and nudge_is_due(course.last_seen_at, now):
        return "away"
    return None if something_is_due(course, release, now) else "nothing-due"


def something_is_due(course: Course, release: Release, now: datetime) -> bool:
    """Whether there is something to come for: a step that is open, or a measure while the weekly part goes on."""
    if next_open_step(course, release, now):
        return True
    return not worked_through(course, release) and bool(due_measures(course, release, now))


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
