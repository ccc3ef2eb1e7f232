"""JSON routes of what is a person's own: taking everything along, and having it erased."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..routing import Routes
from ..usecases.erasure import erase_account
from ..usecases.export import as_fhir, own_record
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
