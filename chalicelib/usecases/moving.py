"""Moving patients from one release of the programme to another: an explicit act, never a side effect of publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from ..domain.course import Course, Kept, kept_of
from ..domain.moving import Effect, effect_of, gone
from ..domain.programme import Release
from .errors import Invalid
from .flagging import drafts_for_words
from .ports import Change, Deps, Entry
from .review import well_formed
from .writing import promise_preparation, until_written, write

Status = Literal["moved", "ready", "already", "elsewhere", "refused", "unknown", "failed"]


@dataclass(frozen=True)
class Move:
    """From which release to which (versions), why, and who says so. `even_so` also moves whom it would interrupt."""

    source: str
    target: str
    reason: str
    by: str
    even_so: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one patient.

    `ready`: would be moved (dry run). `already`: on the target before. `elsewhere`: on a third release, left alone.
    `refused`: `interrupted` or `drafts` name steps in hand that the target lacks. `failed`: `error` has its kind; the
    patient is where they were, and may be moved again.
    """

    patient_id: str
    status: Status
    interrupted: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    branch: str = field(default="", metadata={"doc": "followed until now, and lacking in the target"})
    error: str = ""


def on_release(deps: Deps, release: str) -> Iterator[Course]:
    """The patients of this programme who are pinned to a release, through the index (a moment behind the table)."""
    for course in deps.courses.silent_since(deps.now()):
        if course.programme_id == deps.programme_id and course.release == release:
            yield course


def move_patients(deps: Deps, patient_ids: Iterable[str], move: Move, *, dry_run: bool = False) -> Iterator[Outcome]:
    """Move patients one by one; one that fails does not stop the rest. A second time, nobody is moved again.

    Raises `Invalid` without a reason, or when the two releases are not of this programme or are the same.
    """
    source, target = _checked(deps, move)
    for patient_id in patient_ids:
        try:
            yield _one(deps, patient_id, move, source, target, dry_run)
        except Exception as error:  # the others are not to wait for this one; its text may hold their words
            yield Outcome(patient_id, "failed", error=type(error).__name__)


def _checked(deps: Deps, move: Move) -> tuple[Release, Release]:
    source, target = deps.content.release(move.source), deps.content.release(move.target)
    problems = []
    if not move.reason.strip():
        problems.append(("reason", "please say why; it stands on the timeline of everybody who is moved"))
    if move.source == move.target:
        problems.append(("to", "is the release that these patients are on"))
    if {source.programme_id, target.programme_id} != {deps.programme_id}:
        problems.append(("to", f"both releases must be of the programme {deps.programme_id}"))
    if problems:
        raise Invalid(problems)
    return source, target


def _one(deps: Deps, patient_id: str, move: Move, source: Release, target: Release, dry_run: bool) -> Outcome:
    """Decide on the course as it stands and write on that version; decided anew when the patient writes meanwhile."""

    def decide() -> Outcome:
        course = deps.courses.load(patient_id)[0] if well_formed(patient_id) else None
        if course is None or course.programme_id != deps.programme_id:
            return Outcome(patient_id, "unknown")
        if course.release != move.source:
            return Outcome(patient_id, "already" if course.release == move.target else "elsewhere")
        effect = effect_of(course, source, target)
        drafts = tuple(step for step in gone(source, target) if deps.courses.open_page(patient_id, step)[1].draft)
        refused = (effect.interrupted or drafts) and not move.even_so
        status: Status = "refused" if refused else "ready" if dry_run else "moved"
        if status == "moved":
            write(deps, _change(deps, course, move, source, target, effect))
        told = (effect.interrupted, drafts, effect.unused, effect.unfinished, effect.branch)
        return Outcome(patient_id, status, *told)

    return until_written(decide)


def _change(deps: Deps, course: Course, move: Move, source: Release, target: Release, effect: Effect) -> Change:
    """Only the pin changes, and the kept answers grow by those that the target uses and the source did not."""
    now = deps.now()
    kept = {**course.kept, **_used_from_now_on(deps, course, source, target)}
    data = {"from": move.source, "to": move.target, "reason": move.reason.strip(), "by": move.by}
    entry = Entry(
        id=deps.new_id(), patient_id=course.patient_id, at=now, kind="moved", data={**data, "unused": effect.unused}
    )
    change = Change(course=course.model_copy(update={"release": move.target, "kept": kept}), entries=[entry])
    promise_preparation(deps, change, now)  # what was fitted was made from the source's passages
    return change


def _used_from_now_on(deps: Deps, course: Course, source: Release, target: Release) -> dict[str, Kept]:
    """Answers given under the source that only the target shows or asks for, taken from the timeline."""
    wanted = set(target.kept_fields) - set(source.kept_fields) - set(course.kept)
    found: dict[str, Kept] = {}
    for step_id in sorted({ref.partition(".")[0] for ref in wanted}):
        progress = course.steps.get(step_id)
        entry = deps.courses.entry(course.patient_id, progress.entry) if progress and progress.entry else None
        if entry:
            answers = entry.data["answers"]
            step = deps.content.step(entry.data["content_version"])
            flagged = bool(drafts_for_words(answers, step_id))
            found |= kept_of(step, answers, wanted, flagged=flagged)
    return found
