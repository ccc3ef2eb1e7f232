"""A step as a page: read it, write on its worksheet, save on the way, complete it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalice.app import Response

from ..domain.ahead import next_within
from ..domain.answers import about
from ..domain.content import Step
from ..domain.course import Course
from ..domain.programme import Release
from ..domain.safety import CrisisResponse, crisis_of
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases import course as usecases
from ..usecases.errors import Invalid, StaleVersion, StepLocked, TooLarge
from ..usecases.passages import shown_passages
from ..usecases.ports import StepPage
from . import render
from .page import PATIENT, crisis_in, page
from .speech import Moment, speaker
from .visit import Visit
from .words import WROTE_AGAIN
from .worksheet import MOST_BUTTONS, label_of, labelled, read_answers, rows_shown, said

routes = Routes()


@dataclass(frozen=True)
class Opened:
    """A step, opened by its patient."""

    visit: Visit
    course: Course
    release: Release
    step: Step
    page: StepPage

    @property
    def written(self) -> dict[str, Any]:
        """What the form starts with: the draft, or what was completed last."""
        return self.page.draft.answers if self.page.draft else self.page.answers or {}

    @property
    def draft_version(self) -> int:
        return self.page.draft.version if self.page.draft else 0


def opened(visit: Visit, step_id: str) -> Opened:
    """Raises `StepLocked` with the person's own time zone, so that the day it opens is their day."""
    try:
        return Opened(visit, *usecases.open_step(visit.deps, visit.caller, step_id))
    except StepLocked as error:
        error.extra["timezone"] = usecases.load_course(visit.deps, visit.caller)[0].timezone
        raise


def shown(
    at: Opened,
    answers: Mapping[str, Any],
    status: int = 200,
    *,
    version: int | None = None,
    draft_version: int | None = None,
    problems: list[tuple[str, str]] | None = None,
    other: Mapping[str, Any] | None = None,
    more: str = "",
    notice: str = "",
    crisis: CrisisResponse | None = None,
) -> Response:
    """The page of a step with these answers in its form. `other`: what another device wrote meanwhile."""
    visit, step = at.visit, at.step
    module = at.release.module_of(step.id)
    steps = module.steps if module else ()
    outline = usecases.outline_of(at.release, step.id)
    mode = visit.deps.adaptation_mode
    return visit.show(
        "step.html",
        status,
        step=step,
        module=module,
        place=next((n for n, s in enumerate(steps, 1) if s.id == step.id), 1),
        passages=shown_passages(at.course, step, outline.version, at.page.fitted, mode, at.release.language),
        language=at.release.language,
        answers=answers,
        rows={f.id: rows_shown(f, answers.get(f.id), visit.form, more) for f in step.fields},
        grown=more,
        version=at.course.revision(step.id) if version is None else version,
        draft_version=at.draft_version if draft_version is None else draft_version,
        done=at.course.done(step.id),
        saved_at=at.page.draft.saved_at if at.page.draft else None,
        timezone=at.course.timezone,
        problems=labelled(step.fields, problems or []),
        other=None if other is None else said(step.fields, other, speaker(at.course.language).say),
        most_buttons=MOST_BUTTONS,
        notice=notice,
        crisis=crisis,
        speaks=at.course.language,
        **worth_knowing(at),
    )


def worth_knowing(at: Opened) -> dict[str, Any]:
    """What the rules have to say about the answers that were completed last, and where to go on from here."""
    checked = about(at.step, None if at.page.draft else at.page.answers, at.visit.deps.now().date())
    fields = at.step.fields
    return {
        "advice": labelled(fields, [(path, words) for path, words in checked.advice]),
        "figures": [(label_of(fields, f.path), f.title, f.value, f.unit) for f in checked.figures],
        "onward": next_place(at.course, at.release, at.step.id, at.visit.deps.now()),
    }


@page(routes, "GET", "/steps/{step_id}", PATIENT)
def get_step(visit: Visit, step_id: str) -> Response:
    at = opened(visit, step_id)
    before = at.release.step(visit.query.one("done"))
    notice: str = (
        Sentence("“{title}” is done, and saved.", title=before.title) if before and at.course.done(before.id) else ""
    )
    if visit.query.one("saved") and at.page.draft:
        saved = Moment(at.page.draft.saved_at, at.course.timezone)
        notice = Sentence("Saved at {when}. You can come back any time.", when=saved)
    return shown(at, at.written, notice=notice)


