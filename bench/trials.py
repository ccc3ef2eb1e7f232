"""`make trials`: trouble on purpose, on the deployed local stack. Counts what went wrong; every count must be 0."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from rich.table import Table

from bench.books import FAULTS
from bench.figures import wide_console
from bench.intruders import Intruders
from bench.invented import Cast, Stack, cast_on
from bench.trial_answers import EightTimes, PageView, Trial, TwoDevices
from bench.trial_kills import KilledWorker
from bench.trial_queue import ThriceDelivered
from infra.local import ensure_stack
from infra.toolchain import SetupError

#: Later work adds its own trials here.
TRIALS: tuple[type[Trial], ...] = (TwoDevices, PageView, EightTimes, KilledWorker, ThriceDelivered)
ROUNDS = 100
Say = Callable[[str], None]


def run_trials(stack: Stack, rounds: int, say: Say, trials: Sequence[type[Trial]] = TRIALS) -> dict[str, Counter[str]]:
    """Title of each trial → counts of its faults."""
    counts = {}
    with cast_on(stack) as cast:
        intruders = Intruders(cast)
        for kind in trials:
            counts[kind.title] = _run_trial(kind(cast, intruders), rounds, say)
        counts["somebody who must not come in (all rounds)"] = _intruders_wrote(cast, intruders)
    return counts


def _run_trial(trial: Trial, rounds: int, say: Say) -> Counter[str]:
    faults: Counter[str] = Counter()
    begin = time.monotonic()
    for number in range(rounds):
        found = trial.round(number)
        faults += found
        if +found or (number + 1) % 10 == 0 or number + 1 == rounds:
            told = ", ".join(f"{count} {name}" for name, count in (+found).items()) or "all well"
            say(f"  {trial.title}: {number + 1} of {rounds} ({told}; {time.monotonic() - begin:.0f} s)")
    faults += trial.finish()
    notes = ", ".join(f"{name}: {count}" for name, count in sorted(trial.notes.items()))
    if notes:
        say(f"    {notes}")
    return faults


def _intruders_wrote(cast: Cast, intruders: Intruders) -> Counter[str]:
    """After all rounds the beginner, in whose name much was tried, has still done nothing."""
    course, _ = cast.deps.courses.load(intruders.beginner.sub)
    assert course
    return Counter({"let in": len(course.steps)})


def table_of(counts: dict[str, Counter[str]], rounds: int) -> Table:
    table = Table(title=f"Trials, {rounds} rounds each: every count must be 0")
    table.add_column("trouble")
    for name in FAULTS:
        table.add_column(name, justify="right")
    for title, faults in counts.items():
        table.add_row(title, *(str(faults[name]) for name in FAULTS))
    return table


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of each trial (default {ROUNDS})")
    parser.add_argument("--only", choices=[kind.__name__ for kind in TRIALS], help="one trial alone")
    asked = parser.parse_args(arguments)
    chosen = [kind for kind in TRIALS if asked.only in (None, kind.__name__)]
    try:
        stack = ensure_stack()
    except SetupError as problem:
        print(f"Stopped: {problem}", file=sys.stderr)
        return 1
    counts = run_trials(stack, asked.rounds, lambda text: print(text, file=sys.stderr, flush=True), chosen)
    wide_console().print(table_of(counts, asked.rounds))
    return 1 if any(+faults for faults in counts.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
