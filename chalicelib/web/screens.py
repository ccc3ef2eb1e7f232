"""Screens as pages: one form without script; follow-ups stand below the question they belong to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalice.app import Response

from ..domain.course import Course
from ..domain.crisis import lines_for
from ..domain.safety import CrisisResponse, crisis_of
from ..domain.screen import Screen
from ..routing import Routes
from ..usecases import screens as usecases
from ..usecases.errors import Invalid
from .measures import AGAIN, CHOOSE, SKIP, THIS_PAGE, key_for
from .page import PATIENT, crisis_in, page
from .render import QUICK_EXIT
from .visit import Fields, Visit

routes = Routes()


def read_screen(screen: Screen, form: Fields) -> dict[str, str | None]:
    """The answers that were given; a question that was not answered at all is left out."""
    found: dict[str, str | None] = {}
    for question in screen.all_questions():
        value = form.one(f"q.{question.id}")
        if value:
            found[question.id] = None if value == SKIP else value
    return found


@page(routes, "GET", "/screens/{screen_id}", PATIENT)
def get_screen(visit: Visit, screen_id: str) -> Response:
    course, screen = usecases.open_screen(visit.deps, visit.caller, screen_id)
    return _asked(visit, course, screen, {})


def _asked(
    visit: Visit,
    course: Course,
    screen: Screen,
    answers: Mapping[str, str | None],
    status: int = 200,
    problems: list[tuple[str, str, str]] | None = None,
    notice: str = "",
    crisis: CrisisResponse | None = None,
) -> Response:
    return visit.show(
        "screen.html",
        status,
        screen=screen,
        language=course.language.split("-")[0],
        speaks=course.language,
        answers=answers,
        found={problem[0]: problem for problem in problems or []},
        once=visit.form.one("once") or secrets.token_hex(16),
        quiet_exit=QUICK_EXIT if screen.quiet_exit else "",
        emergency=lines_for(course.country).emergency_text if screen.quiet_exit else "",
        problems=problems or [],
        notice=notice,
        crisis=crisis,
    )


@page(routes, "POST", "/screens/{screen_id}", PATIENT, keeps_words=True)
def post_screen(visit: Visit, screen_id: str) -> Response:
    course, screen = usecases.open_screen(visit.deps, visit.caller, screen_id)
    answers = read_screen(screen, visit.form)
    if not visit.genuine:
        return _asked(visit, course, screen, answers, 403, notice=AGAIN)
    key = key_for(visit, screen_id, sorted(answers.items()))
    try:
        done = usecases.answer_screen(visit.deps, visit.caller, screen_id, answers, key)
    except Invalid as error:
        problems = _problems(screen, error.problems)
        return _asked(visit, course, screen, answers, error.status, problems, crisis=crisis_in(error))
    return visit.show(
        "screen_result.html",
        screen=screen,
        done=done,
        speaks=course.language,
        quiet_exit=QUICK_EXIT if screen.quiet_exit else "",
        emergency=lines_for(course.country).emergency_text if screen.quiet_exit else "",
        crisis=crisis_of(done.crisis, done.country),
    )


def _problems(screen: Screen, problems: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    texts = {f"answers.{q.id}": (f"q.{q.id}", q.text) for q in screen.all_questions()}
    told = [(*texts.get(path, ("form", THIS_PAGE)), message) for path, message in problems]
    return [(anchor, text, CHOOSE if "send null" in message else message) for anchor, text, message in told]
