"""Course column: what the rules of a typed worksheet can say, and how they read its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

Answers = Mapping[str, Any]
Row = Mapping[str, Any]


class Must(NamedTuple):
    """What has to be mended: path of the input, and what to do."""

    path: str
    words: str


class Advice(NamedTuple):
    """What is good to know; the worksheet is complete all the same."""

    path: str
    words: str


class Figure(NamedTuple):
    """What the answers add up to, shown as data: `nights.2` → sleep efficiency, 83, %."""

    path: str
    title: str
    value: int
    unit: str


Finding = Must | Advice | Figure
#: (path of the input, what to do) of what has to be mended.
Problems = list[tuple[str, str]]


@dataclass(frozen=True)
class Checked:
    """What the rules say about a worksheet. Complete when there are no `problems`."""

    problems: Problems = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def rows_of(answers: Answers, name: str) -> list[tuple[str, Row]]:
    """Rows of a table with their paths."""
    rows = answers.get(name)
    rows = rows if isinstance(rows, list) else []
    return [(f"{name}.{n}", row) for n, row in enumerate(rows) if isinstance(row, dict)]


def text_of(answers: Row, name: str) -> str:
    value = answers.get(name)
    return value if isinstance(value, str) else ""


def plain(words: str) -> str:
    """Words as they are compared: capitals, spaces, quotation marks and the full stop at the end do not count."""
    return " ".join(words.casefold().split()).strip(" .!?…\"'“”‘’«»")


def number_of(row: Row, name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def minutes_of(row: Row, name: str) -> int | None:
    """A time of day (`HH:MM`) as minutes after midnight."""
    hours, colon, minutes = text_of(row, name).partition(":")
    return int(hours) * 60 + int(minutes) if colon and hours.isdigit() and minutes.isdigit() else None


def date_of(row: Row, name: str) -> date | None:
    try:
        return date.fromisoformat(text_of(row, name))
    except ValueError:
        return None
