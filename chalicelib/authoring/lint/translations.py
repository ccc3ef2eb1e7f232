"""Lint rules about translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from ...domain.content import PIPE
from ...reading_level import has_grades, words
from ..faults import Fault, shown
from ..reader import Reading
from ..translation_file import TranslatedFile
from . import adaptation, prose
from .rule import LintRule, PassageAt, translated_passages

_ADDRESS = re.compile(r"(?:https?://|tel:|sms:|mailto:)[^\s)>\]]+")


def _files(reading: Reading) -> Iterator[tuple[str, TranslatedFile]]:
    for language in reading.translations:
        for file in language.files.values():
            yield language.code, file


class StaleTranslation(LintRule):
    """See what has changed: `stillpath translate status`. Then change the translation and run `stillpath translate
    accept` with the name of the part; or, where the change does not matter to it (a spelling fix), `stillpath
    translate accept --spelling`. Until then patients read this part in the source language, marked, so publishing goes
    on."""

    blocks: ClassVar[bool] = False

    def check(self, reading: Reading) -> Iterator[Fault]:
        for code, file in _files(reading):
            for part in file.document.parts:
                state, name = file.state(part), f"{file.document.name}#{part}"
                if state == "stale":
                    message = f"The source of '{part}' has changed since it was translated into {code} ({name})."
                    yield self.fault(file.file, file.line(part), message)
                elif state == "unstamped":
                    message = f"'{part}' does not say which source text it translates into {code} ({name})."
                    yield self.fault(file.file, file.line(part), message)


class MissingTranslation(LintRule):
    """Translate it (`stillpath translate stub` adds what is missing to the file), or take `complete: true` out of the
    language's programme.yaml while its translators are still at work. Until then patients read this part in the source
    language, marked, so publishing goes on."""

    blocks: ClassVar[bool] = False

    def check(self, reading: Reading) -> Iterator[Fault]:
        for language in reading.translations:
            for document in language.documents:
                file = language.files.get(document.name)
                if file is None and language.complete and not document.official_only and not reading.faults:
                    message = f"{document.name} is not translated into {language.code}, which is said to be complete."
                    yield self.fault(str(language.path(document)), 1, message)
                elif file and (language.complete or document.official_only):
                    for part in (part for part in document.parts if file.state(part) == "missing"):
                        message = f"'{part}' is not translated into {language.code}."
                        yield self.fault(file.file, file.line(part), message)


class UnofficialTranslation(LintRule):
    """Give the notice of its licence under `licence` and where it was taken from under `sources`, or remove the file: a
    measure in words of our own is another measure, whose scores mean nothing. Without a translation it is shown in the
    source language, marked."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for code, file in _files(reading):
            lacks = [key for key in ("licence", "sources") if not getattr(file.translation, key)]
            if file.document.official_only and lacks:
                message = f"A translation of {file.document.name} into {code} needs `{'` and `'.join(lacks)}`."
                yield self.fault(file.file, 1, message)


class TranslationPipes(LintRule):
    """Show the same earlier answers as the source, in any order, with the words after the bar translated:
    {{my-cycle.situation | un momento difícil}}. Keep links and telephone numbers of links as they are."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for _, file in _files(reading):
            for part, text in file.document.parts.items():
                translated = file.translation.words(part)
                if not translated or file.state(part) == "stale":
                    continue
                for what, found in (("earlier answer", _pipes), ("link", _links)):
                    lost, new = sorted(found(text) - found(translated)), sorted(found(translated) - found(text))
                    for sign, one in [("lacks", one) for one in lost] + [("adds", one) for one in new]:
                        message = f"The translation of '{part}' {sign} the {what} {shown(one)}."
                        yield self.fault(file.file, file.line(part), message)


def _pipes(text: str) -> set[str]:
    return {ref for ref, _ in PIPE.findall(text)}


def _links(text: str) -> set[str]:
    return {address.rstrip(".,;") for address in _ADDRESS.findall(text)}


class UntranslatedText(LintRule):
    """Translate it. Where it is the same in both languages, reword it so that the difference is seen to be meant."""

    SHORTEST = 5  # words: names and short labels are often the same in two languages

    def check(self, reading: Reading) -> Iterator[Fault]:
        for code, file in _files(reading):
            for part, text in file.document.parts.items():
                same = " ".join(file.translation.words(part).split()) == " ".join(text.split())
                if same and len(words(text)) >= self.SHORTEST and not file.document.official_only:
                    message = f"'{part}' in {code} is the source's own text."
                    yield self.fault(file.file, file.line(part), message)


class TranslationKeptWords(LintRule):
    """Under `adaptable`, keep words that the translated passage says, as it says them, outside any earlier answer."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for _, file in _files(reading):
            for name, rule in file.translation.adaptable.items():
                text = file.translation.words(f"passages.{name}") or file.translation.words(f"cues.{name}.say")
                for n, kept in adaptation.absent(rule.keep, text) if text else ():
                    message = f"{shown(kept)} must be kept, but the translation of '{name}' does not say it."
                    yield self.fault(file.file, file.lines.line("adaptable", name, "keep", n), message)


class TranslationReadingLevel(LintRule):
    """Shorten sentences first, then use shorter words. For Spanish the level is that of Fernández Huerta: grade 8 is a
    score of 60 or more, a text for any adult."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for language, at, source in translated_passages(reading):
            rule = source.adaptable
            highest = rule.reading_grade if rule else prose.ReadingLevel.HIGHEST
            if has_grades(language) and prose.word_count(at.passage.text) >= prose.ReadingLevel.SHORTEST:
                yield from self._fault(at, prose.grade_of(at.passage.text, language), highest)

    def _fault(self, at: PassageAt, found: float, highest: float) -> Iterator[Fault]:
        if found > highest:
            message = f"The passage '{at.passage.id}' reads at grade {found:.1f}; at most {highest:g} is meant here."
            yield self.fault(at.file, at.line(), message)
