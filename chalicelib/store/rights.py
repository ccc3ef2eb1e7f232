"""Account column in the table: everything of one person, to be handed out or to be erased."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from ..domain.adaptation import Adaptation
from ..domain.course import Course
from ..domain.review import Flag
from ..usecases.errors import Busy
from ..usecases.ports import Draft, Profile
from ..usecases.rights_ports import Erasing, Part
from . import keys
from .adaptation import Adaptations
from .course import read_entry, write_flag
from .table import AlreadyThere, Item, Table, delete, delete_if_there, put_new

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient

#: Bytes of what is kept that go into one part of an export. A part ends after the page of the table that reaches this,
#: which adds at most 1 MB; escaped twice on its way out it stays below the 6 MB that a Lambda may answer.
PART_BYTES = 500_000
#: Whole documents of a person, handed out as they are.
DOCUMENTS = ("CONSENT", "REMINDER", "SAFETYPLAN")
#: A transaction takes 100 items, and each item may lead to one more.
ERASED_AT_ONCE = 50
READ_AT_ONCE = 50


class Rights:
    """`RightsStore` on DynamoDB."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def part(self, patient_id: str, after: str | None = None) -> Part:
        found, size = Part(cursor=after), 0
        while size < PART_BYTES:
            items, found.cursor = self._table.query(keys.patient(patient_id), after=found.cursor, limit=READ_AT_ONCE)
            for item in items:
                size += len(str(item.get("body", "")).encode())
                _put_into(found, item)
            if found.cursor is None:
                break
        return found

    def adaptations(self, adaptation_ids: Sequence[str]) -> list[Adaptation]:
        known = Adaptations(self._table).many(list(dict.fromkeys(adaptation_ids))) if adaptation_ids else {}
        return [known[one] for one in adaptation_ids if one in known]

    def profile(self, patient_id: str) -> Profile | None:
        item = self._table.get(keys.profile(patient_id))
        return Profile.model_validate_json(item["body"]) if item else None

    def begin_erasing(self, erasing: Erasing, course: Course | None, notice: Flag | None) -> None:
        key = keys.erasing(erasing.patient_id)
        queue = keys.in_erasures(erasing.began_at, erasing.patient_id)
        writes = [put_new(key, {"body": erasing.model_dump_json()}, queue)]
        if course:
            writes.append(delete_if_there(keys.course(erasing.patient_id), course.version))
        if notice:
            writes.append(write_flag(notice))
        try:
            self._table.transact(writes)
        except AlreadyThere as error:
            if error.key != key:
                raise Busy from error

    def erasing(self, patient_id: str) -> bool:
        return self._table.get(keys.erasing(patient_id)) is not None

    def unfinished(self) -> Iterator[Erasing]:
        for item in self._table.whole_queue(keys.ERASURES):
            yield Erasing.model_validate_json(item["body"])

    def erase_items(self, patient_id: str) -> int:
        count = self._erase_outbox(patient_id)
        mark = keys.erasing(patient_id)
        place = None
        while True:
            items, place = self._table.query(mark.pk, after=place, limit=ERASED_AT_ONCE)
            own = [item for item in items if item["sk"] != mark.sk]
            # with what it leads to, in one transaction: once an item is gone, nothing would find the other
            gone = dict.fromkeys(key for item in own for key in (*_leads_to(item), keys.Key(item["pk"], item["sk"])))
            if gone:
                self._table.transact([delete(key) for key in gone])
            count += len(own)
            if place is None:
                return count

    def _erase_outbox(self, patient_id: str) -> int:
        promised = [item for item in self._table.whole_queue(keys.OUTBOX_QUEUE) if _of(item, patient_id)]
        for item in promised:
            self._table.write(delete(keys.Key(item["pk"], item["sk"])))
        return len(promised)

    def end_erasing(self, patient_id: str) -> None:
        self._table.write(delete(keys.erasing(patient_id)))


def _of(item: Item, patient_id: str) -> bool:
    return bool(json.loads(item["body"])["patient_id"] == patient_id)


def _put_into(part: Part, item: Item) -> None:
    head = str(item["sk"]).split("#")[0]
    if head == "T":
        part.entries.append(read_entry(item))
    elif head == "DRAFT":
        part.drafts.append(Draft.model_validate_json(item["body"]))
    elif head == "DEVICE":
        part.devices.append(json.loads(item["body"]))
    elif head in DOCUMENTS:
        part.documents[head] = json.loads(item["body"])


def _leads_to(item: Item) -> list[keys.Key]:
    """The item outside the partition that an entry of the timeline names (a flag, or what a model wrote), and the token
    of a headset."""
    if str(item["sk"]).startswith(keys.DEVICE_PREFIX):
        return [keys.device_token(json.loads(item["body"])["token_hash"])]
    if not str(item["sk"]).startswith(keys.ENTRY_PREFIX):
        return []
    entry = read_entry(item)
    if entry.kind in ("flag", "review"):
        return [keys.flag(str(entry.data.get("flag_id", entry.id)))]
    if entry.kind == "adaptation":
        return [keys.adaptation(str(entry.data.get("adaptation_id", entry.id)))]
    return []


class CognitoAccounts:
    """`Accounts` on a user pool, whose people are known there by the subject of their tokens."""

    def __init__(self, connect: Callable[[], CognitoIdentityProviderClient], user_pool_id: str) -> None:
        self._connect, self._pool = connect, user_pool_id  # an export is no reason to read up on a whole service

    def delete(self, patient_id: str) -> None:
        client = self._connect()
        try:
            client.admin_delete_user(UserPoolId=self._pool, Username=patient_id)
        except client.exceptions.UserNotFoundException:
            return
        except (ClientError, BotoCoreError) as error:
            raise Busy from error

    def sign_out(self, sub: str) -> None:
        client = self._connect()
        try:
            client.admin_user_global_sign_out(UserPoolId=self._pool, Username=sub)
        except (ClientError, BotoCoreError) as error:
            raise Busy from error
