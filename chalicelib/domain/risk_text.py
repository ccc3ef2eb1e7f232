"""Safety column: text as people type it, made even enough for wording rules to read.

Lower case, no accents, look-alike letters and l33t undone, spelled-out and masked words joined, common typos mended,
apostrophes dropped, emoji of means turned into words. Every piece remembers where in the original text it stood.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

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
_LEET = str.maketrans("013457@$!|+", "oieastasiit")
_SMS = {
    **dict.fromkeys(("2nite", "2night", "tonite", "2nyt", "tnite", "tonihgt"), "tonight"),
    **dict.fromkeys(("2moro", "2mrw", "2morrow", "tmrw", "tmr", "tmrrw", "tomoz", "tomoro", "tommorow", "tommorrow"), "tomorrow"),
    **dict.fromkeys(("2day", "2dae"), "today"),
    **dict.fromkeys(("4ever", "4eva", "foreva"), "forever"),
    **dict.fromkeys(("h8", "b4", "4get"), ""),
    **dict.fromkeys(("wnat", "watn", "wan't", "wamt", "wnt", "wany", "watnt", "wont't"), "want"),
    **dict.fromkeys(("wana", "wanan", "wnna", "wanto", "wannna", "waana"), "wanna"),
    **dict.fromkeys(("gona", "gunna", "gna", "gonan", "goona", "ganna", "gonn"), "gonna"),
    **dict.fromkeys(("myslef", "mysef", "meself", "miself", "mself", "myselff", "myseif", "myelf", "mysekf", "mysel", "mysself"), "myself"),
    **dict.fromkeys(("kil", "kll", "klil", "kiil", "kilk", "kiill", "kiii", "kili", "klll", "kiil", "kkill"), "kill"),
    **dict.fromkeys(("dont't", "dnt", "dotn", "don", "dnot", "dont"), "dont"),
    **dict.fromkeys(("dieing", "diying", "dyin", "dyign"), "dying"),
    **dict.fromkeys(("diie", "deid", "diee"), "die"),
    **dict.fromkeys(("suiside", "sewercide", "suacide", "suicied", "sooicide", "suicid", "suicude", "siucide", "suicice", "suici"), "suicide"),
    **dict.fromkeys(("suisidal", "suicidle", "suicdal", "suidical", "sucidle", "suicital"), "suicidal"),
    **dict.fromkeys(("anymroe", "animore", "anymor", "enymore"), "anymore"),
    **dict.fromkeys(("thinkin", "thikning", "thinkng", "thinkign"), "thinking"),
    **dict.fromkeys(("bout", "abt", "abut", "aboout", "abot"), "about"),
    **dict.fromkeys(("every1", "evry1", "evryone", "everone", "evryl"), "everyone"),
    **dict.fromkeys(("some1", "sum1"), "someone"),
    **dict.fromkeys(("liek", "lik"), "like"),
    **dict.fromkeys(("od'd", "od’d", "odd'd", "oded", "od-ed"), "overdosed"),
    **dict.fromkeys(("od'ing", "oding"), "overdosing"),
    **dict.fromkeys(("qiero", "kiero", "kero", "qero", "quero"), "quiero"),
    **dict.fromkeys(("suicidarm", "suisidarme", "suicidarne"), "suicidarme"),
    "goin": "going",
    "alt+f4": "alt f4",
    "ctrl+alt+del": "delete",
    "u": "you",
    "r": "are",
    "ur": "your",
    "iam": "im",
    "i'm": "im",
    "hav": "have",
    "livin": "living",
    "alot": "a lot",
    "self-harm": "self harm",
    "selfharm": "self harm",
    "selfharmed": "self harmed",
    "selfharming": "self harming",
    "cant": "cant",
    "cannot": "cant",
    "can't": "cant",
    "wbu": "",
    "gonnna": "gonna",
}  # fmt: skip
#: Words worth mending when one letter is lost, doubled or swapped with its neighbour.
_MEND = (
    ("suicide", "suicidal", "overdose", "overdosed", "myself", "killing", "living", "tonight", "tomorrow", "anymore")
    + ("thoughts", "thinking", "hanging", "cutting", "hurting", "tablets", "forever", "everyone", "without", "better")
    + ("going", "planning", "wanting", "morirme", "suicidarme", "matarme", "pastillas", "wrists", "overdosing")
)  # fmt: skip
_REAL = {
    "thought",
    "tablet",
    "wrist",
    "pastilla",
    "hoping",
    "with",
    "cuting",
    "outing",
    "ever",
    "eveyone",
    "hoping",
    "giving",
    "loving",
    "lving",
    "having",
    "gong",
    "oing",
}
_MASKABLE = (
    ("kill", "killing", "killed", "suicide", "suicidal", "suicides", "die", "dying", "dead", "death", "cut", "cutting")
    + ("hang", "hanging", "shoot", "rape", "raped", "murder", "stab", "overdose", "unalive", "knife", "self", "harm")
)  # fmt: skip
_SPELLED = re.compile(r"(?<![a-z0-9])(?:k[ .\-_*]m[ .\-_*]s|(?:[a-z0-9][ .\-_*]{1,2}){3,60}[a-z0-9])(?![a-z0-9'])")
_PIECE = re.compile(
    r"(?P<word>[a-z0-9$@](?:[a-z0-9]|['*@$!|+](?=[a-z0-9*]))*)"
    r"|(?P<pause>\.{2,}|[,:()\"]+|[-_/#]{2,})"
    r"|(?P<stop>[.!?;]+)"
    r"|(?P<line>\n+)"
)
_REPEATED = re.compile(r"([a-z])\1{2,}")
_NUMBERED = re.compile(r"(\d+)([a-z]{3,})")


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
            words += [_Word(word, start, end) for word in _mend(piece["word"]).split()]
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


@lru_cache(maxsize=8192)
def _mend(word: str) -> str:
    """One typed word as the word (or words) that was meant."""
    if word in _SMS:
        return _SMS[word]
    if word.isalpha():
        return _typo(word)
    word = word.replace("'", "")
    if "*" in word:
        return _unmasked(word)
    if word.isdigit():
        return word
    undone = word.translate(_LEET)
    numbered = _NUMBERED.fullmatch(word)
    if numbered and not _MEANT.search(undone):
        return f"{numbered[1]} {_typo(numbered[2])}"
    if (undone.isalpha() and not word[0].isdigit()) or _MEANT.search(undone):
        return _typo(undone)
    return _typo(word)


#: What a l33t word that begins with a figure must hold to be read as letters ("5uicide", but not "10mg").
_MEANT = re.compile("suic|kil|die|dead|death|hang|self|harm|hate|live|life")


def _typo(word: str) -> str:
    word = _REPEATED.sub(r"\1", word)
    return _SMS.get(word) or _slips().get(word, word)


@cache
def _slips() -> dict[str, str]:
    """One-slip misspellings of the words in `_MEND`: a letter lost, doubled, or swapped with the next."""
    slips: dict[str, str] = {}
    for word in _MEND:
        for i in range(len(word)):
            variants = [word[:i] + word[i + 1 :], word[:i] + word[i] + word[i:]]
            if i + 1 < len(word):
                variants.append(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
            slips.update((variant, word) for variant in variants if i or variant[0] == word[0])
    return {slip: word for slip, word in slips.items() if slip not in _MEND and slip not in _REAL}


def _unmasked(word: str) -> str:
    """`k*ll` as kill, when at least two letters are left and only one length fits."""
    if len(word.replace("*", "")) < 2:
        return word.replace("*", "")
    for key in _MASKABLE:
        if len(key) == len(word) and all(m in ("*", k) for m, k in zip(word, key, strict=True)):
            return key
    return _typo(word.replace("*", "").translate(_LEET))
