"""Course column: where a patient is, what is open, and what completing a step changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .answers import as_words
from .content import Condition, Step
from .programme import ModuleOutline, Release, StepOutline

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


class PlanChange(BaseModel):
    """A therapist's decision about a module; it stands above the unlock rule."""

    action: Literal["open", "hold", "skip"]
    reason: str
    by: str
    at: datetime


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
    open_red: list[str] = Field(default_factory=list, description="ids of open red flags")
    open_flags: dict[str, str] = Field(
        default_factory=dict, description="what a repeatable flag is about → id of the open flag"
    )
    settled: dict[str, Settled] = Field(default_factory=dict, description="what a closed flag of time was about")
    adaptation_consent: bool = False
    practised: dict[str, Practised] = Field(default_factory=dict, description="practice → its uses")

    def done(self, step_id: str) -> bool:
        return step_id in self.steps and self.steps[step_id].revision > 0

    def revision(self, step_id: str) -> int:
        return self.steps[step_id].revision if step_id in self.steps else 0


class ModuleState(BaseModel):
    """Whether a module can be worked on now, and if not, why and when."""

    module_id: str
    status: Literal["done", "open", "locked", "skipped"]
    reasons: list[str] = Field(default_factory=list)
    opens_at: datetime | None = Field(default=None, description="known only when time alone is missing")


def core_done(course: Course, module: ModuleOutline) -> bool:
    return all(course.done(s.id) for s in module.steps if s.core)


def module_state(course: Course, release: Release, module: ModuleOutline, now: datetime) -> ModuleState:
    """Apply the unlock rule. A module once begun stays open; a therapist's `hold` or `open` stands above the rule."""
    change = course.plan.get(module.id)
    if change and change.action == "skip":
        return ModuleState(module_id=module.id, status="skipped", reasons=["Your therapist left this module out."])
    if core_done(course, module):
        return ModuleState(module_id=module.id, status="done")
    if change and change.action == "hold":
        return ModuleState(module_id=module.id, status="locked", reasons=["Your therapist is holding this for now."])
    if module.id in course.opened or (change and change.action == "open"):
        return ModuleState(module_id=module.id, status="open")
    reasons, opens_at = _what_is_missing(course, release, module, now)
    if not reasons:
        return ModuleState(module_id=module.id, status="open")
    return ModuleState(module_id=module.id, status="locked", reasons=reasons, opens_at=opens_at)


def _what_is_missing(
    course: Course, release: Release, module: ModuleOutline, now: datetime
) -> tuple[list[str], datetime | None]:
    rule = module.unlock
    earlier = [m for m in release.modules if m.id in rule.completed]
    skipped = {m for m, change in course.plan.items() if change.action == "skip"}
    reasons = [
        f"Opens when you have finished “{m.title}”."
        for m in earlier
        if m.id not in skipped and not core_done(course, m)
    ]
    begun = [course.opened[m.id] for m in earlier if m.id in course.opened]
    day = max(begun) + timedelta(days=rule.days) if begun else None
    waiting = day if day and day > now else None
    if waiting:
        reasons.append(f"Opens {rule.days} days after you began the module before it, to give you time to practise.")
    for measure, days in rule.measures.items():
        latest = course.scores.get(measure, [])
        if not latest or latest[-1].at <= now - timedelta(days=days):
            reasons.append(f"Opens when you have answered this week's {measure.upper()} questions.")
    left_out = {s.id for m in release.modules if m.id in skipped for s in m.steps}
    conditions = [c for c in rule.conditions if (c.answer or "").split(".")[0] not in left_out]
    reasons += [c.reason for c in conditions if not met(c, course)]
    if course.open_red:
        reasons.append("Your therapist would like to be in touch with you before the next module opens.")
    return reasons, (waiting if len(reasons) == 1 else None)


def met(condition: Condition, course: Course) -> bool:
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
    if state.status == "skipped" or state.status == "locked":
        return state.reasons, state.opens_at
    for before in module.steps:
        if before.id == step.id:
            break
        if before.core and not course.done(before.id):
            return [f"First comes “{before.title}”."], None
    return [], None


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
    """The course after a step was completed: progress, the answers kept for later steps, the module's opening.

    `flagged` says that the words of this entry raised a flag.
    """
    module = release.home_of(step.id)
    kept = dict(course.kept)
    for field in step.fields:
        ref = f"{step.id}.{field.id}"
        if ref in release.kept_fields:
            value = answers.get(field.id)
            kept[ref] = Kept(
                words=as_words(field, value),
                value=value if isinstance(value, bool | int) else _scalar(field.type, value),
                flagged=flagged,
            )
    progress = StepProgress(revision=course.revision(step.id) + 1, completed_at=now, entry=entry)
    return course.model_copy(
        update={
            "steps": {**course.steps, step.id: progress},
            "kept": kept,
            "opened": {module.id: now, **course.opened},
            "last_seen_at": max(now, course.last_seen_at),
        }
    )


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


class DueMeasure(BaseModel):
    measure_id: str
    due_since: datetime


def due_measures(course: Course, release: Release, now: datetime) -> list[DueMeasure]:
    """Measures that are due, by the programme's schedule; a measure never taken is due since enrolment."""
    due = []
    for plan in release.schedule:
        readings = course.scores.get(plan.id, [])
        since = readings[-1].at + timedelta(days=plan.every_days) if readings else course.enrolled_at
        if since <= now:
            due.append(DueMeasure(measure_id=plan.id, due_since=since))
    return due


def next_steps(course: Course, release: Release, now: datetime, how_many: int = 3) -> Sequence[StepOutline]:
    """The next steps a patient will meet that have passages to fit: those of the first module that is not done.

    Used to prepare ahead: that module may still be locked, waiting for its day. The one after it waits until the
    patient has written what its passages are fitted to.
    """
    for module in release.modules:
        if module_state(course, release, module, now).status not in ("done", "skipped"):
            return [s for s in module.steps if s.adaptable and not course.done(s.id)][:how_many]
    return []


def changes_preparation(before: Course, after: Course, release: Release, step_id: str, now: datetime) -> bool:
    """Whether completing a step leaves something to prepare: other steps come next, or an answer that is used later."""
    ahead = next_steps(after, release, now)
    if not ahead:
        return False
    used_later = any(ref.startswith(f"{step_id}.") for ref in release.kept_fields)
    return used_later or bool({s.id for s in ahead} - {s.id for s in next_steps(before, release, now)})


def next_open_step(course: Course, release: Release, now: datetime) -> StepOutline | None:
    """The first step that can be done now and is not done yet."""
    for module in release.modules:
        for step in module.steps:
            if not course.done(step.id) and not why_locked(course, release, step, now)[0]:
                return step
    return None
