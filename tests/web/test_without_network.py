"""Without network, in a real Chromium: pages and words are there afterwards, and what was finished goes up once.

All people and words here are invented.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Site
from tests.web.network import ROOT, Network, network

pytestmark = pytest.mark.browser
WORDS = "An invented Sunday evening\nat the table"
#: Where to put pictures to look at; none are kept without it.
PICTURES = os.environ.get("STILLPATH_PICTURES", "")


@pytest.fixture
def net(site: Site) -> Iterator[Network]:
    site.world.clock.now = datetime.now(UTC)  # the browser states its own time
    for sub in ("pat", "max"):
        site.world.enrol(sub)
        site.world.clock.on(seconds=1)
    for sub in ("pat", "max"):
        person = site.as_(sub)
        person.send(person.get("/steps/hello"), "/steps/hello", action="complete")
    with network(site) as made:
        yield made


@pytest.fixture
def context(net: Network) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        made = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
        made.set_default_timeout(10_000)
        yield made
        browser.close()


@pytest.fixture
def wrong() -> list[str]:
    return []


Signer = Callable[[str], None]


@pytest.fixture
def sign_in(site: Site, net: Network, context: BrowserContext) -> Signer:
    """Somebody signs in with this browser; the hosted page is left out."""

    def as_(sub: str, **claims: Any) -> None:
        token = site.as_(sub, **claims).cookies["session"]
        context.add_cookies([{"name": "session", "value": token, "url": net.base, "httpOnly": True}])

    return as_


@pytest.fixture
def page(net: Network, context: BrowserContext, sign_in: Signer) -> Page:
    """Pat's own phone: they said so on Today, and what there is to keep is kept."""
    sign_in("pat")
    made = context.new_page()
    made.goto(net.base + "today")
    made.get_by_role("button", name="Yes, it is mine alone: keep them").click()
    expect(made.get_by_text("This device keeps your pages from now on.")).to_be_visible()
    wait_until_kept(made, "measures/gad-7")
    return made


def wait_until(page: Page, true: Callable[[], bool], what: str) -> None:
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {what}")


def wait_until_kept(page: Page, path: str) -> None:
    """Playwright's own waiting for a function takes a promise for a yes."""
    script = "async (path) => Boolean(await caches.match(path))"
    wait_until(page, lambda: bool(page.evaluate(script, f"{ROOT}/{path}")), f"{path} is kept")


def everything(page: Page) -> str:
    """All that this browser keeps of personal pages and words."""
    script = """async () => {
      const found = [JSON.stringify(sessionStorage)];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const asked of await cache.keys()) found.push(asked.url, await (await cache.match(asked)).text());
      }
      for (const { name } of await indexedDB.databases()) {
        const base = await new Promise((done) => { indexedDB.open(name).onsuccess = (e) => done(e.target.result); });
        for (const store of base.objectStoreNames) {
          const asked = base.transaction(store).objectStore(store).getAll();
          found.push(JSON.stringify(await new Promise((done) => { asked.onsuccess = () => done(asked.result); })));
        }
        base.close();
      }
      return found.join("\\n");
    }"""
    return str(page.evaluate(script))


def entries(site: Site, *kinds: str) -> list[Any]:
    return [e for e in site.world.deps.courses.entries("pat")[0] if e.kind in kinds]


def looks_well(page: Page, name: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []
        if PICTURES:
            for width, height in ((360, 740), (1280, 900)):
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="light")


def field(page: Page, name: str) -> Any:
    return page.locator(f'[id="f.{name}"]')


def test_today_the_open_step_and_the_own_safety_plan_open_as_saved_copies(site: Site, net: Network, page: Page) -> None:
    net.down = True
    page.goto(net.base + "today")
    expect(page.get_by_text("Saved copy from")).to_be_visible()
    assert str(datetime.now(UTC).year) in page.locator("[data-kept-at]").inner_text()
    looks_well(page, "today-copy")
    page.goto(net.base + "steps/sheet")
    expect(page.get_by_role("heading", name="A sheet with everything")).to_be_visible()
    looks_well(page, "step-copy")
    page.get_by_role("link", name="Safety", exact=True).click()
    expect(page.get_by_role("heading", name="My safety plan")).to_be_visible()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    page.goto(net.base + "journal")
    expect(page.get_by_role("heading", name="There is no network right now")).to_be_visible()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    looks_well(page, "not-kept")


