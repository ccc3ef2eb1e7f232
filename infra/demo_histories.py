"""Invented pasts of the demo people, lived through the real use cases on a clock that starts weeks ago."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.domain.consent import Consent
from chalicelib.domain.practice_run import PracticeRun, Ratings
from chalicelib.domain.safety_plan import Contact, SafetyPlan
from chalicelib.domain.screens import asked
from chalicelib.settings import read_settings
from chalicelib.usecases.account import Enrol, enrol, give_consent
from chalicelib.usecases.course import CompleteStep, complete_step
from chalicelib.usecases.measures import submit_response
from chalicelib.usecases.moods import record_mood
from chalicelib.usecases.ports import Caller, Deps
from chalicelib.usecases.practice import record_run
from chalicelib.usecases.safety import write_safety_plan
from chalicelib.usecases.screens import answer_screen
from chalicelib.usecases.watch import raise_silent
from chalicelib.wiring import make_deps
from infra.demo_answers import answers_to

COUNTRY, TIMEZONE = "IE", "Europe/Dublin"


@dataclass
class Past:
    """One invented person's past; `at` moves their clock to so many days ago.

    `said`: what they wrote on a step other than the answers that all demo people share.
    """

    deps: Deps
    sub: str
    clock: list[datetime]
    now: datetime
    said: dict[str, dict[str, Any]] = field(default_factory=dict)

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
        """To everything. Late in a past: each step done from then on is work for the local model."""
        give_consent(self.deps, self.caller, Consent(ai=True, vr=True, reminders=True), 0)
        return self

    def measure(self, measure: str, answers: Sequence[int]) -> Past:
        submit_response(self.deps, self.caller, measure, {str(n): v for n, v in enumerate(answers, 1)})
        return self

    def weekly(self, phq9: Sequence[int], gad7: Sequence[int]) -> Past:
        return self.measure("phq-9", phq9).measure("gad-7", gad7)

    def screen(self, screen_id: str, usual: str) -> Past:
        """Answer every question of a screen with the same choice."""
        course, _ = self.deps.courses.load(self.sub)
        if course is None:
            raise LookupError("enrol first")
        outline = next(s for s in self.deps.content.release(course.release).screens if s.id == screen_id)
        questions = asked(self.deps.content.screen(outline.version), {})
        answer_screen(self.deps, self.caller, screen_id, {question.id: usual for question in questions})
        return self

    def mood(self, rating: int, note: str = "") -> Past:
        record_mood(self.deps, self.caller, rating, note)
        return self

    def work_through(self, module_id: str) -> Past:
        """Complete every step of a module, a few minutes each. Raises `StepLocked` where it is not open yet."""
        course, _ = self.deps.courses.load(self.sub)
        if course is None:
            raise LookupError("enrol first")
        release = self.deps.content.release(course.release)
        module = next(m for m in release.modules if m.id == module_id)
        for outline in module.steps:
            self.clock[0] += timedelta(minutes=outline.minutes)
            step = self.deps.content.step(outline.version)
            answers = {**answers_to(step.id, step.fields, self.clock[0].date()), **self.said.get(step.id, {})}
            complete_step(self.deps, self.caller, step.id, CompleteStep(answers, 0))
        return self

    def practise(self, practice_id: str, calm: tuple[int, int], minutes: int = 5) -> Past:
        """One whole practice on a phone, and how calm it was before and after, 0 to 10."""
        begun = self.clock[0]
        self.clock[0] += timedelta(minutes=minutes)
        before, after = (Ratings(calm=how) for how in calm)
        run = PracticeRun(
            practice_id=practice_id,
            device="flat",
            started_at=begun,
            ended_at=self.clock[0],
            played_seconds=minutes * 60,
            completed_share=1,
            before=before,
            after=after,
            stop_reason="finished",
        )
        record_run(self.deps, self.caller, run)
        return self


# --- the five people --------------------------------------------------------------------------------


def starts_fresh(past: Past, begin: Callable[[], Past]) -> None:
    """Nothing done yet: the starting point is the first thing on Today."""
    past.at(0)
    begin()


def improving(past: Past, begin: Callable[[], Past]) -> None:
    """Worry came first for them, so `worry-and-problems` follows `doing-more`; the nights got a part of their own."""
    past.at(34)
    begin().weekly([2, 2, 2, 2, 2, 2, 1, 1, 0], [2, 2, 2, 2, 1, 1, 1]).measure("who-5", [1, 1, 0, 1, 1])
    past.screen("circumstances", "yes").screen("vr", "no")
    past.work_through("starting-point").work_through("getting-started").mood(4)
    past.at(27).weekly([2, 2, 2, 2, 1, 1, 1, 1, 0], [2, 2, 1, 2, 1, 1, 1]).work_through("feelings-and-body")
    past.at(26).practise("paced-breathing", (4, 6))
    past.at(23).practise("paced-breathing", (5, 7))
    past.at(20).weekly([2, 2, 2, 1, 1, 1, 1, 0, 0], [2, 1, 1, 1, 1, 1, 1]).mood(5, "Slept a bit better.")
    past.work_through("doing-more")
    past.at(13).weekly([1, 1, 2, 1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 0, 1]).work_through("worry-and-problems")
    past.at(10).work_through("sleep").mood(6)
    past.at(6).weekly([1, 1, 1, 1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 0, 1]).mood(7, "Choir on Tuesday.")
    past.measure("who-5", [3, 2, 2, 3, 3]).agree()
    past.at(1).weekly([1, 1, 0, 1, 1, 0, 0, 0, 0], [1, 0, 1, 0, 1, 0, 0]).mood(7)
    plan = SafetyPlan(
        warning_signs=["I stop answering messages"],
        coping_alone=["A walk by the canal"],
        people_to_ask=[Contact(name="An invented sister")],
    )
    write_safety_plan(past.deps, past.caller, plan, 0)


def deteriorating(past: Past, begin: Callable[[], Past]) -> None:
    past.said = {"sp-focus": {"main": "low-mood"}}
    past.at(20)
    begin().weekly([1, 1, 1, 1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1, 1])
    past.work_through("starting-point").work_through("getting-started").mood(5)
    past.at(13).weekly([2, 2, 1, 2, 1, 1, 1, 1, 0], [2, 2, 1, 1, 1, 1, 1]).work_through("feelings-and-body").mood(3)
    past.at(6).weekly([2, 2, 2, 2, 2, 2, 2, 1, 0], [2, 2, 2, 2, 2, 2, 1]).mood(2, "Every day feels long.")


def silent(past: Past, begin: Callable[[], Past]) -> None:
    past.said = {"sp-focus": {"main": "not-sure"}}
    past.at(16)
    begin().weekly([2, 1, 1, 2, 1, 1, 1, 0, 0], [1, 1, 2, 1, 1, 1, 1]).work_through("starting-point")
    past.at(15.5).work_through("getting-started")
    past.at(15).mood(5)


def item_nine(past: Past, begin: Callable[[], Past]) -> None:
    past.said = {"sp-focus": {"main": "avoidance"}}
    past.at(9)
    begin().weekly([2, 2, 1, 2, 1, 2, 1, 1, 0], [1, 2, 1, 1, 1, 1, 1])
    past.work_through("starting-point").work_through("getting-started").agree()
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
