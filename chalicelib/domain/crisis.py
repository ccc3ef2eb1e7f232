"""Safety column: whom to call in a crisis, by country."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.crisis_lines import COUNTRIES, Line
from chalicelib.domain.sentence import Sentence, Words

__all__ = ["CrisisLine", "CrisisLines", "known_countries", "lines_for"]

#: When the numbers were last looked up. Check them again before each release.
VERIFIED_ON = date(2026, 11, 21)
#: Directories of lines in every country, for a country we have no lines of and beside those we have.
DIRECTORIES = (
    Line("Find A Helpline", site="https://findahelpline.com"),
    Line("Befrienders Worldwide", site="https://befrienders.org"),
)
#: Countries of the European Union, where 112 reaches every emergency service.
EU = frozenset(
    code
    for row in (
        ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        ("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
    for code in row
)


_EUROPEAN = Sentence("Emotional support line (not in every country)")


class CrisisLine(BaseModel):
    """One line or directory. Numbers are as people dial them, with spaces for reading."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: Words
    call: str = Field(default="", description="number to call; empty when there is none")
    text: Words = Field(default="", description="how to text, as an instruction")
    site: str = ""
    hours: Words = Field(default="", description="empty: not known to us")
    verified: bool = Field(description="the number was seen in public sources when last looked up")

    @property
    def dial(self) -> str:
        """The number for a `tel:` link."""
        return "".join(c for c in self.call if c.isdigit() or c == "+")


class CrisisLines(BaseModel):
    """Emergency number first, then the country's lines, then directories."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    country: str = Field(description="ISO 3166-1 alpha-2 as asked for, upper case")
    name: str = Field(description="the country's English name; empty when we have no lines of it")
    emergency: tuple[str, ...] = Field(description="emergency numbers; empty when unknown: 'your local number'")
    emergency_text: Words = Field(description="the sentence to show")
    lines: tuple[CrisisLine, ...] = Field(min_length=1)
    directories: tuple[CrisisLine, ...]
    status: Literal["verified", "partly", "unverified", "unknown country"]
    verified_on: date | None


def known_countries() -> tuple[str, ...]:
    """ISO codes that have lines of their own."""
    return tuple(sorted(COUNTRIES))


def lines_for(country: str) -> CrisisLines:
    """The lines of a country, by ISO 3166-1 alpha-2 code in any case (UK and EL are read as GB and GR).

    Never fails: a country we do not know gets the directories and the words 'your local emergency number', and 112
    where it is in the European Union.
    """
    code = country.strip().upper()
    code = {"UK": "GB", "EL": "GR"}.get(code, code)
    directories = tuple(_line(line) for line in DIRECTORIES)
    if code not in COUNTRIES:
        emergency: tuple[str, ...] = ("112",) if code in EU else ()
        european = (_line(Line(_EUROPEAN, call="116 123")),) if emergency else ()
        return CrisisLines(
            country=code,
            name="",
            emergency=emergency,
            emergency_text=_emergency_text(emergency),
            lines=(*european, *directories),
            directories=directories,
            status="unknown country",
            verified_on=VERIFIED_ON,
        )
    name, numbers, lines = COUNTRIES[code]
    seen = [line.verified for line in lines]
    return CrisisLines(
        country=code,
        name=name,
        emergency=numbers,
        emergency_text=_emergency_text(numbers),
        lines=tuple(_line(line) for line in lines),
        directories=directories,
        status="verified" if all(seen) else "partly" if any(seen) else "unverified",
        verified_on=VERIFIED_ON if any(seen) else None,
    )


def _line(line: Line) -> CrisisLine:
    return CrisisLine(**line._asdict())


def _emergency_text(numbers: tuple[str, ...]) -> str:
    if not numbers:
        return Sentence(
            "If you might act on it now, call your local emergency number (112 works across the European Union)."
        )
    told = numbers[0]
    for number in numbers[1:]:
        told = Sentence("{first} or {second}", first=told, second=number)
    return Sentence("If you might act on it now, call {numbers}.", numbers=told)
