"""What is said aloud: the voice of a language, and the clips, one for each line, known by what went into them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .content import canonical
from .definitions import Cue

#: Whether lines are spoken at all: only the authors', or also those that were fitted to one person.
Spoken = Literal["off", "authored", "all"]
#: How the address of a clip looks: SHA-256, hexadecimal.
CLIP_ID = re.compile(r"[0-9a-f]{64}")
MP3 = "audio/mpeg"


class Voice(BaseModel):
    """Who speaks a language, and how. Any change makes another voice, and so other clips."""

    model_config = ConfigDict(frozen=True)

    engine: str = Field(description="who makes the sound: `polly-neural`, or the model of a speech endpoint")
    version: str = Field(description="of the way that this engine is asked; grows when it changes")
    name: str
    language: str = Field(description="as the engine names it: `en-GB`")
    pace: float = Field(default=1.0, gt=0.25, le=2, description="as a share of the voice's habit; below 1 is slower")


class Clip(BaseModel):
    """One line, spoken: MP3, mono."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="SHA-256 of text and voice (and, for a fitted line, of whom it was fitted to)")
    sha256: str = Field(description="of the sound's bytes")
    bytes: int = Field(gt=0)
    seconds: float = Field(gt=0, description="how long it sounds")
    media_type: str = MP3


class _MadeOf(BaseModel):
    text: str
    voice: Voice
    owner: str


def clip_id(text: str, voice: Voice, owner: str = "") -> str:
    """The address of a line's clip. With an `owner` (a patient's id) it is theirs alone: the same words of somebody
    else have another address, so that an address tells nothing about another person."""
    words = " ".join(text.split())  # where an author's editor broke the line is not heard
    return hashlib.sha256(canonical(_MadeOf(text=words, voice=voice, owner=owner))).hexdigest()


def voice_for(voices: Mapping[str, Voice], language: str) -> Voice | None:
    """The voice of a language, or of its main language (`es` for `es-MX`); None where nobody speaks it."""
    return voices.get(language) or voices.get(language.partition("-")[0])


def cue_name(cue: Cue) -> str:
    """How a cue is called in records and packages; one without an id by its time."""
    return cue.id or f"at-{cue.at_seconds:g}"
