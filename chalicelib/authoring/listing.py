"""What an author lists: module folders in order, and ids within one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .faults import Fault, shown
from .reading_rules import DuplicateId, FolderNotListed, MissingFile, WrongValue
from .yaml_text import LineMap
from .yaml_text import Path as Keys

_OTHER_FOLDERS = {"measures", "practices", "screens", "translations"}
#: Lists of a file whose entries carry an id of their own.
_WITH_IDS = (
    *("fields", "columns", "choices", "schedule", "branches", "phases", "cues"),
    *("items", "extra_items", "subscales", "questions", "follow_ups", "results"),
)


def listed_folders(names: Any, folder: Path, lines: LineMap, faults: list[Fault]) -> list[str]:
    """The names under `modules` that are folders beside programme.yaml, each once; the rest become faults."""
    if not isinstance(names, list) or not names:
        message = "`modules` must be a list of folder names, in the order in which patients meet them."
        faults.append(WrongValue.fault(lines.file, lines.line("modules"), message))
        return []
    good: list[str] = []
    for position, name in enumerate(names):
        fault = _listing_fault(name, lines.line("modules", position), good, folder, lines.file)
        if fault:
            faults.append(fault)
        else:
            good.append(name)
    faults += _not_listed(names, folder, lines)
    return good


def _listing_fault(name: Any, line: int, before: list[str], folder: Path, file: str) -> Fault | None:
    if not isinstance(name, str) or name in _OTHER_FOLDERS or name.startswith(".") or set(name) & set("/\\"):
        return WrongValue.fault(file, line, f"{shown(name)} is not the name of a module folder beside programme.yaml.")
    if name in before:
        return DuplicateId.fault(file, line, f"The folder '{name}' is listed twice; a module can come only once.")
    if not (folder / name).is_dir():
        return MissingFile.fault(file, line, f"There is no folder '{name}' beside programme.yaml.")
    return None


def _not_listed(names: list[Any], folder: Path, lines: LineMap) -> Iterator[Fault]:
    for path in sorted(folder.iterdir()):
        if path.name in names or path.name in _OTHER_FOLDERS or path.name.startswith("."):
            continue
        if path.is_dir() and ((path / "module.yaml").exists() or any(path.glob("*.md"))):
            message = f"The folder '{path.name}' looks like a module but is not listed, so no patient would meet it."
            yield FolderNotListed.fault(lines.file, lines.line("modules"), message)


def repeated_ids(data: Any, lines: LineMap, at: Keys = ()) -> Iterator[Fault]:
    """Entries of one list (fields, choices, items, …) that share an id; the later one is the fault."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _WITH_IDS and isinstance(value, list):
                yield from _repeated(key, value, lines, (*at, key))
            yield from repeated_ids(value, lines, (*at, key))
    elif isinstance(data, list):
        for position, entry in enumerate(data):
            yield from repeated_ids(entry, lines, (*at, position))


def _repeated(key: str, entries: list[Any], lines: LineMap, at: Keys) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for position, entry in enumerate(entries):
        entry_id = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(entry_id, str):
            continue
        line = lines.line(*at, position, "id")
        if entry_id in first:
            message = f"The id '{entry_id}' is already used in line {first[entry_id]}, in the same list of {key}."
            yield DuplicateId.fault(lines.file, line, message)
        first.setdefault(entry_id, line)
