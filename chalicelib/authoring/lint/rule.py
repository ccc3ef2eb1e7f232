"""What a lint rule is, and where its faults are in the text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from ...domain.content import Passage, Step
from ..faults import Fault, Rule
from ..reader import Placed, Reading


class LintRule(Rule):
    """A check of what was read. One class per rule; its docstring is the help that authors read."""

    #: Needs every file: skipped while some file cannot be read, or it would report what is only missing for now.
    whole: ClassVar[bool] = False

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


def passages(reading: Reading) -> Iterator[PassageAt]:
    for step in reading.steps:
        for position, passage in enumerate(step.model.passages):
            yield PassageAt(step, position, passage)
