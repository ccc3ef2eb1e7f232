"""Lint rules about earlier answers: pipes, conditions, and what an adaptation may use."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from ...domain.content import PIPE, Step, WorksheetField
from ..faults import Fault, shown
from ..reader import Placed, Reading
from .rule import LintRule, criteria, every_passage, passages


class UnknownReference(LintRule):
    """Name a field of an earlier step as step-id.field-id. The step's id is in its front matter (it is not the file's
    name), the field's id under `fields`; the patient must meet that step before this one."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        known = {f"{step.id}.{f.id}": n for n, step in enumerate(_steps(reading)) for f in step.fields}
        order = {step.id: n for n, step in enumerate(_steps(reading))}
        for at in passages(reading):
            here = order[at.step.model.id]
            for pipe in PIPE.finditer(at.passage.text):
                yield from self._fault(at.file, at.line(pipe.start()), pipe[1], known, here, "is shown")
            for n, ref in enumerate(at.passage.adaptable.may_use if at.passage.adaptable else ()):
                yield from self._fault(at.file, at.rule_line("may_use", n), ref, known, here, "may be used")
        for found in criteria(reading):
            if found.criterion.answer:
                ref = found.criterion.answer
                yield from self._fault(found.file, found.line("answer"), ref, known, len(order), "decides")
        for practice in reading.practices:
            for n, cue in enumerate(practice.model.cues):
                for m, ref in enumerate(cue.adaptable.may_use if cue.adaptable else ()):
                    line = practice.lines.line("cues", n, "adaptable", "may_use", m)
                    yield from self._fault(practice.file, line, ref, known, len(order), "may be used")

    def _fault(self, file: str, line: int, ref: str, known: dict[str, int], here: int, what: str) -> Iterator[Fault]:
        if ref not in known:
            near = difflib.get_close_matches(ref, known, n=1)
            guess = f" Did you mean '{near[0]}'?" if near else ""
            yield self.fault(file, line, f"The answer '{ref}' {what} here, but no step asks for it.{guess}")
        elif known[ref] >= here:
            yield self.fault(file, line, f"The answer '{ref}' {what} here, but it is not asked for before this step.")


class UnknownChoice(LintRule):
    """Under `equals`, write the id of one of the field's choices, or yes or no for a yes_no field."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        fields = {f"{step.id}.{f.id}": f for step in _steps(reading) for f in step.fields}
        for found in criteria(reading):
            asked = found.criterion
            field = fields.get(asked.answer or "")
            if field and asked.equals is not None and asked.equals not in _choices(field):
                message = f"'{asked.equals}' is not a choice of '{asked.answer}', so this can never be met."
                yield self.fault(found.file, found.line("equals"), message)


class PipeWithoutWords(LintRule):
    """After the reference, add a bar and words that read well when there is no answer:
    {{my-cycle.situation | a hard moment}}."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for at in every_passage(reading):
            for pipe in PIPE.finditer(at.passage.text):
                if not pipe[2]:
                    message = f"'{pipe[1]}' has no words for a person who left it empty; they would see a hole."
                    yield self.fault(at.file, at.line(pipe.start()), message)


class BrokenPipe(LintRule):
    """An earlier answer is shown by {{step-id.field-id | words to use when there is no answer}}, inside a passage, with
    two braces on either side and no braces or bars in the words."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for at in every_passage(reading):
            # blanked, not removed, so that what is left keeps its place
            rest = PIPE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), at.passage.text)
            for brace in re.finditer(r"\{\{[^\n]*|\}\}", rest):
                message = f"{shown(brace[0], 40)} looks like an earlier answer but cannot be read as one."
                yield self.fault(at.file, at.line(brace.start()), message)
            if "{{" in at.passage.heading:
                yield self.fault(at.file, at.heading_line, "Earlier answers are shown in passages, not in headings.")
        for step in reading.steps:
            yield from self._outside(step)

    def _outside(self, step: Placed[Step]) -> Iterator[Fault]:
        if "{{" in step.model.title:
            yield self.fault(
                step.file, step.lines.line("title"), "Earlier answers are shown in passages, not in titles."
            )
        for n, field in enumerate(step.model.fields):
            for key in ("label", "help"):
                if "{{" in getattr(field, key):
                    line = step.lines.line("fields", n, key)
                    yield self.fault(step.file, line, "Earlier answers are shown in passages, not in questions.")


def _steps(reading: Reading) -> list[Step]:
    """Steps in the order in which patients meet them."""
    return [step.model for step in reading.steps]


def _choices(field: WorksheetField) -> set[str]:
    return {"yes", "no"} if field.type == "yes_no" else {choice.id for choice in field.choices}
