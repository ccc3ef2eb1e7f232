"""How a worksheet is laid out: which questions share a small page, and which tables are written entry by entry.

Decided by how much a worksheet asks and by the types of its fields, never by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ..domain.content import WorksheetField

#: A worksheet that asks at least so much comes over several pages (own choice: more than a phone shows at once).
LONG = 8
#: What one page holds: two short questions, or one that takes more than a line (own choice).
PAGEFUL = 2
#: A table with so many columns or more is written one entry at a time (own choice: a row no longer fits on a phone).
MANY_COLUMNS = 6
_LARGE = ("long_text", "list", "table", "choices")

Name = Literal["page", "all", "entry", "mend", "review"]


class Part(NamedTuple):
    """One thing that a page asks: a field, or a single entry (`row`) of a table."""

    field: WorksheetField
    row: int | None = None

    @property
    def path(self) -> str:
        return self.field.id if self.row is None else f"{self.field.id}.{self.row}"


@dataclass(frozen=True)
class View:
    """What of a worksheet is on the screen.

    `page` (with its `number` from 1): a few questions · `all`: every question · `entry`: one entry of a table ·
    `mend`: what has to be looked at again · `review`: everything that was written, before it is finished.
    """

    name: Name
    parts: tuple[Part, ...] = ()
    number: int = 1

    @property
    def text(self) -> str:
        """The view inside a form: `page.3`, `all`, `entry.nights.2`."""
        return {
            "page": f"page.{self.number}",
            "entry": f"entry.{self.parts[0].path}" if self.parts else "page.1",
            "mend": f"mend.{','.join(part.path for part in self.parts)}",
        }.get(self.name, self.name)

    @property
    def query(self) -> str:
        """The view at the end of an address."""
        if self.name == "page":
            return f"page={self.number}"
        return f"entry={self.parts[0].path}" if self.name == "entry" and self.parts else f"{self.name}=1"

    @property
    def written(self) -> tuple[str, ...]:
        """Paths of what its form speaks for; an overview of entries is only looked at."""
        inline = self.name in ("all", "mend")
        return tuple(p.path for p in self.parts if inline or p.row is not None or not by_entry(p.field))


def by_entry(field: WorksheetField) -> bool:
    """Whether a table is written one entry at a time."""
    return field.type == "table" and len(field.columns) >= MANY_COLUMNS


def weight(field: WorksheetField) -> int:
    return PAGEFUL if field.type in _LARGE else 1


def pages_of(fields: Sequence[WorksheetField]) -> list[tuple[WorksheetField, ...]]:
    """The small pages of a worksheet, in the author's order; a short one is a single page."""
    if sum(map(weight, fields)) < LONG:
        return [tuple(fields)]
    pages: list[list[WorksheetField]] = [[]]
    for field in fields:
        if pages[-1] and sum(map(weight, pages[-1])) + weight(field) > PAGEFUL:
            pages.append([])
        pages[-1].append(field)
    return [tuple(page) for page in pages]


def page_view(fields: Sequence[WorksheetField], number: int) -> View:
    """The page of that number; beyond the last one everything is looked over."""
    pages = pages_of(fields)
    if number > len(pages) > 1:
        return review_view(fields)
    number = min(max(number, 1), len(pages))
    return View("page", tuple(Part(field) for field in pages[number - 1]), number)


def review_view(fields: Sequence[WorksheetField]) -> View:
    """Everything to look over; a worksheet on one page has its Done there."""
    return View("review", (), len(pages_of(fields)) + 1) if len(pages_of(fields)) > 1 else page_view(fields, 1)


def all_view(fields: Sequence[WorksheetField]) -> View:
    return View("all", tuple(Part(field) for field in fields))


def page_of(fields: Sequence[WorksheetField], path: str) -> int:
    """Number of the page that asks for a path."""
    first = path.split(".")[0]
    return next((n for n, page in enumerate(pages_of(fields), 1) if any(f.id == first for f in page)), 1)


def part_at(fields: Sequence[WorksheetField], path: str) -> Part | None:
    """What a path (`situation`, `nights.2`) asks for; nothing where there is no such field or row."""
    name, _, row = path.partition(".")
    field = next((field for field in fields if field.id == name), None)
    if field is None or not row:
        return Part(field) if field else None
    number = int(row) if row.isascii() and row.isdigit() and len(row) < 3 else field.max_rows
    return Part(field, number) if field.type == "table" and number < field.max_rows else None


def mend_view(fields: Sequence[WorksheetField], paths: Sequence[str]) -> View:
    """What has to be looked at again: whole fields, and of a table that is written by entry the entry alone.

    A table that needs entries and has none is looked at where they are added.
    """
    bare = next(
        (path for path in paths if (part := part_at(fields, path)) and part.row is None and by_entry(part[0])), ""
    )
    if bare:
        return page_view(fields, page_of(fields, bare))
    found: dict[str, Part] = {}
    for path in paths:
        name, _, rest = path.partition(".")
        field = next((field for field in fields if field.id == name), None)
        part = part_at(fields, f"{name}.{rest.split('.')[0]}" if field and rest and by_entry(field) else name)
        if part:
            found.setdefault(part.path, part)
    return View("mend", tuple(found.values())) if found else page_view(fields, 1)


def view_named(fields: Sequence[WorksheetField], text: str) -> View:
    """The view that a form or an address names; the first page for whatever is not known (any more)."""
    name, _, rest = text.partition(".")
    match name:
        case "all":
            return all_view(fields)
        case "review":
            return review_view(fields)
        case "mend":
            return mend_view(fields, rest.split(","))
        case "entry":
            part = part_at(fields, rest)
            return View("entry", (part,)) if part and part.row is not None else page_view(fields, page_of(fields, rest))
        case _:
            return page_view(fields, int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 3 else 1)


def resumed(fields: Sequence[WorksheetField], answers: Mapping[str, Any]) -> View:
    """Where to go on with a worksheet that was begun: after the last page on which something was written."""
    pages = pages_of(fields)
    written = [n for n, page in enumerate(pages, 1) if any(answers.get(field.id) is not None for field in page)]
    return page_view(fields, max(written) + 1) if written and len(pages) > 1 else page_view(fields, 1)
