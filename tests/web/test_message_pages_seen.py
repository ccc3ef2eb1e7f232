"""Pages of messages as a browser shows them: readable for everybody, narrow and dark too, by keyboard and without
JavaScript. Everybody and everything written here is invented.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from chalicelib.usecases.messages import reply, send
from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site, served

pytestmark = pytest.mark.browser
#: Where to put pictures to look at; none are kept without it.
PICTURES = os.environ.get("STILLPATH_PICTURES", "")
LONG = "An invented message of some length, about a week in which little went as planned, and one thing did. " * 3
THEIRS = "patients/pat/messages"


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def talk(patient: Site) -> Site:
    """Somebody with a conversation behind them, words without a space and from right to left in it."""
    world = patient.world
    mine, theirs = world.caller("pat"), world.caller("therapist-1", "therapist")
    for words in (LONG, "מילים מומצאות, مرحبا.", "unbroken" * 60, "👩‍👩‍👧 e\u0301\u0302"):
        world.clock.on(hours=20)
        send(world.deps, mine, words)
        world.clock.on(hours=30)
        reply(world.deps, theirs, "pat", f"An invented answer. {words}")
    send(world.deps, mine, "Still waiting for an answer to this.")
    return patient


def looks_well(page: Page, name: str) -> None:
    found = Axe().run(page).response["violations"]
    assert [(name, v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@contextmanager
def seen(
    browser: Browser, site: Site, width: int = NARROWEST, scheme: str = "light", script: bool = True
) -> Iterator[tuple[Page, str]]:
    with served(site) as base:
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        yield context.new_page(), base
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(NARROWEST, "light"), (360, "dark"), (1280, "light")])
def test_the_pages_look_well_in_every_state(
    talk: Site, therapist: Site, browser: Browser, width: int, scheme: str
) -> None:
    with seen(browser, therapist, width, scheme) as (page, base):
        for path in ("review", "patients", "patients/pat", THEIRS):
            page.goto(base + path)
            looks_well(page, f"{path.replace('/', '-')}-{width}")
    with seen(browser, talk, width, scheme) as (page, base):
        page.goto(base + "messages")
        looks_well(page, f"messages-{width}")
        page.get_by_role("button", name="Send").click()
        page.locator("#problems:focus").wait_for()
        looks_well(page, f"messages-empty-{width}")
        page.get_by_label("Your message").fill("I want to kill myself")
        page.get_by_role("button", name="Send").click()
        assert page.get_by_role("heading", name="Your safety comes first").is_visible()
        looks_well(page, f"messages-danger-{width}")


def test_a_first_visit_says_that_nothing_was_written_yet(patient: Site, browser: Browser) -> None:
    with seen(browser, patient) as (page, base):
        page.goto(base + "messages")
        assert page.get_by_text("No messages yet.").is_visible()
        looks_well(page, "messages-none")


def test_text_may_be_twice_as_large(talk: Site, browser: Browser) -> None:
    with seen(browser, talk, 640) as (page, base):
        page.goto(base + "messages")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("script", [True, False])
def test_a_message_is_written_and_answered_by_keyboard_alone(
    patient: Site, therapist: Site, browser: Browser, script: bool
) -> None:
    for site, path, label, words in (
        (patient, "messages", "Your message", "Written by keyboard."),
        (therapist, THEIRS, "Write to Invented pat", "Answered by keyboard."),
    ):
        with seen(browser, site, script=script) as (page, base):
            page.goto(base + path)
            while not page.locator("#text:focus").count():
                page.keyboard.press("Tab")
            assert page.get_by_label(label).count() == 1
            page.keyboard.type(words)
            page.keyboard.press("Tab")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert page.get_by_text("Your message is sent.").is_visible()
            assert page.locator(".thread").get_by_text(words).is_visible()
            assert page.url == f"{base}{path}?sent=1"


def test_a_script_in_a_message_runs_in_nobodys_browser(patient: Site, therapist: Site, browser: Browser) -> None:
    words = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    send(patient.world.deps, patient.world.caller("pat"), words)
    reply(patient.world.deps, therapist.world.caller("therapist-1", "therapist"), "pat", words)
    for site, path in ((patient, "messages"), (therapist, THEIRS), (therapist, "patients/pat")):
        with seen(browser, site) as (page, base):
            page.goto(base + path)
            assert page.title() != "run"
            assert page.locator("main img, main script").count() == 0
            assert page.get_by_text(words).count() == 2
