"""The whole programme's pages on a small phone in a real Chromium: short enough, nothing for axe, no sideways scroll.

The people here are invented; their pasts are those of `make run`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from chalicelib.authoring.publish import publish
from chalicelib.authoring.reader import read_programme
from infra.demo_histories import Past, improving, item_nine, starts_fresh
from tests.content import MODULES
from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site, served

pytestmark = pytest.mark.browser
PAGES = ("today", "programme", "progress", "consent", "mood", "journal", "settings", "messages", "fitted")
#: A phone, and how long Today may be on it, CSS pixels.
PHONE, LONGEST = (360, 740), 1500
#: Where to put pictures to look at; none are kept without it.
PICTURES = os.environ.get("STILLPATH_PICTURES", "")


@pytest.fixture
def real(site: Site) -> Site:
    """The real programme, with three invented people at different places in it."""
    programme, _faults = read_programme(MODULES)
    assert programme
    publish(programme.model_copy(update={"id": "small"}), site.world.deps.content)
    now = site.world.clock()
    clock = [now]
    for sub, live in (("fresh", starts_fresh), ("improving", improving), ("nine", item_nine)):
        past = Past(replace(site.world.deps, now=lambda: clock[0]), sub, clock, now)
        live(past, partial(past.begin, f"Invented {sub}", "therapist-1", f"{sub}@example.org"))
    return site


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


def test_today_is_short_on_a_phone_whoever_it_is_for(real: Site, browser: Browser) -> None:
    for sub in ("fresh", "improving", "nine"):
        with served(real.as_(sub)) as address:
            page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
            page.goto(address + "today")
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"today-{sub}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollHeight") < LONGEST, sub
            page.close()


def test_pages_are_sound_in_light_and_dark_on_the_narrowest_phone(real: Site, browser: Browser) -> None:
    with served(real.as_("improving")) as address:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": NARROWEST, "height": 640}, color_scheme=scheme)
            for path in PAGES:
                page.goto(address + path)
                found: list[Any] = Axe().run(page).response["violations"]
                assert [(path, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
                assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, path
                if PICTURES:
                    page.screenshot(path=Path(PICTURES) / f"{path}-{scheme}.png", full_page=True)
            page.close()


def test_larger_text_and_doubled_text_fit_the_page(real: Site, browser: Browser) -> None:
    with served(real.as_("improving")) as address:
        page = browser.new_page(viewport={"width": NARROWEST, "height": 640})
        for path in PAGES:
            page.goto(address + path)
            for size in ("115", "130", "150"):
                page.evaluate("size => { document.documentElement.dataset.text = size }", size)
                assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, (path, size)
        page.set_viewport_size({"width": 640, "height": 800})
        for path in PAGES:
            page.goto(address + path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_frame_is_not_high_and_what_is_touched_is_large_enough(real: Site, browser: Browser, language: str) -> None:
    real.world.enrol("eva", language=language)
    with served(real.as_("eva")) as address:
        page = browser.new_page(viewport={"width": NARROWEST, "height": 640})
        page.goto(address + "today")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"frame-{language}.png", full_page=True)
        rows = page.eval_on_selector_all(".top nav a", "links => new Set(links.map(a => a.offsetTop)).size")
        above = page.eval_on_selector_all(".top > a", "links => new Set(links.map(a => a.offsetTop)).size")
        assert (rows, above) in ((1, 1), (2, 1))
        wanted = ".top a, .top button, main a, main label.pick, main button, .bottom button"
        small = page.eval_on_selector_all(
            wanted,
            "all => all.map(a => [a.textContent.trim(), a.getBoundingClientRect()])"
            ".filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([name]) => name)",
        )
        assert small == []
        page.emulate_media(forced_colors="active")
        page.locator("label.pick", has_text="7").click()
        chosen, other = (
            page.eval_on_selector(f"#rating-{n} + span", "span => getComputedStyle(span).backgroundColor")
            for n in (7, 6)
        )
        assert chosen != other


def test_the_quick_exit_leaves_at_once_by_the_link_and_by_three_times_escape(real: Site, browser: Browser) -> None:
    with served(real.as_("fresh")) as address:
        page = browser.new_page()
        page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
        for leave in (lambda: page.get_by_role("link", name="Quick exit").click(), lambda: escape_three_times(page)):
            page.goto(address + "safety")
            page.goto(address + "today")
            leave()
            page.wait_for_url("https://www.wikipedia.org/")
            page.go_back()
            assert page.url == address + "safety"  # the page one left is not in the history


def escape_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")
