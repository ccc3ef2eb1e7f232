"""Worksheets as forms: the names of the inputs, what a form says, and answers as words to read.

An input is named after its field's path: `f.situation`, `f.thoughts.0` (list), `f.emotions.1.strength` (table).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..domain.content import WorksheetField
from ..domain.sentence import Sentence
from .visit import Fields

#: Rows read from a form; the rules then say how many a field may have.
MOST_ROWS = 60
#: Ratings on a scale of at most so many steps are shown as buttons; longer ones as a number to type.
MOST_BUTTONS = 11
_NUMBER = re.compile(r"-?[0-9]{1,9}")


class Said(NamedTuple):
    """One answer as words: a label, and one line for each entry or row."""

    label: str
    lines: list[str]


def read_answers(fields: Sequence[WorksheetField], form: Fields) -> dict[str, Any]:
    """What a form says, by field; whatever was left empty is left out. Nothing is judged here."""
    read = ((field.id, read_value(field, f"f.{field.id}", form)) for field in fields)
    return {name: value for name, value in read if value not in (None, "", [], {})}


def read_value(field: WorksheetField, name: str, form: Fields) -> Any:
    match field.type:
        case "number" | "rating":
            text = form.one(name).strip()
            return int(text) if _NUMBER.fullmatch(text) else text
        case "choices":
            return [value for value in form.every(name) if value]
        case "yes_no":
            return {"yes": True, "no": False}.get(form.one(name))
        case "list":
            rows = (form.one(f"{name}.{n}") for n in range(MOST_ROWS))
            return [row for row in rows if row.strip()]
        case "table":
            return [row for n in range(MOST_ROWS) if (row := read_row(field, f"{name}.{n}", form))]
        case _:
            text = form.one(name)
            return text if text.strip() else ""


def read_row(field: WorksheetField, name: str, form: Fields) -> dict[str, Any]:
    """One row of a table, by column; empty when nothing was written in it."""
    read = ((column.id, read_value(column, f"{name}.{column.id}", form)) for column in field.columns)
    return {column: value for column, value in read if value not in (None, "", [])}


def rows_shown(field: WorksheetField, value: Any, form: Fields, more: str = "") -> int:
    """How many rows of a list or table to show: what is there and one to go on with; `more` names the field that
    asked for another."""
    filled = len(value) if isinstance(value, list) else 0
    asked = form.number(f"rows.{field.id}") + (1 if more == field.id else 0)
    wanted = max(filled + 1, field.min_rows, 2 if field.type == "list" else 1, min(asked, MOST_ROWS))
    return max(filled, min(wanted, field.max_rows))


def labelled(fields: Sequence[WorksheetField], problems: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Problems as (id of the input to go to, what it asks, what is wrong)."""
    return [(f"f.{path}", label_of(fields, path), message) for path, message in problems]


def label_of(fields: Sequence[WorksheetField], path: str) -> str:
    """What an input asks, in the worksheet's own words: `What did you feel?, row 2, Feeling`."""
    first, *rest = path.split(".")
    field = next((f for f in fields if f.id == first), None)
    if field is None:
        return first
    words = field.label
    if rest and rest[0].isdigit():
        words = Sentence("{label} – row {n}", label=words, n=int(rest[0]) + 1)
    column = next((column for column in field.columns if len(rest) > 1 and column.id == rest[1]), None)
    return Sentence("{label} – {column}", label=words, column=column.label) if column else words


def said(fields: Sequence[WorksheetField], answers: Mapping[str, Any], say: Callable[[str], str] = str) -> list[Said]:
    """Answers as words, in the worksheet's order; what no field of it asks for (an older version's) comes last.

    `say` says our own words about them in the reader's language.
    """
    known = {field.id for field in fields}
    told = [Said(f.label, _lines(f, answers[f.id], say)) for f in fields if answers.get(f.id) not in (None, "", [])]
    return told + [Said(name, [str(value)]) for name, value in answers.items() if name not in known]