def test_a_network_that_hangs_is_not_waited_for(net: Network, page: Page) -> None:
    net.slow = 7
    page.goto(net.base + "mood", wait_until="commit")
    expect(page.get_by_text("Saved copy from")).to_be_visible(timeout=6500)


def test_nothing_is_kept_before_a_page_has_loaded(net: Network, context: BrowserContext, sign_in: Signer) -> None:
    sign_in("pat")
    page = context.new_page()
    net.asked.clear()
    page.goto(net.base + "today", wait_until="load")
    first = [path.split(".")[0] for path in net.asked]
    assert set(first) <= {"today", "static/stillpath", "static/mark"}
    assert len(first) <= 4
    wait_until(page, lambda: "sw.js" in net.asked, "the worker comes afterwards")


def test_words_come_back_after_the_browser_was_closed_without_network(
    net: Network, page: Page, context: BrowserContext
) -> None:
    net.down = True
    page.goto(net.base + "steps/sheet")
    field(page, "situation").fill(WORDS)
    page.locator('[name="f.place"][value="out"]').check()
    page.get_by_text("Your words are kept on this device").wait_for()
    looks_well(page, "draft-kept")
    page.close()
    again = context.new_page()
    again.goto(net.base + "steps/sheet")
    expect(field(again, "situation")).to_have_value(WORDS)
    expect(again.locator('[name="f.place"][value="out"]')).to_be_checked()
    expect(again.get_by_text(re.compile("Your words from .* are back"))).to_be_visible()
    looks_well(again, "words-are-back")


