"""Safety column: how words are mistyped, masked and abbreviated, and what is meant."""

from __future__ import annotations

import re
from functools import cache, lru_cache

__all__ = ["mend"]

#: What is meant → how it is typed. For slips that the one-slip table below does not make.
_TYPED = {
    "tonight": "2nite 2night tonite 2nyt tnite tonihgt",
    "tomorrow": "2moro 2mrw 2morrow tmrw tmr tmrrw tomoz tomoro tommorow tommorrow",
    "today": "2day 2dae",
    "forever": "4ever 4eva foreva",
    "want": "wnat watn wamt wnt wany watnt",
    "wanna": "wana wanan wnna wanto wannna waana",
    "gonna": "gona gunna gna gonan goona ganna gonn gonnna",
    "going": "goin",
    "through": "thru",
    "myself": "myslef mysef meself miself mself myselff myseif myelf mysekf mysel mysself",
    "kill": "kil kll klil kiil kilk kiill kiii kili klll kkill",
    "dont": "dnt dotn don dnot",
    "dying": "dieing diying dyin dyign",
    "die": "diie deid diee",
    "suicide": "suiside sewercide suacide suicied sooicide suicid suicude siucide suicice suici",
    "suicidal": "suisidal suicidle suicdal suidical sucidle suicital suicidai",
    "suicidarme": "suicidarm suisidarme suicidarne",
    "anymore": "anymroe animore anymor enymore",
    "thinking": "thinkin thikning thinkng thinkign",
    "about": "bout abt abut aboout abot",
    "everyone": "every1 evry1 evryone everone",
    "someone": "some1 sum1",
    "like": "liek lik",
    "overdosed": "od'd odd'd oded",
    "overdosing": "od'ing oding",
    "quiero": "qiero kiero kero qero quero",
    "you": "u",
    "are": "r",
    "your": "ur",
    "im": "iam",
    "have": "hav",
    "living": "livin",
    "a lot": "alot",
    "self harm": "selfharm",
    "self harmed": "selfharmed",
    "self harming": "selfharming",
    "cant": "cannot",
    "alt f4": "alt+f4",
    "delete": "ctrl+alt+del",
}
_MEANT = {typed: meant for meant, variants in _TYPED.items() for typed in variants.split()}
#: Words worth mending when one letter is lost, doubled or swapped with its neighbour, or i and l are confused.
_MEND = (
    "suicide suicidal overdose overdosed overdosing myself killing living tonight tomorrow anymore thoughts thinking "
    "hanging cutting hurting tablets forever everyone without better going planning wanting wrists morirme suicidarme "
    "matarme pastillas"
)
#: Words of their own that look like such a slip.
_REAL = frozenset(["thought", "tablet", "wrist", "pastilla", "hoping", "giving", "loving", "having"])
_MASKABLE = (
    "kill killing killed suicide suicidal suicides die dying dead death cut cutting hang hanging shoot rape raped "
    "murder stab overdose unalive knife self harm"
)
_LEET = str.maketrans("013457@$!|+", "oieastasiit")
#: What a l33t word that begins with a figure must hold to be read as letters ("5uicide", but not "10mg").
_LETTERS = re.compile("suic|kil|die|dead|death|hang|self|harm|hate|live|life")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_NUMBERED = re.compile(r"(\d+)([a-z]{3,})")


@lru_cache(maxsize=8192)
def mend(word: str) -> str:
    """One typed word (lower case, without accents) as the word or words that were meant, parted by a blank."""
    if word in _MEANT:
        return _MEANT[word]
    if word.isalpha():
        return _typo(word)
    word = word.replace("'", "")
    if "*" in word:
        return _unmasked(word)
    if word.isdigit():
        return word
    undone = word.translate(_LEET)
    numbered = _NUMBERED.fullmatch(word)
    if numbered and not _LETTERS.search(undone):
        return f"{numbered[1]} {_typo(numbered[2])}"
    if (undone.isalpha() and not word[0].isdigit()) or _LETTERS.search(undone):
        return _typo(undone)
    return _typo(word)


def _typo(word: str) -> str:
    word = _REPEATED.sub(r"\1", word)
    return _MEANT.get(word) or _slips().get(word, word)


@cache
def _slips() -> dict[str, str]:
    """Misspelling by one slip → the word."""
    words = _MEND.split()
    slips = {slip: word for word in words for i in range(len(word)) for slip in _slips_at(word, i)}
    return {slip: word for slip, word in slips.items() if slip not in words and slip not in _REAL}


def _slips_at(word: str, i: int) -> list[str]:
    """The slips at one letter; the first letter is hardly ever lost or swapped."""
    swapped = {"i": "l", "l": "i"}.get(word[i])
    slips = [word[:i] + word[i] + word[i:]]
    slips += [word[:i] + swapped + word[i + 1 :]] if swapped else []
    if i:
        slips.append(word[:i] + word[i + 1 :])
        slips.append(word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :])
    return slips


def _unmasked(word: str) -> str:
    """`k*ll` as kill, when at least two letters are left and a word of that length fits."""
    letters = word.replace("*", "")
    if len(letters) < 2:
        return letters
    for key in _MASKABLE.split():
        if len(key) == len(word) and all(m in ("*", k) for m, k in zip(word, key, strict=True)):
            return key
    return _typo(letters.translate(_LEET))
