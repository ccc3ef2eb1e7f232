"""What a persona writes on a worksheet: valid by the type of each field, or wrong first, as happens to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from zlib import crc32

from ...domain.content import Step, WorksheetField, WorksheetKind
from .persona import Persona
from .words import feelings, sentences

Answers = dict[str, Any]
#: A night of a sleep diary, in times that follow each other and minutes that fit in.
_TIMES = {"bed": "22:45", "lights-out": "23:10", "final-wake": "06:40", "rise": "07:05"}
_NUMBERS = {"latency": 30, "awake-minutes": 25, "wakes": 2}


def answers_for(step: Step, persona: Persona, today: date, turn: int = 0) -> Answers:
    """A finished worksheet. The same person writes the same on the same step and `turn`, in every simulation."""
    answers = _Pen(persona, today, f"{persona.name}/{step.id}/{turn}").fill(step.fields, step.id)
    if step.worksheet in _FITTING:
        _FITTING[step.worksheet](answers)
    return answers


@dataclass
class _Pen:
    """A persona's hand on one page."""

    persona: Persona
    today: date
    seed: str
    row: int = 0

    def fill(self, fields: Sequence[WorksheetField], place: str) -> Answers:
        asked = [field for field in fields if self.persona.thorough or field.required]
        return {field.id: self._answer(field, f"{place}.{field.id}") for field in asked}

    def _answer(self, field: WorksheetField, ref: str) -> Any:
        match field.type:
            case "short_text" | "long_text":
                return self._text(field, ref)
            case "number" | "rating":
                usual = _NUMBERS.get(field.id, self._by_chance(ref).randint(field.minimum, field.maximum))
                return min(max(usual, field.minimum), field.maximum)
            case "choice":
                ids = [choice.id for choice in field.choices]
                own = self.persona.choices.get(ref)
                return own if own in ids else self._by_chance(ref).choice(ids)
            case "choices":
                return [self._by_chance(ref).choice(field.choices).id]
            case "yes_no":
                return self._by_chance(ref).random() < 0.5
            case "date":
                return str(self.today + timedelta(days=14 + self.row))
            case "time":
                return _TIMES.get(field.id, "18:30")
            case "list":
                return [self._in_row(n)._text(field, ref) for n in range(_rows(field))]
            case "table":
                return [self._in_row(n).fill(field.columns, ref) for n in range(_rows(field))]

    def _in_row(self, row: int) -> _Pen:
        return _Pen(self.persona, self.today, self.seed, row)

    def _by_chance(self, ref: str) -> Random:
        return Random(f"{self.seed}/{ref}/{self.row}")  # noqa: S311 - invented answers: there is nothing to guess

    def _text(self, field: WorksheetField, ref: str) -> str:
        """Rows below each other never say the same."""
        named = field.id in ("name", "feeling")
        words = feelings(self.persona.language) if named else sentences(self.persona.language)
        return words[(crc32(f"{self.seed}/{ref}".encode()) + self.row) % len(words)][: field.max_length]


def _rows(field: WorksheetField) -> int:
    return min(max(field.min_rows, 2), field.max_rows)


def spoiled(step: Step, answers: Answers) -> Answers | None:
    """The same worksheet as a person might send it first: something left out, or too much of it. None: no way."""
    for field in step.fields:
        if field.required and field.id in answers:
            return {key: value for key, value in answers.items() if key != field.id}
    for field in step.fields:
        if field.type in ("rating", "number") and field.id in answers:
            return {**answers, field.id: field.maximum + 1}
        if field.type in ("short_text", "long_text") and field.id in answers:
            return {**answers, field.id: "far too long " * (field.max_length // 12 + 1)}
    return None


# --- what the type of a worksheet wants to fit together -------------------------------------------


def _record(answers: Answers) -> None:
    if answers.get("thoughts") and "hot-thought" in answers:
        answers["hot-thought"] = answers["thoughts"][0].get("thought", answers["hot-thought"])
    for before, now in zip(answers.get("emotions", ()), answers.get("emotions-now", ()), strict=False):
        now["name"] = before["name"]


def _ladder(answers: Answers) -> None:
    rows = [row for row in answers.get("ladder", ()) if "fear" in row]
    for row, fear in zip(rows, sorted(row["fear"] for row in rows), strict=True):
        row["fear"] = fear


def _log(answers: Answers) -> None:
    for row in answers.get("entries", ()):
        fears = [name for name in ("fear-end", "fear-before", "fear-peak") if name in row]
        for name, fear in zip(fears, sorted(row[name] for name in fears), strict=True):
            row[name] = fear


_FITTING: Mapping[WorksheetKind | None, Callable[[Answers], None]] = {
    "thought-record": _record,
    "exposure-ladder": _ladder,
    "exposure-log": _log,
}
