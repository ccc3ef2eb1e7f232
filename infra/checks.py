"""`make check` (fast) and `make test` (all): each tool in turn with its seconds; one that complains fails the whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence

from infra.suites import Suite, all_well, closing_line, run_together
from infra.toolchain import ROOT, VENV, node_dir, say

#: What a tool's step is called → its command, from .venv/bin.
TOOLS: dict[str, list[str]] = {
    "Format": ["ruff", "format", "--check", "--quiet", "."],
    "Lint": ["ruff", "check", "--quiet", "."],
    "Types": ["mypy"],
    "Import contracts": ["lint-imports", "--no-cache"],
    "Content": ["stillpath", "lint", "modules"],
}
PYTEST = ("pytest", "-p", "infra.no_skips")
#: They start a model service of their own and touch no other part of the stack.
MODEL_TESTS = "tests/e2e/test_local_model.py"
NO_MODEL_TESTS = f"--ignore={MODEL_TESTS}"
#: Runs of pytest: the suites of one line at the same time, the lines one after another. The headset's frames are timed,
#: so it runs alone: on the OpenXR runtime Monado, in a folder with Debian 13 where this machine does not package it.
EVERYTHING = (
    (Suite("headset", ("python", "-m", "infra.trixie", "test")),),
    (
        Suite(
            "local stack and store",
            (*PYTEST, *(f"tests/{kind}" for kind in ("e2e", "infra", "store", "llm", "faults")), NO_MODEL_TESTS),
        ),
        Suite("rules and pages", (*PYTEST, *(f"tests/{kind}" for kind in ("unit", "api", "web")), MODEL_TESTS)),
    ),
)


def units() -> tuple[tuple[Suite, ...], ...]:
    """The unit tests in two halves, file by file in turn."""
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "unit").glob("test_*.py"))
    return ((Suite("rules, one half", (*PYTEST, *files[::2])), Suite("rules, other half", (*PYTEST, *files[1::2]))),)


def environment() -> dict[str, str]:
    # Playwright brings a Node that a minimal Debian cannot start; the one of .venv starts everywhere
    return {**os.environ, "PLAYWRIGHT_NODEJS_PATH": str(node_dir() / "bin" / "node")}


def in_environment(command: Sequence[str]) -> list[str]:
    return [str(VENV / "bin" / command[0]), *command[1:]]


def step(title: str, command: list[str]) -> bool:
    """Run one tool, which speaks only when it fails."""
    begin = time.monotonic()
    done = subprocess.run(
        in_environment(command), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    word = "ok" if done.returncode == 0 else "FAILED"
    say(f"{title:<18} {word:<7} {time.monotonic() - begin:5.1f} s")
    if done.returncode:
        say(f"{done.stdout}{done.stderr}")
    return done.returncode == 0


def tests(lines: Iterable[Sequence[Suite]]) -> bool:
    """Run the suites; the last line that is printed is the count of all of them, in pytest's words."""
    began = time.monotonic()
    counted: Counter[str] = Counter()
    for suites in lines:
        at = time.monotonic()
        say(f"Tests: {'; beside them: '.join(suite.title for suite in suites)}")
        found = run_together([Suite(s.title, in_environment(s.command)) for s in suites], environment())
        say(f"  {closing_line(found, at)}")
        counted += found
    say(closing_line(counted, began))
    return all_well(counted)


def main(scope: str) -> int:
    from infra.local import running_now, stop

    was_up = running_now()
    try:
        passed = [step(title, command) for title, command in TOOLS.items()]
        passed.append(tests(EVERYTHING if scope == "all" else units()))
        return 0 if all(passed) else 1
    finally:
        if scope == "all" and not was_up and running_now():
            stop()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
