"""JSON routes of screens: which are due, the questions, the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from ..domain.content import Choice
from ..domain.safety import CrisisResponse, crisis_of
from ..domain.screen import ScreenQuestion
from ..routing import Routes
from ..usecases import screens as usecases
from .http import Call, Told, Wire, operation

routes = Routes()
PATIENT = {"patient"}


class ScreenCardResponse(Told):
    id: str
    title: str
    questions: int = Field(description="how many are asked of everybody")
    due_since: datetime | None = Field(description="null: not due")
    answered_at: datetime | None
    result: str | None


class ScreensResponse(Told):
    screens: list[ScreenCardResponse]


class AskedWhen(Told):
    question: str
    answers: list[str]


class QuestionView(Told):
    id: str
    text: str
    help: str
    choices: list[Choice]
    asked_when: AskedWhen | None = Field(
        description="only when that question, itself asked, was answered so; null: always"
    )


class ScreenResponse(Told):
    id: str
    title: str
    language: str
    intro: str
    questions: list[QuestionView]
    licence: str


class AnswersRequest(Wire):
    answers: dict[str, Any] = Field(description="question id → id of a choice; null: rather not say")


class SignpostView(Told):
    text: str
    link: str
    call: str = Field(description="number as people dial it; empty when there is none")


class AnsweredResponse(Told):
    id: str
    screen_id: str
    at: datetime
    result: str
    title: str
    text: str
    signposts: list[SignpostView]
    safety: CrisisResponse | None = Field(description="crisis lines, when the answers speak of danger")


@operation(routes, "GET", "/v1/screens", roles=PATIENT, response=ScreensResponse)
def get_screens(call: Call[None, None]) -> ScreensResponse:
    """Short screens of your programme, those that are due first"""
    found = usecases.list_screens(call.deps, call.caller)
    return ScreensResponse(screens=[ScreenCardResponse(**vars(card)) for card in found])


@operation(routes, "GET", "/v1/screens/{screen_id}", roles=PATIENT, response=ScreenResponse)
def get_screen(call: Call[None, None], screen_id: str) -> ScreenResponse:
    """The questions of one screen, each with the answer that leads to it"""
    _course, screen = usecases.open_screen(call.deps, call.caller, screen_id)
    return ScreenResponse(
        **screen.model_dump(include={"id", "title", "language", "intro", "licence"}),
        questions=list(_views(screen.questions, None)),
    )


@operation(
    routes,
    "POST",
    "/v1/screens/{screen_id}/responses",
    roles=PATIENT,
    response=AnsweredResponse,
    body=AnswersRequest,
    status=201,
    keyed=True,
)
def post_screen(call: Call[AnswersRequest, None], screen_id: str) -> AnsweredResponse:
    """Answer a screen: what it comes to, where to turn, and crisis lines when the answers speak of danger"""
    done = usecases.answer_screen(call.deps, call.caller, screen_id, call.body.answers, call.key)
    return AnsweredResponse(
        id=done.entry_id,
        screen_id=screen_id,
        at=done.at,
        result=done.result,
        title=done.title,
        text=done.text,
        signposts=[SignpostView(text=s.text, link=s.link, call=s.call) for s in done.signposts],
        safety=crisis_of(done.crisis, done.country),
    )


def _views(questions: Sequence[ScreenQuestion], when: AskedWhen | None) -> Iterator[QuestionView]:
    for question in questions:
        yield QuestionView(
            id=question.id, text=question.text, help=question.help, choices=list(question.answers), asked_when=when
        )
        yield from _views(question.follow_ups, AskedWhen(question=question.id, answers=list(question.follow_when)))