def test_what_is_finished_without_network_goes_up_once_in_order_with_its_time(
    site: Site, net: Network, page: Page
) -> None:
    net.down = True
    page.goto(net.base + "steps/sheet")
    field(page, "situation").fill(WORDS)
    page.get_by_role("button", name="Done, go on").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    expect(page.get_by_text("Nobody has seen it yet, your therapist neither.")).to_be_visible()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    for rating in ("3", "3"):
        page.goto(net.base + "mood")
        page.locator(f"#rating-{rating}").check()
        page.get_by_role("button", name="Save").first.click()
        expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    expect(page.locator("[data-outbox] li")).to_have_count(3)
    looks_well(page, "outbox")
    page.goto(net.base + "today")
    expect(page.get_by_text("3 answers wait on this device")).to_be_visible()
    looks_well(page, "today-waiting")
    assert entries(site, "answer", "mood")[1:] == []
    net.posted.clear()
    site.world.clock.now = arrived = datetime.now(UTC) + timedelta(hours=2)
    net.down = False
    page.goto(net.base + "today")
    wait_until(page, lambda: len(entries(site, "answer", "mood")) == 4, "everything has gone up")
    expect(page.locator("[data-waits]")).to_be_hidden()
    found = entries(site, "answer", "mood")[1:]
    assert [e.kind for e in found] == ["answer", "mood", "mood"]
    assert [path for path in net.posted if "draft" not in path] == ["steps/sheet", "mood", "mood"]
    for entry in found:
        assert entry.at == arrived
        assert abs(datetime.fromisoformat(entry.data["written_at"]) - datetime.now(UTC)) < timedelta(minutes=2)
    assert found[0].data["answers"] == {"situation": WORDS}
    page.goto(net.base + "kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    looks_well(page, "nothing-waits")
    page.goto(net.base + "journal")
    expect(page.get_by_text("kept on your device, arrived").first).to_be_visible()
    looks_well(page, "journal-written-at")


def test_an_answer_whose_receipt_was_lost_counts_once(site: Site, net: Network, page: Page) -> None:
    page.goto(net.base + "mood")
    page.locator("#rating-4").check()
    net.answer_lost = True
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    net.answer_lost = False
    page.goto(net.base + "today")
    wait_until(page, lambda: net.posted.count("mood") >= 2, "the answer is sent again")
    page.goto(net.base + "kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    assert len(entries(site, "mood")) == 1


def test_whoever_else_signs_in_finds_nothing(
    net: Network, page: Page, sign_in: Signer, context: BrowserContext
) -> None:
    net.down = True
    page.goto(net.base + "steps/sheet")
    field(page, "situation").fill(WORDS)
    page.get_by_role("button", name="Done, go on").click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    assert "An invented Sunday" in everything(page)
    assert "A sheet with everything" in everything(page)
    page.close()
    net.down = False
    sign_in("max")
    other = context.new_page()
    other.goto(net.base + "steps/sheet")
    expect(field(other, "situation")).to_have_value("")
    net.posted.clear()
    other.goto(net.base + "today")
    expect(other.get_by_role("button", name="Yes, it is mine alone: keep them")).to_be_visible()
    other.wait_for_timeout(1500)
    assert net.posted == []
    kept = everything(other)
    assert "An invented Sunday" not in kept
    assert "A sheet with everything" not in kept
    net.down = True
    for path in ("today", "steps/sheet"):
        other.goto(net.base + path)
        expect(other.get_by_role("heading", name="There is no network right now")).to_be_visible()
    other.goto(net.base + "safety")
    expect(other.get_by_role("link", name="Call 112")).to_be_visible()
    expect(other.get_by_text("My safety plan")).to_be_hidden()
    other.goto(net.base + "kept")
    expect(other.get_by_text("Nothing waits here")).to_be_visible()


def test_signing_out_removes_what_is_kept_after_saying_what_would_be_lost(
    net: Network, page: Page, context: BrowserContext
) -> None:
    context.route(
        "https://signin.invalid/**",
        lambda route: route.fulfill(status=302, headers={"location": net.base + "signed-out"}),
    )
    net.down = True
    page.goto(net.base + "mood")
    page.locator("#rating-4").check()
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    page.goto(net.base + "today")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_timeout(500)
    assert "1" in asked[0]
    assert "Signing out removes them" in asked[0]
    assert page.url == net.base + "today"
    assert "Today" in everything(page)
    net.down = False
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert net.posted[-2:] == ["mood", "sign-out"]
    kept = everything(page)
    assert "Your whole way" not in kept
    net.down = True
    page.goto(net.base + "today")
    expect(page.get_by_role("heading", name="There is no network right now")).to_be_visible()


def test_the_choice_can_be_taken_back_and_everything_goes(net: Network, page: Page) -> None:
    page.goto(net.base + "settings")
    expect(page.get_by_text("This device keeps Today")).to_be_visible()
    looks_well(page, "settings-own")
    page.get_by_role("button", name="Stop, and remove what is kept").click()
    expect(page.get_by_text("Everything that was kept here is removed.")).to_be_visible()
    assert "A sheet with everything" not in everything(page)
    looks_well(page, "settings-removed")
    net.down = True
    page.goto(net.base + "today")
    expect(page.get_by_role("heading", name="There is no network right now")).to_be_visible()


def test_on_a_device_of_others_words_stay_in_the_tab_and_nothing_else_is_kept(
    net: Network, context: BrowserContext, sign_in: Signer, site: Site
) -> None:
    sign_in("pat")
    page = context.new_page()
    page.goto(net.base + "today")
    page.get_by_role("button", name="No, keep nothing here").wait_for()
    looks_well(page, "today-offer")
    page.get_by_role("button", name="No, keep nothing here").click()
    page.goto(net.base + "steps/sheet?all=1")
    net.down = True
    field(page, "situation").fill(WORDS)
    page.get_by_role("button", name="Done, go on").click()
    expect(page.get_by_role("heading", name="Not sent yet: there is no network")).to_be_visible()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    looks_well(page, "not-sent")
    net.down = False
    page.get_by_role("button", name="Try again").click()
    page.wait_for_url(re.compile("done=sheet"))
    assert entries(site, "answer")[-1].data["answers"] == {"situation": WORDS}
    assert "An invented Sunday" not in everything(page).replace(page.evaluate("JSON.stringify(sessionStorage)"), "")


def test_a_step_finished_elsewhere_meanwhile_is_a_conflict_that_shows_both(
    site: Site, net: Network, page: Page
) -> None:
    net.down = True
    page.goto(net.base + "steps/sheet")
    field(page, "situation").fill(WORDS)
    page.get_by_role("button", name="Done, go on").click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    laptop = site.as_("pat")
    laptop.fill(
        laptop.get("/steps/sheet?all=1"), "/steps/sheet", {"f.situation": "From the laptop", "action": "complete"}
    )
    net.down = False
    page.goto(net.base + "today")
    page.get_by_role("link", name="Something kept on this device could not be taken as it is").click()
    expect(page.get_by_text("Something has changed there meanwhile.")).to_be_visible()
    looks_well(page, "conflict")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("From the laptop")).to_be_visible()
    expect(field(page, "situation")).to_have_value(WORDS)
    looks_well(page, "conflict-both")
    assert [e.data["answers"]["situation"] for e in entries(site, "set-aside")] == [WORDS]
    page.goto(net.base + "kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()


def test_what_was_left_out_without_network_is_asked_for_later(site: Site, net: Network, page: Page) -> None:
    net.down = True
    page.goto(net.base + "measures/gad-7")
    page.locator('[name="item.1"][value="2"]').check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    net.down = False
    page.goto(net.base + "kept")
    expect(page.get_by_text("It could not be taken as it is.")).to_be_visible()
    looks_well(page, "refused")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="Please look at this again")).to_be_visible()
    expect(page.locator('[name="item.1"][value="2"]')).to_be_checked()


