"""Patients on the deployed stack: without JavaScript, by keyboard alone, in Spanish, in two tabs, without network.

All people and words are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Enrolled, Somebody, sign_in
from tests.e2e.keyboard import Keyboard
from tests.e2e.test_journey import MODULE_ONE, STARTING_POINT, by_id
from tests.web.pseudo import read
from tests.web.test_without_network import everything, wait_until

pytestmark = [pytest.mark.stack, pytest.mark.browser]

CATALOG = Path(__file__).parents[2] / "chalicelib" / "web" / "locale" / "es" / "LC_MESSAGES" / "messages.po"
#: Shorter words of ours ("Start", "Name") may stand in Spanish text as well.
TELLING = 12
SPANISH_DAY = re.compile(
    r"(lunes|martes|miércoles|jueves|viernes|sábado|domingo),? \d{1,2} de "
    r"(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
ENGLISH_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? |\b)\d{1,2} (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December) \d{1,2}\b"
)
#: Most pages of one worksheet, with room.
MOST_PAGES = 15

People = Callable[[str], Somebody]


@pytest.fixture
def base(stack: dict[str, Any]) -> str:
    return str(stack["base_url"])


# --- without JavaScript ---------------------------------------------------------------------------


def go(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(f".actions button[value={button}]").click()


def write_page_by_page(page: Page, words: dict[str, str], look: Callable[[Page], None] | None = None) -> None:
    """A worksheet as it comes, over its small pages; `words` by the id of the input, choices without text."""
    left = dict(words)
    for _ in range(MOST_PAGES):
        if look:
            look(page)
        for name in [name for name in left if by_id(page, name).count()]:
            text = left.pop(name)
            if text:
                by_id(page, name).fill(text)
            else:
                by_id(page, name).check()
        if not page.locator(".actions button[value=next]").count():
            break
        go(page, "next")
    assert not left, f"nowhere asked for: {left}"
    go(page, "complete")


def test_the_first_visit_to_the_end_of_module_one_without_javascript(
    base: str, browser: Browser, people: People, enrolled: Enrolled
) -> None:
    patient = people("patient")
    enrolled(patient, people("therapist"), "Bea Invented")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, patient)
    for module, last in ((STARTING_POINT, "Where you stand"), (MODULE_ONE, "Your plan for the week")):
        with page.expect_navigation():
            page.locator(f"a[href='steps/{next(iter(module))}']").first.click()
        for step, words in module.items():
            expect(page).to_have_url(re.compile(f"/steps/{step}"))
            write_page_by_page(page, words)
        expect(page).to_have_url(re.compile("/today"))
        expect(page.get_by_role("status")).to_contain_text(f"“{last}” is done")
    expect(page.get_by_role("link", name="Answer them")).to_be_visible()
    page.get_by_role("link", name="Journal").click()
    for words in ("Sunday evening at the kitchen table", "worried", "Answer one message on Sunday"):
        expect(page.get_by_text(words).first).to_be_attached()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    context.close()


# --- by keyboard ----------------------------------------------------------------------------------

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


def test_module_one_by_keyboard_alone(base: str, browser: Browser, people: People, enrolled: Enrolled) -> None:
    patient = people("patient")
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


# --- in Spanish -----------------------------------------------------------------------------------


def english_sentences() -> set[str]:
    """The stretches of our own English words that are said otherwise in Spanish, without what is put into them."""
    with CATALOG.open("rb") as file:
        catalog = read_po(file, locale="es")
    said = [form for one in catalog for form in (one.id if isinstance(one.id, tuple) else (one.id,)) if one.id]
    parts = {part.strip() for words in said for part in re.split(r"%\(\w+\)\w|\{\w+\}|<[^>]+>", str(words))}
    return {part for part in parts if len(part) > TELLING and re.search(r"[a-z]{3}", part)}


def test_module_one_in_spanish(base: str, browser: Browser, people: People, enrolled: Enrolled) -> None:
    patient, english, told = people("patient"), english_sentences(), []
    past = enrolled(patient, people("therapist"), "Dolores Inventada")
    past.said = {"sp-week-rhythm": {"what": "Un paso", "when": "el domingo", "where": "la mesa de la cocina"}}
    past.work_through("starting-point")
    assert len(english) > 300
    context = browser.new_context()
    page = context.new_page()

    def is_spanish(page: Page) -> None:
        spoken = read(page.content())
        words = " ".join(" ".join(spoken.said).split())
        assert spoken.root["lang"] == "es", page.url
        assert sorted(part for part in english if part in words) == [], page.url
        assert ENGLISH_DAY.findall(words) == [], page.url
        told.extend(SPANISH_DAY.findall(words))

    sign_in(page, base, patient)
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Español").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save my settings").click()
    is_spanish(page)
    page.get_by_role("link", name="Hoy", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoy")
    is_spanish(page)
    with page.expect_navigation():
        page.locator("a[href='steps/gs-welcome']").first.click()
    in_spanish = {"f.situation": "El domingo, en la mesa de la cocina", "f.goal": "Contestar un mensaje"}
    for step, words in MODULE_ONE.items():
        expect(page).to_have_url(re.compile(f"/steps/{step}"))
        said = {n: in_spanish.get(n, text if text.isdigit() else text and "algo") for n, text in words.items()}
        write_page_by_page(page, said, is_spanish)
    expect(page.get_by_role("status")).to_contain_text("está hecho y guardado")
    for path in ("today", "journal", "progress", "messages", "programme", "consent", "safety", "mood"):
        page.goto(f"{base}{path}")
        is_spanish(page)
    assert told, "no date was told on the way"
    context.close()


# --- two tabs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_tabs_keep_both_texts_and_show_them(
    base: str, browser: Browser, people: People, enrolled: Enrolled, scripts: bool
) -> None:
    patient = people("patient")
    past = enrolled(patient, people("therapist"), "Eli Invented", ["starting-point"])
    context = browser.new_context(java_script_enabled=scripts)
    one, two = context.new_page(), context.new_page()
    sign_in(one, base, patient)
    for tab in (one, two):
        tab.goto(f"{base}steps/gs-welcome")
    by_id(one, "f.on-my-mind").fill("From the first tab")
    if scripts:
        expect(one.locator("[data-saved]")).to_contain_text("Saved at", timeout=15_000)
    else:
        go(one, "save")
    by_id(two, "f.on-my-mind").fill("From the second tab")
    if scripts:
        expect(two.get_by_text("Saved on another device meanwhile.")).to_be_visible(timeout=15_000)
    go(two, "save")
    expect(two.get_by_role("heading", name="Written on another device meanwhile")).to_be_visible()
    expect(two.get_by_text("From the first tab")).to_be_visible()
    expect(by_id(two, "f.on-my-mind")).to_have_value("From the second tab")
    aside = [e.data["answers"] for e in past.deps.courses.entries(patient.sub)[0] if e.kind == "set-aside"]
    assert aside == [{"on-my-mind": "From the second tab"}]
    go(two, "complete")
    two.goto(f"{base}journal")
    expect(two.get_by_text("From the second tab").first).to_be_visible()
    context.close()


# --- without network ------------------------------------------------------------------------------


def wait_until_kept(page: Page, address: str) -> None:
    script = "async (address) => Boolean(await caches.match(address))"
    wait_until(page, lambda: bool(page.evaluate(script, address)), f"{address} is kept")


def kept_here(page: Page) -> None:
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()


def test_offline_and_back_and_nobody_else_sees_it(
    base: str, browser: Browser, people: People, enrolled: Enrolled
) -> None:
    """Under the path of the stage, where a worker looks after nothing above it."""
    patient, other, therapist = people("patient"), people("patient"), people("therapist")
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
