"""The whole programme's pages on a small phone in a real Chromium: short enough, nothing for axe, no sideways scroll.

The people here are invented; their pasts are those of `make run`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from chalicelib.authoring.publish import publish
from chalicelib.authoring.reader import read_programme
from infra.demo_histories import Past, improving, item_nine
from tests.content import MODULES
from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site, served

pytestmark = pytest.mark.browser
PAGES = ("today", "programme", "progress", "consent", "mood", "journal", "settings")
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
    for sub, live in (("fresh", None), ("improving", improving), ("nine", item_nine)):
        from dataclasses import replace

        past = Past(replace(site.world.deps, now=lambda: clock[0]), sub, clock, now)
        begin = lambda p=past, s=sub: p.begin(f"Invented {s}", "therapist-1", f"{s}@example.org")  # noqa: E731
        live(past, begin) if live else past.at(0) and begin()
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
            page = browser.new_page(viewport={"width": NARROWEST, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
            for path in PAGES:
                page.goto(address + path)
                found: list[Any] = Axe().run(page).response["violations"]
                assert [(path, v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
                assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, path
                if PICTURES:
                    page.screenshot(path=Path(PICTURES) / f"{path}-{scheme}.png", full_page=True)
            page.close()
