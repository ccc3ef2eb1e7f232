"""What a button of a worksheet's form does: turn the page, add, remove and move rows, open an entry.

Nothing is saved here; the page's own route does that, and the authors' preview does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..domain.answers import check
from ..domain.content import Step, WorksheetField, WorksheetKind
from ..domain.sentence import Sentence
from .visit import Fields
from .worksheet import cell_words, read_row
from .worksheet_form import Answers
from .worksheet_pages import Part, View, all_view, page_of, page_view, part_at, review_view, view_named

#: Tables whose rows can be moved, and the column by which they can be sorted, highest first.
ORDERED: Mapping[WorksheetKind, tuple[str, str]] = {"exposure-ladder": ("ladder", "fear")}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Gone(NamedTuple):
    """A row that was just taken out, so that it can be put back."""

    part: Part
    value: Any


@dataclass(frozen=True)
class Turn:
    """Answers and view after a button was pressed.

    `more`: field that got room for another row. `focus`: id of the element to go on with. `day`: date of a new entry.
    """

    answers: Answers
    view: View
    more: str = ""
    focus: str = ""
    notice: str = ""
    day: str = ""
    gone: Gone | None = None
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def stays(self) -> bool:
        """Whether what follows can only be shown now, and has no address to come back to."""
        return bool(self.more or self.focus or self.notice or self.gone or self.problems)


def turned(step: Step, view: View, answers: Answers, action: str, form: Fields) -> Turn:
    """What the button `action` does to answers with which the form of `view` was joined."""
    verb, _, place = action.partition(":")
    stay = Turn(answers, view)
    match verb:
        case "next" | "keep":
            wrong = tuple(wrong_here(view, answers))
            return replace(stay, problems=wrong) if wrong else replace(stay, view=_after(step.fields, view))
        case "page":
            return replace(stay, view=page_view(step.fields, int(place) if place.isdigit() and len(place) < 3 else 1))
        case "all":
            return replace(stay, view=all_view(step.fields))
        case "review":
            return replace(stay, view=review_view(step.fields))
        case "more":
            return replace(stay, more=place)
        case "edit":
            path, _, day = place.partition("@")
            found = view_named(step.fields, f"entry.{path}")
            return replace(stay, view=found, day=day if _DAY.fullmatch(day) else "")
        case "remove":
            return _removed(step, stay, place)
        case "restore":
            return _restored(step, stay, place, form)
        case "up" | "down":
            return _moved(step, stay, place, -1 if verb == "up" else 1)
        case "sort":
            return _sorted(step, stay)
        case _:
            return stay


def _after(fields: Sequence[WorksheetField], view: View) -> View:
    if view.name == "entry":
        return page_view(fields, page_of(fields, view.parts[0].path))
    return page_view(fields, view.number + 1) if view.name == "page" else view


def wrong_here(view: View, answers: Answers) -> list[tuple[str, str]]:
    """What has to be mended on this page before it is left for the next one; how pages fit together is said at the
    end."""
    found: list[tuple[str, str]] = []
    for part in view.parts:
        name, value = part.field.id, answers.get(part.field.id)
        if part.row is not None:
            rows = value[part.row : part.row + 1] if isinstance(value, list) else []
            alone = part.field.model_copy(update={"min_rows": 0, "required": False})
            wrong = check([alone], {name: rows})
            found += [(path.replace(f"{name}.0", part.path, 1), words) for path, words in wrong]
        elif part.path in view.written:
            found += check([part.field], {name: value})
    return found


def _rows(turn: Turn, path: str, fields: Sequence[WorksheetField]) -> tuple[Part | None, list[Any]]:
    """A row by its path, among the rows of its field."""
    name, _, row = path.partition(".")
    field = next((f for f in fields if f.id == name and f.type in ("list", "table")), None)
    number = int(row) if row.isascii() and row.isdigit() and len(row) < 3 else -1
    rows = list(turn.answers.get(name) or []) if field else []
    return (Part(field, number), rows) if field and 0 <= number < len(rows) else (None, [])


def _with_rows(turn: Turn, name: str, rows: list[Any]) -> Turn:
    rest = {key: value for key, value in turn.answers.items() if key != name}
    return replace(turn, answers={**rest, name: rows} if rows else rest)


def _removed(step: Step, turn: Turn, path: str) -> Turn:
    part, rows = _rows(turn, path, step.fields)
    if part is None or part.row is None:
        return turn
    value = rows.pop(part.row)
    view = _after(step.fields, turn.view) if turn.view.name == "entry" else turn.view
    return replace(_with_rows(turn, part.field.id, rows), view=view, gone=Gone(part, value))


def _restored(step: Step, turn: Turn, path: str, form: Fields) -> Turn:
    """Put a row back where it was; the form carries it."""
    name, _, row = path.partition(".")
    part = part_at(step.fields, name)
    if part is None or not row.isdigit():
        return turn
    field = part.field
    value: Any = form.one("back") if field.type == "list" else read_row(field, "back", form)
    rows = list(turn.answers.get(name) or [])
    if not value or len(rows) >= field.max_rows:
        return turn
    rows.insert(int(row[:2]), value)
    return replace(_with_rows(turn, name, rows), notice=Sentence("It is back."), focus=f"f.{path}")


def _moved(step: Step, turn: Turn, path: str, by: int) -> Turn:
    part, rows = _rows(turn, path, step.fields)
    ordered = ORDERED.get(step.worksheet) if step.worksheet else None
    if part is None or part.row is None or ordered is None or part.field.id != ordered[0]:
        return turn
    to = min(max(part.row + by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(part.row))
    # the button of the same direction, as long as there is further to go
    way = "up" if (by < 0 and to > 0) or to == len(rows) - 1 else "down"
    words = cell_words(part.field, rows[to])
    notice = Sentence("“{words}” is now number {n} of {all}.", words=words, n=to + 1, all=len(rows))
    return replace(_with_rows(turn, part.field.id, rows), notice=notice, focus=f"{way}.{part.field.id}.{to}")


def _sorted(step: Step, turn: Turn) -> Turn:
    """Highest first; rows without a number come last, in the order in which they stand."""
    name, by = ORDERED.get(step.worksheet, ("", "")) if step.worksheet else ("", "")
    rows = turn.answers.get(name)
    if not isinstance(rows, list):
        return turn
    known = [row for row in rows if isinstance(row.get(by), int)]
    known.sort(key=lambda row: -int(row[by]))
    rest = [row for row in rows if not isinstance(row.get(by), int)]
    notice = Sentence("Sorted: the most fear is at the top.")
    return replace(_with_rows(turn, name, known + rest), notice=notice, focus=f"sort.{name}")
