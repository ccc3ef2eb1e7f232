"""From the start page to the end of the first module by keyboard alone, on the deployed stack.

All people and words are invented.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Enrolled, People, Somebody
from tests.e2e.keyboard import Keyboard
from tests.e2e.test_journey import MODULE_ONE, by_id

pytestmark = [pytest.mark.stack, pytest.mark.browser]

#: Most pages of one worksheet, with room.
MOST_PAGES = 15
CHOICES = {
    "gs-what-brings-you": {"f.hardest-time": "f.hardest-time-3"},
    "gs-small-goal": {"f.now": "f.now-1"},
}


def write_by_keyboard(keys: Keyboard, step: str) -> None:
    page, words = keys.page, {name: text for name, text in MODULE_ONE[step].items() if text}
    for _ in range(MOST_PAGES):
        # in the order in which the focus comes to them: nobody has to go back
        names = page.evaluate("[...document.querySelectorAll('form.worksheet [id]')].map((one) => one.id)")
        for name in names:
            if name == "f.emotions.0.strength":
                keys.to("How strong")
                page.keyboard.press("Home")
                for _ in range(7):
                    page.keyboard.press("PageUp")
                assert page.evaluate("document.activeElement.type") == "range"
                expect(by_id(page, name)).to_have_value(words[name])
            elif name in words:
                keys.type(name, words[name])
            elif name in CHOICES.get(step, {}):
                keys.choose(name, CHOICES[step][name])
        if not page.locator(".actions button[value=next]").count():
            break
        keys.press("next")
    keys.press("complete", "Space")


def test_module_one_by_keyboard_alone(
    stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled
) -> None:
    base, patient = stack["base_url"], people("patient")
    enrolled(patient, people("therapist"), "Cem Invented", ["starting-point"])
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(base)
    keys = Keyboard(page)
    assert keys.tab()["name"] == "Skip to the content"
    keys.press("Sign in")
    sign_in_by_keyboard(page, patient)
    expect(page).to_have_url(f"{base}today")
    keys.tab()
    page.keyboard.press("Enter")  # past the frame, which is the same on every page
    assert keys.tab()["name"].startswith("Answer them")
    back = keys.tab(back=True)
    assert back["name"] == keys_before_content(page)
    keys.through_the_page()
    keys.press("steps/gs-welcome")
    for step in MODULE_ONE:
        expect(page).to_have_url(re.compile(f"/steps/{step}"))
        write_by_keyboard(keys, step)
    expect(page).to_have_url(re.compile("/today"))
    expect(page.get_by_role("status")).to_contain_text("“Your plan for the week” is done")
    keys.press("Journal")
    assert page.get_by_text("Sunday evening at the kitchen table").count()
    keys.press("Safety")
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    keys.press("Sign out")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert {"Quick exit", "Today", "Settings", "Save my mood", "Safety page"} <= set(keys.stops)
    context.close()


def keys_before_content(page: Page) -> str:
    """The last link of the frame before the content."""
    return page.locator("header nav a").last.inner_text()


def sign_in_by_keyboard(page: Page, who: Somebody) -> None:
    """The pool's own page, which is not ours: its focus is not looked at."""
    for field, words in (("username", who.email), ("password", who.password)):
        for _ in range(20):
            if page.evaluate("document.activeElement.name") == field:
                break
            page.keyboard.press("Tab")
        page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
