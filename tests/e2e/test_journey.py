"""The whole way in a real browser on the deployed stack: a patient in the first two modules, and their therapist.

All people and answers are invented.
"""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import Enrolled, Look, People, Somebody, sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser]

#: How long the local model may take to prepare the passages of the next module, seconds.
PREPARED_WITHIN = 300
#: What is written on each step of a module, by the id of the input; buttons to choose have no text.
STARTING_POINT: dict[str, dict[str, str]] = {
    "sp-how-it-works": {},
    "sp-the-helper": {},
    "sp-focus": {"f.main-1": "", "f.why-now": "My sister asked how I am"},
    "sp-rosa": {},
    "sp-goals": {"f.goals.0.goal": "Sleep without planning the next day"},
    "sp-life-around-you": {},
    "sp-week-rhythm": {"f.when": "Sunday after lunch"},
    "sp-summary": {},
}
MODULE_ONE: dict[str, dict[str, str]] = {
    "gs-welcome": {},
    "gs-what-brings-you": {"f.brings-you": "I lie awake and worry about work", "f.hardest-time-3": ""},
    "gs-five-parts": {},
    "gs-amara": {},
    "gs-my-cycle": {
        "f.situation": "Sunday evening at the kitchen table",
        "f.thoughts.0": "I will not manage the week",
        "f.emotions.0.name": "worried",
        "f.emotions.0.strength": "70",
        "f.behaviours.0": "went to bed at eight",
    },
    "gs-small-goal": {"f.goal": "Answer one message on Sunday", "f.now-1": ""},
    "gs-summary": {"f.take-away": "A small step is enough"},
    "gs-week-plan": {"f.what": "Answer one message", "f.when": "after lunch on Sunday"},
}


def by_id(page: Page, name: str) -> Any:
    return page.locator(f"[id='{name}']")


def write(page: Page, step: str) -> None:
    """Write on the worksheet of the step that is open."""
    expect(page).to_have_url(re.compile(f"/steps/{step}"))
    all_on_one_page(page)
    for name, text in {**STARTING_POINT, **MODULE_ONE}[step].items():
        if text:
            by_id(page, name).fill(text)
        else:
            by_id(page, name).check()


def all_on_one_page(page: Page) -> None:
    """A long worksheet comes over several small pages, unless one asks for all of it."""
    whole = page.get_by_role("button", name="All on one page")
    if whole.count():
        with page.expect_navigation():
            whole.click()


def go_on(page: Page) -> None:
    page.locator("button[value=complete]").last.click()


def through(page: Page, module: dict[str, dict[str, str]], last: str, look: Look, looked_at: tuple[str, ...]) -> None:
    """From Today through every step of a module, back to Today."""
    first = next(iter(module))
    page.locator(f"a[href='steps/{first}']").first.click()
    for step in module:
        write(page, step)
        if step in looked_at:
            look(page, step)
        go_on(page)
    expect(page).to_have_url(re.compile("/today"))
    expect(page.get_by_role("status")).to_contain_text(f"“{last}” is done")


def answer_measure(page: Page, name: str, last: str, rest: str = "Several days") -> None:
    """Answer every question that counts; one beside the score is left out."""
    page.get_by_role("link", name=name).click()
    items = page.locator("fieldset.item", has=page.locator(".count"))
    for n in range(items.count()):
        items.nth(n).get_by_label(last if n == items.count() - 1 else rest, exact=True).check()


def token(context: BrowserContext) -> str:
    return next(str(cookie["value"]) for cookie in context.cookies() if cookie["name"] == "session")


def attempts(context: BrowserContext, base: str, patient: Somebody, steps: str) -> list[dict[str, Any]]:
    """What the model wrote for the steps whose ids begin so, asked of the API by the therapist."""
    answer = context.request.get(
        f"{base}v1/patients/{patient.sub}/adaptations", headers={"Authorization": f"Bearer {token(context)}"}
    )
    assert answer.ok, answer.status
    return [one for one in answer.json()["adaptations"] if one["step_id"].startswith(steps)]


