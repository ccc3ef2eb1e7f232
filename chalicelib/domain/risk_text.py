"""Safety column: text as people type it, made even enough for wording rules to read.

Lower case, no accents, look-alike letters and l33t undone, spelled-out and masked words joined, common typos mended,
apostrophes dropped, emoji of means turned into words. Every piece remembers where in the original text it stood.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chalicelib.domain.risk_spelling import mend

__all__ = ["Sentence", "joined", "sentences"]

_EMOJI = {
    "🔫": " gunemoji ",
    "🔪": " knifeemoji ",
    "🗡": " knifeemoji ",
    "💊": " pills ",
    "💀": " deademoji ",
    "☠": " deademoji ",
    "⚰": " deademoji ",
    "🪦": " deademoji ",
    "😂": " lol ",
    "🤣": " lol ",
    "😹": " lol ",
}
#: Letters of other scripts that look like Latin ones.
_LOOKALIKES = dict(zip("аеорсухіјѕԁһкмтнвαεικορτυνωɡıøłđ", "aeopcyxijsdhkmthbaeikoptuvwgiold", strict=True)) | {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
}
_SPELLED = re.compile(r"(?<![a-z0-9])(?:k[ .\-_*]m[ .\-_*]s|(?:[a-z0-9][ .\-_*]{1,2}){3,60}[a-z0-9])(?![a-z0-9'])")
_PIECE = re.compile(
    r"(?P<word>[a-z0-9$@](?:[a-z0-9]|['*@$!|+](?=[a-z0-9*]))*)"
    r"|(?P<pause>\.{2,}|[,:()\"]+|[-_/#]{2,})"
    r"|(?P<stop>[.!?;]+)"
    r"|(?P<line>\n+)"
)


class Sentence(NamedTuple):
    """One sentence: words joined by single blanks (a comma is a word), and where each word stood."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]
    #: Offset in `text` after which a following sentence was joined on, or 0.
    joint: int = 0

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original text of a piece of `text`, widened to whole words."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return self.origins[max(first, 0)][0], self.origins[max(last, 0)][1]


def joined(parts: Sequence[Sentence]) -> Sentence:
    """Neighbouring sentences as one text."""
    starts: list[int] = []
    length = 0
    for part in parts:
        starts += [length + start for start in part.starts]
        length += len(part.text) + 1
    origins = tuple(origin for part in parts for origin in part.origins)
    return Sentence(" ".join(part.text for part in parts), tuple(starts), origins)


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, and besides each pair of neighbours that a line break or a very short sentence parts
    ("i want to / kill myself"; "I want to. Die."), joined, with `joint` telling where."""
    previous: tuple[list[_Word], bool] | None = None
    for words, soft in _segments(text):
        yield _sentence(words)
        if previous and (previous[1] or len(words) <= 2 or len(previous[0]) <= 1):
            tail = previous[0][-25:]
            yield _sentence(tail + words[:25], joint=sum(len(w.text) + 1 for w in tail))
        previous = (words, soft)


#: Words after which a lone figure 2 means "to".
_BEFORE_TO = {
    "want",
    "wanted",
    "going",
    "need",
    "ready",
    "have",
    "like",
    "trying",
    "able",
    "got",
    "about",
    "how",
    "way",
}


def _sentence(words: list[_Word], joint: int = 0) -> Sentence:
    words = [
        word._replace(text="to") if word.text == "2" and i and words[i - 1].text in _BEFORE_TO else word
        for i, word in enumerate(words)
    ]
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    return Sentence(" ".join(w.text for w in words), tuple(starts), tuple((w.start, w.end) for w in words), joint)


def _segments(text: str) -> Iterator[tuple[list[_Word], bool]]:
    """Sentences as words, each with whether it ended at a mere line break."""
    folded, origin = _fold(text)
    folded, origin = _join_spelled(folded, origin)
    words: list[_Word] = []
    for piece in _PIECE.finditer(folded):
        start, end = origin[piece.start()], origin[piece.end() - 1] + 1
        if piece["word"]:
            words += [_Word(word, start, end) for word in mend(piece["word"]).split()]
        elif piece["pause"]:
            words.append(_Word(",", start, end))
        elif words and not _is_decimal(folded, piece):
            yield words, bool(piece["line"])
            words = []
    if words:
        yield words, False


def _is_decimal(folded: str, piece: re.Match[str]) -> bool:
    before, after = folded[piece.start() - 1 : piece.start()], folded[piece.end() : piece.end() + 1]
    return piece[0] == "." and before.isdigit() and after.isdigit()


#: The plain characters, one for one: nearly all text takes this short way.
_PLAIN = {code: chr(code) if chr(code).isalnum() or chr(code) in "'*@$!|+.,:;?()-_/#\"" else " " for code in range(128)}
_PLAIN |= {ord(c): "\n" for c in "\n\r\x0b\x0c"} | {ord("`"): "'"}


def _fold(text: str) -> tuple[str, Sequence[int]]:
    if text.isascii():
        return text.lower().translate(_PLAIN), range(len(text))
    pieces: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        folded = _fold_char(char)
        pieces.append(folded)
        origin += [index] * len(folded)
    return "".join(pieces), origin


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """One character as none, one or several plain ones; a blank for what no rule can use."""
    if char in _EMOJI:
        return _EMOJI[char]
    if char in "‘’ʼ`´′＇":
        return "'"
    if char in '“”«»„"':
        return '"'
    if char == "¡":
        return "|"
    if char in "–—―…":
        return ".." if char == "…" else " , "
    if char in "\n\r\u2028\u2029\x0b\x0c\x85":
        return "\n"
    plain = []
    for part in unicodedata.normalize("NFKD", char).lower():
        part = _LOOKALIKES.get(part, part)
        if part.isascii():
            plain.append(part if part.isalnum() or part in "'*@$!|+.,:;?()-_/#\"" else " ")
        elif unicodedata.category(part) not in ("Mn", "Me", "Cf"):
            plain.append(" ")
    return "".join(plain).lower()


def _join_spelled(folded: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    """`k i l l` and `s.u.i.c.i.d.e` as words."""
    kept: list[int] = []
    at = 0
    for match in _SPELLED.finditer(folded):
        kept += range(at, match.start())
        kept += (i for i in range(match.start(), match.end()) if folded[i].isalnum())
        at = match.end()
    if not at:
        return folded, origin
    kept += range(at, len(folded))
    return "".join(folded[i] for i in kept), [origin[i] for i in kept]
