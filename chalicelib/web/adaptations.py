"""Passages that a model wrote and a therapist decides about, before any patient sees them."""

from __future__ import annotations

from chalice.app import Response

from ..routing import Routes
from ..usecases.adaptation_review import approve, edit, list_awaiting, reject
from ..usecases.errors import Conflict, Invalid, NotFound
from .page import THERAPIST, page
from .visit import Visit

routes = Routes()
DONE = {
    "approve": "Approved. The patient will see this text.",
    "edit": "Saved. The patient will see your text.",
    "reject": "Rejected. The patient sees the author's text.",
}


@page(routes, "GET", "/passages", THERAPIST)
def get_passages(visit: Visit) -> Response:
    return shown(visit, notice=DONE.get(visit.query.one("done"), ""))


def shown(
    visit: Visit,
    status: int = 200,
    *,
    notice: str = "",
    problems: list[tuple[str, str, str]] | None = None,
    edited: tuple[str, str] = ("", ""),
) -> Response:
    """What waits, oldest first; `edited` is the passage whose form could not be taken, with its words."""
    found = list_awaiting(visit.deps, visit.adaptations(), visit.caller, cursor=visit.query.one("cursor") or None)
    names = visit.deps.courses.profiles(list({one.patient_id for one in found.adaptations}))
    return visit.show(
        "passages.html",
        status,
        waiting=found.adaptations,
        cursor=found.cursor,
        names={patient_id: profile.name for patient_id, profile in names.items()},
        notice=notice,
        problems=problems or [],
        edited=edited,
    )


@page(routes, "POST", "/passages/{adaptation_id}", THERAPIST)
def post_decision(visit: Visit, adaptation_id: str) -> Response:
    action, text = visit.form.one("action"), visit.form.one("text")
    where = (visit.deps, visit.adaptations(), visit.caller, adaptation_id)
    try:
        match action:
            case "approve":
                approve(*where)
            case "reject":
                reject(*where)
            case "edit":
                edit(*where, text)
            case _:
                raise NotFound("There is no such decision.")
    except Invalid as error:
        problems = [(f"text-{adaptation_id}", "Your text", message) for _, message in error.problems]
        return shown(visit, error.status, problems=problems, edited=(adaptation_id, text))
    except Conflict as error:
        return shown(visit, error.status, notice=error.detail)
    return visit.go(f"passages?done={action}")
