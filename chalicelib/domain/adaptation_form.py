"""Adaptation column: checks of a fitted passage's form: what the author asked for, and how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from . import adaptation_words as lexicon
from .adaptation import Check
from .adaptation_text import Subject, plain, runs, sentences, verdict, words

#: Shortest text, as a share of the author's words: less has lost part of the meaning.
SHORTEST = 0.5
#: Most words, as a share, that are neither ordinary nor the author's: more is another language or no language.
MOST_STRANGE = 0.05
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*\s?%?")
_LINK = re.compile(
    r"(?:[a-z]+://|www\.|mailto:)\S+|\S+@\S+|\b[a-z0-9-]+\.(?:com|org|net|io|co|uk|gov|edu|info|de|eu)\b", re.IGNORECASE
)
_MARKUP = [
    ("HTML", re.compile(r"<[^>\s][^>]*>|&[a-z]+;|&#\d+;", re.IGNORECASE)),
    ("heading", re.compile(r"(?m)^\s{0,3}#{1,6}\s|^[=-]{3,}\s*$")),
    ("list", re.compile(r"(?m)(?:^|(?<=[.:!?])\s)\s*(?:[-*+•–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")),
    ("link", re.compile(r"\]\s*[(\[]|!\[")),
    ("emphasis", re.compile(r"\*|__|(?<!\w)_\w|~~|`")),
    ("quote or table", re.compile(r"(?m)^\s*>|\|")),
]


def kept_words(text: str, subject: Subject) -> Check:
    """Each phrase of `keep` stands there as written; only its first letter may change case."""
    flat = " ".join(plain(text).split())
    missing = []
    for phrase in subject.sent.keep:
        wanted = " ".join(plain(phrase).split())
        if not re.search(rf"(?<!\w)(?:{re.escape(wanted)}|{re.escape(wanted[:1].upper() + wanted[1:])})(?!\w)", flat):
            missing.append(f"missing “{phrase}”")
    return verdict("kept-words", missing)


def numbers(text: str, subject: Subject) -> Check:
    """The same numbers as in the author's passage, in figures or in words."""

    def found(source: str) -> set[str]:
        figures = {re.sub(r"\s", "", n).rstrip(".,:/") for n in _NUMBER.findall(source)}
        return figures | {lexicon.NUMBERS[w] for w in words(source) if w in lexicon.NUMBERS}

    ours, theirs = found(subject.sent.text), found(text)
    faults = ["a number was lost"] * bool(ours - theirs) + ["a number was added"] * bool(theirs - ours)
    return verdict("numbers", faults)


def links(text: str, subject: Subject) -> Check:
    ours = sorted(m.group().rstrip(".,)") for m in _LINK.finditer(subject.sent.text))
    theirs = sorted(m.group().rstrip(".,)") for m in _LINK.finditer(text))
    return verdict("links", [] if ours == theirs else ["links are not those of the author"])


def length(text: str, subject: Subject) -> Check:
    count, fewest = len(text.split()), SHORTEST * len(subject.sent.text.split())
    faults = []
    if count > subject.sent.max_words:
        faults.append(f"{count} words, at most {subject.sent.max_words}")
    if count < fewest:
        faults.append(f"{count} words, at least {fewest:.0f}")
    return verdict("length", faults)


def reading_grade(text: str, subject: Subject) -> Check:
    grade = subject.grade(text)
    above = grade > subject.sent.reading_grade
    return verdict("reading-grade", [f"grade {grade:.1f}, at most {subject.sent.reading_grade:g}"] if above else [])


def language(text: str, subject: Subject) -> Check:
    """The language asked for, as a whole and nearly word by word."""
    known = set(words(subject.sent.text)) | {w for own in subject.sent.own_words for w in words(own)}
    found = words(text)
    strange = [w for w in found if w not in known and not _ordinary(w, subject.ordinary)]
    faults = [] if subject.speaks(text) else ["another language"]
    if len(strange) > MOST_STRANGE * len(found):
        faults.append(f"{len(strange)} unknown words of {len(found)}")
    return verdict("language", faults)


def _ordinary(word: str, ordinary: Container[str]) -> bool:
    return all(part in ordinary or part.partition("'")[0] in ordinary for part in word.split("-"))


def plain_text(text: str, subject: Subject) -> Check:
    """No markup, template marks or unusual characters that the author's passage does not have."""
    author = subject.sent.text
    faults = [name for name, pattern in _MARKUP if pattern.search(text) and not pattern.search(author)]
    if re.search(r"[{}\\\[\]]", text):
        faults.append("braces")
    usual = set(author) | set(" \n.,;:!?'\"’‘“”()…–—-%é")
    if any(not (c.isascii() and c.isalnum()) and c not in usual for c in text):
        faults.append("unusual characters")
    return verdict("plain-text", faults)


def whole(text: str, subject: Subject) -> Check:
    """Begins and ends as a text does: not cut off in mid-sentence."""
    begins, ends = re.match(r"[\"“'‘]?[^\W\d_]", text), re.search(r"[.!?…][\"”'’)]*$", text)
    capital = bool(begins) and text.lstrip("\"“'‘")[:1].isupper()
    return verdict("whole", ([] if capital else ["no beginning"]) + ([] if ends else ["no end"]))


def repetition(text: str, subject: Subject) -> Check:
    """No sentence twice, and no run of five words twice, unless the author repeats them too."""
    said = Counter(" ".join(words(s)) for s in sentences(text))
    faults = ["a sentence twice"] * any(n > 1 for s, n in said.items() if s)
    ours = runs(subject.sent.text)
    if any(n > max(1, ours[run]) for run, n in runs(text).items()):
        faults.append("a run of words twice")
    triples = runs(text, 3)
    if triples and len(triples) < 0.9 * triples.total():
        faults.append("the same few words again and again")
    return verdict("repetition", faults)
