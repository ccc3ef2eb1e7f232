"""What is a person's own: taking everything along, leaving with a goodbye plan, coming back, being erased."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from chalice.app import Response

from ..domain.course import Course
from ..domain.programme import Release, StepOutline
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases.course import load_course
from ..usecases.erasure import erase_account
from ..usecases.errors import StillpathError
from ..usecases.export import Own, as_fhir, own_record
from ..usecases.leaving import come_back, leave
from .journal import fields_of, told
from .page import PATIENT, page
from .preferences import CHANNELS, DAYS, LEVELS
from .render import security_headers
from .safety import PARTS
from .session import forgotten
from .speech import speaker
from .visit import Visit
from .worksheet import Said, said

routes = Routes()
CONFIRM = "erase"
#: A plan for keeping well is written on one of these, and searched among so many of those that were finished.
SHEETS, LOOKED_AT = ("worksheet", "homework"), 12


@page(routes, "GET", "/record", PATIENT)
def get_record(visit: Visit) -> Response:
    """What there is to take along. Each part is read to know whether another follows."""
    own = _own(visit)
    here = visit.query.one("cursor")
    return visit.show("record.html", speaks=own.course.language, cursor=here, following=own.cursor)


@page(routes, "GET", "/record/readable", PATIENT)
def get_readable(visit: Visit) -> Response:
    """Everything of one's own as one page to read, without any part of the site."""
    own = _own(visit)
    say = speaker(own.course.language).say
    return visit.show(
        "readable.html",
        headers=_attached("stillpath-my-record.html"),
        speaks=own.course.language,
        own=own,
        language=own.course.language,
        entries=told(visit.deps, own.entries, own.release, say),
        drafts=[_draft(visit, own, draft.step_id, draft.answers) for draft in own.part.drafts],
        parts=PARTS,
        levels_of_words=LEVELS,
        channels=CHANNELS,
        days=DAYS,
    )


def _draft(visit: Visit, own: Own, step_id: str, answers: dict[str, Any]) -> tuple[str, list[Said]]:
    title, fields = fields_of(visit.deps, own.release, step_id)
    return title, said(fields, answers, speaker(own.course.language).say)


@page(routes, "GET", "/record/fhir", PATIENT)
def get_fhir(visit: Visit) -> Response:
    """The same for other programs: FHIR R4."""
    own = _own(visit)
    body = json.dumps(as_fhir(visit.deps, own, f"fhir?cursor={own.cursor}"), ensure_ascii=False, indent=1)
    headers = security_headers(visit.settings.hosted_ui_url) | _attached("stillpath-my-record.json")
    return Response(body=body, headers={**headers, "Content-Type": "application/fhir+json; charset=utf-8"})


def _own(visit: Visit) -> Own:
    return own_record(visit.deps, visit.rights(), visit.caller, visit.query.one("cursor") or None)


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@page(routes, "GET", "/goodbye", PATIENT)
def get_goodbye(visit: Visit) -> Response:
    """Before leaving, and after it: what helps to stay well, and where help is."""
    course, release = load_course(visit.deps, visit.caller)
    plan = _relapse_plan(visit, course, release)
    return visit.show("goodbye.html", speaks=course.language, course=course, relapse_plan=plan)


def _relapse_plan(visit: Visit, course: Course, release: Release) -> StepOutline | None:
    """The step in which they wrote how to keep well. It comes late, so the latest worksheets are looked at first."""
    sheets = (step for module in reversed(release.modules) for step in reversed(module.steps) if step.kind in SHEETS)
    for outline in islice((step for step in sheets if course.done(step.id)), LOOKED_AT):
        if visit.deps.content.step(outline.version).worksheet == "relapse-prevention-plan":
            return outline
    return None


@page(routes, "POST", "/goodbye", PATIENT)
def post_goodbye(visit: Visit) -> Response:
    if visit.form.one("action") == "back":
        come_back(visit.deps, visit.caller)
        return visit.go("settings?saved=back")
    leave(visit.deps, visit.caller)
    return visit.go("goodbye")


@page(routes, "GET", "/erase", PATIENT)
def get_erase(visit: Visit) -> Response:
    return _erase(visit)


def _erase(visit: Visit, status: int = 200, problems: list[tuple[str, str, str]] | None = None) -> Response:
    return visit.show("erase.html", status, confirm=CONFIRM, problems=problems or [])


@page(routes, "POST", "/erase", PATIENT)
def post_erase(visit: Visit) -> Response:
    if visit.form.one("sure") != CONFIRM:
        told = Sentence("please tick this box, so that nothing is erased by a slip")
        return _erase(visit, 422, [("sure", Sentence("Yes, erase everything"), told)])
    language = _language(visit)
    erase_account(visit.deps, visit.rights(), visit.caller)
    over = {"Set-Cookie": forgotten(visit)}
    return visit.show("erased.html", headers=over, speaks=language, role="", csrf="")


def _language(visit: Visit) -> str:
    """Read before the erasing: afterwards nobody knows it any more."""
    try:
        return load_course(visit.deps, visit.caller)[0].language
    except StillpathError:
        return visit.language
