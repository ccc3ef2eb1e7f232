"""Choices: what a patient agrees to, each purpose on its own, with a change of mind at any time."""

from __future__ import annotations

from typing import NamedTuple

from chalice.app import Response

from ..domain.consent import Consent, ConsentRecord
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases.account import consent, give_consent
from ..usecases.course import load_course
from ..usecases.errors import StaleVersion
from ..usecases.sent_example import outgoing_example
from .page import PATIENT, page
from .visit import Visit

routes = Routes()


class Purpose(NamedTuple):
    """`meaning`: what it is, in a sentence or two. `more`: what else somebody may want to know before they decide."""

    id: str
    title: str
    meaning: str
    more: tuple[str, ...]


PURPOSES = (
    Purpose(
        "ai",
        Sentence("Fit some passages to me"),
        Sentence(
            "A language model may put a few marked passages into words that are closer to your life. It decides "
            "nothing, and you can read the author's own words beside it every time."
        ),
        (
            Sentence("If you say no, you read the authors' words. Nothing is missing from the programme then."),
            Sentence("If you change your mind, passages that were fitted go from your pages at once."),
        ),
    ),
    Purpose(
        "vr",
        Sentence("Sessions on a headset"),
        Sentence("You can do guided sessions on a VR headset that you connect yourself."),
        (
            Sentence("The headset sends here how a session went: when, how long, your ratings, and why it ended."),
            Sentence("The same practices are on your pages as well, without a headset."),
        ),
    ),
    Purpose(
        "reminders",
        Sentence("Remind me"),
        Sentence("A short friendly note when a new part opens or some days have gone by."),
        (
            Sentence("It never says what it is about. You choose the time and the days in your settings."),
            Sentence("At most one comes in a day, and none on a day when you were here."),
        ),
    ),
    Purpose(
        "research",
        Sentence("Let research learn from my course"),
        Sentence(
            "Scores and dates, without your name and without anything you wrote, may help to make programmes like this "
            "better."
        ),
        (
            Sentence("So far only your yes or no is kept here. Nothing is collected for research yet."),
            Sentence("You can take it back at any time, and nobody will ask you why."),
        ),
    ),
)


@page(routes, "GET", "/consent", PATIENT)
def get_consent(visit: Visit) -> Response:
    record = consent(visit.deps, visit.caller)
    notice = Sentence("Your choices are saved.") if visit.query.one("saved") and record.version else ""
    return _shown(visit, record, record.consent, notice=notice)


def _shown(visit: Visit, record: ConsentRecord, choice: Consent, status: int = 200, notice: str = "") -> Response:
    from ..domain.adaptation_checks import LANGUAGES  # the checks' words, which no other page of patients needs

    course, _release = load_course(visit.deps, visit.caller)
    return visit.show(
        "consent.html",
        status,
        record=record,
        purposes=PURPOSES,
        choice=choice.model_dump(),
        notice=notice,
        timezone=course.timezone,
        example=outgoing_example(visit.deps, course),
        fits=course.language.split("-")[0] in LANGUAGES,
        speaks=course.language,
    )


@page(routes, "POST", "/consent", PATIENT)
def post_consent(visit: Visit) -> Response:
    choice = Consent(**{purpose.id: visit.form.one(purpose.id) == "yes" for purpose in PURPOSES})
    try:
        give_consent(visit.deps, visit.caller, choice, visit.form.number("version"))
    except StaleVersion as error:
        record = consent(visit.deps, visit.caller)
        told = Sentence(
            "Your choices were changed on another device meanwhile. Below is what you just chose; save it to keep it."
        )
        return _shown(visit, record, choice, error.status, told)
    return visit.go("consent?saved=1")
