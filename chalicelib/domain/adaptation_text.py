"""Adaptation column: how two texts are taken apart, so that they can be held against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from . import adaptation_words as lexicon
from .adaptation import Check
from .adaptation_outgoing import Outgoing

#: Words in a row that count as the same wording.
RUN = 5
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")


@dataclass(frozen=True)
class Subject:
    """What a text is held against. `grade` and `speaks` are measured outside: they need dictionaries.

    `instructions` is the fixed part of the prompt; `speaks(text)` says whether a text is in the language asked for.
    """

    sent: Outgoing
    instructions: str
    grade: Callable[[str], float]
    speaks: Callable[[str], bool]
    ordinary: Container[str]


def plain(text: str) -> str:
    """Straight quotes and no emphasis marks, so that two spellings of one sentence compare as equal."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " ")):
        text = text.replace(curly, straight)
    return re.sub(r"\*+|__", "", text)


def words(text: str) -> list[str]:
    return _WORD.findall(plain(text).lower())


def stems(text: str) -> set[str]:
    """Content words, their commonest endings cut off."""
    return {re.sub(r"(?:'s|ing|ed|es|s|ly|e)$", "", w) or w for w in words(text) if w not in lexicon.STOP}


def sentences(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE.split(plain(text)) if s.strip()]


def runs(text: str, length: int = RUN) -> Counter[tuple[str, ...]]:
    """How often each run of so many words occurs."""
    found = words(text)
    return Counter(tuple(found[i : i + length]) for i in range(len(found) - length + 1))


def brought_in(patterns: Sequence[lexicon.Pattern], text: str, author: str) -> list[str]:
    """Names of the patterns under which the text says something that the author's passage does not say."""
    return [name for name, pattern in patterns if _said(pattern, text) - _said(pattern, author)]


def _said(pattern: re.Pattern[str], text: str) -> set[str]:
    return {" ".join(match.group().lower().split()) for match in pattern.finditer(plain(text))}


def verdict(name: str, faults: Sequence[str]) -> Check:
    return Check(name=name, passed=not faults, detail=", ".join(faults))
