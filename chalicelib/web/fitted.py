"""What a model wrote for a patient: beside the author's words, with what is sent for it, and what they think of it."""

from __future__ import annotations

from typing import cast, get_args

from chalice.app import Response

from ..domain.adaptation import Adaptation, Feedback
from ..domain.programme import Release
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases.course import load_course
from ..usecases.errors import NotFound
from ..usecases.fitted import NO_SUCH_PASSAGE, give_feedback, own_adaptation, own_fitted, sent_for
from .page import PATIENT, page
from .visit import Visit

routes = Routes()
PAGE = 20
THANKS = Sentence("Thank you. Your therapist can see what you think of it, beside the text.")


def _title(release: Release, adaptation: Adaptation) -> tuple[str, str]:
    """(title, language) of the step that a passage belongs to; a line of a practice goes without."""
    step = release.step(adaptation.step_id)
    return (step.title, step.language or release.language) if step else ("", "")


@page(routes, "GET", "/fitted", PATIENT)
def get_fitted(visit: Visit) -> Response:
    course, release = load_course(visit.deps, visit.caller)
    cursor = visit.query.one("cursor") or None
    found = own_fitted(visit.deps, visit.adaptations(), visit.caller, PAGE, cursor)
    return visit.show(
        "fitted.html",
        fitted=[(one, *_title(release, one)) for one in found.adaptations],
        cursor=found.cursor,
        timezone=course.timezone,
        agreed=course.adaptation_consent,
        speaks=course.language,
    )


@page(routes, "GET", "/fitted/{adaptation_id}", PATIENT)
def get_one(visit: Visit, adaptation_id: str) -> Response:
    course, release = load_course(visit.deps, visit.caller)
    here = visit.adaptations()
    one = own_adaptation(visit.deps, here, visit.caller, adaptation_id)
    title, language = _title(release, one)
    return visit.show(
        "fitted_one.html",
        one=one,
        title=title,
        title_language=language,
        onward=f"steps/{one.step_id}" if release.step(one.step_id) else "",
        language=release.language,
        timezone=course.timezone,
        sent=sent_for(visit.deps, here, visit.caller, one),
        notice=THANKS if visit.query.one("saved") and one.feedback else "",
        speaks=course.language,
    )


@page(routes, "POST", "/fitted/{adaptation_id}", PATIENT)
def post_one(visit: Visit, adaptation_id: str) -> Response:
    said = visit.form.one("feedback")
    if said not in get_args(Feedback) or not said:
        raise NotFound(NO_SUCH_PASSAGE)
    give_feedback(visit.deps, visit.adaptations(), visit.caller, adaptation_id, cast("Feedback", said))
    return visit.go(f"fitted/{adaptation_id}?saved=1")
