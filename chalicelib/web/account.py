"""Choices: what a patient agrees to, each purpose on its own, with a change of mind at any time."""

from __future__ import annotations

from typing import NamedTuple

from chalice.app import Response

from ..domain.consent import Consent
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases.account import consent, give_consent
from ..usecases.errors import StaleVersion
from .page import PATIENT, page
from .visit import Visit

routes = Routes()


class Purpose(NamedTuple):
    id: str
    title: str
    meaning: str


PURPOSES = (
    Purpose(
        "ai",
        Sentence("Fit some passages to me"),
        Sentence(
            "A language model may put a few marked passages into words that are closer to your life. It decides "
            "nothing, and you can read the author's own words beside it every time."
        ),
    ),
    Purpose(
        "vr",
        Sentence("Sessions on a headset"),
        Sentence("You can do guided sessions on a VR headset that you connect yourself."),
    ),
    Purpose(
        "reminders",
        Sentence("Remind me"),
        Sentence("A short friendly note when a new part opens or some days have gone by."),
    ),
    Purpose(
        "research",
        Sentence("Let research learn from my course"),
        Sentence(
            "Scores and dates, without your name and without anything you wrote, may help to make programmes like this "
            "better."
        ),
    ),
)


@page(routes, "GET", "/consent", PATIENT)
def get_consent(visit: Visit) -> Response:
    record = consent(visit.deps, visit.caller)
    notice = Sentence("Your choices are saved.") if visit.query.one("saved") and record.version else ""
    return visit.show("consent.html", record=record, purposes=PURPOSES, choice=record.consent, notice=notice)


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
        return visit.show("consent.html", error.status, record=record, purposes=PURPOSES, choice=choice, notice=told)
    return visit.go("consent?saved=1")
