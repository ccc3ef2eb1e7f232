"""Wire models of the course routes: today, the programme, steps, drafts, completion, moods."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from ..domain.content import ModuleKind, StepKind, WorksheetField, WorksheetKind
from ..domain.safety import CrisisResponse
from ..usecases.passages import ShownPassage
from .http import Told, Wire, WrittenAt


class DueItem(Told):
    kind: Literal["measure", "screen"] = "measure"
    id: str
    due_since: datetime


class ModuleCard(Told):
    """A module as it stands for this patient; a locked one says why, and when it opens if time alone is missing."""

    id: str
    title: str
    summary: str
    language: str = Field(description="of title and summary")
    steps_done: int
    steps_total: int
    reasons: list[str]
    opens_at: datetime | None
    kind: ModuleKind
    suggestions: list[str] = Field(description="why this optional module is suggested to this patient")


class OrderCard(Told):
    """The branch that a patient follows, in the words of the programme."""

    id: str
    title: str
    reason: str


class NextStep(Told):
    id: str
    title: str
    language: str = Field(description="of the title")
    minutes: int
    module_id: str


class TodayResponse(Told):
    programme: str
    next: NextStep | None
    due: list[DueItem]
    open: list[ModuleCard]
    locked: list[ModuleCard]
    done: list[ModuleCard]
    order: OrderCard | None = Field(description="None: the programme's own order")
    unread_messages: int = Field(description="messages of the therapist that were not shown to the patient yet")


class StepCard(Told):
    id: str
    kind: StepKind
    title: str
    language: str = Field(description="of the title")
    minutes: int
    core: bool
    done: bool
    open: bool


class ModuleDetail(ModuleCard):
    status: Literal["done", "open", "locked", "skipped"]
    steps: list[StepCard]


class ProgrammeResponse(Told):
    id: str
    title: str
    language: str
    release: str = Field(description="version this patient is pinned to")
    modules: list[ModuleDetail]


class DraftView(Told):
    answers: dict[str, Any]
    version: int
    saved_at: datetime


class AdviceItem(Told):
    """Good to know about an answer; it never stands in the way."""

    field: str
    message: str


class FigureItem(Told):
    """What answers add up to, such as the sleep efficiency of a night."""

    field: str
    title: str
    value: int
    unit: str


class StepResponse(Told):
    id: str
    module_id: str
    kind: StepKind
    title: str
    language: str = Field(description="of the title; passages and fields say their own")
    minutes: int
    version: int = Field(description="how often this step was completed; send it with `complete`")
    content_version: str
    passages: list[ShownPassage]
    fields: list[WorksheetField]
    draft: DraftView | None
    answers: dict[str, Any] | None = Field(description="what was completed last")
    completed_at: datetime | None
    worksheet: WorksheetKind | None = Field(description="type of worksheet")
    practice: str | None = Field(description="the practice that this step leads into")
    advice: list[AdviceItem] = Field(description="about what was completed last")
    figures: list[FigureItem]


class DraftRequest(Wire):
    answers: dict[str, Any]
    version: int = Field(default=0, ge=0, description="version of the draft that was on the screen; 0: none")


class DraftResponse(Told):
    version: int
    saved_at: datetime
    safety: CrisisResponse | None


class CompleteRequest(Wire):
    answers: dict[str, Any] = Field(default_factory=dict)
    version: int = Field(default=0, ge=0, description="the step's version that was on the screen; 0: never completed")
    draft_version: int = Field(default=0, ge=0, description="version of the draft that these answers come from")
    written_at: WrittenAt = None


class CompleteResponse(Told):
    entry_id: str
    version: int
    completed_at: datetime
    safety: CrisisResponse | None = Field(description="crisis lines, when the answer raised a risk flag")
    advice: list[AdviceItem] = Field(description="good to know; the step is complete all the same")
    figures: list[FigureItem]


class MoodRequest(Wire):
    rating: int = Field(ge=0, le=10, strict=True, description="0 worst, 10 best")
    note: str = Field(default="", max_length=20_000, description="up to 2000 characters are kept")
    written_at: WrittenAt = None


class MoodResponse(Told):
    id: str
    at: AwareDatetime = Field(description="when it arrived")
    written_at: AwareDatetime | None = Field(default=None, description="when it was written, if a device kept it")
    rating: int
    note: str
    safety: CrisisResponse | None = None


class MoodsQuery(Wire):
    limit: int = Field(default=50, ge=1, le=100)
    cursor: str | None = Field(default=None, max_length=400)


class MoodsResponse(Told):
    moods: list[MoodResponse]
    cursor: str | None
