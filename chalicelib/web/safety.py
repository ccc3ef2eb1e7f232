"""Safety: whom to call, for anybody at any time; and a person's own safety plan."""

from __future__ import annotations

from typing import Any, NamedTuple

from chalice.app import Response
from pydantic import ValidationError

from ..domain.crisis import lines_for
from ..domain.crisis_lines import COUNTRIES
from ..domain.safety import crisis_response
from ..domain.safety_plan import SafetyPlan
from ..observability import log_unexpected
from ..routing import Routes
from ..usecases import safety as usecases
from ..usecases.errors import StaleVersion
from .page import PATIENT, page
from .visit import Fields, Visit

routes = Routes()


class Part(NamedTuple):
    """One part of the safety plan as it is asked for; `people` is a list of contacts, else lines of text."""

    id: str
    title: str
    help: str
    people: bool = False


PARTS = (
    Part("warning_signs", "Signs that a hard time is coming", "Thoughts, pictures, moods, places. One on each line."),
    Part("coping_alone", "What I can do by myself", "Things that take my mind off it. One on each line."),
    Part("company_and_places", "People and places that take me out of it", "They need not know why.", True),
    Part("people_to_ask", "People I can ask for help", "", True),
    Part("professionals", "Professionals I can call", "Your therapist, your doctor, a line that answers.", True),
    Part("safer_surroundings", "Making my surroundings safer", "What I keep at a distance, who helps, by when."),
    Part("reasons_to_live", "What I want to be here for", "People, animals, plans, small things. One on each line."),
)
CONTACT = ("name", "phone", "note")


def countries() -> list[tuple[str, str]]:
    return sorted(((code, entry[0]) for code, entry in COUNTRIES.items()), key=lambda pair: pair[1])


@page(routes, "GET", "/safety")
def get_safety(visit: Visit) -> Response:
    """Crisis lines for anybody; they are shown even when nothing else can be read."""
    own, plan = _own(visit)
    country = visit.query.one("country") or own or visit.settings.default_country
    known = [code for code, _name in countries()]
    return visit.show(
        "safety.html",
        help=crisis_response(country, "asked"),
        chosen=country if country in known else "",
        countries=countries(),
        plan=plan,
        parts=PARTS,
    )


def _own(visit: Visit) -> tuple[str, SafetyPlan | None]:
    if visit.role != "patient":
        return "", None
    try:
        lines, plan, _version = usecases.safety(visit.deps, visit.caller)
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
        again = "You have signed in again since you wrote this. Nothing is lost: press the button once more."
        return _form(visit, read, seen, lines.country, 403, notice=again)
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
    found = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        part = titles[str(fault["loc"][0])]
        anchor = ".".join(map(str, fault["loc"])) if part.people and len(fault["loc"]) > 2 else part.id
        too_many = fault["type"] == "too_long"
        name_missing = fault["loc"][-1] == "name" and fault["type"] == "string_too_short"
        what = (
            "please keep it to twelve"
            if too_many
            else "please write a name here"
            if name_missing
            else "this is longer than what fits; please shorten it"
        )
        found.append((anchor, part.title, what))
    return found
