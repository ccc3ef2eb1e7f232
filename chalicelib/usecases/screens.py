"""What a patient does with a screen: see which are due, answer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..domain.course import Course
from ..domain.flags import FlagDraft
from ..domain.programme import Release
from ..domain.screen import Screen, Signpost
from ..domain.screens import asked, check, due_screens, outcome, readable, with_result
from ..domain.sentence import Sentence
from .course import load_course, with_release
from .errors import Invalid, NotFound
from .flagging import add_flags, raise_alone
from .once import check_key, fingerprint, remember
from .ports import Caller, Change, Deps, Entry
from .writing import answered_once, write


@dataclass(frozen=True)
class ScreenCard:
    """A screen as a patient meets it: due since when, answered when, with which result."""

    id: str
    title: str
    questions: int
    due_since: datetime | None
    answered_at: datetime | None
    result: str | None


@dataclass(frozen=True)
class Answered:
    """A screen as answered. `crisis`: the flags that call for crisis lines at once."""

    entry_id: str
    screen_id: str
    at: datetime
    result: str
    title: str
    text: str
    signposts: list[Signpost]
    country: str
    flagged: list[FlagDraft]
    crisis: list[FlagDraft]


def list_screens(deps: Deps, caller: Caller) -> list[ScreenCard]:
    """The screens of this patient's programme, those that are due first."""
    course, release = load_course(deps, caller)
    return cards(course, release, deps.now())


def cards(course: Course, release: Release, now: datetime) -> list[ScreenCard]:
    due = {one.screen.id: one.due_since for one in due_screens(course, release, now)}
    order = [*due, *(screen.id for screen in release.screens if screen.id not in due)]
    known = {screen.id: screen for screen in release.screens}
    found = []
    for screen_id in order:
        state = course.screens.get(screen_id)
        found.append(
            ScreenCard(
                screen_id,
                known[screen_id].title,
                known[screen_id].questions,
                due.get(screen_id),
                state.at if state else None,
                state.result if state else None,
            )
        )
    return found


def open_screen(deps: Deps, caller: Caller, screen_id: str) -> tuple[Course, Screen]:
    course, release = load_course(deps, caller)
    return course, screen_of(deps, release, screen_id)


def screen_of(deps: Deps, release: Release, screen_id: str) -> Screen:
    version = next((screen.version for screen in release.screens if screen.id == screen_id), None)
    if version is None:
        known = ", ".join(sorted(screen.id for screen in release.screens)) or "none"
        raise NotFound(Sentence("There are no such questions. Yours are: {known}.", known=known))
    return deps.content.screen(version)


def answer_screen(
    deps: Deps, caller: Caller, screen_id: str, answers: Mapping[str, Any], key: str | None = None
) -> Answered:
    """Store the answers and their result; flags are written in the same transaction.

    Every question that is asked must be there; null means "I would rather not say". Answers that cannot be stored are
    refused with `Invalid`, but what can be read of them is flagged all the same.
    """
    check_key(key)
    seen = fingerprint(screen_id, answers)

    def answer(course: Course | None) -> Answered:
        return _answer_once(deps, with_release(deps, course, caller), screen_id, answers, key, seen)

    return answered_once(deps, caller.sub, ("screen", key, seen), answer, _from_result)


def _answer_once(
    deps: Deps, state: tuple[Course, Release], screen_id: str, answers: Mapping[str, Any], key: str | None, seen: str
) -> Answered:
    course, release = state
    now = deps.now()
    screen = screen_of(deps, release, screen_id)
    problems = check(screen, answers)
    if problems:
        _refuse(deps, course, screen, answers, problems, now)
    kept = {question.id: answers[question.id] for question in asked(screen, answers)}
    found = outcome(screen, kept, course.country)
    version = next(one.version for one in release.screens if one.id == screen_id)
    entry = Entry(
        id=deps.new_id(),
        patient_id=course.patient_id,
        at=now,
        kind="screen",
        data={"screen_id": screen_id, "content_version": version, "answers": kept, "result": found.result.id},
    )
    change = Change(course=with_result(course, screen_id, found.result.id, now), entries=[entry])
    flagged = list(add_flags(deps, change, found.flags, entry.id, now))
    result = Answered(
        entry.id,
        screen_id,
        now,
        found.result.id,
        found.result.title,
        found.result.text,
        list(found.signposts),
        course.country,
        flagged,
        list(found.crisis),
    )
    change.once = remember("screen", key, seen, _as_result(result), now)
    write(deps, change)
    deps.counter.count("ScreenAnswered", screen=screen_id)
    return result


def _refuse(
    deps: Deps,
    course: Course,
    screen: Screen,
    answers: Mapping[str, Any],
    problems: list[tuple[str, str]],
    now: datetime,
) -> None:
    """Raise `Invalid`; an answer that speaks of danger counts even when the rest cannot be stored."""
    said = readable(screen, answers)
    # R5 is about a question left out on purpose; what is only not there yet is asked for again
    told = outcome(screen, said, course.country)
    drafts = [draft for draft in told.flags if draft.rule != "R5"] if said else []
    unsent = {"screen_id": screen.id, "answers": said}
    raise_alone(deps, course, drafts, f"{screen.id}-refused", now, unsent)
    refused = Invalid(
        [(f"answers.{name}", message) for name, message in problems], Sentence("Please look at these answers again.")
    )
    refused.extra |= {"flagged": [draft for draft in told.crisis if draft in drafts], "country": course.country}
    raise refused


def _as_result(answered: Answered) -> dict[str, Any]:
    told = ("signposts", "flagged", "crisis")
    models = {name: [one.model_dump(mode="json") for one in getattr(answered, name)] for name in told}
    return {**vars(answered), **models, "at": answered.at.isoformat()}


def _from_result(result: Mapping[str, Any]) -> Answered:
    plain = Answered(**{**result, "at": datetime.fromisoformat(result["at"])})
    return replace(
        plain,
        signposts=[Signpost.model_validate(one) for one in result["signposts"]],
        flagged=[FlagDraft.model_validate(one) for one in result["flagged"]],
        crisis=[FlagDraft.model_validate(one) for one in result["crisis"]],
    )
