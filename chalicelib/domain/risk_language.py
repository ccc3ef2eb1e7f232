"""Safety column: deterministic wording rules for risk in what people write. Recall first, never silent, never a model.

A text is evened out (risk_text), cut into sentences, and each sentence is read with every rule of the lexicons; findings
about the writer are then read in context (risk_context). What is found can be raised by other checks, never lowered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.review import LEVEL_ORDER, Level
from chalicelib.domain.risk_categories import Category
from chalicelib.domain.risk_context import Reading, denied, read
from chalicelib.domain.risk_lexicon_more import CODED, HOPELESS, NAMED, PASSIVE, PREPARATION, SELF_HARM
from chalicelib.domain.risk_lexicon_others import ABUSE, CHILD, HARM, PSYCHOSIS, THIRD_PERSON, VOICES
from chalicelib.domain.risk_lexicon_self import KILL_SELF, MEANS, WISH_TO_DIE
from chalicelib.domain.risk_lexicon_spanish import SPANISH
from chalicelib.domain.risk_rules import Rule
from chalicelib.domain.risk_text import Sentence, sentences

__all__ = ["RULES", "Risk", "Span", "assess"]

RULES: tuple[Rule, ...] = (
    *KILL_SELF,
    *MEANS,
    *WISH_TO_DIE,
    *NAMED,
    *PASSIVE,
    *PREPARATION,
    *SELF_HARM,
    *CODED,
    *HOPELESS,
    *THIRD_PERSON,
    *VOICES,
    *HARM,
    *ABUSE,
    *CHILD,
    *PSYCHOSIS,
    *SPANISH,
)
#: A sentence is read in pieces of this many characters, so that one without any full stop costs no more than many.
_PIECE, _OVERLAP = 2000, 200


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

    `red`: intent, plan, means, preparation, an attempt or self-harm of late, a wish to die, voices that command, a plan
    to harm somebody. `amber`: passive wishes, hopelessness, coded or unclear words, urges, another person at risk, abuse,
    signs of psychosis. `blue`: past and over. Denied, idiomatic and fictional uses are `none`.
    """
    levels: dict[str, Level] = {}
    spans: dict[tuple[int, int, Category], None] = {}
    seen: dict[str, list[tuple[int, int, Reading]]] = {}
    for sentence in sentences(text):
        if sentence.text not in seen:
            seen[sentence.text] = list(_findings(sentence.text))
        for start, end, reading in seen[sentence.text]:
            if sentence.joint and not start < sentence.joint < end:
                continue
            spans[(*sentence.original(start, end), reading.category)] = None
            known = levels.get(reading.category)
            if known is None or LEVEL_ORDER[reading.level] < LEVEL_ORDER[known]:
                levels[reading.category] = reading.level
    if not levels:
        return Risk(level="none", categories=(), spans=())
    by_level = sorted(levels, key=lambda category: (LEVEL_ORDER[levels[category]], category))
    return Risk(
        level=levels[by_level[0]],  # type: ignore[arg-type]
        categories=tuple(by_level),  # type: ignore[arg-type]
        spans=tuple(Span(start=s, end=e, category=c) for s, e, c in sorted(spans)),
        levels=levels,
    )


def _findings(text: str) -> Iterator[tuple[int, int, Reading]]:
    for offset in range(0, max(len(text), 1), _PIECE - _OVERLAP):
        piece = text[offset : offset + _PIECE]
        for rule in RULES:
            for match in rule.matches(piece):
                reading = _in_context(rule, match.group(), piece[: match.start()], piece[match.end() :])
                if reading is not None:
                    yield offset + match.start(), offset + match.end(), reading


def _in_context(rule: Rule, matched: str, before: str, after: str) -> Reading | None:
    if rule.own:
        return read(rule.category, rule.level, matched, before, after)
    if rule.denies:
        match denied(before[-120:], after[:120]):
            case "yes":
                return None
            case "past":
                return Reading("past_resolved", "blue")
    return Reading(rule.category, rule.level)
