"""The spoken lines of kept practices on this computer, each known by its hash: fetched ahead, played with no network.

    <sha256>.mp3    one line; the same line of two practices is there once

A line that cannot be fetched, or is not what its hash says, is left to its caption; the practice is whole without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from vr_client.runs import write_whole
from vr_client.server import Answer, Unreachable

KIND = ".mp3"
#: The addresses of clips, below that of the deployment; nothing else is asked for.
ADDRESS = re.compile(r"v1/sounds/[0-9a-f]{64}")
HASH = re.compile(r"[0-9a-f]{64}")
LARGEST = 2_000_000  # bytes; a line of a minute has half a million


class SoundServer(Protocol):
    def sound(self, path: str) -> Answer:
        """A sound by its address. Raises `Unreachable`."""
        ...


@dataclass(frozen=True, slots=True)
class Clip:
    """One line as the server lists it."""

    cue: str
    sha256: str
    href: str


@dataclass
class FetchedVoices:
    """What a download did. `missing`: lines that have a caption only."""

    fetched: int = 0
    kept: int = 0
    missing: int = 0
    problem: str = ""
    removed: list[str] = field(default_factory=list)


def listed(told: object) -> tuple[Clip, ...]:
    """The clips in a practice's `narration`; what is not in the shape of one is passed over."""
    found = []
    for one in told if isinstance(told, list) else []:
        clip = Clip(*(str(one.get(key, "")) for key in ("cue", "sha256", "href"))) if isinstance(one, dict) else None
        if clip and clip.cue and HASH.fullmatch(clip.sha256) and ADDRESS.fullmatch(clip.href):
            found.append(clip)
    return tuple(found)


class Voices:
    """The lines of one person's practices."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fetch(self, server: SoundServer, wanted: Iterable[Clip]) -> FetchedVoices:
        """Download what is not here yet, and let go of what no practice has any more.

        Never raises for a network that goes away: what is here is kept, and the rest comes the next time.
        """
        done = FetchedVoices()
        clips = {clip.sha256: clip for clip in wanted}
        for clip in clips.values():
            if self._whole(clip.sha256):
                done.kept += 1
            elif not done.problem and self._fetch_one(server, clip, done):
                done.fetched += 1
            else:
                done.missing += 1
        for file in self.folder.glob(f"*{KIND}"):
            if file.stem not in clips:
                with contextlib.suppress(OSError):
                    file.unlink()
                    done.removed.append(file.stem)
        return done

    def forget(self) -> None:
        """Delete all that is kept. Raises OSError."""
        for file in self.folder.glob(f"*{KIND}"):
            file.unlink(missing_ok=True)

    def files(self, clips: Iterable[Clip]) -> Mapping[str, Path]:
        """Cue → its line, of those that are here and whole."""
        return {clip.cue: self._place(clip.sha256) for clip in clips if self._whole(clip.sha256)}

    def _place(self, sha256: str) -> Path:
        return self.folder / f"{sha256}{KIND}"

    def _whole(self, sha256: str) -> bool:
        try:
            return hashlib.sha256(self._place(sha256).read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    def _fetch_one(self, server: SoundServer, clip: Clip, done: FetchedVoices) -> bool:
        try:
            answer = server.sound(clip.href)
        except Unreachable as error:
            done.problem = str(error)
            return False
        body = answer.body
        if answer.status != 200 or len(body) > LARGEST or hashlib.sha256(body).hexdigest() != clip.sha256:
            return False
        try:
            write_whole(self._place(clip.sha256), body)
        except OSError as error:
            done.problem = f"The voice could not be saved in {self.folder}: {error.strerror or error}."
            return False
        return True