def prepared(context: BrowserContext, base: str, patient: Somebody, steps: str) -> list[dict[str, Any]]:
    """The first attempts, as soon as there are some."""
    deadline = time.monotonic() + PREPARED_WITHIN
    while time.monotonic() < deadline:
        found = attempts(context, base, patient, steps)
        if found:
            return found
        time.sleep(2)
    raise AssertionError(f"nothing was prepared for {steps} within {PREPARED_WITHIN} seconds")


def test_a_patient_works_through_module_one_and_is_found_by_their_therapist(
    stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled, look: Look
) -> None:
    base, patient, therapist = stack["base_url"], people("patient"), people("therapist")
    enrolled(patient, therapist, "Ada Invented")
    theirs = browser.new_context()
    page = theirs.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    page.goto(base)
    look(page, "start")
    page.get_by_role("link", name="Safety", exact=True).click()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    look(page, "safety-signed-out")
    sign_in(page, base, patient)
    expect(page).to_have_url(f"{base}today")
    expect(page.get_by_role("link", name="Look at your choices")).to_be_visible()
    look(page, "today-first")
    through(page, STARTING_POINT, "Where you stand", look, ("sp-goals",))

    page.goto(f"{base}consent")
    page.get_by_label("Fit some passages to me").check()
    page.get_by_text("What the model sees: an example").click()
    look(page, "consent")
    page.get_by_role("button", name="Save my choices").click()
    expect(page.get_by_role("status")).to_have_text("Your choices are saved.")
    page.get_by_role("link", name="Today").click()

    through(
        page,
        MODULE_ONE,
        "Your plan for the week",
        look,
        ("gs-what-brings-you", "gs-five-parts", "gs-my-cycle", "gs-small-goal"),
    )
    look(page, "today-after-module-one")
    page.get_by_role("link", name="Your whole way").click()
    expect(page.get_by_text("So the part on worry and problems comes early")).to_be_visible()
    look(page, "programme")

    answer_measure(page, "Generalised Anxiety Disorder", "Not at all")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    look(page, "result")
    page.get_by_role("link", name="Back to Today").click()
    answer_measure(page, "PHQ-9", "Several days", rest="Not at all")
    look(page, "phq-9")
    page.get_by_role("button", name="Send my answers").click()
    crisis = page.get_by_role("region", name="Thank you for answering that honestly")
    expect(crisis.get_by_role("link", name="Call 112")).to_be_visible()
    expect(crisis.get_by_role("link", name="Call 116 123")).to_have_attribute("href", "tel:116123")
    look(page, "crisis")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{base}signed-out")
    page.goto(f"{base}today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please sign in")

    sign_in(page, base, therapist)
    expect(page).to_have_url(f"{base}review")
    look(page, "review")
    ahead = prepared(theirs, base, patient, "fb-")
    assert {one["status"] for one in ahead} <= {"accepted", "refused", "failed"}
    found = page.locator(".flag-row", has_text="Answered 'Several days' to the question about suicide")
    expect(found).to_contain_text("Soon")
    found.get_by_role("link", name="Ada Invented").click()
    expect(page.locator(".entry.marked")).to_contain_text("Several days")
    look(page, "flag")
    page.get_by_role("button", name="I have seen this").click()
    expect(page.get_by_role("status")).to_contain_text("Acknowledged")
    page.get_by_text("Close this flag").click()
    page.get_by_label("Why can it be closed?").fill("Spoke on the phone; a plan for the week is agreed.")
    page.get_by_label(re.compile("I have been in contact")).check()
    page.get_by_role("button", name="Close the flag").click()
    expect(page.get_by_text("This flag is closed")).to_be_visible()
    look(page, "flag-closed")
    page.get_by_role("link", name="Everything about Ada Invented").click()
    expect(page.get_by_text("I lie awake and worry about work")).to_be_visible()
    page.get_by_text(re.compile(r"attempts?, the author's text beside each")).click()
    look(page, "patient")
    page.get_by_role("link", name="Patients", exact=True).first.click()
    look(page, "patients")
    assert wrong == []
    theirs.close()


