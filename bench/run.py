"""`make bench`: what requests, cold starts, first views and frames of a headset cost, how it grows, what it takes."""

from __future__ import annotations

import os
import sys

from bench.figures import LATEST, Figure, keep, table_of, wide_console
from bench.invented import Stack, cast_on
from infra import trixie
from infra.local import ensure_stack, script_environment
from infra.toolchain import SetupError, say


def run(stack: Stack) -> list[Figure]:
    """Every figure. Raises when something does not run; a figure that misses its aim is a figure all the same."""
    # before the app is imported: in this process it stands on the local AWS, like the deployed one
    os.environ.update(script_environment(dict(stack)))
    from bench import headset, package_and_import, page_weights, requests_cpu, simulated_weeks, throughput

    with cast_on(stack) as cast:
        with requests_cpu.places(cast, say) as (small, large):
            grown = requests_cpu.growth(small, large, say)  # first, while both patients are in the same state
            figures = requests_cpu.against_bare_calls(small, say) + grown
        say("  importing the app in fresh interpreters")
        figures += [package_and_import.import_figure(), package_and_import.package_figure()]
        figures += throughput.throughput(cast, say)
        figures += page_weights.figures(cast, say)
    say("  eight weeks of invented people")
    figures.append(simulated_weeks.figure())
    return figures + headset.figures(say)


def main() -> int:
    try:
        trixie.python()  # where the headset program runs; built now, so that nothing is measured in vain
        stack = ensure_stack()
    except SetupError as problem:
        say(f"Stopped: {problem}")
        return 1
    say("Measuring:")
    figures = run(stack)
    keep(figures)
    wide_console().print(table_of(figures))
    missed = [figure.name for figure in figures if figure.met is False]
    told = f"Missed: {'; '.join(missed)}." if missed else "Every aim is met."
    print(f"{told} Written to {LATEST.relative_to(LATEST.parents[1])}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
