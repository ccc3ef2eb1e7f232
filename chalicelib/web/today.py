"""Today: one thing to do now, a few quiet lines beside it, and how one is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from chalice.app import Response

from ..domain.ahead import due_measures, next_open_step, next_within, way_of
from ..domain.course import Course
from ..domain.intake import IntakePart, intake
from ..domain.practice import prescribed
from ..domain.programme import ModuleOutline, Release, ScreenOutline, StepOutline
from ..domain.screens import due_screens
from ..domain.sentence import Counted, Sentence
from ..routing import Routes
from ..usecases.course import today
from ..usecases.measures import measure_of
from .page import PATIENT, page
from .programme import Stretch, extras, stretches
from .visit import Visit

routes = Routes()
#: So many lines stand below the card at most; everything that is due is on the page of the whole way.
MOST_LINES = 3
FEW = Sentence("A few questions")
FIRST = Sentence("First of all")
ABOUT_YOU = Sentence("A few questions about you")
BEGIN, GO_ON, ANSWER = Sentence("Begin"), Sentence("Go on"), Sentence("Answer them")
KEPT = Sentence("You can stop at any point; what you write is kept.")


class Thing(NamedTuple):
    """One thing that can be done now: as the card with the button, or as a line below it."""

    path: str
    title: str
    language: str
    """Of the title; empty where it is a sentence of ours."""
    over: str
    over_language: str
    words: tuple[str, ...]
    note: str
    button: str
    urgent: bool = False


class Place(NamedTuple):
    """Where one is in the questions at the start, counted from 1."""

    number: int
    of: int


@page(routes, "GET", "/today", PATIENT)
def get_today(visit: Visit) -> Response:
    course, release = today(visit.deps, visit.caller)
    now = visit.deps.now()
    way = stretches(course, release, way_of(course, release), now)
    parts = intake(course, release)
    place, things = _things(visit, course, release, parts, now)
    done = release.step(visit.query.one("done"))
    return visit.show(
        "today.html",
        course=course,
        language=release.language,
        card=things[0] if things else None,
        place=place,
        lines=things[1 : 1 + MOST_LINES],
        safety=any(thing.urgent for thing in things[:1]),
        fresh=not any(course.done(s.id) for m in release.modules for s in m.steps),
        unread=course.messages.unread_by("patient").count,
        practices=bool(prescribed(course, release, now)),
        suggested=_suggested(course, release, now) if len(things) <= MOST_LINES else None,
        opening=None if parts or course.left_at else _opening(way, nothing=not things),
        weeks=[one for one in way if one.module.kind == "weekly"],
        once=secrets.token_hex(16),
        notice=Sentence("“{title}” is done, and saved.", title=done.title) if done and course.done(done.id) else "",
        speaks=course.language,
    )


def _things(
    visit: Visit, course: Course, release: Release, parts: list[IntakePart], now: datetime
) -> tuple[Place | None, list[Thing]]:
    """What can be done now, the first of them first; and the place in the questions at the start, if it is one."""
    screens = [due.screen for due in due_screens(course, release, now)]
    urgent = [_screen(screen) for screen in screens if screen.due == "after-risk-item"]
    if course.left_at:
        return None, urgent
    step = next_open_step(course, release, now)
    going_on = [_step(course, release, step)] if step else []
    for number, part in enumerate(parts, 1):
        first = None if part.done else _part(visit, course, release, part, now)
        if first:
            rest = [thing for thing in going_on if thing.path != first.path]
            # one after another: the other questions wait, and whoever would rather begin can
            return (None if urgent else Place(number, len(parts))), [*urgent, first, *rest]
    about = [_screen(screen) for screen in screens if screen.due != "after-risk-item"]
    return None, [*urgent, *going_on, *_measures(visit, course, release, now), *about]


def _part(visit: Visit, course: Course, release: Release, part: IntakePart, now: datetime) -> Thing | None:
    """What there is to do for one part of the start; None while it is closed."""
    if part.kind == "measure":
        return next((one for one in _measures(visit, course, release, now) if one.path.endswith(f"/{part.id}")), None)
    if part.kind == "screen":
        return next((_screen(one) for one in release.screens if one.id == part.id), None)
    module = next(one for one in release.modules if one.id == part.id)
    step = next_within(course, release, module, now)
    return _step(course, release, step) if step else None


def _step(course: Course, release: Release, step: StepOutline) -> Thing:
    module = release.home_of(step.id)
    begun = any(course.done(one.id) for one in module.steps)
    minutes = Counted("About {n} minute.", "About {n} minutes.", n=step.minutes)
    return Thing(
        f"steps/{step.id}",
        step.title,
        step.language or release.language,
        module.title,
        module.language or release.language,
        (minutes, KEPT),
        Sentence("{n} min", n=step.minutes),
        GO_ON if begun else BEGIN,
    )


def _measures(visit: Visit, course: Course, release: Release, now: datetime) -> Iterator[Thing]:
    for due in due_measures(course, release, now):
        found = measure_of(visit.deps, release, due.measure_id)
        if found:
            count = len(found.items)
            words = Counted("{n} question, about three minutes.", "{n} questions, about three minutes.", n=count)
            note = Counted("{n} question", "{n} questions", n=count)
            yield Thing(f"measures/{found.id}", found.title, found.language, FEW, "", (words,), note, ANSWER)


def _screen(screen: ScreenOutline) -> Thing:
    urgent = screen.due == "after-risk-item"
    count = screen.questions
    words: list[str] = [Counted("{n} question, about a minute.", "{n} questions, about a minute.", n=count)]
    if urgent:
        words.append(Sentence("They help your therapist to see what you need now."))
    note = Counted("{n} question", "{n} questions", n=count)
    over = FIRST if urgent else ABOUT_YOU
    return Thing(
        f"screens/{screen.id}", screen.title, screen.language, over, "", tuple(words), note, ANSWER, urgent=urgent
    )


def _opening(way: list[Stretch], *, nothing: bool) -> Stretch | None:
    """What opens next: when its day is known, or when there is nothing else to do."""
    closed = next((one for one in way if one.status == "locked"), None)
    return closed if closed and (closed.opens_at or nothing) else None


def _suggested(course: Course, release: Release, now: datetime) -> tuple[ModuleOutline, StepOutline] | None:
    """An optional module that suits this person and is not begun, with its first step."""
    if course.left_at:
        return None
    for near in extras(course, release, now)[0]:
        step = _first(near) if near.suggestions and near.module.id not in course.opened else None
        if step:
            return near.module, step
    return None


def _first(stretch: Stretch) -> StepOutline | None:
    return next((stone.step for stone in stretch.stones if stone.state == "open"), None)
