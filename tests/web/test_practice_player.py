"""A practice led by the page's own script, in a real Chromium on the test client, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site, served


@pytest.fixture
def base(patient: Site) -> Iterator[str]:
    with served(patient) as address:
        yield address


@pytest.fixture
def page(base: str) -> Iterator[Page]:
    """A phone's page on the practice, with nothing refused by the page's own policy and no mistake in the script."""
    wrong: list[str] = []
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        made = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        made.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        made.clock.install()  # time goes on by itself besides, so what is looked at has a second or two of room
        made.goto(base + "practices/breathing")
        yield made
        browser.close()
    assert wrong == []


def runs(site: Site) -> list[dict[str, Any]]:
    return [e.data for e in site.world.deps.courses.entries("pat")[0] if e.kind == "practice-run"]


def choose(page: Page, name: str) -> None:
    page.locator(f'label:has([id="{name}"])').click()


def looks_well(page: Page) -> None:
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_a_session_is_led_line_by_line_paused_and_recorded(patient: Site, page: Page) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    looks_well(page)
    choose(page, "before.calm-3")
    page.get_by_label("Pace of the breathing light").select_option("5.0")
    page.get_by_role("button", name="Begin").click()
    caption, clock, word = (page.locator(f"[data-{name}]") for name in ("caption", "clock", "breath"))
    assert caption.inner_text() == "Sit down."
    page.clock.run_for(10_500)
    assert word.inner_text() in ("In 1", "In 2", "In 3")  # five breaths a minute from the tenth second: in for 4.8
    page.clock.run_for(5_000)
    assert word.inner_text() in ("Out 1", "Out 2", "Out 3")
    looks_well(page)
    page.get_by_role("button", name="Pause").click()
    stood = clock.inner_text()
    page.clock.run_for(60_000)
    assert (clock.inner_text(), caption.inner_text()) == (stood, "Sit down.")
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(10_000)
    assert caption.inner_text().startswith("Let your shoulders be soft.")
    page.clock.run_for(40_000)
    assert page.locator("#ended-finished").is_checked()
    looks_well(page)
    choose(page, "after.calm-8")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Calm was at 3 of 10 before, and is at 8 now.").wait_for()
    (run,) = runs(patient)
    assert (run["played_seconds"], run["completed_share"], run["breath"]["guide_per_minute"]) == (60, 1, 5)
    assert [cue["planned_seconds"] for cue in run["cues"]] == [0, 20, 40]
    assert all(abs(cue["at_seconds"] - cue["planned_seconds"]) <= 0.3 for cue in run["cues"])


def test_stopping_ends_it_at_once_and_asks_how_it_was(patient: Site, page: Page) -> None:
    page.get_by_role("button", name="Begin").click()
    page.clock.run_for(15_000)
    page.get_by_role("button", name="Stop").click()
    assert page.locator("#ended-button").is_checked()
    assert not page.locator("[data-caption]").is_visible()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Stopping when it is enough").wait_for()
    (run,) = runs(patient)
    assert run["stop_reason"] == "button"
    assert 0.2 < run["completed_share"] < 0.3


def test_who_feels_unreal_before_is_led_to_firm_ground_instead(patient: Site, page: Page) -> None:
    choose(page, "before.unreality-6")
    page.get_by_role("button", name="Begin").click()
    assert page.get_by_role("heading", name="Leave the practice for today").is_visible()
    assert not page.locator("[data-caption]").is_visible()
    looks_well(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Come back to firm ground first").wait_for()
    assert [f.rule for f in patient.world.deps.reviews.flags("therapist-1", "open")[0]] == ["R17"]
