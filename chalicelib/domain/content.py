"""Content column: the programme as authors write it and as patients receive it.

Everything an author edits becomes one of these models; `canonical` turns a model into the bytes
whose SHA-256 is its version, so the same words always have the same address.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=64)]
#: `step-id.field-id`: an earlier answer.
FieldRef = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=130)]
PIPE = re.compile(r"\{\{\s*([a-z0-9-]+\.[a-z0-9-]+)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")


class Content(BaseModel):
    """An immutable piece of content; unknown keys are an author's slip and refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


class Step(Content):
    """One page of a module, in the order of the session skeleton."""

    id: Id
    kind: StepKind
    title: str = Field(min_length=1, max_length=120)
    minutes: int = Field(ge=1, le=60, description="planned time, minutes")
    core: bool = Field(default=True, description="must be done before the next module opens")
    passages: tuple[Passage, ...] = Field(min_length=1)
    fields: tuple[WorksheetField, ...] = ()

    @model_validator(mode="after")
    def whole(self) -> Step:
        for kind, ids in (("passage", [p.id for p in self.passages]), ("field", [f.id for f in self.fields])):
            twice = {i for i in ids if ids.count(i) > 1}
            if twice:
                raise ValueError(f"{kind} id '{sorted(twice)[0]}' is used twice in step '{self.id}'")
        if self.kind == "worksheet" and not self.fields:
            raise ValueError(f"step '{self.id}' is a worksheet and needs `fields`")
        return self


class Condition(Content):
    """One condition of an unlock rule, on the latest score of a measure or on an earlier answer.

    A condition about something not yet known (measure never taken, step not answered) is not met.
    """

    measure: Id | None = None
    item: str | None = Field(default=None, description="item id; the total when left out")
    answer: FieldRef | None = None
    at_least: float | None = None
    at_most: float | None = None
    equals: str | None = Field(default=None, description="the answer's choice id, or yes / no")
    answered: bool | None = None
    reason: str = Field(min_length=1, max_length=300, description="told to the patient while the condition is not met")

    @model_validator(mode="after")
    def one_subject(self) -> Condition:
        if (self.measure is None) == (self.answer is None):
            raise ValueError("a condition names either `measure` or `answer`")
        if all(test is None for test in (self.at_least, self.at_most, self.equals, self.answered)):
            raise ValueError("a condition needs one of `at_least`, `at_most`, `equals`, `answered`")
        return self


class UnlockRule(Content):
    """When a module opens: all of these hold, and no red flag is open."""

    completed: tuple[Id, ...] = Field(default=(), description="modules whose core steps must be done")
    days: int = Field(default=0, ge=0, le=60, description="whole days since the last of `completed` was opened")
    measures: dict[Id, int] = Field(default_factory=dict, description="measure → answered within so many days")
    conditions: tuple[Condition, ...] = ()


class Module(Content):
    id: Id
    title: str = Field(min_length=1, max_length=120)
    summary: str = Field(min_length=1, max_length=400)
    unlock: UnlockRule = UnlockRule()
    steps: tuple[Step, ...] = Field(min_length=1)


class MeasureSchedule(Content):
    """How often a measure is due."""

    id: Id
    every_days: int = Field(ge=1, le=365)


# --- measures -------------------------------------------------------------------------------------


class AnswerOption(Content):
    value: int
    label: str
    code: str | None = Field(default=None, description="LOINC answer code")


class MeasureItem(Content):
    id: Id
    text: str
    code: str | None = Field(default=None, description="LOINC item code")
    risk: bool = Field(default=False, description="an item about suicide or self-harm: required, never prorated")


class Band(Content):
    label: str
    low: int = Field(description="lowest total of the band, on the published scale")
    high: int


class Measure(Content):
    """A questionnaire as data: items verbatim under their own licence, scoring from its source."""

    id: Id
    title: str
    stem: str
    recall: str = Field(description="e.g. 'last 2 weeks'")
    items: tuple[MeasureItem, ...] = Field(min_length=1)
    options: tuple[AnswerOption, ...] = Field(min_length=2)
    multiplier: int = Field(default=1, description="total = sum × multiplier (WHO-5: 4)")
    higher_is_better: bool = False
    bands: tuple[Band, ...]
    cut_off: int = Field(description="a case is at or beyond this total, on the published scale")
    reliable_change: int = Field(description="smallest change of the total that is reliable")
    max_missing: int = Field(default=0, ge=0, description="most items that may be missing and be prorated")
    code: str | None = Field(default=None, description="LOINC code of the panel")
    total_code: str | None = None
    licence: str = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)
    verified: dict[str, bool] = Field(default_factory=dict, description="fact → whether it was looked up in a source")


# --- practices ------------------------------------------------------------------------------------


