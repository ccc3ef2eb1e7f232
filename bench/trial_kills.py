"""Trial: the process that runs the Lambda is killed in mid-answer, and the client sends its answer again."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.books import Books, Sent, books_of
from bench.http_calls import Device, ask_until_final
from bench.invented import Actor
from bench.trial_answers import STEP, AnswerTrial, words
from chalicelib.usecases.adaptation import MISSED_AFTER, sweep
from chalicelib.usecases.ports import OutboxEntry
from infra.processes import aws, running

#: How the local AWS names the folder of a worker of the API function.
WORKER_OF_API = "ministack-lambda-stillpath-local-api-"
#: A kill that comes too early or too late is no trial; so many are tried for one that counts.
TRIES_A_ROUND = 40
SWEPT_SECONDS = 300
#: The part that comes next has passages to fit, so each answer promises work; none is made of what the trial writes, so
#: the local model does it once.
NEXT = "worry-and-problems"


def api_workers() -> list[int]:
    """Process ids of the local AWS's workers that run the API function: its own children only."""
    parent = running(aws())
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            stat = (folder / "stat").read_text()
        except OSError:
            continue  # it has just ended
        if WORKER_OF_API in command and int(stat.rpartition(")")[2].split()[1]) == parent:
            found.append(int(folder.name))
    return found


def kill_api_workers() -> int:
    """SIGKILL, as when a host dies: nothing in the process can tidy up. Returns how many were hit."""
    workers = api_workers()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    return len(workers)


class KilledWorker(AnswerTrial):
    title = "the worker killed in mid-answer, then a retry"

    def people(self) -> Actor:
        return self.cast.finished(consent=True, before=NEXT)

    def round(self, number: int) -> Counter[str]:
        """Rounds are played until one kill fell into an answer; those before it must come out whole as well."""
        faults: Counter[str] = Counter()
        for _ in range(TRIES_A_ROUND):
            self.hit = False
            faults += super().round(number)
            if self.hit:
                return faults
        raise RuntimeError("no kill fell into an answer; is the worker still found?")

    def trouble(self, number: int, before: Books, risky: bool) -> tuple[Counter[str], list[Sent]]:
        device, version, key = self.patient.device(), before.revision(STEP), uuid.uuid4().hex
        answers = words(number, "phone", risky)
        took = self._warm_up(device)
        killer = threading.Timer(random.uniform(0, 1.5 * took), kill_api_workers)
        killer.start()
        told = device.complete(STEP, answers, version, key)
        killer.join()
        if told.broken:
            self.hit = True
            written = books_of(self.cast, self.patient).revision(STEP) > version
            self.notes[f"killed {'after' if written else 'before'} it was written"] += 1
            told = ask_until_final(device, lambda d: d.complete(STEP, answers, version, key))
        else:
            self.notes["kills beside an answer"] += 1
        return Counter(), [Sent(answers, told)]

    def _warm_up(self, device: Device) -> float:
        """Seconds that a warm worker takes for a page, which is about what it takes for an answer."""
        ask_until_final(device, lambda d: d.get(f"v1/steps/{STEP}"))
        begin = time.monotonic()
        ask_until_final(device, lambda d: d.get(f"v1/steps/{STEP}"))
        return time.monotonic() - begin

    def finish(self) -> Counter[str]:
        """A promise of work whose message was never sent is kept by the nightly sweep, which is run now."""
        self.notes["promises found by the sweep"] = len(self._promised())
        deps = self.cast.deps
        sweep(replace(deps, now=lambda: datetime.now(UTC) + 2 * MISSED_AFTER))
        give_up = time.monotonic() + SWEPT_SECONDS
        while self._promised() and time.monotonic() < give_up:
            time.sleep(0.5)
        return Counter({"lost": len(self._promised())})

    def _promised(self) -> list[OutboxEntry]:
        later = datetime.now(UTC) + timedelta(hours=1)
        return [e for e in self.cast.deps.courses.pending(later) if e.patient_id == self.patient.sub]
