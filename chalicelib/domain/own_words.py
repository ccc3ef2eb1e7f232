"""Adaptation column: a person's own words with everything taken out that could point to who they are."""

from __future__ import annotations

import re
from collections.abc import Container

from .adaptation_words import NAMES
from .risk_language import assess

#: Stands where something was taken out.
GAP = "…"
_NUMBER_WORD = (
    r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|double|triple|"
    r"hundred)"
)
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|place|square|way|terrace|crescent|gardens|row|hill|park|"
    r"boulevard|blvd|alley|mews|highway|flat|apartment|apt)"
)
_HIDDEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<[^<>]*>",
        r"\S*@\S*",
        r"(?:[a-z]+://|www\.)\S*",
        # an address spelled out: "anna dot b at mail dot com", "mail dot com"
        r"(?:\S+\s+(?:dot|punkt)\s+)*\S+\s+\(?at\)?\s+\S+(?:\s+dot\s+\S+)+",
        r"\S+(?:\s+dot\s+\S+)+",
        r"\S*[a-z]\.[a-z]\S*",
        r"\S+/\S+/\S*",
        # a house in a street, with its number in figures or in words
        rf"(?:\d\w*|\b{_NUMBER_WORD}\b)\s+(?:\w+\s+){{0,3}}{_STREET}\b",
        # a number read out: four figures or more in words
        rf"\b{_NUMBER_WORD}(?:[\s,-]+{_NUMBER_WORD}){{3,}}\b",
        r"\S*\d\S*",
        # a name that is announced: "called anna", "my name is anna b"
        r"(?<=\bcalled )\w+|(?<=\bnamed )\w+|(?<=\bname is )\w+(?:\s+\w+)?|(?<=\bi am )(?-i:[A-Z]\w+)",
    )
]
#: An answer that gives orders to the model instead of telling about a week.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|rule|prompt|above|previous|everything)"
    r"|\bsystem prompt\b|\byou are (?:now|a|an) \w*\s*(?:ai|assistant|model|bot|doctor|therapist)\b"
    r"|\bjailbreak|\bpretend (?:to be|you)"
    r"|\b(?:respond|reply|answer|write) (?:only )?(?:with|in)\b|<\|",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’][^\W\d_]+)?|{GAP}")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\"“(]|-\s)\s*$")
_LIST_JOINT = re.compile(r"(?:,|\band)\s*$")
_FIRST_PERSON = re.compile(r"I(?:['’](?:m|ve|d|ll))?")


def may_be_sent(words: str) -> bool:
    """Whether an answer may be looked at for sending at all: not when it speaks of risk or orders the model about."""
    return assess(words).level == "none" and not _ORDER.search(" ".join(words.split()))


def without_identifiers(words: str, ordinary: Container[str]) -> str:
    """The answer with names, numbers, e-mail and street addresses and links taken out; "" when nothing is left.

    Works by permission, not by prohibition: first whole addresses and numbers go, then only words that `ordinary`
    knows stay. A word with a capital letter inside a sentence is taken for a name.
    """
    for hidden in _HIDDEN:
        words = hidden.sub(f" {GAP} ", words)
    kept: list[str] = []
    end = 0
    for match in _TOKEN.finditer(words):
        between = words[end : match.start()]
        kept.append(_joint(between))
        kept.append(_shown(match.group(), words[: match.start()], ordinary))
        end = match.end()
    text = "".join([*kept, _joint(words[end:])])
    text = re.sub(rf"{GAP}(?:[\s,]*{GAP})+", GAP, text)
    text = " ".join(text.split()).strip(" ,")
    return text if any(c.isalpha() for c in text) else ""


def _joint(between: str) -> str:
    """What stands between two words: a mark that ends or divides a sentence."""
    marks = "".join(c for c in between if c in ".,!?;:")[:1]
    return marks + (" " if between else "")


def _shown(word: str, before: str, ordinary: Container[str]) -> str:
    plain = word.replace("’", "'")
    lower = plain.lower()
    if _FIRST_PERSON.fullmatch(plain):
        return plain
    stem = lower.removesuffix("'s")
    letter = len(lower) == 1 and lower not in "aio"
    if letter or (stem not in ordinary and lower not in ordinary):
        return GAP
    if plain[0].islower():
        return plain
    if stem in NAMES or not (_SENTENCE_END.search(before) or _LIST_JOINT.search(before)):
        return GAP
    return lower if _LIST_JOINT.search(before) else plain
