"""The map of a programme: where each module, arrow and rule is drawn. The template draws, this decides where."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ...domain.content import Module
from ...domain.programme import Programme
from . import words

# all lengths in units of the picture, which is shown at about one unit a CSS pixel
WIDE, GAP, HIGH, LOW, EDGE = 122, 18, 62, 46, 12
LINE = 15
#: Letters that fit into a line of a box, of a rule below it, and of a row's own words.
IN_BOX, IN_NOTE, IN_ROW = 14, 18, 150


@dataclass(frozen=True)
class Box:
    """A module in one of the rows."""

    module: Module
    x: float
    y: float
    high: float
    lines: list[str]
    notes: list[str] = field(default_factory=list)
    moved: bool = False

    @property
    def middle(self) -> float:
        return self.x + WIDE / 2


@dataclass(frozen=True)
class Row:
    """Words above a row of modules."""

    title: str
    lines: list[str]
    x: float
    y: float


@dataclass
class Map:
    wide: float = 0
    high: float = 0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[str] = field(default_factory=list)
    """Paths that end in an arrow head."""
    rows: list[Row] = field(default_factory=list)


def drawn(programme: Programme) -> Map:
    """The weekly modules as listed, what hangs on them, and below that each branch's own order."""
    found = Map()
    weekly = [module for module in programme.modules if module.kind == "weekly"]
    first = _row(found, "Week by week, in the order of the files", [], EDGE)
    main = {m.id: _box(found, m, n, first, HIGH, programme) for n, m in enumerate(weekly)}
    _chain(found, list(main.values()))
    below = first + HIGH + _notes_high(main.values()) + 34
    below = _extras(found, programme, main, below)
    _branches(found, programme, main, below)
    found.wide = max((box.x + WIDE for box in found.boxes), default=0) + EDGE
    return found


def _row(found: Map, title: str, lines: list[str], y: float, x: float = EDGE) -> float:
    """Write the words of a row at `y`; returns where its boxes begin."""
    found.rows.append(Row(title, lines, x, y + LINE))
    found.high = y + LINE * (1 + len(lines)) + 10
    return found.high


def _box(
    found: Map, module: Module, column: int, y: float, high: float, programme: Programme, moved: bool = False
) -> Box:
    full = high == HIGH
    notes = words.in_short(module, programme) if full else []
    if full and (offer := words.offer(module, programme)):
        notes.append(offer)
    lines = _wrapped(module.title, IN_BOX)[: 3 if full else 2]
    wrapped = [line for note in notes for line in _wrapped(note, IN_NOTE)]
    box = Box(module, EDGE + column * (WIDE + GAP), y, high, lines, wrapped, moved)
    found.boxes.append(box)
    found.high = max(found.high, y + high + LINE * len(wrapped) + EDGE)
    return box


def _wrapped(text: str, most: int) -> list[str]:
    return textwrap.wrap(text, most, break_long_words=False) or [""]


def _notes_high(boxes: Iterable[Box]) -> float:
    return max((LINE * len(box.notes) for box in boxes), default=0)


def _chain(found: Map, boxes: list[Box]) -> None:
    for left, right in pairwise(boxes):
        y = left.y + left.high / 2
        found.arrows.append(f"M{left.x + WIDE:g} {y:g}H{right.x - 3:g}")


def _extras(found: Map, programme: Programme, main: dict[str, Box], y: float) -> float:
    """Optional modules and boosters, below the module that opens them, or as near to its right as there is room."""
    extras = [module for module in programme.modules if module.kind != "weekly"]
    if not extras:
        return y
    top = _row(found, "Beside the way: extra parts and check-ins", [], y, EDGE + WIDE + GAP + 14)
    columns = {box.module.id: n for n, box in enumerate(main.values())}
    decides = columns.get(programme.decide_after or "", -1)
    taken = {decides}
    for module in extras:
        opened_by = [columns[one] for one in module.unlock.completed if one in columns]
        column = max(opened_by, default=0)
        while column in taken:
            column += 1
        taken.add(column)
        box = _box(found, module, column, top, HIGH, programme)
        if opened_by:
            _hang(found, list(main.values())[max(opened_by)], box)
    return found.high + 22


def _hang(found: Map, above: Box, box: Box) -> None:
    """An arrow from the left edge of one box down to the top of another, clear of the rules in between."""
    x, turn = above.x + 5, box.y - 12
    end = x if box.x == above.x else box.middle
    found.arrows.append(f"M{x:g} {above.y + above.high:g}V{turn:g}H{end:g}V{box.y - 3:g}")


def _branches(found: Map, programme: Programme, main: dict[str, Box], y: float) -> None:
    """A row for each branch: where its order differs from that of the files, the module is marked."""
    listed = list(main)
    decides = listed.index(programme.decide_after) if programme.decide_after in main else -1
    modules = {module.id: module for module in programme.modules}
    for branch in programme.branches:
        when = _wrapped(f"Followed when {words.branch_when(branch, programme)}.", IN_ROW)
        top = _row(found, f"Branch “{branch.title}”", when, y, EDGE + (decides + 1) * (WIDE + GAP))
        boxes = [
            _box(found, modules[one], n, top, LOW, programme, moved=n >= len(listed) or listed[n] != one)
            for n, one in enumerate(branch.order)
            if one in modules and n > decides
        ]
        _chain(found, boxes)
        if boxes and decides >= 0:
            start = main[listed[decides]]
            level = top + LOW / 2
            found.arrows.append(f"M{start.x + 5:g} {start.y + start.high:g}V{level:g}H{boxes[0].x - 3:g}")
        y = top + LOW + 20
        found.high = y
