"""Account column: the settings page: language, how plain and how large the words are, where the person is, reminders.

All of it is saved in one transaction on the version that was seen, so that of two devices neither overwrites the other
unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..domain.consent import WORDING, ConsentRecord
from ..domain.course import Course
from ..domain.preferences import READING_LEVELS, TEXT_SIZES
from ..domain.reminders import WEEKDAYS, Reminder, scheduled
from ..domain.sentence import Sentence
from .course import load_course
from .errors import Invalid, StaleVersion
from .ports import Caller, Change, Deps, Entry
from .writing import promise_preparation, until_written, write

#: Languages of our own pages; a programme may be translated into more.
PAGES = ("en", "es")


@dataclass(frozen=True)
class OwnSettings:
    """What a person has set, and whether reminders may be sent at all: they agreed, and this deployment can."""

    course: Course
    reminder: Reminder
    consent: bool
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What is to be changed; None stays as it is. `agree`: choosing e-mail here is a yes to reminders."""

    language: str | None = None
    reading_level: str | None = None
    text_size: int | None = None
    timezone: str | None = None
    channel: str | None = None
    at: str | None = None
    days: tuple[str, ...] | None = None
    agree: bool = False


def languages_of(deps: Deps, course: Course) -> list[str]:
    """Languages that a person may choose: those of their release and of the pages, in a fixed order."""
    release = deps.content.release(course.release)
    return sorted({*PAGES, release.language, *release.languages})


def own_settings(deps: Deps, caller: Caller) -> OwnSettings:
    return _settings(deps, load_course(deps, caller)[0])


def _settings(deps: Deps, course: Course) -> OwnSettings:
    given = deps.courses.document(course.patient_id, "CONSENT")
    consent = ConsentRecord.model_validate(given).consent.reminders if given else False
    return OwnSettings(course, reminder_of(deps, course.patient_id), consent, ("none", *deps.reminder_channels))


def reminder_of(deps: Deps, patient_id: str) -> Reminder:
    """What somebody chose about reminders; none, and the usual time and days, before they did."""
    found = deps.courses.document(patient_id, "REMINDER")
    return Reminder.model_validate(found) if found else Reminder(patient_id=patient_id)


def save_settings(deps: Deps, caller: Caller, wanted: Wanted, seen: int) -> OwnSettings:
    """Save what is to be changed. Raises `Invalid` naming every field, `StaleVersion` when another device was first.

    Reminders need the person's yes to them; a change of language or reading level has passages fitted anew.
    """

    def decide() -> OwnSettings:
        course, _release = load_course(deps, caller)
        if course.preferences.version != seen:
            raise StaleVersion(course.preferences.version)
        before = _settings(deps, course)
        _refuse_wrong(deps, before, wanted)
        change = Change(course=_course_after(course, wanted))
        _add_reminder(deps, change, before, wanted)
        if _reads_otherwise(course, change.course):
            promise_preparation(deps, change, deps.now())
        write(deps, change)
        return _settings(deps, change.course)

    return until_written(decide)


def _refuse_wrong(deps: Deps, before: OwnSettings, wanted: Wanted) -> None:
    problems = [
        *_one_of("language", wanted.language, languages_of(deps, before.course)),
        *_one_of("reading_level", wanted.reading_level, READING_LEVELS),
        *_one_of("text_size", wanted.text_size, TEXT_SIZES),
        *_one_of("reminders.channel", wanted.channel, before.channels),
    ]
    if wanted.timezone is not None and wanted.timezone != before.course.timezone and not zone_named(wanted.timezone):
        told = Sentence("is not a time zone we know; write the nearest large town, such as Europe/Dublin")
        problems.append(("timezone", told))
    if wanted.at is not None and not _is_time(wanted.at):
        problems.append(("reminders.at", Sentence("must be a time of day, such as 18:00")))
    if wanted.days is not None and not (wanted.days and set(wanted.days) <= set(WEEKDAYS)):
        problems.append(("reminders.days", Sentence("please choose at least one day")))
    if wanted.channel not in (None, "none") and not (before.consent or wanted.agree):
        problems.append(("reminders.channel", Sentence("needs your yes to reminders, among your choices")))
    if problems:
        raise Invalid(problems)


def _one_of(field: str, value: Any, known: Iterable[Any]) -> list[tuple[str, str]]:
    if value is None or value in known:
        return []
    return [(field, Sentence("must be one of {known}", known=", ".join(map(str, known))))]


def _is_time(text: str) -> bool:
    hour, colon, minute = text.partition(":")
    plain = (hour + minute).isascii() and (hour + minute).isdigit() and len(hour) == len(minute) == 2
    return bool(colon) and plain and int(hour) < 24 and int(minute) < 60


def zone_named(text: str) -> str:
    """The time zone that somebody wrote, in the spelling of the IANA database; empty when there is none."""
    from zoneinfo import available_timezones  # reads the disk, and people seldom move

    wanted = text.strip().replace(" ", "_").casefold()
    known = {name.casefold(): name for name in available_timezones()}
    towns = {name.rpartition("/")[2]: full for name, full in sorted(known.items()) if name.count("/")}
    return known.get(wanted) or towns.get(wanted, "")


def _course_after(course: Course, wanted: Wanted) -> Course:
    changes: dict[str, Any] = {"version": course.preferences.version + 1}
    if wanted.reading_level is not None:
        changes["reading_level"] = wanted.reading_level
    if wanted.text_size is not None:
        changes["text_size"] = wanted.text_size
    after: dict[str, Any] = {"preferences": course.preferences.model_copy(update=changes)}
    if wanted.language is not None:
        after["language"] = wanted.language
    if wanted.timezone is not None and wanted.timezone != course.timezone:
        after["timezone"] = zone_named(wanted.timezone)
    return course.model_copy(update=after)


def _add_reminder(deps: Deps, change: Change, before: OwnSettings, wanted: Wanted) -> None:
    chosen = {"channel": wanted.channel, "at": wanted.at, "days": _in_order(wanted.days)}
    after = before.reminder.model_copy(update={k: v for k, v in chosen.items() if v is not None})
    moved = change.course.timezone != before.course.timezone
    if after != before.reminder or moved:
        add_reminder(deps, change, after)
    if wanted.agree and not before.consent and after.channel != "none":
        _agree(deps, change)


def _in_order(days: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return tuple(day for day in WEEKDAYS if day in days) if days is not None else None


def add_reminder(deps: Deps, change: Change, reminder: Reminder) -> None:
    """Put a reminder into a change, with its next time where the person is."""
    planned = scheduled(reminder, change.course.timezone, deps.now())
    change.documents["REMINDER"] = planned.model_dump(mode="json")


def _agree(deps: Deps, change: Change) -> None:
    """Record the yes to reminders beside the other choices, as the page of choices would."""
    patient_id, now = change.course.patient_id, deps.now()
    found = deps.courses.document(patient_id, "CONSENT")
    record = ConsentRecord.model_validate(found) if found else ConsentRecord()
    choice = record.consent.model_copy(update={"reminders": True})
    agreed = ConsentRecord(consent=choice, wording=WORDING, recorded_at=now, version=record.version)
    change.documents["CONSENT"] = agreed.model_dump(mode="json")
    data = {**choice.model_dump(), "wording": WORDING}
    change.entries.append(Entry(id=deps.new_id(), patient_id=patient_id, at=now, kind="consent", data=data))


def _reads_otherwise(before: Course, after: Course) -> bool:
    """Whether what was fitted is in another language, or not plain enough any more."""
    return (before.language, before.preferences.reading_level) != (after.language, after.preferences.reading_level)