def _lines(field: WorksheetField, value: Any, say: Callable[[str], str]) -> list[str]:
    if field.type == "list" and isinstance(value, list):
        return [str(row) for row in value]
    if field.type == "table" and isinstance(value, list):
        return [_row_words(field, row, say) for row in value if isinstance(row, Mapping)]
    if field.type in ("choice", "choices"):
        labels = {choice.id: choice.label for choice in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return [labels.get(str(one), str(one)) for one in chosen]
    if field.type == "yes_no":
        return [say(Sentence("yes") if value is True else Sentence("no")) if isinstance(value, bool) else str(value)]
    if field.type in ("number", "rating"):
        return [say(Sentence("{value} (from {low} to {high})", value=value, low=field.minimum, high=field.maximum))]
    return [str(value)]


def _row_words(field: WorksheetField, row: Mapping[str, Any], say: Callable[[str], str]) -> str:
    """A row in one line; the scale of a rating is left to the column's label."""
    cells = [(c, row[c.id]) for c in field.columns if row.get(c.id) not in (None, "")]
    return "; ".join(
        f"{c.label.rstrip('?: ')}: {value if c.type in ('number', 'rating') else ' / '.join(_lines(c, value, say))}"
        for c, value in cells
    )


def empty(value: Any) -> bool:
    return value in (None, "", [], {})


def cell_words(field: WorksheetField, value: Any, day: Callable[[date], str] = str) -> str:
    """A row by its name: its first required column, else the first that was filled in. `day` says a date."""
    if not isinstance(value, Mapping):
        return str(value)
    columns = [c for c in field.columns if value.get(c.id) not in (None, "", [])]
    first = next((c for c in columns if c.required), columns[0] if columns else None)
    if first and first.type == "date" and (at := a_date(value[first.id])):
        return day(at)
    if first and first.type in ("number", "rating"):
        return f"{first.label}: {value[first.id]}"
    return " / ".join(_lines(first, value[first.id], str)) if first else ""


def a_date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def carried(
    fields: Sequence[WorksheetField], answers: Mapping[str, Any], shown: Sequence[str]
) -> list[tuple[str, str]]:
    """Answers that a page does not show, as the hidden inputs of its form: (name, value)."""
    here = {path.split(".")[0]: path for path in shown}
    pairs: list[tuple[str, str]] = []
    for field in fields:
        value = answers.get(field.id)
        name = f"f.{field.id}"
        found = [(name, str(one)) for one in value or ()] if field.type == "choices" else inputs(name, value)
        pairs += [pair for pair in found if field.id not in here or not _within(pair[0], f"f.{here[field.id]}")]
    return pairs


def _within(name: str, shown: str) -> bool:
    return name == shown or name.startswith(shown + ".")


def inputs(name: str, value: Any) -> list[tuple[str, str]]:
    """An answer as the inputs that say it: (name, value)."""
    if isinstance(value, Mapping):
        return [pair for key, one in value.items() for pair in inputs(f"{name}.{key}", one)]
    if isinstance(value, list):
        return [pair for n, one in enumerate(value) for pair in inputs(f"{name}.{n}", one)]
    if isinstance(value, bool):
        return [(name, "yes" if value else "no")]
    return [] if value is None else [(name, str(value))]


#: Where a worksheet asks again for something that stands further up: path of the input → (table, column) of the words.
_AGAIN: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "thought-record": {"hot-thought": ("thoughts", "thought"), "emotions-now.name": ("emotions", "name")},
    "problem-solving": {"chosen": ("solutions", "solution")},
    "activity-schedule": {"first": ("activities", "activity")},
}


def suggestions(kind: str | None, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """What was written further up and may be asked for again: `hot-thought` → the thoughts."""
    found: dict[str, list[str]] = {}
    for path, (table, column) in _AGAIN.get(kind or "", {}).items():
        rows = answers.get(table)
        words = [str(row[column]) for row in rows if isinstance(row, dict) and row.get(column)] if rows else []
        if words:
            found[path] = words
    return found
