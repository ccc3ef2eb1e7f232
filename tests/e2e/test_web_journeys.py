"""Patients on the deployed stack: without JavaScript, in Spanish, in two tabs.

All people and words are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Enrolled, People, sign_in
from tests.e2e.test_journey import MODULE_ONE, STARTING_POINT, by_id
from tests.web.pseudo import read

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
