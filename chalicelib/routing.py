"""Which module answers which request. The front door reads this table; a module is loaded with its first request.

A cold start then pays for the page or the route that it serves, and not for the models of all of them.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Chalice

FORM = "application/x-www-form-urlencoded"
View = Callable[..., Any]
_app: list[Chalice] = []


@dataclass
class Routes:
    """The views of one module, by (method, path)."""

    views: dict[tuple[str, str], View] = field(default_factory=dict)

    def route(self, method: str, path: str) -> Callable[[View], View]:
        def register(view: View) -> View:
            self.views[method, path] = view
            return view

        return register

    @property
    def current_request(self) -> Any:
        """The request that is being answered."""
        return _app[0].current_request


#: Module of floor 4 → its routes. A test compares each with what the module registers.
JSON: dict[str, tuple[str, ...]] = {
    "api.about": (
        "GET /v1/health",
        "GET /v1/openapi.json",
    ),
    "api.account": (
        "GET /v1/safety",
        "PUT /v1/safety/plan",
        "GET /v1/consent",
        "PUT /v1/consent",
    ),
    "api.adaptation": (
        "GET /v1/patients/{patient_id}/adaptations",
        "GET /v1/adaptations",
        "POST /v1/adaptations/{adaptation_id}/approve",
        "POST /v1/adaptations/{adaptation_id}/edit",
        "POST /v1/adaptations/{adaptation_id}/reject",
    ),
    "api.course": (
        "GET /v1/today",
        "GET /v1/programme",
        "GET /v1/steps/{step_id}",
        "PUT /v1/steps/{step_id}/draft",
        "POST /v1/steps/{step_id}/complete",
        "POST /v1/moods",
        "GET /v1/moods",
    ),
    "api.devices": (
        "POST /v1/devices/authorize",
        "POST /v1/devices/token",
    ),
    "api.fitted": (
        "GET /v1/fitted",
        "GET /v1/fitted/{adaptation_id}",
        "POST /v1/fitted/{adaptation_id}/feedback",
    ),
    "api.measures": (
        "GET /v1/measures/{measure_id}",
        "POST /v1/measures/{measure_id}/responses",
        "GET /v1/measures/{measure_id}/responses",
    ),
    "api.messages": (
        "GET /v1/messages",
        "POST /v1/messages",
        "GET /v1/patients/{patient_id}/messages",
        "POST /v1/patients/{patient_id}/messages",
    ),
    "api.practice": (
        "GET /v1/practices",
        "GET /v1/practices/{practice_id}",
        "POST /v1/practice-runs",
    ),
    "api.review": (
        "GET /v1/review",
        "POST /v1/review/{flag_id}/acknowledge",
        "POST /v1/review/{flag_id}/note",
        "POST /v1/review/{flag_id}/escalate",
        "POST /v1/review/{flag_id}/resolve",
        "GET /v1/patients",
        "GET /v1/patients/{patient_id}",
        "GET /v1/patients/{patient_id}/timeline",
        "POST /v1/patients/{patient_id}/plan",
        "POST /v1/patients/{patient_id}/branch",
    ),
    "api.rights": (
        "GET /v1/export",
        "DELETE /v1/account",
        "GET /v1/settings",
        "PUT /v1/settings",
        "POST /v1/sign-out",
        "POST /v1/leave",
        "POST /v1/return",
        "GET /v1/entries",
        "POST /v1/entries/search",
    ),
    "api.sounds": ("GET /v1/sounds/{sound_id}",),
    "api.screens": (
        "GET /v1/screens",
        "GET /v1/screens/{screen_id}",
        "POST /v1/screens/{screen_id}/responses",
    ),
}
#: JSON without signing in.
OPEN = ("GET /v1/health", "GET /v1/openapi.json", "POST /v1/devices/authorize", "POST /v1/devices/token")
#: Open at the gateway, whose authorizer knows the user pool's tokens alone. The app itself lets in those of a patient
#: and those of a connected headset, and nobody else (api/http.py).
HEADSET = (
    "GET /v1/practices",
    "GET /v1/practices/{practice_id}",
    "POST /v1/practice-runs",
    "GET /v1/sounds/{sound_id}",
)
PAGES: dict[str, tuple[str, ...]] = {
    "web.account": (
        "GET /consent",
        "POST /consent",
    ),
    "web.adaptations": (
        "GET /passages",
        "POST /passages/{adaptation_id}",
    ),
    "web.assets": ("GET /static/{name}",),
    "web.kept": (
        "GET /kept",
        "GET /kept/own",
        "GET /sw.js",
    ),
    "web.course": (
        "GET /steps/{step_id}",
        "POST /steps/{step_id}",
        "POST /steps/{step_id}/draft",
    ),
    "web.devices": (
        "GET /devices",
        "POST /devices",
        "GET /patients/{patient_id}/devices",
        "POST /patients/{patient_id}/devices",
    ),
    "web.fitted": (
        "GET /fitted",
        "GET /fitted/{adaptation_id}",
        "POST /fitted/{adaptation_id}",
    ),
    "web.journal": (
        "GET /journal",
        "POST /journal",
    ),
    "web.measures": (
        "GET /measures/{measure_id}",
        "POST /measures/{measure_id}",
        "GET /mood",
        "POST /mood",
    ),
    "web.messages": (
        "GET /messages",
        "POST /messages",
        "GET /patients/{patient_id}/messages",
        "POST /patients/{patient_id}/messages",
    ),
    "web.patients": (
        "GET /patients",
        "GET /patients/{patient_id}",
    ),
    "web.practice": (
        "GET /practices",
        "GET /practices/{practice_id}",
        "POST /practices/{practice_id}",
    ),
    "web.programme": ("GET /programme",),
    "web.progress": ("GET /progress",),
    "web.review": (
        "GET /review",
        "GET /review/{flag_id}",
        "POST /review/{flag_id}",
    ),
    "web.safety": (
        "GET /safety",
        "GET /safety/plan",
        "POST /safety/plan",
    ),
    "web.screens": (
        "GET /screens/{screen_id}",
        "POST /screens/{screen_id}",
    ),
    "web.session": (
        "GET /sign-in",
        "GET /signed-in",
        "GET /renew",
        "POST /sign-out",
        "GET /signed-out",
        "GET /",
    ),
    "web.preferences": (
        "GET /settings",
        "POST /settings",
    ),
    "web.settings": (
        "GET /record",
        "GET /record/readable",
        "GET /record/fhir",
        "GET /goodbye",
        "POST /goodbye",
        "GET /erase",
        "POST /erase",
    ),
    "web.sounds": ("GET /sounds/{sound_id}",),
    "web.today": ("GET /today",),
}


def open_to(app: Chalice, authorizer: Any) -> None:
    """Register every route with the app; JSON routes also ask the gateway's authorizer."""
    _app[:] = [app]
    for module, spelled in (JSON | PAGES).items():
        for route in spelled:
            method, path = route.split(" ")
            options: dict[str, Any] = {}
            if module in JSON and route not in (*OPEN, *HEADSET):
                options["authorizer"] = authorizer
            if module in PAGES and method == "POST":
                options["content_types"] = [FORM]
            elif module == "api.devices":  # OAuth sends forms (RFC 8628, 3.1)
                options["content_types"] = [FORM, "application/json"]
            app.route(path, methods=[method], **options)(_view(module, method, path))


def _view(module: str, method: str, path: str) -> View:
    def view(**parameters: str) -> Any:
        return routes_of(module).views[method, path](**parameters)

    view.__name__ = f"{method}_{module}".replace(".", "_")
    return view


@functools.cache
def routes_of(module: str) -> Routes:
    """The routes of a module of floor 4, loaded."""
    loaded: Routes = importlib.import_module(f"chalicelib.{module}").routes
    return loaded


def load_json() -> None:
    """Load every module of JSON routes: for the document that describes them all."""
    for module in JSON:
        routes_of(module)
