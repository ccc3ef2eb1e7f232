"""Content column: the programme as authors write it and as patients receive it.

Everything an author edits becomes one of these models; `canonical` turns a model into the bytes
whose SHA-256 is its version, so the same words always have the same address.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=64)]
#: `step-id.field-id`: an earlier answer.
FieldRef = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=130)]
#: Language of what an author wrote (`en`, `es`, `pt-BR`), set by publishing on what is not translated yet.
ShownIn = Annotated[str | None, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$", description="None: the release's language")]
PIPE = re.compile(r"\{\{\s*([a-z0-9-]+\.[a-z0-9-]+)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")


class Content(BaseModel):
    """An immutable piece of content; unknown keys are an author's slip and refused."""

    # built at first use: a Lambda meets a step or a release, and never a whole programme
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def canonical(model: BaseModel) -> bytes:
    """The bytes that are hashed: JSON, sorted keys, no defaults left out."""
    return json.dumps(model.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def version_of(model: BaseModel) -> str:
    """SHA-256 of the canonical form, hexadecimal: the model's version and its address in the store."""
    return hashlib.sha256(canonical(model)).hexdigest()


# --- passages -------------------------------------------------------------------------------------


class AdaptationRule(Content):
    """What the model may do with one passage; the author's side of the adaptation contract."""

    purpose: str = Field(min_length=1, max_length=400, description="what the fitted passage is for, in a sentence")
    keep: tuple[str, ...] = Field(min_length=1, description="words or phrases that must stay, as written here")
    max_words: int = Field(ge=20, le=400, description="longest fitted text, in words")
    reading_grade: float = Field(default=8.0, ge=3, le=14, description="highest Flesch-Kincaid grade")
    may_use: tuple[FieldRef, ...] = Field(default=(), description="earlier answers whose words may go to the model")


class Passage(Content):
    """One screenful of prose (Markdown). Frozen unless `adaptable` says how it may be fitted."""

    id: Id
    heading: str = Field(default="", max_length=120)
    text: str = Field(min_length=1)
    adaptable: AdaptationRule | None = None
    language: ShownIn = None

    def pipes(self) -> tuple[tuple[str, str | None], ...]:
        """Earlier answers shown in this passage: (reference, words to use when there is no answer)."""
        return tuple((ref, fallback or None) for ref, fallback in PIPE.findall(self.text))


# --- worksheet fields -----------------------------------------------------------------------------


class Choice(Content):
    id: Id
    label: str = Field(min_length=1, max_length=200)


class WorksheetField(Content):
    """One thing a worksheet asks. A `table` has columns (themselves fields) and rows."""

    id: Id
    type: Literal[
        "short_text", "long_text", "number", "rating", "choice", "choices", "date", "time", "list", "table", "yes_no"
    ]
    label: str = Field(min_length=1, max_length=300)
    help: str = Field(default="", max_length=600)
    required: bool = False
    max_length: int = Field(default=2000, ge=1, le=10_000, description="characters, for text and each list entry")
    minimum: int = Field(default=0, description="lowest number or rating")
    maximum: int = Field(default=100, description="highest number or rating (0-100 unless the author says 0-10)")
    low_label: str = ""
    high_label: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[WorksheetField, ...] = ()
    language: ShownIn = None
    min_rows: int = Field(default=0, ge=0, le=50, description="fewest entries of a list or rows of a table")
    max_rows: int = Field(default=10, ge=1, le=50)

    @model_validator(mode="after")
    def shape(self) -> WorksheetField:
        if self.type in ("choice", "choices") and len(self.choices) < 2:
            raise ValueError(f"field '{self.id}' is a {self.type} and needs at least two `choices`")
        if self.type == "table" and not self.columns:
            raise ValueError(f"field '{self.id}' is a table and needs `columns`")
        if any(c.type in ("table", "list") for c in self.columns):
            raise ValueError(f"field '{self.id}': a table's column cannot be a table or a list")
        if self.minimum >= self.maximum:
            raise ValueError(f"field '{self.id}': `minimum` must be below `maximum`")
        return self


# --- steps, modules, programme --------------------------------------------------------------------

StepKind = Literal["reading", "example", "worksheet", "summary", "homework"]
#: What a worksheet is; each type demands fields and adds checks (`worksheets.py`).
WorksheetKind = Literal[
    "five-area-cycle",
    "thought-record",
    "activity-diary",
    "activity-schedule",
    "values",
    "exposure-ladder",
    "exposure-log",
    "worry-log",
    "worry-time",
    "problem-solving",
    "behavioural-experiment",
    "goals",
    "sleep-diary",
    "relapse-prevention-plan",
    "safety-plan",
]


class Step(Content):
    """One page of a module, in the order of the session skeleton."""

    id: Id
    kind: StepKind
    title: str = Field(min_length=1, max_length=120)
    minutes: int = Field(ge=1, le=60, description="planned time, minutes")
    core: bool = Field(default=True, description="must be done before the next module opens")
    passages: tuple[Passage, ...] = Field(min_length=1)
    fields: tuple[WorksheetField, ...] = ()
    worksheet: WorksheetKind | None = Field(default=None, description="type of worksheet: demands fields, adds checks")
    practice: Id | None = Field(default=None, description="the practice that this step leads into")
    language: ShownIn = None  # of the title

    @model_validator(mode="after")
    def whole(self) -> Step:
        for kind, ids in (("passage", [p.id for p in self.passages]), ("field", [f.id for f in self.fields])):
            twice = {i for i in ids if ids.count(i) > 1}
            if twice:
                raise ValueError(f"{kind} id '{sorted(twice)[0]}' is used twice in step '{self.id}'")
        # the safety plan has a page of its own, to which such a step leads
        if self.kind == "worksheet" and not self.fields and self.worksheet != "safety-plan":
            raise ValueError(f"step '{self.id}' is a worksheet and needs `fields`")
        return self


class Criterion(Content):
    """One criterion about the latest score of a measure or about an earlier answer.

    What is not yet known (measure never taken, step not answered) meets none but `answered: false`.
    """

    measure: Id | None = None
    item: str | None = Field(default=None, description="item id; the total when left out")
    answer: FieldRef | None = None
    at_least: float | None = None
    at_most: float | None = None
    equals: str | None = Field(default=None, description="the answer's choice id, or yes / no")
    answered: bool | None = None

    @model_validator(mode="after")
    def one_subject(self) -> Criterion:
        if (self.measure is None) == (self.answer is None):
            raise ValueError("a condition names either `measure` or `answer`")
        if all(test is None for test in (self.at_least, self.at_most, self.equals, self.answered)):
            raise ValueError("a condition needs one of `at_least`, `at_most`, `equals`, `answered`")
        return self


class Condition(Criterion):
    """A criterion with words for the patient: why a module is still closed, or why an optional one is suggested."""

    reason: str = Field(min_length=1, max_length=300, description="told while it is not met; in `offer`: while it is")


class UnlockRule(Content):
    """When a module opens: all of these hold, and no red flag is open."""

    completed: tuple[Id, ...] = Field(default=(), description="modules whose core steps must be done")
    previous: bool = Field(default=False, description="the weekly module before it on the patient's own path is done")
    days: int = Field(default=0, ge=0, le=400, description="whole days since the last of those modules was opened")
    measures: dict[Id, int] = Field(default_factory=dict, description="measure → answered within so many days")
    conditions: tuple[Condition, ...] = ()


ModuleKind = Literal["weekly", "optional", "booster"]


class Module(Content):
    """A part of the programme.

    `weekly`: one after another on the patient's path. `optional`: beside the path, offered and never in the way.
    `booster`: after the last week, to look back and freshen up.
    """

    id: Id
    title: str = Field(min_length=1, max_length=120)
    summary: str = Field(min_length=1, max_length=400)
    kind: ModuleKind = "weekly"
    unlock: UnlockRule = UnlockRule()
    offer: tuple[Condition, ...] = Field(default=(), description="any one holds: this optional module is suggested")
    practices: tuple[Id, ...] = Field(default=(), description="practices prescribed with this module")
    language: ShownIn = None  # of title, summary and reasons
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def of_its_kind(self) -> Module:
        if self.offer and self.kind != "optional":
            raise ValueError(f"'{self.id}' is {self.kind}, and only an optional module has an `offer`")
        if self.unlock.previous and self.kind != "weekly":
            raise ValueError(f"'{self.id}' is {self.kind} and on nobody's path: use `completed` instead of `previous`")
        return self


class Branch(Content):
    """Another order of the weekly modules, for the people for whom one of its cases holds."""

    id: Id
    title: str = Field(min_length=1, max_length=120)
    reason: str = Field(min_length=1, max_length=300, description="told to the patient: why this order")
    when: tuple[tuple[Criterion, ...], ...] = Field(
        min_length=1, description="cases; one is enough, and all criteria of a case must hold"
    )
    order: tuple[Id, ...] = Field(min_length=1, description="every weekly module, in this branch's order")
    language: ShownIn = None

    @model_validator(mode="after")
    def cases_say_something(self) -> Branch:
        if not all(self.when):
            raise ValueError(f"a case of branch '{self.id}' is empty, so it would hold for everybody")
        return self


class MeasureSchedule(Content):
    """How often a measure is due."""

    id: Id
    every_days: int = Field(ge=1, le=365)
