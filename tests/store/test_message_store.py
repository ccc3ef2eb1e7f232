"""Conversations on a table as DynamoDB has it: few calls, whatever else stands in the partition. All words invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.store.messages import Messages
from chalicelib.usecases import messages as usecases
from chalicelib.usecases.caseload import list_patients
from chalicelib.usecases.moods import record_mood
from chalicelib.usecases.review import list_flags
from tests.conftest import World


@contextmanager
def calls(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is asked of DynamoDB meanwhile."""
    made: list[str] = []
    real = type(world.table)._call

    def counted(self: Any, operation: str, **arguments: Any) -> Any:
        made.append(operation)
        return real(self, operation, **arguments)

    with monkeypatch.context() as counting:
        counting.setattr(type(world.table), "_call", counted)
        yield made


@pytest.fixture
def busy_world(world: World) -> World:
    """Three people of one therapist, with many moods and a few messages each."""
    for sub in ("ada", "ben", "cho"):
        world.enrol(sub)
        for number in range(30):
            world.clock.on(minutes=1)
            record_mood(world.deps, world.caller(sub), 5, f"An invented note {number}.")
        for number in range(4):
            world.clock.on(minutes=1)
            usecases.send(world.deps, world.caller(sub), f"Message {number} of {sub}.")
    return world


def test_a_page_of_a_conversation_is_three_reads_and_one_write(
    busy_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, me = Messages(busy_world.table), busy_world.caller("therapist-1", "therapist")
    with calls(busy_world, monkeypatch) as made:
        thread = usecases.thread_of(busy_world.deps, store, me, "ada")
    assert [one.text for one in thread.messages] == [f"Message {n} of ada." for n in range(4)]
    assert made == ["get_item", "query", "batch_get_item", "get_item", "transact_write_items"]
    with calls(busy_world, monkeypatch) as made:
        usecases.thread_of(busy_world.deps, store, me, "ada")
    assert made == ["get_item", "query", "batch_get_item"]


def test_who_waits_is_told_without_reading_a_conversation_or_a_caseload(
    busy_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, me = Messages(busy_world.table), busy_world.caller("therapist-1", "therapist")
    with calls(busy_world, monkeypatch) as made:
        waiting, more = usecases.waiting_messages(busy_world.deps, store, me)
    assert [(one.patient_id, one.unread) for one in waiting] == [("ada", 4), ("ben", 4), ("cho", 4)]
    assert more is False
    assert made == ["query", "batch_get_item", "batch_get_item"]
    with calls(busy_world, monkeypatch) as made:
        rows = list_patients(busy_world.deps, me).patients
    assert [row.unread.count for row in rows] == [4, 4, 4]
    assert made == ["query", "batch_get_item"]


def test_a_review_without_a_message_costs_one_call_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    store, me = Messages(world.table), world.caller("therapist-1", "therapist")
    with calls(world, monkeypatch) as made:
        list_flags(world.deps, me)
        assert usecases.waiting_messages(world.deps, store, me) == ([], False)
    assert made == ["query", "query"]


def test_more_who_wait_than_are_named_is_said(busy_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usecases, "MOST_WAITING", 2)
    me = busy_world.caller("therapist-1", "therapist")
    waiting, more = usecases.waiting_messages(busy_world.deps, Messages(busy_world.table), me)
    assert ([one.patient_id for one in waiting], more) == (["ada", "ben"], True)
