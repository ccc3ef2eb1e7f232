"""Reading level: how many years of school a text asks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_PIPE = re.compile(r"\{\{[^{}|]*(?:\|([^{}]*))?\}\}")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_URL = re.compile(r"<?https?://\S+>?")
_BLOCK_MARK = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)")
_HEADING_LINE = re.compile(r"(?m)^([ \t]*#{1,6}[ \t].*)$")
_BLOCK_END = re.compile(r"\n(?=[ \t]*(?:\n|#{1,6}[ \t]|>|[-*+][ \t]|\d+[.)][ \t]))")
_HEADING_ID = re.compile(r"(?m)[ \t]*\{#[^}]*\}[ \t]*$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s+|$)")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|Dr|Mr|Mrs|Ms|a\.m|p\.m)\.(?=\s+[a-z\d])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def plain(text: str) -> str:
    """The words a patient reads: Markdown marks, link targets and pipes taken away.

    A pipe `{{step.field | some words}}` is read as its fallback words, the only part that is known beforehand.
    """
    text = text.replace("\r\n", "\n")
    text = _PIPE.sub(lambda m: (m.group(1) or "").strip(), text)
    text = _URL.sub("", _IMAGE_OR_LINK.sub(r"\1", text))
    return re.sub(r"[*`]+|(?<!\w)_+|_+(?!\w)", "", _HEADING_ID.sub("", text))


def sentences(text: str) -> list[str]:
    """Sentences of a Markdown text; a heading, a list entry and a paragraph each end one."""
    blocks = (
        " ".join(_BLOCK_MARK.sub("", block).split())
        for block in _BLOCK_END.split(_HEADING_LINE.sub(r"\1\n", plain(text)))
    )
    found = (
        s
        for block in blocks
        for s in _SENTENCE_END.split(_ABBREVIATION.sub(lambda m: m.group().replace(".", ""), block))
    )
    return [s for s in found if _WORD.search(s)]


def words(text: str) -> list[str]:
    """Words of a Markdown text; a hyphenated word is one, as in Kincaid 1975, and numbers are none."""
    return _WORD.findall(plain(text))


def grade(text: str, language: str = "en") -> float:
    """Flesch-Kincaid grade: 0.39 · words/sentences + 11.8 · syllables/words - 15.59.

    Kincaid, Fishburne, Rogers and Chissom 1975 (Research Branch Report 8-75, Naval Technical Training): United States
    school grades, fitted on English prose; for other languages it only ranks texts of one language. Markdown and pipes
    are taken away first. A text without words is 0. Very short texts give unsteady grades.
    """
    in_sentences = [_WORD.findall(s) for s in sentences(text)]
    count = sum(map(len, in_sentences))
    if not count:
        return 0.0
    syllable_count = sum(syllables(word, language) for found in in_sentences for word in found)
    return 0.39 * count / len(in_sentences) + 11.8 * syllable_count / count - 15.59


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str = "en") -> int:
    """Syllables of one word, at least 1: the larger of its hyphenation points and its vowel groups.

    Hyphenation alone misses syllables at a word's edge ("about", "any") and vowel groups alone miss some inside it; on
    English prose the larger of the two was nearest to the CMU pronouncing dictionary (0.04 too few a word, against
    0.12 by hyphenation alone).
    """
    return max(
        1, sum(_part_syllables(part, language) for part in re.sub("['’]", "", word.lower()).split("-") if len(part) > 1)
    )


def _part_syllables(part: str, language: str) -> int:
    hyphenation = _dictionary(language)
    points = len(hyphenation.positions(part)) + 1 if hyphenation else 1
    groups = (
        _english_vowel_groups(part)
        if language.startswith("en")
        else len(re.findall(r"[aeiouyáéíóúüàèêôâîäöåæø]+", part))
    )
    return max(1, points, groups)


def _english_vowel_groups(part: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", part))
    # Silent endings: the e of "make" and "moved" and "times", but not that of "little", "wanted", "houses".
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouysxzcgh]es$", part):
        groups -= 1
    # Two vowels that are said apart: "being", "create", "anxiety"; but not "station", "special", "question", "quiet".
    said_as_one = re.sub(r"[ctsg]i[oa]|qu|gu|peop", "x", part)
    return groups + len(re.findall(r"i[ao]|iet|eo|ua|[aeiouy]ing$", said_as_one))


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Any:
    import pyphen  # its dictionaries are only read where a text is measured

    wanted = "en_US" if language == "en" else language.replace("-", "_")
    found = pyphen.language_fallback(wanted)
    return pyphen.Pyphen(lang=found) if found else None