@page(routes, "POST", "/steps/{step_id}", PATIENT, keeps_words=True)
def post_step(visit: Visit, step_id: str) -> Response:
    """Save on the way (`save`), make room for another row (`more:<field>`), or complete (`complete`)."""
    at = opened(visit, step_id) if not visit.genuine else None
    if at:
        return shown(at, read_answers(at.step.fields, visit.form), 403, notice=WROTE_AGAIN)
    action = visit.form.one("action", "save")
    return complete(visit, step_id) if action == "complete" else save(visit, step_id, action)


def complete(visit: Visit, step_id: str) -> Response:
    step = step_of(visit, step_id)
    answers = read_answers(step.fields, visit.form)
    seen, draft = visit.form.number("version"), visit.form.number("draft_version")
    command = usecases.CompleteStep(answers, seen, draft, written_at=visit.form.written_at)
    try:
        done = usecases.complete_step(visit.deps, visit.caller, step_id, command)
    except Invalid as error:
        kept = error.extra.get("draft_version")
        at = opened(visit, step_id)
        crisis = crisis_in(error)
        return shown(at, answers, error.status, draft_version=kept, problems=error.problems, crisis=crisis)
    except StaleVersion as error:
        at = opened(visit, step_id)
        return shown(at, answers, error.status, other=at.page.answers or {}, crisis=crisis_in(error))
    except TooLarge as error:
        return shown(opened(visit, step_id), answers, error.status, problems=[(step.fields[0].id, error.detail)])
    course, release = usecases.load_course(visit.deps, visit.caller)
    onward = next_place(course, release, step_id, visit.deps.now())
    if done.checked.advice or done.checked.figures:
        onward = f"steps/{step_id}?done={step_id}"  # to see there what is good to know
    crisis = crisis_of(done.flagged, done.country)
    if crisis:
        return visit.show("after.html", crisis=crisis, onward=onward, title=step.title, speaks=course.language)
    return visit.go(onward)


def save(visit: Visit, step_id: str, action: str) -> Response:
    step = step_of(visit, step_id)
    answers = read_answers(step.fields, visit.form)
    more = action.removeprefix("more:") if action.startswith("more:") else ""
    try:
        draft, flagged, country = usecases.save_draft(
            visit.deps, visit.caller, step_id, answers, visit.form.number("draft_version")
        )
    except StaleVersion as error:
        at = opened(visit, step_id)
        if at.page.draft is None or at.written != answers:
            other = at.page.draft.answers if at.page.draft else at.page.answers or {}
            return shown(at, answers, error.status, other=other, more=more, crisis=crisis_in(error))
        return shown(at, answers, more=more, notice=Sentence("Saved."))
    except TooLarge as error:
        return shown(opened(visit, step_id), answers, error.status, problems=[(step.fields[0].id, error.detail)])
    crisis = crisis_of(flagged, country)
    if not crisis and not more:
        return visit.go(f"steps/{step_id}?saved=1")
    notice = "" if more else Sentence("Saved. You can come back any time.")
    return shown(opened(visit, step_id), answers, draft_version=draft.version, more=more, notice=notice, crisis=crisis)


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
    answers = read_answers(step_of(visit, step_id).fields, visit.form)
    try:
        draft, flagged, country = usecases.save_draft(
            visit.deps, visit.caller, step_id, answers, visit.form.number("draft_version")
        )
    except StaleVersion as error:
        told = Sentence("Saved on another device meanwhile. Press “Save for now” to see both.")
        return _json(visit, error.status, {"conflict": speaker(visit.language).say(told)})
    course, _release = usecases.load_course(visit.deps, visit.caller)
    crisis = crisis_of(flagged, country)
    template = render.templates(course.language).get_template("crisis.html")
    block = template.render(crisis=crisis, root=visit.root[3:]) if crisis else ""
    speaks = speaker(course.language)
    saved = speaks.say(Sentence("Saved at {time}", time=speaks.clock(draft.saved_at, course.timezone)))
    return _json(visit, 200, {"version": draft.version, "saved": saved, "crisis": block})


def _json(visit: Visit, status: int, body: dict[str, Any]) -> Response:
    headers = render.security_headers(visit.settings.hosted_ui_url)
    return Response(body=json.dumps(body), status_code=status, headers={**headers, "Content-Type": "application/json"})
