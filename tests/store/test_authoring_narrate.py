"""Publishing asks for its lines to be spoken, by outbox and queue, and depends on neither a voice nor a queue."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from click.testing import CliRunner

from chalicelib.authoring.cli import main
from chalicelib.authoring.connection import Target
from chalicelib.authoring.narrate_command import WAITS, ask_for_narration
from chalicelib.store.queue import outbox_id_of
from tests.conftest import REGION, TABLE


@pytest.fixture
def queue(world: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TABLE_NAME", TABLE)
    url = str(boto3.client("sqs", region_name=REGION).create_queue(QueueName="prepare")["QueueUrl"])
    monkeypatch.setenv("PREPARE_QUEUE_URL", url)
    return url


def promised(world: Any) -> list[Any]:
    return list(world.deps.courses.pending(datetime.max.replace(tzinfo=UTC)))


def test_the_command_puts_the_release_into_the_outbox_and_wakes_the_queue(queue: str, world: Any, release: str) -> None:
    done = CliRunner().invoke(main, ["narrate", "--programme", "small"])
    assert "being spoken, in the background" in done.output
    (entry,) = promised(world)
    assert (entry.kind, entry.release, entry.patient_id) == ("narrate", release, "")
    (message,) = boto3.client("sqs", region_name=REGION).receive_message(QueueUrl=queue)["Messages"]
    assert outbox_id_of(message["Body"]) == entry.id
    assert json.loads(message["Body"]) == {"outbox_id": entry.id}


def test_without_a_queue_the_nightly_sweep_is_named(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREPARE_QUEUE_URL", raising=False)
    assert WAITS in ask_for_narration(Target(TABLE, region=REGION), "r")
    monkeypatch.setenv("PREPARE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/no-such-queue")
    assert WAITS in ask_for_narration(Target(TABLE, region=REGION), "r")
    assert len(promised(world)) == 2


def test_what_was_never_published_cannot_be_spoken(queue: str) -> None:
    done = CliRunner().invoke(main, ["narrate", "--programme", "unknown"])
    assert done.exit_code == 1
    assert "Nothing has been published of 'unknown' yet." in done.output
