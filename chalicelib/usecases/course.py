"""What a patient does in the course: see today, open a step, keep a draft, complete."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from ..domain import ahead
from ..domain import course as rules
from ..domain.answers import check_step
from ..domain.content import Step
from ..domain.course import Course
from ..domain.flags import FlagDraft
from ..domain.programme import Release, StepOutline
from ..domain.sentence import Sentence
from ..domain.worksheet_findings import Advice, Checked, Figure, Problems
from ..domain.written import stated
from .errors import Busy, Invalid, NotFound, SignedOut, StaleVersion, StepLocked, TooLarge
from .flagging import add_flags, drafts_for_words, raise_alone
from .language import release_for
from .once import check_key, fingerprint, remember, replay
from .ports import Caller, Change, Deps, Draft, DraftMoved, Entry, RecordTaken, StepPage
from .unfinished import raise_unfinished
from .writing import promise_preparation, until_written, write

#: Largest worksheet in bytes of JSON: half of what one DynamoDB item may hold (400 kB).
LARGEST_ANSWERS = 200_000
SEEN_EVERY = timedelta(hours=6)


@dataclass(frozen=True)
class CompleteStep:
    """`version` is the step's version that was on the screen: how often it had been completed by then.

    `written_at`: the device's time, where it kept the answers until there was network.
    """

    answers: dict[str, Any]
    version: int
    draft_version: int = 0
    key: str | None = None
    written_at: datetime | None = None


@dataclass(frozen=True)
class Completed:
    entry_id: str
    version: int
    completed_at: datetime
    country: str
    flagged: list[FlagDraft]
    checked: Checked = field(default_factory=Checked)


def load_course(deps: Deps, caller: Caller) -> tuple[Course, Release]:
    course, _ = deps.courses.load(caller.sub)
    return with_release(deps, course, caller)


def still_signed_in(course: Course | None, caller: Caller) -> None:
    """A sign-in from before this person signed out everywhere does not count, whatever its token says. Raises
    `SignedOut`. Whole seconds, as tokens count them."""
    if course and course.signed_out_at and caller.since and caller.since < course.signed_out_at.replace(microsecond=0):
        raise SignedOut


def with_release(deps: Deps, course: Course | None, caller: Caller) -> tuple[Course, Release]:
    """The caller's own course, once read, with its release. Raises `NotFound`, `SignedOut`."""
    still_signed_in(course, caller)
    if course is None:
        raise NotFound(Sentence("You are not enrolled in a programme yet. Your therapist can invite you."))
    return course, release_for(deps.content, course)


def outline_of(release: Release, step_id: str) -> StepOutline:
    outline = release.step(step_id)
    if outline is None:
        raise NotFound(Sentence("There is no such step in your programme."))
    return outline


def today(deps: Deps, caller: Caller) -> tuple[Course, Release]:
    """The course for the day's overview; notes at most every few hours that the person was here (rule R15)."""
    course, release = load_course(deps, caller)
    now = deps.now()
    with suppress(Busy):  # the nightly watch looks again
        course = raise_unfinished(deps, course, now)
    if now - course.last_seen_at > SEEN_EVERY:
        course = course.model_copy(update={"last_seen_at": now})
        try:
            deps.courses.save(Change(course=course))
        except (StaleVersion, Busy):
            return course, release  # another write has just noted the same
        course = course.model_copy(update={"version": course.version + 1})
    return course, release


def open_step(deps: Deps, caller: Caller, step_id: str) -> tuple[Course, Release, Step, StepPage]:
    """A step as this patient may see it. Raises `StepLocked` with the reasons and, when known, the time it opens."""
    loaded, page = deps.courses.open_page(caller.sub, step_id)
    course, release = with_release(deps, loaded, caller)
    outline = outline_of(release, step_id)
    _refuse_locked(course, release, outline, deps.now())
    done = course.steps.get(step_id)
    if done and (entry := deps.courses.entry(caller.sub, done.entry)):
        page.answers = entry.data["answers"]
    return course, release, deps.content.step(outline.version), page


def _refuse_locked(course: Course, release: Release, outline: StepOutline, now: datetime) -> None:
    reasons, opens_at = rules.why_locked(course, release, outline, now)
    if reasons:
        raise StepLocked(reasons, opens_at)


