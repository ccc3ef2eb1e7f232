"""Writes translation files to fill in: every part of the source, its text as a comment, what is translated already."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..domain.translation import Translation, kept_words, passage_parts, stamp
from .translation_file import SHORT, Document
from .translation_stamps import remember, with_stamps
from .translations import Language

_WIDTH = 110
#: What needs no quotes in YAML, with room to spare: starts with a letter, holds no sign that means something there.
_PLAIN = re.compile(r"[¿¡]?[^\W\d_][^\n:#{}\[\]&*!|>'\"%@`]*")
_WORDS_WITH_MEANING = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def stubs(language: Language, names: set[str], source_language: str) -> list[Path]:
    """Write what is missing for these documents (none named: all); returns the files that were written.

    A file that already names every part is left as it is. What is translated stays, word for word; comments in the
    front matter of a rewritten file do not.
    """
    written = []
    for document in language.documents:
        if (names and document.name not in names) or (document.official_only and document.name not in names):
            continue
        path = language.path(document)
        file = language.files.get(document.name)
        if (path.exists() and file is None) or (file and _names_all(document, file.translation)):
            continue  # unreadable (lint says so), or complete in form
        translation = file.translation if file else Translation()
        new = {part: text for part, text in document.parts.items() if not translation.words(part)}
        stamps = {part: stamp(new[part]) if part in new else translation.source.get(part) for part in document.parts}
        known = {part: one for part, one in stamps.items() if one}
        text = with_stamps(_rendered(document, translation, source_language, path.suffix), known, path.suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        remember(path, new, {}, set(known))
        written.append(path)
    return written


def _names_all(document: Document, translation: Translation) -> bool:
    named = set(translation.texts) | {f"adaptable.{name}" for name in translation.adaptable}
    return named >= set(document.parts)


def _rendered(document: Document, translation: Translation, language: str, suffix: str) -> str:
    front = "".join(_front(document, translation, language))
    if suffix == ".yaml":
        return front
    passages = (part for part in document.parts if part.startswith("passages."))
    body = "\n".join(_passage(document, part, translation, language) for part in passages)
    return f"---\n{front}---\n{body}"


def _front(document: Document, translation: Translation, language: str) -> Iterator[str]:
    tree: dict[str, Any] = {}
    for part in document.parts:
        if not part.startswith(("passages.", "adaptable.")):
            *above, last = part.split(".")
            at = tree
            for key in above:
                at = at.setdefault(key, {})
            at[last] = part
    if document.official_only:
        yield "# Only the official translation, word for word: its licence notice and where it was taken from.\n"
        yield f"licence: {_scalar(translation.licence, 0)}\n"
        yield f"sources: {json.dumps(list(translation.sources), ensure_ascii=False)}\n"
    yield from _branch(tree, 0, document, translation, language)
    rules = [part for part in document.parts if part.startswith("adaptable.")]
    if rules:
        yield "adaptable:\n"
    for part in rules:
        name = part.removeprefix("adaptable.")
        rule = translation.adaptable.get(name)
        yield from () if rule and kept_words(rule.keep) else _comment(document.parts[part], 2, language)
        yield f"  {name}:\n    keep: {json.dumps(list(rule.keep if rule else ()), ensure_ascii=False)}\n"
        yield f"    max_words: {rule.max_words}\n" if rule and rule.max_words else ""


def _branch(
    tree: dict[str, Any], indent: int, document: Document, translation: Translation, language: str
) -> Iterator[str]:
    for key, below in tree.items():
        if isinstance(below, dict) and len(below) == 1 and next(iter(below)) in SHORT and indent:
            below = next(iter(below.values()))
        name = f"{' ' * indent}{key}:"
        if isinstance(below, dict):
            yield f"{name}\n"
            yield from _branch(below, indent + 2, document, translation, language)
            continue
        words = translation.words(below)
        yield from () if words else _comment(document.parts[below], indent, language)
        yield f"{name} {_scalar(words, indent)}".rstrip() + "\n"


def _comment(text: str, indent: int, language: str) -> Iterator[str]:
    mark = f"{' ' * indent}# "
    for line in textwrap.wrap(f"{language}: {text}", _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"{mark}{line}\n"


def _scalar(words: str, indent: int) -> str:
    flat = " ".join(words.split())
    if len(flat) > _WIDTH - indent:
        inner = " " * (indent + 2)
        return ">-\n" + textwrap.fill(
            flat, _WIDTH, initial_indent=inner, subsequent_indent=inner, break_long_words=False
        )
    plain = _PLAIN.fullmatch(flat) and flat.lower() not in _WORDS_WITH_MEANING
    return flat if plain else json.dumps(flat, ensure_ascii=False) if flat else ""


def _passage(document: Document, part: str, translation: Translation, language: str) -> str:
    name, source, words = part.removeprefix("passages."), document.parts[part], translation.words(part)
    heading, text = passage_parts(words)
    headed = name != "intro" or source.startswith("## ")
    top = f"## {heading} {{#{name}}}\n".replace("  ", " ") if headed else ""
    if words:
        return f"{top}{text}\n"
    return f"{top}<!-- {language}\n{source.replace('-->', '-- >')}\n-->\n"
