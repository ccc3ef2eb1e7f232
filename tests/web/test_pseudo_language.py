"""Every page of a patient in a made-up language: nothing of ours stays in English, and it runs from right to left."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from chalicelib.authoring.publish import publish
from chalicelib.routing import PAGES
from chalicelib.store.content import Contents
from chalicelib.usecases.messages import reply
from chalicelib.usecases.paging import cursor_of
from chalicelib.usecases.ports import Change
from chalicelib.web.speech import teach
from tests.e2e.conftest import CHROMIUM, FLAGS, NARROWEST
from tests.web.conftest import Page, Site, served
from tests.web.pseudo import LANGUAGE, MARKS, Pseudo, read, unsaid, wordless
from tests.web.test_fitted_pages import SHOWN, record

#: Pages of therapists, which are in English; what is no page; and the hosted sign-in's ways.
NOT_FOR_PATIENTS = {"/passages", "/patients", "/patients/{patient_id}", "/patients/{patient_id}/devices"}
NOT_FOR_PATIENTS |= {"/review", "/review/{flag_id}", "/patients/{patient_id}/messages"}
NO_PAGES = {"/static/{name}", "/sw.js", "/kept/own", "/record/fhir", "/sign-in", "/sounds/{sound_id}", "/renew"}
SAMPLES = {"step_id": "sheet", "measure_id": "phq-9", "practice_id": "breathing", "screen_id": "circumstances"}
SAMPLES |= {"adaptation_id": SHOWN}
COUNTRY = "IE"


@pytest.fixture
def zoe(site: Site) -> Site:
    teach(LANGUAGE, Pseudo())
    publish(wordless(), Contents(site.world.table))
    site.world.enrol("zoe", country=COUNTRY, language=LANGUAGE, timezone="Europe/Dublin")
    return site.as_("zoe")


def addresses() -> Iterator[str]:
    for routes in PAGES.values():
        for method, path in (route.split(" ") for route in routes):
            if method == "GET" and path not in NOT_FOR_PATIENTS | NO_PAGES:
                yield path.format(**SAMPLES)


def is_said(page: Page) -> None:
    spoken = read(page.html)
    assert spoken.root == {"lang": LANGUAGE, "dir": "rtl"}
    assert unsaid(spoken, COUNTRY) == ""


def sent(zoe: Site, path: str, holding: str, **fields: str | list[str]) -> Page:
    return zoe.send(zoe.get(path), path, holding, **fields)


@pytest.mark.parametrize("path", sorted(addresses()))
def test_every_page_says_all_its_words(zoe: Site, path: str) -> None:
    sent(zoe, "/steps/hello", "version", action="complete")
    record(zoe, SHOWN, "zoe", "accepted", MARKS, MARKS)
    is_said(zoe.get(path))


def test_what_one_thinks_of_a_passage_is_said_in_ones_language(zoe: Site) -> None:
    record(zoe, SHOWN, "zoe", "accepted", MARKS, MARKS)
    zoe.send(zoe.get(f"/fitted/{SHOWN}"), f"/fitted/{SHOWN}", "csrf", feedback="useful")
    for path in (f"/fitted/{SHOWN}?saved=1", "/fitted", "/record/readable"):
        is_said(zoe.get(path))


def test_a_fresh_course_and_locked_steps_say_all_their_words(zoe: Site) -> None:
    for path in ("/today", "/steps/look-back", "/steps/none", "/practices/none", "/measures/none", "/screens/none"):
        is_said(zoe.get(path))


def test_pages_before_signing_in_speak_what_the_browser_asks_for(zoe: Site) -> None:
    zoe.cookies.clear()
    zoe.headers["Accept-Language"] = f"{LANGUAGE}, es;q=0.8, en;q=0.5"
    for path in ("/", "/safety", "/safety?country=JP", "/signed-out", "/today", "/signed-in?error=none"):
        page = zoe.get(path)
        assert read(page.html).root["lang"] == LANGUAGE
        assert unsaid(read(page.html), "JP" if "JP" in path else COUNTRY) == ""
    zoe.cookies["session"] = "run-out"
    is_said(zoe.post("/mood", {"rating": "3", "note": MARKS}))


def test_a_worksheet_says_all_its_words_when_it_is_refused_saved_clashing_and_done(zoe: Site) -> None:
    sent(zoe, "/steps/hello", "version", action="complete")
    empty = zoe.get("/steps/sheet")
    wrong = {"f__count": "99", "f__rating": "◌", "f__hour": "25:00", "f__day": "◌", "f__name": "◌" * 90}
    refused = zoe.send(empty, "/steps/sheet", action="complete", f__emotions__0__strength="5", **wrong)
    assert refused.status == 422
    is_said(refused)
    saved = sent(zoe, "/steps/sheet", "version", action="save", f__situation=MARKS)
    assert saved.status == 303
    is_said(zoe.get("/steps/sheet?saved=1"))
    for view in ("page=1", "page=9", "all=1", "review=1"):
        is_said(zoe.get(f"/steps/sheet?{view}"))
    rows = zoe.get("/steps/sheet?all=1")
    is_said(zoe.send(rows, "/steps/sheet", action="more:thoughts", f__thoughts__0=MARKS))
    is_said(zoe.send(zoe.get("/steps/sheet?all=1"), "/steps/sheet", action="remove:thoughts.0"))
    full = {"f__situation": MARKS, "f__rating": "40", "f__agree": "yes", "f__emotions__0__word": MARKS}
    full |= {"f__count": "3", "f__hour": "09:30", "f__day": "2026-03-02", "f__name": MARKS}
    first = zoe.get("/steps/sheet")
    assert zoe.send(first, "/steps/sheet", action="complete", **full).status == 303
    clash = zoe.send(empty, "/steps/sheet", action="complete", **{**full, "f__situation": MARKS + MARKS})
    assert clash.status == 409
    is_said(clash)
    is_said(zoe.get("/steps/sheet?done=hello"))


def test_drafts_saved_by_the_script_answer_in_the_language(zoe: Site) -> None:
    sent(zoe, "/steps/hello", "version", action="complete")
    page = zoe.get("/steps/sheet")
    told = zoe.send(page, "/steps/sheet/draft", f__situation="I want to kill myself")
    answer = json.loads(told.html)
    assert answer["saved"].count("⟦") == 1
    assert unsaid(read(answer["crisis"]), COUNTRY) == ""


@pytest.mark.parametrize("item_9", ["0", "2", "skip"])
def test_results_of_a_measure_say_all_their_words(zoe: Site, item_9: str) -> None:
    is_said(zoe.send(zoe.get("/measures/phq-9"), "/measures/phq-9", "once"))
    for answer in ("3", "0", "1"):
        items = {f"item__{n}": answer for n in range(1, 9)}
        is_said(sent(zoe, "/measures/phq-9", "once", item__9=item_9, **items))
        zoe.world.clock.on(days=7)
    for path in ("/today", "/progress", "/journal"):
        is_said(zoe.get(path))


def test_a_mood_and_the_crisis_card_say_all_their_words(zoe: Site) -> None:
    is_said(sent(zoe, "/mood", "once", note=MARKS))
    is_said(sent(zoe, "/mood", "once", rating="4", note="◌" * 2001))
    is_said(sent(zoe, "/mood", "once", rating="4", note=MARKS))
    for words in ("I want to kill myself", "I am a burden to everybody", "my brother wants to kill himself"):
        is_said(sent(zoe, "/mood", "once", rating="1", note=words))


def test_choices_and_the_safety_plan_say_all_their_words(zoe: Site) -> None:
    before = zoe.get("/consent")
    zoe.send(before, "/consent", ai="yes")
    is_said(zoe.get("/consent?saved=1"))
    is_said(zoe.send(before, "/consent", vr="yes"))
    plan = zoe.get("/safety/plan")
    is_said(zoe.send(plan, "/safety/plan", coping_alone="◌" * 501, professionals__0__phone="1"))
    zoe.send(plan, "/safety/plan", coping_alone=MARKS)
    is_said(zoe.send(plan, "/safety/plan", coping_alone=MARKS * 2))
    is_said(zoe.get("/safety"))


def test_messages_say_all_their_words_whatever_becomes_of_them(zoe: Site) -> None:
    is_said(sent(zoe, "/messages", "text", text=""))
    is_said(sent(zoe, "/messages", "text", text="◌" * 4001))
    is_said(sent(zoe, "/messages", "text", text=MARKS, csrf=""))
    for _ in range(3):
        sent(zoe, "/messages", "text", text=MARKS)
        reply(zoe.world.deps, zoe.world.caller("therapist-1", "therapist"), "zoe", MARKS)
    is_said(zoe.get("/messages?sent=1"))
    for _ in range(20):
        sent(zoe, "/messages", "text", text=MARKS)
    sent(zoe, "/goodbye", "csrf", action="leave")
    is_said(zoe.get("/messages"))
    is_said(zoe.get(f"/messages?cursor={cursor_of('MESSAGE#2099')}"))
    course = zoe.world.course("zoe").model_copy(update={"therapist_id": ""})
    zoe.world.deps.courses.save(Change(course=course))
    is_said(zoe.get("/messages"))
    is_said(zoe.get("/record/readable"))


def test_screens_say_all_their_words(zoe: Site) -> None:
    is_said(sent(zoe, "/screens/circumstances", "once", q__housing="yes"))
    answers = {f"q__{name}": "no" for name in ("housing", "money", "transport", "company")}
    is_said(sent(zoe, "/screens/circumstances", "once", q__safety="skip", **answers))
    is_said(zoe.get("/practices"))


@pytest.mark.parametrize("ended", ["", "finished", "nausea", "seizure-signs"])
def test_the_end_of_a_practice_says_all_its_words(zoe: Site, ended: str) -> None:
    is_said(sent(zoe, "/practices/breathing", "once", ended=ended, before__calm="5", after__calm="3"))
    is_said(zoe.get("/practices"))


def test_no_page_scrolls_sideways_on_the_narrowest_phone(zoe: Site) -> None:
    sent(zoe, "/steps/hello", "version", action="complete")
    with served(zoe) as address, sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": NARROWEST, "height": 640})
        for where in ("today", "steps/sheet", "safety", "consent", "practices/breathing", "measures/phq-9"):
            page.goto(address + where)
            assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, where
        browser.close()
