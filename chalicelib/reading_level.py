"""Reading level: how many years of school a text asks for."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
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


def has_grades(language: str) -> bool:
    """Whether there is a formula that was fitted on this language."""
    return language.split("-")[0] in ("en", "es")


def grade(text: str, language: str = "en") -> float:
    """School grade of a text: Flesch-Kincaid, for Spanish Fernández Huerta.

    Flesch-Kincaid is 0.39 · words/sentences + 11.8 · syllables/words - 15.59 (Kincaid, Fishburne, Rogers and Chissom
    1975, Research Branch Report 8-75, Naval Technical Training): United States school grades, fitted on English prose;
    for languages without a formula of their own it only ranks texts of one language. Markdown and pipes are taken away
    first. A text without words is 0. Very short texts give unsteady grades.
    """
    words_a_sentence, syllables_a_word = _lengths(text, language)
    if not words_a_sentence:
        return 0.0
    if language.split("-")[0] == "es":
        return _spanish_grade(_fernandez_huerta(words_a_sentence, syllables_a_word))
    return 0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59


def ease(text: str) -> float:
    """Lecturabilidad of a Spanish text: 206.84 - 60 · syllables/words - 1.02 · words/sentences; higher is easier.

    Fernández Huerta 1959 (Consigna 214: 29-32), with the second term as Law 2011 corrected it. 60-70 is an ordinary
    text for adults. A text without words is 0.
    """
    words_a_sentence, syllables_a_word = _lengths(text, "es")
    return _fernandez_huerta(words_a_sentence, syllables_a_word) if words_a_sentence else 0.0


def _fernandez_huerta(words_a_sentence: float, syllables_a_word: float) -> float:
    return 206.84 - 60 * syllables_a_word - 1.02 * words_a_sentence


#: (score, grade at that score): the table that Fernández Huerta gives, each band ending with its highest grade (90-100
#: fourth, 80-90 fifth, 70-80 sixth, 60-70 seventh or eighth, 50-60 before university, below that university).
_SPANISH_GRADES = ((100.0, 3.0), (90.0, 4.0), (80.0, 5.0), (70.0, 6.0), (60.0, 8.0), (50.0, 12.0), (0.0, 18.0))


def _spanish_grade(score: float) -> float:
    if score >= _SPANISH_GRADES[0][0]:
        return _SPANISH_GRADES[0][1]
    for (above, low), (below, high) in pairwise(_SPANISH_GRADES):
        if score >= below:
            return low + (above - score) / (above - below) * (high - low)
    return _SPANISH_GRADES[-1][1]


def _lengths(text: str, language: str) -> tuple[float, float]:
    """(words a sentence, syllables a word); zeros for a text without words."""
    in_sentences = [_WORD.findall(s) for s in sentences(text)]
    count = sum(map(len, in_sentences))
    if not count:
        return 0.0, 0.0
    syllable_count = sum(syllables(word, language) for found in in_sentences for word in found)
    return count / len(in_sentences), syllable_count / count


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
    if language.split("-")[0] == "es":
        return _spanish_syllables(part)
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


def _spanish_syllables(part: str) -> int:
    """Vowel groups, as Spanish spelling tells them: a, e, o and accented í, ú each make one; i, u, ü join a neighbour.

    The u of que, qui, gue, gui is silent; a y at the end of a word is a vowel that joins the one before it.
    """
    spoken = re.sub(r"([qg])u(?=[eiéí])", r"\1", re.sub(r"(?<=[aeiou])y$", "i", part))
    spoken = re.sub(r"^y$", "i", spoken)
    groups = re.findall(r"[iuü]*[aeoáéóíú][iuü]*|[iuü]+", spoken)
    return max(1, len(groups))


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Any:
    import pyphen  # its dictionaries are only read where a text is measured

    wanted = "en_US" if language == "en" else language.replace("-", "_")
    found = pyphen.language_fallback(wanted)
    return pyphen.Pyphen(lang=found) if found else None
