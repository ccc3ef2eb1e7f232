"""Invented pasts of the demo people, lived through the real use cases on a clock that starts weeks ago."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.domain.consent import Consent
from chalicelib.domain.safety_plan import Contact, SafetyPlan
from chalicelib.settings import read_settings
from chalicelib.usecases.account import Enrol, enrol, give_consent
from chalicelib.usecases.course import CompleteStep, complete_step
from chalicelib.usecases.measures import submit_response
from chalicelib.usecases.moods import record_mood
from chalicelib.usecases.ports import Caller, Deps
from chalicelib.usecases.safety import write_safety_plan
from chalicelib.usecases.watch import raise_silent
from chalicelib.wiring import make_deps

COUNTRY, TIMEZONE = "IE", "Europe/Dublin"
#: Invented answers, by step; whatever a worksheet asks beyond them is left empty.
ANSWERS: dict[str, dict[str, Any]] = {
    "gs-what-brings-you": {
        "brings-you": "I stopped going to choir and I miss it.",
        "hardest-time": "evening",
        "matters": ["people", "leisure"],
    },
    "gs-my-cycle": {
        "situation": "Sunday evening, thinking about the week ahead",
        "thoughts": ["I will not manage"],
        "emotions": [{"emotion": "worried", "strength": 70}],
        "body": ["tight shoulders"],
        "behaviours": ["put my phone away", "went to bed at eight"],
        "short-term": "a little quieter",
        "long-term": "I saw nobody all week",
    },
    "gs-small-goal": {"goal": "Go to one choir evening"},
    "gs-week-plan": {"what": "Write down two cycles", "when": "after dinner", "where": "kitchen table"},
}


@dataclass
class Past:
    """One invented person's past; `at` moves their clock to so many days ago."""

    deps: Deps
    sub: str
    clock: list[datetime]
    now: datetime

    def at(self, days_ago: float) -> Past:
        self.clock[0] = self.now - timedelta(days=days_ago)
        return self

    @property
    def caller(self) -> Caller:
        return Caller(self.sub, frozenset({"patient"}))

    def begin(self, name: str, therapist: str, email: str) -> Past:
        enrol(self.deps, Enrol(self.sub, therapist, name, email, COUNTRY, timezone=TIMEZONE))
        return self

    def agree(self) -> Past:
        give_consent(self.deps, self.caller, Consent(ai=True, vr=True, reminders=True), 0)
        return self

    def measure(self, measure: str, answers: Sequence[int]) -> Past:
        submit_response(self.deps, self.caller, measure, {str(n): v for n, v in enumerate(answers, 1)})
        return self

    def weekly(self, phq9: Sequence[int], gad7: Sequence[int]) -> Past:
        return self.measure("phq-9", phq9).measure("gad-7", gad7)

    def mood(self, rating: int, note: str = "") -> Past:
        record_mood(self.deps, self.caller, rating, note)
        return self

    def work_through(self, module_id: str) -> Past:
        """Complete every step of a module, a few minutes each."""
        course, _ = self.deps.courses.load(self.sub)
        if course is None:
            raise LookupError("enrol first")
        release = self.deps.content.release(course.release)
        module = next(m for m in release.modules if m.id == module_id)
        for outline in module.steps:
            self.clock[0] += timedelta(minutes=outline.minutes)
            step = self.deps.content.step(outline.version)
            answers = {**least_answers(step.fields), **_fitting(step.fields, ANSWERS.get(step.id, {}))}
            complete_step(self.deps, self.caller, step.id, CompleteStep(answers, 0))
        return self


