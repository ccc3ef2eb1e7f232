"""Account column: enrolment and consent."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.consent import WORDING, Consent, ConsentRecord
from ..domain.course import Course
from .course import load_course
from .errors import Conflict, Invalid, StaleVersion
from .ports import Caller, Change, Deps, Entry, Profile
from .writing import promise_preparation, until_written, write


@dataclass(frozen=True)
class Enrol:
    """`patient_id` and `therapist_id` are subjects of the user pool; `country` is ISO 3166-1 alpha-2."""

    patient_id: str
    therapist_id: str
    name: str
    email: str
    country: str
    language: str = "en"
    timezone: str = "UTC"


def enrol(deps: Deps, command: Enrol) -> Course:
    """Start a patient on the current release; from now on they are pinned to it. Raises `Conflict` when enrolled."""
    release = deps.content.current_release(deps.programme_id)
    if release is None:
        raise Conflict("No programme is published yet: run `stillpath publish` first.")
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # reads the disk when imported, and enrolling is rare

    try:
        ZoneInfo(command.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid([("timezone", "is not a time zone such as Europe/Dublin")]) from error
    now = deps.now()
    course = Course(
        patient_id=command.patient_id,
        therapist_id=command.therapist_id,
        programme_id=deps.programme_id,
        release=release,
        enrolled_at=now,
        last_seen_at=now,
        country=command.country,
        language=command.language,
        timezone=command.timezone,
    )
    profile = Profile(
        patient_id=command.patient_id, therapist_id=command.therapist_id, name=command.name, email=command.email
    )
    entry = Entry(id=deps.new_id(), patient_id=command.patient_id, at=now, kind="enrolled", data={"release": release})
    deps.courses.enrol(course, profile, entry)
    return course


def consent(deps: Deps, caller: Caller) -> ConsentRecord:
    load_course(deps, caller)
    document = deps.courses.document(caller.sub, "CONSENT")
    return ConsentRecord.model_validate(document) if document else ConsentRecord()


def give_consent(deps: Deps, caller: Caller, choice: Consent, seen: int) -> ConsentRecord:
    """Record a choice on the version that was seen. Taking back `ai` hides fitted passages at once."""

    def decide() -> ConsentRecord:
        course, _release = load_course(deps, caller)
        document = deps.courses.document(caller.sub, "CONSENT")
        current = int(document["version"]) if document else 0
        if current != seen:
            raise StaleVersion(current)
        now = deps.now()
        record = ConsentRecord(consent=choice, wording=WORDING, recorded_at=now, version=seen)
        data = {**choice.model_dump(), "wording": WORDING}
        change = Change(
            course=course.model_copy(update={"adaptation_consent": choice.ai}),
            entries=[Entry(id=deps.new_id(), patient_id=caller.sub, at=now, kind="consent", data=data)],
            documents={"CONSENT": record.model_dump(mode="json")},
        )
        if choice.reminders and not (document or {}).get("consent", {}).get("reminders"):
            _begin_reminders(deps, change)
        promise_preparation(deps, change, now)
        write(deps, change)
        return record.model_copy(update={"version": seen + 1})

    return until_written(decide)


def _begin_reminders(deps: Deps, change: Change) -> None:
    """A new yes to reminders starts them, at the usual time until the person chooses theirs among the settings."""
    from .preferences import add_reminder, reminder_of  # with the rules of time zones, which few requests need

    before = reminder_of(deps, change.course.patient_id)
    if before.channel == "none" and "email" in deps.reminder_channels:
        add_reminder(deps, change, before.model_copy(update={"channel": "email"}))
