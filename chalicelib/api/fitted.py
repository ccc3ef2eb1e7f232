"""A patient's own routes to what a model wrote for them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from ..domain.adaptation import Adaptation, Feedback
from ..domain.adaptation_outgoing import Outgoing
from ..routing import Routes
from ..usecases.fitted import give_feedback, own_adaptation, own_fitted, sent_for
from .http import Call, Told, Wire, adaptations, operation
from .review_models import PageQuery

routes = Routes()
PATIENT = {"patient"}


class FittedResponse(Told):
    """A passage as it was fitted, and as its author wrote it."""

    id: str
    step_id: str
    passage_id: str
    text: str
    author_text: str
    at: datetime
    feedback: Feedback = Field(description="what the patient said of it; empty: nothing yet")

    @classmethod
    def of(cls, adaptation: Adaptation) -> FittedResponse:
        return cls.model_validate(adaptation.model_dump(include=set(cls.model_fields)))


class FittedListResponse(Told):
    fitted: list[FittedResponse]
    cursor: str | None = Field(description="send it back to go on; null at the end")


class FittedOneResponse(FittedResponse):
    sent: Outgoing | None = Field(description="all that is sent for it, from the answers as they are now")


class FeedbackRequest(Wire):
    feedback: Literal["useful", "not-for-me"]


@operation(routes, "GET", "/v1/fitted", roles=PATIENT, query=PageQuery, response=FittedListResponse)
def get_fitted(call: Call[None, PageQuery]) -> FittedListResponse:
    """Passages that were fitted to the caller and shown, newest first"""
    page = own_fitted(call.deps, adaptations(), call.caller, call.query.limit, call.query.cursor)
    return FittedListResponse(fitted=[FittedResponse.of(one) for one in page.adaptations], cursor=page.cursor)


@operation(routes, "GET", "/v1/fitted/{adaptation_id}", roles=PATIENT, response=FittedOneResponse)
def get_one(call: Call[None, None], adaptation_id: str) -> FittedOneResponse:
    """One passage, with all that is sent for it"""
    one = own_adaptation(call.deps, adaptations(), call.caller, adaptation_id)
    sent = sent_for(call.deps, adaptations(), call.caller, one)
    return FittedOneResponse(**FittedResponse.of(one).model_dump(), sent=sent)


@operation(
    routes,
    "POST",
    "/v1/fitted/{adaptation_id}/feedback",
    roles=PATIENT,
    body=FeedbackRequest,
    response=FittedResponse,
)
def post_feedback(call: Call[FeedbackRequest, None], adaptation_id: str) -> FittedResponse:
    """Say whether a fitted passage is of use; the caller's therapist sees it beside the text"""
    told = give_feedback(call.deps, adaptations(), call.caller, adaptation_id, call.body.feedback)
    return FittedResponse.of(told)
