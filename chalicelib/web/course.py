"""A step as a page: read it, write on its worksheet page by page, save on the way, complete it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalice.app import Response

from ..domain.ahead import next_within
from ..domain.content import Step
from ..domain.course import Course
from ..domain.programme import Release
from ..domain.safety import CrisisResponse, crisis_of
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases import course as usecases
from ..usecases.errors import Invalid, StaleVersion, StepLocked, TooLarge
from ..usecases.flagging import drafts_for_words
from . import render
from .page import PATIENT, crisis_in, page
from .speech import Moment, speaker
from .step_page import Opened, marked, opened, shown
from .visit import Visit
from .words import WROTE_AGAIN
from .worksheet_form import Answers, Sent, digest, joined, overtaken, read_sent
from .worksheet_pages import View, mend_view, pages_of, view_named
from .worksheet_turn import Turn, turned

routes = Routes()
__all__ = ["Opened", "opened", "routes", "shown"]
#: Two requests of one device that meet while they save (a page that is left, a draft): tried again so often.
TRIES = 3


@page(routes, "GET", "/steps/{step_id}", PATIENT)
def get_step(visit: Visit, step_id: str) -> Response:
    at = opened(visit, step_id)
    view = asked_for(at)
    before = at.release.step(visit.query.one("done"))
    notice: str = (
        Sentence("“{title}” is done, and saved.", title=before.title) if before and at.course.done(before.id) else ""
    )
    if visit.query.one("saved"):
        saved = Moment(at.page.draft.saved_at, at.course.timezone) if at.page.draft else None
        notice = Sentence("Saved at {when}. You can come back any time.", when=saved) if saved else SAVED
    return shown(at, at.written, view=view, turn=Turn(at.written, view, day=visit.query.one("day")), notice=notice)


SAVED = Sentence("Saved. You can come back any time.")


def asked_for(at: Opened) -> View:
    """The view that the address names, else the one to begin with."""
    query, fields = at.visit.query, at.step.fields
    if query.one("entry"):
        return view_named(fields, f"entry.{query.one('entry')}")
    if query.one("all") or query.one("review"):
        return view_named(fields, "all" if query.one("all") else "review")
    return view_named(fields, f"page.{query.one('page')}") if query.one("page") else at.begins_at


@page(routes, "POST", "/steps/{step_id}", PATIENT, keeps_words=True)
def post_step(visit: Visit, step_id: str) -> Response:
    """Save on the way (`save`), turn the page or do something with a row (see worksheet_turn.py), or complete."""
    if not visit.genuine:
        at = opened(visit, step_id)
        sent, view = said_in(visit, at.step)
        return shown(at, joined(at.written, sent), 403, view=view, seen=sent.seen or None, notice=WROTE_AGAIN)
    action = visit.form.one("action", "save")
    return complete(visit, step_id) if action == "complete" else save(visit, step_id, action)


def said_in(visit: Visit, step: Step) -> tuple[Sent, View]:
    """What the form says, and which view it is of."""
    return read_sent(step.fields, visit.form), view_named(step.fields, visit.form.one("view", "all"))


def standing(visit: Visit, step_id: str, sent: Sent) -> Opened:
    """The step as it stands. When it is locked, what was sent is read for words of danger all the same."""
    try:
        return opened(visit, step_id)
    except StepLocked:
        usecases.save_draft(visit.deps, visit.caller, step_id, joined({}, sent), 0)
        raise


# --- complete -------------------------------------------------------------------------------------


def complete(visit: Visit, step_id: str) -> Response:
    step = step_of(visit, step_id)
    sent, view = said_in(visit, step)
    try:
        at = opened(visit, step_id)
    except StepLocked:
        at = None
    if at and view.name == "review" and sent.seen and digest(at.written, marked(at, view)) != sent.seen:
        words = Sentence("This was changed in another window meanwhile. Here is how it is now; nothing is lost.")
        return shown(at, at.written, 409, view=view, notice=words)
    answers = joined(at.written if at else {}, sent)
    draft = visit.form.number("draft_version")
    if at and sent.seen and digest(at.written, marked(at, view)) == sent.seen:
        draft = at.draft_version  # other pages of the same draft went on meanwhile, and are in these answers
    command = usecases.CompleteStep(
        _asked_now(step, answers), visit.form.number("version"), draft, written_at=visit.form.written_at
    )
    try:
        done = usecases.complete_step(visit.deps, visit.caller, step_id, command)
    except (Invalid, StaleVersion, TooLarge) as error:
        return refused(opened(visit, step_id), answers, view, error)
    if left := _left(at, step, answers):
        usecases.keep_aside(visit.deps, visit.caller, step_id, left, visit.form.number("version"))
    return completed(visit, step, done)


def _asked_now(step: Step, answers: Answers) -> Answers:
    known = {field.id for field in step.fields}
    return {name: value for name, value in answers.items() if name in known}


def _left(at: Opened | None, step: Step, answers: Answers) -> Answers:
    """Words for fields that the worksheet no longer has."""
    known = {field.id for field in step.fields}
    return {**(at.left if at else {}), **{name: value for name, value in answers.items() if name not in known}}


def refused(at: Opened, answers: Answers, view: View, error: Invalid | StaleVersion | TooLarge) -> Response:
    """The same words in the form again, with what stands in the way."""
    step, crisis = at.step, crisis_in(error)
    if isinstance(error, StaleVersion):
        return shown(at, answers, error.status, view=view, other=at.page.answers or {}, crisis=crisis)
    if isinstance(error, TooLarge):
        at_fault = view.written[0] if view.written else step.fields[0].id
        return shown(at, answers, error.status, view=view, problems=[(at_fault, error.detail)], crisis=crisis)
    if view.name != "all":
        view = mend_view(step.fields, [path for path, _ in error.problems])
    kept = error.extra.get("draft_version")
    return shown(at, answers, error.status, view=view, draft_version=kept, problems=error.problems, crisis=crisis)


def completed(visit: Visit, step: Step, done: usecases.Completed) -> Response:
    course, release = usecases.load_course(visit.deps, visit.caller)
    onward = next_place(course, release, step.id, visit.deps.now())
    if done.checked.advice or done.checked.figures:
        onward = f"steps/{step.id}?done={step.id}"  # to see there what is good to know
    crisis = crisis_of(done.flagged, done.country)
    if crisis:
        return visit.show("after.html", crisis=crisis, onward=onward, title=step.title, speaks=course.language)
    return visit.go(onward)


# --- save on the way ------------------------------------------------------------------------------


def save(visit: Visit, step_id: str, action: str) -> Response:
    step = step_of(visit, step_id)
    sent, view = said_in(visit, step)
    for left in reversed(range(TRIES)):
        at = standing(visit, step_id, sent)
        try:
            return _saved(at, sent, view, action)
        except StaleVersion:
            if not left:
                raise
    raise AssertionError("unreachable")


def _saved(at: Opened, sent: Sent, view: View, action: str) -> Response:
    visit, step = at.visit, at.step
    if overtaken(at.everything, sent):
        there = {field.id: at.written[field.id] for field in step.fields if field.id in at.written}
        mine = joined(at.written, replace(sent, seen=""))
        # on this page are the only words of this device: they are kept even if it is closed now
        flagged, country = usecases.keep_aside(
            visit.deps, visit.caller, step.id, joined({}, sent), visit.form.number("version")
        )
        return shown(at, mine, 409, view=view, other=there, crisis=crisis_of(flagged, country))
    turn = turned(step, view, joined(at.written, sent), action, visit.form)
    try:
        now, crisis = kept(at, turn.answers)
    except TooLarge as error:
        return refused(at, joined(at.written, sent), view, error)
    if crisis and (action == "save" or not _said_before(at)):
        notice = turn.notice or SAVED
        return shown(now, turn.answers, view=turn.view, turn=turn, notice=notice, crisis=crisis)
    if turn.stays:
        return shown(now, turn.answers, 422 if turn.problems else 200, turn=turn)
    asked = f"{turn.view.query}&day={turn.day}" if turn.day else turn.view.query
    if action != "save":
        # from an entry back to the others, past what was read before
        back = f"#f.{view.parts[0].field.id}" if view.name == "entry" and turn.view.name == "page" else ""
        return visit.go(f"steps/{step.id}?{asked}{back}")
    short = turn.view.name == "page" and len(pages_of(step.fields)) == 1
    return visit.go(f"steps/{step.id}?saved=1" + ("" if short else f"&{asked}"))


def kept(at: Opened, answers: Answers) -> tuple[Opened, CrisisResponse | None]:
    """Save a draft, unless nothing is new in it. Raises `StaleVersion` when another one came in between."""
    visit = at.visit
    if answers == at.written:
        return at, None
    draft, flagged, country = usecases.save_draft(
        visit.deps, visit.caller, at.step.id, {**at.left, **answers}, at.draft_version
    )
    return at.with_draft(draft), crisis_of(flagged, country)


def _said_before(at: Opened) -> bool:
    """Whether the lines of help were shown already for words on another page of this worksheet."""
    return bool(drafts_for_words(at.written, at.step.id))


def step_of(visit: Visit, step_id: str) -> Step:
    _course, release = usecases.load_course(visit.deps, visit.caller)
    return visit.deps.content.step(usecases.outline_of(release, step_id).version)


def next_place(course: Course, release: Release, step_id: str, now: datetime) -> str:
    """Where to go from a completed step: on within its module, else back to Today."""
    upcoming = next_within(course, release, release.home_of(step_id), now)
    return f"steps/{upcoming.id}?done={step_id}" if upcoming else f"today?done={step_id}"


@page(routes, "POST", "/steps/{step_id}/draft", PATIENT)
def post_draft(visit: Visit, step_id: str) -> Response:
    """What the page's script saves while somebody writes: the same form, answered in JSON."""
    step = step_of(visit, step_id)
    sent, view = said_in(visit, step)
    at = standing(visit, step_id, sent)
    there = Sentence("Saved on another device meanwhile. Press “Save for now” to see both.")
    try:
        if overtaken(at.everything, sent, new_too=True):
            raise StaleVersion(at.draft_version)
        now, crisis = kept(at, joined(at.written, sent, emptied_stay=True))
    except StaleVersion as error:
        return _json(visit, error.status, {"conflict": speaker(visit.language).say(there)})
    template = render.templates(at.course.language).get_template("crisis.html")
    block = template.render(crisis=crisis, root=visit.root[3:]) if crisis else ""
    speaks = speaker(at.course.language)
    clock = speaks.clock(now.page.draft.saved_at if now.page.draft else visit.deps.now(), at.course.timezone)
    told = {"version": now.draft_version, "saved": speaks.say(Sentence("Saved at {time}", time=clock))}
    return _json(visit, 200, {**told, "seen": digest(now.written, marked(now, view)), "crisis": block})


def _json(visit: Visit, status: int, body: dict[str, Any]) -> Response:
    headers = render.security_headers(visit.settings.hosted_ui_url)
    return Response(body=json.dumps(body), status_code=status, headers={**headers, "Content-Type": "application/json"})
