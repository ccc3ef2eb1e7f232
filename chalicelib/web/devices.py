"""Headsets: a patient enters the code that a headset shows, and sees, names and removes what is connected."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from ..domain.devices import LONGEST_NAME, shown_code
from ..routing import Routes
from ..usecases import devices as usecases
from ..usecases.caseload import patient
from ..usecases.errors import Conflict, Invalid, NotFound, StillpathError
from .page import PATIENT, THERAPIST, page
from .visit import Visit

routes = Routes()
NAMED = {"connected", "refused", "renamed", "removed"}


@page(routes, "GET", "/devices", PATIENT)
def get_devices(visit: Visit) -> Response:
    done = visit.query.one("done")
    return listed(visit, done=done if done in NAMED else "", code=visit.query.one("code")[:20])


def listed(visit: Visit, status: int = 200, **told: Any) -> Response:
    """The page: where to enter a code, and the headsets that are connected."""
    shown: dict[str, Any] = {"done": "", "code": "", "wrong": "", "pairing": None, "longest": LONGEST_NAME, **told}
    found = usecases.connected(visit.deps, visit.devices(), visit.caller)
    return visit.show("devices.html", status, devices=found, shown_code=shown_code, **shown)


@page(routes, "POST", "/devices", PATIENT)
def post_devices(visit: Visit) -> Response:
    action, code = visit.form.one("action"), visit.form.one("code")[:20]
    if action in ("look", "connect", "refuse"):
        return _about_code(visit, action, code)
    device = visit.form.one("device")
    try:
        if action == "rename":
            usecases.rename(visit.deps, visit.devices(), visit.caller, device, visit.form.one("name"))
            return visit.go("devices?done=renamed")
        usecases.revoke(visit.deps, visit.devices(), visit.caller, device)
        return visit.go("devices?done=removed")
    except Invalid as error:
        return listed(visit, error.status, wrong=error.detail)


def _about_code(visit: Visit, action: str, code: str) -> Response:
    try:
        if action == "look":
            pairing = usecases.look_up(visit.deps, visit.devices(), visit.caller, code)
            return listed(visit, pairing=pairing, code=code)
        yes, name = action == "connect", visit.form.one("name")
        usecases.decide_on(visit.deps, visit.devices(), visit.caller, code, yes, name)
    except (NotFound, Invalid, Conflict, usecases.TooManyGuesses) as error:
        return listed(visit, error.status, wrong=_words(error), code=code)
    return visit.go(f"devices?done={'connected' if yes else 'refused'}")


def _words(error: StillpathError) -> str:
    return "; ".join(message for _, message in error.problems) if isinstance(error, Invalid) else error.detail


@page(routes, "GET", "/patients/{patient_id}/devices", THERAPIST)
def get_patients_devices(visit: Visit, patient_id: str) -> Response:
    who = patient(visit.deps, visit.caller, patient_id)
    found = usecases.connected_to(visit.deps, visit.devices(), visit.caller, patient_id)
    return visit.show("patient_devices.html", who=who, devices=found, done=visit.query.one("done") == "removed")


@page(routes, "POST", "/patients/{patient_id}/devices", THERAPIST)
def post_patients_devices(visit: Visit, patient_id: str) -> Response:
    usecases.revoke_for(visit.deps, visit.devices(), visit.caller, patient_id, visit.form.one("device"))
    return visit.go(f"patients/{patient_id}/devices?done=removed")
