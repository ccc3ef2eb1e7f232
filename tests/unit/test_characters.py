"""How long a text is, as people count."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.answers import check
from chalicelib.domain.characters import characters
from chalicelib.domain.content import WorksheetField


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("two words", 9),
        ("e\u0301te\u0301", 3),
        ("👨‍👩‍👧‍👦", 1),
        ("👍🏽👍", 2),
        ("🇮🇪🇪🇸", 2),
        ("❤️", 1),
        ("नमस्ते", 4),
        ("مَرحبا", 5),
    ],
)
def test_a_character_is_what_a_person_sees_as_one(text: str, count: int) -> None:
    assert characters(text) == count


@given(st.text(max_size=60))
def test_a_text_never_counts_longer_than_its_code_points(text: str) -> None:
    assert 0 <= characters(text) <= len(text)


@given(st.text(st.characters(categories=("Lu", "Ll")), max_size=40))
def test_the_same_words_count_the_same_however_their_accents_are_typed(text: str) -> None:
    whole = unicodedata.normalize("NFC", text)
    assert characters(unicodedata.normalize("NFD", whole)) == characters(whole)


def test_emoji_fit_into_a_field_as_they_are_counted() -> None:
    field = WorksheetField(id="f", type="short_text", label="One", max_length=3)
    assert check([field], {"f": "👨‍👩‍👧‍👦" * 3}) == []
    assert check([field], {"f": "👨‍👩‍👧‍👦" * 4})
