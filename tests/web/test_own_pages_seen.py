"""Looking back and settings in a real Chromium: nothing for axe to find, no sideways scroll, all of it by keyboard.

All people and words here are invented.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site
from tests.web.test_practice_player import base  # noqa: F401 - the pages at an address of this machine
from tests.whole_record import SUB, items_with, live

pytestmark = pytest.mark.browser
PAGES = ("journal", "progress", "settings", "record", "goodbye", "erase")
#: Where to put pictures to look at; none are kept without it.
PICTURES = os.environ.get("STILLPATH_PICTURES", "")


@pytest.fixture
def patient(api: Any, site: Site) -> Site:
    """Somebody with a few weeks behind them."""
    live(api)
    me = api.as_(SUB)
    for week, (low, rating) in enumerate(((2, 3), (2, 4), (1, 3), (1, 6), (0, 7))):
        site.world.clock.on(days=7)
        me.post("/v1/measures/phq-9/responses", {"items": {**dict.fromkeys(map(str, range(1, 10)), low), "9": 0}})
        me.post("/v1/moods", {"rating": rating, "note": f"An invented note of week {week}." if week % 2 else ""})
    return site.as_(SUB)


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


def test_every_page_looks_well_on_a_narrow_phone_in_light_and_dark(browser: Browser, base: str) -> None:  # noqa: F811
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": NARROWEST, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
        for path in PAGES:
            page.goto(base + path)
            found = Axe().run(page).response["violations"]
            assert [(path, v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, path
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{path}-{scheme}.png", full_page=True)
        page.close()


def test_text_may_be_twice_as_large(browser: Browser, base: str) -> None:  # noqa: F811
    page = browser.new_page(viewport={"width": 640, "height": 800})
    for path in PAGES:
        page.goto(base + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def test_searching_and_erasing_can_be_done_by_keyboard_alone(patient: Site, browser: Browser, base: str) -> None:  # noqa: F811
    page = browser.new_page()
    page.goto(base + "journal")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "words":
        page.keyboard.press("Tab")
    page.keyboard.type("week 3")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("An invented note of week 3.").is_visible()
    assert page.url == base + "journal"
    page.goto(base + "erase")
    while page.evaluate("document.activeElement.id") != "sure":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Everything is erased").is_visible()
    assert Axe().run(page).response["violations"] == []
    assert items_with(patient.world.table, SUB) == []
