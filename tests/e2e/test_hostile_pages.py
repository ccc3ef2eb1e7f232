"""Bad input through a real browser on the deployed stack: scripts, too much, strange letters, old forms, no cookies.

All people and words are invented.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import CHROMIUM, FLAGS, Enrolled, People, sign_in
from tests.e2e.test_every_page import shown
from tests.e2e.test_journey import by_id

pytestmark = [pytest.mark.stack, pytest.mark.browser]

SCRIPT = """"><script>alert('from a record')</script><img src=x onerror="alert('from an image')">{{7*7}}"""
#: A family of four in one sign, a letter with three marks above and below, a composed and a decomposed é, Arabic and
#: Hebrew beside Latin, and a flag.
STRANGE = "👩‍👩‍👧‍👦 a\u0301\u0323\u0308 é e\u0301 مرحبا بالعالم שלום 🇮🇪 \U0001d54f end"
#: A browser is never sent round more often than this on the way to one page.
MOST_HOPS = 12


def press(page: Page, action: str) -> None:
    with page.expect_navigation():
        page.locator(f".actions button[value={action}]").click()


def test_script_in_a_thought_record_is_text_to_the_patient_and_to_their_therapist(
    base: str, browser: Browser, people: People, enrolled: Enrolled
) -> None:
    patient, therapist, ran = people("patient"), people("therapist"), []
    past = enrolled(patient, therapist, f"Jo {SCRIPT[:40]}", days_ago=40)
    past.said = {"sp-focus": {"main": "low-mood"}}  # then this part comes fourth
    past.work_through("starting-point")
    for n, module in enumerate(("getting-started", "feelings-and-body", "doing-more", "catching-thoughts")):
        past.at(39 - 8 * n).weekly([1] * 8 + [0], [1] * 7).work_through(module)
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    sign_in(page, base, patient)
    page.goto(f"{base}steps/ct-thought-record?all=1")
    for name in ("f.situation", "f.emotions.0.name", "f.thoughts.0.thought", "f.hot-thought"):
        by_id(page, name).fill(SCRIPT[:58] if name == "f.emotions.0.name" else SCRIPT)
    press(page, "complete")
    page.route("**/record/readable", shown)
    for path in ("steps/ct-thought-record", "journal", "record/readable"):
        page.goto(base + path)
        expect(page.get_by_text(SCRIPT).first).to_be_attached()
    other = browser.new_context()
    theirs = other.new_page()
    theirs.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    sign_in(theirs, base, therapist)
    for path in ("review", "patients", f"patients/{patient.sub}"):
        theirs.goto(base + path)
    expect(theirs.get_by_text(SCRIPT).first).to_be_visible()
    theirs.wait_for_timeout(500)
    assert ran == []
    assert theirs.locator("main script, main img").count() == page.locator("main script, main img").count() == 0
    context.close()
    other.close()


def test_a_hundred_thousand_characters_are_refused_and_none_is_lost(
    base: str, browser: Browser, people: People, enrolled: Enrolled
) -> None:
    patient = people("patient")
    enrolled(patient, people("therapist"), "Kim Invented", ["starting-point"])
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, base, patient)
    page.goto(f"{base}steps/gs-welcome")
    much = "lang und länger " * 6250
    by_id(page, "f.on-my-mind").fill(much)
    press(page, "complete")
    expect(page.get_by_role("alert")).to_contain_text("1000")
    expect(by_id(page, "f.on-my-mind")).to_have_value(much)
    assert len(much) == 100_000
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "f.on-my-mind"
    by_id(page, "f.on-my-mind").fill("shorter")
    press(page, "complete")
    expect(page).to_have_url(re.compile("/steps/gs-what-brings-you"))
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_strange_letters_come_back_as_they_were_written(
    base: str, browser: Browser, people: People, enrolled: Enrolled, scripts: bool
) -> None:
    patient, therapist = people("patient"), people("therapist")
    enrolled(patient, therapist, "Lou Invented", ["starting-point"])
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, base, patient)
    page.goto(f"{base}steps/gs-welcome")
    by_id(page, "f.on-my-mind").fill(f"{STRANGE}\nsecond line")
    press(page, "save")
    page.goto(f"{base}today")
    page.goto(f"{base}steps/gs-welcome")
    assert by_id(page, "f.on-my-mind").input_value() == f"{STRANGE}\nsecond line"
    press(page, "complete")
    page.goto(f"{base}journal")
    assert STRANGE in page.content()
    other = browser.new_context()
    theirs = other.new_page()
    sign_in(theirs, base, therapist)
    theirs.goto(f"{base}patients/{patient.sub}")
    assert STRANGE in theirs.content()
    context.close()
    other.close()


