"""Therapists' routes to what the model wrote for their patients."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from ..domain.adaptation import Adaptation, Check, Feedback, Status
from ..routing import Routes
from ..usecases.adaptation_review import approve, edit, list_adaptations, list_awaiting, reject
from .http import Call, Told, Wire, adaptations, operation
from .review_models import PageQuery

routes = Routes()
THERAPISTS = {"therapist"}


class EditRequest(Wire):
    """The passage as the therapist would have it read; it passes the same checks as the model's."""

    text: str = Field(min_length=1, max_length=6000)


class AdaptationResponse(Told):
    """One attempt to fit one passage: both texts, who wrote it, and what the checks said."""

    id: str
    patient_id: str
    step_id: str
    passage_id: str
    author_text: str
    text: str = Field(
        description="as fitted; after an edit, the therapist's words. Empty when nothing usable came back"
    )
    model_text: str = Field(description="the model's words, where a therapist edited them")
    checks: list[Check]
    status: Status
    attempt: int
    model: str
    prompt_version: str
    checks_version: str
    latency_ms: int
    tokens_in: int
    tokens_out: int
    at: datetime
    decided_by: str
    decided_at: datetime | None
    feedback: Feedback = Field(description="what the patient said of the text; empty: nothing")
    feedback_at: datetime | None

    @classmethod
    def of(cls, adaptation: Adaptation) -> AdaptationResponse:
        return cls.model_validate(adaptation.model_dump(include=set(cls.model_fields)))


class AdaptationsResponse(Told):
    adaptations: list[AdaptationResponse]
    cursor: str | None = Field(description="send it back to go on; null at the end")


@operation(
    routes,
    "GET",
    "/v1/patients/{patient_id}/adaptations",
    roles=THERAPISTS,
    query=PageQuery,
    response=AdaptationsResponse,
)
def get_adaptations(call: Call[None, PageQuery], patient_id: str) -> AdaptationsResponse:
    """Every attempt to fit a passage to one patient, newest first"""
    page = list_adaptations(call.deps, adaptations(), call.caller, patient_id, call.query.limit, call.query.cursor)
    return AdaptationsResponse(adaptations=[AdaptationResponse.of(a) for a in page.adaptations], cursor=page.cursor)


@operation(routes, "GET", "/v1/adaptations", roles=THERAPISTS, query=PageQuery, response=AdaptationsResponse)
def get_awaiting(call: Call[None, PageQuery]) -> AdaptationsResponse:
    """Fitted passages that wait for the caller's decision, oldest first"""
    page = list_awaiting(call.deps, adaptations(), call.caller, call.query.limit, call.query.cursor)
    return AdaptationsResponse(adaptations=[AdaptationResponse.of(a) for a in page.adaptations], cursor=page.cursor)


@operation(routes, "POST", "/v1/adaptations/{adaptation_id}/approve", roles=THERAPISTS, response=AdaptationResponse)
def post_approve(call: Call[None, None], adaptation_id: str) -> AdaptationResponse:
    """Show the fitted passage to the patient"""
    return AdaptationResponse.of(approve(call.deps, adaptations(), call.caller, adaptation_id))


@operation(
    routes,
    "POST",
    "/v1/adaptations/{adaptation_id}/edit",
    roles=THERAPISTS,
    body=EditRequest,
    response=AdaptationResponse,
)
def post_edit(call: Call[EditRequest, None], adaptation_id: str) -> AdaptationResponse:
    """Show the passage as the therapist wrote it"""
    return AdaptationResponse.of(edit(call.deps, adaptations(), call.caller, adaptation_id, call.body.text))


@operation(routes, "POST", "/v1/adaptations/{adaptation_id}/reject", roles=THERAPISTS, response=AdaptationResponse)
def post_reject(call: Call[None, None], adaptation_id: str) -> AdaptationResponse:
    """Leave the author's text"""
    return AdaptationResponse.of(reject(call.deps, adaptations(), call.caller, adaptation_id))
