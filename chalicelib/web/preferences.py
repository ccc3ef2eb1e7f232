"""The settings page: how somebody reads, where they are, when they are reminded; and the way to what else is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chalice.app import Response

from ..domain.preferences import READING_LEVELS, TEXT_SIZES
from ..domain.reminders import WEEKDAYS
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases.errors import Invalid, StaleVersion
from ..usecases.preferences import OwnSettings, Wanted, languages_of, own_settings, save_settings
from .page import PATIENT, page
from .visit import Fields, Visit

routes = Routes()
#: Languages in their own words: somebody who cannot read the page finds theirs.
NAMES = {"en": "English", "es": "Español", "de": "Deutsch", "fr": "Français", "pt": "Português", "it": "Italiano"}
SAVED = {
    "settings": Sentence("Your settings are saved."),
    "back": Sentence("You are back. Everything is where you left it."),
}
LEVELS = dict(
    zip(
        READING_LEVELS,
        (Sentence("As the authors wrote it"), Sentence("In plain words, where that can be done")),
        strict=True,
    )
)
SIZES = dict(
    zip(
        TEXT_SIZES,
        (Sentence("Usual"), Sentence("A little larger"), Sentence("Larger"), Sentence("Largest")),
        strict=True,
    )
)
DAYS = dict(
    zip(
        WEEKDAYS,
        (
            Sentence("Monday"),
            Sentence("Tuesday"),
            Sentence("Wednesday"),
            Sentence("Thursday"),
            Sentence("Friday"),
            Sentence("Saturday"),
            Sentence("Sunday"),
        ),
        strict=True,
    )
)
CHANNELS = {"none": Sentence("No reminders"), "email": Sentence("By e-mail")}
#: What the rules call a field → where it stands on the page, and its name there.
PLACES = {
    "language": ("language", Sentence("Language")),
    "reading_level": ("reading_level", Sentence("How plain the words are")),
    "text_size": ("text_size", Sentence("Size of the text")),
    "timezone": ("timezone", Sentence("Where you are")),
    "reminders.channel": ("channel", Sentence("Reminders")),
    "reminders.at": ("at", Sentence("At what time")),
    "reminders.days": ("days", Sentence("On which days")),
}


@dataclass(frozen=True)
class Chosen:
    """What the page shows as chosen: as it is kept, or as somebody has just sent it."""

    language: str
    reading_level: str
    text_size: str
    timezone: str
    channel: str
    at: str
    days: tuple[str, ...] = field(default=())


@page(routes, "GET", "/settings", PATIENT)
def get_settings(visit: Visit) -> Response:
    own = own_settings(visit.deps, visit.caller)
    return _show(visit, own, _kept(own), notice=SAVED.get(visit.query.one("saved"), ""))


@page(routes, "POST", "/settings", PATIENT)
def post_settings(visit: Visit) -> Response:
    try:
        save_settings(visit.deps, visit.caller, _wanted(visit.form), visit.form.number("version"))
    except Invalid as error:
        own = own_settings(visit.deps, visit.caller)
        problems = [(*PLACES[where], message) for where, message in error.problems]
        return _show(visit, own, _sent(visit.form, own), error.status, problems=problems)
    except StaleVersion as error:
        own = own_settings(visit.deps, visit.caller)
        told = Sentence(
            "Your settings were changed on another device meanwhile. Below is what you just chose; save it to keep it."
        )
        return _show(visit, own, _sent(visit.form, own), error.status, notice=told)
    return visit.go("settings?saved=settings")


def _show(visit: Visit, own: OwnSettings, chosen: Chosen, status: int = 200, **more: Any) -> Response:
    course = own.course
    return visit.show(
        "settings.html",
        status,
        speaks=course.language,
        course=course,
        own=own,
        chosen=chosen,
        languages=[(one, NAMES.get(one, one)) for one in languages_of(visit.deps, course)],
        levels_of_words=LEVELS,
        sizes=SIZES,
        days=DAYS,
        channels={one: CHANNELS[one] for one in own.channels},
        zones=_zones(course.country, course.timezone),
        fits=_fits(visit, course.language),
        **more,
    )


def _kept(own: OwnSettings) -> Chosen:
    """As it is kept. Without the person's yes no reminder is sent, whatever was chosen once."""
    course, reminder = own.course, own.reminder
    how = course.preferences
    channel = reminder.channel if own.consent else "none"
    size = str(how.text_size)
    return Chosen(course.language, how.reading_level, size, course.timezone, channel, reminder.at, reminder.days)


def _sent(form: Fields, own: OwnSettings) -> Chosen:
    """As somebody has just sent it; what the form did not hold, as it is kept."""
    kept = _kept(own)
    return Chosen(
        language=form.one("language", kept.language),
        reading_level=form.one("reading_level", kept.reading_level),
        text_size=form.one("text_size", kept.text_size),
        timezone=form.one("timezone", kept.timezone),
        channel=form.one("channel", kept.channel),
        at=form.one("at", kept.at),
        days=tuple(form.every("day")) if "channel" in form else kept.days,
    )


def _wanted(form: Fields) -> Wanted:
    """What the form asks for. Somebody who wants no reminders need not say when."""
    channel = form.one("channel") or None
    days = tuple(form.every("day"))
    wants_none = channel in (None, "none")
    size = form.one("text_size")
    return Wanted(
        language=form.one("language") or None,
        reading_level=form.one("reading_level") or None,
        text_size=form.number("text_size") if size else None,
        timezone=form.one("timezone").strip() or None,
        channel=channel,
        at=(form.one("at") or None) if wants_none else form.one("at"),
        days=(days or None) if wants_none else days,
        agree=not wants_none,
    )


def _zones(country: str, own: str) -> list[str]:
    """Time zones of a person's country, and their own; another can be typed."""
    from babel.core import get_global  # the settings page alone needs it

    return sorted({zone for zone, where in get_global("zone_territories").items() if where == country} | {own})


def _fits(visit: Visit, language: str) -> bool:
    """Whether this deployment fits passages at all, and in this language."""
    from ..domain.adaptation_checks import LANGUAGES  # the checks' words, which no other page of patients needs

    return visit.deps.adaptation_mode != "off" and language.split("-")[0] in LANGUAGES
