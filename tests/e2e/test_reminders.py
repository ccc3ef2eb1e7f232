"""A reminder on the deployed stack: from the person's settings through the timed function into the local AWS's mail.

All people are invented.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from tests.e2e.conftest import Somebody

pytestmark = [pytest.mark.stack]
EVENT = {
    "version": "0",
    "id": "an-invented-event",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "2026-11-22T18:00:00Z",
    "region": "us-east-1",
    "resources": [],
    "detail": {},
}


@pytest.fixture
def deps(stack: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The use cases on the deployed table."""
    from chalicelib.settings import read_settings
    from chalicelib.wiring import make_deps
    from infra.demo_histories import script_environment

    for name, value in script_environment(stack).items():
        monkeypatch.setenv(name, value)
    return replace(make_deps(read_settings()), reminder_channels=("email",))


def asked_for_a_note_that_is_due_now(deps: Any, person: Somebody, therapist: Somebody) -> None:
    """Enrolled three days ago and not seen since; the time that they chose was a minute ago."""
    from chalicelib.usecases.account import Enrol, enrol
    from chalicelib.usecases.ports import Caller
    from chalicelib.usecases.preferences import Wanted, save_settings

    now = datetime.now(UTC)
    then = replace(deps, now=lambda: now - timedelta(days=3))
    enrol(then, Enrol(person.sub, therapist.sub, "Invented Ida", person.email, "ES", language="es"))
    at = f"{now - timedelta(minutes=1):%H:%M}"
    every_day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    wanted = Wanted(channel="email", at=at, days=every_day, agree=True)
    earlier = replace(deps, now=lambda: now - timedelta(hours=1))
    save_settings(earlier, Caller(person.sub, frozenset({"patient"})), wanted, 0)


def run_the_timed_function(stack: dict[str, Any]) -> None:
    client: Any = boto3.client(
        "lambda",
        endpoint_url=stack["aws_endpoint"],
        region_name=stack["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    answer = client.invoke(FunctionName="stillpath-local-remind", Payload=json.dumps(EVENT).encode())
    assert "FunctionError" not in answer, answer["Payload"].read().decode()


def mail_to(stack: dict[str, Any], address: str) -> list[str]:
    """What the local AWS's SES was given for one address."""
    with urllib.request.urlopen(f"{stack['aws_endpoint']}/_ministack/ses/messages") as answer:
        told = json.load(answer)
    given = [message for account in told["messages"].values() for message in account]
    return [json.dumps(message, ensure_ascii=False) for message in given if address in message["To"]]


def test_whoever_asked_for_it_gets_one_note_in_their_language(
    stack: dict[str, Any], deps: Any, people: Callable[[str], Somebody]
) -> None:
    person = people("patient")
    asked_for_a_note_that_is_due_now(deps, person, people("therapist"))
    run_the_timed_function(stack)
    run_the_timed_function(stack)
    (message,) = mail_to(stack, person.email)
    assert "Hay algo para ti en Stillpath" in message
    assert f"{stack['base_url']}settings#reminders" in message
    assert "Ida" not in message
