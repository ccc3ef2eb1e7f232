"""Entries of a wide table as they are looked over: as a week of days, as nights, or one after another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..domain.answers import about
from ..domain.content import Step, WorksheetField
from ..domain.sentence import Sentence
from ..domain.worksheet_findings import Figure
from .speech import speaker
from .worksheet import a_date, cell_words, empty

#: Parts of a day: from this hour on (own choice); before the first it is still the night before.
PARTS = ((5, Sentence("Morning")), (12, Sentence("Afternoon")), (17, Sentence("Evening")), (22, Sentence("Night")))
ANY_TIME = Sentence("Any time")
#: Mornings that a sleep diary offers to fill in: a week, as the consensus diary is kept (10.5665/sleep.1642).
NIGHTS = 7
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)")
_TWELVE = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s?([ap])\.?m", re.IGNORECASE)


class Item(NamedTuple):
    """One entry: where it lies, its name, when it was, how much of it is filled in, and what it adds up to."""

    path: str
    title: str
    day: str
    clock: str
    filled: int
    figure: Figure | None = None


class Day(NamedTuple):
    """A day of the week with its entries by part of the day. `day`: its date, where it has one."""

    name: str
    day: str
    parts: Mapping[str, list[Item]]

    @property
    def items(self) -> list[Item]:
        return [item for items in self.parts.values() for item in items]


@dataclass(frozen=True)
class Overview:
    """`weeks`: each with its title, its days and the parts of day that are used; `items`: entries without a day, or all
    of them where there are no weeks; `offered`: days that have no entry yet."""

    of: int
    full: bool
    new: str
    weeks: list[tuple[str, list[Day], list[str]]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)


def overview(step: Step, table: WorksheetField, answers: Mapping[str, Any], today: date, language: str) -> Overview:
    """The entries of a table, in the way that its worksheet's type is best looked over."""
    rows = [row for row in answers.get(table.id) or [] if isinstance(row, Mapping)]
    figures = {figure.path: figure for figure in about(step, answers, today).figures}
    items = [_item(table, n, row, figures, language) for n, row in enumerate(rows)]
    seen = Overview(len(table.columns), len(rows) >= table.max_rows, f"{table.id}.{len(rows)}", items=items)
    if step.worksheet == "activity-diary":
        return _in_weeks(seen, rows, today, language)
    if step.worksheet == "activity-schedule":
        return _in_any_week(seen, rows, language)
    if step.worksheet == "sleep-diary":
        return _nights(seen, rows, today, language)
    return seen


def _item(table: WorksheetField, n: int, row: Mapping[str, Any], figures: Mapping[str, Figure], language: str) -> Item:
    path, day = f"{table.id}.{n}", a_date(row.get("date"))
    said = speaker(language).day(day) if day else ""
    title = cell_words(table, row, speaker(language).day)
    clock = str(row.get("time") or row.get("when") or "")
    filled = sum(not empty(value) for value in row.values())
    return Item(path, title, said if title != said else "", clock, filled, figures.get(path))


def _in_weeks(seen: Overview, rows: list[Mapping[str, Any]], today: date, language: str) -> Overview:
    """A diary: the weeks in which something was written, and this one, from Monday on."""
    days = [a_date(row.get("date")) for row in rows]
    begun = {_monday(day) for day in days if day} | {_monday(today)}
    speaks = speaker(language)
    weeks = []
    for monday in sorted(begun, reverse=True):
        week = [monday + timedelta(days=n) for n in range(7)]
        held = [[n for n, day in enumerate(days) if day == one] for one in week]
        made = [
            _day(speaks.day(one), one.isoformat() if one <= today else "", seen, rows, ns)
            for one, ns in zip(week, held, strict=True)
        ]
        title = speaks.say(Sentence("Week from {day}", day=speaks.day(monday)))
        weeks.append((title, made, _parts_used(made)))
    undated = [item for item, day in zip(seen.items, days, strict=True) if day is None]
    return Overview(seen.of, seen.full, seen.new, weeks, undated)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_any_week(seen: Overview, rows: list[Mapping[str, Any]], language: str) -> Overview:
    """A plan: a week without dates, as far as the words for when it is to be name a day."""
    speaks = speaker(language)
    days = [_weekday(str(row.get("when") or ""), language) for row in rows]
    held = [[n for n, day in enumerate(days) if day == one] for one in range(7)]
    made = [_day(speaks.weekday(n), "", seen, rows, ns) for n, ns in enumerate(held)]
    week = [(speaks.say(Sentence("My week")), made, _parts_used(made))] if any(held) else []
    rest = [item for item, day in zip(seen.items, days, strict=True) if day is None]
    return Overview(seen.of, seen.full, seen.new, week, rest)


def _day(name: str, day: str, seen: Overview, rows: list[Mapping[str, Any]], ns: list[int]) -> Day:
    parts: dict[str, list[Item]] = {}
    for n in sorted(ns, key=lambda n: seen.items[n].clock):
        parts.setdefault(_part_of(str(rows[n].get("time") or rows[n].get("when") or "")), []).append(seen.items[n])
    return Day(name, day, parts)


def _part_of(words: str) -> str:
    """The part of the day that a time (`09:30`, `at 6 pm`) lies in."""
    clock, twelve = _CLOCK.search(words), _TWELVE.search(words)
    if clock:
        hour = int(clock[1])
    elif twelve:
        hour = int(twelve[1]) % 12 + (12 if twelve[2].lower() == "p" else 0)
    else:
        return ANY_TIME
    return next((part for begins, part in reversed(PARTS) if hour >= begins), PARTS[-1][1])


def _parts_used(days: list[Day]) -> list[str]:
    """Parts of the day in their order, as far as there is an entry in them; all four of a day that is empty yet."""
    used = {part for day in days for part in day.parts}
    every: list[str] = [*(part for _, part in PARTS), ANY_TIME]
    return [part for part in every if part in used] or every[:3]


def _weekday(words: str, language: str) -> int | None:
    """The one day of the week that some words name; none where they name several."""
    said = words.casefold()
    found = {n for n in range(7) if speaker(language).weekday(n).casefold() in said}
    return found.pop() if len(found) == 1 else None


def _nights(seen: Overview, rows: list[Mapping[str, Any]], today: date, language: str) -> Overview:
    """A sleep diary: its nights by date, and the mornings of the last week that have none yet."""
    written = {str(row.get("date")) for row in rows}
    order = sorted(range(len(rows)), key=lambda n: str(rows[n].get("date") or ""), reverse=True)
    week = [today - timedelta(days=n) for n in range(NIGHTS)]
    open_days = [(speaker(language).day(day), day.isoformat()) for day in week if day.isoformat() not in written]
    return Overview(seen.of, seen.full, seen.new, [], [seen.items[n] for n in order], open_days)
