"""The spoken lines of a practice on its page: heard only when asked for, at their time, and without the script too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from chalicelib.usecases.narration import narrate
from chalicelib.usecases.ports import OutboxEntry
from tests.conftest import START
from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.narrators import with_voice
from tests.web.conftest import Site, served
from tests.web.test_practice_player import looks_well

#: Notes what the script fetches, and how loud each sound is when it starts.
NOTED = """
window.heard = []; window.asked = [];
const fetched = window.fetch;
window.fetch = (address, how) => { window.asked.push(address); return fetched(address, how); };
HTMLMediaElement.prototype.play = function () {
  window.heard.push(this.volume); window.speaker = this; return Promise.resolve();
};
"""


@pytest.fixture
def spoken(patient: Site, release: str, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A patient of a programme whose lines are spoken."""
    from chalicelib.web import visit

    world = with_voice(patient.world)
    narrate(world.deps, OutboxEntry(id="n", kind="narrate", patient_id="", at=START, release=release))
    made, settings, adaptations = visit._world[0]
    backend = replace(made(), deps=world.deps)  # type: ignore[type-var]
    monkeypatch.setattr(visit, "_world", [(lambda: backend, settings, adaptations)])
    return replace(patient, world=world)


@pytest.fixture
def page(spoken: Site) -> Iterator[Page]:
    wrong: list[str] = []
    with served(spoken) as base, sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        made = browser.new_page(viewport={"width": NARROWEST, "height": 740}, reduced_motion="reduce")
        made.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        made.add_init_script(NOTED)
        made.clock.install()
        made.goto(base + "practices/breathing")
        yield made
        browser.close()
    assert wrong == []


def sounds(page: Page) -> list[str]:
    """The sounds that were fetched until now."""
    return [name for name in page.evaluate("window.asked") if "/sounds/" in name]


def heard(page: Page, times: int) -> None:
    until = time.monotonic() + 10
    while len(page.evaluate("window.heard")) < times and time.monotonic() < until:
        time.sleep(0.02)
    assert len(page.evaluate("window.heard")) == times


def test_nothing_is_fetched_or_heard_before_somebody_asks(page: Page) -> None:
    page.get_by_role("button", name="Begin").click()
    page.clock.run_for(25_000)
    assert (sounds(page), page.evaluate("window.heard")) == ([], [])
    assert page.locator("[data-caption]").inner_text().startswith("Let your shoulders be soft.")
    page.get_by_role("button", name="Voice").click()
    page.clock.run_for(20_000)
    heard(page, 1)
    assert page.locator("[data-caption]").inner_text() == "Rest your eyes on the water."


def test_lines_are_heard_at_their_time_as_loud_as_one_likes_and_wait_while_one_pauses(page: Page) -> None:
    page.get_by_label("Hear the lines spoken").check()
    page.get_by_role("button", name="Begin").click()
    heard(page, 1)
    looks_well(page)
    page.get_by_label("Loudness").fill("30")
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    assert len(page.evaluate("window.heard")) == 1
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(21_000)
    heard(page, 2)
    assert page.evaluate("window.heard") == [0.8, 0.3]
    assert page.evaluate("window.speaker.src").startswith("blob:")
    assert len(sounds(page)) == 3
    page.get_by_role("button", name="Voice").click()
    page.clock.run_for(20_000)
    assert len(page.evaluate("window.heard")) == 2
    assert not page.get_by_label("Loudness").is_visible()


def test_a_line_that_still_sounds_is_not_interrupted(page: Page) -> None:
    page.get_by_label("Hear the lines spoken").check()
    page.get_by_role("button", name="Begin").click()
    heard(page, 1)
    page.evaluate("Object.defineProperty(window.speaker, 'paused', {get: () => false})")
    page.clock.run_for(21_000)
    assert len(page.evaluate("window.heard")) == 1
    page.evaluate("window.speaker.dispatchEvent(new Event('ended'))")
    heard(page, 2)


def test_the_browser_itself_can_play_a_spoken_line(spoken: Site) -> None:
    with served(spoken) as base, sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(java_script_enabled=False)
        page.goto(base + "practices/breathing")
        line = page.locator(".script audio").first
        line.wait_for(state="visible")
        assert page.locator(".script audio").count() == 3
        source = line.get_attribute("src")
        browser.close()
    whole = in_parts(spoken, f"/practices/{source}", "")
    assert (whole.status_code, whole.headers["Content-Type"], whole.headers["Accept-Ranges"]) == (
        *(200, "audio/mpeg"),
        "bytes",
    )
    size = len(whole.body)
    for wanted, status, body, where in (
        ("bytes=0-1", 206, whole.body[:2], f"bytes 0-1/{size}"),
        ("bytes=100-", 206, whole.body[100:], f"bytes 100-{size - 1}/{size}"),
        (f"bytes={size}-", 416, b"", f"bytes */{size}"),
    ):
        part = in_parts(spoken, f"/practices/{source}", wanted)
        assert (part.status_code, part.body, part.headers["Content-Range"]) == (status, body, where)


def in_parts(site: Site, address: str, wanted: str) -> Any:
    from posixpath import normpath

    sent = {"Host": "localhost", "Cookie": f"session={site.cookies['session']}", "Accept": "*/*"}
    return site.client.http.get(normpath(address), headers=sent | ({"Range": wanted} if wanted else {}))


def test_a_sound_is_not_for_who_is_not_signed_in_or_for_therapists(spoken: Site) -> None:
    source = spoken.get("/practices/breathing").html.split('data-sound="../sounds/')[1].split('"')[0]
    nobody = replace(spoken, cookies={})
    assert nobody.get(f"/sounds/{source}").status == 401
    assert spoken.as_("therapist-1", "therapist").get(f"/sounds/{source}").status == 403
    assert spoken.get("/sounds/" + "0" * 64).status == 404


def test_without_spoken_lines_the_page_is_as_it_was(patient: Site) -> None:
    html = patient.get("/practices/breathing").html
    assert "data-sound" not in html
    assert "data-hear" not in html
    assert 'data-voice="device"' in html
