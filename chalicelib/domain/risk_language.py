"""Safety column: deterministic wording rules for risk in what people write. Recall first, never silent, never a model.

A text is evened out (risk_text), cut into sentences, and each sentence is read with every rule of the lexicon; findings
about the writer are then read in context (risk_context), and signs that count together are looked for (risk_signs).
What is found can be raised by other checks, never lowered.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.review import LEVEL_ORDER, Level
from chalicelib.domain.risk_categories import Category
from chalicelib.domain.risk_context import Reading, denied, read
from chalicelib.domain.risk_lexicon import RULES
from chalicelib.domain.risk_rules import Rule, hinted
from chalicelib.domain.risk_signs import COMBINATIONS, Combination, holding, may_hold
from chalicelib.domain.risk_text import Sentence, joined, sentences

__all__ = ["RULES", "Risk", "Span", "assess"]

#: A sentence is read in pieces of this many characters, so that one without any full stop costs no more than many.
_PIECE, _OVERLAP = 1000, 300
#: Rules that may match somewhere in a text, with those of their hints that stand in it.
Candidates = Mapping[Rule, Sequence[str]]
#: Findings of one rule in one text; a text that says the same a thousand times is read no further for it.
_ENOUGH = 20


class Span(BaseModel):
    """Where something was found: characters of the original text, end not included."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    category: Category


class Risk(BaseModel):
    """What the rules found. `none` means that no rule spoke, not that a person is safe."""

    model_config = ConfigDict(frozen=True)

    level: Literal["red", "amber", "blue", "none"]
    categories: tuple[Category, ...] = Field(description="highest level first")
    spans: tuple[Span, ...] = Field(description="in order of the text")
    levels: dict[str, Level] = Field(default_factory=dict, exclude=True, description="highest level by category")


def assess(text: str) -> Risk:
    """Look for language of suicide, self-harm or danger in a text of any length and script; never raises.

    `red`: intent, plan, means, preparation, an attempt or self-harm of late, a wish to die, voices that command, a
    plan to harm somebody. `amber`: passive wishes, hopelessness, coded or unclear words, urges, another person at risk,
    abuse, signs of psychosis. `blue`: past and over. Denied, idiomatic and fictional uses are `none`.
    """
    noted = _Notes()
    recent: deque[Sentence] = deque(maxlen=3)
    seen: dict[str, list[tuple[int, int, Reading]]] = {}
    seen_signs: set[str] = set()
    often: Counter[Rule] = Counter()
    read_in = list(sentences(text))
    # most rules and signs stand nowhere in the text: they are left out once, not sentence by sentence
    whole = _whole(read_in)
    cut = any(len(sentence.text) > _PIECE // 3 for sentence in read_in)  # a piece may end within a word
    candidates = {rule: hints for rule, hints in hinted(RULES, whole).items() if cut or rule.may_match(whole)}
    together = COMBINATIONS if cut else may_hold(whole)
    for sentence in read_in:
        if sentence.text not in seen:
            seen[sentence.text] = list(_findings(sentence.text, candidates, often))
        for start, end, reading in seen[sentence.text]:
            if not sentence.joint or start < sentence.joint < end:
                noted.add(sentence, start, end, reading)
        if not sentence.joint:
            recent.append(sentence)
            if together:
                _note_signs(joined(recent), together, seen_signs, noted)
    return noted.risk()


def _whole(read_in: Sequence[Sentence]) -> str:
    """All that will be read, as one text: the sentences in order, then what joining changed ("want / 2 die")."""
    whole = " ".join(sentence.text for sentence in read_in if not sentence.joint)
    changed = [sentence.text for sentence in read_in if sentence.joint and sentence.text not in whole]
    return " ".join([whole, *changed])


@dataclass
class _Notes:
    """What has been found so far in one text."""

    levels: dict[Category, Level] = field(default_factory=dict)
    spans: set[tuple[int, int, Category]] = field(default_factory=set)

    def add(self, sentence: Sentence, start: int, end: int, reading: Reading) -> None:
        self.spans.add((*sentence.original(start, end), reading.category))
        known = self.levels.get(reading.category)
        if known is None or LEVEL_ORDER[reading.level] < LEVEL_ORDER[known]:
            self.levels[reading.category] = reading.level

    def risk(self) -> Risk:
        if not self.levels:
            return Risk(level="none", categories=(), spans=())
        by_level = sorted(self.levels, key=lambda category: (LEVEL_ORDER[self.levels[category]], category))
        top = self.levels[by_level[0]]
        return Risk(
            level="blue" if top == "info" else top,
            categories=tuple(by_level),
            spans=tuple(Span(start=s, end=e, category=c) for s, e, c in sorted(self.spans)),
            levels=dict(self.levels),
        )


def _note_signs(window: Sentence, among: Sequence[Combination], seen: set[str], noted: _Notes) -> None:
    """Signs that count together, within three sentences or a thousand characters."""
    for offset in range(0, max(len(window.text), 1), _PIECE - _OVERLAP):
        piece = window.text[offset : offset + _PIECE]
        if piece in seen:
            continue
        seen.add(piece)
        for combination, found in holding(piece, among):
            for start, end in found:
                noted.add(window, offset + start, offset + end, Reading(combination.category, combination.level))


def _findings(text: str, candidates: Candidates, often: Counter[Rule]) -> Iterator[tuple[int, int, Reading]]:
    for offset in range(0, max(len(text), 1), _PIECE - _OVERLAP):
        piece = text[offset : offset + _PIECE]
        for rule, hints in candidates.items():
            if often[rule] >= _ENOUGH or not any(map(piece.__contains__, hints)):
                continue
            for match in rule.matches(piece):
                if offset and match.start() < _OVERLAP // 2:
                    continue  # read in the piece before, with the words that stand before it
                reading = _in_context(rule, match.group(), piece[: match.start()], piece[match.end() :])
                if reading is not None:
                    often[rule] += reading.level == rule.level
                    yield offset + match.start(), offset + match.end(), reading


def _in_context(rule: Rule, matched: str, before: str, after: str) -> Reading | None:
    if rule.own:
        return read(rule.category, rule.level, matched, before, after)
    if rule.category == "third_person" and " asked " in matched:
        return None
    if rule.denies:
        match denied(before[-120:], after[:120]):
            case "yes":
                return None
            case "past":
                return Reading("past_resolved", "blue")
    return Reading(rule.category, rule.level)
