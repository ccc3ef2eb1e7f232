"""Screens and the newer questionnaires as pages, without script. Answers and the words of one screen are invented."""

from __future__ import annotations

import pytest

from chalicelib.authoring.publish import publish
from chalicelib.domain.programme import Programme
from chalicelib.domain.screen import ScreenText, with_words
from chalicelib.store.content import Contents
from tests.content import SMALL, measure, screen
from tests.web.conftest import Site

CSSRS = screen("cssrs")
WORDED = with_words(
    CSSRS,
    ScreenText(
        screen="cssrs",
        licence="An invented licence",
        questions={q.id: f"Invented question {q.id}" for q in CSSRS.all_questions()},
    ),
)
ROUND = {"q__housing": "yes", "q__money": "yes", "q__safety": "yes", "q__transport": "skip", "q__company": "yes"}


@pytest.fixture
def patient(site: Site) -> Site:
    content = {
        **SMALL,
        "measures": [*SMALL["measures"], measure("pc-ptsd-5"), measure("pcl-5")],
        "screens": [screen("circumstances"), WORDED, screen("safety-check"), screen("vr")],
    }
    publish(Programme.model_validate(content), Contents(site.world.table))
    site.world.enrol("pat", country="GB")
    return site.as_("pat")


def take_phq9(patient: Site, item9: str) -> None:
    items = {f"item__{n}": "0" for n in range(1, 9)}
    patient.send(patient.get("/measures/phq-9"), "/measures/phq-9", "once", item__9=item9, **items)


def test_today_leads_to_the_screens_and_to_safety_first(patient: Site) -> None:
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    page = patient.get("/today")
    assert "screens/circumstances" in page.read.links
    assert "screens/cssrs" not in page.read.links
    take_phq9(patient, "1")
    page = patient.get("/today")
    assert "First of all" in page.text
    assert page.read.links.index("screens/cssrs") < page.read.links.index("screens/circumstances")
    assert "screens/safety-check" not in page.read.links


def test_follow_ups_stand_under_their_question_and_work_without_script(patient: Site) -> None:
    page = patient.get("/screens/cssrs")
    assert page.html.index("Invented question 2") < page.html.index("Invented question 3")
    assert page.html.count('<div class="follow-ups">') == 2
    assert "Only if you answered “Yes”:" in page.text
    assert "An invented licence" in page.text
    done = patient.send(page, "/screens/cssrs", "once", q__1="no", q__2="no", q__6="no")
    assert (done.status, "Thank you" in done.text) == (200, True)


def test_a_follow_up_that_is_asked_for_is_missed_and_the_rest_is_kept(patient: Site) -> None:
    page = patient.get("/screens/cssrs")
    again = patient.send(page, "/screens/cssrs", "once", q__1="yes", q__2="yes", q__6="skip", q__3="no", q__4="no")
    assert again.status == 422
    assert "#q.5" in again.read.links
    assert "#q.6-recent" not in again.read.links
    kept = dict(again.form("once"))
    assert (kept["q.2"], kept["q.6"], kept["q.3"]) == ("yes", "skip", "no")


def test_danger_shows_whom_to_call_at_once(patient: Site) -> None:
    page = patient.get("/screens/cssrs")
    done = patient.send(
        page, "/screens/cssrs", "once", q__1="yes", q__2="yes", q__3="yes", q__4="yes", q__5="no", q__6="no"
    )
    assert "Your safety comes first" in done.text
    assert "116 123" in done.text
    assert done.html.index('id="crisis"') < done.html.index("Please be with someone now")


def test_being_unsafe_at_home_shows_lines_and_a_way_out_of_the_page(patient: Site) -> None:
    page = patient.get("/screens/circumstances")
    assert "Leave this page at once" in page.text
    assert "999" in page.text
    done = patient.send(page, "/screens/circumstances", "once", **{**ROUND, "q__safety": "no"})
    assert "You deserve to be safe" in done.text
    assert "tel:08082000247" in done.read.links
    assert "Leave this page at once" in done.text
    assert 'id="crisis"' not in done.html


def test_every_question_may_be_left_out(patient: Site) -> None:
    page = patient.get("/screens/circumstances")
    done = patient.send(page, "/screens/circumstances", "once", **dict.fromkeys(ROUND, "skip"))
    assert (done.status, "Thank you" in done.text) == (200, True)
    assert "screens/circumstances" not in patient.get("/today").read.links


def test_the_therapist_reads_answers_and_result(patient: Site) -> None:
    done = patient.send(
        patient.get("/screens/circumstances"), "/screens/circumstances", "once", **{**ROUND, "q__money": "no"}
    )
    assert "citizensadvice.org.uk" in done.text
    page = patient.as_("therapist-1", "therapist").get("/patients/pat")
    assert "Answered: Your life around this" in page.text
    assert "Result: needs" in page.text
    assert "rather not say" in page.text


def test_a_gate_answered_no_needs_no_other_answer(patient: Site) -> None:
    page = patient.get("/measures/pc-ptsd-5")
    assert "leave the other questions empty" in page.text
    done = patient.send(page, "/measures/pc-ptsd-5", "once", item__exposure="0")
    assert "Your total is 0 of 5" in done.text
    again = patient.send(patient.get("/measures/pc-ptsd-5"), "/measures/pc-ptsd-5", "once", item__exposure="1")
    assert again.status == 422
    assert "#item.1" in again.read.links


def test_a_measure_without_bands_is_told_by_its_total(patient: Site) -> None:
    items = {f"item__{n}": "2" for n in range(1, 21)}
    done = patient.send(patient.get("/measures/pcl-5"), "/measures/pcl-5", "once", **items)
    assert "Your total is 40 of 80" in done.text
    page = patient.as_("therapist-1", "therapist").get("/patients/pat")
    assert "Total 40." in page.text


def test_the_question_about_difficulty_is_kept_and_may_be_left_empty(patient: Site) -> None:
    items = {f"item__{n}": "1" for n in range(1, 9)} | {"item__9": "0"}
    patient.send(patient.get("/measures/phq-9"), "/measures/phq-9", "once", item__difficulty="2", **items)
    page = patient.as_("therapist-1", "therapist").get("/patients/pat")
    assert "Very difficult" in page.text
    assert "Total 8, mild" in page.text


def test_a_form_of_a_session_that_is_over_keeps_the_answers_and_saves_nothing(patient: Site) -> None:
    fields = {name.replace("__", "."): value for name, value in ROUND.items()}
    page = patient.post("/screens/circumstances", {**fields, "csrf": "wrong", "once": "x"})
    assert page.status == 403
    assert dict(page.form("once"))["q.housing"] == "yes"
    assert patient.world.course("pat").screens == {}


def test_words_in_another_language_are_marked(patient: Site) -> None:
    patient.world.enrol("ana", language="es")
    ana = patient.as_("ana")
    for path in ("/measures/phq-9", "/screens/circumstances"):
        page = ana.get(path)
        assert "Todavía no está en tu idioma (español)." in page.text
        assert '<div lang="en">' in page.html
        assert "Not yet in your language" not in patient.get(path).text
