"""Every page that has an address, on the deployed stack: axe in light and dark, the narrowest screen, text twice as
large, one heading, landmarks, a language. All people and words are invented.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route

from chalicelib.routing import PAGES
from tests.e2e.conftest import NARROWEST, Enrolled, People, sign_in

if TYPE_CHECKING:
    from infra.demo_histories import Past

pytestmark = [pytest.mark.stack, pytest.mark.browser]

#: Path of the table → the addresses under which it is looked at. What stands in braces is found in the invented past.
SIGNED_OUT: dict[str, Sequence[str]] = {
    "/": ("",),
    "/signed-in": ("signed-in",),
    "/renew": ("renew?return=today",),
    "/signed-out": ("signed-out",),
    "/safety": ("safety", "safety?country=GB"),
    "/kept": ("kept",),
}
OF_A_PATIENT: dict[str, Sequence[str]] = {
    "/today": ("today",),
    "/programme": ("programme",),
    "/steps/{step_id}": (
        *("steps/gs-five-parts", "steps/gs-my-cycle", "steps/gs-my-cycle?page=3", "steps/gs-my-cycle?all=1"),
        *("steps/fb-check-in", "steps/fb-emotion-log", "steps/dm-my-plan"),  # the last one is not open yet
    ),
    "/measures/{measure_id}": ("measures/who-5",),
    "/screens/{screen_id}": ("screens/circumstances", "screens/safety-check"),
    "/mood": ("mood",),
    "/journal": ("journal",),
    "/progress": ("progress",),
    "/practices": ("practices",),
    "/practices/{practice_id}": ("practices/paced-breathing",),
    "/messages": ("messages",),
    "/fitted": ("fitted",),
    "/fitted/{adaptation_id}": ("fitted/{accepted}",),
    "/consent": ("consent",),
    "/settings": ("settings",),
    "/devices": ("devices",),
    "/safety/plan": ("safety/plan",),
    "/record": ("record",),
    "/record/readable": ("record/readable",),
    "/goodbye": ("goodbye",),
    "/erase": ("erase",),
}
OF_A_THERAPIST: dict[str, Sequence[str]] = {
    "/review": ("review", "review?status=closed"),
    "/review/{flag_id}": ("review/{flag}",),
    "/patients": ("patients",),
    "/patients/{patient_id}": ("patients/{patient}",),
    "/patients/{patient_id}/messages": ("patients/{patient}/messages",),
    "/patients/{patient_id}/devices": ("patients/{patient}/devices",),
    "/passages": ("passages",),
}
#: What is fetched and not looked at: files, sounds, JSON, and the way to the pool's own page.
NO_PAGES = {"/static/{name}", "/sw.js", "/kept/own", "/record/fhir", "/sounds/{sound_id}", "/sign-in"}
FRAME = """() => ({
  headings: [...document.querySelectorAll("h1")].filter((one) => one.checkVisibility()).length,
  mains: document.querySelectorAll("main").length, banners: document.querySelectorAll("body > header").length,
  ends: document.querySelectorAll("body > footer").length,
  lang: document.documentElement.lang, titled: document.title.replace(" · Stillpath", "").trim() !== "",
  twice: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, n, all) => all.indexOf(id) !== n),
})"""
WELL = {"headings": 1, "mains": 1, "banners": 1, "ends": 1, "lang": "en", "titled": True, "twice": []}
#: Of the frame, what a file to keep does without.
ALONE = ("banners", "ends")


def test_no_page_of_the_table_is_forgotten() -> None:
    table = [route.split(" ")[1] for routes in PAGES.values() for route in routes if route.startswith("GET ")]
    looked_at = [*SIGNED_OUT, *OF_A_PATIENT, *OF_A_THERAPIST, *NO_PAGES]
    assert sorted(looked_at) == sorted(table)


def violations(page: Page, **options: Any) -> list[tuple[str, str]]:
    found = Axe().run(page, options=options or None).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found]


def faults(page: Page, framed: bool = True) -> list[Any]:
    """What is wrong with the page that is open, for people with other eyes."""
    wide = "document.documentElement.scrollWidth > innerWidth"
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    found: list[Any] = violations(page)
    frame = page.evaluate(FRAME)
    found += [(name, frame[name]) for name in WELL if frame[name] != WELL[name] and (framed or name not in ALONE)]
    found += ["scrolls sideways on the narrowest screen"] if page.evaluate(wide) else []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [("dark", *one) for one in violations(page, runOnly=["color-contrast", "link-in-text-block"])]
    page.set_viewport_size({"width": 2 * NARROWEST, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += ["scrolls sideways with text twice as large"] if page.evaluate(wide) else []
    return found


def shown(route: Route) -> None:
    """A file to keep, opened as a page."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-disposition"}
    route.fulfill(response=answer, headers=headers)


