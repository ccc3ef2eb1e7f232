"""Several runs of pytest side by side, each in a process of its own, counted together.

Each run collects and runs its own folders as pytest does; nothing is dealt out between processes, so no test can fall
between them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from infra.toolchain import ROOT, say

RESULTS = ROOT / "build" / "tests"


@dataclass(frozen=True)
class Suite:
    """One run of pytest. `command` takes pytest's options at its end."""

    title: str
    command: Sequence[str]

    @property
    def results(self) -> Path:
        return RESULTS / f"{self.title.replace(' ', '-')}.xml"


@dataclass
class Running:
    suite: Suite
    process: subprocess.Popen[bytes]
    said: IO[bytes] | None


def run_together(suites: Sequence[Suite], environment: Mapping[str, str]) -> Counter[str]:
    """Run suites at the same time; the first one's progress is shown, what the others said when they end.

    Returns how many tests passed, failed, erred and were skipped; `broken` counts runs that failed for another reason.
    """
    RESULTS.mkdir(parents=True, exist_ok=True)
    running = []
    for number, suite in enumerate(suites):
        suite.results.unlink(missing_ok=True)
        said = tempfile.TemporaryFile() if number else None  # noqa: SIM115 - closed below
        command = [*suite.command, f"--junitxml={suite.results.relative_to(ROOT)}"]
        process = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=said, stderr=said)
        running.append(Running(suite, process, said))
    counted: Counter[str] = Counter()
    for one in running:
        status = one.process.wait()
        if one.said:
            one.said.seek(0)
            sys.stdout.flush()
            sys.stdout.buffer.write(one.said.read())
            sys.stdout.flush()
            one.said.close()
        found = counts(one.suite.results)
        counted += found
        told = found["failed"] or found["errors"] or found["skipped"]
        if status and not told:
            counted["broken"] += not found["broken"]
            say(f"The tests of {one.suite.title} ended with status {status}.")
    return counted


def counts(results: Path) -> Counter[str]:
    """What a run of pytest counted, of its JUnit file; a run that left none is broken."""
    if not results.exists():
        return Counter(broken=1)
    found: Counter[str] = Counter()
    for suite in ElementTree.parse(results).getroot().iter("testsuite"):  # noqa: S314 - pytest wrote it just now
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed, errors = int(suite.get("failures", 0)), int(suite.get("errors", 0))
        found += Counter(passed=tests - skipped - failed - errors, failed=failed, errors=errors, skipped=skipped)
    return found


def closing_line(counted: Counter[str], began: float) -> str:
    """As pytest words it. `began`: of `time.monotonic`."""
    words = {"failed": "failed", "passed": "passed", "skipped": "skipped", "errors": "errors", "broken": "error"}
    told = [f"{counted[kind]} {word}" for kind, word in words.items() if counted[kind]]
    return f"{', '.join(told) or '0 passed'} in {time.monotonic() - began:.2f}s"


def all_well(counted: Counter[str]) -> bool:
    """Whether tests passed, and none failed, erred or was left out."""
    return counted["passed"] > 0 and not any(counted[kind] for kind in ("failed", "errors", "skipped", "broken"))