def _size(answers: dict[str, Any]) -> int:
    try:
        return len(json.dumps(answers, ensure_ascii=False).encode())
    except UnicodeEncodeError as error:
        raise Invalid([("answers", Sentence("contains half a character; please type it again"))]) from error


def _refuse_size(deps: Deps, course: Course, step_id: str, answers: dict[str, Any]) -> None:
    """Refuse what does not fit into one item. Its words are read for risk all the same, though they cannot be kept."""
    size = _size(answers)
    if size > LARGEST_ANSWERS:
        refused = TooLarge(
            Sentence(
                "Your answers take {size} kB; {most} kB fit. "
                "What you saved before is still there. Please shorten the longest text.",
                size=size // 1000,
                most=LARGEST_ANSWERS // 1000,
            )
        )
        flagged = raise_alone(deps, course, drafts_for_words(answers, step_id), step_id, deps.now())
        refused.extra |= {"flagged": flagged, "country": course.country}
        raise refused


def save_draft(
    deps: Deps, caller: Caller, step_id: str, answers: dict[str, Any], seen: int
) -> tuple[Draft, list[FlagDraft], str]:
    """Keep answers on the way, whatever their state. Words of risk are flagged now, not only when the step is done."""
    course, release = load_course(deps, caller)
    outline = outline_of(release, step_id)
    _refuse_size(deps, course, step_id, answers)
    now = deps.now()
    flagged = _flag_words(deps, course, answers, step_id, now)
    _refuse_locked(course, release, outline, now)
    draft = Draft(step_id=step_id, answers=answers, saved_at=now, version=seen)
    return deps.courses.save_draft(caller.sub, draft), flagged, course.country


def _flag_words(deps: Deps, course: Course, answers: Any, step_id: str, now: datetime) -> list[FlagDraft]:
    unsent = {"step_id": step_id, "answers": answers}
    return raise_alone(deps, course, drafts_for_words(answers, step_id), step_id, now, unsent)


def complete_step(deps: Deps, caller: Caller, step_id: str, command: CompleteStep) -> Completed:
    """Complete a step: answer, progress, flags and promised work in one transaction.

    Raises `StepLocked`, `StaleVersion` (another device completed it; what was sent is set aside on the timeline),
    `Invalid` (what was sent is kept as the draft), `KeyReused`, `TooLarge`, `Busy`.
    """
    check_key(command.key)
    seen = fingerprint(step_id, command.version, command.answers)
    # without a key, the same answers to the same version of a step are the same request
    command = replace(command, key=command.key or seen)

    def decide() -> Completed:
        course, record = deps.courses.load(caller.sub, ("complete", command.key or seen))
        first = replay(record, seen)
        if first is not None:
            return _from_result(first)
        state = with_release(deps, course, caller)
        try:
            return _complete_once(deps, state, step_id, command, seen)
        except DraftMoved:
            return _complete_once(deps, state, step_id, replace(command, draft_version=0), seen)
        except RecordTaken as error:
            return _from_result(replay(error.record, seen) or {})

    return until_written(decide)


def _complete_once(
    deps: Deps, state: tuple[Course, Release], step_id: str, command: CompleteStep, seen: str
) -> Completed:
    course, release = state
    now = deps.now()
    outline = outline_of(release, step_id)
    _refuse_size(deps, course, step_id, command.answers)
    words = drafts_for_words(command.answers, step_id)
    reasons, opens_at = rules.why_locked(course, release, outline, now)
    if reasons:
        locked = StepLocked(reasons, opens_at)
        locked.extra |= {
            "flagged": _flag_words(deps, course, command.answers, step_id, now),
            "country": course.country,
        }
        raise locked
    if command.version != course.revision(step_id):
        _set_aside(deps, course, step_id, command, words, seen, now)
    step = deps.content.step(outline.version)
    checked = check_step(step, command.answers, now.date())
    if checked.problems:
        _keep_as_draft(deps, course, step_id, command, checked.problems, now)
    entry = Entry(
        id=deps.new_id(),
        patient_id=course.patient_id,
        at=now,
        kind="answer",
        data={"step_id": step_id, "content_version": outline.version, "answers": command.answers}
        | stated(command.written_at, now),
    )
    sort_key = deps.courses.entry_address(entry)
    done = rules.completed(course, release, step, command.answers, sort_key, now, flagged=bool(words))
    change = Change(course=done, entries=[entry])
    flagged = list(add_flags(deps, change, words, step_id, now))
    result = Completed(entry.id, change.course.revision(step_id), now, course.country, flagged, checked)
    change.once = remember("complete", command.key, seen, _as_result(result), now)
    if command.draft_version:
        change.drop_draft = (step_id, command.draft_version)
    if ahead.changes_preparation(course, change.course, release, step_id):
        promise_preparation(deps, change, now)
    write(deps, change)
    return result


