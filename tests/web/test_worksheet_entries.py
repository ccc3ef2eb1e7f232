"""Wide tables written one entry at a time: a diary as a week, nights by day, a plan by the days it names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.content import Step, WorksheetKind
from chalicelib.web.worksheet_entries import ANY_TIME, PARTS, overview
from tests.web.conftest import Page, Site
from tests.web.test_worksheet_pages import ana, written  # noqa: F401 - somebody to whom every type is open
from tests.worksheets import first_of

NIGHTS = "/steps/sl-diary"
NIGHT = {
    "f.nights.0.bed": "23:00",
    "f.nights.0.lights-out": "23:15",
    "f.nights.0.latency": "30",
    "f.nights.0.wakes": "2",
    "f.nights.0.awake-minutes": "15",
    "f.nights.0.final-wake": "07:00",
    "f.nights.0.rise": "07:15",
}


def entry(site: Site, address: str, page: Page, action: str) -> Page:
    """The page of an entry, opened by its button."""
    answer = site.send(page, address, action=action)
    assert answer.status == 303
    return site.get("/steps/" + answer.headers["Location"].split("steps/")[1].split("#")[0])


def test_the_last_seven_mornings_of_a_sleep_diary_can_each_be_opened(ana: Site) -> None:  # noqa: F811
    page = ana.get(NIGHTS)
    assert page.text.count("not filled in yet") == 7
    opened = entry(ana, NIGHTS, page, "edit:nights.0@2026-03-01")
    assert opened.value("f.nights.0.date") == "2026-03-01"
    assert written(ana, "sl-diary") == {}
    kept = ana.fill(opened, NIGHTS, {**NIGHT, "action": "keep"})
    assert kept.headers["Location"] == "../steps/sl-diary?page=1#f.nights"
    over = ana.get(NIGHTS)
    assert over.text.count("not filled in yet") == 6
    assert "Read the text again" in over.text
    assert "Sleep efficiency: 85 %" in over.text
    assert "8 of 12 boxes filled in" in over.text
    assert ana.send(over, NIGHTS, action="complete").status == 303
    assert written(ana, "sl-diary")["nights"][0]["date"] == "2026-03-01"


def test_an_entry_says_what_is_wrong_beside_its_box_and_keeps_it(ana: Site) -> None:  # noqa: F811
    opened = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0@2026-03-01")
    refused = ana.fill(opened, NIGHTS, {**NIGHT, "f.nights.0.latency": "9999", "action": "keep"})
    assert refused.status == 422
    assert "#f.nights.0.latency" in refused.read.links
    assert refused.value("f.nights.0.latency") == "9999"


def test_times_that_do_not_follow_each_other_are_mended_in_the_entry_alone(ana: Site) -> None:  # noqa: F811
    opened = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0@2026-03-01")
    ana.fill(opened, NIGHTS, {**NIGHT, "f.nights.0.rise": "06:00", "action": "keep"})
    refused = ana.send(ana.get(NIGHTS), NIGHTS, action="complete")
    assert refused.status == 422
    assert "#f.nights.0.rise" in refused.read.links
    assert ana.fill(refused, NIGHTS, {"f.nights.0.rise": "07:15", "action": "complete"}).status == 303


def test_an_entry_is_removed_and_put_back(ana: Site) -> None:  # noqa: F811
    opened = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0@2026-03-01")
    ana.fill(opened, NIGHTS, {**NIGHT, "action": "keep"})
    gone = ana.send(ana.get(NIGHTS), NIGHTS, action="remove:nights.0")
    assert written(ana, "sl-diary") == {}
    ana.send(gone, NIGHTS, action="restore:nights.0")
    assert written(ana, "sl-diary")["nights"][0]["bed"] == "23:00"
    inside = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0")
    after = ana.send(inside, NIGHTS, action="remove:nights.0")
    assert "Put it back" in after.text
    assert written(ana, "sl-diary") == {}


def test_new_entries_of_two_windows_are_both_kept(ana: Site) -> None:  # noqa: F811
    first = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0@2026-03-01")
    second = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0@2026-02-28")
    ana.fill(first, NIGHTS, {**NIGHT, "action": "keep"})
    ana.fill(second, NIGHTS, {**NIGHT, "action": "keep"})
    assert [night["date"] for night in written(ana, "sl-diary")["nights"]] == ["2026-03-01", "2026-02-28"]


def test_the_same_entry_changed_in_two_windows_is_shown_in_both_texts(ana: Site) -> None:  # noqa: F811
    opened = entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0@2026-03-01")
    ana.fill(opened, NIGHTS, {**NIGHT, "action": "keep"})
    one, two = (entry(ana, NIGHTS, ana.get(NIGHTS), "edit:nights.0") for _ in range(2))
    ana.fill(one, NIGHTS, {"f.nights.0.caffeine": "tea", "action": "keep"})
    clash = ana.fill(two, NIGHTS, {"f.nights.0.caffeine": "coffee", "action": "keep"})
    assert clash.status == 409
    assert "tea" in clash.text
    assert clash.value("f.nights.0.caffeine") == "coffee"


def test_a_full_table_says_so_and_offers_no_more(ana: Site) -> None:  # noqa: F811
    rows = {f"f.nights.{n}.date": f"2026-02-{n + 1:02}" for n in range(14)}
    ana.fill(ana.get(NIGHTS + "?all=1"), NIGHTS, {**rows, "action": "save"})
    page = ana.get(NIGHTS + "?page=1")
    assert "There is room for 14 here. Remove one to add another." in page.text
    assert "not filled in yet" not in page.text


def test_a_diary_is_a_week_with_headings_for_days_and_parts_of_the_day(ana: Site) -> None:  # noqa: F811
    diary = "/steps/dm-activity-diary"
    opened = entry(ana, diary, ana.get(diary), "edit:entries.0@2026-03-02")
    filled = {"f.entries.0.time": "12:30", "f.entries.0.activity": "Lunch <with> Mina"}
    ana.fill(opened, diary, {**filled, "action": "keep"})
    page = ana.get(diary)
    table = page.html.split("<table")[1].split("</table>")[0]
    assert table.count('scope="col"') == 7
    assert '<th scope="row">Afternoon</th>' in table
    assert "Lunch &lt;with&gt; Mina" in table
    assert "Week from Monday 2 March" in page.text


# --- what is seen, without a page ------------------------------------------------------------------

TODAY = date(2026, 3, 4)


def seen(kind: WorksheetKind, name: str, rows: list[dict[str, Any]], language: str = "en") -> Any:
    step: Step = first_of(kind)
    table = next(field for field in step.fields if field.id == name)
    return overview(step, table, {name: rows}, TODAY, language)


@pytest.mark.parametrize(
    ("when", "language", "day"),
    [
        ("Tuesday at 10:00", "en", 1),
        ("on friday, 6 pm", "en", 4),
        ("el miércoles por la tarde", "es", 2),
        ("Monday or Tuesday", "en", None),
        ("some time", "en", None),
    ],
)
def test_a_plan_stands_on_the_one_day_that_its_words_name(when: str, language: str, day: int | None) -> None:
    found = seen("activity-schedule", "activities", [{"activity": "Walk", "when": when}], language)
    days = [n for _, week, _ in found.weeks for n, one in enumerate(week) if one.items]
    assert days == ([] if day is None else [day])
    assert len(found.items) == (1 if day is None else 0)


@pytest.mark.parametrize(
    ("time", "part"),
    [("04:59", PARTS[3][1]), ("05:00", PARTS[0][1]), ("12:00", PARTS[1][1]), ("21:59", PARTS[2][1]), ("", ANY_TIME)],
)
def test_a_time_lies_in_its_part_of_the_day(time: str, part: str) -> None:
    found = seen("activity-diary", "entries", [{"date": "2026-03-03", "activity": "Rest", "time": time}])
    assert [list(day.parts) for _, week, _ in found.weeks for day in week if day.items] == [[part]]


def test_every_week_with_an_entry_is_shown_and_what_has_no_day_stands_apart() -> None:
    rows = [{"date": "2026-02-18", "activity": "Old"}, {"date": "31 March", "activity": "Odd"}, {"activity": "None"}]
    found = seen("activity-diary", "entries", rows)
    assert [title for title, _, _ in found.weeks] == ["Week from Monday 2 March", "Week from Monday 16 February"]
    assert [item.title for item in found.items] == ["Odd", "None"]
    later = [day.day for day in found.weeks[0][1]]
    assert later == ["2026-03-02", "2026-03-03", "2026-03-04", "", "", "", ""]
