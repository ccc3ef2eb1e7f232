"""The `stillpath translate` commands: how far a translation is, files to fill in, and what its stamps say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from ..domain.translation import stamp
from .reader import Reading, read_folder
from .translation_file import TranslatedFile
from .translation_stamps import made_from, stamp_file
from .translation_status import as_json_list, count_of, tell
from .translation_stubs import stubs
from .translations import LANGUAGE, Language, documents_of

DIR = click.option(
    "--dir",
    "folder",
    default=Path("modules"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="Content folder.",
)


@click.group()
def translate() -> None:
    """Translate a programme, part by part.

    Each translated part remembers which source text it was made from. When that text changes, the part is stale:
    patients see the source, marked, until the part is translated anew or the change is accepted.
    """


@translate.command()
@click.argument("language", required=False)
@DIR
@click.option("--all", "every", is_flag=True, help="List what is missing, too, part by part.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, for scripts.")
def status(language: str | None, folder: Path, every: bool, as_json: bool) -> None:
    """How far each translation is (or that into LANGUAGE); for what is stale: old text, new text, the difference."""
    reading = _read(folder)
    found = [one for one in reading.translations if language in (None, one.code)]
    if language and not found:
        raise click.ClickException(
            f"There is no translation into '{language}' yet: `stillpath translate stub {language}`."
        )
    if as_json:
        told = [part for one in found for part in as_json_list(one, every)]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in found:
        tell(one, every)
    if not found:
        click.echo("There are no translations yet. `stillpath translate stub es` begins one into Spanish.")


@translate.command()
@click.argument("language")
@click.argument("files", nargs=-1)
@DIR
def stub(language: str, files: tuple[str, ...], folder: Path) -> None:
    """Write files for LANGUAGE to fill in, with the source text as comments (for FILES only, when given).

    A file is named by its path below the content folder, such as 01-getting-started/10-welcome.md. Run it again when
    the source has grown: what is translated already stays, and what is new is added.
    """
    reading = _read(folder)
    if not LANGUAGE.fullmatch(language) or (reading.programme and reading.programme.language == language):
        raise click.ClickException(f"'{language}' is not another language, such as es or pt-BR.")
    one = next((found for found in reading.translations if found.code == language), None)
    one = one or Language(language, folder / "translations" / language, documents_of(reading))
    names = {_below(name, one) for name in files}
    for unknown in sorted(names - {document.name for document in one.documents}):
        raise click.ClickException(f"There is no {unknown} in {folder}.")
    written = stubs(one, names, reading.programme.language if reading.programme else "en")
    for path in written:
        click.echo(path)
    click.echo(f"{count_of(len(written), 'file')} to fill in." if written else "Nothing to add.")


@translate.command()
@click.argument("parts", nargs=-1)
@click.option("--language", "-l", help="Language; may be left out when there is only one.")
@click.option("--spelling", is_flag=True, help="The change of the source does not matter to the translation.")
@DIR
def accept(parts: tuple[str, ...], language: str | None, spelling: bool, folder: Path) -> None:
    """Say that PARTS translate the source as it stands now.

    A part is named as `status` names it: 01-getting-started/10-welcome.md#passages.intro. A file or a folder alone
    means all of its parts that are stale or new; without PARTS, every part that was translated and never accepted is
    meant. A stale part must have been changed since, unless --spelling says that the change of the source does not
    matter.
    """
    reading = _read(folder)
    chosen = _chosen(reading, language)
    todo = [one for name in parts for one in _named(name, chosen)] if parts else _never_accepted(chosen.files.values())
    refused = [one for one in todo if not spelling and _unchanged(*one)]
    for file, part in refused:
        click.echo(f"{file.document.name}#{part}: the translation is as it was.", err=True)
    if refused:
        message = "Nothing was accepted. Translate these anew; or, where the change does not matter, add --spelling."
        raise click.ClickException(message)
    for file in {one.file: one for one, _ in todo}.values():
        stamp_file(file, {part for one, part in todo if one is file})
    for file, part in todo:
        if file.state(part) != "current":
            click.echo(f"{file.document.name}#{part}")
    click.echo(f"{count_of(len(todo), 'part')} accepted.")


# --- naming ---------------------------------------------------------------------------------------


def _read(folder: Path) -> Reading:
    """What can be read: translators need not wait until every source file is in order."""
    reading = read_folder(folder)
    for fault in reading.faults:
        if Path(fault.file).is_relative_to(folder / "translations") or not reading.steps:
            click.echo(f"{fault.file}:{fault.line}: left aside. {fault.message}", err=True)
    return reading


def _chosen(reading: Reading, code: str | None) -> Language:
    found = [one for one in reading.translations if code in (None, one.code)]
    if len(found) != 1:
        known = ", ".join(one.code for one in reading.translations) or "none"
        raise click.ClickException(f"Say which language with --language (there is: {known}).")
    return found[0]


def _below(name: str, language: Language) -> str:
    """A file's name below the content folder or the language folder, however it was typed."""
    for folder in (language.folder, language.folder.parent.parent):
        if Path(name).is_relative_to(folder):
            return Path(name).relative_to(folder).as_posix()
    return Path(name).as_posix()


def _named(name: str, language: Language) -> list[tuple[TranslatedFile, str]]:
    file_name, _, wanted = name.partition("#")
    below = _below(file_name, language)
    files = [file for known, file in language.files.items() if known == below or known.startswith(f"{below}/")]
    if not files:
        raise click.ClickException(f"{file_name} is not translated into {language.code}.")
    if not wanted:
        stale = [(file, part) for file in files for part in file.document.parts if file.state(part) == "stale"]
        return stale + _never_accepted(files)
    file = files[0]
    part = wanted if wanted in file.document.parts else f"passages.{wanted}"
    if part not in file.document.parts:
        raise click.ClickException(f"{file_name} has no part '{wanted}'. It has: {', '.join(file.document.parts)}.")
    if file.state(part) == "missing":
        raise click.ClickException(f"{name} is not translated yet.")
    return [(file, part)]


def _never_accepted(files: Iterable[TranslatedFile]) -> list[tuple[TranslatedFile, str]]:
    found = []
    for file in files:
        before = made_from(file)
        for part in file.document.parts:
            accepted = part in before and before[part].words
            if file.state(part) == "unstamped" or (file.state(part) == "current" and not accepted):
                found.append((file, part))
    return found


def _unchanged(file: TranslatedFile, part: str) -> bool:
    """Whether a stale part still has the words that were accepted for the old text."""
    before = made_from(file).get(part)
    return file.state(part) == "stale" and before is not None and before.words == stamp(file.translation.words(part))
