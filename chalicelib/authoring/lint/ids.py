"""Lint rules about ids and files that bear them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ...domain.content import canonical
from ..faults import Fault
from ..reader import Placed, Reading
from ..reading_rules import DuplicateId
from .rule import LintRule


class RepeatedId(LintRule):
    """Step ids are unique in the whole programme, and so are those of modules, measures and practices."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        yield from self._repeated("step", reading.steps)
        yield from self._repeated("module", reading.modules)
        yield from self._repeated("measure", reading.measures)
        yield from self._repeated("practice", reading.practices)
        yield from self._repeated("screen", reading.screens)

    def _repeated(self, kind: str, placed: Sequence[Placed[Any]]) -> Iterator[Fault]:
        first: dict[str, str] = {}
        for part in placed:
            if part.model.id in first:
                message = f"The {kind} id '{part.model.id}' is already used in {first[part.model.id]}."
                yield DuplicateId.fault(part.file, part.lines.line("id"), message)
            first.setdefault(part.model.id, part.file)


class FileName(LintRule):
    """Name the file after the id, <id>.yaml, so that it is found where people look for it."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        parts: list[Placed[Any]] = [*reading.measures, *reading.practices, *reading.screens]
        for part in parts:
            if Path(part.file).stem != part.model.id:
                message = f"The id is '{part.model.id}', but the file is called {Path(part.file).name}."
                yield self.fault(part.file, part.lines.line("id"), message)


class PartTooLarge(LintRule):
    """Split the step: a patient's phone loads it whole, and the table takes at most 400 kB in one piece."""

    LARGEST = 300_000  # bytes; DynamoDB's limit is 400 kB an item with its keys, and a patient's page needs room

    def check(self, reading: Reading) -> Iterator[Fault]:
        parts: list[Placed[Any]] = [*reading.steps, *reading.measures, *reading.practices, *reading.screens]
        for part in parts:
            size = len(canonical(part.model))
            if size > self.LARGEST:
                message = f"'{part.model.id}' has {size // 1000} kB of text; at most {self.LARGEST // 1000} kB fit."
                yield self.fault(part.file, 1, message)
