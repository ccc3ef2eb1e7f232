"""Somebody who speaks, for tests: what they say is a real MP3 of silence, as long as the line has words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.domain.narration import Spoken, Voice
from chalicelib.usecases.narration_ports import Narration, NarratorError

#: One frame of MPEG 2 layer III, mono, 24 kHz, 32 kbit/s: header, then nothing but zeros, which is silence. 24 ms.
FRAME = bytes([0xFF, 0xF3, 0x44, 0xC4]) + bytes(92)
FRAME_SECONDS = 576 / 24_000
VOICES = {"en": Voice(engine="test", version="1", name="Ann", language="en-GB")}
BUCKET = "stillpath-test-sounds"


def silence(seconds: float) -> bytes:
    """An MP3 without a sound."""
    return FRAME * max(1, round(seconds / FRAME_SECONDS))


@dataclass
class Speaker:
    """Notes what it is asked; `troubles` are raised one after the other before it speaks."""

    said: list[tuple[str, bool]] = field(default_factory=list)
    troubles: list[NarratorError] = field(default_factory=list)

    def say(self, text: str, voice: Voice, *, personal: bool) -> bytes:
        if self.troubles:
            raise self.troubles.pop(0)
        self.said.append((text, personal))
        return silence(len(text.split()) / 2)


def with_voice(world: Any, speaker: Speaker | None = None, mode: Spoken = "all", **voices: Voice) -> Any:
    """A world in which lines are spoken into a bucket of moto's; its fixture has made the rest."""
    import boto3

    from chalicelib.speech.length import seconds_of
    from chalicelib.store.sounds import Sounds

    s3 = boto3.client("s3")
    if BUCKET not in {one["Name"] for one in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    sounds = Sounds(world.table, BUCKET, lambda: s3)
    here = speaker or Speaker()
    narration = Narration(mode, voices or VOICES, sounds, lambda: here, seconds_of)
    return replace(world, deps=replace(world.deps, narration=narration), rights=replace(world.rights, sounds=sounds))
