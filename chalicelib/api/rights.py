"""JSON routes of what is a person's own: looking back, taking everything along, leaving, having it erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from ..domain.course import Course
from ..domain.journal import LONGEST_SEARCH
from ..routing import Routes
from ..usecases.erasure import erase_account
from ..usecases.export import as_fhir, own_record
from ..usecases.journal import journal
from ..usecases.leaving import choose_language, come_back, languages_of, leave, settings_of
from ..usecases.ports import Deps, EntryKind
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


class SettingsRequest(Wire):
    language: str = Field(max_length=20, description="one of `languages`")


class SettingsResponse(Told):
    language: str
    languages: list[str]
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
    """The language, which others there are, and whether the person has left"""
    return _settings(call.deps, settings_of(call.deps, call.caller))


@operation(routes, "PUT", "/v1/settings", roles=PATIENT, response=SettingsResponse, body=SettingsRequest)
def put_settings(call: Call[SettingsRequest, None]) -> SettingsResponse:
    """Choose the language of the programme"""
    return _settings(call.deps, choose_language(call.deps, call.caller, call.body.language))


@operation(routes, "POST", "/v1/leave", roles=PATIENT, response=SettingsResponse)
def post_leave(call: Call[None, None]) -> SettingsResponse:
    """Leave the programme: everything is kept, the therapist is told; once, however often it is sent"""
    return _settings(call.deps, leave(call.deps, call.caller))


@operation(routes, "POST", "/v1/return", roles=PATIENT, response=SettingsResponse)
def post_return(call: Call[None, None]) -> SettingsResponse:
    """Come back to where it was left"""
    return _settings(call.deps, come_back(call.deps, call.caller))


def _settings(deps: Deps, course: Course) -> SettingsResponse:
    known = languages_of(deps, course)
    return SettingsResponse(language=course.language, languages=known, left_at=course.left_at)


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