def look_at(
    context: BrowserContext, page: Page, base: str, pages: dict[str, Sequence[str]], names: dict[str, str]
) -> None:
    wrong: dict[str, list[Any]] = {}
    page.on("pageerror", lambda error: wrong.setdefault(page.url, []).append(str(error)))
    page.on(
        "console",
        lambda told: wrong.setdefault(page.url, []).append(told.text) if "Content Security" in told.text else None,
    )
    context.route("**/record/readable", shown)
    for addresses in pages.values():
        for address in addresses:
            page.goto(base + address.format(**names))
            if found := faults(page, framed="readable" not in address):
                wrong.setdefault(address, []).extend(found)
    assert wrong == {}
    context.close()


# --- the people -----------------------------------------------------------------------------------


def a_few_weeks(past: Past) -> dict[str, str]:
    """Two modules and most of what can be done beside them; ends with a mark on the last question of the PHQ-9."""
    from chalicelib.usecases.messages import send

    past.weekly([2, 2, 1, 2, 1, 2, 1, 1, 0], [1, 2, 1, 1, 1, 1, 1]).screen("circumstances", "yes").screen("vr", "no")
    past.work_through("starting-point").work_through("getting-started").mood(4, "An invented Tuesday.")
    past.at(2).weekly([1, 2, 1, 2, 1, 2, 1, 1, 0], [1, 2, 1, 1, 1, 1, 0]).work_through("feelings-and-body")
    past.at(1).practise("paced-breathing", (4, 6)).mood(6)
    send(past.deps, past.caller, "An invented question about the plan.")
    past.at(0.1).weekly([2, 2, 2, 2, 1, 2, 1, 1, 1], [1, 2, 1, 1, 1, 1, 1])
    return {"accepted": written(past, "accepted"), "awaiting": written(past, "awaiting")}


def written(past: Past, status: Any) -> str:
    """A passage as a model might have written it, in the ledger."""
    from chalicelib.domain.adaptation import Adaptation
    from chalicelib.usecases.ports import Entry
    from chalicelib.wiring import adaptations

    course, _ = past.deps.courses.load(past.sub)
    assert course
    step = past.deps.content.release(course.release).step("gs-small-goal")
    own_id, place = uuid.uuid4().hex, {"step_id": step.id, "passage_id": "small-enough"}
    made = Adaptation(
        id=own_id,
        patient_id=past.sub,
        therapist_id=course.therapist_id or "",
        step_version=step.version,
        passage_version="0",
        prompt_version="1",
        model="invented",
        checks_version="1",
        text="An invented passage, small enough to do on a bad day.",
        author_text="An invented author's passage.",
        status=status,
        attempt=1,
        at=past.now,
        **place,
    )
    data = {"adaptation_id": own_id, "status": status, **place}
    entry = Entry(id=own_id, patient_id=past.sub, at=past.now, kind="adaptation", data=data)
    adaptations().store.record(made, entry)
    return own_id


def test_every_page_of_somebody_signed_out(stack: dict[str, Any], browser: Browser) -> None:
    context = browser.new_context()
    look_at(context, context.new_page(), stack["base_url"], SIGNED_OUT, {})


def test_every_page_of_a_patient(stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled) -> None:
    patient = people("patient")
    names = a_few_weeks(enrolled(patient, people("therapist"), "Hana Invented", days_ago=9))
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, stack["base_url"], patient)
    look_at(context, page, stack["base_url"], OF_A_PATIENT, names)


def test_every_page_of_a_therapist(stack: dict[str, Any], browser: Browser, people: People, enrolled: Enrolled) -> None:
    patient, therapist = people("patient"), people("therapist")
    past = enrolled(patient, therapist, "Ivo Invented", days_ago=9)
    a_few_weeks(past)
    flag = past.deps.reviews.flags(therapist.sub, "open")[0][0]
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, stack["base_url"], therapist)
    look_at(context, page, stack["base_url"], OF_A_THERAPIST, {"flag": flag.id, "patient": patient.sub})
