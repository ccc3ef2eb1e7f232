"""The settings page: saved as a whole, mistakes named where they are, the same on every device. All is invented."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.consent import Consent
from chalicelib.usecases.account import consent
from chalicelib.usecases.preferences import reminder_of
from chalicelib.web import visit
from tests.web.conftest import Page, Site


@pytest.fixture
def patient(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Somebody in Dublin, in a deployment that can send e-mail."""
    backend = replace(visit.world(), deps=replace(site.world.deps, reminder_channels=("email",)))  # type: ignore[type-var]
    monkeypatch.setattr(visit, "_world", [(lambda: backend, visit._world[0][1], visit._world[0][2])])
    site.world.enrol("pat", timezone="Europe/Dublin")
    return site.as_("pat")


def save(site: Site, page: Page | None = None, **fields: Any) -> Page:
    return site.send(page or site.get("/settings"), "/settings", "text_size", **fields)


def test_all_of_it_is_saved_with_one_button_and_said(patient: Site) -> None:
    answer = save(
        patient,
        text_size="130",
        reading_level="plain",
        timezone="madrid",
        channel="email",
        at="07:30",
        day=["tue", "sun"],
    )
    assert (answer.status, answer.headers["Location"]) == (303, "settings?saved=settings")
    page = patient.get("/settings?saved=settings")
    assert 'role="status">Your settings are saved.' in page.html
    assert page.value("timezone") == "Europe/Madrid"
    assert (page.value("text_size"), page.value("reading_level"), page.value("channel")) == ("130", "plain", "email")
    form = page.form("text_size")
    assert [value for name, value in form if name == "day"] == ["tue", "sun"]
    assert "The next one could come on Tuesday 3 March 2026, 07:30" in page.text


def test_saved_without_a_change_it_stays_as_it_was(patient: Site) -> None:
    before = patient.get("/settings")
    save(patient, before)
    after = patient.get("/settings")
    assert [p for p in after.form("text_size") if p[0] != "version"] == [
        p for p in before.form("text_size") if p[0] != "version"
    ]
    assert consent(patient.world.deps, patient.world.caller("pat")).version == 0


def test_the_text_is_as_large_as_the_person_wants_it_on_every_page_and_every_device(patient: Site) -> None:
    assert "data-text" not in patient.get("/today").html.split("<head>")[0]
    save(patient, text_size="150")
    another = patient.as_("pat")
    for path in ("/today", "/settings", "/journal", "/safety", "/consent", "/erase", "/steps/hello", "/mood"):
        assert ' data-text="150"' in another.get(path).html.split("<head>")[0], path
    patient.world.enrol("kim")
    assert "data-text" not in patient.as_("kim").get("/settings").html.split("<head>")[0]


def test_a_therapist_reads_at_the_usual_size_whatever_the_patient_chose(patient: Site) -> None:
    save(patient, text_size="150")
    page = patient.as_("therapist-1", "therapist").get("/patients/pat")
    assert page.status == 200
    assert "data-text" not in page.html.split("<head>")[0]


def test_the_style_sheet_knows_every_size(patient: Site) -> None:
    from chalicelib.domain.preferences import TEXT_SIZES
    from chalicelib.web.render import STATIC

    style = (STATIC / "stillpath.css").read_text()
    assert all(f'[data-text="{size}"] {{ font-size: {size}%' in style for size in TEXT_SIZES if size != 100)


def test_choosing_e_mail_is_a_yes_that_stands_among_the_choices(patient: Site) -> None:
    save(patient, channel="email")
    deps, caller = patient.world.deps, patient.world.caller("pat")
    assert consent(deps, caller).consent == Consent(reminders=True)
    assert reminder_of(deps, "pat").channel == "email"
    # taken back there, the page says that there are none
    patient.send(patient.get("/consent"), "/consent", reminders=[])
    assert patient.get("/settings").value("channel") == "none"


def test_every_mistake_is_summed_up_at_the_top_and_stands_at_its_field(patient: Site) -> None:
    page = save(patient, timezone="Atlantis", channel="email", at="7 o'clock", day=[], text_size="130")
    assert page.status == 422
    for anchor in ("timezone", "at", "days"):
        assert f"#{anchor}" in page.read.links
        assert anchor in page.read.ids
        assert f'id="{anchor}.wrong"' in page.html
    assert "please choose at least one day" in page.text
    assert page.value("timezone") == "Atlantis"
    assert page.value("text_size") == "130"
    assert patient.world.course("pat").preferences.version == 0


def test_somebody_who_wants_no_reminders_need_not_say_when(patient: Site) -> None:
    assert save(patient, channel="none", at="", day=[]).status == 303


def test_the_second_of_two_tabs_is_told_and_keeps_what_was_typed(patient: Site) -> None:
    first, second = patient.get("/settings"), patient.get("/settings")
    save(patient, first, text_size="115")
    late = save(patient, second, text_size="150", reading_level="plain")
    assert late.status == 409
    assert "changed on another device" in late.text
    assert late.value("text_size") == "150"
    assert patient.world.course("pat").preferences.text_size == 115
    assert save(patient, late).status == 303
    assert patient.world.course("pat").preferences.text_size == 150


def test_a_form_from_before_this_page_had_more_than_the_language_changes_the_language_alone(patient: Site) -> None:
    csrf = patient.get("/settings").value("csrf")
    assert patient.post("/settings", {"csrf": csrf, "language": "es"}).status == 303
    course = patient.world.course("pat")
    assert (course.language, course.preferences.text_size, course.timezone) == ("es", 100, "Europe/Dublin")


def test_where_nothing_can_be_sent_the_page_says_so(site: Site) -> None:
    site.world.enrol("pat")
    page = site.as_("pat").get("/settings")
    assert "Reminders cannot be sent from here" in page.text
    assert not [p for form in page.read.forms for p in form if p[0] in ("channel", "at", "day")]


def test_the_page_says_what_plain_words_need(patient: Site) -> None:
    assert "It needs your yes to “Fit some passages to me”" in patient.get("/settings").text
    patient.send(patient.get("/consent"), "/consent", ai="yes")
    assert "It needs your yes" not in patient.get("/settings").text


def test_the_whole_page_speaks_spanish(patient: Site) -> None:
    save(patient, language="es", channel="email")
    text = patient.get("/settings?saved=settings").text
    for english in ("Reminders", "Monday", "Usual", "By e-mail", "saved", "plain", "time is yours"):
        assert english not in text


def test_it_leads_to_choices_headsets_and_what_is_theirs(patient: Site) -> None:
    assert {"consent", "devices", "record", "goodbye", "erase"} <= set(patient.get("/settings").read.links)


def test_what_is_typed_is_escaped(patient: Site) -> None:
    page = save(patient, timezone='"><script>alert(1)</script>', language='"><b>')
    assert page.status == 422
    assert "<script>alert" not in page.html
    assert '"><b>' not in page.html


def test_the_copy_to_take_along_holds_the_settings(patient: Site) -> None:
    save(patient, text_size="115", reading_level="plain", channel="email", at="07:30", day=["tue", "sun"])
    copy = patient.get("/record/readable").text
    assert "By e-mail: 07:30, Tuesday, Sunday" in copy
    assert "Size of the text: 115 %" in copy
    resources = [entry["resource"] for entry in json.loads(patient.get("/record/fhir").html)["entry"]]
    told = {r["id"]: [e["valueString"] for e in r["extension"]] for r in resources if r["resourceType"] == "Basic"}
    assert told == {"settings": ["plain", "115"], "reminders": ["email", "07:30", "tue sun"]}
