"""Tells how far a translation is: what is current, what is missing, and how the source of what is stale has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from ..domain.translation import State
from .translation_file import Document
from .translation_stamps import difference, made_from
from .translations import Language


@dataclass(frozen=True)
class Stale:
    """A part that was made from another text than the source has now; `was` is None when that is not on record."""

    document: Document
    part: str
    was: str | None
    now: str
    translation: str

    @property
    def name(self) -> str:
        return f"{self.document.name}#{self.part}"

    @property
    def difference(self) -> str | None:
        return None if self.was is None else difference(self.was, self.now)


def stale_parts(language: Language) -> Iterator[Stale]:
    """Every part whose source text is another than the one it was made from."""
    for file in language.files.values():
        found = [part for part in file.document.parts if file.state(part) in ("stale", "unstamped")]
        before = made_from(file) if found else {}
        for part in found:
            was = before[part].text if part in before else None
            yield Stale(file.document, part, was, file.document.parts[part], file.translation.words(part))


def tell(language: Language, every: bool) -> None:
    """Print how far a translation is, and what is stale with its difference."""
    states = list(language.states())
    counted = Counter(how for _, _, how in states)
    click.secho(f"{language.code}: {counted['current']} of {len(states)} parts are translated", bold=True, nl=False)
    rest = [f"{counted[how]} {word}" for how, word in _WORDS.items() if counted[how]]
    click.echo(f" ({', '.join(rest)})" if rest else "")
    for folder, files in _not_begun(language).items():
        click.echo(f"  {folder}: {count_of(files, 'file')} not begun")
    for document in language.documents:
        here = Counter(how for one, _, how in states if one is document)
        if (document.name in language.files or every) and here["current"] < sum(here.values()):
            left = ", ".join(f"{here[how]} {word}" for how, word in _WORDS.items() if here[how])
            click.echo(f"  {document.name}: {here['current']} of {sum(here.values())}, {left}")
            for part in [p for one, p, how in states if every and one is document and how == "missing"]:
                click.secho(f"    missing  #{part}", dim=True)
    for one in stale_parts(language):
        click.secho(f"\n{one.name}", bold=True)
        if one.was is None:
            click.echo("  It says of no text that it was made from it. Compare it, then accept it.")
        else:
            click.echo(f"  was:         {_flat(one.was)}")
        click.echo(f"  now:         {_flat(one.now)}")
        click.echo(f"  difference:  {one.difference}" if one.was is not None else "", nl=one.was is not None)
        click.echo(f"  translation: {_flat(one.translation)}")


def _not_begun(language: Language) -> Counter[str]:
    """Folder → how many of its files have no translation yet."""
    left = (one.name for one in language.documents if one.name not in language.files and not one.official_only)
    return Counter(name.rpartition("/")[0] or name for name in left)


_WORDS: dict[State, str] = {"stale": "stale", "unstamped": "not accepted yet", "missing": "missing"}


def as_json_list(language: Language, every: bool) -> Iterator[dict[str, Any]]:
    """What is stale or not accepted, one entry a part; with `every`, what is missing, too."""
    for one in stale_parts(language):
        yield {
            "language": language.code,
            "file": one.document.name,
            "part": one.part,
            "state": language.state(one.document, one.part),
            "was": one.was,
            "now": one.now,
            "difference": one.difference,
            "translation": one.translation,
        }
    for document, part, how in language.states():
        if every and how == "missing":
            told = {"language": language.code, "file": document.name, "part": part, "state": how}
            yield told | {"now": document.parts[part]}


def _flat(text: str) -> str:
    return " ".join(text.split())


def count_of(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
