"""Which language a text is in, and which of its words are ordinary ones."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

#: Least share of certainty with which a text must be in its language.
LEAST_CERTAIN = 0.9
_WORDS = Path(__file__).parent / "words"


def speaks(text: str, language: str) -> bool:
    """Whether a text is in a language (ISO 639-1, a region is ignored), by its letters (langdetect, seeded)."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0  # without it the same text can be judged twice differently
    try:
        found = detect_langs(text)
    except LangDetectException:
        return False  # nothing but marks and numbers
    wanted = language.split("-")[0].lower()
    return any(guess.lang.split("-")[0] == wanted and guess.prob >= LEAST_CERTAIN for guess in found)


@lru_cache(maxsize=4)
def ordinary_words(language: str) -> frozenset[str]:
    """Ordinary words of a language in lower case, no names among them; empty where there is no list (see words/)."""
    path = _WORDS / f"{language.split('-')[0].lower()}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()
