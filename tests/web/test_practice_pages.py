"""Practices as pages: what is offered, the script to read, and the record that the form makes."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.web.practice import FILLED
from tests.web.conftest import Page, Site

PLACE = "/practices/breathing"


def runs(site: Site) -> list[dict[str, Any]]:
    return [e.data for e in site.world.deps.courses.entries("pat")[0] if e.kind == "practice-run"]


def flags(site: Site) -> list[str]:
    return [f.rule for f in site.world.deps.reviews.flags("therapist-1", "open")[0]]


def sent(site: Site, form: Page | None = None, **fields: str) -> Page:
    named = {name.replace("__", "."): value for name, value in fields.items()}
    return site.fill(form or site.get(PLACE), PLACE, named, "once")


def test_the_practices_of_the_open_parts_are_listed_with_their_length(patient: Site) -> None:
    page = patient.get("/practices")
    assert "Breathing" in page.text
    assert "1 minute · from “First things”" in page.text
    assert "practices/breathing" in page.read.links
    assert "1 other practice of your programme waits for a few questions" in page.text
    assert "You have not agreed to sessions on a headset" in page.text


def test_today_leads_to_the_practices(patient: Site) -> None:
    assert "practices" in patient.get("/today").read.links


def test_the_page_is_a_script_to_read_without_any_script_running(patient: Site) -> None:
    page = patient.get(PLACE)
    assert page.status == 200
    assert "0:20 Let your shoulders be soft." in page.text
    assert "From 0:10 on, breathe in for 4 seconds and out for 6." in page.text
    assert "Rest your eyes on the water." in page.text
    assert "Close your eyes" not in page.text
    assert "How did it end?" in page.text
    assert "autoplay" not in page.html
    assert "<audio" not in page.html


def test_a_practice_that_is_held_says_why(patient: Site) -> None:
    page = patient.get("/practices/scan")
    assert page.status == 409
    assert "A few questions come first" in page.text


def test_what_a_person_chose_becomes_the_record(patient: Site) -> None:
    page = sent(patient, ended="finished", before__calm="3", before__nausea="0", after__calm="6", after__unreality="1")
    assert "Calm was at 3 of 10 before, and is at 6 now." in page.text
    (run,) = runs(patient)
    assert (run["device"], run["stop_reason"], run["completed_share"]) == ("flat", "finished", 1)
    assert (run["before"], run["after"]) == ({"calm": 3, "nausea": 0}, {"calm": 6, "unreality": 1})
    assert flags(patient) == []
    assert "done 1 time" in patient.get("/practices").text


def test_what_the_pages_script_noted_is_kept_too(patient: Site) -> None:
    noted = {"began_after": "4.5", "ended_after": "34.5", "played": "30.0", "pace": "5.5"}
    sent(patient, ended="button", cues="sit:0:0.1,soft:20:20.2", **noted)
    (run,) = runs(patient)
    assert (run["played_seconds"], run["completed_share"], run["breath"]["guide_per_minute"]) == (30, 0.5, 5.5)
    assert [cue["cue"] for cue in run["cues"]] == ["sit", "soft"]
    assert (run["started_at"][-9:], run["ended_at"][-9:]) == ("04.500000Z"[-9:], "34.500000Z"[-9:])


def test_the_record_is_sent_twice_and_counts_once(patient: Site) -> None:
    form = patient.get(PLACE)
    for _ in range(2):
        assert sent(patient, form, ended="finished").status == 200
        patient.world.clock.on(minutes=1)
    assert len(runs(patient)) == 1


def test_how_it_ended_is_asked_for_and_the_rest_is_kept(patient: Site) -> None:
    page = sent(patient, before__calm="3", played="12.0")
    assert page.status == 422
    assert "#ended-finished" in page.read.links
    kept = dict(page.form("once"))
    assert (kept["before.calm"], kept["played"]) == ("3", "12.0")
    assert runs(patient) == []


@pytest.mark.parametrize(
    "chosen",
    [{"ended": "unreality"}, {"ended": "finished", "after__nausea": "4"}, {"ended": "left", "before__unreality": "9"}],
)
def test_harm_signs_are_met_with_firm_ground_and_told_to_the_therapist(patient: Site, chosen: dict[str, str]) -> None:
    page = sent(patient, **chosen)
    assert "name five things that you can see" in page.text
    assert flags(patient) == ["R17"]
    assert "You felt unwell in a practice" in patient.get("/practices").text


def test_signs_of_a_seizure_name_the_emergency_number(patient: Site) -> None:
    assert "call your local emergency number" in sent(patient, ended="seizure-signs").text


def test_another_site_cannot_send_a_record(patient: Site) -> None:
    page = sent(patient, csrf="", ended="unreality")
    assert page.status == 403
    assert dict(page.form("once"))["ended"] == "unreality"
    assert runs(patient) == []


def test_made_up_hidden_fields_do_no_harm(patient: Site) -> None:
    wrong = dict.fromkeys([*FILLED, "opened_at", "length", "before.calm"], "a:1e9:c,,:<b>")
    assert patient.fill(patient.get(PLACE), PLACE, {**wrong, "ended": "finished"}, "once").status == 200
    assert patient.fill(patient.get(PLACE), PLACE, {"version": "latest", "ended": "finished"}, "once").status == 422


def test_the_therapist_reads_a_run_in_words(patient: Site, therapist: Site) -> None:
    sent(patient, ended="nausea", before__calm="3", after__calm="2", after__nausea="5", pace="5.5")
    text = therapist.get("/patients/pat").text
    assert "Practised: Breathing" in text
    assert "On the page: stopped because of nausea." in text
    assert "Calm: 3 of 10 before, 2 of 10 after." in text
    assert "Breathing light at 5.5 a minute." in text
    assert "Signs of harm in the practice 'breathing'" in text
