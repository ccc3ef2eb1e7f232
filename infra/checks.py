"""`make check` (fast) and `make test` (all): each tool in turn with its seconds; one that complains fails the whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from infra.toolchain import ROOT, VENV, node_dir, say

#: What a tool's step is called → its command, from .venv/bin.
TOOLS: dict[str, list[str]] = {
    "Format": ["ruff", "format", "--check", "--quiet", "."],
    "Lint": ["ruff", "check", "--quiet", "."],
    "Types": ["mypy"],
    "Import contracts": ["lint-imports", "--no-cache"],
    "Content": ["stillpath", "lint", "modules"],
}
#: Two processes; the tests of the local stack stay together in one of them (see tests/conftest.py).
IN_TWO = ["-p", "infra.no_skips", "-n", "2", "--dist", "loadgroup"]
UNIT_TESTS = ["pytest", *IN_TWO, "tests/unit"]
ALL_TESTS = ["pytest", *IN_TWO, "--ignore=tests/vr"]
#: On the OpenXR runtime Monado: in a folder with Debian 13 where this machine does not package it.
HEADSET_TESTS = ["python", "-m", "infra.trixie", "test"]


def step(title: str, command: list[str], quiet: bool = True) -> bool:
    """Run one tool; a quiet one speaks only when it fails."""
    begin = time.monotonic()
    program = [str(VENV / "bin" / command[0]), *command[1:]]
    # Playwright brings a Node that a minimal Debian cannot start; the one of .venv starts everywhere
    environment = {**os.environ, "PLAYWRIGHT_NODEJS_PATH": str(node_dir() / "bin" / "node")}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=quiet, text=True, check=False)
    word = "ok" if done.returncode == 0 else "FAILED"
    say(f"{title:<18} {word:<7} {time.monotonic() - begin:5.1f} s")
    if done.returncode and quiet:
        say(f"{done.stdout}{done.stderr}")
    return done.returncode == 0


def main(scope: str) -> int:
    from infra.local import running_now, stop

    was_up = running_now()
    try:
        passed = [step(title, command) for title, command in TOOLS.items()]
        if scope == "all":
            passed.append(step("Headset", HEADSET_TESTS, quiet=False))
        passed.append(step("Tests", ALL_TESTS if scope == "all" else UNIT_TESTS, quiet=False))
        return 0 if all(passed) else 1
    finally:
        if scope == "all" and not was_up and running_now():
            stop()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
