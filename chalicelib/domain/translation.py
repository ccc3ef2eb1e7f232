"""Content column: a programme in another language, and which source text each translated part was made from.

A part is the smallest text that is translated, stamped and shown as one: a title, a passage with its heading, a label.
Its name is the path to it by ids: `title`, `passages.intro`, `fields.place.choices.home.label`, `cues.settle.say`;
`adaptable.<passage id>` is the words that a fitted passage must keep.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import Field

from .content import Content, Module
from .programme import Programme

M = TypeVar("M", bound=Content)
#: missing: no words yet. unstamped: words, but nobody said which source text they translate. stale: the source text is
#: another than the one they translate. Only a `current` part is shown in its language.
State = Literal["current", "stale", "unstamped", "missing"]
#: Keys of the content models whose strings patients read (what the rest are is asserted by a test).
TEXTS = frozenset(
    {
        *("title", "summary", "label", "help", "low_label", "high_label", "text", "say", "reason"),
        *("intro", "instructions", "stem", "recall"),
    }
)
#: Documents of their own within a document; what only a therapist reads; and a passage's rule, of which only the kept
#: words are translated.
_APART = {
    *("modules", "steps", "measures", "practices", "screens", "translations"),
    *("alert", "alerts", "adaptable"),
}
_KEPT_WORDS_APART = " · "


class KeptWords(Content):
    """The part of an adaptation rule that belongs to a language; the rest is as in the source."""

    keep: tuple[str, ...] = ()
    max_words: int | None = Field(default=None, ge=20, le=400, description="as in the source when left out")


class Translation(Content):
    """What one file says: words by part, and the stamp of the source text that each of them translates."""

    texts: dict[str, str] = Field(default_factory=dict)
    adaptable: dict[str, KeptWords] = Field(default_factory=dict, description="passage or cue id → words to keep")
    source: dict[str, str] = Field(default_factory=dict, description="part → stamp of the text it translates")
    licence: str = Field(default="", description="of an official translation of a measure")
    sources: tuple[str, ...] = Field(default=(), description="where an official translation was taken from")

    def words(self, part: str) -> str:
        """The translated words of a part; empty when there are none."""
        if part.startswith("adaptable."):
            rule = self.adaptable.get(part.removeprefix("adaptable."))
            return kept_words(rule.keep) if rule else ""
        return self.texts.get(part, "")


def stamp(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of a text, in which line breaks within a paragraph do not count.

    48 bits tell the handful of versions of one part apart; a text wrapped anew stays the same text.
    """
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip()))
    return hashlib.sha256("\n\n".join(paragraphs).encode()).hexdigest()[:12]


def kept_words(keep: tuple[str, ...]) -> str:
    return _KEPT_WORDS_APART.join(words for words in keep if words.strip())


def passage_text(heading: str, text: str) -> str:
    """A passage as one text; empty when either its text or the text below its heading is."""
    return f"## {heading}\n\n{text}" if heading and text else text


def passage_parts(words: str) -> tuple[str, str]:
    """(heading, text) of a passage as one text; the heading is empty when it has none."""
    heading, _, text = words.partition("\n\n") if words.startswith("## ") else ("", "", words)
    return heading.removeprefix("## "), text


# --- the parts of a document ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where a part stands in a model's data; `unit` is what is shown in one language: it carries `language`."""

    part: str
    owner: dict[str, Any]
    key: str
    unit: dict[str, Any]

    def read(self) -> str:
        if self.key == "keep":
            return kept_words(tuple(self.owner["adaptable"]["keep"]))
        if self.key == "passage":
            return passage_text(self.owner["heading"], self.owner["text"])
        return str(self.owner[self.key])

    def write(self, words: str) -> None:
        if self.key == "passage":
            self.owner["heading"], self.owner["text"] = passage_parts(words)
        elif self.key != "keep":
            self.owner[self.key] = words


