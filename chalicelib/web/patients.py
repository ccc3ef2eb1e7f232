"""The therapist's caseload, and one patient with what they wrote, in order of time."""

from __future__ import annotations

from chalice.app import Response

from ..domain.adaptation import Adaptation
from ..domain.measures_change import change_for
from ..observability import log_unexpected
from ..routing import Routes
from ..usecases.adaptation_review import list_adaptations
from ..usecases.caseload import Patient, list_patients, patient, timeline
from .page import THERAPIST, page
from .programme import stretches
from .timeline import FEEDBACK, STATUS, items
from .visit import Visit

routes = Routes()
PAGE = 30
#: Passages written by the model that are shown beside the author's.
WRITTEN = 20


@page(routes, "GET", "/patients", THERAPIST)
def get_patients(visit: Visit) -> Response:
    found = list_patients(visit.deps, visit.caller, cursor=visit.query.one("cursor") or None)
    return visit.show("patients.html", patients=found.patients, cursor=found.cursor)


@page(routes, "GET", "/patients/{patient_id}", THERAPIST)
def get_patient(visit: Visit, patient_id: str) -> Response:
    who = patient(visit.deps, visit.caller, patient_id)
    cursor = visit.query.one("cursor") or None
    page_of = timeline(visit.deps, visit.caller, patient_id, limit=PAGE, cursor=cursor, newest_first=True)
    release = visit.deps.content.release(who.course.release)
    return visit.show(
        "patient.html",
        who=who,
        scores=_scores(visit, who),
        stretches=stretches(who.course, release, (m for m, _ in who.modules), visit.deps.now()),
        items=items(visit.deps, page_of.entries, release),
        cursor=page_of.cursor,
        adaptations=[] if cursor else _adaptations(visit, patient_id),
        statuses=STATUS,
        feedback=FEEDBACK,
        later=bool(cursor),
    )


def _adaptations(visit: Visit, patient_id: str) -> list[Adaptation] | None:
    """What the model wrote lately, what was shown or waits first; None when it cannot be read: a model that is not set
    up must not hide the patient."""
    try:
        found = list_adaptations(visit.deps, visit.adaptations(), visit.caller, patient_id, limit=WRITTEN).adaptations
    except Exception as error:
        log_unexpected(error)
        return None
    return sorted(found, key=lambda one: not one.usable)


def _scores(visit: Visit, who: Patient) -> list[dict[str, object]]:
    """Every measure taken: its readings, newest first, and what the change amounts to."""
    release = visit.deps.content.release(who.course.release)
    told = []
    for measure_id, readings in who.readings.items():
        if measure_id not in release.measures or not readings:
            continue
        measure = visit.deps.content.measure(release.measures[measure_id])
        change = change_for(measure, [reading.total for reading in readings])
        told.append({"measure": measure, "readings": list(reversed(readings)), "change": change})
    return told
