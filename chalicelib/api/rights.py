"""JSON routes of what is a person's own: looking back, taking everything along, leaving, having it erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from ..domain.journal import LONGEST_SEARCH
from ..domain.preferences import ReadingLevel, TextSize
from ..domain.reminders import Channel, Weekday
from ..routing import Routes
from ..usecases.erasure import erase_account
from ..usecases.export import as_fhir, own_record
from ..usecases.journal import journal
from ..usecases.leaving import come_back, leave
from ..usecases.ports import Deps, EntryKind
from ..usecases.preferences import OwnSettings, Wanted, languages_of, own_settings, save_settings
from ..usecases.signing_out import sign_out_everywhere
from .http import Call, Told, Wire, operation, rights

routes = Routes()
PATIENT = {"patient"}


class PartQuery(Wire):
    cursor: str | None = Field(default=None, max_length=2000, description="from the link `next` of the part before")


class BundleEntry(Told):
    fullUrl: str
    resource: dict[str, Any] = Field(description="a resource of FHIR R4, about the caller alone")


class BundleLink(Told):
    relation: Literal["next"]
    url: str = Field(description="relative to this route")


class BundleResponse(Told):
    """A Bundle of FHIR R4 (type collection): everything the caller wrote, answered and did."""

    resourceType: Literal["Bundle"]
    type: Literal["collection"]
    timestamp: str
    link: list[BundleLink] = Field(default=[], description="where the next part is, when one answer does not hold all")
    entry: list[BundleEntry]


@operation(routes, "GET", "/v1/export", roles=PATIENT, response=BundleResponse, query=PartQuery)
def get_export(call: Call[None, PartQuery]) -> BundleResponse:
    """Everything of one's own, as a FHIR R4 bundle"""
    own = own_record(call.deps, rights(), call.caller, call.query.cursor)
    return BundleResponse.model_validate(as_fhir(call.deps, own, f"export?cursor={own.cursor}"))


class ErasureRequest(Wire):
    confirm: Literal["erase everything"] = Field(description="said on purpose: nothing of it can be brought back")


class ErasureResponse(Told):
    status: Literal["erased"]


@operation(routes, "DELETE", "/v1/account", roles=PATIENT, response=ErasureResponse, body=ErasureRequest)
def delete_account(call: Call[ErasureRequest, None]) -> ErasureResponse:
    """Erase the caller and everything of theirs; sent again, it goes on where it was, or says the same"""
    erase_account(call.deps, rights(), call.caller)
    return ErasureResponse(status="erased")


class SignedOutResponse(Told):
    status: Literal["signed out"]


@operation(routes, "POST", "/v1/sign-out", roles={"patient", "therapist"}, response=SignedOutResponse)
def post_sign_out(call: Call[None, None]) -> SignedOutResponse:
    """Sign out everywhere: a patient's tokens of before stop counting at once, a therapist's are not renewed"""
    sign_out_everywhere(call.deps, rights(), call.caller)
    return SignedOutResponse(status="signed out")


class Reminders(Wire):
    """When the person would like to hear that there is something for them; left out: as it is."""

    channel: Channel | None = Field(
        default=None, description="`email` needs the consent `reminders`, and a deployment that can send"
    )
    at: str | None = Field(
        default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="where the person is, 24 hours"
    )
    days: list[Weekday] | None = Field(default=None, min_length=1, max_length=7)


class SettingsRequest(Wire):
    """What is left out stays as it is."""

    version: int = Field(ge=0, description="as it was read: of two devices neither overwrites the other unseen")
    language: str | None = Field(default=None, max_length=20, description="one of `languages`")
    reading_level: ReadingLevel | None = Field(
        default=None, description="plain: fitted passages are asked for, and checked, at a lower school grade"
    )
    text_size: TextSize | None = Field(default=None, description="of the pages, per cent")
    timezone: str | None = Field(default=None, max_length=64, description="of the IANA database, such as Europe/Dublin")
    reminders: Reminders | None = None


