"""Reads the translations of a programme: one file beside each source file, and the state of each part in it.

`translations/<language>/<module-folder>/<step-file>.md` has the passages under the source's own ids; its front matter
has the rest of the step's words and, under `source`, the stamp of the text that each part translates.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..domain.programme import Programme
from ..domain.translation import State, address, in_language
from .faults import Fault
from .reading_rules import FileNotRead, TranslationFolder, TranslationOfNothing
from .translation_file import Document, TranslatedFile, read_file

if TYPE_CHECKING:
    from .reader import Reading

LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
#: Beside the files of each folder: the texts that their parts were made from, written by `stillpath translate`.
SOURCES = "sources.jsonl"


@dataclass
class Language:
    """A language folder: what is translated, and whether its translators have said that it is complete."""

    code: str
    folder: Path
    documents: list[Document]
    files: dict[str, TranslatedFile] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether its translators have said, in its programme.yaml, that everything is translated."""
        file = self.files.get("programme.yaml")
        return bool(file and file.complete)

    def path(self, document: Document) -> Path:
        return self.folder / document.name

    def state(self, document: Document, part: str) -> State:
        file = self.files.get(document.name)
        return file.state(part) if file else "missing"

    def states(self) -> Iterator[tuple[Document, str, State]]:
        """How every part of the programme stands in this language."""
        for document in self.documents:
            if document.name in self.files or not document.official_only:
                for part in document.parts:
                    yield document, part, self.state(document, part)


def documents_of(reading: Reading) -> list[Document]:
    """The files that can be translated, in the order in which patients meet them."""
    placed: list[Any] = []
    for module in reading.modules:
        folder = str(Path(module.file).parent)
        placed += [module, *(step for step in reading.steps if str(Path(step.file).parent) == folder)]
    placed += [*reading.practices, *reading.screens, *reading.measures]
    worded = [one for one in placed if getattr(one.model, "has_text", True)]
    found = [Document(_name(one.file, reading.folder), one.model, one.lines) for one in worded]
    if reading.programme:
        found.insert(0, Document("programme.yaml", reading.programme, reading.lines))
    return found


def _name(file: str, folder: Path) -> str:
    return Path(file).relative_to(folder).as_posix()


def read_translations(reading: Reading) -> list[Language]:
    """Every language that has a folder; what cannot be read becomes faults of `reading`."""
    base = reading.folder / "translations"
    whole = not reading.faults  # a file whose source cannot be read just now is no translation of nothing
    found: list[Language] = []
    documents = documents_of(reading) if base.is_dir() else []
    for folder in sorted(base.iterdir()) if base.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            source = reading.programme.language if reading.programme else None
            if not LANGUAGE.fullmatch(folder.name) or folder.name == source:
                message = f"'{folder.name}' is not another language of this programme."
                reading.faults.append(TranslationFolder.fault(str(folder), 1, message))
                continue
            found.append(_language(Language(folder.name, folder, documents), whole, reading.faults))
    return found


def with_translations(programme: Programme, languages: list[Language]) -> Programme:
    """The programme with a version of itself in each language."""
    turned = []
    for language in languages:
        by_address = {address(file.document.model): file.translation for file in language.files.values()}
        turned.append(in_language(programme, language.code, by_address))
    return programme.model_copy(update={"translations": tuple(turned)})


def _language(language: Language, whole: bool, faults: list[Fault]) -> Language:
    by_name = {document.name: document for document in language.documents}
    for path in sorted(language.folder.rglob("*")):
        name = path.relative_to(language.folder).as_posix()
        if path.is_dir() or path.name == SOURCES or any(part.startswith(".") for part in PurePosixPath(name).parts):
            continue
        if path.suffix not in (".md", ".yaml"):
            faults.append(FileNotRead.fault(str(path), 1, f"'{path.name}' would be left out without a word."))
        elif name in by_name:
            file = read_file(path, by_name[name], faults)
            language.files |= {name: file} if file else {}
        elif whole:
            near = difflib.get_close_matches(name, by_name, n=1)
            guess = f" Did you mean {near[0]}?" if near else ""
            message = f"There is no {name} in the source for this to be a translation of.{guess}"
            faults.append(TranslationOfNothing.fault(str(path), 1, message))
    return language
