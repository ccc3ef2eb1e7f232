"""Pages in the patient's language: each text is marked with its own, and what is not translated says so."""

from __future__ import annotations

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
    page = ana.get("/steps/sheet")
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
