"""Pages in the patient's language: each text is marked with its own, and what is not translated says so."""

from __future__ import annotations

import re
from typing import Any

import pytest

from chalicelib.authoring.publish import publish
from chalicelib.store.content import Contents
from tests.api.test_language import translated
from tests.web.conftest import Site

NOTE = "Todavía no está en tu idioma (español)."


@pytest.fixture
def ana(site: Site, table: Any) -> Site:
    publish(translated(), Contents(table))
    site.world.enrol("ana", language="es")
    site.world.enrol("pat")
    return site.as_("ana")


def test_a_translated_page_says_its_language_and_nothing_more(ana: Site) -> None:
    page = ana.get("/steps/hello")
    assert '<h1 lang="es">Hola</h1>' in page.html
    assert '<section lang="es">' in page.html
    assert NOTE not in page.text


def test_a_question_that_is_not_translated_is_asked_in_the_source_language_marked(ana: Site) -> None:
    ana.send(ana.get("/steps/hello"), "/steps/hello", action="complete")
    page = ana.get("/steps/sheet?all=1")
    place, places = page.html.index("El sitio"), page.html.index("The places")
    asked_in = [page.html.rindex('class="asked" lang="', 0, at) for at in (place, places)]
    assert [page.html[at:][20:22] for at in asked_in] == ["es", "en"]
    # four questions before this one, which are told about together, and those after it
    assert page.text.count(NOTE) == 2
    assert NOTE not in ana.as_("pat").get("/steps/hello").text


def test_a_measure_without_an_official_translation_is_shown_as_published_marked(ana: Site) -> None:
    page = ana.get("/measures/gad-7")
    assert '<div lang="en">' in page.html
    assert NOTE in page.text
    assert NOTE not in ana.as_("pat").get("/measures/gad-7").text


def language_of(page: Any) -> str:
    found = re.search(r'<html lang="([^"]+)">', page.html)
    assert found
    return found[1]


def test_the_words_around_the_content_are_in_the_patients_language(ana: Site) -> None:
    ana.world.enrol("eva", language="es-MX", timezone="America/Mexico_City", country="MX")
    eva = ana.as_("eva")
    assert (language_of(ana.get("/today")), language_of(eva.get("/today"))) == ("es", "es-MX")
    page = eva.send(eva.get("/steps/hello"), "/steps/hello", action="complete")
    assert page.headers["Location"].endswith("?done=hello")
    assert "«Hola» está hecho y guardado." in eva.get("/steps/sheet?done=hello").text
    draft = eva.send(eva.get("/steps/sheet"), "/steps/sheet", action="save", f__situation="Una tarde larga.")
    assert draft.status == 303
    # nine in the morning UTC
    assert "Guardado: lunes 2 de marzo de 2026, 03:00." in eva.get("/steps/sheet?saved=1").text


def test_words_of_risk_are_answered_in_spanish_with_the_lines_of_the_country(ana: Site) -> None:
    ana.world.enrol("leo", language="es", country="ES")
    leo = ana.as_("leo")
    page = leo.send(leo.get("/mood"), "/mood", "once", rating="1", note="Me quiero morir")
    for words in ("Tu seguridad es lo primero", "llama al 112", "Línea 024", "las 24 horas", "Tu plan de seguridad"):
        assert words in page.text
    items = {f"item__{n}": "1" for n in range(1, 10)}
    page = leo.send(leo.get("/measures/phq-9"), "/measures/phq-9", "once", **items)
    assert "Gracias por responder con sinceridad" in page.text
    assert "Tu total es 9 de 27, lo que se llama «leve»." in page.text


def test_who_is_not_signed_in_reads_what_the_browser_asks_for(site: Site) -> None:
    site.headers["Accept-Language"] = "fr, es-AR;q=0.9, en;q=0.8"
    for path in ("/", "/safety", "/signed-out", "/today"):
        assert language_of(site.get(path)) == "es"
    assert "Irlanda" in site.get("/safety").text
    site.headers["Accept-Language"] = "fr"
    assert language_of(site.get("/safety")) == "en"


def test_therapists_read_english_whatever_their_patient_and_browser_speak(ana: Site) -> None:
    therapist = ana.as_("therapist-1", "therapist")
    therapist.headers["Accept-Language"] = "es"
    page = therapist.get("/patients/ana")
    assert language_of(page) == "en"
    assert "In order of time, newest first" in page.text


def test_a_page_is_told_even_when_the_course_cannot_be_read(ana: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no table")

    monkeypatch.setattr(type(ana.world.deps.courses), "load", broken)
    ana.headers["Accept-Language"] = "es"
    page = ana.get("/safety")
    assert (page.status, language_of(page)) == (200, "es")
    assert "A quién llamar" in page.html
    assert ana.get("/consent").status == 500
