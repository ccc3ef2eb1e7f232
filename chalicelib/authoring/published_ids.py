"""Ids under which patients' answers are kept: those of steps, and of fields with the kind of answer they ask for.

`published-ids.txt` in the content folder is the record of those that were ever published. `stillpath publish --record`
adds to it, an author commits it, and lint holds the folder against it where no table can be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ..domain.content import Step, WorksheetField
from ..domain.programme import Programme

RECORD = "published-ids.txt"
#: `step`, `step.field` or `step.field.column` → the kind of answer; empty for a step.
Ids: TypeAlias = dict[str, str]
_HEAD = """\
# Ids under which patients' answers are kept. `stillpath publish --record` adds to this list; commit it.
# An id in it is never given to anything else. Take a line out only when no patient has an answer under it.
"""


@dataclass(frozen=True, order=True)
class Lost:
    """An id that is gone (`now` is None), or that asks for another kind of answer than it did."""

    id: str
    was: str
    now: str | None = None

    def __str__(self) -> str:
        if self.now is None:
            return f"the {'field' if '.' in self.id else 'step'} '{self.id}' is gone"
        return f"the field '{self.id}' asked for {self.was} and asks for {self.now} now"


def ids_of(programme: Programme) -> Ids:
    return ids_of_steps(step for module in programme.modules for step in module.steps)


def ids_of_steps(steps: Iterable[Step]) -> Ids:
    """The ids of some steps with those of their fields and of the columns of tables."""
    found: Ids = {}
    for step in steps:
        found[step.id] = ""
        _add(found, step.id, step.fields)
    return found


def _add(found: Ids, owner: str, fields: Iterable[WorksheetField]) -> None:
    for one in fields:
        found[f"{owner}.{one.id}"] = one.type
        _add(found, f"{owner}.{one.id}", one.columns)


def lost(before: Mapping[str, str], now: Mapping[str, str]) -> list[Lost]:
    """What went or is used for another kind of answer; of what went as a whole only the whole is told."""
    gone: list[Lost] = []
    for name, kind in before.items():
        if name not in now:
            whole = name.rpartition(".")[0]
            if not whole or whole in now:
                gone.append(Lost(name, kind))
        elif kind and now[name] != kind:
            gone.append(Lost(name, kind, now[name]))
    return sorted(gone)


def read_record(folder: Path) -> dict[str, tuple[str, int]]:
    """id → (kind, line) of the record in a content folder; empty when there is none."""
    path = folder / RECORD
    found: dict[str, tuple[str, int]] = {}
    if path.is_file():
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            name, _, kind = line.partition("#")[0].strip().partition(" ")
            if name:
                found[name] = (kind.strip(), number)
    return found


def add_to_record(folder: Path, ids: Mapping[str, str]) -> int:
    """Put ids on record, beside those that are there; how many are new."""
    known = {name: kind for name, (kind, _) in read_record(folder).items()}
    new = {name: kind for name, kind in ids.items() if known.get(name) != kind}
    if new:
        lines = (f"{name} {kind}".strip() for name, kind in sorted({**known, **new}.items()))
        (folder / RECORD).write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(new)
