"""Content column: a screen as data - a few questions that lead to a result, signposts and flags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .content import Choice, Content, Id

#: Stands in `when` for a question that was left open ("I would rather not say").
LEFT_OUT = "left-out"
#: When a screen is offered: once in the beginning; after an answer to a risk item that is above zero, or left out.
Due = Literal["at-start", "after-risk-item"]
Level = Literal["red", "amber", "blue", "info"]
#: Rules of flags that a screen may raise (chalicelib/domain/flags.py).
ScreenRule = Literal["R1", "R3", "R5", "R18"]
_YES_NO = (Choice(id="yes", label="Yes"), Choice(id="no", label="No"))


class When(Content):
    """Holds when a question was answered with one of these."""

    question: Id
    answers: tuple[Id, ...] = Field(default=("yes",), min_length=1, description=f"ids of choices, or {LEFT_OUT}")


class Alert(Content):
    """A flag for the therapist. It only ever adds one: nothing that a screen finds closes or lowers a flag."""

    rule: ScreenRule
    level: Level
    reason: str = Field(min_length=1, max_length=300, description="for the therapist; never the patient's words")
    due_hours: float | None = Field(default=None, gt=0, le=168, description="left out: as for every flag of the level")
    crisis: bool = Field(default=True, description="show crisis lines at once")
    when: tuple[When, ...] = Field(default=(), description="any of these; for the alert of a result: left out")


class ScreenQuestion(Content):
    """One question; its follow-ups are asked when it was answered with one of `follow_when`."""

    id: Id
    text: str = Field(default="", max_length=400, description="empty only in a screen without text")
    help: str = Field(default="", max_length=400)
    choices: tuple[Choice, ...] = Field(default=(), description="left out: yes and no")
    follow_when: tuple[Id, ...] = ("yes",)
    follow_ups: tuple[ScreenQuestion, ...] = ()

    @property
    def answers(self) -> tuple[Choice, ...]:
        return self.choices or _YES_NO

    def all(self) -> Iterator[ScreenQuestion]:
        """The question and everything below it, in order."""
        yield self
        for question in self.follow_ups:
            yield from question.all()


class ScreenResult(Content):
    """What the answers come to. Results are tried in order; the first that holds is the one."""

    id: Id
    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1, max_length=1200, description="told to the patient")
    when: tuple[When, ...] = Field(default=(), description="any of these; left out only by the last: otherwise")
    alert: Alert | None = None


class Signpost(Content):
    """Where to turn with one need. Shown in the countries named; without any, everywhere."""

    text: str = Field(min_length=1, max_length=300)
    link: Annotated[str, Field(pattern=r"^(https://\S+)?$")] = ""
    call: str = Field(default="", max_length=30, description="number as people dial it")
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()
    when: tuple[When, ...] = Field(min_length=1)
    verified: bool = Field(default=False, description="number or link was seen in public sources")


class Screen(Content):
    """A short set of questions that is no scale: the answers lead to one result, to signposts and to flags.

    With `text: none` the logic is here and the words are not: such a screen is never served until a licence holder
    adds them. `stands_in_for` names a screen that takes this one's place as soon as it has its words.
    """

    id: Id
    title: str = Field(min_length=1, max_length=120)
    text: Literal["verbatim", "none"] = "verbatim"
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    intro: str = Field(default="", max_length=1200)
    due: Due
    abandoned_after_hours: float | None = Field(
        default=None, gt=0, le=72, description="due and not answered for so long after a risk item: rule R5"
    )
    stands_in_for: Id | None = None
    quiet_exit: bool = Field(default=False, description="offer a way to leave the page at once")
    questions: tuple[ScreenQuestion, ...] = Field(min_length=1)
    results: tuple[ScreenResult, ...] = Field(min_length=1)
    alerts: tuple[Alert, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    licence: str = ""
    sources: tuple[str, ...] = ()
    verified: dict[str, bool] = Field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        """Whether it may be shown to a patient."""
        return self.text == "verbatim"

    def all_questions(self) -> Iterator[ScreenQuestion]:
        for question in self.questions:
            yield from question.all()

    @model_validator(mode="after")
    def whole(self) -> Screen:
        ids = [question.id for question in self.all_questions()]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"two questions of '{self.id}' have the id '{twice[0]}'")
        return self


class ScreenText(Content):
    """The words that a licence holder adds to a screen without text."""

    screen: Id
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    licence: str = Field(min_length=1)
    intro: str = Field(default="", max_length=1200)
    questions: dict[Id, str] = Field(description="question id → its words")


def with_words(screen: Screen, text: ScreenText) -> Screen:
    """The screen with these words. Raises ValueError for a screen that has words, or words that do not fit."""
    if screen.has_text:
        raise ValueError(f"'{screen.id}' has its words already")
    ids = [question.id for question in screen.all_questions()]
    wrong = [f"question {i} has no words" for i in ids if not text.questions.get(i, "").strip()]
    wrong += [f"there is no question {i}" for i in text.questions if i not in ids]
    if wrong:
        raise ValueError("; ".join(wrong))
    return screen.model_copy(
        update={
            "text": "verbatim",
            "language": text.language,
            "licence": text.licence,
            "intro": text.intro or screen.intro,
            "questions": tuple(_worded(question, text) for question in screen.questions),
        }
    )


def _worded(question: ScreenQuestion, text: ScreenText) -> ScreenQuestion:
    follow_ups = tuple(_worded(one, text) for one in question.follow_ups)
    return question.model_copy(update={"text": text.questions[question.id], "follow_ups": follow_ups})
