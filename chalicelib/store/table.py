"""The one table: reads, and the three kinds of write (`put_new`, `put_if_version`, `transact`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import BotoCoreError, ClientError

from ..usecases.errors import Busy, Contended, StaleVersion
from .keys import INDEX, Key, QueueKey

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]
_RETRIABLE = {
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    "TransactionInProgressException",
}
#: A read that meets a transaction being written is repeated this often: such a write takes milliseconds.
SNAPSHOT_TRIES = 5
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


class AlreadyThere(Exception):
    """A `put_new` found an item under its key; `item` is what stands there."""

    def __init__(self, key: Key, item: Item | None = None) -> None:
        super().__init__(f"{key.sk.split('#')[0]} exists")
        self.key, self.item = key, item


@dataclass(frozen=True)
class Write:
    """One member of a transaction; `request` is in DynamoDB's own words."""

    key: Key
    request: dict[str, Any]
    on_failure: Callable[[Item | None], Exception]


def _wire(item: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _serialize(v) for k, v in item.items() if v is not None}


def _plain(item: Mapping[str, Any] | None) -> Item | None:
    return None if item is None else {k: _deserialize(v) for k, v in item.items()}


def put_new(key: Key, item: Mapping[str, Any], queue: QueueKey | None = None) -> Write:
    """Write an item that must not exist yet; fails with `AlreadyThere`."""
    put = {"Item": _wire(_whole(key, item, queue)), "ConditionExpression": "attribute_not_exists(pk)"}
    return Write(key, {"Put": put}, lambda old: AlreadyThere(key, old))


def put_if_version(key: Key, item: Mapping[str, Any], seen: int | None, queue: QueueKey | None = None) -> Write:
    """Replace an item whose `version` is still `seen` (None: it was not there); fails with `StaleVersion`.

    The item is written with the next version.
    """
    body = {**_whole(key, item, queue), "version": (seen or 0) + 1}
    put: dict[str, Any] = {"Item": _wire(body)}
    if seen is None:
        put["ConditionExpression"] = "attribute_not_exists(pk)"
    else:
        put["ConditionExpression"] = "#v = :seen"
        put["ExpressionAttributeNames"] = {"#v": "version"}
        put["ExpressionAttributeValues"] = {":seen": _serialize(seen)}
    return Write(key, {"Put": put}, lambda old: StaleVersion(int(old["version"]) if old else 0))


def delete(key: Key) -> Write:
    return Write(key, {"Delete": {}}, lambda old: StaleVersion(0))


def delete_if_version(key: Key, seen: int, moved: Exception) -> Write:
    """Delete an item whose `version` is still `seen`; fails with `moved`."""
    body = {
        "ConditionExpression": "#v = :seen",
        "ExpressionAttributeNames": {"#v": "version"},
        "ExpressionAttributeValues": {":seen": _serialize(seen)},
    }
    return Write(key, {"Delete": body}, lambda old: moved)


def delete_if_there(key: Key, seen: int) -> Write:
    """Delete an item whose `version` is still `seen`; fails with `StaleVersion`, also when it is gone."""
    write = delete_if_version(key, seen, StaleVersion(0))
    return Write(key, write.request, lambda old: StaleVersion(int(old["version"]) if old else 0))


def _reasons(error: ClientError) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], error.response.get("CancellationReasons", []))


def _whole(key: Key, item: Mapping[str, Any], queue: QueueKey | None) -> Item:
    whole: Item = {**item, "pk": key.pk, "sk": key.sk}
    if queue:
        whole |= {"qk": queue.qk, "qs": queue.qs}
    return whole


