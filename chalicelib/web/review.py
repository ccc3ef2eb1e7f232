"""The therapist's review: who needs a person, how soon, and what was done about it."""

from __future__ import annotations

import secrets
from typing import cast, get_args

from chalice.app import Response

from ..domain.review import Action
from ..routing import Routes
from ..usecases import review as usecases
from ..usecases.caseload import patient, timeline
from ..usecases.errors import Conflict, Invalid, NotFound
from ..usecases.messages import waiting_messages
from ..usecases.once import fingerprint
from .page import THERAPIST, page
from .timeline import ACTS, items
from .visit import Visit

routes = Routes()
#: Entries of the patient's timeline shown beside a flag.
RECENT = 20


@page(routes, "GET", "/review", THERAPIST)
def get_review(visit: Visit) -> Response:
    which = visit.query.one("status", "open")
    cursor = visit.query.one("cursor") or None
    found = usecases.list_flags(visit.deps, visit.caller, which, cursor=cursor)
    first = which == "open" and cursor is None
    waiting, more = waiting_messages(visit.deps, visit.messages(), visit.caller) if first else ([], False)
    return visit.show(
        "review.html", flags=found.flags, cursor=found.cursor, which=which, waiting=waiting, more_waiting=more
    )


@page(routes, "GET", "/review/{flag_id}", THERAPIST)
def get_flag(visit: Visit, flag_id: str) -> Response:
    view = usecases.read_flag(visit.deps, visit.caller, flag_id)
    done = visit.query.one("done")
    return shown(visit, view, notice=f"{ACTS[done]}. It is on the timeline." if done in ACTS else "")


def shown(
    visit: Visit,
    view: usecases.FlagView,
    status: int = 200,
    *,
    action: str = "",
    problems: list[tuple[str, str, str]] | None = None,
    notice: str = "",
) -> Response:
    """A flag with what happened around it; `action` is the form that could not be taken and keeps its words."""
    who, recent = None, []
    if not view.flag.departed:
        who = patient(visit.deps, visit.caller, view.flag.patient_id)
        lately = timeline(visit.deps, visit.caller, view.flag.patient_id, limit=RECENT, newest_first=True)
        recent = items(visit.deps, lately.entries, visit.deps.content.release(who.course.release), view.flag)
    return visit.show(
        "flag.html",
        status,
        view=view,
        flag=view.flag,
        who=who,
        items=recent,
        acts=ACTS,
        action=action,
        text=visit.form.one("text"),
        contact=visit.form.one("contact_confirmed") == "yes",
        once=secrets.token_hex(16),
        problems=problems or [],
        notice=notice,
    )


@page(routes, "POST", "/review/{flag_id}", THERAPIST, keeps_words=True)
def post_act(visit: Visit, flag_id: str) -> Response:
    action, text = visit.form.one("action"), visit.form.one("text")
    if not visit.genuine:
        again = "You have signed in again since you wrote this. Nothing is lost: press the button once more."
        return shown(visit, usecases.read_flag(visit.deps, visit.caller, flag_id), 403, action=action, notice=again)
    if action not in get_args(Action):
        raise NotFound("There is no such act.")
    contact = visit.form.one("contact_confirmed") == "yes"
    command = usecases.ActOnFlag(
        action=cast(Action, action),
        text=text,
        contact_confirmed=contact,
        version=visit.form.number("version"),
        key=f"{visit.form.one('once')[:64]}-{fingerprint(flag_id, action, text, contact)}",
    )
    try:
        usecases.act_on_flag(visit.deps, visit.caller, flag_id, command)
    except Invalid as error:
        problems = [(f"{action}-{name}", ACTS[action], message) for name, message in error.problems]
        view = usecases.read_flag(visit.deps, visit.caller, flag_id)
        return shown(visit, view, error.status, action=action, problems=problems)
    except Conflict as error:
        view = usecases.read_flag(visit.deps, visit.caller, flag_id)
        return shown(visit, view, error.status, action=action, problems=[("history", ACTS[action], error.detail)])
    return visit.go(f"review/{flag_id}?done={action}")
