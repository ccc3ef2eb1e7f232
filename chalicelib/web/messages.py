"""Messages as pages: a quiet thread for the patient, and the same thread for their therapist."""

from __future__ import annotations

import secrets

from chalice.app import Response

from ..domain.messages import LONGEST_MESSAGE
from ..domain.safety import CrisisResponse, crisis_of
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases import messages as usecases
from ..usecases.caseload import patient
from ..usecases.errors import Busy, Invalid
from .measures import key_for
from .page import PATIENT, THERAPIST, crisis_in, page
from .visit import Visit
from .words import WROTE_AGAIN

routes = Routes()
SENT = Sentence("Your message is sent.")
LABEL: str = Sentence("Your message")
Problems = list[tuple[str, str, str]]


@page(routes, "GET", "/messages", PATIENT)
def get_messages(visit: Visit) -> Response:
    return _own(visit, notice=SENT if visit.query.one("sent") else "")


def _own(
    visit: Visit,
    status: int = 200,
    *,
    text: str = "",
    problems: Problems | None = None,
    notice: str = "",
    crisis: CrisisResponse | None = None,
) -> Response:
    cursor = visit.query.one("cursor") or None
    thread = usecases.own_thread(visit.deps, visit.messages(), visit.caller, cursor=cursor)
    return visit.show(
        "messages.html",
        status,
        speaks=thread.course.language,
        thread=thread,
        course=thread.course,
        later=bool(cursor),
        longest=LONGEST_MESSAGE,
        text=text,
        once=visit.form.one("once") or secrets.token_hex(16),
        problems=problems or [],
        notice=notice,
        crisis=crisis,
    )


@page(routes, "POST", "/messages", PATIENT, keeps_words=True)
def post_message(visit: Visit) -> Response:
    """Sent, and shown again; words of danger are answered on this very page, above everything else."""
    text = visit.form.one("text")
    if not visit.genuine:
        return _own(visit, 403, text=text, notice=WROTE_AGAIN)
    try:
        sent = usecases.send(visit.deps, visit.caller, text, key_for(visit, text))
    except Invalid as error:
        problems = [("text", LABEL, error.problems[0][1])]
        return _own(visit, error.status, text=text, problems=problems, crisis=crisis_in(error))
    except (usecases.NobodyReads, Busy) as error:  # not taken: the words stay on the page
        return _own(visit, error.status, text=text, notice=error.detail or error.title, crisis=crisis_in(error))
    crisis = crisis_of(sent.flagged, sent.country)
    if crisis is None:
        return visit.go("messages?sent=1")
    visit.form.pop("once", None)  # another message is another request
    return _own(visit, notice=SENT, crisis=crisis)


@page(routes, "GET", "/patients/{patient_id}/messages", THERAPIST)
def get_patient_messages(visit: Visit, patient_id: str) -> Response:
    return _theirs(visit, patient_id, notice="Your message is sent." if visit.query.one("sent") else "")


def _theirs(
    visit: Visit,
    patient_id: str,
    status: int = 200,
    *,
    text: str = "",
    problems: Problems | None = None,
    notice: str = "",
) -> Response:
    who = patient(visit.deps, visit.caller, patient_id)
    cursor = visit.query.one("cursor") or None
    thread = usecases.thread_of(visit.deps, visit.messages(), visit.caller, patient_id, cursor=cursor)
    return visit.show(
        "patient_messages.html",
        status,
        who=who,
        thread=thread,
        course=thread.course,
        later=bool(cursor),
        longest=LONGEST_MESSAGE,
        text=text,
        once=visit.form.one("once") or secrets.token_hex(16),
        problems=problems or [],
        notice=notice,
    )


@page(routes, "POST", "/patients/{patient_id}/messages", THERAPIST, keeps_words=True)
def post_patient_message(visit: Visit, patient_id: str) -> Response:
    text = visit.form.one("text")
    if not visit.genuine:
        return _theirs(visit, patient_id, 403, text=text, notice=WROTE_AGAIN)
    try:
        usecases.reply(visit.deps, visit.caller, patient_id, text, key_for(visit, patient_id, text))
    except Invalid as error:
        problems = [("text", LABEL, error.problems[0][1])]
        return _theirs(visit, patient_id, error.status, text=text, problems=problems)
    return visit.go(f"patients/{patient_id}/messages?sent=1")
