"""Today and the whole way: one thing to do, the start as a sequence, what stands beside it. All words are invented."""

from __future__ import annotations

import pytest

from chalicelib.authoring.publish import publish
from chalicelib.domain.programme import Programme
from chalicelib.store.content import Contents
from tests.content import SMALL, screen
from tests.path_programme import PROGRAMME
from tests.web.conftest import Page, Site


@pytest.fixture
def patient(site: Site) -> Site:
    content = {**SMALL, "screens": [screen("circumstances"), screen("safety-check"), screen("vr")]}
    content["decide_after"] = "first"
    publish(Programme.model_validate(content), Contents(site.world.table))
    site.world.enrol("pat", country="GB")
    return site.as_("pat")


def take(patient: Site, measure: str, items: int, last: str = "0") -> Page:
    answers = {f"item__{n}": "0" for n in range(1, items)} | {f"item__{items}": last}
    return patient.send(patient.get(f"/measures/{measure}"), f"/measures/{measure}", "once", **answers)


def buttons(page: Page) -> list[str]:
    """Where the one clear button leads."""
    return [part.split('"')[0] for part in page.html.split('<a class="button" href="')[1:]]


def test_the_start_is_one_sequence_with_one_button_at_a_time(patient: Site) -> None:
    page = patient.get("/today")
    assert "To begin with: 1 of 5" in page.text
    assert buttons(page) == ["measures/phq-9"]
    assert "steps/hello" in page.read.links
    take(patient, "phq-9", 9)
    page = patient.get("/today")
    assert ("To begin with: 2 of 5" in page.text, buttons(page)) == (True, ["measures/gad-7"])
    take(patient, "gad-7", 7)
    page = patient.get("/today")
    assert ("To begin with: 3 of 5" in page.text, buttons(page)) == (True, ["steps/hello"])
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    patient.send(patient.get("/steps/sheet"), "/steps/sheet", action="complete", f__situation="x")
    page = patient.get("/today")
    assert ("To begin with: 4 of 5" in page.text, buttons(page)) == (True, ["screens/circumstances"])


def test_whoever_goes_on_without_the_questions_is_not_held_up_by_them(site: Site) -> None:
    content = {**SMALL, "screens": [screen("circumstances")]}
    publish(Programme.model_validate(content), Contents(site.world.table))
    site.world.enrol("pat")
    patient = site.as_("pat")
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    page = patient.get("/today")
    assert buttons(page) == ["steps/sheet"]
    assert "To begin with" not in page.text
    assert {"measures/phq-9", "measures/gad-7", "screens/circumstances"} <= set(page.read.links)


def test_an_answer_about_risk_brings_safety_before_everything_else(patient: Site) -> None:
    take(patient, "phq-9", 9, last="1")
    page = patient.get("/today")
    assert buttons(page) == ["screens/safety-check"]
    assert "safety" in page.read.links
    assert "measures/gad-7" in page.read.links


def test_today_says_that_somebody_has_left_and_how_to_come_back(patient: Site) -> None:
    patient.fill(patient.get("/goodbye"), "/goodbye", {"action": "leave"}, "csrf")
    page = patient.get("/today")
    assert "You have left the programme" in page.text
    assert buttons(page) == []
    assert patient.fill(page, "/goodbye", {"action": "back"}, "csrf").status == 303
    assert "You have left the programme" not in patient.get("/today").text


def test_the_mood_is_chosen_and_saved_on_today_itself(patient: Site) -> None:
    page = patient.get("/today")
    saved = patient.send(page, "/mood", "once", rating="6")
    assert "Saved: 6 of 10" in saved.text
    assert "progress" in saved.read.links
    assert "You have noted your mood once." in patient.get("/progress").text


def test_the_whole_way_has_every_module_and_says_why_one_is_closed(patient: Site) -> None:
    page = patient.get("/programme")
    assert all(title in page.text for title in ("First things", "Second things"))
    assert "Opens when you have finished “First things”." in page.text
    assert "steps/hello" in page.read.links
    assert "measures/phq-9" in page.read.links
    assert "programme" in patient.get("/today").read.links


def test_an_extra_part_is_one_line_on_today_and_whole_on_the_way(site: Site) -> None:
    publish(PROGRAMME, site.world.deps.content)
    site.world.enrol("pia")
    pia = site.as_("pia")
    pia.send(pia.get("/steps/ask"), "/steps/ask", action="complete", f__way="worry")
    assert "You spoke of worry." not in pia.get("/today").text
    for step in ("three-page", "one-page"):
        pia.world.clock.on(days=6)
        pia.send(pia.get(f"/steps/{step}"), f"/steps/{step}", action="complete")
    assert "steps/rest-page" in pia.get("/today").read.links
    assert "an extra part, if you want it" in pia.get("/today").text


def test_every_page_of_a_patient_can_be_left_at_once(patient: Site) -> None:
    for path in ("/today", "/programme", "/steps/hello", "/mood", "/safety", "/consent", "/settings"):
        assert "https://www.wikipedia.org/" in patient.get(path).read.links
    assert "https://www.wikipedia.org/" not in patient.as_("therapist-1", "therapist").get("/review").read.links
