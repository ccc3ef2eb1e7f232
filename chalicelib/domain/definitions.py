"""Content column: measures and practices as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from .content import AdaptationRule, Content, Id

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
