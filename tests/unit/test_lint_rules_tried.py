"""Every lint rule has been seen to find its fault, in one of the tables of slips."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

from chalicelib.authoring.lint import RULES

#: Tried on their own: a file too long for a table, one that reports as duplicate-id, and what translations owe.
ELSEWHERE = {"part-too-large", "repeated-id", "stale-translation", "unofficial-translation"}


def rules_of_slips() -> Iterator[str]:
    for path in Path(__file__).parent.glob("test_*.py"):
        if "\nSLIPS = [" in path.read_text(encoding="utf-8"):
            yield from (slip.rule for slip in importlib.import_module(f"tests.unit.{path.stem}").SLIPS)


def test_every_rule_has_a_slip_and_a_help_text() -> None:
    assert {rule.id() for rule in RULES} <= {*rules_of_slips(), *ELSEWHERE}
    assert all(len(rule.help()) > 30 for rule in RULES)
