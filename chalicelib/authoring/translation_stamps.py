"""Keeps, for every translated part, which source text it was made from: the stamp in the file, the text beside it.

The stamps stand in the translated file, so that a file says for itself what it translates. The texts behind them are
in `sources.jsonl` of the same folder, a line for each part, so that what has changed since can be shown without any
version control; it is written by `stillpath translate` and nobody edits it.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..domain.translation import stamp
from .translation_file import TranslatedFile
from .translations import SOURCES

BLOCK = "source:  # by `stillpath translate`: which text each part was made from\n"
_OLD_BLOCK = re.compile(r"^source:[^\n]*\n(?:[ \t]+[^\n]*\n|\n(?=[ \t]))*", re.MULTILINE)


@dataclass(frozen=True)
class Remembered:
    """The source text that a part was made from, and the stamp of the translation as it was then (or empty)."""

    stamp: str
    text: str
    words: str


def recall(path: Path) -> dict[str, Remembered]:
    """`file.md#part` → what it was made from, for one folder; a line that cannot be read is passed over."""
    found: dict[str, Remembered] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                one = json.loads(line)
                found[one["part"]] = Remembered(one["stamp"], one["text"], one.get("words", ""))
            except (ValueError, TypeError, KeyError):
                continue
    return found


def made_from(file: TranslatedFile) -> dict[str, Remembered]:
    """Part → the text that it was made from, for those that have it on record (not what was stamped by hand)."""
    path = Path(file.file)
    record = recall(path.with_name(SOURCES))
    found = {part: record.get(f"{path.name}#{part}") for part in file.document.parts}
    return {part: one for part, one in found.items() if one and one.stamp == file.translation.source.get(part)}


def remember(path: Path, parts: Mapping[str, str], words: Mapping[str, str], kept: set[str]) -> None:
    """Put the texts of these parts of a file on record; parts of the file that are neither here nor `kept` go."""
    record = path.with_name(SOURCES)
    known = recall(record)
    mine = f"{path.name}#"
    stay = {name: one for name, one in known.items() if not name.startswith(mine) or name.removeprefix(mine) in kept}
    for part, text in parts.items():
        stay[mine + part] = Remembered(stamp(text), text, stamp(words[part]) if words.get(part) else "")
    lines = (
        json.dumps({"part": name, "stamp": one.stamp, "words": one.words, "text": one.text}, ensure_ascii=False)
        for name, one in sorted(stay.items())
    )
    record.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def stamp_file(file: TranslatedFile, fresh: set[str]) -> None:
    """Say that these parts now translate the source as it stands; all else in the file stays as it was written."""
    path, document = Path(file.file), file.document
    stamps = {
        part: stamp(text) if part in fresh else file.translation.source[part]
        for part, text in document.parts.items()
        if part in fresh or part in file.translation.source
    }
    path.write_text(with_stamps(path.read_text(encoding="utf-8-sig"), stamps, path.suffix), encoding="utf-8")
    texts = {part: document.parts[part] for part in document.parts if part in fresh}
    remember(path, texts, {part: file.translation.words(part) for part in texts}, set(stamps))


def with_stamps(text: str, stamps: Mapping[str, str], suffix: str) -> str:
    """The file's text with these stamps in place of those it had."""
    block = BLOCK + "".join(f'  {part}: "{one}"\n' for part, one in stamps.items())
    if suffix == ".yaml":
        rest = _OLD_BLOCK.sub("", text.replace("\r\n", "\n")).rstrip("\n")
        return f"{rest}\n{block}"
    front, body = _front_matter(text.replace("\r\n", "\n"))
    return _OLD_BLOCK.sub("", front).rstrip("\n") + f"\n{block}---\n{body}"


def _front_matter(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    return "".join(lines[:end]), "".join(lines[end + 1 :])


def difference(old: str, new: str) -> str:
    """The new text with what went as [-words-] and what came as {+words+}; line breaks do not matter."""
    a, b = old.split(), new.split()
    out: list[str] = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            out += a[a1:a2]
        else:
            out += [f"[-{' '.join(a[a1:a2])}-]"] * (a2 > a1) + [f"{{+{' '.join(b[b1:b2])}+}}"] * (b2 > b1)
    return " ".join(out)