class Table:
    """A DynamoDB table by name. Throttling and lost conditions come out as `Busy`, `StaleVersion`, `AlreadyThere`."""

    def __init__(self, client: DynamoDBClient, name: str) -> None:
        self._client, self.name = client, name

    def _call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        try:
            return cast(dict[str, Any], getattr(self._client, operation)(**arguments))
        except ClientError as error:
            if error.response["Error"]["Code"] in _RETRIABLE:
                raise Busy from error
            raise
        except BotoCoreError as error:
            raise Busy from error

    def get(self, key: Key) -> Item | None:
        """One item, strongly consistent."""
        answer = self._call("get_item", TableName=self.name, Key=_wire(key._asdict()), ConsistentRead=True)
        return _plain(answer.get("Item"))

    def get_many(self, keys: Iterable[Key]) -> dict[Key, Item]:
        """Up to any number of items, strongly consistent, 100 a call; absent ones are left out."""
        wanted = list(dict.fromkeys(keys))
        found: dict[Key, Item] = {}
        for start in range(0, len(wanted), 100):
            pending: Any = [_wire(k._asdict()) for k in wanted[start : start + 100]]
            for _ in range(8):
                answer = self._call(
                    "batch_get_item", RequestItems={self.name: {"Keys": pending, "ConsistentRead": True}}
                )
                for raw in answer["Responses"].get(self.name, []):
                    item = cast(Item, _plain(raw))
                    found[Key(item["pk"], item["sk"])] = item
                pending = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys")
                if not pending:
                    break
            else:
                raise Busy
        return found

    def snapshot(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Items as they stood together at one moment, up to 100; absent ones are left out.

        `get_many` may see one item before and another after somebody's transaction; this never does.
        """
        wanted = [{"Get": {"TableName": self.name, "Key": _wire(key._asdict())}} for key in keys]
        for _ in range(SNAPSHOT_TRIES):
            try:
                answers = self._call("transact_get_items", TransactItems=wanted)["Responses"]
            except self._client.exceptions.TransactionCanceledException as error:
                if any(reason.get("Code") == "ValidationError" for reason in _reasons(error)):
                    raise
                continue  # a transaction was being written to one of them: look again
            found = ((key, _plain(answer.get("Item"))) for key, answer in zip(keys, answers, strict=True))
            return {key: item for key, item in found if item is not None}
        raise Busy

    def transact(self, writes: Sequence[Write]) -> None:
        """All writes or none. Raises what the first failed member says (`StaleVersion`, `AlreadyThere`), or `Busy`."""
        members = []
        for write in writes:
            ((kind, body),) = write.request.items()
            member = {**body, "TableName": self.name, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
            if kind == "Delete":
                member["Key"] = _wire(write.key._asdict())
            members.append({kind: member})
        try:
            self._call("transact_write_items", TransactItems=members)
        except self._client.exceptions.TransactionCanceledException as error:
            reasons = _reasons(error)
            for write, reason in zip(writes, reasons, strict=False):
                if reason.get("Code") == "ConditionalCheckFailed":
                    raise write.on_failure(_plain(reason.get("Item"))) from error
            if any(reason.get("Code") == "TransactionConflict" for reason in reasons):
                raise Contended from error
            raise Busy from error  # throttling: nothing was written

    def write(self, write: Write) -> None:
        """One conditional write outside a transaction."""
        ((kind, body),) = write.request.items()
        arguments = {**body, "TableName": self.name}
        if kind == "Delete":
            self._call("delete_item", Key=_wire(write.key._asdict()), **arguments)
            return
        try:
            self._call("put_item", **arguments, ReturnValuesOnConditionCheckFailure="ALL_OLD")
        except self._client.exceptions.ConditionalCheckFailedException as error:
            raise write.on_failure(_plain(cast(Any, error.response).get("Item"))) from error

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        limit: int = 50,
        after: str | None = None,
        newest_first: bool = False,
        upto: str | None = None,
    ) -> tuple[list[Item], str | None]:
        """Items of a partition whose sort key starts with `prefix`; (items, sort key to go on after)."""
        return self._page(("pk", "sk"), None, pk, prefix, limit, after, newest_first, upto)

    def queue(
        self, qk: str, *, limit: int = 50, after: str | None = None, upto: str | None = None
    ) -> tuple[list[Item], str | None]:
        """Items of an index partition in order of `qs`; eventually consistent, as every index is."""
        return self._page(("qk", "qs"), INDEX, qk, "", limit, after, False, upto)

    def whole_queue(self, qk: str, *, upto: str | None = None) -> Iterator[Item]:
        after: str | None = None
        while True:
            items, after = self.queue(qk, after=after, limit=100, upto=upto)
            yield from items
            if after is None:
                return

    def _page(
        self,
        names: tuple[str, str],
        index: str | None,
        partition: str,
        prefix: str,
        limit: int,
        after: str | None,
        newest_first: bool,
        upto: str | None,
    ) -> tuple[list[Item], str | None]:
        condition = "#p = :p"
        attributes = {"#p": names[0]}
        values: Item = {":p": partition}
        # one condition on the sort key is all DynamoDB takes: a range that starts after the last seen key,
        # clamped to the prefix because the cursor comes from the client
        low, high = prefix, upto or (prefix + "\U0010ffff")
        if after is not None:
            low, high = (low, min(after, high)) if newest_first else (max(low, after), high)
            if low > high:  # a made-up cursor beyond the end
                return [], None
        if low or after is not None or upto is not None:
            condition += " AND #s BETWEEN :low AND :high"
            attributes["#s"] = names[1]
            values |= {":low": low or " ", ":high": high}
        arguments: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": attributes,
            "ExpressionAttributeValues": _wire(values),
            "ScanIndexForward": not newest_first,
            "Limit": limit + (2 if after is not None else 1),
        }
        if index:
            arguments["IndexName"] = index
        else:
            arguments["ConsistentRead"] = True
        answer = self._call("query", **arguments)
        items = [item for item in (cast(Item, _plain(r)) for r in answer.get("Items", [])) if item[names[1]] != after]
        # a page also ends at 1 MB, before `limit` is reached
        more = len(items) > limit or "LastEvaluatedKey" in answer
        items = items[:limit]
        return items, (str(items[-1][names[1]]) if more and items else None)
