"""Course column: where a patient is, what is open, and what completing a step changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .answers import as_words
from .content import Condition, Criterion, Step
from .messages import Correspondence
from .path import Followed, matching_branch, weekly_path
from .preferences import Preferences
from .programme import ModuleOutline, Release, StepOutline
from .sentence import Counted, Sentence, Words

#: Scores kept beside the progress, per measure: the first (baseline) and the latest; all stay on the timeline.
KEPT_SCORES = 12


class StepProgress(BaseModel):
    """`revision` counts completions: 0 before the first."""

    revision: int = 0
    completed_at: datetime | None = None
    entry: str = Field(default="", description="sort key of the latest completed answers")


class ScoreReading(BaseModel):
    """One completed measure, on the published scale."""

    at: datetime
    total: float | None
    items: dict[str, int | None] = Field(default_factory=dict, description="risk items only")
    written_at: datetime | None = Field(default=None, description="where a device kept it until there was network")


class PlanChange(BaseModel):
    """A therapist's decision about a module; it stands above the unlock rule. `rule`: the rule decides again."""

    action: Literal["open", "hold", "skip", "rule"]
    reason: str
    by: str
    at: datetime


class ScreenState(BaseModel):
    """Where a person stands with one screen (circumstances, readiness for a headset, safety)."""

    at: datetime | None = Field(default=None, description="when it was answered last")
    result: str | None = Field(default=None, description="id of the result it came to")
    abandoned: datetime | None = Field(
        default=None, description="the risk answer after which it was not finished, and the therapist was told"
    )


class Settled(BaseModel):
    """When a person closed the flag of a rule that looks at time alone, and at which level it stood."""

    level: Literal["red", "amber", "blue", "info"]
    at: datetime


class Kept(BaseModel):
    """An earlier answer that a later step uses: as words, and as a bare value for conditions."""

    words: str
    value: str | int | bool | None = None
    flagged: bool = Field(default=False, description="from an entry that raised a flag: never sent to a model")


class Practised(BaseModel):
    """How often a practice was used, and when last."""

    times: int = 0
    on_headset: int = 0
    last_at: datetime


class Course(BaseModel):
    """The aggregate of one patient's course; `version` grows by one with every write."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    patient_id: str
    therapist_id: str
    programme_id: str
    release: str = Field(description="version of the pinned release")
    enrolled_at: datetime
    last_seen_at: datetime
    country: str = Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2, for crisis lines")
    language: str = "en"
    timezone: str = "UTC"
    version: int = 0
    opened: dict[str, datetime] = Field(default_factory=dict, description="module → when its first step was begun")
    steps: dict[str, StepProgress] = Field(default_factory=dict)
    scores: dict[str, list[ScoreReading]] = Field(default_factory=dict)
    kept: dict[str, Kept] = Field(default_factory=dict, description="`step.field` → earlier answer")
    plan: dict[str, PlanChange] = Field(default_factory=dict)
    branch: Followed | None = Field(default=None, description="None: not chosen yet; the programme's own order")
    open_red: list[str] = Field(default_factory=list, description="ids of open red flags")
    open_flags: dict[str, str] = Field(
        default_factory=dict, description="what a repeatable flag is about → id of the open flag"
    )
    screens: dict[str, ScreenState] = Field(default_factory=dict)
    settled: dict[str, Settled] = Field(default_factory=dict, description="what a closed flag of time was about")
    adaptation_consent: bool = False
    messages: Correspondence = Field(default_factory=Correspondence, description="with the therapist: what is unread")
    practised: dict[str, Practised] = Field(default_factory=dict, description="practice → its uses")
    preferences: Preferences = Preferences()
    left_at: datetime | None = Field(default=None, description="when they left the programme; None: they are in it")
    signed_out_at: datetime | None = Field(default=None, description="sign-ins from before do not count any more")

    def done(self, step_id: str) -> bool:
        progress = self.steps.get(step_id)
        return progress is not None and progress.revision > 0

    def revision(self, step_id: str) -> int:
        return self.steps[step_id].revision if step_id in self.steps else 0

    def skipped(self, module_id: str) -> bool:
        return module_id in self.plan and self.plan[module_id].action == "skip"


class ModuleState(BaseModel):
    """Whether a module can be worked on now, and if not, why and when."""

    module_id: str
    status: Literal["done", "open", "locked", "skipped"]
    reasons: list[Words] = Field(default_factory=list)
    opens_at: datetime | None = Field(default=None, description="known only when time alone is missing")


_LEFT_OUT = Sentence("Your therapist left this module out.")
_HELD = Sentence("Your therapist is holding this for now.")


def core_done(course: Course, module: ModuleOutline) -> bool:
    return all(course.done(s.id) for s in module.steps if s.core)


def finished(course: Course, module: ModuleOutline) -> bool:
    """Whether a module stands in nobody's way: worked through, or left out by the therapist."""
    return course.skipped(module.id) or core_done(course, module)


