"""What a lint rule is, and where its faults are in the text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from ...domain.content import Criterion, Module, Passage, Step
from ...domain.translation import passage_parts
from ..faults import Fault, Rule
from ..reader import Placed, Reading
from ..yaml_text import LineMap


class LintRule(Rule):
    """A check of what was read. One class per rule; its docstring is the help that authors read."""

    #: Needs every file: skipped while some file cannot be read, or it would report what is only missing for now.
    whole: ClassVar[bool] = False
    #: Whether content with such a fault can be published. Not so for what patients are shown marked, as a stale part of
    #: a translation is.
    blocks: ClassVar[bool] = True

    @abstractmethod
    def check(self, reading: Reading) -> Iterator[Fault]:
        """The faults of this rule, in any order."""


class PassageAt(NamedTuple):
    """A passage and where it is written."""

    step: Placed[Step]
    position: int
    passage: Passage

    @property
    def file(self) -> str:
        return self.step.file

    @property
    def heading_line(self) -> int:
        return self.step.lines.line("passages", self.position)

    def line(self, offset: int = 0) -> int:
        """Line of a character of the passage's text."""
        return self.step.lines.line("passages", self.position, "text") + self.passage.text.count("\n", 0, offset)

    def rule_line(self, *path: str | int) -> int:
        """Line of a key of the passage's rule under `adaptable`."""
        return self.step.lines.line("passages", self.position, "adaptable", *path)


class CriterionAt(NamedTuple):
    """A criterion of an unlock rule, an offer or a branch, and where it is written."""

    criterion: Criterion
    lines: LineMap
    path: tuple[str | int, ...]
    #: The module that waits for it; None for an offer or a branch, which close nothing.
    opens: Module | None = None

    @property
    def file(self) -> str:
        return self.lines.file

    def line(self, key: str) -> int:
        return self.lines.line(*self.path, key)


def criteria(reading: Reading) -> Iterator[CriterionAt]:
    """Everything that a score or an answer decides."""
    for module in reading.modules:
        for n, condition in enumerate(module.model.unlock.conditions):
            yield CriterionAt(condition, module.lines, ("unlock", "conditions", n), module.model)
        for n, condition in enumerate(module.model.offer):
            yield CriterionAt(condition, module.lines, ("offer", n))
    for n, branch in enumerate(reading.programme.branches if reading.programme else ()):
        for m, case in enumerate(branch.when):
            for k, criterion in enumerate(case):
                yield CriterionAt(criterion, reading.lines, ("branches", n, "when", m, k))


def passages(reading: Reading) -> Iterator[PassageAt]:
    for step in reading.steps:
        for position, passage in enumerate(step.model.passages):
            yield PassageAt(step, position, passage)


def translated_passages(reading: Reading) -> Iterator[tuple[str, PassageAt, Passage]]:
    """(language, the translated passage, the source's passage) of every translation that has words."""
    for language in reading.translations:
        for file in language.files.values():
            if not isinstance(step := file.document.model, Step):
                continue
            source = {f"passages.{passage.id}": passage for passage in step.passages}
            found = [part for part in file.translation.texts if part in source]
            for position, part in enumerate(found):
                heading, text = passage_parts(file.translation.texts[part])
                if text:
                    passage = source[part].model_copy(update={"heading": heading, "text": text})
                    yield language.code, PassageAt(Placed(step, file.lines), position, passage), source[part]


def every_passage(reading: Reading) -> Iterator[PassageAt]:
    """The passages of the source, then those of its translations."""
    yield from passages(reading)
    for _, at, _ in translated_passages(reading):
        yield at


def every_place(reading: Reading) -> Iterator[tuple[str, PassageAt]]:
    """(`step.passage`, or `es/step.passage` in a translation; the passage) of every passage."""
    for at in passages(reading):
        yield f"{at.step.model.id}.{at.passage.id}", at
    for language, at, _ in translated_passages(reading):
        yield f"{language}/{at.step.model.id}.{at.passage.id}", at
