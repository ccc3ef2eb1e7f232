"""The record of approved safety text: which words a person answers for, and who that is.

`safety-text.txt` in the content folder has a line for each passage: its place, the stamp of its words, when they were
approved and by whom. Words that differ from their stamp are a fault until somebody approves them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain.content import Passage
from ..domain.translation import passage_text, stamp

RECORD = "safety-text.txt"
#: Passages that say what to do in danger, whatever the step; others are watched once they have been approved.
ALWAYS = frozenset({"not-for-emergencies", "not-alone", "if-you-feel-worse", "not-safe"})
_HEAD = """\
# Safety text, and who approved it. Written by `stillpath approve-safety`; commit it together with the text.
# place of the passage · stamp of its words · approved on · approved by
"""


@dataclass(frozen=True)
class Approved:
    """The words of one passage as somebody approved them; `line` is where the record says so."""

    stamp: str
    on: str
    by: str
    line: int = 1


def read_record(folder: Path) -> dict[str, Approved]:
    """Place of a passage (`step.passage`, `es/step.passage`) → its approval; empty when there is no record."""
    path = folder / RECORD
    found: dict[str, Approved] = {}
    if path.is_file():
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            words = line.partition("#")[0].split(maxsplit=3)
            if len(words) == 4:
                found[words[0]] = Approved(words[1], words[2], words[3].strip(), number)
    return found


def as_approved(passage: Passage, approved: Approved | None) -> bool:
    return approved is not None and approved.stamp == stamp_of(passage)


def stamp_of(passage: Passage) -> str:
    return stamp(passage_text(passage.heading, passage.text))


def watched(place: str, record: Mapping[str, Approved]) -> bool:
    """Whether the words of a passage are somebody's to approve."""
    step, _, passage = place.rpartition(".")
    return place in record or (passage in ALWAYS and "/" not in step)


def approve(folder: Path, places: Mapping[str, Passage], there: Collection[str], by: str, on: date) -> None:
    """Put the words of these passages on record; a place that is not `there` any more is taken off."""
    kept = {place: one for place, one in read_record(folder).items() if place in there}
    kept |= {place: Approved(stamp_of(passage), on.isoformat(), by) for place, passage in places.items()}
    lines = (f"{place} {one.stamp} {one.on} {one.by}\n" for place, one in sorted(kept.items()))
    (folder / RECORD).write_text(_HEAD + "".join(lines), encoding="utf-8")
