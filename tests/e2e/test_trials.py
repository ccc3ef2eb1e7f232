"""The fault trials in short: ten rounds of each on the deployed local stack, every count 0."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.trials import TRIALS

ROOT = Path(__file__).parents[2]
ROUNDS = 10


@pytest.mark.stack
@pytest.mark.parametrize("trial", [kind.__name__ for kind in TRIALS])
def test_nothing_is_lost_doubled_half_written_skipped_or_let_in(stack: dict[str, Any], trial: str) -> None:
    """In a process of its own, as `make trials` runs it: it stands on the local AWS, these tests on none."""
    command = [sys.executable, "-m", "bench.trials", "--rounds", str(ROUNDS), "--only", trial]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
