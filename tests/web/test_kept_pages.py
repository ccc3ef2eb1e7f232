"""What the pages tell a device that keeps them, and how an answer that was kept is shown afterwards."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.web.conftest import Site


def test_the_worker_lies_at_the_root_names_the_present_files_and_may_fetch_nothing_else(site: Site) -> None:
    answer = site.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    files = json.loads(answer.html.splitlines()[1].removeprefix("const FILES = ").removesuffix(";"))
    assert {name.rsplit(".", 1)[-1] for name in files} == {"css", "js", "svg"}
    assert all(name in site.get("/").html for name in files)


def test_a_worker_is_told_who_is_signed_in_by_a_tag_and_what_to_keep(patient: Site) -> None:
    answer = patient.get("/kept/own")
    told = json.loads(answer.html)
    assert answer.headers["Cache-Control"] == "no-store"
    assert (told["country"], told["language"]) == ("IE", "en")
    assert told["pages"] == [
        *("today", "programme", "mood", "safety", "safety/plan", "steps/hello"),
        *("measures/phq-9", "measures/gad-7"),
    ]
    assert told["csrf"] == patient.get("/mood").value("csrf")
    assert "pat" not in told["person"]


def test_steps_that_have_their_turn_are_kept_as_soon_as_they_are_open(patient: Site) -> None:
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    assert {"steps/hello", "steps/sheet"} <= set(json.loads(patient.get("/kept/own").html)["pages"])


@pytest.mark.parametrize("groups", [("therapist",), ("author",)])
def test_nobody_but_a_patient_is_told_what_to_keep(site: Site, groups: tuple[str, ...]) -> None:
    assert site.get("/kept/own").status == 401
    assert site.as_("therapist-1", *groups).get("/kept/own").status == 403


def test_every_page_carries_the_tag_of_whoever_is_signed_in(site: Site) -> None:
    site.world.enrol("pat")
    site.world.enrol("max")
    tags = [site.as_(sub).get("/today").headers["Stillpath-Person"] for sub in ("pat", "max", "pat")]
    assert tags[0] == tags[2] != tags[1]
    assert f'data-person="{tags[0]}"' in site.as_("pat").get("/mood").html
    assert site.as_("therapist-1", "therapist").get("/review").headers["Stillpath-Person"] not in tags
    for page in (site.get("/safety"), site.get("/today"), site.get("/kept")):
        assert "Stillpath-Person" not in page.headers
        assert 'data-person=""' in page.html


def test_what_everybodys_device_keeps_holds_nothing_of_anybody(patient: Site) -> None:
    patient.send(patient.get("/mood"), "/mood", "once", rating="3", note="Only mine")
    nobody = Site(patient.client, patient.pool, patient.world)
    for path in ("/kept?language=es&country=ES", "/safety?language=es&country=ES"):
        page = nobody.get(path)
        assert '<html lang="es">' in page.html
        assert "tel:024" in page.read.links
    assert "Guardado en este dispositivo" in nobody.get("/kept?language=es").text


def test_an_address_cannot_put_a_foreign_language_or_country_on_the_page(site: Site) -> None:
    page = site.get('/kept?language="><script>&country=XX')
    assert '<html lang="en">' in page.html
    assert "tel:112" in page.read.links


def test_a_kept_mood_is_told_with_the_time_it_was_written(patient: Site, therapist: Site) -> None:
    written = patient.world.clock.now - timedelta(hours=5)
    form = {**dict(patient.get("/mood").form("once")), "rating": "4", "note": "On the train"}
    assert patient.post("/mood", {**form, "written_at": written.isoformat()}).status == 200
    journal = patient.get("/journal").text
    assert "Monday 2 March 2026, 04:00 UTC · Mood · kept on your device, arrived Monday 2 March 2026, 09:00" in journal
    timeline = therapist.get("/patients/pat").text
    assert "written on Monday 2 March 2026, 04:00" in timeline


def test_a_clock_that_cannot_be_right_is_said_to_the_therapist_and_not_believed(patient: Site, therapist: Site) -> None:
    form = {**dict(patient.get("/mood").form("once")), "rating": "4", "note": "x"}
    patient.post("/mood", {**form, "written_at": "2031-01-01T00:00:00Z"})
    assert "2031" not in patient.get("/journal").text
    assert "kept on a device whose clock cannot be right" in therapist.get("/patients/pat").text


@pytest.mark.parametrize("stated", ["", "yesterday", "2026-03-02T04:00:00", "9999999999"])
def test_what_is_no_time_is_left_aside_and_the_words_are_taken(patient: Site, stated: str) -> None:
    form = {**dict(patient.get("/mood").form("once")), "rating": "4", "note": "x"}
    assert patient.post("/mood", {**form, "written_at": stated}).status == 200
    assert "arrived" not in patient.get("/journal").text
