"""The catalogs of the pages' own words: complete, compiled, and true to the source in all that is no word."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog

from infra import catalogs

LANGUAGES = catalogs.languages()
MEND = "run `make words`, then translate what it lists"
_SLOT = re.compile(r"%\(\w+\)s|\{\w*\}|</?[a-z][^>]*>")


def slots(words: str) -> list[str]:
    return sorted(_SLOT.findall(words))


@pytest.fixture(scope="module")
def source() -> Catalog:
    return catalogs.source_words()


def ids(catalog: Catalog) -> set[str]:
    return {str(one.id) for one in catalog if one.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_holds_the_words_of_the_source_and_no_others(language: str, source: Catalog) -> None:
    assert len(ids(source)) > 300
    assert ids(catalogs.read(language)) == ids(source), MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    assert catalogs.untranslated(catalogs.read(language)) == [], MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_app_reads_was_compiled_from_what_translators_wrote(language: str) -> None:
    file = catalogs.po_file(language)
    assert file.with_suffix(".mo").read_bytes() == catalogs.compiled(catalogs.read(language)), MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_of_values_and_the_tags(language: str) -> None:
    for one in catalogs.read(language):
        if not one.id:
            continue
        wanted = [one.id] if isinstance(one.id, str) else list(one.id)
        given = [one.string] if isinstance(one.string, str) else list(one.string)
        assert slots(given[-1]) == slots(wanted[-1]), one.id
        # "once" needs no number in it
        assert slots(given[0]) in (slots(wanted[0]), slots(wanted[-1])), one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_safety_stays_in_english(language: str) -> None:
    same = {one.id for one in catalogs.read(language) if one.id and one.id == one.string}
    about_safety = {one.id for one in catalogs.source_words() if any("safety" in file for file, _ in one.locations)}
    assert about_safety
    assert not same & about_safety
