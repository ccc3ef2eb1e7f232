"""JSON routes of measures: the questions, a response, the course of the scores."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from ..domain.definitions import AnswerOption, Measure, MeasureItem
from ..domain.measures import band_of
from ..domain.safety import CrisisResponse, crisis_of
from ..routing import Routes
from ..usecases import measures as usecases
from .http import Call, Told, Wire, WrittenAt, operation

routes = Routes()
PATIENT = {"patient"}


class ItemView(Told):
    id: str
    text: str
    code: str | None = Field(description="LOINC code")
    risk: bool
    may_not_apply: bool = Field(description="takes the answer `na`: does not apply")
    options: list[AnswerOption] = Field(description="answers of this item")


class GateView(Told):
    item: ItemView
    opens_at: int = Field(description="answered below this, the items are not asked and may be left out")


class MeasureResponse(Told):
    id: str
    title: str
    language: str = Field(description="of the wording; a measure is shown as published or officially translated")
    instructions: str
    stem: str
    recall: str
    gate: GateView | None
    items: list[ItemView]
    extra_items: list[ItemView] = Field(description="asked beside, not scored; may be left out")
    options: list[AnswerOption]
    licence: str


class ResponseRequest(Wire):
    items: dict[str, Any] = Field(description="item id → value; null: rather not say; `na`: does not apply")
    written_at: WrittenAt = None


class ScoreView(Told):
    id: str | None = None
    measure_id: str
    at: datetime
    total: float | None = Field(description="on the published scale; null when too much was left out")
    band: str | None
    change: float | None = Field(description="difference from the first total")


class ResponseResponse(ScoreView):
    missing: list[str]
    safety: CrisisResponse | None = Field(description="crisis lines, when the answer raised a risk flag")


class ResponsesResponse(Told):
    """The first response and the latest ones, oldest first; all of them are on the timeline and in the export."""

    measure_id: str
    higher_is_better: bool
    reliable_change: int | None = Field(description="null: none was published")
    responses: list[ScoreView]


@operation(routes, "GET", "/v1/measures/{measure_id}", roles=PATIENT, response=MeasureResponse)
def get_measure(call: Call[None, None], measure_id: str) -> MeasureResponse:
    """The questions of one measure, verbatim"""
    _course, measure = usecases.open_measure(call.deps, call.caller, measure_id)
    return MeasureResponse(
        **measure.model_dump(include={"id", "title", "language", "instructions", "stem", "recall", "licence"}),
        gate=GateView(item=_item(measure, measure.gate.item), opens_at=measure.gate.opens_at) if measure.gate else None,
        items=[_item(measure, i) for i in measure.items],
        extra_items=[_item(measure, i) for i in measure.extra_items],
        options=list(measure.options),
    )


def _item(measure: Measure, item: MeasureItem) -> ItemView:
    told = item.model_dump(include={"id", "text", "code", "risk", "may_not_apply"})
    return ItemView(**told, options=list(measure.options_of(item)))


@operation(
    routes,
    "POST",
    "/v1/measures/{measure_id}/responses",
    roles=PATIENT,
    response=ResponseResponse,
    body=ResponseRequest,
    status=201,
    keyed=True,
)
def post_response(call: Call[ResponseRequest, None], measure_id: str) -> ResponseResponse:
    """Answer a measure: score, band, change since the start, and crisis lines when a risk item is above zero"""
    sent = call.body
    done = usecases.submit_response(call.deps, call.caller, measure_id, sent.items, call.key, sent.written_at)
    return ResponseResponse(
        id=done.entry_id,
        measure_id=measure_id,
        at=done.at,
        total=done.total,
        band=done.band,
        change=done.change,
        missing=done.missing,
        safety=crisis_of(done.flagged, done.country),
    )


@operation(routes, "GET", "/v1/measures/{measure_id}/responses", roles=PATIENT, response=ResponsesResponse)
def get_responses(call: Call[None, None], measure_id: str) -> ResponsesResponse:
    """The course of one measure's scores"""
    measure, readings = usecases.readings(call.deps, call.caller, measure_id)
    totals = [r.total for r in readings if r.total is not None]
    return ResponsesResponse(
        measure_id=measure_id,
        higher_is_better=measure.higher_is_better,
        reliable_change=measure.reliable_change,
        responses=[_view(measure, r.at, r.total, totals[0] if totals else None) for r in readings],
    )


def _view(measure: Measure, at: datetime, total: float | None, baseline: float | None) -> ScoreView:
    known = total is not None and baseline is not None
    return ScoreView(
        measure_id=measure.id,
        at=at,
        total=total,
        band=band_of(measure, int(total)) if total is not None else None,
        change=total - baseline if known and total is not None and baseline is not None else None,
    )
