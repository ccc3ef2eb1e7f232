"""Offline and back on the deployed stack, and somebody else on the same browser.

All people and words are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Enrolled, People, sign_in
from tests.e2e.test_journey import by_id
from tests.web.test_without_network import everything, wait_until

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def wait_until_kept(page: Page, address: str) -> None:
    script = "async (address) => Boolean(await caches.match(address))"
    wait_until(page, lambda: bool(page.evaluate(script, address)), f"{address} is kept")


def kept_here(page: Page) -> None:
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()


def test_offline_and_back_and_nobody_else_sees_it(
    stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled
) -> None:
    """Under the path of the stage, where a worker looks after nothing above it."""
    base, patient, other, therapist = stack["base_url"], people("patient"), people("patient"), people("therapist")
    past = enrolled(patient, therapist, "Fay Invented", ["starting-point"])
    enrolled(other, therapist, "Gus Invented", ["starting-point"])
    begun = len(past.deps.courses.entries(patient.sub)[0])
    assert urlsplit(base).path.startswith("/_aws/execute-api/")
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, base, patient)
    page.get_by_role("button", name="Yes, it is mine alone: keep them").click()
    expect(page.get_by_text("This device keeps your pages from now on.")).to_be_visible()
    wait_until_kept(page, f"{base}steps/gs-welcome")
    wait_until_kept(page, f"{base}mood")

    context.set_offline(True)
    page.goto(f"{base}today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    expect(page.get_by_text("Saved copy from")).to_be_visible()
    page.locator("a[href='steps/gs-welcome']").first.click()
    by_id(page, "f.on-my-mind").fill("Written on an invented train")
    page.locator(".actions button[value=complete]").click()
    kept_here(page)
    page.goto(f"{base}mood")
    by_id(page, "rating-4").check()
    page.locator("#note").fill("An invented tunnel")
    page.get_by_role("button", name="Save").first.click()
    kept_here(page)
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()

    def new() -> list[Any]:
        found = sorted(past.deps.courses.entries(patient.sub)[0], key=lambda entry: entry.at)
        return [entry for entry in found if entry.kind in ("answer", "mood") and "written_at" in entry.data]

    assert len(past.deps.courses.entries(patient.sub)[0]) == begun
    context.set_offline(False)
    page.goto(f"{base}today")
    wait_until(page, lambda: len(new()) >= 2, "both went up")
    page.goto(f"{base}kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    assert [entry.kind for entry in new()] == ["answer", "mood"]
    written = [datetime.fromisoformat(entry.data["written_at"]) for entry in new()]
    assert written[0] < written[1] < datetime.now(UTC) < written[0] + timedelta(minutes=5)
    assert new()[0].data["answers"]["on-my-mind"] == "Written on an invented train"

    context.set_offline(True)
    page.goto(f"{base}mood")
    by_id(page, "rating-2").check()
    page.locator("#note").fill("Only for the first person")
    page.get_by_role("button", name="Save").first.click()
    kept_here(page)
    assert "Only for the first person" in everything(page)
    page.close()
    context.clear_cookies()
    context.set_offline(False)
    page = context.new_page()
    sign_in(page, base, other)
    expect(page).to_have_url(f"{base}today")
    expect(page.get_by_role("button", name="Yes, it is mine alone: keep them")).to_be_visible()
    page.goto(f"{base}kept")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    for words in ("Only for the first person", "invented train", "invented tunnel"):
        assert words not in everything(page)
    assert not [e for e in past.deps.courses.entries(other.sub)[0] if e.kind == "mood"]
    context.close()
