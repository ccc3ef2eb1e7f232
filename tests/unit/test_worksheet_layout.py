"""Which questions share a page, decided by how much is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.content import WorksheetField
from chalicelib.web.visit import Fields
from chalicelib.web.worksheet_form import at_path, digest, joined, overtaken, read_sent
from chalicelib.web.worksheet_pages import (
    LONG,
    MANY_COLUMNS,
    PAGEFUL,
    by_entry,
    page_view,
    pages_of,
    view_named,
    weight,
)

KINDS = ("short_text", "long_text", "rating", "list", "date", "yes_no")


def asked(*kinds: str) -> list[WorksheetField]:
    return [WorksheetField(id=f"q{n}", type=kind, label="A question") for n, kind in enumerate(kinds)]  # type: ignore[arg-type]


def table(columns: int) -> WorksheetField:
    made = tuple(WorksheetField(id=f"c{n}", type="short_text", label="A column") for n in range(columns))
    return WorksheetField(id="rows", type="table", label="Rows", columns=made)


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=14))
@settings(max_examples=50)
def test_every_question_is_asked_once_in_the_authors_order_and_no_page_holds_too_much(kinds: list[str]) -> None:
    fields = asked(*kinds)
    pages = pages_of(fields)
    assert [field for page in pages for field in page] == fields
    if len(pages) > 1:
        assert all(sum(map(weight, page)) <= PAGEFUL for page in pages)
    else:
        assert sum(map(weight, fields)) < max(LONG, PAGEFUL + 1)


def test_a_short_worksheet_stays_on_one_page() -> None:
    assert len(pages_of(asked(*["short_text"] * (LONG - 1)))) == 1
    assert len(pages_of(asked(*["short_text"] * LONG))) == LONG // PAGEFUL


def test_a_table_is_written_entry_by_entry_where_a_row_is_too_wide_for_a_phone() -> None:
    assert not by_entry(table(MANY_COLUMNS - 1))
    assert by_entry(table(MANY_COLUMNS))


@pytest.mark.parametrize(
    "text", ["", "page", "page.99", "page.-1", "page.x", "entry.q0.1", "entry.none.1", "mend.none", "?"]
)
def test_a_view_that_is_not_known_any_more_is_a_page_that_is(text: str) -> None:
    fields = asked("list", "list", "list", "list")
    assert view_named(fields, text).name in ("page", "review")


@given(st.sampled_from(["page.1", "page.3", "all", "review", "mend.q1,q2", "entry.rows.2"]))
def test_a_view_finds_its_way_through_a_form(text: str) -> None:
    fields = [*asked("list", "list", "list"), table(MANY_COLUMNS)]
    assert view_named(fields, text).text == text


ANSWERS: dict[str, Any] = {"q0": "one", "q1": "two"}


@given(st.text(max_size=10), st.text(max_size=10))
@settings(max_examples=30)
def test_a_page_changes_what_it_shows_and_nothing_else(mine: str, theirs: str) -> None:
    fields = asked("short_text", "short_text")
    seen = digest(ANSWERS, ["q0"])
    sent = read_sent(fields, Fields({"shown": ["q0"], "seen": [seen], "f.q0": [mine]}))
    there = {**ANSWERS, "q1": theirs}
    assert not overtaken(there, sent)
    after = joined(there, sent)
    assert after["q1"] == theirs
    assert at_path(after, "q0") == (mine if mine.strip() else None)


def test_an_answer_that_somebody_else_changed_meanwhile_is_a_clash_unless_both_wrote_the_same() -> None:
    fields = asked("short_text", "short_text")
    seen = digest(ANSWERS, page_view(fields, 1).written)
    sent = read_sent(fields, Fields({"shown": ["q0 q1"], "seen": [seen], "f.q0": ["mine"], "f.q1": ["two"]}))
    assert overtaken({"q0": "theirs", "q1": "two"}, sent)
    assert not overtaken({"q0": "mine", "q1": "two"}, sent)
