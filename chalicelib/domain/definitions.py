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

#: What the screening before the first practice can allow: every practice, only those done with open eyes and an
#: anchor outside the body, or (on a headset) none.
Screening = Literal["all", "eyes-open", "none"]


class Visual(Content):
    """What the scene shows from a cue on. `id` is one of the scene's own (`practice_places.SCENES`)."""

    id: Id
    over_seconds: float = Field(default=4, gt=0, le=60, description="how long the change takes")
    every_seconds: float | None = Field(default=None, gt=0, le=60, description="comes back so often, if it repeats")

    @property
    def changes_per_second(self) -> float:
        """Light changes a second: of what repeats, one each period; of a single change, one there and back."""
        return 1 / (self.every_seconds or 2 * self.over_seconds)


class Interact(Content):
    """What the person may do from a cue on; nothing ever waits for it."""

    kind: Literal["place-leaf", "dwell", "choose"]
    count: int = Field(default=1, ge=1, le=10, description="objects to look at, leaves to let go")
    seconds: float = Field(default=2, ge=1, le=5, description="how long a look at one object counts as chosen")
    label: str = Field(default="Done", min_length=1, max_length=60, description="words on the button of the flat page")


class Cue(Content):
    at_seconds: float = Field(ge=0)
    say: str = Field(min_length=1, description="narration and caption")
    id: Id | None = None
    adaptable: AdaptationRule | None = None
    eyes: Literal["open", "closed"] | None = Field(
        default=None,
        description="closed: never said to people who keep to eyes-open practices; open: said only to them",
    )
    visual: Visual | None = None
    interact: Interact | None = None


class BreathPace(Content):
    """Breaths a minute lie in 4.5-7 and the out-breath is not shorter than the in-breath
    (10.1007/s10484-020-09468-x; Laborde et al., 223-study meta-analysis)."""

    in_seconds: float = Field(gt=0)
    out_seconds: float = Field(gt=0)
    from_seconds: float = Field(default=0, ge=0, description="when the guide begins")
    to_seconds: float | None = Field(default=None, gt=0, description="when it ends; the end of the practice if left out")
    slowest_per_minute: float = Field(default=4.5, description="slowest pace that a person may choose")
    fastest_per_minute: float = Field(default=7, description="fastest pace that a person may choose")

    @property
    def per_minute(self) -> float:
        return 60 / (self.in_seconds + self.out_seconds)

    @model_validator(mode="after")
    def calm(self) -> BreathPace:
        for rate in (self.per_minute, self.slowest_per_minute, self.fastest_per_minute):
            if not 4.5 <= rate <= 7:
                raise ValueError(f"{rate:.1f} breaths a minute; the pace must lie between 4.5 and 7")
        if not self.slowest_per_minute <= self.per_minute <= self.fastest_per_minute:
            raise ValueError(f"{self.per_minute:.1f} breaths a minute lie outside the range of this practice")
        if self.out_seconds < self.in_seconds:
            raise ValueError("the out-breath must not be shorter than the in-breath")
        return self


class Phase(Content):
    """A part of a practice, as a person would name it."""

    id: Id
    title: str = Field(min_length=1, max_length=60)
    at_seconds: float = Field(ge=0)


class Sound(Content):
    """The soundscape under the voice; a person can always switch it off."""

    id: Id
    level: float = Field(default=0.4, ge=0, le=0.8, description="share of full scale; the voice stays above it")


class EyesOpen(Content):
    """How the practice differs for people who keep to eyes-open practices."""

    length_seconds: int = Field(ge=60, le=1200)
    breath_to_seconds: float | None = Field(default=None, gt=0)


class StopRules(Content):
    """When the session ends early and turns to grounding. An author may be more careful than 4 of 10, never less."""

    nausea_at_least: int = Field(default=4, ge=1, le=4, description="0-10")
    unreality_at_least: int = Field(default=4, ge=1, le=4, description="0-10")
    button: Literal[True] = Field(default=True, description="one press ends it")
    tracking_lost_seconds: float = Field(default=5, gt=0, le=10, description="headset: lost for so long")


class Practice(Content):
    """The score of a guided session: phases and cues in time, pace, place, whom it suits, when it stops."""

    id: Id
    title: str = Field(min_length=1, max_length=80)
    summary: str = Field(default="", max_length=300)
    length_seconds: int = Field(ge=60, le=1200)
    scene: Id
    sound: Sound | None = None
    eyes: Literal["open", "closed", "either"] = "open"
    screening: tuple[Literal["all", "eyes-open"], ...] = Field(
        default=("all",), min_length=1, description="results of the screening that allow it"
    )
    eyes_open: EyesOpen | None = None
    flat: bool = Field(default=True, description="also on a page, without a headset")
    stop: StopRules = StopRules()
    phases: tuple[Phase, ...] = ()
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
