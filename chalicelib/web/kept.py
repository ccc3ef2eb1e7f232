"""What a device of one's own keeps while there is no network: the page that shows it, and what its worker asks for."""

from __future__ import annotations

import json
from datetime import datetime

from chalice.app import Response

from ..domain.ahead import due_measures, is_open, next_open_step
from ..domain.course import Course, module_state
from ..domain.crisis_lines import COUNTRIES
from ..domain.programme import Release
from ..domain.safety import crisis_response
from ..routing import Routes
from ..usecases.course import load_course
from .page import PATIENT, page
from .render import KINDS, STATIC, security_headers, static_names
from .visit import Visit

routes = Routes()
#: Kept on every device of one's own, whatever the course.
ALWAYS = ("today", "programme", "mood", "safety", "safety/plan")
WORKER = "sw.js"
#: What every page needs to look as it does. Practices need a network.
LOOKS = ("stillpath.css", "stillpath.js", "mark.svg")


@page(routes, "GET", "/kept")
def get_kept(visit: Visit) -> Response:
    """What waits on this device, told by the page's script; and whom to call, since nobody has read it yet.

    It holds nothing of anybody: a device keeps it for times without network, whoever uses it.
    """
    wanted = visit.query.one("country")
    country = wanted if wanted in COUNTRIES else visit.settings.default_country
    return visit.show("kept.html", help=crisis_response(country, "asked"))


@page(routes, "GET", "/kept/own", PATIENT)
def get_own(visit: Visit) -> Response:
    """Who is signed in, for the worker: their tag, the secret of their forms, and which pages to keep for them."""
    course, release = load_course(visit.deps, visit.caller)
    told = {
        "person": visit.person,
        "csrf": visit.csrf,
        "country": course.country,
        "language": course.language,
        "pages": pages_to_keep(course, release, visit.deps.now()),
    }
    headers = security_headers(visit.settings.hosted_ui_url)
    return Response(body=json.dumps(told), headers={**headers, "Content-Type": "application/json"})


def pages_to_keep(course: Course, release: Release, now: datetime) -> list[str]:
    """Today, safety, and what can be done now: the open steps of the current module and the questions that are due."""
    step = next_open_step(course, release, now)
    module = release.module_of(step.id) if step else None
    state = module_state(course, release, module, now) if module else None
    steps = [s.id for s in module.steps if is_open(course, module, state, s)] if module and state else []
    due = [one.measure_id for one in due_measures(course, release, now) if one.measure_id in release.measures]
    return [*ALWAYS, *(f"steps/{one}" for one in steps), *(f"measures/{one}" for one in due)]


@routes.route("GET", "/sw.js")
def get_worker() -> Response:
    """The service worker. It lies directly under the root, since it may look after nothing above itself."""
    names = json.dumps([static_names()[name] for name in LOOKS])
    body = f'"use strict";\nconst FILES = {names};\n' + (STATIC / WORKER).read_text()
    headers: dict[str, str | list[str]] = {
        "Content-Type": KINDS[".js"],
        "Cache-Control": "public, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body=body, headers=headers)