def test_a_form_from_before_is_shown_beside_what_was_written_since(
    base: str, browser: Browser, people: People, enrolled: Enrolled
) -> None:
    patient = people("patient")
    past = enrolled(patient, people("therapist"), "Mo Invented", ["starting-point"])
    context = browser.new_context(java_script_enabled=False)
    old, new = context.new_page(), context.new_page()
    sign_in(old, base, patient)
    for tab in (old, new):
        tab.goto(f"{base}steps/gs-welcome")
    by_id(new, "f.on-my-mind").fill("Finished since")
    with new.expect_request(lambda request: request.method == "POST") as sent:
        press(new, "complete")
    by_id(old, "f.on-my-mind").fill("From a form of last week")
    press(old, "complete")
    expect(old.get_by_role("heading", name="Written on another device meanwhile")).to_be_visible()
    expect(old.get_by_text("Finished since")).to_be_visible()
    expect(by_id(old, "f.on-my-mind")).to_have_value("From a form of last week")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    again = context.request.post(sent.value.url, data=sent.value.post_data or "", headers=form)
    assert again.ok, again.status
    answers = [e for e in past.deps.courses.entries(patient.sub)[0] if e.data.get("step_id") == "gs-welcome"]
    assert [e.data["answers"]["on-my-mind"] for e in answers if e.kind == "answer"] == ["Finished since"]
    context.close()


def test_a_locked_step_by_its_address_says_why_and_leads_back(
    base: str, browser: Browser, people: People, enrolled: Enrolled
) -> None:
    patient = people("patient")
    enrolled(patient, people("therapist"), "Nia Invented", ["starting-point"])
    page = browser.new_page()
    sign_in(page, base, patient)
    for step in ("fb-check-in", "gs-week-plan", "no-such-step"):
        answer = page.goto(f"{base}steps/{step}")
        assert answer
        assert 400 <= answer.status < 500, step
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert not page.locator("form.worksheet").count()
        page.get_by_role("link", name="Back to Today").click()
        expect(page).to_have_url(f"{base}today")
    page.close()


def test_with_cookies_off_the_sign_in_says_so_and_goes_round_no_more(
    base: str, browser: Browser, people: People, enrolled: Enrolled, tmp_path: Path
) -> None:
    patient = people("patient")
    enrolled(patient, people("therapist"), "Oz Invented")
    settings = tmp_path / "Default"
    settings.mkdir()
    refuse = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (settings / "Preferences").write_text(json.dumps(refuse))
    path = str(CHROMIUM) if CHROMIUM.exists() else None
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=path, args=FLAGS)
    page = context.new_page()
    hops: list[str] = []
    page.on("framenavigated", lambda frame: hops.append(frame.url))
    sign_in(page, base, patient)
    expect(page.get_by_role("heading", level=1)).to_have_text("Signing in did not work")
    expect(page.get_by_text("cookies are switched off")).to_be_visible()
    assert context.cookies() == []
    page.goto(f"{base}today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please sign in")
    page.wait_for_timeout(1000)
    assert len(hops) <= MOST_HOPS
    context.close()


@pytest.mark.parametrize("days", [-365, 365], ids=["a year behind", "a year ahead"])
def test_a_clock_set_wrong_changes_nothing(
    base: str, browser: Browser, people: People, enrolled: Enrolled, days: int
) -> None:
    patient, wrong = people("patient"), []
    past = enrolled(patient, people("therapist"), "Pia Invented", ["starting-point"])
    context = browser.new_context()
    context.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    sign_in(page, base, patient)
    page.get_by_role("button", name="Yes, it is mine alone: keep them").click()
    page.goto(f"{base}steps/gs-welcome")
    by_id(page, "f.on-my-mind").fill("Written by a wrong clock")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at", timeout=15_000)
    page.reload()
    expect(by_id(page, "f.on-my-mind")).to_have_value("Written by a wrong clock")
    press(page, "complete")
    expect(page).to_have_url(re.compile("/steps/gs-what-brings-you"))
    page.goto(f"{base}mood")
    context.set_offline(True)
    by_id(page, "rating-4").check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    context.set_offline(False)
    page.goto(f"{base}kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible(timeout=15_000)
    found = [entry for entry in past.deps.courses.entries(patient.sub)[0] if entry.kind in ("answer", "mood")]
    assert max(entry.at for entry in found) <= datetime.now(UTC)
    assert {entry.kind for entry in found if "written_at" in entry.data or entry.kind == "mood"} >= {"mood"}
    assert wrong == []
    context.close()
