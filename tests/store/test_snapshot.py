"""A step's page is read as it stood at one moment, in at most two calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.store.keys import Key
from chalicelib.store.table import SNAPSHOT_TRIES, Table, put_new
from chalicelib.usecases.course import CompleteStep, complete_step, open_step, save_draft
from chalicelib.usecases.errors import Busy
from tests.conftest import World


class Clashing:
    """A client whose snapshots first meet so many transactions that are being written."""

    def __init__(self, client: Any, clashes: int) -> None:
        self._client, self.clashes, self.asked = client, clashes, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_get_items(self, **arguments: Any) -> Any:
        self.asked += 1
        if self.asked > self.clashes:
            return self._client.transact_get_items(**arguments)
        raise self._client.exceptions.TransactionCanceledException(
            {
                "Error": {"Code": "TransactionCanceledException", "Message": "invented"},
                "CancellationReasons": [{"Code": "TransactionConflict"}],
            },
            "TransactGetItems",
        )


@pytest.fixture
def calls(table: Any) -> Iterator[list[str]]:
    made: list[str] = []
    events = table._client.meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="count")
    yield made
    events.unregister("before-call.dynamodb", unique_id="count")


def test_a_step_is_opened_in_two_calls_and_completed_in_three(world: World, calls: list[str]) -> None:
    world.enrol("p-1")
    caller = world.caller("p-1")
    open_step(world.deps, caller, "hello")  # from now on the content is known to this process
    complete_step(world.deps, caller, "hello", CompleteStep({}, 0))
    open_step(world.deps, caller, "sheet")
    save_draft(world.deps, caller, "sheet", {"situation": "rain"}, 0)

    calls.clear()
    complete_step(world.deps, caller, "sheet", CompleteStep({"situation": "rain"}, 0, draft_version=1))
    assert calls == ["BatchGetItem", "TransactWriteItems"]

    calls.clear()
    _course, _release, _step, page = open_step(world.deps, caller, "sheet")
    assert calls == ["TransactGetItems", "GetItem"]
    assert (page.answers, page.draft) == ({"situation": "rain"}, None)


def test_a_read_that_meets_a_write_looks_again(table: Any) -> None:
    key = Key("PATIENT#p-1", "COURSE")
    table.write(put_new(key, {"body": "{}"}))
    client = Clashing(table._client, SNAPSHOT_TRIES - 1)

    found = Table(client, table.name).snapshot([key, Key("PATIENT#p-1", "DRAFT#hello")])  # type: ignore[arg-type]

    assert list(found) == [key]
    assert client.asked == SNAPSHOT_TRIES


def test_a_read_that_meets_writes_without_end_is_told_to_come_back(table: Any) -> None:
    client = Clashing(table._client, 1000)
    with pytest.raises(Busy):
        Table(client, table.name).snapshot([Key("PATIENT#p-1", "COURSE")])  # type: ignore[arg-type]
    assert client.asked == SNAPSHOT_TRIES


def test_a_malformed_read_is_our_own_fault_and_not_repeated(table: Any) -> None:
    with pytest.raises(ClientError):
        Table(table._client, "no-such-table").snapshot([Key("PATIENT#p-1", "COURSE")])
