"""Wire models of the therapists' routes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from ..domain.course import PlanChange, ScoreReading
from ..domain.path import Followed
from ..domain.review import LONGEST_TEXT, Action, Flag, Level
from ..usecases.caseload import MeasureSummary, Patient, PatientRow, TimelineEntry
from ..usecases.ports import EntryKind
from ..usecases.review import FlagView
from .http import Told, Wire


class PageQuery(Wire):
    limit: int = Field(default=50, ge=1, le=100)
    cursor: str | None = Field(default=None, min_length=1, max_length=1400)


class ReviewQuery(PageQuery):
    status: Literal["open", "closed"] = Field(default="open", description="`open` includes acknowledged flags")


class TimelineQuery(PageQuery):
    newest_first: bool = False


class ActRequest(Wire):
    """What a therapist did about a flag. Everything but acknowledging needs `text`."""

    text: str = Field(default="", max_length=LONGEST_TEXT)
    contact_confirmed: bool = Field(default=False, description="needed to resolve a red flag")
    version: int | None = Field(default=None, ge=1, description="the flag's version that was on the screen")


class PlanRequest(Wire):
    module_id: str = Field(min_length=1, max_length=64)
    action: Literal["open", "hold", "skip", "rule"]
    reason: str = Field(min_length=1, max_length=LONGEST_TEXT)


class ActResponse(Told):
    at: datetime
    by: str
    action: Action
    text: str
    contact_confirmed: bool


class FlagStateResponse(Told):
    """How a flag stands now."""

    id: str
    level: Level
    status: Literal["open", "acknowledged", "resolved"]
    due_at: datetime
    version: int


class FlagResponse(FlagStateResponse):
    patient_id: str
    patient_name: str
    rule: str
    rule_version: str
    reason: str
    inputs: dict[str, Any]
    raised_at: datetime
    overdue: bool
    acts: list[ActResponse]

    @classmethod
    def of(cls, view: FlagView) -> FlagResponse:
        return cls.model_validate(
            view.flag.model_dump() | {"patient_name": view.patient_name, "overdue": view.overdue},
        )


class WaitingResponse(Told):
    """A patient whose messages wait to be read."""

    patient_id: str
    patient_name: str
    unread: int
    since: datetime = Field(description="none of the unread messages is older")


class ReviewResponse(Told):
    """Flags by level and deadline; `cursor` leads to the next page and is null on the last."""

    flags: list[FlagResponse]
    cursor: str | None
    waiting: list[WaitingResponse] = Field(
        description="on the first page of open flags: unread messages, the longest wait first"
    )
    more_waiting: bool = Field(description="more patients wait than are named; they are in the caseload")


class ModuleRefResponse(Told):
    id: str
    title: str


class MeasureSummaryResponse(Told):
    """The latest total on the published scale, and its difference from the first."""

    at: datetime
    total: float | None
    change: float | None

    @classmethod
    def of(cls, summary: MeasureSummary) -> MeasureSummaryResponse:
        return cls(at=summary.at, total=summary.total, change=summary.change)


class PatientRowResponse(Told):
    """`module` is the one being worked on, else the next that is locked; null when the programme is done."""

    id: str
    name: str
    last_seen_at: datetime
    module: ModuleRefResponse | None
    measures: dict[str, MeasureSummaryResponse]
    open_flags: dict[Level, int]
    unread_messages: int = Field(description="messages of the patient that the therapist has not been shown")
    unread_since: datetime | None = Field(description="none of them is older")

    @classmethod
    def of(cls, row: PatientRow) -> PatientRowResponse:
        return cls.model_validate(_row(row))


def _row(row: PatientRow) -> dict[str, Any]:
    return {
        "id": row.patient_id,
        "name": row.name,
        "last_seen_at": row.last_seen_at,
        "module": {"id": row.module.id, "title": row.module.title} if row.module else None,
        "measures": {m: MeasureSummaryResponse.of(s) for m, s in row.measures.items()},
        "open_flags": row.open_flags,
        "unread_messages": row.unread.count,
        "unread_since": row.unread.since,
    }


class PatientsResponse(Told):
    patients: list[PatientRowResponse]
    cursor: str | None


class PlanResponse(Told):
    module_id: str
    action: Literal["open", "hold", "skip", "rule"]
    reason: str
    by: str
    at: datetime

    @classmethod
    def of(cls, module_id: str, decision: PlanChange) -> PlanResponse:
        return cls(module_id=module_id, **decision.model_dump())


class BranchRequest(Wire):
    branch: str = Field(max_length=64, description="id of a branch; empty: the programme's own order")
    reason: str = Field(min_length=1, max_length=LONGEST_TEXT)


class BranchResponse(Told):
    """The order a patient follows; `by` is empty when the programme's rule chose it."""

    branch: str
    reason: str
    by: str
    at: datetime

    @classmethod
    def of(cls, followed: Followed) -> BranchResponse:
        return cls.model_validate(followed.model_dump())