def test_words_of_danger_that_went_up_late_show_whom_to_call(site: Site, net: Network, page: Page) -> None:
    net.down = True
    page.goto(net.base + "mood")
    page.locator("#rating-1").check()
    page.locator("#note").fill("I want to kill myself (invented)")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    assert page.get_by_role("heading", name="People you can call now").is_visible()
    net.down = False
    page.goto(net.base + "today")
    crisis = page.locator("#crisis")
    expect(crisis.get_by_role("link", name="Call 112")).to_be_visible()
    assert crisis.get_by_role("link", name="Your safety plan").get_attribute("href") == f"{ROOT}/safety/plan"
    assert [f.level for f in site.world.deps.reviews.flags("therapist-1", "open")[0]] == ["red"]
    looks_well(page, "crisis-late")


def test_an_answer_waits_until_the_person_has_signed_in_again(
    site: Site, net: Network, page: Page, sign_in: Signer
) -> None:
    net.down = True
    page.goto(net.base + "mood")
    page.locator("#rating-6").check()
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    sign_in("pat", exp=1)
    net.down = False
    page.goto(net.base + "kept")
    expect(page.get_by_text("They go up once you have signed in again.")).to_be_visible()
    looks_well(page, "sign-in-first")
    assert entries(site, "mood") == []
    sign_in("pat")
    page.goto(net.base + "kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    assert len(entries(site, "mood")) == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_session_that_ends_in_the_middle_of_a_worksheet_takes_no_word(
    site: Site, net: Network, context: BrowserContext, sign_in: Signer, script: bool
) -> None:
    assert context.browser
    browser = context.browser.new_context(java_script_enabled=script)
    token = site.as_("pat").cookies["session"]
    browser.add_cookies([{"name": "session", "value": token, "url": net.base}])
    page = browser.new_page()
    page.goto(net.base + "steps/sheet?all=1")
    field(page, "situation").fill(WORDS)
    expired = site.as_("pat", exp=1).cookies["session"]
    browser.add_cookies([{"name": "session", "value": expired, "url": net.base}])
    page.get_by_role("button", name="Done, go on").click()
    expect(page.get_by_role("heading", name="Your sign-in has run out")).to_be_visible()
    browser.add_cookies([{"name": "session", "value": token, "url": net.base}])
    page.get_by_role("button", name="Go on with what I wrote").click()
    if page.get_by_role("heading", name="A sheet with everything").is_visible():
        expect(field(page, "situation")).to_have_value(WORDS)
        page.get_by_role("button", name="Done, go on").click()
    page.wait_for_url(re.compile("done=sheet"))
    assert entries(site, "answer")[-1].data["answers"] == {"situation": WORDS.replace("\n", "\n")}
    browser.close()


def test_two_tabs_are_told_of_each_other_and_both_texts_are_there(
    site: Site, net: Network, page: Page, context: BrowserContext
) -> None:
    one, two = page, context.new_page()
    one.goto(net.base + "steps/sheet")
    two.goto(net.base + "steps/sheet")
    field(one, "situation").fill("From the first tab")
    expect(one.get_by_text("Saved at")).to_be_visible()
    field(two, "situation").fill("From the second tab")
    expect(two.get_by_text("Saved on another device meanwhile.")).to_be_visible()
    two.get_by_role("button", name="Save for now").click()
    expect(two.get_by_text("From the first tab")).to_be_visible()
    expect(field(two, "situation")).to_have_value("From the second tab")


def test_the_back_button_and_a_reload_bring_the_words_back(net: Network, page: Page) -> None:
    page.goto(net.base + "steps/sheet?all=1")
    net.down = True
    field(page, "situation").fill(WORDS)
    page.wait_for_timeout(400)
    net.down = False
    page.goto(net.base + "today")
    page.go_back()
    expect(field(page, "situation")).to_have_value(WORDS)
    page.reload()
    expect(field(page, "situation")).to_have_value(WORDS)