def _places(data: dict[str, Any], path: tuple[str, ...], unit: dict[str, Any]) -> Iterator[_Place]:
    for key, value in data.items():
        if key == "passages":
            for passage in value:
                yield _Place(f"passages.{passage['id']}", passage, "passage", passage)
                yield from _rule(passage)
        elif key in TEXTS and isinstance(value, str):
            if value.strip() and (path or key != "text"):  # a measure's own `text` says whether it has any
                yield _Place(".".join((*path, key)), data, key, unit)
        elif isinstance(value, dict) and key not in _APART:
            yield from _places(value, (*path, key), unit)
        elif isinstance(value, list | tuple) and key not in _APART:
            for position, entry in enumerate(value, start=1):
                if isinstance(entry, dict):
                    name = entry.get("id") or str(position)
                    # only what stands at the top of a document is shown by itself: a table's column is not
                    alone = not path and "language" in entry
                    yield from _places(entry, (*path, key, name), entry if alone else unit)
                    yield from _rule(entry)


def _rule(entry: dict[str, Any]) -> Iterator[_Place]:
    if entry.get("adaptable") and entry.get("id"):
        yield _Place(f"adaptable.{entry['id']}", entry, "keep", {})


def parts(model: Content) -> dict[str, str]:
    """Every part of a document with its source text, in the order in which it is written.

    The documents within a document (a module's steps, a programme's modules and measures) are documents of their own.
    """
    data = model.model_dump(mode="json")
    return {place.part: place.read() for place in _places(data, (), data)}


def state(part: str, text: str, translation: Translation) -> State:
    """How a part stands whose source text is now `text`."""
    if not translation.words(part).strip():
        return "missing"
    made_from = translation.source.get(part)
    if made_from is None:
        return "unstamped"
    return "current" if made_from == stamp(text) else "stale"


# --- a document in another language ---------------------------------------------------------------


def localised(model: M, translation: Translation, source: str, language: str, **within: Any) -> M:
    """The document in `language`, where its translation is current. The rest stays in `source`, and says so.

    A passage, a worksheet's field, a cue and a document's own words (title, summary, reasons) are each shown in one
    language: a field of which one label is stale is asked in the source language as a whole. Only a passage whose kept
    words are translated too can be fitted. `within` replaces the documents inside this one.
    """
    data = {**model.model_dump(exclude=set(within)), **within}
    places = list(_places(data, (), data))
    current = {place.part for place in places if state(place.part, place.read(), translation) == "current"}
    left = {id(place.unit) for place in places if place.part not in current and place.key != "keep"}
    for place in places:
        if place.key == "keep":
            place.owner["adaptable"] = _fitted(place, translation) if id(place.owner) not in left else None
        elif id(place.unit) not in left:
            place.write(translation.words(place.part))
        if "language" in place.unit:
            place.unit["language"] = source if id(place.unit) in left else language
    if translation.licence and id(data) not in left:
        data |= {"licence": translation.licence, "sources": (*data["sources"], *translation.sources)}
    return type(model).model_validate(data)


def _fitted(place: _Place, translation: Translation) -> dict[str, Any] | None:
    """The rule of a passage in this language, or None: frozen."""
    name = place.part.removeprefix("adaptable.")
    if state(place.part, place.read(), translation) != "current":
        return None
    rule, words = place.owner["adaptable"], translation.adaptable[name]
    return {**rule, "keep": words.keep, "max_words": words.max_words or rule["max_words"]}


def address(model: Content) -> str:
    """What a document is called among those of one programme: its kind and id."""
    return f"{type(model).__name__.lower()}/{getattr(model, 'id', '')}"


def in_language(programme: Programme, language: str, translations: Mapping[str, Translation]) -> Programme:
    """The programme for people who read `language`; `translations` are by `address`. Ids and rules stay the same."""
    none = Translation()

    def turned(model: M, **within: Any) -> M:
        return localised(model, translations.get(address(model), none), programme.language, language, **within)

    def module(source: Module) -> Module:
        return turned(source, steps=tuple(turned(step) for step in source.steps))

    documents: dict[str, Any] = {
        name: tuple(turned(model) for model in getattr(programme, name))
        for name in ("measures", "practices", "screens")
        if hasattr(programme, name)
    }
    documents["modules"] = tuple(module(source) for source in programme.modules)
    return turned(programme, **documents).model_copy(update={"language": language, "translations": ()})
