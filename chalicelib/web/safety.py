"""Safety: whom to call, for anybody at any time; and a person's own safety plan."""

from __future__ import annotations

from typing import Any, NamedTuple
from unicodedata import normalize

from chalice.app import Response
from pydantic import ValidationError

from ..domain.crisis import lines_for
from ..domain.crisis_lines import COUNTRIES
from ..domain.safety import crisis_response
from ..domain.safety_plan import SafetyPlan
from ..domain.sentence import Sentence
from ..observability import log_unexpected
from ..routing import Routes
from ..usecases import safety as usecases
from ..usecases.errors import SignedOut, StaleVersion
from .page import PATIENT, page
from .speech import speaker
from .visit import Fields, Visit
from .words import WROTE_AGAIN

routes = Routes()


class Part(NamedTuple):
    """One part of the safety plan as it is asked for; `people` is a list of contacts, else lines of text."""

    id: str
    title: str
    help: str
    people: bool = False


PARTS = (
    Part(
        "warning_signs",
        Sentence("Signs that a hard time is coming"),
        Sentence("Thoughts, pictures, moods, places. One on each line."),
    ),
    Part(
        "coping_alone",
        Sentence("What I can do by myself"),
        Sentence("Things that take my mind off it. One on each line."),
    ),
    Part(
        "company_and_places",
        Sentence("People and places that take me out of it"),
        Sentence("They need not know why."),
        True,
    ),
    Part("people_to_ask", Sentence("People I can ask for help"), "", True),
    Part(
        "professionals",
        Sentence("Professionals I can call"),
        Sentence("Your therapist, your doctor, a line that answers."),
        True,
    ),
    Part(
        "safer_surroundings",
        Sentence("Making my surroundings safer"),
        Sentence("What I keep at a distance, who helps, by when."),
    ),
    Part(
        "reasons_to_live",
        Sentence("What I want to be here for"),
        Sentence("People, animals, plans, small things. One on each line."),
    ),
)
TOO_MANY = Sentence("please keep it to twelve")
NO_NAME = Sentence("please write a name here")
TOO_LONG = Sentence("this is longer than what fits; please shorten it")
CONTACT = ("name", "phone", "note")


def countries(language: str) -> list[tuple[str, str]]:
    """(ISO code, name) of the countries whose lines we know, by name in this language."""
    speaks = speaker(language)
    named = ((code, speaks.country(code, entry[0])) for code, entry in COUNTRIES.items())
    return sorted(named, key=lambda pair: normalize("NFKD", pair[1]).casefold())


@page(routes, "GET", "/safety")
def get_safety(visit: Visit) -> Response:
    """Crisis lines for anybody; they are shown even when nothing else can be read."""
    own, plan = _own(visit)
    country = visit.query.one("country") or own or visit.settings.default_country
    return visit.show(
        "safety.html",
        help=crisis_response(country, "asked"),
        chosen=country if country in COUNTRIES else "",
        countries=countries(visit.language),
        plan=plan,
        parts=PARTS,
    )


def _own(visit: Visit) -> tuple[str, SafetyPlan | None]:
    if visit.role != "patient":
        return "", None
    try:
        lines, plan, _version = usecases.safety(visit.deps, visit.caller)
    except SignedOut:
        return "", None
    except Exception as error:  # a person who needs a number gets one, whatever has broken
        log_unexpected(error)
        return "", None
    return lines.country, plan


@page(routes, "GET", "/safety/plan", PATIENT)
def get_plan(visit: Visit) -> Response:
    lines, plan, version = usecases.safety(visit.deps, visit.caller)
    return _form(visit, plan.model_dump(), version, lines.country)


def _form(
    visit: Visit,
    plan: dict[str, Any],
    version: int,
    country: str,
    status: int = 200,
    problems: list[tuple[str, str, str]] | None = None,
    notice: str = "",
    other: SafetyPlan | None = None,
) -> Response:
    return visit.show(
        "plan.html",
        status,
        plan=plan,
        parts=PARTS,
        version=version,
        lines=lines_for(country),
        problems=problems or [],
        notice=notice,
        other=other,
    )


def read_plan(form: Fields) -> dict[str, Any]:
    """The plan as typed: empty lines and empty contacts are left out."""
    read: dict[str, Any] = {}
    for part in PARTS:
        if part.people:
            rows = ({key: form.one(f"{part.id}.{n}.{key}") for key in CONTACT} for n in range(12))
            read[part.id] = [row for row in rows if any(value.strip() for value in row.values())]
        else:
            read[part.id] = [line for line in form.one(part.id).split("\n") if line.strip()]
    return read


@page(routes, "POST", "/safety/plan", PATIENT, keeps_words=True)
def post_plan(visit: Visit) -> Response:
    read, seen = read_plan(visit.form), visit.form.number("version")
    if not visit.genuine:
        lines, _plan, _version = usecases.safety(visit.deps, visit.caller)
        return _form(visit, read, seen, lines.country, 403, notice=WROTE_AGAIN)
    try:
        usecases.write_safety_plan(visit.deps, visit.caller, SafetyPlan.model_validate(read), seen)
    except ValidationError as error:
        lines, _plan, _version = usecases.safety(visit.deps, visit.caller)
        return _form(visit, read, seen, lines.country, 422, _problems(error))
    except StaleVersion as error:
        lines, plan, version = usecases.safety(visit.deps, visit.caller)
        return _form(visit, read, version, lines.country, error.status, other=plan)
    return visit.go("safety")


def _problems(error: ValidationError) -> list[tuple[str, str, str]]:
    """What to mend, in our own words: pydantic's would quote the person's."""
    titles = {part.id: part for part in PARTS}
    found: list[tuple[str, str, str]] = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        part = titles[str(fault["loc"][0])]
        anchor = ".".join(map(str, fault["loc"])) if part.people and len(fault["loc"]) > 2 else part.id
        too_many = fault["type"] == "too_long"
        name_missing = fault["loc"][-1] == "name" and fault["type"] == "string_too_short"
        what = TOO_MANY if too_many else NO_NAME if name_missing else TOO_LONG
        found.append((anchor, part.title, what))
    return found