def test_nothing_refused_is_shown_and_the_authors_text_is_one_click_away(
    stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled, look: Look
) -> None:
    """Whatever the small local model wrote for the steps ahead: only what passed every check is on the page."""
    base, patient, therapist = stack["base_url"], people("patient"), people("therapist")
    enrolled(patient, therapist, "Bo Invented", ["starting-point"])
    page = browser.new_page()
    sign_in(page, base, patient)
    page.goto(f"{base}steps/gs-welcome")
    for step in ("gs-welcome", "gs-what-brings-you"):
        write(page, step)
        go_on(page)
    page.goto(f"{base}consent")
    page.get_by_label("Fit some passages to me").check()
    page.get_by_role("button", name="Save my choices").click()
    other = browser.new_context()
    theirs = other.new_page()
    sign_in(theirs, base, therapist)
    prepared(other, base, patient, "gs-five-parts")
    page.goto(f"{base}steps/gs-five-parts")
    shown = page.locator(".reading").inner_text()
    marks = page.locator(".fitted").count()
    written = attempts(other, base, patient, "gs-five-parts")
    accepted = {one["passage_id"] for one in written if one["status"] == "accepted"}
    assert marks <= len(accepted)
    for one in written:
        words = plain(one["text"])
        if one["status"] != "accepted" and words and words not in plain(one["author_text"]):
            assert words not in plain(shown)
    expect(page.locator(".fitted").get_by_text("Read it as the author wrote it")).to_have_count(marks)
    look(page, "reading-prepared")
    page.close()
    other.close()


def plain(text: str) -> str:
    """Words alone, so that Markdown and line breaks make no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_is_written_is_there_when_one_comes_back(
    stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled, scripts: bool
) -> None:
    base, patient, therapist = stack["base_url"], people("patient"), people("therapist")
    enrolled(patient, therapist, "Cleo Invented", ["starting-point"])
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, base, patient)
    page.goto(f"{base}steps/gs-welcome")
    by_id(page, "f.on-my-mind").fill("half a sentence")
    if scripts:
        expect(page.locator("[data-saved]")).to_contain_text("Saved at", timeout=15_000)
    else:
        page.get_by_role("button", name="Save for now").click()
    page.goto(f"{base}today")
    page.goto(f"{base}steps/gs-welcome")
    expect(by_id(page, "f.on-my-mind")).to_have_value("half a sentence")
    by_id(page, "f.on-my-mind").fill("a whole sentence")
    go_on(page)
    for step in ("gs-what-brings-you", "gs-five-parts", "gs-amara"):
        write(page, step)
        go_on(page)
    expect(page).to_have_url(re.compile("/steps/gs-my-cycle"))
    all_on_one_page(page)
    by_id(page, "f.emotions.0.name").fill("tense")
    page.get_by_role("button", name="Add another row").click()
    by_id(page, "f.emotions.1.name").fill("sad")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("What happened?")
    expect(by_id(page, "f.emotions.1.name")).to_have_value("sad")
    page.get_by_role("alert").get_by_role("link", name="What happened?").click()
    by_id(page, "f.situation").fill("A note on the table")
    go_on(page)
    expect(page).to_have_url(re.compile("/steps/gs-small-goal"))
    expect(page.locator(".reading")).to_contain_text("A note on the table")
    context.close()


def test_the_pages_work_under_the_gateways_own_host_name_as_well(stack: dict[str, Any], browser: Browser) -> None:
    """Another address, another prefix: links, styles and Safety still lead to the same place."""
    port = stack["aws_endpoint"].rsplit(":", 1)[-1]
    api, stage = stack["base_url"].rstrip("/").split("/")[-2:]
    host = f"http://{api}.execute-api.localhost:{port}/{stage}/"
    page = browser.new_page()
    page.goto(host)
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')")
    page.get_by_role("link", name="Whom to call").click()
    expect(page).to_have_url(f"{host}safety")
    page.get_by_label("Lines for another country").select_option("GB")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    page.get_by_role("link", name="Stillpath").first.click()
    expect(page).to_have_url(host)
    page.close()
