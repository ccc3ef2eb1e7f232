"""Lint rules about the prose that patients read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ...reading_level import grade, words
from ..faults import Fault, shown
from ..reader import Reading
from .rule import LintRule, PassageAt, every_passage, passages

_SCHEMES = ("https://", "tel:", "sms:", "mailto:")


class ReadingLevel(LintRule):
    """Shorten sentences first, then use shorter words. Most people read with ease at grade 8 and below, and low mood
    makes reading harder."""

    #: Highest grade of a passage without a rule of its own (Flesch-Kincaid).
    HIGHEST = 8.0
    #: Shorter passages give unsteady grades: one long word moves them by a whole grade.
    SHORTEST = 40

    def check(self, reading: Reading) -> Iterator[Fault]:
        if reading.programme and not reading.programme.language.startswith("en"):
            return  # the formula was fitted on English
        for at in passages(reading):
            rule = at.passage.adaptable
            highest = rule.reading_grade if rule else self.HIGHEST
            found = grade_of(at.passage.text)
            if found > highest and word_count(at.passage.text) >= self.SHORTEST:
                message = (
                    f"The passage '{at.passage.id}' reads at grade {found:.1f}; at most {highest:g} is meant here."
                )
                yield self.fault(at.file, at.line(), message)


class ScreenLength(LintRule):
    """Split the passage with another heading, or cut it: one idea a screen."""

    LONGEST = 300  # words a screen

    def check(self, reading: Reading) -> Iterator[Fault]:
        for at in every_passage(reading):
            count = word_count(at.passage.text)
            if count > self.LONGEST:
                message = f"The passage '{at.passage.id}' has {count} words; a screen holds {self.LONGEST}."
                yield self.fault(at.file, at.heading_line, message)


class RawHtml(LintRule):
    """Use Markdown: *emphasis*, **strong**, lists with hyphens, [words](https://example.org). A less-than sign in plain
    text is written &lt;."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for found in _all_marks(reading, "html_block", "html_inline"):
            message = f"{shown(found.token.content, 40)} is HTML, which is not shown to patients."
            yield self.fault(found.at.file, found.line(found.token.content), message)


class LinkWithoutHttps(LintRule):
    """Begin the address with https:// (or tel:, sms:, mailto:). Where a site has no https, find another source."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for found in _all_marks(reading, "link_open", "image"):
            address = str(found.token.attrs.get("href", found.token.attrs.get("src", "")))
            if not address.startswith(_SCHEMES):
                message = (
                    f"{shown(address)} does not begin with https://, so others could read along or it leads nowhere."
                )
                yield self.fault(found.at.file, found.line(address), message)
        for at in every_passage(reading):
            for offset in _bare(at.passage.text):
                yield self.fault(
                    at.file, at.line(offset), "This address begins with http://, so others could read along."
                )


class ImageWithoutWords(LintRule):
    """Say between the square brackets what the picture tells, for people who do not see it:
    ![Five circles joined by arrows](https://…)."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for found in _all_marks(reading, "image"):
            if not found.token.content.strip():
                message = "This picture has no words for people who cannot see it."
                yield self.fault(found.at.file, found.line(str(found.token.attrs.get("src", ""))), message)


class HeadingLevel(LintRule):
    """Begin a passage with `## Heading {#its-id}`, and use ### for headings inside it. The page's title comes from the
    front matter. A line of hyphens right below a text makes it a heading; leave an empty line between them."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for found in _all_marks(reading, "heading_open"):
            if found.token.tag in ("h1", "h2"):
                yield self.fault(
                    found.at.file, found.line(), "This makes a heading that ranks with the page's own title."
                )


# several rules ask the same of a passage, and the preview asks again with each save


@lru_cache(maxsize=4000)
def word_count(text: str) -> int:
    return len(words(text))


@lru_cache(maxsize=4000)
def grade_of(text: str, language: str = "en") -> float:
    return grade(text, language)


class _Mark(NamedTuple):
    """A piece of Markdown in a passage."""

    at: PassageAt
    token: Token
    block_line: int

    def line(self, needle: str = "") -> int:
        """Line of the needle, looked for from the beginning of the block that holds it."""
        start = len("\n".join(self.at.passage.text.split("\n")[: self.block_line]))
        return self.at.line(max(self.at.passage.text.find(needle, start), start + (1 if start else 0)))


def _all_marks(reading: Reading, *kinds: str) -> Iterator[_Mark]:
    for at in every_passage(reading):
        for token in _tokens(at.passage.text):
            for inner in [token, *(token.children or [])]:
                if inner.type in kinds:
                    yield _Mark(at, inner, token.map[0] if token.map else 0)


class _AllLinks(MarkdownIt):
    """Takes every address for a link, so that bad ones are found rather than left as text."""

    def validateLink(self, url: str) -> bool:
        return True


@lru_cache(maxsize=2000)
def _tokens(text: str) -> list[Token]:
    return _AllLinks("commonmark", {"html": True}).parse(text)


def _bare(text: str) -> Iterator[int]:
    """Where http:// stands outside a link, which is reported already."""
    start = text.find("http://")
    while start >= 0:
        if text[max(0, start - 1) : start] not in ("(", "<"):
            yield start
        start = text.find("http://", start + 1)
