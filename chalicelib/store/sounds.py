"""Sounds: the bytes in a bucket, written once; what is known of each in the table, so that one read finds many."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from ..domain.narration import Clip
from ..usecases.errors import Busy
from . import keys
from .table import AlreadyThere, Item, Table, delete, put_new

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

#: A fitted line's clip goes after so long, should nothing have let go of it before (infra/storage.py lets the bytes go
#: a little later); a line that is still in use is spoken anew with the next preparation.
OWN_KEPT_FOR = timedelta(days=365)
_GONE = {"NoSuchKey", "404"}
_TAKEN = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}


def object_name(clip_id: str, owner: str = "") -> str:
    """Where the bytes lie: everybody's under `sounds/`, a fitted line's under the patient it was fitted to."""
    return f"{own_folder(owner)}{clip_id}.mp3" if owner else f"sounds/{clip_id}.mp3"


def own_folder(owner: str) -> str:
    return f"patients/{owner}/sounds/"


def _key(clip_id: str, owner: str) -> keys.Key:
    return keys.own_sound(owner, clip_id) if owner else keys.sound(clip_id)


def _clip(item: Item) -> Clip:
    return Clip.model_validate_json(item["body"])


class Sounds:
    """`SoundStore` on S3 and the table. `connect` makes the S3 client, at the first sound that is wanted."""

    def __init__(self, table: Table, bucket: str, connect: Callable[[], S3Client]) -> None:
        self._table, self._bucket, self._connect = table, bucket, connect

    @cached_property
    def _s3(self) -> S3Client:
        return self._connect()

    def find(self, wanted: Iterable[tuple[str, str]]) -> dict[str, Clip]:
        items = self._table.get_many(_key(clip_id, owner) for clip_id, owner in wanted)
        return {clip.id: clip for clip in map(_clip, items.values())}

    def keep(self, clip: Clip, sound: bytes, owner: str = "") -> Clip:
        if not self._put(clip, sound, owner):  # another was first, or was killed between the bytes and the record
            stands = self._get(object_name(clip.id, owner)) or sound
            sha256 = hashlib.sha256(stands).hexdigest()
            if sha256 != clip.sha256:  # another time it was spoken a little differently: its length is about the same
                clip = clip.model_copy(update={"sha256": sha256, "bytes": len(stands)})
        item: Item = {"body": clip.model_dump_json()}
        if owner:
            item["expires_at"] = int((datetime.now(UTC) + OWN_KEPT_FOR).timestamp())
        try:
            self._table.write(put_new(_key(clip.id, owner), item))
        except AlreadyThere as error:
            return _clip(error.item) if error.item else clip
        return clip

    def sound(self, clip_id: str, owner: str) -> tuple[Clip, bytes] | None:
        own, shared = keys.own_sound(owner, clip_id), keys.sound(clip_id)
        found = self._table.get_many([own, shared])
        item = found.get(own) or found.get(shared)
        body = self._get(object_name(clip_id, owner if own in found else "")) if item else None
        return (_clip(item), body) if item and body is not None else None

    def let_go(self, owner: str, but: Collection[str]) -> int:
        count, place = 0, None
        while True:
            items, place = self._table.query(keys.patient(owner), keys.SOUND_PREFIX, after=place)
            for clip in (clip for clip in map(_clip, items) if clip.id not in but):
                self._delete([object_name(clip.id, owner)])
                self._table.write(delete(keys.own_sound(owner, clip.id)))
                count += 1
            if place is None:
                return count

    def erase(self, owner: str) -> int:
        count = 0
        try:
            for page in self._s3.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=own_folder(owner)
            ):
                names = [found["Key"] for found in page.get("Contents", [])]
                self._delete(names)
                count += len(names)
        except (ClientError, BotoCoreError) as error:
            raise Busy from error
        return count

    def _put(self, clip: Clip, sound: bytes, owner: str) -> bool:
        """Whether it was written: an object that stands is never replaced."""
        try:
            self._s3.put_object(
                Bucket=self._bucket,
                Key=object_name(clip.id, owner),
                Body=sound,
                ContentType=clip.media_type,
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in _TAKEN:
                return False
            raise Busy from error
        except BotoCoreError as error:
            raise Busy from error
        return True

    def _get(self, name: str) -> bytes | None:
        try:
            return self._s3.get_object(Bucket=self._bucket, Key=name)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise Busy from error
        except BotoCoreError as error:
            raise Busy from error

    def _delete(self, names: list[str]) -> None:
        if not names:
            return
        try:
            answer = self._s3.delete_objects(
                Bucket=self._bucket, Delete={"Objects": [{"Key": name} for name in names], "Quiet": True}
            )
        except (ClientError, BotoCoreError) as error:
            raise Busy from error
        if answer.get("Errors"):
            raise Busy
