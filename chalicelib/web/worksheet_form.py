"""What the form of one page says of a whole worksheet, and how it joins what was written on the other pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..domain.content import WorksheetField
from .visit import Fields
from .worksheet import empty, read_row, read_value
from .worksheet_pages import Part, part_at

Answers = dict[str, Any]
#: What a field was before its type changed stands under its id with this ending.
EARLIER = "-before"
_PATH = re.compile(r"[a-z0-9-]{1,64}(\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: what it says by path (`situation`, `nights.2`).

    `shown`: the paths that it showed, whether or not they are still asked for. `seen`: mark of what stood there when it
    was opened. `left`: words in fields that this worksheet no longer has.
    """

    values: dict[str, Any]
    shown: tuple[str, ...] = ()
    seen: str = ""
    left: dict[str, str] = field(default_factory=dict)


def read_sent(fields: Sequence[WorksheetField], form: Fields) -> Sent:
    """A page speaks for the fields it says it shows, and for any other of which it has an input."""
    named = tuple(path for path in form.one("shown").split() if _PATH.fullmatch(path))
    shown = [part for path in named if (part := part_at(fields, path))]
    inputs = {name.split(".")[1] for name in form if name.startswith("f.")}
    rest = inputs - {part.field.id for part in shown}
    parts = [*shown, *(Part(f) for f in fields if f.id in rest)]
    values = {part.path: _read(part, form) for part in parts}
    known = {f.id for f in fields}
    left: dict[str, list[str]] = {}
    for name in form:
        first = name.split(".")[1] if name.startswith("f.") else ""
        if first and first not in known:
            left.setdefault(first, []).extend(words for words in form.every(name) if words.strip())
    gone = {name: " / ".join(words) for name, words in left.items() if words}
    return Sent(values, named, form.one("seen"), gone)


def _read(part: Part, form: Fields) -> Any:
    name = f"f.{part.path}"
    value = read_value(part.field, name, form) if part.row is None else read_row(part.field, name, form)
    return None if empty(value) else value


def at_path(answers: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; nothing where nothing does."""
    name, _, row = path.partition(".")
    value = answers.get(name)
    if not row:
        return None if empty(value) else value
    return value[int(row)] if isinstance(value, list) and int(row) < len(value) else None


def digest(answers: Mapping[str, Any], paths: Sequence[str]) -> str:
    """A mark of what stands at these paths, so that a form knows later whether somebody else has changed it."""
    found = [[path, at_path(answers, path)] for path in paths]
    return hashlib.sha256(json.dumps(found, sort_keys=True, default=str).encode("utf-8", "replace")).hexdigest()[:20]


def overtaken(there: Mapping[str, Any], sent: Sent, *, new_too: bool = False) -> bool:
    """Whether somebody else wrote other words where this form writes, since it was opened.

    An entry that was new on both devices is no clash, unless `new_too`: both are kept, one after the other.
    """
    if not sent.seen or digest(there, sent.shown) == sent.seen:
        return False
    shown = (path for path in sent.values if path in sent.shown and (new_too or not _is_new(path, sent)))
    return any(at_path(there, path) != sent.values[path] for path in shown)


def _is_new(path: str, sent: Sent) -> bool:
    return "." in path and sent.seen == digest({}, sent.shown)


def joined(there: Mapping[str, Any], sent: Sent, *, emptied_stay: bool = False) -> Answers:
    """What stands with what a form says put in its place; an entry that was emptied is taken out.

    `emptied_stay`: while somebody still writes, an emptied entry is left as it was, and the others keep their place.
    """
    answers: Answers = {**there, **sent.left}
    for path, value in sent.values.items():
        name, _, row = path.partition(".")
        if row and value is None and emptied_stay:
            continue
        if row:
            _put_entry(answers, name, int(row), value, new=_is_new(path, sent))
        elif value is None:
            answers.pop(name, None)
        else:
            answers[name] = value
    return answers


def _put_entry(answers: Answers, name: str, row: int, value: Any, *, new: bool) -> None:
    rows = list(answers.get(name) or [])
    if value is None and row < len(rows) and not new:
        rows.pop(row)
    elif value is not None and (row >= len(rows) or (new and rows[row] != value)):
        rows.append(value)
    elif value is not None:
        rows[row] = value
    if rows:
        answers[name] = rows
    else:
        answers.pop(name, None)


def fitting(fields: Sequence[WorksheetField], answers: Mapping[str, Any]) -> tuple[Answers, Answers]:
    """Answers that the worksheet has a place for, and the rest: words for a field or column that has gone or changed
    its type since they were written. Nothing is dropped."""
    known = {f.id: f for f in fields}
    fit: Answers = {}
    rest: Answers = {}
    for name, value in answers.items():
        if name not in known:
            rest[name] = value
        elif known[name].type == "table" and isinstance(value, list):
            halves = [_halves(known[name], row) for row in value]
            fit[name] = [half for half, _ in halves]
            if others := [other for _, other in halves if other]:
                rest[name + EARLIER] = others
        elif _fits(known[name], value):
            fit[name] = value
        else:
            rest[name + EARLIER] = value
    return fit, rest


def _halves(table: WorksheetField, row: Any) -> tuple[Answers, Answers]:
    """A row: what its table has columns for, and what it has none for."""
    if not isinstance(row, Mapping):
        return {}, {"": row}
    good = {column.id for column in table.columns if column.id in row and _fits(column, row[column.id])}
    return {k: v for k, v in row.items() if k in good}, {k: v for k, v in row.items() if k not in good}


def _fits(field: WorksheetField, value: Any) -> bool:
    match field.type:
        case "list" | "choices":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "yes_no":
            return isinstance(value, bool)
        case "number" | "rating":
            return isinstance(value, int | str)
        case _:
            return isinstance(value, str)
