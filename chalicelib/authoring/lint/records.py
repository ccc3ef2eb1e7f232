"""Lint rules that hold a folder against its records: ids that were published, and safety text that was approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...domain.content import Step
from .. import safety_text
from ..faults import Fault
from ..published_ids import RECORD, Lost, ids_of_steps, lost, read_record
from ..reader import Placed, Reading
from .rule import LintRule, PassageAt, every_place


class RemovedId(LintRule):
    """Give the step or field its id back: patients' answers are kept under it. Where nobody has answered yet, take its
    line out of published-ids.txt."""

    whole: ClassVar[bool] = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        record, steps = read_record(reading.folder), {step.model.id: step for step in reading.steps}
        for one in _lost(reading):
            step = steps.get(one.id.partition(".")[0])
            if one.now is None:
                file = step.file if step else str(reading.folder / RECORD)
                line = step.lines.line("fields") if step else record[one.id][1]
                yield self.fault(file, line, f"An id that was published is gone: {one}.")


class ReusedId(LintRule):
    """Give the new question an id of its own, and leave the old id unused: answers of another kind are kept under it,
    and would be shown as answers to this question."""

    whole: ClassVar[bool] = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        steps = {step.model.id: step for step in reading.steps}
        for one in _lost(reading):
            if one.now is not None:
                step = steps[one.id.partition(".")[0]]
                yield self.fault(step.file, _line_of(step, one.id), f"An id that was published is used anew: {one}.")


def _lost(reading: Reading) -> list[Lost]:
    was = {name: kind for name, (kind, _) in read_record(reading.folder).items()}
    return lost(was, ids_of_steps(step.model for step in reading.steps))


def _line_of(step: Placed[Step], name: str) -> int:
    """Line of the `type` of a field or of a table's column."""
    _, field_id, *column_id = name.split(".")
    field = next(n for n, one in enumerate(step.model.fields) if one.id == field_id)
    if not column_id:
        return step.lines.line("fields", field, "type")
    columns = step.model.fields[field].columns
    column = next(n for n, one in enumerate(columns) if one.id == column_id[0])
    return step.lines.line("fields", field, "columns", column, "type")


class SafetyText(LintRule):
    """Undo the change; or have it read by whoever answers for safety, who then runs `stillpath approve-safety`. These
    words tell people in danger what to do, so they never change by the way, and nothing may be fitted into them."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        record = safety_text.read_record(reading.folder)
        there = dict(every_place(reading))
        for place, at in there.items():
            if safety_text.watched(place, record):
                yield from self._passage(at, record.get(place), source="/" not in place)
        for place, approved in record.items() if not reading.faults else ():
            if place not in there:
                file = str(reading.folder / safety_text.RECORD)
                yield self.fault(file, approved.line, f"The approved safety passage {place} is gone.")

    def _passage(self, at: PassageAt, approved: safety_text.Approved | None, *, source: bool) -> Iterator[Fault]:
        named = f"The safety passage '{at.passage.id}'"
        if approved is None:
            yield self.fault(at.file, at.heading_line, f"{named} was never approved.")
        elif not safety_text.as_approved(at.passage, approved):
            message = f"{named} has changed since {approved.by} approved it on {approved.on}."
            yield self.fault(at.file, at.heading_line, message)
        if at.passage.adaptable and source:
            yield self.fault(at.file, at.rule_line(), f"{named} may be fitted to a person; it must stay as it is.")
