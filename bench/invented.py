"""Invented people for trials and benchmarks on the local stack: made, signed in, brought to a place, forgotten."""

from __future__ import annotations

import itertools
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import boto3
from botocore.config import Config

from bench.http_calls import Device
from chalicelib.domain.consent import Consent
from chalicelib.domain.course import core_done, path_of
from chalicelib.domain.programme import ModuleOutline, Release, StepOutline
from chalicelib.settings import read_settings
from chalicelib.store import keys
from chalicelib.store.adaptation import Adaptations
from chalicelib.store.table import Table
from chalicelib.usecases.account import Enrol, enrol, give_consent
from chalicelib.usecases.course import CompleteStep, complete_step
from chalicelib.usecases.ports import Caller, Deps
from chalicelib.wiring import make_deps
from infra.demo_answers import least_answers
from infra.demo_histories import Past, script_environment
from infra.demo_people import PASSWORD, Person, create_person

Stack = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Actor:
    """An invented person who is signed in."""

    sub: str
    email: str
    token: str
    base_url: str

    def device(self) -> Device:
        return Device(self.base_url, self.token)


#: How long ago the first of the weekly modules was done, and how far they lie apart, days.
FINISHED_IN_DAYS, EVERY_DAYS = 90, 8


class Uncounted:
    """`Counter` that counts nothing: metrics are the deployed stack's."""

    def count(self, name: str, value: float = 1, **dimensions: str) -> None:
        return


class Cast:
    """Makes invented people on the local stack; everything it made is deleted by `forget_all`."""

    def __init__(self, stack: Stack) -> None:
        os.environ.update(script_environment(stack))
        self.stack = stack
        self.deps: Deps = replace(make_deps(read_settings()), counter=Uncounted())
        self.identity: Any = boto3.client("cognito-idp")
        self.dynamodb: Any = boto3.client("dynamodb")
        # the handler may wait for a model for minutes, and must not be called twice by a retry of ours
        patient_client = Config(read_timeout=600, retries={"max_attempts": 0})
        self.functions: Any = boto3.client("lambda", config=patient_client)
        self.adaptations = Adaptations(Table(self.dynamodb, stack["table"]))
        self.made: list[Actor] = []
        self.resources = ExitStack()
        self.therapist = self.actor("therapist")

    def actor(self, role: str) -> Actor:
        """Somebody new in the user pool, signed in by password (the local stage allows it)."""
        email = f"invented-{uuid.uuid4().hex[:12]}@stillpath.example"
        person = create_person(self.identity, self.stack["user_pool_id"], Person(role, "for a trial", email))
        actor = Actor(person.sub, email, self.sign_in(email), self.stack["base_url"])
        self.made.append(actor)
        return actor

    def sign_in(self, email: str) -> str:
        answer = self.identity.initiate_auth(
            ClientId=self.stack["client_id"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
        )
        return str(answer["AuthenticationResult"]["AccessToken"])

    # --- places in the programme ------------------------------------------------------------------

    def beginner(self) -> Actor:
        """A patient who has just been enrolled: every module but the first is locked."""
        patient = self.actor("patient")
        enrol(self.deps, self._enrolment(patient))
        return patient

    def patient_before(self, step_id: str) -> Actor:
        """A patient who has done every step before `step_id` and may do that one now."""
        patient = self.beginner()
        caller = Caller(patient.sub, frozenset({"patient"}))
        for step in self._steps(patient):
            if step.id == step_id:
                break
            complete_step(self.deps, caller, step.id, CompleteStep(least_answers(step.fields), 0))
        return patient

    def finished(self, consent: bool = False, before: str = "") -> Actor:
        """A patient who has done every weekly module over the last weeks, in their own order, or those before a module.

        Every step of them may be done again.
        """
        patient = self.actor("patient")
        now = datetime.now(UTC)
        clock = [now - timedelta(days=FINISHED_IN_DAYS + 10)]
        past = Past(replace(self.deps, now=lambda: clock[0]), patient.sub, clock, now)
        enrol(past.deps, self._enrolment(patient))
        for days_ago in itertools.count(FINISHED_IN_DAYS, -EVERY_DAYS):
            course = self._course(patient)
            path = path_of(course, self.deps.content.release(course.release))
            module = next((m for m in path if not core_done(course, m)), None)
            if module is None or module.id == before:
                break
            past.at(days_ago + 1).weekly([1] * 8 + [0], [1] * 7)
            past.at(days_ago).work_through(module.id)
        past.at(0)
        if consent:
            give_consent(past.deps, past.caller, Consent(ai=True), 0)
        return patient

    def _enrolment(self, patient: Actor) -> Enrol:
        return Enrol(patient.sub, self.therapist.sub, "Invented Trial", patient.email, "IE")

    def _course(self, patient: Actor) -> Any:
        course, _ = self.deps.courses.load(patient.sub)
        assert course
        return course

    def _steps(self, patient: Actor) -> Iterator[Any]:
        release = self.deps.content.release(self._course(patient).release)
        for module in release.modules:
            for outline in module.steps:
                yield self.deps.content.step(outline.version)

    # --- the end ----------------------------------------------------------------------------------

    def until_the_end(self, resource: AbstractContextManager[T]) -> T:
        """Enter something that is left when the cast is forgotten."""
        return self.resources.enter_context(resource)

    def forget_all(self) -> None:
        """Delete the people that were made here and all that was written about them."""
        self.resources.close()
        table = self.stack["table"]
        for actor in self.made:
            for item in partition(self.dynamodb, table, keys.patient(actor.sub)):
                if "#adaptation#" in item["sk"]["S"]:  # its entry of the ledger lies under its own key
                    ledger = keys.adaptation(item["sk"]["S"].rsplit("#", 1)[1])
                    self._delete({"pk": {"S": ledger.pk}, "sk": {"S": ledger.sk}})
                self._delete(item)
            self.identity.admin_delete_user(UserPoolId=self.stack["user_pool_id"], Username=actor.email)
        for status in ("open", "closed"):
            for item in queue(self.dynamodb, table, keys.review(self.therapist.sub, status)):
                self._delete(item)
        self.made.clear()

    def _delete(self, item: Mapping[str, Any]) -> None:
        self.dynamodb.delete_item(TableName=self.stack["table"], Key={"pk": item["pk"], "sk": item["sk"]})


def steps_until_done(release: Release, last: ModuleOutline) -> Iterator[StepOutline]:
    """Every step from the beginning of the programme to the end of a module, in the programme's own order."""
    for module in release.modules:
        yield from module.steps
        if module.id == last.id:
            return


def partition(dynamodb: Any, table: str, pk: str) -> Iterator[dict[str, Any]]:
    """Every item of a partition, strongly consistent, in DynamoDB's own notation."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
    )
    for page in pages:
        yield from page["Items"]


def queue(dynamodb: Any, table: str, qk: str) -> Iterator[dict[str, Any]]:
    """Every item of an index partition."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        IndexName=keys.INDEX,
        KeyConditionExpression="qk = :qk",
        ExpressionAttributeValues={":qk": {"S": qk}},
    )
    for page in pages:
        yield from page["Items"]


@contextmanager
def cast_on(stack: Stack) -> Iterator[Cast]:
    """A cast that is forgotten at the end, whatever happens."""
    cast = Cast(stack)
    try:
        yield cast
    finally:
        cast.forget_all()
