"""The reading level that lint and the adaptation checks share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reading_level import grade, plain, sentences, syllables, words

EASY = "The cat sat on the mat. It was a big cat."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("make", 1), ("moved", 1), ("wanted", 2), ("houses", 2), ("little", 2), ("about", 2), ("any", 2), ("being", 2),
        ("people", 2), ("quiet", 2), ("station", 2), ("anxiety", 4), ("you're", 1), ("don't", 1), ("self-help", 2),
    ],
)  # fmt: skip
def test_syllables_are_those_that_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_the_published_formula() -> None:
    assert grade(EASY) == pytest.approx(0.39 * 11 / 2 + 11.8 * 11 / 11 - 15.59)


def test_long_words_and_long_sentences_raise_the_grade() -> None:
    hard = "Psychological conceptualisation necessitates considerable introspection, particularly initially."
    assert grade(EASY) < grade(EASY.replace(". It", ", and it")) < grade(hard)


def test_marks_links_and_pipes_are_not_read_but_fallback_words_are() -> None:
    marked = "**You** told us about {{my-cycle.situation | a hard moment}}. See [this page](https://example.org/a-b)."
    assert plain(marked) == "You told us about a hard moment. See this page."
    assert grade(marked) == grade("You told us about a hard moment. See this page.")


def test_headings_and_list_entries_end_a_sentence_and_line_breaks_do_not() -> None:
    text = "## Small steps {#small}\nOne line\nthat goes on. Then:\n\n- walk, e.g. round the block\n- rest\n"
    assert [len(words(s)) for s in sentences(text)] == [2, 5, 1, 5, 1]


def test_a_text_without_words_has_grade_zero() -> None:
    assert grade("") == grade("12 … 🙂") == 0.0


@given(st.text(max_size=300), st.sampled_from(["en", "es", "xx"]))
def test_any_text_has_a_grade(text: str, language: str) -> None:
    assert -16 < grade(text, language) < 2000
