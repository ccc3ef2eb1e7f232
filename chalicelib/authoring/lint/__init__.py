"""Lint: everything that is checked before content reaches a patient."""

from __future__ import annotations

from pathlib import Path

from ..faults import Fault
from ..reader import Reading, read_folder
from . import (
    adaptation,
    branches,
    ids,
    measures,
    practices,
    prose,
    records,
    references,
    screens,
    translations,
    unlocking,
    worksheets,
)
from .rule import LintRule

RULES: tuple[LintRule, ...] = tuple(
    rule()
    for module in (
        ids,
        unlocking,
        branches,
        references,
        worksheets,
        adaptation,
        prose,
        measures,
        practices,
        screens,
        translations,
        records,
    )
    for rule in vars(module).values()
    if isinstance(rule, type) and issubclass(rule, LintRule) and rule is not LintRule
)


#: Rules whose faults are shown marked, so that content with them can be published.
SHOWN_MARKED = frozenset(rule.id() for rule in RULES if not rule.blocks)


def lint(folder: Path) -> list[Fault]:
    """Everything that is wrong in a content folder, in order of file and line."""
    return lint_reading(read_folder(folder))


def lint_reading(reading: Reading) -> list[Fault]:
    """Faults of files that could not be read, and of what could be read.

    While a file cannot be read, rules about how files fit together wait: they would only report that it is missing.
    """
    found = list(reading.faults)
    for rule in RULES:
        if reading.programme is not None or not rule.whole:
            found += rule.check(reading)
    return sorted(set(found))
