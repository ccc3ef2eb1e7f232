"""A made-up language to try the pages in: our own words in brackets, half as long again, from right to left; and a
programme whose words are no letters, so that every letter outside of brackets is a word of ours that was not said.
"""

from __future__ import annotations

import json
import re
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any

from chalicelib.domain.crisis import lines_for
from chalicelib.domain.programme import Programme
from chalicelib.domain.sentence import Sentence
from chalicelib.domain.translation import TEXTS
from tests.content import SMALL, screen

#: The tag that browsers' makers use for such a language.
LANGUAGE = "ar-XB"
#: Words of patients and authors here: marks that are no letters.
MARKS = "◌◌◌ ◌◌"
_LATER_LEFT, _END = "\u202b", "\u202c"
_PATTERN = re.compile(r"[EdMy ]+")
#: Sites and e-mail addresses, as they are shown.
_ADDRESS = re.compile(r"\b[\w-]+([.@][\w-]+)+(/[\w./-]*)?")
_OURS = {"heading", "licence", *TEXTS}
_SPOKEN = ("aria-label", "title", "placeholder", "alt", "content")
#: Names that are the same in every language.
NAMES = (
    "Stillpath",
    "English",
    "Español",
    "UTC",
    "width=device-width, initial-scale=1",
    "light dark",
    "FHIR R4",
    "Invented zoe",
)


class Pseudo(NullTranslations):
    """Says any word of ours, without a catalog: what was never marked as one stays as it is, and is found."""

    def gettext(self, message: str) -> str:
        if _PATTERN.fullmatch(message):  # of a date: Babel's own
            return message
        return f"{_LATER_LEFT}⟦{message} {'··· ' * (len(message) // 8)}···⟧{_END}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def wordless() -> Programme:
    """The small programme with marks in place of its words, and two screens."""
    whole = {**SMALL, "screens": [screen(name).model_dump(mode="json") for name in ("circumstances", "vr")]}
    return Programme.model_validate(_marked(json.loads(json.dumps(whole))))


def _marked(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        # the names of bands are ours (chalicelib/web/bands.py); a passage without words cannot be fitted
        kept = {k: v for k, v in value.items() if k != "adaptable"}
        return {k: v if k == "bands" else _marked(v, k) for k, v in kept.items()}
    if isinstance(value, list):
        return [_marked(one, key) for one in value]
    spoken = key in _OURS and isinstance(value, str) and value not in ("", "verbatim", "none")
    return MARKS if spoken else value


class _Spoken(HTMLParser):
    """All that a page says, in its order: its text, and the attributes that are read out or shown. Code is the same in
    every language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.root: dict[str, str | None] = {}
        self._code = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.root = dict(attributes)
        self._code = tag == "code"
        for name, value in attributes:
            if value and (name in _SPOKEN or name.startswith("data-say-")):
                self.said.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._code = False

    def handle_data(self, data: str) -> None:
        self.said += [] if self._code else [data]


def read(html: str) -> _Spoken:
    page = _Spoken()
    page.feed(html)
    return page


def unsaid(page: _Spoken, country: str) -> str:
    """The letters of our alphabet outside of brackets; names and addresses do not count."""
    lines = lines_for(country)
    names = [line.name for line in (*lines.lines, *lines.directories) if not isinstance(line.name, Sentence)]
    depth, left = 0, []
    text = _ADDRESS.sub("", "\n".join(page.said))
    for name in sorted((*NAMES, *names), key=len, reverse=True):
        text = text.replace(name, "")
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        left.append(letter if depth == 0 else " ")
    return " ".join(re.findall(r"[A-Za-z][A-Za-z' -]*", "".join(left)))
