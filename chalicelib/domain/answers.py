"""Course column: checking what a patient wrote on a worksheet, and showing it again in a later step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .characters import characters
from .content import PIPE, Step, WorksheetField
from .sentence import Counted, Sentence
from .worksheet_findings import Checked, Problems
from .worksheet_rules import check_type

_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
#: Longest kept copy of an answer, characters: it is shown inside a sentence of a later step.
KEPT_LENGTH = 300


def check_step(step: Step, answers: Mapping[str, Any], today: date) -> Checked:
    """What the rules say about the finished worksheet of a step: its fields one by one, then what its type adds."""
    problems = check(step.fields, answers)
    return Checked(problems) if problems else about(step, answers, today)


def about(step: Step, answers: Mapping[str, Any] | None, today: date) -> Checked:
    """What the type of a worksheet says about answers that were checked when they were completed."""
    return check_type(step.worksheet, answers, today) if step.worksheet and answers else Checked()


def check(fields: Sequence[WorksheetField], answers: Mapping[str, Any]) -> Problems:
    """What is wrong with a finished worksheet: (path of the field, what to do). Empty when all is well.

    Text is never changed here: emoji, right-to-left and combining characters stay as they were typed.
    """
    known = {f.id for f in fields}
    problems: Problems = [(key, Sentence("is not a field of this step")) for key in answers if key not in known]
    for field in fields:
        problems += _check_field(field, answers.get(field.id), field.id)
    return problems


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or (isinstance(value, str) and not value.strip())


def _check_field(field: WorksheetField, value: Any, path: str) -> Problems:
    if _empty(value):
        return [(path, Sentence("please fill this in"))] if field.required else []
    match field.type:
        case "short_text" | "long_text":
            return _check_text(field, value, path)
        case "number" | "rating":
            return _check_number(field, value, path)
        case "yes_no":
            return [] if isinstance(value, bool) else [(path, Sentence("please answer yes or no"))]
        case "choice":
            return _check_choices(field, [value], path)
        case "choices":
            return (
                _check_choices(field, value, path)
                if isinstance(value, list)
                else [(path, Sentence("please send a list"))]
            )
        case "date":
            return _check_date(value, path)
        case "time":
            ok = isinstance(value, str) and _TIME.match(value)
            return [] if ok else [(path, Sentence("please write a time like 09:30"))]
        case "list":
            return _check_rows(field, value, path, lambda row, at: _check_text(field, row, at))
        case "table":
            return _check_rows(field, value, path, lambda row, at: _check_row(field, row, at))


def _check_text(field: WorksheetField, value: Any, path: str) -> Problems:
    if not isinstance(value, str):
        return [(path, Sentence("please write text here"))]
    over = characters(value) - field.max_length
    if over > 0:
        return [
            (
                path,
                Counted(
                    "this is {n} character longer than the {most} that fit; please shorten it",
                    "this is {n} characters longer than the {most} that fit; please shorten it",
                    n=over,
                    most=field.max_length,
                ),
            )
        ]
    return []


def _check_number(field: WorksheetField, value: Any, path: str) -> Problems:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not field.minimum <= value <= field.maximum:
        return [(path, _whole_number(field.minimum, field.maximum))]
    return []


def _whole_number(low: int, high: int) -> str:
    return Sentence("please choose a whole number from {low} to {high}", low=low, high=high)


def _check_choices(field: WorksheetField, values: Sequence[Any], path: str) -> Problems:
    known = {c.id for c in field.choices}
    if all(isinstance(v, str) and v in known for v in values):
        return []
    return [(path, Sentence("please choose from the list"))]


def _check_date(value: Any, path: str) -> Problems:
    try:
        if isinstance(value, str) and len(value) == 10:
            date.fromisoformat(value)
            return []
    except ValueError:
        pass
    return [(path, Sentence("please write a date like 2026-11-30"))]


def _check_rows(field: WorksheetField, value: Any, path: str, check_row: Any) -> Problems:
    if not isinstance(value, list):
        return [(path, Sentence("please send a list"))]
    if not field.min_rows <= len(value) <= field.max_rows:
        fewest, most = field.min_rows, field.max_rows
        return [(path, Sentence("please give between {fewest} and {most} entries", fewest=fewest, most=most))]
    return [problem for n, row in enumerate(value) for problem in check_row(row, f"{path}.{n}")]


def _check_row(field: WorksheetField, row: Any, path: str) -> Problems:
    if not isinstance(row, dict):
        return [(path, Sentence("please send the columns of this row by name"))]
    known = {c.id for c in field.columns}
    problems: Problems = [
        (f"{path}.{key}", Sentence("is not a column of this table")) for key in row if key not in known
    ]
    for column in field.columns:
        problems += _check_field(column, row.get(column.id), f"{path}.{column.id}")
    return problems


def texts(value: Any) -> Iterator[str]:
    """Every piece of text inside an answer, for the risk rules."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def as_words(field: WorksheetField, value: Any) -> str:
    """An answer as words inside a sentence: a list becomes "a, b and c", a table its first column."""
    if _empty(value):
        return ""
    match field.type:
        case "choice" | "choices":
            labels = {c.id: c.label for c in field.choices}
            chosen = value if isinstance(value, list) else [value]
            words = _join(labels[v] for v in chosen if v in labels)
        case "list":
            words = _join(str(v) for v in value)
        case "table":
            first = field.columns[0]
            words = _join(as_words(first, row.get(first.id)) for row in value)
        case "yes_no":
            words = "yes" if value else "no"
        case _:
            words = str(value)
    words = " ".join(words.split())
    return words if len(words) <= KEPT_LENGTH else words[:KEPT_LENGTH].rsplit(" ", 1)[0] + "…"


def _join(words: Iterable[str]) -> str:
    parts = [w.strip() for w in words if w and w.strip()]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def pipe(text: str, kept: Mapping[str, str]) -> str:
    """Put earlier answers into a passage; where there is none, the author's own words stand.

    What the patient wrote is escaped, so that it is shown as typed and never becomes markup.
    """

    def fill(match: re.Match[str]) -> str:
        words = kept.get(match.group(1))
        return _MARKDOWN.sub(r"\\\1", words) if words else (match.group(2) or "…")

    return PIPE.sub(fill, text)
