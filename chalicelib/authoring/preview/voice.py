"""The voice of a practice in the preview: made on this machine, once for each score."""

from __future__ import annotations

import hashlib
import json
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ...domain.definitions import Practice

ROOT = Path(__file__).resolve().parents[3]
SOUNDS = ROOT / ".local" / "sounds"
#: Raise it when the voice or the mixing changes: then every sound is made anew.
MIXING = 2
#: How many sounds of one practice are kept: an author goes back and forth between wordings, and eyes open or closed.
KEPT = 6
#: A practice of ten minutes is ready in 11 s on two cores, in less when its lines were spoken before (for patients too:
#: each is kept on this machine); after so many seconds something is wrong.
LONGEST = 900.0
MAKING = "The voice is being made…"
ENGLISH_ONLY = "Captions only: there is no local voice for this language, only for English."
NO_SETUP = "Captions only: the local voice is not on this machine. `make setup` brings it."
FAILED = "Captions only: the voice could not be made. Open this page again to try once more."

#: Makes the sound of a score at a path. Raises NoVoice.
Narrator = Callable[[dict[str, Any], Path], None]


class NoVoice(Exception):
    """There is no sound; the message says why, to the author."""


@dataclass(frozen=True)
class Told:
    """What the page says about the voice of one score. `name` of its file, empty when there will be none."""

    state: Literal["ready", "making", "none"]
    name: str = ""
    words: str = ""


def score_of(practice: Practice) -> dict[str, Any]:
    """All that the sound depends on; `practice` as one listener gets it (`score_for`)."""
    breath = practice.breath
    return {
        "lines": [{"at_seconds": cue.at_seconds, "say": cue.say} for cue in practice.cues],
        "length_seconds": practice.length_seconds,
        "breath": breath
        and {
            "in": breath.in_seconds,
            "out": breath.out_seconds,
            "from": breath.from_seconds,
            "to": breath.to_seconds or practice.length_seconds,
        },
    }


def name_of(practice: Practice) -> str:
    """`<practice>-<hash>.wav`: another name as soon as a line, its time or the breath is another."""
    content = json.dumps([MIXING, score_of(practice)], sort_keys=True).encode()
    return f"{practice.id}-{hashlib.sha256(content).hexdigest()[:12]}.wav"


def local_narrator(score: dict[str, Any], path: Path, root: Path = ROOT) -> None:
    """Piper, in an environment of its own (it must not come into the product's)."""
    python = root / ".local-venv" / "bin" / "python"
    if not python.exists():
        raise NoVoice(NO_SETUP)
    command = [str(python), "-I", str(root / "infra" / "narrate.py"), str(path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            command, input=json.dumps(score), capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoVoice(FAILED) from error
    if done.returncode:
        raise NoVoice(NO_SETUP if done.returncode == 3 else FAILED)


class Voice:
    """Sounds of practices: which are there, which are being made, and which cannot be."""

    def __init__(self, narrator: Narrator = local_narrator, folder: Path = SOUNDS) -> None:
        self._narrator = narrator
        self._folder = folder
        self._told: dict[str, Told] = {}
        self._changes = threading.Lock()
        self._one_at_a_time = threading.Lock()

    def want(self, practice: Practice, language: str) -> Told:
        """Have the sound of this score made unless it is there. `practice` as one listener gets it."""
        if language.partition("-")[0] != "en":
            return Told("none", words=ENGLISH_ONLY)
        name = name_of(practice)
        with self._changes:
            told = self.told(name)
            if told.state == "none":
                told = self._told[name] = Told("making", name, MAKING)
                threading.Thread(target=self._make, args=(practice, name), daemon=True).start()
        return told

    def told(self, name: str) -> Told:
        """How it stands with a file of that name."""
        told = self._told.get(name, Told("none", words=FAILED))
        return Told("ready", name) if told.state != "making" and self.path(name).is_file() else told

    def path(self, name: str) -> Path:
        return self._folder / name

    def _make(self, practice: Practice, name: str) -> None:
        told = Told("none", words=FAILED)
        try:
            with self._one_at_a_time:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._narrator(score_of(practice), self.path(name))
                self._forget_old(practice.id)
            told = Told("ready", name)
        except NoVoice as why:
            told = Told("none", words=str(why))
        finally:
            with self._changes:
                self._told[name] = told

    def _forget_old(self, practice_id: str) -> None:
        found = list(self._folder.glob(f"{practice_id}-{'[0-9a-f]' * 12}.wav"))
        for path in sorted(found, key=lambda one: one.stat().st_mtime, reverse=True)[KEPT:]:
            path.unlink(missing_ok=True)
