"""Lint rules about typed worksheets: the fields by which the rules of a type know what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...domain.content import Step, WorksheetField
from ...domain.worksheets import WORKSHEETS, Asked, missing_fields
from ..faults import Fault
from ..reader import Placed, Reading
from .rule import LintRule


class WorksheetFields(LintRule):
    """A step with `worksheet: <type>` asks for the fields of that type, by these ids: its checks look for them. More
    fields are welcome. Without `worksheet`, a step asks what it likes."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for step in reading.steps:
            if step.model.worksheet:
                asked = WORKSHEETS[step.model.worksheet]
                yield from self._missing(step, asked, step.model.fields, ())
                yield from self._wrong(step, asked, step.model.fields, ())

    def _missing(
        self,
        step: Placed[Step],
        asked: Mapping[str, Asked],
        fields: Sequence[WorksheetField],
        at: tuple[str | int, ...],
    ) -> Iterator[Fault]:
        if missing := missing_fields(asked, {f.id for f in fields}):
            line = step.lines.line(*at) if at else step.lines.line("worksheet")
            kind, names = step.model.worksheet, ", ".join(f"'{name}'" for name in missing)
            what = ("column" if at else "field") + "s" * (len(missing) > 1)
            yield self.fault(step.file, line, f"A worksheet of the type '{kind}' needs the {what} {names} here.")

    def _wrong(
        self,
        step: Placed[Step],
        asked: Mapping[str, Asked],
        fields: Sequence[WorksheetField],
        at: tuple[str | int, ...],
    ) -> Iterator[Fault]:
        for n, field in enumerate(fields):
            wanted = asked.get(field.id)
            if wanted is None:
                continue
            here = (*at, "columns", n) if at else ("fields", n)
            key, words = _what_is_wrong(field, wanted)
            if words:
                message = f"'{field.id}' {words} in a worksheet of the type '{step.model.worksheet}'."
                yield self.fault(step.file, step.lines.line(*here, key), message)
            elif wanted.columns:
                yield from self._missing(step, wanted.columns, field.columns, (*here, "columns"))
                yield from self._wrong(step, wanted.columns, field.columns, here)


class WorksheetKind(LintRule):
    """Give `worksheet` to a step of the kind worksheet or homework, where people write; readings have no type."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for step in reading.steps:
            kind = step.model.worksheet
            if kind and WORKSHEETS[kind] and step.model.kind not in ("worksheet", "homework"):
                message = f"'{step.model.id}' is of the kind {step.model.kind}, but has the worksheet type '{kind}'."
                yield self.fault(step.file, step.lines.line("worksheet"), message)


def _what_is_wrong(field: WorksheetField, wanted: Asked) -> tuple[str, str]:
    """(key that is wrong, what it should be), both empty when all is well."""
    if field.type not in wanted.types:
        return "type", f"must be of the type {' or '.join(wanted.types)}, not {field.type},"
    if wanted.scale and (field.minimum, field.maximum) != wanted.scale:
        low, high = wanted.scale
        key = "maximum" if field.maximum != high else "minimum"
        return key, f"goes from {field.minimum} to {field.maximum}; it must go from {low} to {high}"
    missing = sorted(wanted.choices - {choice.id for choice in field.choices}) if field.type == "choice" else []
    if missing:
        return "choices", f"must offer the choice{'s' * (len(missing) > 1)} {', '.join(missing)}"
    return "", ""
