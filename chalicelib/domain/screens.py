"""Screens column: which questions are asked, what the answers come to, and when a screen is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from .course import Course, ScreenState
from .flags import DUE_IN, VERSIONS, FlagDraft
from .programme import Release, ScreenOutline
from .screen import LEFT_OUT, Alert, Screen, ScreenQuestion, ScreenResult, Signpost, When
from .sentence import Sentence

__all__ = ["DueScreen", "Outcome", "abandoned", "asked", "check", "due_screens", "outcome", "readable", "with_result"]


class Outcome(BaseModel):
    """What the answers come to: one result, what to tell the therapist, where to turn."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    result: ScreenResult
    flags: tuple[FlagDraft, ...]
    crisis: tuple[FlagDraft, ...]
    """Those of the flags that call for crisis lines."""
    signposts: tuple[Signpost, ...]


class DueScreen(BaseModel):
    """A screen that waits for its answers."""

    screen: ScreenOutline
    due_since: datetime


def asked(screen: Screen, answers: Mapping[str, Any]) -> Iterator[ScreenQuestion]:
    """The questions that these answers lead to: a follow-up only where the question above it asks for it."""
    yield from _asked(screen.questions, answers)


def _asked(questions: Sequence[ScreenQuestion], answers: Mapping[str, Any]) -> Iterator[ScreenQuestion]:
    for question in questions:
        yield question
        if answers.get(question.id) in question.follow_when:
            yield from _asked(question.follow_ups, answers)


def check(screen: Screen, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(question id, what is wrong) for each answer that cannot be taken, in words a person can act on.

    Every question that is asked needs an answer, and None is one (rather not say). Answers to questions that are not
    asked are left aside, whatever they are; a form may send them.
    """
    known = {question.id for question in screen.all_questions()}
    wrong: list[tuple[str, str]] = [
        (str(name)[:64], Sentence("there is no such question here")) for name in answers if name not in known
    ]
    for question in asked(screen, answers):
        if question.id not in answers:
            wrong.append((question.id, Sentence("please choose an answer, or send null if you would rather not say")))
        elif answers[question.id] is not None and not _possible(question, answers[question.id]):
            choices = ", ".join(choice.id for choice in question.answers)
            wrong.append((question.id, Sentence("the answer must be one of {choices}", choices=choices)))
    return wrong


def readable(screen: Screen, answers: Mapping[str, Any]) -> dict[str, str]:
    """The answers that can be understood, whatever the rest is: a refusal must not hide a word of danger."""
    return {q.id: answers[q.id] for q in asked(screen, answers) if _possible(q, answers.get(q.id))}


def _possible(question: ScreenQuestion, answer: object) -> bool:
    return isinstance(answer, str) and answer in [choice.id for choice in question.answers]


def outcome(screen: Screen, answers: Mapping[str, Any], country: str = "") -> Outcome:
    """What answers that passed `check` come to, for a person in this country (ISO 3166-1 alpha-2)."""
    said = {q.id: answers.get(q.id) or LEFT_OUT for q in asked(screen, answers)}
    result = next((r for r in screen.results if not r.when or _any(r.when, said)), screen.results[-1])
    alerts = [a for a in screen.alerts if _any(a.when, said)] + ([result.alert] if result.alert else [])
    drafts = [(alert, _draft(screen, alert, result)) for alert in alerts]
    return Outcome(
        result=result,
        flags=tuple(draft for _, draft in drafts),
        crisis=tuple(draft for alert, draft in drafts if alert.crisis),
        signposts=tuple(
            s for s in screen.signposts if _any(s.when, said) and (not s.countries or country in s.countries)
        ),
    )


def _any(whens: Sequence[When], said: Mapping[str, str]) -> bool:
    return any(said.get(when.question) in when.answers for when in whens)


def _draft(screen: Screen, alert: Alert, result: ScreenResult) -> FlagDraft:
    return FlagDraft(
        rule=alert.rule,
        rule_version=VERSIONS[alert.rule],
        level=alert.level,
        reason=alert.reason,
        inputs={"screen": screen.id, "result": result.id},
        due_in=DUE_IN[alert.level] if alert.due_hours is None else timedelta(hours=alert.due_hours),
    )


def due_screens(course: Course, release: Release, now: datetime) -> list[DueScreen]:
    """Screens that wait for an answer, those about safety first."""
    found = [DueScreen(screen=s, due_since=at) for s in release.screens if (at := _due_since(course, s)) and at <= now]
    return sorted(found, key=lambda due: due.screen.due != "after-risk-item")


def _due_since(course: Course, screen: ScreenOutline) -> datetime | None:
    state = course.screens.get(screen.id, ScreenState())
    since = course.enrolled_at if screen.due == "at-start" else _risk_answered_at(course)
    return None if since is None or (state.at is not None and state.at >= since) else since


def _risk_answered_at(course: Course) -> datetime | None:
    """When a risk item was last answered above zero or left out (which is no sign of safety), if the latest answer to
    that measure did so."""
    latest = [readings[-1] for readings in course.scores.values() if readings and readings[-1].items]
    risky = [reading.at for reading in latest if any(value is None or value > 0 for value in reading.items.values())]
    return max(risky, default=None)


def abandoned(course: Course, release: Release, now: datetime) -> list[tuple[DueScreen, FlagDraft]]:
    """R5: screens that were due after a risk item, and are still not answered when a session is over.

    Told once for each answer that made the screen due; an answer that never came is no sign of safety.
    """
    found = []
    for due in due_screens(course, release, now):
        hours = due.screen.abandoned_after_hours
        told = course.screens.get(due.screen.id, ScreenState()).abandoned
        if hours is None or now - due.due_since < timedelta(hours=hours) or told == due.due_since:
            continue
        reason = "The safety questions after a risk answer were not finished. No answer is no sign of safety."
        draft = FlagDraft(
            rule="R5",
            rule_version=VERSIONS["R5"],
            level="amber",
            reason=reason,
            inputs={"screen": due.screen.id},
            due_in=DUE_IN["amber"],
        )
        found.append((due, draft))
    return found


def with_result(course: Course, screen_id: str, result: str, now: datetime) -> Course:
    """The course after a screen was answered."""
    state = course.screens.get(screen_id, ScreenState()).model_copy(update={"at": now, "result": result})
    return _with(course, screen_id, state, now)


def with_abandoned(course: Course, due: DueScreen) -> Course:
    """The course after the therapist was told that a screen was not finished."""
    state = course.screens.get(due.screen.id, ScreenState())
    told = state.model_copy(update={"abandoned": due.due_since})
    return course.model_copy(update={"screens": {**course.screens, due.screen.id: told}})


def _with(course: Course, screen_id: str, state: ScreenState, now: datetime) -> Course:
    seen = max(now, course.last_seen_at)
    return course.model_copy(update={"screens": {**course.screens, screen_id: state}, "last_seen_at": seen})