def path_of(course: Course, release: Release) -> list[ModuleOutline]:
    """The weekly modules in the order in which this patient meets them."""
    return weekly_path(release, course.branch.branch if course.branch else "")


def module_state(course: Course, release: Release, module: ModuleOutline, now: datetime) -> ModuleState:
    """Apply the unlock rule. A module once begun stays open, unless an answer about risk speaks against it now; a
    therapist's `hold` or `open` stands above the rule."""
    change = course.plan.get(module.id)
    if change and change.action == "skip":
        return ModuleState(module_id=module.id, status="skipped", reasons=[_LEFT_OUT])
    if core_done(course, module):
        return ModuleState(module_id=module.id, status="done")
    if change and change.action == "hold":
        return ModuleState(module_id=module.id, status="locked", reasons=[_HELD])
    if change and change.action == "open":
        return ModuleState(module_id=module.id, status="open")
    if module.id in course.opened:
        against = [c.reason for c in _held_by_measures(course, module) if c.item]
        return ModuleState(module_id=module.id, status="locked" if against else "open", reasons=against)
    reasons, opens_at = _what_is_missing(course, release, module, now)
    if not reasons:
        return ModuleState(module_id=module.id, status="open")
    return ModuleState(module_id=module.id, status="locked", reasons=reasons, opens_at=opens_at)


#: Waits from here on are told in weeks; days, whole.
_LONG_WAIT = 21


def _what_is_missing(
    course: Course, release: Release, module: ModuleOutline, now: datetime
) -> tuple[list[str], datetime | None]:
    rule = module.unlock
    earlier = _waits_for(course, release, module)
    unfinished = [m for m in earlier if not finished(course, m)]
    reasons: list[str] = [Sentence("Opens when you have finished “{title}”.", title=m.title) for m in unfinished]
    begun = {course.opened[m.id]: m for m in earlier if m.id in course.opened}
    day = max(begun) + timedelta(days=rule.days) if begun else None
    waiting = day if day and day > now else None
    if waiting:
        reasons.append(_wait(rule.days, begun[max(begun)]))
    for measure, days in rule.measures.items():
        latest = course.scores.get(measure, [])
        if not latest or latest[-1].at <= now - timedelta(days=days):
            reasons.append(
                Sentence("Opens when you have answered this week's {measure} questions.", measure=measure.upper())
            )
    unmet = [c for c in rule.conditions if not met(c, course)]
    left_out = {s.id for m in release.modules if course.skipped(m.id) for s in m.steps} if unmet else set()
    reasons += [c.reason for c in unmet if (c.answer or "").split(".")[0] not in left_out]
    if course.open_red:
        reasons.append(Sentence("Your therapist would like to be in touch with you before the next module opens."))
    return reasons, (waiting if len(reasons) == 1 else None)


def _waits_for(course: Course, release: Release, module: ModuleOutline) -> list[ModuleOutline]:
    """Modules that must be finished first: those it names, and the one before it on the path that is not left out and
    does not wait for a measure."""
    named = [m for m in release.modules if m.id in module.unlock.completed]
    if not module.unlock.previous:
        return named
    before: list[ModuleOutline] = []
    for m in path_of(course, release):
        if m.id == module.id:
            break
        # what waits for a measure may wait for long: the rest goes on meanwhile
        if not course.skipped(m.id) and (finished(course, m) or not _held_by_measures(course, m)):
            before = [m]
    return [*(m for m in named if m not in before), *before]


def _held_by_measures(course: Course, module: ModuleOutline) -> list[Condition]:
    """Conditions of a module that the latest answers to a measure speak against; none if the therapist opened it."""
    change = course.plan.get(module.id)
    if change and change.action == "open":
        return []
    return [c for c in module.unlock.conditions if c.measure and course.scores.get(c.measure) and not met(c, course)]


