"""Catalogs of the pages' own words: taken out of the source, kept as .po for translators, compiled as .mo for the app.

`python -m infra.catalogs` (`make words`) takes new words up, drops those that are gone, and compiles. Tests fail while
a catalog is not what the source says, or a word in it has no translation.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from infra.toolchain import ROOT

SOURCE = ROOT / "chalicelib"
CATALOGS = SOURCE / "web" / "locale"
METHODS = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS: dict[str, dict[str, Any]] = {"web/templates/**.html": {"trimmed": "true", "silent": "false"}}
#: What marks our words: in templates as Jinja has it, in Python the two classes of chalicelib/domain/sentence.py.
KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "Sentence": None,
    "Counted": (1, 2),
}
#: The header holds no date of its own, so that the same words always make the same files.
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)


def source_words() -> Catalog:
    """Every word of ours in the source, without translations."""
    found = Catalog(project="Stillpath", creation_date=BEGUN, charset="utf-8")
    for file, _line, words, comments, context in extract_from_dir(
        SOURCE, METHODS, OPTIONS, KEYWORDS, comment_tags=("translators:",), strip_comment_tags=True
    ):
        first = words if isinstance(words, str) else words[0]
        if any(letter.isalpha() for letter in first):  # what holds no word is no sentence of ours
            found.add(words, None, [(f"chalicelib/{file}", 0)], auto_comments=comments, context=context)
    return found


def languages() -> list[str]:
    return sorted(folder.name for folder in CATALOGS.iterdir() if folder.is_dir())


def po_file(language: str) -> Path:
    return CATALOGS / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def written(catalog: Catalog) -> bytes:
    """The .po file: sorted, without line numbers, so that a moved sentence changes nothing."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The .mo file. A fuzzy translation (of words that were changed since) is left out of it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Message ids without words, or with words for an older source."""
    return [
        str(one.id if isinstance(one.id, str) else one.id[0])
        for one in catalog
        if one.id and (one.fuzzy or not all(one.string if isinstance(one.string, tuple) else [one.string]))
    ]


def renew(language: str) -> Catalog:
    catalog = read(language)
    catalog.update(source_words(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.header_comment = "# The pages of Stillpath in another language. `make words` renews and compiles this file."
    catalog.version, catalog.msgid_bugs_address = "1", ""
    po_file(language).write_bytes(written(catalog))
    po_file(language).with_suffix(".mo").write_bytes(compiled(catalog))
    return catalog


if __name__ == "__main__":
    left = {language: untranslated(renew(language)) for language in languages()}
    for language, words in left.items():
        print(f"{language}: {len(words)} without translation", *words, sep="\n  ")
    sys.exit(any(left.values()))
