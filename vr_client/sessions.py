"""One session as the person on this computer has it: whether it may begin, its record kept as it goes, and sent."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from chalicelib.domain.practice_run import PracticeRun, PulseSummary
from vr_client.comfort import may_begin
from vr_client.packages import Package, Packages
from vr_client.runs import CHECKPOINT_SECONDS, NotKept, Runs, Send, Uploaded, new_run_id
from vr_client.sitting import Sitting

#: Where practices, records and the address of the server are kept, if not in the system's usual place.
HOME = "STILLPATH_HEADSET_HOME"


def home() -> Path:
    """The folder of this program on this computer."""
    if os.environ.get(HOME):
        return Path(os.environ[HOME])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "Stillpath"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "stillpath-headset"


#: With a full disk and no network a record is tried again so often, with so many seconds between.
HOLD_TRIES, HOLD_SECONDS = 120, 5.0


class Session:
    """One run of one kept practice. `wall` is the clock on the wall, with its offset."""

    def __init__(self, sitting: Sitting, version: str, runs: Runs, wall: Callable[[], datetime]) -> None:
        self.sitting, self.version, self.runs = sitting, version, runs
        self.run_id, self.started_at = new_run_id(), wall()
        self.problem = ""  # for the person: what could not be kept
        self.unkept: PracticeRun | None = None  # the finished record, while it is in memory alone
        self._writer = ThreadPoolExecutor(1, "record")  # a slow disk must not hold up a frame
        self._written_at = 0.0
        self._writing: Future[None] | None = None

    def tick(self) -> None:
        """Once a frame: writes what has happened so far, every twenty seconds."""
        if self.sitting.seconds - self._written_at < CHECKPOINT_SECONDS or (self._writing and not self._writing.done()):
            return
        self._written_at = self.sitting.seconds
        run = self.sitting.run(self.started_at, self.version)
        if run:
            self._writing = self._writer.submit(self._checkpoint, run)

    def _checkpoint(self, run: PracticeRun) -> None:
        try:
            self.runs.checkpoint(self.run_id, run)
        except NotKept as error:
            self.problem = str(error)

    def end(
        self,
        send: Send | None,
        frames: int | None = None,
        missed_frames: int | None = None,
        pulse: PulseSummary | None = None,
    ) -> Uploaded:
        """Keep the record and send what waits. With a full disk it is sent from memory, if there is a network."""
        self._writer.shutdown(wait=True)
        run = self.sitting.run(self.started_at, self.version, frames, missed_frames, pulse)
        if run is None:
            return self.runs.upload(send) if send else Uploaded()
        self.unkept = run
        self.save(send)
        return self.runs.upload(send) if send else Uploaded(waiting=1)

    def save(self, send: Send | None) -> None:
        """Keep the finished record, or send it from memory; may be tried again as long as it is `unkept`."""
        if self.unkept is None:
            return
        try:
            self.runs.keep(self.run_id, self.unkept)
        except NotKept as error:
            self.problem = str(error)
            if not send:
                return
            try:
                send(self.run_id, self.unkept.model_dump_json(exclude_none=True).encode())
            except Exception as failed:  # told together with the disk: the person needs to know both
                self.problem = f"{self.problem} It could not be sent either: {failed}"
                return
        self.unkept, self.problem = None, ""

    def hold(self, send: Callable[[], Send | None], sleep: Callable[[float], None]) -> bool:
        """Try again for ten minutes, with the record in memory; whether it is safe by then."""
        for _ in range(HOLD_TRIES):
            if self.unkept is None:
                break
            sleep(HOLD_SECONDS)
            self.save(send())
        return self.unkept is None


def begin(
    packages: Packages,
    runs: Runs,
    name: str,
    wall: Callable[[], datetime],
    pace_per_minute: float | None = None,
    measure_breath: bool = False,
    lying: bool = False,
) -> tuple[Package, Session]:
    """A session of a kept practice. Raises `PackageRefused`, `NotNow`."""
    runs.recover()
    package = packages.open(name)
    today = wall().replace(hour=0, minute=0, second=0, microsecond=0)
    may_begin(package.practice, packages.permission(), runs.seconds_since(today))
    sitting = Sitting(package.practice, pace_per_minute, measure_breath, lying)
    return package, Session(sitting, package.version, runs, wall)