class ModuleStateResponse(ModuleRefResponse):
    status: Literal["done", "open", "locked", "skipped"]
    reasons: list[str]
    opens_at: datetime | None
    steps: int
    steps_done: int
    plan: PlanResponse | None = Field(description="the therapist's decision that stands above the unlock rule")


class ReadingResponse(Told):
    """One completed measure; `items` are the questions about suicide or self-harm only."""

    at: datetime
    total: float | None
    items: dict[str, int | None]

    @classmethod
    def of(cls, reading: ScoreReading) -> ReadingResponse:
        return cls(at=reading.at, total=reading.total, items=reading.items)


class PatientResponse(PatientRowResponse):
    email: str
    enrolled_at: datetime
    country: str
    language: str
    timezone: str
    adaptation_consent: bool
    modules: list[ModuleStateResponse] = Field(description="in the order in which this patient meets them")
    branch: BranchResponse | None = Field(description="None: not chosen yet")
    readings: dict[str, list[ReadingResponse]] = Field(description="the first and the latest dozen of each measure")
    flags: list[FlagResponse] = Field(description="the open ones, most urgent first")

    @classmethod
    def from_patient(cls, patient: Patient) -> PatientResponse:
        course = patient.course
        modules = [
            ModuleStateResponse(
                id=module.id,
                title=module.title,
                status=state.status,
                reasons=state.reasons,
                opens_at=state.opens_at,
                steps=len(module.steps),
                steps_done=sum(course.done(step.id) for step in module.steps),
                plan=PlanResponse.of(module.id, course.plan[module.id]) if module.id in course.plan else None,
            )
            for module, state in patient.modules
        ]
        return cls.model_validate(
            {
                **_row(patient.row),
                "email": patient.profile.email,
                **course.model_dump(
                    include={"enrolled_at", "country", "language", "timezone", "adaptation_consent"},
                ),
                "modules": modules,
                "branch": BranchResponse.of(course.branch) if course.branch else None,
                "readings": {m: [ReadingResponse.of(r) for r in readings] for m, readings in patient.readings.items()},
                "flags": [FlagResponse.of(view) for view in patient.flags],
            }
        )


class TimelineEntryResponse(Told):
    """What happened. `data` depends on `kind`; `flag` says how the flag it is about stands now."""

    id: str
    at: datetime
    kind: EntryKind
    data: dict[str, Any]
    flag: FlagStateResponse | None

    @classmethod
    def of(cls, item: TimelineEntry) -> TimelineEntryResponse:
        return cls(
            **item.entry.model_dump(include={"id", "at", "kind", "data"}),
            flag=_state(item.flag) if item.flag else None,
        )


def _state(flag: Flag) -> FlagStateResponse:
    return FlagStateResponse.model_validate(flag.model_dump())


class TimelineResponse(Told):
    entries: list[TimelineEntryResponse]
    cursor: str | None