def _wait(days: int, since: ModuleOutline) -> str:
    if days < _LONG_WAIT:
        return Counted(
            "Opens {n} day after you began the module before it, to give you time to practise.",
            "Opens {n} days after you began the module before it, to give you time to practise.",
            n=days,
        )
    return Sentence(
        "Opens {weeks} weeks after you began “{title}”, to see together how things have gone since.",
        weeks=round(days / 7),
        title=since.title,
    )


def met(condition: Criterion, course: Course) -> bool:
    """Whether a condition holds; what is not yet known does not."""
    value: Any
    if condition.measure:
        readings = course.scores.get(condition.measure, [])
        if not readings:
            return False
        value = readings[-1].items.get(condition.item) if condition.item else readings[-1].total
    else:
        kept = course.kept.get(condition.answer or "")
        value = (kept.value if kept.value is not None else kept.words) if kept else None
    if condition.answered is not None:
        return (value not in (None, "")) == condition.answered
    if value is None:
        return False
    if condition.equals is not None:
        plain = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        return plain == condition.equals
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return (condition.at_least is None or value >= condition.at_least) and (
        condition.at_most is None or value <= condition.at_most
    )


def why_locked(course: Course, release: Release, step: StepOutline, now: datetime) -> tuple[list[str], datetime | None]:
    """Reasons why a step cannot be opened or completed now; none when it can."""
    module = release.home_of(step.id)
    state = module_state(course, release, module, now)
    if state.status in ("skipped", "locked"):
        return state.reasons, state.opens_at
    first = comes_first(course, module, step.id)
    return ([Sentence("First comes “{title}”.", title=first.title)] if first else []), None


def comes_first(course: Course, module: ModuleOutline, step_id: str) -> StepOutline | None:
    """The first core step of an open module that must be done before this one."""
    for before in module.steps:
        if before.id == step_id:
            return None
        if before.core and not course.done(before.id):
            return before
    return None


def completed(
    course: Course,
    release: Release,
    step: Step,
    answers: Mapping[str, Any],
    entry: str,
    now: datetime,
    *,
    flagged: bool = False,
) -> Course:
    """The course after a step was completed: progress, kept answers, the module's opening, the branch once it is time.

    `flagged` says that the words of this entry raised a flag.
    """
    module = release.home_of(step.id)
    kept = {**course.kept, **kept_of(step, answers, release.kept_fields, flagged=flagged)}
    progress = StepProgress(revision=course.revision(step.id) + 1, completed_at=now, entry=entry)
    after = course.model_copy(
        update={
            "steps": {**course.steps, step.id: progress},
            "kept": kept,
            "opened": {module.id: now, **course.opened},
            "last_seen_at": max(now, course.last_seen_at),
        }
    )
    return decided(after, release, now)


def kept_of(step: Step, answers: Mapping[str, Any], wanted: Collection[str], *, flagged: bool) -> dict[str, Kept]:
    """Those answers of a step that a later step uses (`wanted`: `step.field`), as they are kept in the course."""
    kept = {}
    for field in step.fields:
        ref = f"{step.id}.{field.id}"
        if ref in wanted:
            value = answers.get(field.id)
            kept[ref] = Kept(
                words=as_words(field, value),
                value=value if isinstance(value, bool | int) else _scalar(field.type, value),
                flagged=flagged,
            )
    return kept


def decided(course: Course, release: Release, now: datetime) -> Course:
    """The course with its branch chosen, when that is due: once, after the module that the programme names."""
    module = next((m for m in release.modules if m.id == release.decide_after), None)
    if course.branch or module is None or not finished(course, module):
        return course
    branch = matching_branch(release, lambda criterion: met(criterion, course))
    return course.model_copy(update={"branch": Followed(branch=branch, at=now)})


def _scalar(kind: str, value: Any) -> str | None:
    return value if kind in ("choice", "date", "time") and isinstance(value, str) else None


def with_score(course: Course, measure: str, reading: ScoreReading) -> Course:
    """The course after a measure was answered: the baseline stays, the oldest of the rest makes room."""
    readings = [*course.scores.get(measure, []), reading]
    if len(readings) > KEPT_SCORES:
        readings = [readings[0], *readings[-(KEPT_SCORES - 1) :]]
    return course.model_copy(
        update={"scores": {**course.scores, measure: readings}, "last_seen_at": max(reading.at, course.last_seen_at)}
    )
