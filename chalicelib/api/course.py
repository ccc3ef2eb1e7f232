"""JSON routes of the course: today, the programme, steps, drafts, completion, moods."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..domain.ahead import due_measures, in_order, is_open, next_open_step, suggestions
from ..domain.answers import about
from ..domain.course import Course, ModuleState, module_state
from ..domain.path import branch_of
from ..domain.programme import Release
from ..domain.safety import crisis_of
from ..domain.screens import due_screens
from ..domain.worksheet_findings import Checked
from ..domain.written import when_written
from ..routing import Routes
from ..usecases import course as usecases
from ..usecases import moods as mood_usecases
from ..usecases.paging import cursor_of, place_of
from ..usecases.passages import shown_passages
from ..usecases.ports import Entry
from .course_models import (
    AdviceItem,
    CompleteRequest,
    CompleteResponse,
    DraftRequest,
    DraftResponse,
    DraftView,
    DueItem,
    FigureItem,
    ModuleCard,
    ModuleDetail,
    MoodRequest,
    MoodResponse,
    MoodsQuery,
    MoodsResponse,
    NextStep,
    OrderCard,
    ProgrammeResponse,
    StepCard,
    StepResponse,
    TodayResponse,
)
from .http import Call, operation

routes = Routes()
PATIENT = {"patient"}


def _card(course: Course, outline: Any, state: ModuleState, language: str) -> ModuleCard:
    return ModuleCard(
        id=outline.id,
        title=outline.title,
        summary=outline.summary,
        language=outline.language or language,
        steps_done=sum(course.done(s.id) for s in outline.steps),
        steps_total=len(outline.steps),
        reasons=state.reasons,
        opens_at=state.opens_at,
        kind=outline.kind,
        suggestions=suggestions(course, outline),
    )


def _order(course: Course, release: Release) -> OrderCard | None:
    branch = branch_of(release, course.branch.branch) if course.branch else None
    return OrderCard(id=branch.id, title=branch.title, reason=branch.reason) if branch else None


@operation(routes, "GET", "/v1/today", roles=PATIENT, response=TodayResponse)
def get_today(call: Call[None, None]) -> TodayResponse:
    """What is due, open, locked (with the reason and when it opens) and done"""
    course, release = usecases.today(call.deps, call.caller)
    now = call.deps.now()
    cards: dict[str, list[ModuleCard]] = {"open": [], "locked": [], "done": [], "skipped": []}
    for outline in in_order(course, release):
        state = module_state(course, release, outline, now)
        cards[state.status].append(_card(course, outline, state, release.language))
    upcoming = next_open_step(course, release, now)
    module = release.module_of(upcoming.id) if upcoming else None
    return TodayResponse(
        programme=release.title,
        next=NextStep(
            **upcoming.model_dump(include={"id", "title", "minutes"}),
            language=upcoming.language or release.language,
            module_id=module.id,
        )
        if upcoming and module
        else None,
        due=_due(course, release, now),
        open=cards["open"],
        locked=cards["locked"],
        done=cards["done"],
        order=_order(course, release),
        unread_messages=course.messages.by_patient.count,
    )


def _due(course: Course, release: Release, now: datetime) -> list[DueItem]:
    """Questions about safety come first, then the measures, then the other screens."""
    measures = [DueItem(id=d.measure_id, due_since=d.due_since) for d in due_measures(course, release, now)]
    screens = due_screens(course, release, now)
    waiting = [DueItem(kind="screen", id=d.screen.id, due_since=d.due_since) for d in screens]
    urgent = sum(d.screen.due == "after-risk-item" for d in screens)
    return [*waiting[:urgent], *measures, *waiting[urgent:]]


@operation(routes, "GET", "/v1/programme", roles=PATIENT, response=ProgrammeResponse)
def get_programme(call: Call[None, None]) -> ProgrammeResponse:
    """The whole programme as this patient stands in it"""
    course, release = usecases.load_course(call.deps, call.caller)
    now = call.deps.now()
    modules = []
    for outline in in_order(course, release):
        state = module_state(course, release, outline, now)
        steps = [
            StepCard(
                **s.model_dump(include={"id", "kind", "title", "minutes", "core"}),
                language=s.language or release.language,
                done=course.done(s.id),
                open=is_open(course, outline, state, s),
            )
            for s in outline.steps
        ]
        card = _card(course, outline, state, release.language).model_dump()
        modules.append(ModuleDetail(**card, status=state.status, steps=steps))
    return ProgrammeResponse(
        id=release.programme_id, title=release.title, language=release.language, release=course.release, modules=modules
    )


@operation(routes, "GET", "/v1/steps/{step_id}", roles=PATIENT, response=StepResponse)
def get_step(call: Call[None, None], step_id: str) -> StepResponse:
    """One step: passages with their source, fields, draft, and what was answered before"""
    course, release, step, page = usecases.open_step(call.deps, call.caller, step_id)
    outline = usecases.outline_of(release, step_id)
    module = release.module_of(step_id)
    done = course.steps.get(step_id)
    checked = about(step, page.answers, call.deps.now().date())
    mode = call.deps.adaptation_mode
    return StepResponse(
        **step.model_dump(include={"id", "kind", "title", "minutes"}),
        language=step.language or release.language,
        module_id=module.id if module else "",
        version=course.revision(step_id),
        content_version=outline.version,
        passages=shown_passages(course, step, outline.version, page.fitted, mode, release.language),
        fields=[f.model_copy(update={"language": f.language or release.language}) for f in step.fields],
        draft=DraftView(**page.draft.model_dump(include={"answers", "version", "saved_at"})) if page.draft else None,
        answers=page.answers,
        completed_at=done.completed_at if done else None,
        worksheet=step.worksheet,
        practice=step.practice,
        advice=_advice(checked),
        figures=_figures(checked),
    )


def _advice(checked: Checked) -> list[AdviceItem]:
    return [AdviceItem(field=path, message=words) for path, words in checked.advice]


def _figures(checked: Checked) -> list[FigureItem]:
    return [FigureItem(field=f.path, title=f.title, value=f.value, unit=f.unit) for f in checked.figures]


@operation(routes, "PUT", "/v1/steps/{step_id}/draft", roles=PATIENT, response=DraftResponse, body=DraftRequest)
def put_draft(call: Call[DraftRequest, None], step_id: str) -> DraftResponse:
    """Keep answers on the way; 409 when another device saved since"""
    draft, flagged, country = usecases.save_draft(call.deps, call.caller, step_id, call.body.answers, call.body.version)
    return DraftResponse(version=draft.version, saved_at=draft.saved_at, safety=crisis_of(flagged, country))


@operation(
    routes,
    "POST",
    "/v1/steps/{step_id}/complete",
    roles=PATIENT,
    response=CompleteResponse,
    body=CompleteRequest,
    keyed=True,
)
def complete_step(call: Call[CompleteRequest, None], step_id: str) -> CompleteResponse:
    """Complete a step; 409 on a stale version or a locked step, with the reason"""
    sent = call.body
    command = usecases.CompleteStep(sent.answers, sent.version, sent.draft_version, call.key, sent.written_at)
    done = usecases.complete_step(call.deps, call.caller, step_id, command)
    return CompleteResponse(
        entry_id=done.entry_id,
        version=done.version,
        completed_at=done.completed_at,
        safety=crisis_of(done.flagged, done.country),
        advice=_advice(done.checked),
        figures=_figures(done.checked),
    )


@operation(routes, "POST", "/v1/moods", roles=PATIENT, response=MoodResponse, body=MoodRequest, status=201, keyed=True)
def post_mood(call: Call[MoodRequest, None]) -> MoodResponse:
    """How it is now, 0 to 10, with a note"""
    sent = call.body
    mood = mood_usecases.record_mood(call.deps, call.caller, sent.rating, sent.note, call.key, sent.written_at)
    safety = crisis_of(mood.flagged, mood.country)
    return MoodResponse(id=mood.entry_id, at=mood.at, rating=mood.rating, note=mood.note, safety=safety)


@operation(routes, "GET", "/v1/moods", roles=PATIENT, response=MoodsResponse, query=MoodsQuery)
def get_moods(call: Call[None, MoodsQuery]) -> MoodsResponse:
    """Mood checks, newest first"""
    entries, after = mood_usecases.moods(
        call.deps, call.caller, limit=call.query.limit, cursor=place_of(call.query.cursor)
    )
    return MoodsResponse(moods=[_mood(entry) for entry in entries], cursor=cursor_of(after))


def _mood(entry: Entry) -> MoodResponse:
    written = when_written(entry.at, entry.data)
    return MoodResponse(
        id=entry.id,
        at=entry.at,
        written_at=written if written != entry.at else None,
        rating=entry.data["rating"],
        note=entry.data["note"],
    )