class RemindersTold(Told):
    channel: Channel
    at: str
    days: list[Weekday]
    consent: bool = Field(description="whether the person agrees to reminders; without it none is sent")
    channels: list[Channel] = Field(description="those that this deployment has")
    next_at: datetime | None = Field(description="null: no reminders")


class SettingsResponse(Told):
    version: int
    language: str
    languages: list[str]
    reading_level: ReadingLevel
    text_size: TextSize
    timezone: str
    reminders: RemindersTold
    left_at: datetime | None = Field(description="null: in the programme")


class OwnEntry(Told):
    id: str
    at: datetime
    kind: EntryKind
    data: dict[str, Any] = Field(description="as it was written; its members depend on the kind")


class EntriesResponse(Told):
    entries: list[OwnEntry]
    cursor: str | None = Field(description="null: nothing older is left to look at")


class SearchRequest(Wire):
    words: str = Field(min_length=1, max_length=LONGEST_SEARCH, description="all of them must stand in an entry")
    cursor: str | None = Field(default=None, max_length=2000)


@operation(routes, "GET", "/v1/settings", roles=PATIENT, response=SettingsResponse)
def get_settings(call: Call[None, None]) -> SettingsResponse:
    """Language, reading level, text size, time zone, reminders, and whether the person has left"""
    return _settings(call.deps, own_settings(call.deps, call.caller))


@operation(routes, "PUT", "/v1/settings", roles=PATIENT, response=SettingsResponse, body=SettingsRequest)
def put_settings(call: Call[SettingsRequest, None]) -> SettingsResponse:
    """Change some or all of them, on the version that was read"""
    sent = call.body.model_dump(exclude={"version", "reminders"})
    if reminders := call.body.reminders:
        sent |= reminders.model_dump(exclude={"days"}) | {"days": tuple(reminders.days) if reminders.days else None}
    return _settings(call.deps, save_settings(call.deps, call.caller, Wanted(**sent), call.body.version))


@operation(routes, "POST", "/v1/leave", roles=PATIENT, response=SettingsResponse)
def post_leave(call: Call[None, None]) -> SettingsResponse:
    """Leave the programme: everything is kept, the therapist is told; once, however often it is sent"""
    leave(call.deps, call.caller)
    return _settings(call.deps, own_settings(call.deps, call.caller))


@operation(routes, "POST", "/v1/return", roles=PATIENT, response=SettingsResponse)
def post_return(call: Call[None, None]) -> SettingsResponse:
    """Come back to where it was left"""
    come_back(call.deps, call.caller)
    return _settings(call.deps, own_settings(call.deps, call.caller))


def _settings(deps: Deps, own: OwnSettings) -> SettingsResponse:
    course, reminder = own.course, own.reminder
    told = {"channel": reminder.channel, "at": reminder.at, "days": reminder.days, "next_at": reminder.next_at}
    return SettingsResponse(
        version=course.preferences.version,
        language=course.language,
        languages=languages_of(deps, course),
        reading_level=course.preferences.reading_level,
        text_size=course.preferences.text_size,
        timezone=course.timezone,
        reminders=RemindersTold.model_validate({**told, "consent": own.consent, "channels": own.channels}),
        left_at=course.left_at,
    )


@operation(routes, "GET", "/v1/entries", roles=PATIENT, response=EntriesResponse, query=PartQuery)
def get_entries(call: Call[None, PartQuery]) -> EntriesResponse:
    """Earlier entries of one's own, newest first"""
    return _entries(call, "", call.query.cursor)


@operation(routes, "POST", "/v1/entries/search", roles=PATIENT, response=EntriesResponse, body=SearchRequest)
def search_entries(call: Call[SearchRequest, None]) -> EntriesResponse:
    """Look for words in what one has written; in the body, so that they stand in no address"""
    return _entries(call, call.body.words, call.body.cursor)


def _entries(call: Call[Any, Any], words: str, cursor: str | None) -> EntriesResponse:
    found = journal(call.deps, call.caller, words, cursor=cursor)
    told = [OwnEntry(id=one.id, at=one.at, kind=one.kind, data=one.data) for one in found.entries]
    return EntriesResponse(entries=told, cursor=found.cursor)
