"""The table under trouble: throttling, transaction conflicts, and two writers at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.store import keys
from chalicelib.store.table import AlreadyThere, Table, put_if_version, put_new
from chalicelib.usecases.errors import Busy, Contended, StaleVersion
from tests.conftest import TABLE

KEY = keys.Key("PATIENT#invented", "THING")


class Troubled:
    """A DynamoDB client whose next calls fail."""

    def __init__(self, client: Any, operation: str, errors: list[Exception]) -> None:
        self._client, self._operation, self._errors = client, operation, errors
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._client, name)
        if name != self._operation:
            return real
        return self._failing(real)

    def _failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(**arguments: Any) -> Any:
            self.calls += 1
            if self._errors:
                raise self._errors.pop(0)
            return real(**arguments)

        return call


def client_error(code: str, operation: str = "X") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "invented"}}, operation)


def cancelled(client: Any, *codes: str) -> ClientError:
    reasons = [{"Code": code} for code in codes]
    response: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": "invented"},
        "CancellationReasons": reasons,
    }
    return client.exceptions.TransactionCanceledException(response, "TransactWriteItems")


def troubled(table: Table, operation: str, *errors: Exception) -> tuple[Table, Troubled]:
    client = Troubled(table._client, operation, list(errors))
    return Table(client, TABLE), client  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "code", ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"]
)
def test_throttling_is_busy_and_nothing_is_written(table: Table, code: str) -> None:
    slow, _ = troubled(table, "put_item", client_error(code))
    with pytest.raises(Busy):
        slow.write(put_new(KEY, {"body": "x"}))
    assert table.get(KEY) is None


def test_no_connection_is_busy(table: Table) -> None:
    cut, _ = troubled(table, "get_item", EndpointConnectionError(endpoint_url="http://invented"))
    with pytest.raises(Busy):
        cut.get(KEY)


def test_an_error_that_is_not_about_load_is_not_hidden(table: Table) -> None:
    wrong, _ = troubled(table, "get_item", client_error("ValidationException"))
    with pytest.raises(ClientError):
        wrong.get(KEY)


def test_a_transaction_conflict_is_contended(table: Table) -> None:
    met, _ = troubled(table, "transact_write_items", cancelled(table._client, "None", "TransactionConflict"))
    with pytest.raises(Contended):
        met.transact([put_new(KEY, {}), put_new(KEY._replace(sk="OTHER"), {})])


def test_a_throttled_transaction_is_busy(table: Table) -> None:
    slow, _ = troubled(table, "transact_write_items", cancelled(table._client, "ThrottlingError"))
    with pytest.raises(Busy) as raised:
        slow.transact([put_new(KEY, {})])
    assert not isinstance(raised.value, Contended)


def test_one_member_that_fails_leaves_no_other_written(table: Table) -> None:
    table.write(put_new(KEY, {"body": "first"}))
    other = KEY._replace(sk="OTHER")
    with pytest.raises(AlreadyThere) as raised:
        table.transact([put_new(other, {"body": "x"}), put_new(KEY, {"body": "second"})])
    assert raised.value.item == {"pk": KEY.pk, "sk": KEY.sk, "body": "first"}
    assert table.get(other) is None


def test_of_two_writers_on_one_version_the_second_is_told_the_current_one(table: Table) -> None:
    table.write(put_if_version(KEY, {"body": "a"}, None))
    table.write(put_if_version(KEY, {"body": "b"}, 1))
    with pytest.raises(StaleVersion) as raised:
        table.write(put_if_version(KEY, {"body": "c"}, 1))
    assert raised.value.current == 2
    item = table.get(KEY)
    assert item is not None
    assert item["body"] == "b"


def test_a_batch_that_stays_unprocessed_is_busy(table: Table) -> None:
    class Unprocessed:
        def batch_get_item(self, **arguments: Any) -> Any:
            return {"Responses": {}, "UnprocessedKeys": arguments["RequestItems"]}

    with pytest.raises(Busy):
        Table(Unprocessed(), TABLE).get_many([KEY])  # type: ignore[arg-type]


def test_a_conflict_is_decided_again_and_the_answer_is_written_once(world: Any) -> None:
    from dataclasses import replace

    from chalicelib.store.course import Courses
    from chalicelib.usecases.course import CompleteStep, complete_step

    world.enrol("patient-1")
    client = world.table._client
    met, troubles = troubled(
        world.table,
        "transact_write_items",
        cancelled(client, "TransactionConflict"),
        cancelled(client, "TransactionConflict"),
    )
    deps = replace(world.deps, courses=Courses(met))
    done = complete_step(deps, world.caller("patient-1"), "hello", CompleteStep({}, 0))
    assert (done.version, troubles.calls) == (1, 3)
    entries, _ = world.deps.courses.entries("patient-1")
    assert sorted(e.kind for e in entries) == ["answer", "enrolled"]


def test_throttling_is_told_as_503_and_the_same_request_goes_through_later(world: Any) -> None:
    from dataclasses import replace

    from chalicelib.store.course import Courses
    from chalicelib.usecases.course import CompleteStep, complete_step

    world.enrol("patient-1")
    slow, _ = troubled(world.table, "transact_write_items", client_error("ThrottlingException"))
    deps = replace(world.deps, courses=Courses(slow))
    command = CompleteStep({}, 0, key="k")
    with pytest.raises(Busy):
        complete_step(deps, world.caller("patient-1"), "hello", command)
    assert world.course("patient-1").steps == {}
    assert complete_step(deps, world.caller("patient-1"), "hello", command).version == 1


def test_a_queue_that_cannot_be_reached_does_not_lose_the_work(world: Any) -> None:
    from dataclasses import replace

    from chalicelib.domain.consent import Consent
    from chalicelib.usecases.account import give_consent

    class Down:
        def send(self, entry: Any) -> None:
            raise Busy

    world.enrol("patient-1")
    give_consent(replace(world.deps, queue=Down()), world.caller("patient-1"), Consent(ai=True), 0)
    world.clock.on(minutes=20)
    assert [e.patient_id for e in world.deps.courses.pending(world.clock())] == ["patient-1"]
    assert ("OutboxNotSent", 1, {}) in world.metrics.counted
