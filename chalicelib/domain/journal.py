"""Account column: looking for words among one's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from .answers import texts

#: Characters of what may be looked for.
LONGEST_SEARCH = 200


def own_words(kind: str, data: Mapping[str, Any]) -> str:
    """What the person typed in an entry of the timeline; nothing where they only chose."""
    match kind:
        case "answer" | "set-aside":
            return "\n".join(texts(data.get("answers")))
        case "mood":
            return str(data.get("note", ""))
        case "unsent":
            return "\n".join(texts({name: value for name, value in data.items() if not name.endswith("_id")}))
        case _:
            return ""


def folded(words: str) -> str:
    """Words without case and accents, so that `manana` finds `Mañana`."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def holds(words: str, wanted: str) -> bool:
    """Whether every word that is looked for stands somewhere in these words."""
    inside = folded(words)
    return all(word in inside for word in folded(wanted).split())