class Cue(Content):
    at_seconds: float = Field(ge=0)
    say: str = Field(min_length=1, description="narration and caption")
    id: Id | None = None
    adaptable: AdaptationRule | None = None


class BreathPace(Content):
    """Breaths a minute lie in 4.5-7 and the out-breath is not shorter than the in-breath
    (10.1007/s10484-020-09468-x; Laborde et al., 223-study meta-analysis)."""

    in_seconds: float = Field(gt=0)
    out_seconds: float = Field(gt=0)

    @model_validator(mode="after")
    def calm(self) -> BreathPace:
        rate = 60 / (self.in_seconds + self.out_seconds)
        if not 4.5 <= rate <= 7:
            raise ValueError(f"{rate:.1f} breaths a minute; the pace must lie between 4.5 and 7")
        if self.out_seconds < self.in_seconds:
            raise ValueError("the out-breath must not be shorter than the in-breath")
        return self


class Practice(Content):
    """The score of a guided session: cues in time, pace, place."""

    id: Id
    title: str
    length_seconds: int = Field(ge=60, le=1200)
    scene: Id
    eyes: Literal["open", "closed", "either"] = "open"
    breath: BreathPace | None = None
    cues: tuple[Cue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def in_time(self) -> Practice:
        times = [c.at_seconds for c in self.cues]
        if times != sorted(times):
            raise ValueError(f"cues of '{self.id}' are not in order of time")
        if times[-1] >= self.length_seconds:
            raise ValueError(f"the cue at {times[-1]:g} s runs past the end of '{self.id}' ({self.length_seconds} s)")
        return self


# --- a release ------------------------------------------------------------------------------------


class Programme(Content):
    """The whole programme as read from the author's folder."""

    id: Id
    title: str
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    modules: tuple[Module, ...] = Field(min_length=1)
    schedule: tuple[MeasureSchedule, ...] = ()
    measures: tuple[Measure, ...] = ()
    practices: tuple[Practice, ...] = ()


class StepOutline(Content):
    id: Id
    kind: StepKind
    title: str
    minutes: int
    core: bool
    version: str
    adaptable: bool = Field(description="whether any passage may be fitted")


class ModuleOutline(Content):
    id: Id
    title: str
    summary: str
    unlock: UnlockRule
    steps: tuple[StepOutline, ...]


class Release(Content):
    """What is served: the outline of a programme with the version of every part. Its own version pins a patient."""

    programme_id: Id
    title: str
    language: str
    modules: tuple[ModuleOutline, ...]
    schedule: tuple[MeasureSchedule, ...]
    measures: dict[Id, str] = Field(description="measure id → version")
    practices: dict[Id, str]
    kept_fields: tuple[FieldRef, ...] = Field(
        description="answers that a pipe, a condition or an adaptation uses later; kept beside the patient's progress"
    )

    def module_of(self, step_id: str) -> ModuleOutline | None:
        return next((m for m in self.modules if any(s.id == step_id for s in m.steps)), None)

    def step(self, step_id: str) -> StepOutline | None:
        return next((s for m in self.modules for s in m.steps if s.id == step_id), None)


def release_of(programme: Programme) -> Release:
    """The outline of a programme, with the versions of its parts."""
    kept: set[str] = set()
    for module in programme.modules:
        kept.update(c.answer for c in module.unlock.conditions if c.answer)
        for step in module.steps:
            for passage in step.passages:
                kept.update(ref for ref, _ in passage.pipes())
                kept.update(passage.adaptable.may_use if passage.adaptable else ())
    return Release(
        programme_id=programme.id,
        title=programme.title,
        language=programme.language,
        modules=tuple(
            ModuleOutline(
                id=m.id,
                title=m.title,
                summary=m.summary,
                unlock=m.unlock,
                steps=tuple(
                    StepOutline(
                        **s.model_dump(include={"id", "kind", "title", "minutes", "core"}),
                        version=version_of(s),
                        adaptable=any(p.adaptable for p in s.passages),
                    )
                    for s in m.steps
                ),
            )
            for m in programme.modules
        ),
        schedule=programme.schedule,
        measures={m.id: version_of(m) for m in programme.measures},
        practices={p.id: version_of(p) for p in programme.practices},
        kept_fields=tuple(sorted(kept)),
    )


def parts_of(programme: Programme) -> dict[str, tuple[str, dict[str, Any]]]:
    """Version → (kind, JSON) of every part that a release of this programme points to."""
    parts: dict[str, tuple[str, dict[str, Any]]] = {}
    for kind, models in (
        ("step", [s for m in programme.modules for s in m.steps]),
        ("measure", list(programme.measures)),
        ("practice", list(programme.practices)),
    ):
        for model in models:
            parts[version_of(model)] = (kind, model.model_dump(mode="json"))
    return parts
