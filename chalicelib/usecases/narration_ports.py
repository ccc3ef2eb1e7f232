"""What narration needs from the world: somebody who speaks, and a place where clips are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..domain.narration import Clip, Spoken, Voice


class NarratorError(Exception):
    """Why a line was not spoken, in words of ours; never the line."""


class NarratorUnavailable(NarratorError):
    """Down, slow or throttling: the same line may be spoken later."""


class NarratorRefused(NarratorError):
    """This line, or this voice, will not be spoken however often it is asked for; the caption stays."""


class Narrator(Protocol):
    """Speaks one line."""

    def say(self, text: str, voice: Voice, *, personal: bool) -> bytes:
        """An MP3. `personal`: the text was fitted to one person; nothing on the way may keep it.

        Raises a `NarratorError`.
        """


class SoundStore(Protocol):
    """Clips: those of authored lines for everybody, those of fitted lines under the person they were fitted to.

    `owner` is a patient's id; empty: everybody's.
    """

    def find(self, wanted: Iterable[tuple[str, str]]) -> dict[str, Clip]:
        """Those of (clip id, owner) that are there, by their id: one read."""

    def keep(self, clip: Clip, sound: bytes, owner: str = "") -> Clip:
        """Write a clip once; returns the one that stands, which may be another's who was first. Raises `Busy`."""

    def sound(self, clip_id: str, owner: str) -> tuple[Clip, bytes] | None:
        """A clip of everybody's or of this owner's, with its sound."""

    def let_go(self, owner: str, but: Collection[str]) -> int:
        """Delete an owner's clips but those named; how many."""

    def erase(self, owner: str) -> int:
        """Delete every sound of an owner, recorded or not; how many. The records go with the owner's other items."""


@dataclass(frozen=True)
class Narration:
    """How this deployment speaks. `voices` by language; `narrator` and `seconds` are used outside requests alone."""

    mode: Spoken
    voices: Mapping[str, Voice]
    sounds: SoundStore
    narrator: Callable[[], Narrator]
    seconds: Callable[[bytes], float]
    """How long an MP3 sounds. Raises `NarratorRefused` for what is none."""
