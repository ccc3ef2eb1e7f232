"""The authors' preview in a real browser: looked at, listened to by axe, and followed while a file is saved."""

from __future__ import annotations

import re
import shutil
import threading
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bench.scripted_model import scripted_model
from chalicelib.authoring.preview.answers import Workshop
from chalicelib.authoring.preview.fitting import configured
from chalicelib.authoring.preview.server import Server
from chalicelib.authoring.preview.state import Watch
from chalicelib.authoring.preview.voice import MAKING, Voice
from infra import narrate
from tests.content import MODULES
from tests.e2e.conftest import NARROWEST, SCREENSHOTS, SIZES

pytestmark = [pytest.mark.browser]

#: How long a saved file may take to be read again, checked and shown, milliseconds; on a busy machine.
SEEN_WITHIN = 30_000


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Server]:
    """The preview of a copy of the real programme, with a model that follows a script."""
    shutil.copytree(MODULES, tmp_path / "modules")
    with scripted_model() as address:
        model = configured({"MODEL_BASE_URL": address, "MODEL_NAME": "scripted"})
        watch = Watch(tmp_path / "modules")
        server = Server(Workshop(watch, model), 0)
        for run in (server.serve_forever, watch.run):
            threading.Thread(target=run, daemon=True).start()
        yield server
        watch.end()
        server.shutdown()
        server.server_close()


def look(page: Page, name: str, whole: bool = True) -> None:
    """Axe and a picture on a light desktop and on a dark phone, and no sideways scrolling on the narrowest screen."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for size, scheme in (("phone", "dark"), ("desktop", "light")):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found] == [], f"{name}, {scheme}"
        page.screenshot(path=SCREENSHOTS / f"{name}-{size}-{scheme}.png", full_page=whole)
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, f"{name} scrolls sideways"
    page.set_viewport_size({"width": 1600, "height": 1000})


def test_an_author_looks_at_the_programme_tries_a_sample_and_mends_a_fault(
    preview: Server, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    page.goto(preview.address)
    expect(page.get_by_text("Reloads when you save")).to_be_visible()
    look(page, "preview-map", whole=False)

    page.locator("a[href^='/steps/gs-small-goal?']").click()
    on_phone = page.frame_locator("iframe[title$='on a phone']")
    expect(on_phone.get_by_role("heading", level=1)).to_be_visible()
    page.locator("#small-enough").get_by_role("button", name="Write a sample").click()
    expect(page.locator("#small-enough")).to_contain_text("It passed every check.")
    look(page, "preview-step")
    page.get_by_role("link", name="with fitted samples").click()
    expect(on_phone.get_by_text("Fitted to you by a language model")).to_be_visible()

    page.goto(f"{preview.address}practices/paced-breathing")
    page.locator("[data-seek]").fill("31")
    expect(page.locator("[data-caption]")).to_contain_text("As the light rises")
    page.locator("[data-seek]").fill("45")
    page.locator("[data-speed]").select_option("4")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("[data-caption]")).to_contain_text("No need to hold your breath")
    page.get_by_role("button", name="Pause").click()
    look(page, "preview-timeline")

    page.goto(f"{preview.address}steps/gs-amara")
    expect(page.get_by_text("Reloads when you save")).to_be_visible()
    file = next((tmp_path / "modules" / "01-getting-started").glob("*amara*"))
    good = file.read_text()
    file.write_text(good.replace("kind: example", "kind: exampel"))
    expect(page.get_by_role("heading", name="To mend in this file")).to_be_visible(timeout=SEEN_WITHIN)
    expect(page.locator(".faults")).to_contain_text(re.compile(r"amara\.md:3"))
    expect(on_phone.get_by_role("heading", level=1)).to_have_text("Amara and the note")
    look(page, "preview-fault")
    file.write_text(good)
    expect(page.get_by_role("heading", name="To mend in this file")).to_have_count(0, timeout=SEEN_WITHIN)
    page.close()
    assert wrong == []


def heard_past(page: Page, seconds: float) -> None:
    """Wait until the sound has played so far; the page's policy lets no test wait inside the page."""
    until = time.monotonic() + 30
    while page.evaluate("document.querySelector('audio').currentTime") <= seconds:
        assert time.monotonic() < until, f"the sound never came to {seconds} s"
        page.wait_for_timeout(50)


def test_a_voice_that_has_been_made_plays_in_time_with_the_timeline(tmp_path: Path, browser: Browser) -> None:
    may = threading.Event()

    def hum(score: dict[str, Any], path: Path) -> None:
        """Stands in for the real voice, which takes long: the tone of the breath alone."""
        assert may.wait(30)
        narrate.write(path, narrate.narrated(score, lambda _: array("h"), 8000), 8000)

    watch = Watch(MODULES)
    server = Server(Workshop(watch, voice=Voice(hum, tmp_path)), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    try:
        page.goto(f"{server.address}practices/paced-breathing")
        expect(page.get_by_text(MAKING)).to_be_visible()
        page.get_by_role("button", name="Play").click()  # captions do not wait for the voice
        may.set()
        sound = "document.querySelector('audio')"
        heard_past(page, 0.3)
        expect(page.get_by_text(MAKING)).to_have_count(0)
        page.get_by_role("slider", name="Time").fill("100")
        assert page.evaluate(f"{sound}.paused")
        page.get_by_role("button", name="Play").click()
        heard_past(page, 100.5)
        apart = f"Math.abs({sound}.currentTime - Number(document.querySelector('[data-seek]').value))"
        assert page.evaluate(apart) <= 0.75  # the slider moves in half seconds
        page.get_by_role("button", name="Pause").click()
        assert page.evaluate(f"{sound}.paused")
        assert wrong == []
    finally:
        page.close()
        watch.end()
        server.shutdown()
        server.server_close()
