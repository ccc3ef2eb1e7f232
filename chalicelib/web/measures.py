"""Measures and the mood check as pages: every question needs an answer, and "rather not say" is one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalice.app import Response

from ..domain.course import Course
from ..domain.definitions import Measure
from ..domain.measures import NOT_APPLICABLE, highest_total
from ..domain.measures_change import Change, change_for
from ..domain.safety import CrisisResponse, crisis_of
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases import measures as usecases
from ..usecases.errors import Invalid
from ..usecases.moods import record_mood
from ..usecases.once import fingerprint
from .bands import band_words
from .page import PATIENT, crisis_in, page
from .visit import Fields, Visit
from .words import than_first

routes = Routes()
#: What the form sends for "rather not say".
SKIP = "skip"
AGAIN = Sentence("You have signed in again since you answered. Nothing is lost: press the button once more.")
#: Asked for instead of what a JSON client is told.
CHOOSE = Sentence("please choose an answer, or “rather not say”")
THIS_PAGE = Sentence("This page")


def key_for(visit: Visit, *parts: object) -> str:
    """The Idempotency-Key of a form: the same answers sent twice count once, changed answers are new ones."""
    return f"{visit.form.one('once')[:64]}-{fingerprint(*parts)}"


def read_items(measure: Measure, form: Fields) -> dict[str, int | str | None]:
    """The answers that were given; an item that was not answered at all is left out."""
    items: dict[str, int | str | None] = {}
    for item in measure.asked:
        value = form.one(f"item.{item.id}")
        if value == SKIP:
            items[item.id] = None
        elif value == NOT_APPLICABLE:
            items[item.id] = value
        elif value.isascii() and value.isdigit() and len(value) < 4:
            items[item.id] = int(value)
    return items


@page(routes, "GET", "/measures/{measure_id}", PATIENT)
def get_measure(visit: Visit, measure_id: str) -> Response:
    course, measure = usecases.open_measure(visit.deps, visit.caller, measure_id)
    return asked(visit, course, measure, {})


def asked(
    visit: Visit,
    course: Course,
    measure: Measure,
    items: Mapping[str, int | str | None],
    status: int = 200,
    problems: list[tuple[str, str, str]] | None = None,
    notice: str = "",
    crisis: CrisisResponse | None = None,
) -> Response:
    return visit.show(
        "measure.html",
        status,
        measure=measure,
        language=course.language.split("-")[0],
        speaks=course.language,
        items=items,
        once=visit.form.one("once") or secrets.token_hex(16),
        problems=problems or [],
        notice=notice,
        crisis=crisis,
    )


@page(routes, "POST", "/measures/{measure_id}", PATIENT, keeps_words=True)
def post_measure(visit: Visit, measure_id: str) -> Response:
    course, measure = usecases.open_measure(visit.deps, visit.caller, measure_id)
    items = read_items(measure, visit.form)
    if not visit.genuine:
        return asked(visit, course, measure, items, 403, notice=AGAIN)
    try:
        key = key_for(visit, measure_id, sorted(items.items()))
        done = usecases.submit_response(visit.deps, visit.caller, measure_id, items, key, visit.form.written_at)
    except Invalid as error:
        told = _problems(measure, error.problems)
        return asked(visit, course, measure, items, error.status, told, crisis=crisis_in(error))
    course, _measure = usecases.open_measure(visit.deps, visit.caller, measure_id)
    return visit.show(
        "result.html",
        measure=measure,
        response=done,
        highest=highest_total(measure),
        change=_change(course, measure),
        band=band_words(done.band, measure.language, course.language),
        than_first=than_first,
        speaks=course.language,
        crisis=crisis_of(done.flagged, done.country),
    )


def _problems(measure: Measure, problems: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    texts = {f"items.{item.id}": (f"item.{item.id}", item.text) for item in measure.asked}
    told = [(*texts.get(path, ("form", THIS_PAGE)), message) for path, message in problems]
    return [(anchor, text, CHOOSE if "send null" in message else message) for anchor, text, message in told]


def _change(course: Course, measure: Measure) -> Change:
    return change_for(measure, [reading.total for reading in course.scores.get(measure.id, [])])


@page(routes, "GET", "/mood", PATIENT)
def get_mood(visit: Visit) -> Response:
    return _mood(visit)


def _mood(
    visit: Visit, status: int = 200, problems: list[tuple[str, str, str]] | None = None, notice: str = ""
) -> Response:
    return visit.show(
        "mood.html",
        status,
        rating=visit.form.one("rating"),
        note=visit.form.one("note"),
        once=visit.form.one("once") or secrets.token_hex(16),
        problems=problems or [],
        notice=notice,
    )


@page(routes, "POST", "/mood", PATIENT, keeps_words=True)
def post_mood(visit: Visit) -> Response:
    rating, note = visit.form.one("rating"), visit.form.one("note")
    if not visit.genuine:
        return _mood(visit, 403, notice=AGAIN)
    if rating not in {str(n) for n in range(11)}:
        return _mood(
            visit,
            422,
            [("rating-0", Sentence("How are you right now?"), Sentence("please choose a number from 0 to 10"))],
        )
    try:
        key = key_for(visit, rating, note)
        done = record_mood(visit.deps, visit.caller, int(rating), note, key, visit.form.written_at)
    except Invalid as error:
        return _mood(visit, error.status, [("note", Sentence("A few words, if you like"), error.problems[0][1])])
    return visit.show("mood_saved.html", rating=done.rating, crisis=crisis_of(done.flagged, done.country))
