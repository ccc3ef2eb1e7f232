"""Lint rules about passages that may be fitted to a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.content import PIPE
from ...reading_level import plain
from ..faults import Fault, shown
from ..reader import Reading
from .rule import LintRule, passages


class KeptWordsAbsent(LintRule):
    """Copy the words from the passage, outside any earlier answer. The check of a fitted passage looks for exactly
    these words, so words that the author's own text lacks would refuse every one."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for at in passages(reading):
            if at.passage.adaptable:
                for n, words in absent(at.passage.adaptable.keep, at.passage.text):
                    message = f"{shown(words)} must be kept, but the passage '{at.passage.id}' does not say it."
                    yield self.fault(at.file, at.rule_line("keep", n), message)
        for practice in reading.practices:
            for position, cue in enumerate(practice.model.cues):
                for n, words in absent(cue.adaptable.keep, cue.say) if cue.adaptable else ():
                    line = practice.lines.line("cues", position, "adaptable", "keep", n)
                    yield self.fault(practice.file, line, f"{shown(words)} must be kept, but the cue does not say it.")


class CueWithoutId(LintRule):
    """Give the cue an `id`, so that what was fitted can be told apart from what was written."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            for position, cue in enumerate(practice.model.cues):
                if cue.adaptable and cue.id is None:
                    line = practice.lines.line("cues", position)
                    yield self.fault(
                        practice.file, line, f"The cue at {cue.at_seconds:g} s is adaptable but has no id."
                    )


def absent(keep: Sequence[str], text: str) -> Iterator[tuple[int, str]]:
    """Kept words that the text lacks; a line break counts as a space, capitals do not matter."""
    without_answers = PIPE.sub(" … ", text)
    said = [_flat(without_answers), _flat(plain(without_answers))]
    for position, words in enumerate(keep):
        if not words.strip() or not any(_flat(words) in one for one in said):
            yield position, words


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())