def _fitting(fields: Sequence[Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those invented answers that the worksheet still asks for, with the columns it has."""
    fitting = {}
    for field in fields:
        value = answers.get(field.id)
        if value is None:
            continue
        if field.type == "table":
            columns = {c.id for c in field.columns}
            if not all(set(row) <= columns for row in value):
                continue
        fitting[field.id] = value
    return fitting


def least_answers(fields: Sequence[Any]) -> dict[str, Any]:
    """The least that a worksheet asks for, in invented words."""
    least: dict[str, Any] = {}
    for field in fields:
        if field.required or field.min_rows:
            least[field.id] = _least_value(field)
    return least


def _least_value(field: Any) -> Any:
    match field.type:
        case "number" | "rating":
            return (field.minimum + field.maximum) // 2
        case "choice":
            return field.choices[0].id
        case "choices":
            return [field.choices[0].id]
        case "yes_no":
            return True
        case "date":
            return "2026-01-31"
        case "time":
            return "18:30"
        case "list":
            return ["a short walk"] * max(1, field.min_rows)
        case "table":
            row = {c.id: _least_value(c) for c in field.columns if c.required}
            return [row or {field.columns[0].id: _least_value(field.columns[0])}] * max(1, field.min_rows)
        case _:
            return "a short walk after lunch"


# --- the five people --------------------------------------------------------------------------------


def starts_fresh(past: Past, begin: Callable[[], Past]) -> None:
    past.at(0)
    begin()


def improving(past: Past, begin: Callable[[], Past]) -> None:
    past.at(22)
    begin().agree().weekly([2, 2, 2, 2, 2, 2, 1, 1, 0], [2, 2, 2, 2, 1, 1, 1])
    past.work_through("getting-started").mood(4)
    past.at(15).weekly([2, 2, 2, 1, 1, 1, 1, 0, 0], [2, 1, 1, 1, 1, 1, 1]).mood(5, "Slept a bit better.")
    past.at(14.9).work_through("doing-more")
    past.at(8).weekly([1, 1, 1, 1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 0, 1]).mood(7, "Choir on Tuesday.")
    past.at(1).weekly([1, 1, 0, 1, 1, 0, 0, 0, 0], [1, 0, 1, 0, 1, 0, 0]).mood(7)
    plan = SafetyPlan(
        warning_signs=["I stop answering messages"],
        coping_alone=["A walk by the canal"],
        people_to_ask=[Contact(name="An invented sister")],
    )
    write_safety_plan(past.deps, past.caller, plan, 0)


def deteriorating(past: Past, begin: Callable[[], Past]) -> None:
    past.at(20)
    begin().weekly([1, 1, 1, 1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1, 1])
    past.work_through("getting-started").mood(5)
    past.at(13).weekly([2, 2, 1, 2, 1, 1, 1, 1, 0], [2, 2, 1, 1, 1, 1, 1]).mood(3)
    past.at(6).weekly([2, 2, 2, 2, 2, 2, 2, 1, 0], [2, 2, 2, 2, 2, 2, 1]).mood(2, "Every day feels long.")


def silent(past: Past, begin: Callable[[], Past]) -> None:
    past.at(16)
    begin().weekly([2, 1, 1, 2, 1, 1, 1, 0, 0], [1, 1, 2, 1, 1, 1, 1])
    past.at(15.5).work_through("getting-started")
    past.at(15).mood(5)


def item_nine(past: Past, begin: Callable[[], Past]) -> None:
    past.at(9)
    begin().agree().weekly([2, 2, 1, 2, 1, 2, 1, 1, 0], [1, 2, 1, 1, 1, 1, 1])
    past.work_through("getting-started")
    past.at(0.1).weekly([2, 2, 2, 2, 1, 2, 1, 1, 1], [1, 2, 1, 1, 1, 1, 1])


PASTS: dict[str, tuple[str, Callable[[Past, Callable[[], Past]], None]]] = {
    "starts fresh": ("Robin Fresh", starts_fresh),
    "improving": ("Imani Better", improving),
    "deteriorating": ("Dara Downhill", deteriorating),
    "silent": ("Sami Silent", silent),
    "item nine": ("Noor Nine", item_nine),
}


def seed(stack: Mapping[str, Any]) -> None:
    """Give a past to every demo patient who has none, and let the nightly watch look once."""
    os.environ.update(script_environment(stack))
    now = datetime.now(UTC)
    clock = [now]
    deps = replace(make_deps(read_settings()), now=lambda: clock[0], new_id=lambda: uuid.uuid4().hex)
    therapist = next(p["sub"] for p in stack["everyone"] if p["role"] == "therapist")
    for person in stack["everyone"]:
        if person["story"] not in PASTS or deps.courses.load(person["sub"])[0]:
            continue
        name, live = PASTS[person["story"]]
        past = Past(deps, person["sub"], clock, now)
        live(past, lambda p=past, n=name, e=person["email"]: p.begin(n, therapist, e))  # type: ignore[misc]
    clock[0] = now
    raise_silent(deps)


def script_environment(stack: Mapping[str, Any]) -> dict[str, str]:
    """What wiring needs to reach the local stack from this process."""
    return {
        "AWS_ENDPOINT_URL": stack["aws_endpoint"],
        "AWS_REGION": stack["region"],
        "AWS_DEFAULT_REGION": stack["region"],
        "AWS_ACCESS_KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID", "test"),
        "AWS_SECRET_ACCESS_KEY": os.environ.get("AWS_SECRET_ACCESS_KEY", "test"),
        "POWERTOOLS_METRICS_DISABLED": "true",
        "POWERTOOLS_TRACE_DISABLED": "true",
        "TABLE_NAME": stack["table"],
        "PREPARE_QUEUE_URL": stack["queue_url"],
        "ADAPTATION_MODE": stack["adaptation_mode"],
    }