def _set_aside(
    deps: Deps, course: Course, step_id: str, command: CompleteStep, words: list[FlagDraft], seen: str, now: datetime
) -> None:
    """Keep the words of the device that came second, then tell it: one entry, however often it asks."""
    current = _put_aside(deps, course, step_id, command, words, seen, now)
    stale = StaleVersion(
        current,
        Sentence(
            "This step was completed on another device meanwhile. What you sent is kept among your entries; "
            "read the step again to see both and decide."
        ),
    )
    stale.extra |= {"flagged": words, "country": course.country}
    raise stale


def _put_aside(
    deps: Deps, course: Course, step_id: str, command: CompleteStep, words: list[FlagDraft], seen: str, now: datetime
) -> int:
    """Words beside the answers of a step, on the timeline; returns how often the step was completed by then."""
    key = command.key or seen
    already, record = deps.courses.load(course.patient_id, ("set-aside", key))
    if already and record is None:
        entry = Entry(
            id=deps.new_id(),
            patient_id=course.patient_id,
            at=now,
            kind="set-aside",
            data={"step_id": step_id, "answers": command.answers, "seen_version": command.version}
            | stated(command.written_at, now),
        )
        change = Change(course=already, entries=[entry])
        add_flags(deps, change, words, step_id, now)
        change.once = remember("set-aside", key, seen, {"entry_id": entry.id}, now)
        with suppress(RecordTaken):
            write(deps, change)
    return course.revision(step_id)


def keep_aside(
    deps: Deps, caller: Caller, step_id: str, answers: dict[str, Any], version: int
) -> tuple[list[FlagDraft], str]:
    """Keep words that have no place on a step (any more) among the person's entries, and read them for danger.

    `version`: how often the step had been completed when they were written. Returns the flags that they raise, and the
    person's country. Raises `TooLarge`.
    """
    course, release = load_course(deps, caller)
    outline_of(release, step_id)
    _refuse_size(deps, course, step_id, answers)
    words = drafts_for_words(answers, step_id)
    command = CompleteStep(answers, version)
    _put_aside(deps, course, step_id, command, words, fingerprint(step_id, version, answers), deps.now())
    return words, course.country


def _keep_as_draft(
    deps: Deps, course: Course, step_id: str, command: CompleteStep, problems: Problems, now: datetime
) -> None:
    flagged = _flag_words(deps, course, command.answers, step_id, now)
    draft = Draft(step_id=step_id, answers=command.answers, saved_at=now, version=command.draft_version)
    kept = None
    with suppress(StaleVersion):  # a newer draft is not overwritten by words that cannot be completed
        kept = deps.courses.save_draft(course.patient_id, draft).version
    error = Invalid(problems, Sentence("Please look at these answers again. Nothing is lost."))
    error.extra |= {"draft_version": kept, "flagged": flagged, "country": course.country}
    raise error


def _as_result(done: Completed) -> dict[str, Any]:
    return {
        "entry_id": done.entry_id,
        "version": done.version,
        "completed_at": done.completed_at.isoformat(),
        "country": done.country,
        "flagged": [draft.model_dump(mode="json") for draft in done.flagged],
        "advice": [list(advice) for advice in done.checked.advice],
        "figures": [list(figure) for figure in done.checked.figures],
    }


def _from_result(result: dict[str, Any]) -> Completed:
    return Completed(
        result["entry_id"],
        result["version"],
        datetime.fromisoformat(result["completed_at"]),
        result["country"],
        [FlagDraft.model_validate(draft) for draft in result["flagged"]],
        Checked(
            advice=[Advice(*a) for a in result.get("advice", [])],
            figures=[Figure(*f) for f in result.get("figures", [])],
        ),
    )
