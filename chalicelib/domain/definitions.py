"""Content column: measures and practices as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from .content import AdaptationRule, Content, Id, ShownIn

# --- measures -------------------------------------------------------------------------------------


class AnswerOption(Content):
    value: int
    label: str = Field(default="", max_length=200, description="empty only in a definition without text")
    code: str | None = Field(default=None, description="LOINC answer code")


class MeasureItem(Content):
    id: Id
    text: str = Field(default="", description="verbatim; empty only in a definition without text")
    code: str | None = Field(default=None, description="LOINC item code")
    risk: bool = Field(default=False, description="an item about suicide or self-harm: required, never prorated")
    reverse: bool = Field(default=False, description="scored from the other end: lowest + highest value - the answer")
    may_not_apply: bool = Field(
        default=False, description="may be answered 'does not apply'; the rest then speaks for it, whatever is missing"
    )
    options: tuple[AnswerOption, ...] = Field(default=(), description="its own answers; left out: those of the measure")


class Gate(Content):
    """A question before the items; answered below `opens_at`, the items are not asked and the total is the lowest."""

    item: MeasureItem
    opens_at: int = 1


class Band(Content):
    label: str
    low: int = Field(description="lowest total of the band, on the published scale")
    high: int


class Symptoms(Content):
    """A share of a provisional diagnosis: so many items of the subscale answered at or above a value."""

    at_least: int = Field(ge=1, description="items needed")
    value: int = Field(description="an item counts from this answer on")


class Subscale(Content):
    """Some of the items, with a total of their own."""

    id: Id
    title: str
    items: tuple[Id, ...] = Field(min_length=1)
    cut_off: int | None = Field(default=None, description="positive at or beyond this total")
    symptoms: Symptoms | None = None
    code: str | None = Field(default=None, description="LOINC code of its total")


class Measure(Content):
    """A questionnaire as data: items verbatim under their own licence, scoring from its source.

    With `text: none` it is scored but never shown: its words belong to somebody, and whoever holds a licence puts them
    beside it (modules/measures/texts/).
    """

    id: Id
    title: str
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$", description="of the wording")
    text: Literal["verbatim", "none"] = "verbatim"
    instructions: str = Field(default="", max_length=1000, description="what stands above the questions, if anything")
    stem: str = ""
    recall: str = Field(description="e.g. 'last 2 weeks'")
    gate: Gate | None = None
    items: tuple[MeasureItem, ...] = Field(min_length=1)
    extra_items: tuple[MeasureItem, ...] = Field(default=(), description="asked beside; never scored, may stay empty")
    options: tuple[AnswerOption, ...] = ()
    multiplier: int = Field(default=1, description="total = sum × multiplier (WHO-5: 4)")
    higher_is_better: bool = False
    subscales: tuple[Subscale, ...] = ()
    bands: tuple[Band, ...] = ()
    cut_off: int | None = Field(
        default=None,
        description="a case is at or beyond this total, on the published scale; without one, a case is a positive "
        "subscale",
    )
    reliable_change: int | None = Field(default=None, description="smallest change of the total that is reliable")
    max_missing: int = Field(default=0, ge=0, description="most items that may be missing and be prorated")
    code: str | None = Field(default=None, description="LOINC code of the panel")
    total_code: str | None = None
    licence: str = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)
    verified: dict[str, bool] = Field(default_factory=dict, description="fact → whether it was looked up in a source")

    @property
    def has_text(self) -> bool:
        """Whether it may be shown to a patient."""
        return self.text == "verbatim"

    @property
    def asked(self) -> tuple[MeasureItem, ...]:
        """Everything a form asks, in its order: the gate, the items, the extra items."""
        gate = (self.gate.item,) if self.gate else ()
        return (*gate, *self.items, *self.extra_items)

    def options_of(self, item: MeasureItem) -> tuple[AnswerOption, ...]:
        """The answers of one item: its own, or those of the measure."""
        return item.options or self.options

    @model_validator(mode="after")
    def whole(self) -> Measure:
        for item in self.asked:
            if len(self.options_of(item)) < 2:
                raise ValueError(f"item '{item.id}' has no answers: give `options` for it, or for the measure")
        ids = [item.id for item in self.asked]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"two questions of '{self.id}' have the id '{twice[0]}'")
        for subscale in self.subscales:
            unknown = sorted(set(subscale.items) - {item.id for item in self.items})
            if unknown:
                raise ValueError(f"subscale '{subscale.id}' counts item '{unknown[0]}', which is none of the items")
        return self


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
    language: ShownIn = None
    visual: Visual | None = None
    interact: Interact | None = None


class BreathPace(Content):
    """Breaths a minute lie in 4.5-7 and the out-breath is not shorter than the in-breath
    (10.1007/s10484-020-09468-x; Laborde et al., 223-study meta-analysis)."""

    in_seconds: float = Field(gt=0)
    out_seconds: float = Field(gt=0)
    from_seconds: float = Field(default=0, ge=0, description="when the guide begins")
    to_seconds: float | None = Field(default=None, gt=0, description="when it ends; else with the practice")
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
    language: ShownIn = None
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
