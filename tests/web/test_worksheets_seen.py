"""Every type of worksheet in a real Chromium: nothing for axe to find, no sideways scroll, all of it by keyboard.

All people and words here are invented.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from chalicelib.authoring.publish import publish
from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site, served
from tests.web.test_worksheet_pages import written
from tests.worksheets import TYPES, every_type, first_of

pytestmark = pytest.mark.browser
#: Where to put pictures to look at; none are kept without it.
PICTURES = os.environ.get("STILLPATH_PICTURES", "")
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def ana(site: Site) -> Site:
    publish(every_type(), site.world.deps.content)
    site.world.enrol("ana")
    return site.as_("ana")


@pytest.fixture
def base(ana: Site) -> Iterator[str]:
    with served(ana) as address:
        yield address + "steps/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    wrong: list[str] = []
    made = browser.new_page(viewport={"width": NARROWEST, "height": 640})
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda told: wrong.append(told.text) if "Content Security" in told.text else None)
    yield made
    made.close()
    assert wrong == []


def looks_well(page: Page, name: str) -> None:
    found = Axe().run(page).response["violations"]
    assert [(name, v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def by_id(page: Page, name: str) -> str:
    return page.locator(f"[id='{name}']").input_value()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).locator("visible=true").first.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_type_looks_well_on_a_narrow_phone(browser: Browser, base: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": NARROWEST, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    for kind in TYPES:
        page.goto(base + first_of(kind).id)
        looks_well(page, f"{kind}-{scheme}")
    page.close()


def test_text_may_be_twice_as_large(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 800})
    for kind in TYPES:
        for asked in ("", "?all=1"):
            page.goto(base + first_of(kind).id + asked)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth") <= 640, kind
    page.close()


def test_a_thought_record_is_written_by_keyboard_alone_page_by_page(ana: Site, base: str, page: Page) -> None:
    def to(name: str) -> None:
        for _ in range(60):
            if page.evaluate("document.activeElement.id || document.activeElement.value") == name:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name}")

    def go(button: str) -> None:
        to(button)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.goto(base + "ct-thought-record")
    to("f.situation")
    page.keyboard.type("At the invented bus stop")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # one question on the page: Enter keeps it and goes on
    looks_well(page, "record-feelings")
    to("f.emotions.0.name")
    page.keyboard.type("ashamed")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("70")
    go("next")
    to("f.thoughts.0.thought")
    page.keyboard.type("They all look")
    go("next")
    to("f.hot-thought")
    page.keyboard.type("Something else")
    go("next")
    go("next")
    looks_well(page, "record-review")
    go("complete")
    expect(page.locator("#problems")).to_be_focused()
    looks_well(page, "record-mend")
    to("f.hot-thought")
    page.keyboard.press("Control+A")
    page.keyboard.type("They all look")
    go("complete")
    assert written(ana)["hot-thought"] == "They all look"
    assert written(ana)["emotions"] == [{"name": "ashamed", "strength": 70}]


def test_an_untouched_slider_is_no_answer_and_a_moved_one_is_its_number(ana: Site, base: str, page: Page) -> None:
    page.goto(base + "ct-thought-record?page=2")
    slider = page.get_by_role("slider").first
    assert slider.get_attribute("aria-valuetext") == "no answer yet"
    page.get_by_label("Feeling").fill("sad")
    press(page, "Save for now")
    assert written(ana)["emotions"] == [{"name": "sad"}]
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert by_id(page, "f.emotions.0.strength") == "51"
    assert slider.get_attribute("aria-valuetext") is None
    page.get_by_role("textbox", name="How strong, from 0 to 100?").first.fill("8")
    assert slider.input_value() == "8"
    page.get_by_role("textbox", name="How strong, from 0 to 100?").first.fill("")
    assert slider.get_attribute("aria-valuetext") == "no answer yet"
    looks_well(page, "slider")


def test_steps_of_a_ladder_change_places_without_a_new_page_and_it_is_said(ana: Site, base: str, page: Page) -> None:
    page.goto(base + "ff-my-ladder")
    for n, (step, fear) in enumerate((("Wait", "30"), ("One stop", "50"), ("To town", "90"))):
        page.locator(f"[id='f.ladder.{n}.situation']").fill(step)
        page.locator(f"[id='f.ladder.{n}.fear']").fill(fear)
        press(page, "Add another row")
    looks_well(page, "ladder")
    page.get_by_role("button", name="Move “To town” up").click()
    assert [by_id(page, f"f.ladder.{n}.situation") for n in range(3)] == ["Wait", "To town", "One stop"]
    assert by_id(page, "f.ladder.1.fear") == "90"
    assert page.locator("[data-moved]").inner_text() == "“To town” is now number 2 of 3."
    expect(page.get_by_role("button", name="Move “To town” up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move “To town” down")).to_be_focused()
    press(page, "Sort by fear")
    assert [row["fear"] for row in written(ana, "ff-my-ladder")["ladder"]] == [90, 50, 30]
    expect(page.get_by_role("button", name="Sort by fear")).to_be_focused()


def test_a_diary_is_a_table_on_a_wide_screen_and_a_list_of_days_on_a_phone(ana: Site, base: str, page: Page) -> None:
    page.goto(base + "dm-activity-diary")
    expect(page.get_by_role("table")).to_be_hidden()
    press(page, "Add : Monday 2 March")
    page.get_by_label("What I was doing").fill("Lunch with Mina")
    page.locator("[id='f.entries.0.time']").fill("12:30")
    looks_well(page, "diary-entry")
    press(page, "Keep this entry")
    looks_well(page, "diary-days")
    expect(page.get_by_role("button", name="Change: Lunch with Mina")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_role("table")).to_be_visible()
    looks_well(page, "diary-week")
    press(page, "Change: Lunch with Mina")
    assert by_id(page, "f.entries.0.activity") == "Lunch with Mina"


def test_the_nights_of_a_sleep_diary_and_a_clash_of_two_windows_look_well(ana: Site, base: str, page: Page) -> None:
    page.goto(base + "sl-diary")
    press(page, "Sunday 1 March")
    for name, value in {"bed": "23:00", "lights-out": "23:10", "final-wake": "06:50", "rise": "07:00"}.items():
        page.locator(f"[id='f.nights.0.{name}']").fill(value)
    press(page, "Keep this entry")
    expect(page.get_by_text("Sleep efficiency: 96 %")).to_be_visible()
    looks_well(page, "nights")
    press(page, "Remove")
    looks_well(page, "night-removed")
    page.goto(base + "ct-thought-record")
    ana.send(ana.get("/steps/ct-thought-record"), "/steps/ct-thought-record", action="next", f__situation="elsewhere")
    page.locator("[id='f.situation']").fill("here")
    press(page, "Next")
    expect(page.get_by_text("elsewhere")).to_be_visible()
    looks_well(page, "clash")


def test_a_picture_pasted_into_an_answer_leaves_it_as_it_is(base: str, page: Page) -> None:
    asked: list[str] = []
    page.goto(base + "ct-thought-record")
    page.locator("[id='f.situation']").fill("before")
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array([137, 80, 78, 71])], "photo.png", { type: "image/png" }));
          const box = document.getElementById("f.situation");
          box.focus();
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
          box.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert by_id(page, "f.situation") == "before"
    assert [url for url in asked if not url.endswith("/draft")] == []
    page.locator("[id='f.situation']").press_sequentially(" after")
    assert by_id(page, "f.situation") == "before after"


def test_what_was_saved_while_writing_is_no_clash_with_the_button_that_follows(
    ana: Site, base: str, page: Page
) -> None:
    page.goto(base + "ct-thought-record?page=2")
    page.get_by_label("Feeling").fill("sa")
    page.get_by_text("Saved at").wait_for()
    page.get_by_label("Feeling").fill("sad")
    press(page, "Next")
    expect(page.get_by_text("Page 3 of 6")).to_be_visible()
    assert written(ana)["emotions"] == [{"name": "sad"}]
    page.goto(base + "sl-diary")
    press(page, "Sunday 1 March")
    page.locator("[id='f.nights.0.bed']").fill("23:00")
    page.get_by_text("Saved at").wait_for()
    page.locator("[id='f.nights.0.rise']").fill("07:00")
    press(page, "Keep this entry")
    assert written(ana, "sl-diary")["nights"] == [{"date": "2026-03-01", "bed": "23:00", "rise": "07:00"}]


def test_going_back_in_the_browser_brings_back_what_was_written_and_loses_nothing(
    ana: Site, base: str, page: Page
) -> None:
    page.goto(base + "ct-thought-record")
    page.get_by_label("The moment").fill("one")
    press(page, "Next")
    page.get_by_label("Feeling").fill("sad")
    press(page, "Next")
    page.go_back()
    page.go_back()
    expect(page.get_by_label("The moment")).to_have_value("one")
    page.get_by_label("The moment").fill("one and more")
    press(page, "Next")
    expect(page.get_by_label("Feeling").first).to_have_value("sad")
    assert written(ana) == {"situation": "one and more", "emotions": [{"name": "sad"}]}
