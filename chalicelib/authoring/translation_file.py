"""Reads one translated file against the source file it translates."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..domain.content import Content
from ..domain.translation import State, Translation, localised, parts, passage_text, stamp, state
from .explain import explain
from .faults import Fault, shown
from .reading_rules import PassageHeading, TranslationOfNothing, WrongValue
from .source import read_text
from .step_file import read_step
from .yaml_text import LineMap, read_yaml

#: An entry with one text may be written without its key: `home: En casa` for `home: {label: En casa}`.
SHORT = ("label", "say", "title", "text")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
#: Stands where a comment was (a word joiner, which nobody types): a passage still to be written is a passage, too.
_WAS_COMMENT = "\u2060"
_STAMPS = re.compile(r'^source:(?:[ ]+#[^\n]*)?\n(?:[ ]+[\w.-]+: "[0-9a-f]{12}"\n)+', re.MULTILINE)
_STAMP = re.compile(r'([\w.-]+): "([0-9a-f]{12})"')
_NO_WORDS = {"source", "adaptable", "passages", "licence", "sources", "complete"}


@dataclass(frozen=True)
class Document:
    """One source file; `name` is its path below the content folder, with slashes."""

    name: str
    model: Content
    lines: LineMap

    @cached_property
    def parts(self) -> dict[str, str]:
        return parts(self.model)

    @property
    def official_only(self) -> bool:
        """A measure is translated by its owners or not at all, so its translation is never missing."""
        return bool(getattr(self.model, "licence", ""))


@dataclass(frozen=True)
class TranslatedFile:
    document: Document
    translation: Translation
    lines: LineMap
    complete: bool = False
    """Said in programme.yaml alone: the translators are done, so what is missing from now on is a fault."""

    @property
    def file(self) -> str:
        return self.lines.file

    def line(self, part: str) -> int:
        return line_of(self.lines, part)

    def state(self, part: str) -> State:
        return state(part, self.document.parts[part], self.translation)


def read_file(path: Path, document: Document, faults: list[Fault]) -> TranslatedFile | None:
    """One translated file; None, and faults, when it cannot be read or its words do not fit the source's keys."""
    file = str(path)
    text = read_text(path, file)
    if isinstance(text, Fault):
        faults.append(text)
        return None
    data, lines, found = _data(text, file, path.suffix)
    if data is None or found:
        faults += found
        return None
    complete = data.pop("complete", False) is True
    texts: dict[str, str] = {}
    for where, value in _leaves({key: value for key, value in data.items() if key not in _NO_WORDS}):
        fault = _take(where, value, document, lines, texts)
        found += [fault] if fault else []
    found += _passages(data.get("passages", []), document, lines, texts)
    whole = {"texts": texts, **{key: data[key] for key in _NO_WORDS & set(data) - {"passages"}}}
    try:
        translation = Translation.model_validate({key: value for key, value in whole.items() if value is not None})
        localised(document.model, _as_if_current(document, translation), "en", "en")
    except ValidationError as error:
        model = Translation if error.title == Translation.__name__ else type(document.model)
        found += explain(error, model, _ByIds(lines.file, lines.lines, document.model))
    if found:
        faults += found
        return None
    return TranslatedFile(document, translation, lines, complete)


def _data(text: str, file: str, suffix: str) -> tuple[dict[str, Any] | None, LineMap, list[Fault]]:
    text, stamps = _stamps(text)
    if suffix == ".yaml":
        data, lines, found = read_yaml(text, file)
    else:
        data, lines, found = read_step(_COMMENT.sub(_blanked, text), file)
        rules = {} if data is None else {p["id"]: p["adaptable"] for p in data["passages"] if "adaptable" in p}
        data = None if data is None else data | {"adaptable": rules}
    return (data if data is None or not stamps else {**data, "source": stamps}), lines, found


def _stamps(text: str) -> tuple[str, dict[str, str]]:
    """The text with its stamps blanked, and the stamps: as the command writes them they need no YAML, which is slow."""
    block = _STAMPS.search(text)
    if block is None:
        return text, {}
    stamps = dict(_STAMP.findall(block[0]))
    return f"{text[: block.start()]}{chr(10) * block[0].count(chr(10))}{text[block.end() :]}", stamps


def _blanked(comment: re.Match[str]) -> str:
    return _WAS_COMMENT + "\n" * comment[0].count("\n")


def _leaves(data: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        here = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict):
            yield from _leaves(value, here)
        else:
            yield here, value


def _take(where: str, value: Any, document: Document, lines: LineMap, texts: dict[str, str]) -> Fault | None:
    part = next((p for p in (where, *(f"{where}.{key}" for key in SHORT)) if p in document.parts), None)
    line = line_of(lines, where)
    if part is None:
        return _of_nothing(where, document, lines.file, line)
    if isinstance(value, bool) or not (value is None or isinstance(value, str | int | float)):
        return WrongValue.fault(lines.file, line, f"`{where}` is {shown(value)}; it must be text.")
    texts[part] = "" if value is None else str(value)
    return None


def _of_nothing(where: str, document: Document, file: str, line: int) -> Fault:
    near = difflib.get_close_matches(where, document.parts, n=1)
    guess = f" Did you mean {near[0]}?" if near else ""
    message = f"{document.name} has no '{where}' for this to be a translation of.{guess}"
    return TranslationOfNothing.fault(file, line, message)


def _passages(
    passages: list[dict[str, Any]], document: Document, lines: LineMap, texts: dict[str, str]
) -> Iterator[Fault]:
    for position, passage in enumerate(passages):
        passage["text"] = passage["text"].replace(_WAS_COMMENT, "").strip()
        part, line = f"passages.{passage['id']}", lines.line("passages", position)
        lines.alias(("passages", position), ("passages", passage["id"]))
        if part not in document.parts:
            yield _of_nothing(part, document, lines.file, line)
            continue
        if bool(passage["heading"]) != document.parts[part].startswith("## ") and passage["text"]:
            have, lack = ("has no", "one here") if passage["heading"] else ("has a", "none here")
            message = f"The passage '{passage['id']}' {have} heading in the source and {lack}."
            yield PassageHeading.fault(lines.file, line, message)
        texts[part] = passage_text(passage["heading"], passage["text"])


def line_of(lines: LineMap, part: str) -> int:
    """Line of a part in a translated file, or of the nearest thing around it."""
    return lines.line(*part.split("."))


def _as_if_current(document: Document, translation: Translation) -> Translation:
    """So that every word is held against the limits of the source's model, whatever its stamp says."""
    return translation.model_copy(update={"source": {part: stamp(text) for part, text in document.parts.items()}})


@dataclass
class _ByIds(LineMap):
    """Lines of a translated file under the source model's own paths, which count where the file names."""

    model: Content | None = None

    def line(self, *path: str | int) -> int:
        at: Any = self.model.model_dump() if self.model else {}
        named: list[str | int] = []
        for key in path:
            try:
                at = at[key]
            except (KeyError, IndexError, TypeError):
                at = {}
            entry = isinstance(key, int) and isinstance(at, dict)
            named.append(at.get("id") or str(int(key) + 1) if entry else key)
        return super().line(*named)
