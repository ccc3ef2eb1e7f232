"""The language of a page: its catalog of words, its dates and numbers, and the direction it is written in.

The pages are written in English; `locale/<language>/LC_MESSAGES/messages.mo` holds another language's words for them.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..domain.sentence import Counted, Sentence
from .words import zone

if TYPE_CHECKING:
    from babel import Locale

CATALOGS = Path(__file__).parent / "locale"
#: The language in which the pages are written, and the region whose dates it uses: the day before the month.
SOURCE, SOURCE_LOCALE = "en", "en_GB"
#: Longest Accept-Language header that is read, characters; a browser's own is far shorter.
_LONGEST_HEADER = 300


class Moment(NamedTuple):
    """A time inside a sentence, told where its reader is."""

    at: datetime
    timezone: str

    def __str__(self) -> str:
        return speaker(SOURCE).moment(self.at, self.timezone)


@dataclass(frozen=True)
class Speaker:
    """Says our words in one language. `language` is the tag of the page (`es`, `es-MX`)."""

    language: str
    catalog: NullTranslations

    @functools.cached_property
    def locale(self) -> Locale:
        """Dates, numbers and names by the Unicode CLDR."""
        from babel import Locale, UnknownLocaleError  # 60 ms: only for a page that needs it

        if self.language == SOURCE:
            return Locale.parse(SOURCE_LOCALE)
        try:
            return Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale.parse(self.language.split("-")[0])

    @functools.cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`, the values of the attribute `dir`."""
        return "ltr" if self.language.split("-")[0] in (SOURCE, "es") else str(self.locale.text_direction)

    def say(self, words: str) -> str:
        """A sentence of ours in this language; any other string as it is."""
        if not isinstance(words, Sentence):
            return words
        if isinstance(words, Counted):
            count = words.values["n"]
            said = self.catalog.ngettext(words.template, words.many, 1 if count == 1 else max(2, math.ceil(count)))
        else:
            said = self.catalog.gettext(words.template)
        return (
            said.format(**{name: self._value(value) for name, value in words.values.items()}) if words.values else said
        )

    def _value(self, value: Any) -> Any:
        if isinstance(value, Moment):
            return self.moment(*value)
        if isinstance(value, float):
            return self.number(value)
        return self.say(value) if isinstance(value, str) else value

    def number(self, value: float) -> str:
        """`4.5`, `4,5`."""
        if value == int(value) and abs(value) < 1000:
            return str(int(value))
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self.locale))

    def day(self, at: date, timezone: str = "UTC") -> str:
        """`Thursday 26 November`, where the person is."""
        # translators: a day without its year, as a pattern of the Unicode CLDR
        return self._dated(at, Sentence("EEEE d MMMM"), timezone)

    def moment(self, at: datetime, timezone: str = "UTC") -> str:
        """`Thursday 26 November 2026, 14:05`; the zone is named where it is UTC."""
        # translators: a day with its year, as a pattern of the Unicode CLDR
        told = self._dated(at, Sentence("EEEE d MMMM y"), timezone)
        return f"{told}, {self.clock(at, timezone)}" + (" UTC" if timezone == "UTC" else "")

    def clock(self, at: datetime, timezone: str = "UTC") -> str:
        """The time of day, `14:05`."""
        return f"{at.astimezone(zone(timezone)):%H:%M}"

    def weekday(self, number: int) -> str:
        """The name of a day of the week; 0 is Monday."""
        return str(self.locale.days["stand-alone"]["wide"][number])

    def month(self, at: date) -> str:
        """`November 2026`."""
        # translators: a month with its year, as a pattern of the Unicode CLDR
        return self._dated(at, Sentence("MMMM y"), "UTC")

    def _dated(self, at: date, pattern: str, timezone: str) -> str:
        from babel.dates import format_date

        there: tzinfo = zone(timezone)
        return str(
            format_date(at.astimezone(there) if isinstance(at, datetime) else at, self.say(pattern), self.locale)
        )

    def any_of(self, words: Sequence[str]) -> str:
        """Answers in quotation marks, as alternatives: `“Yes” or “Sometimes”`."""
        quoted = [self.say(Sentence("“{words}”", words=one)) for one in words]
        if len(quoted) == 1:
            return quoted[0]
        from babel.lists import format_list

        return str(format_list(quoted, style="or", locale=self.locale))

    def country(self, code: str, name: str) -> str:
        """A country's name in this language; `name` is its English one."""
        return name if self.language == SOURCE else str(self.locale.territories.get(code, name))

    def name_of(self, language: str) -> str:
        """A language's name in this language; its tag when we have none."""
        return str(self.locale.languages.get(language.split("-")[0], language))


_taught: dict[str, NullTranslations] = {}


def teach(language: str, catalog: NullTranslations) -> None:
    """Add a language whose catalog is no file of ours, by its whole tag: for a language that is still being tried."""
    _taught[language] = catalog
    speaker.cache_clear()


@functools.lru_cache(maxsize=32)
def speaker(language: str) -> Speaker:
    """Who says our words to people who read `language`; in English where we have no catalog for it."""
    base = language.split("-")[0].lower()
    catalog = _taught.get(language) or _catalog(base)
    return Speaker(language, catalog) if catalog else Speaker(SOURCE, NullTranslations())


@functools.cache
def languages() -> tuple[str, ...]:
    """Languages that the pages are written in or have a catalog of ours for."""
    return SOURCE, *sorted(folder.name for folder in CATALOGS.iterdir() if (folder / "LC_MESSAGES").is_dir())


@functools.cache
def _catalog(language: str) -> NullTranslations | None:
    if language not in languages() or language == SOURCE:
        return None
    with (CATALOGS / language / "LC_MESSAGES" / "messages.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def preferred(header: str) -> str:
    """The language among ours that a browser asks for (Accept-Language, RFC 9110, 12.5.4); English when none is."""
    best, found = 0.0, SOURCE
    for part in header[:_LONGEST_HEADER].split(","):
        tag, _, weight = part.strip().partition(";")
        language = tag.strip() if tag.strip() in _taught else tag.strip().split("-")[0].lower()
        quality = _quality(weight)
        if (language in languages() or language in _taught) and quality > best:
            best, found = quality, language
    return found


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if not weight:
        return 1.0
    whole, _, part = value.strip().partition(".")
    good = name.strip() == "q" and (whole + part).isascii() and (whole + part).isdigit() and len(value) < 8
    return float(value) if good else 0.0
