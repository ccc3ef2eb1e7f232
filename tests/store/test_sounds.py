"""Clips in bucket and table: written once, found in one read, a person's own told apart and erased. All invented."""

from __future__ import annotations

import hashlib
from typing import Any

import boto3
import pytest
from botocore.config import Config

from chalicelib.domain.narration import Clip
from chalicelib.store import keys
from chalicelib.store.sounds import Sounds, object_name
from chalicelib.usecases.errors import Busy
from tests.narrators import BUCKET, silence, with_voice

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)


def clip(one: str, sound: bytes) -> Clip:
    return Clip(id=one, sha256=hashlib.sha256(sound).hexdigest(), bytes=len(sound), seconds=1)


@pytest.fixture
def sounds(world: Any) -> Sounds:
    found: Sounds = with_voice(world).rights.sounds
    return found


def names() -> list[str]:
    return sorted(one["Key"] for one in boto3.client("s3").list_objects_v2(Bucket=BUCKET).get("Contents", []))


def test_a_clip_is_written_once_and_the_first_stands(sounds: Sounds) -> None:
    first, second = silence(1), silence(2)
    assert sounds.keep(clip(ONE, first), first) == clip(ONE, first)
    assert sounds.keep(clip(ONE, second), second) == clip(ONE, first)
    assert sounds.sound(ONE, "pat") == (clip(ONE, first), first)
    assert names() == [f"sounds/{ONE}.mp3"]


def test_a_clip_that_was_cut_off_between_bytes_and_record_is_told_as_it_lies_there(sounds: Sounds) -> None:
    first, second = silence(1), silence(2)
    boto3.client("s3").put_object(Bucket=BUCKET, Key=object_name(ONE), Body=first)
    assert sounds.sound(ONE, "pat") is None
    stands = sounds.keep(clip(ONE, second), second)
    assert (stands.sha256, stands.bytes) == (hashlib.sha256(first).hexdigest(), len(first))
    assert sounds.sound(ONE, "pat") == (stands, first)


def test_a_persons_own_clip_is_theirs_alone(sounds: Sounds) -> None:
    sounds.keep(clip(ONE, silence(1)), silence(1), "pat")
    assert sounds.sound(ONE, "pat") is not None
    assert sounds.sound(ONE, "other") is None
    assert sounds.sound(ONE, "") is None
    assert sounds.find([(ONE, "pat"), (TWO, ""), (ONE, "other")]) == {ONE: clip(ONE, silence(1))}
    assert names() == [f"patients/pat/sounds/{ONE}.mp3"]


def test_an_owners_clips_go_when_no_line_has_them_and_nobody_elses_do(sounds: Sounds, world: Any) -> None:
    for one in (ONE, TWO):
        sounds.keep(clip(one, silence(1)), silence(1), "pat")
    sounds.keep(clip(ONE, silence(1)), silence(1), "patricia")
    sounds.keep(clip(THREE, silence(1)), silence(1))
    assert sounds.let_go("pat", but={TWO}) == 1
    assert [sounds.sound(ONE, "pat"), world.table.get(keys.own_sound("pat", ONE))] == [None, None]
    assert all([sounds.sound(TWO, "pat"), sounds.sound(ONE, "patricia"), sounds.sound(THREE, "pat")])


def test_erasing_finds_the_bytes_by_their_place_even_without_a_record(sounds: Sounds) -> None:
    sounds.keep(clip(ONE, silence(1)), silence(1), "pat")
    boto3.client("s3").put_object(Bucket=BUCKET, Key=object_name(TWO, "pat"), Body=b"x")
    sounds.keep(clip(ONE, silence(1)), silence(1), "patricia")
    sounds.keep(clip(THREE, silence(1)), silence(1))
    assert (sounds.erase("pat"), sounds.erase("pat")) == (2, 0)
    assert names() == [f"patients/patricia/sounds/{ONE}.mp3", f"sounds/{THREE}.mp3"]


def test_a_clip_whose_bytes_are_gone_is_no_clip(sounds: Sounds) -> None:
    sounds.keep(clip(ONE, silence(1)), silence(1))
    boto3.client("s3").delete_object(Bucket=BUCKET, Key=object_name(ONE))
    assert sounds.sound(ONE, "pat") is None


def test_a_bucket_out_of_reach_is_busy_not_broken(world: Any) -> None:
    nowhere = Config(connect_timeout=0.1, retries={"total_max_attempts": 1})
    client = boto3.client("s3", endpoint_url="http://127.0.0.1:9", config=nowhere)
    lost = Sounds(world.table, BUCKET, lambda: client)
    for act in (
        lambda: lost.keep(clip(ONE, b"x"), b"x"),
        lambda: lost.erase("pat"),
    ):
        with pytest.raises(Busy):
            act()
