"""Runs kept on disk until the server has them: each is written whole or not at all, and uploaded once.

waiting/<id>.json   finished, to be uploaded; the bytes that are sent
open/<id>.json      a session under way, as it stood a moment ago; after a crash it becomes a waiting one
sent/<id>.json      when and how long, for the day's limit; nothing else
refused/<id>.json   what the server would not take, kept for whoever looks into it
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from chalicelib.domain.practice_run import PracticeRun
from vr_client.only_one import only_one

#: A session under way is written again at least so often; one that was not for so long has crashed.
CHECKPOINT_SECONDS, CRASHED_SECONDS = 20.0, 120.0
#: What is remembered of a run that was sent: the day's limit looks a day back.
REMEMBERED = timedelta(days=2)


class NotKept(Exception):
    """A run could not be written to disk; the message says why and what to do. The session itself goes on."""


class NotTaken(Exception):
    """The server has read a run and will not take it; sending it again is of no use."""


class Send(Protocol):
    def __call__(self, run_id: str, body: bytes) -> None:
        """Upload one run under this idempotency key. Raises `NotTaken`, or anything else to try again later."""


@dataclass
class Uploaded:
    """What an upload did. `problem`: why it ended early, for the person; empty when all went."""

    sent: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    waiting: int = 0
    problem: str = ""


def new_run_id() -> str:
    return uuid.uuid4().hex


class Runs:
    """The runs of one person on this computer, in a folder of its own."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder, self._clock = folder, clock

    def checkpoint(self, run_id: str, run: PracticeRun) -> None:
        """Keep a session under way, so that a power cut loses a few seconds of it. Raises `NotKept`."""
        self._write("open", run_id, _bytes(run))

    def keep(self, run_id: str, run: PracticeRun) -> None:
        """Keep a finished run until the server has it; the same id replaces its checkpoint. Raises `NotKept`."""
        self._write("waiting", run_id, _bytes(run))
        self._remove("open", run_id)

    def waiting(self) -> list[str]:
        """Ids of the records that are to be sent, those of sessions under way left out."""
        return [file.stem for file in self._files("waiting")]

    def recover(self) -> list[str]:
        """Make what a crash left behind ready to upload; what another process still writes is left to it."""
        found = []
        for file in self._files("open"):
            with contextlib.suppress(OSError):
                age = self._clock() - file.stat().st_mtime
                if -CRASHED_SECONDS < age < CRASHED_SECONDS:
                    continue
                if self._place("waiting", file.stem).exists():
                    file.unlink()
                else:
                    self._place("waiting", file.stem).parent.mkdir(parents=True, exist_ok=True)
                    file.replace(self._place("waiting", file.stem))
                    found.append(file.stem)
        return found

    def upload(self, send: Send) -> Uploaded:
        """Send what waits, oldest first. Stops at the first that cannot be sent now; it and the rest keep waiting.

        Two processes do not send at once: the later one leaves it to the other. A run may be sent again after a crash
        between sending and noting it: the server knows it by its id and takes it once.
        """
        with only_one(self.folder) as mine:
            if mine:
                return self._upload(send)
        return Uploaded(waiting=len(self._files("waiting")), problem="Another program is sending them now.")

    def _upload(self, send: Send) -> Uploaded:
        done = Uploaded()
        for file in sorted(self._files("waiting"), key=_age):
            try:
                body = file.read_bytes()
            except FileNotFoundError:
                continue  # another process has sent it meanwhile
            try:
                send(file.stem, body)
            except NotTaken as error:
                self._set_aside(file, str(error))
                done.refused.append(file.stem)
            except Exception as error:  # the network, the server, the sign-in: all are for later
                done.problem = str(error) or type(error).__name__
                break
            else:
                self._note_sent(file, body)
                done.sent.append(file.stem)
        done.waiting = len(self._files("waiting"))
        return done

    def seconds_since(self, since: datetime) -> float:
        """Seconds on the headset in runs that began at or after a time, uploaded or not."""
        return sum(seconds for began, seconds in self._played() if began >= since)

    def _played(self) -> Iterator[tuple[datetime, float]]:
        for file in [*self._files("waiting"), *self._files("sent")]:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                told = json.loads(file.read_bytes())
                yield datetime.fromisoformat(told["started_at"]), float(told.get("played_seconds") or 0)

    # --- files ------------------------------------------------------------------------------------

    def _place(self, kind: str, run_id: str) -> Path:
        return self.folder / kind / f"{run_id}.json"

    def _files(self, kind: str) -> list[Path]:
        return sorted((self.folder / kind).glob("*.json"))

    def _write(self, kind: str, run_id: str, body: bytes) -> None:
        try:
            write_whole(self._place(kind, run_id), body)
        except OSError as error:
            raise NotKept(
                f"The record of this session could not be saved in {self.folder}: {error.strerror or error}. "
                "Free some space there; until then it is tried again, and it is lost if this program ends first."
            ) from error

    def _remove(self, kind: str, run_id: str) -> None:
        with contextlib.suppress(OSError):
            self._place(kind, run_id).unlink(missing_ok=True)

    def _set_aside(self, file: Path, why: str) -> None:
        with contextlib.suppress(OSError):
            place = self._place("refused", file.stem)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.replace(place)
            write_whole(place.with_suffix(".txt"), why.encode())

    def _note_sent(self, file: Path, body: bytes) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = json.loads(body)
            kept = {"started_at": told["started_at"], "played_seconds": told.get("played_seconds")}
            write_whole(self._place("sent", file.stem), json.dumps(kept).encode())
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
        for old in self._files("sent"):
            with contextlib.suppress(OSError):
                if self._clock() - old.stat().st_mtime > REMEMBERED.total_seconds():
                    old.unlink()


def write_whole(place: Path, body: bytes) -> None:
    """Write a file so that after a power cut it is there whole, or as it was before. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last as well; where folders cannot be synced (Windows), the system does it by itself."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _bytes(run: PracticeRun) -> bytes:
    """What is sent: made once, so that a second try sends the same bytes under the same key."""
    return run.model_dump_json(exclude_none=True).encode()
