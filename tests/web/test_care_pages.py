"""Measures, mood, safety and choices as pages: explicit answers, crisis lines at once, a plan that keeps its words."""

from __future__ import annotations

import time
from typing import Any

import pytest

from chalicelib.usecases.account import consent
from chalicelib.usecases.measures import readings
from chalicelib.usecases.safety import safety
from chalicelib.web.safety import PARTS
from tests.web.conftest import Page, Site

PHQ9 = "/measures/phq-9"


def answers(value: str = "0", **changes: str) -> dict[str, Any]:
    return {f"item__{n}": value for n in range(1, 10)} | {f"item__{n[1:]}": v for n, v in changes.items()}


def answered(site: Site, **changes: str) -> Page:
    return site.send(site.get(PHQ9), PHQ9, "once", **answers(**changes))


def taken(site: Site) -> int:
    return len(readings(site.world.deps, site.world.caller("pat"), "phq-9")[1])


def test_every_item_offers_every_answer_and_rather_not_say(patient: Site) -> None:
    page = patient.get(PHQ9)
    for n in range(1, 10):
        offered = [f'name="item.{n}" id="item.{n}{end}"' for end in ("", "-1", "-2", "-3", "-skip")]
        assert all(one in page.html for one in offered)
    assert not [name for name, _value in page.form("once") if name.startswith("item.")]


def test_an_item_without_an_answer_is_asked_for_and_the_rest_is_kept(patient: Site) -> None:
    page = patient.send(patient.get(PHQ9), PHQ9, "once", item__1="2", item__3="skip")
    assert page.status == 422
    assert "#item.2" in page.read.links
    assert "#item.1" not in page.read.links
    assert "#item.3" not in page.read.links
    kept = dict(page.form("once"))
    assert (kept["item.1"], kept["item.3"]) == ("2", "skip")
    assert taken(patient) == 0


def test_the_result_is_told_in_words(patient: Site) -> None:
    first = answered(patient, value="2", _9="0")
    assert "Your total is 16 of 27, which is called “moderately severe”" in first.text
    assert "This is your starting point" in first.text
    assert "tel:" not in first.html
    patient.world.clock.on(days=7)
    second = answered(patient, value="1", _9="0")
    assert "That is 8 points lower than the first time" in second.text
    assert "change for the better is more than chance" in second.text


def test_a_risk_item_above_zero_shows_the_lines_before_the_score(patient: Site) -> None:
    page = answered(patient, _9="1")
    assert page.text.index("Thank you for answering that honestly") < page.text.index("Your total")
    assert {"tel:112", "tel:999", "tel:116123"} <= set(page.read.links)


def test_a_risk_item_left_out_is_met_with_care_too(patient: Site) -> None:
    page = answered(patient, _9="skip")
    assert "One question was left open" in page.text
    assert "no total this time" in page.text


def test_a_risk_item_shows_the_lines_even_when_the_rest_is_not_answered(patient: Site) -> None:
    page = patient.send(patient.get(PHQ9), PHQ9, "once", item__9="3")
    assert page.status == 422
    assert "tel:116123" in page.read.links


def test_the_same_answers_sent_twice_count_once_and_changed_ones_anew(patient: Site) -> None:
    form = patient.get(PHQ9)
    for _ in range(2):
        assert patient.send(form, PHQ9, "once", **answers("1", _9="0")).status == 200
    assert taken(patient) == 1
    patient.send(form, PHQ9, "once", **answers("2", _9="0"))
    assert taken(patient) == 2


def test_a_measure_sent_by_another_site_is_not_taken(patient: Site) -> None:
    page = patient.send(patient.get(PHQ9), PHQ9, "once", csrf="x", **answers("1"))
    assert page.status == 403
    assert dict(page.form("once"))["item.9"] == "1"
    assert taken(patient) == 0


def test_an_unknown_measure_is_told_plainly(patient: Site) -> None:
    assert patient.get("/measures/none").status == 404


def test_a_mood_is_saved_with_two_taps(patient: Site) -> None:
    page = patient.send(patient.get("/mood"), "/mood", "once", rating="4")
    assert "Saved: 4 of 10" in page.text


@pytest.mark.parametrize("rating", ["", "11", "-1", "four", "٣"])
def test_a_mood_that_is_no_number_is_asked_for_again_and_the_note_stays(patient: Site, rating: str) -> None:
    page = patient.send(patient.get("/mood"), "/mood", "once", rating=rating, note="a long day")
    assert page.status == 422
    assert dict(page.form("once"))["note"] == "a long day"


def test_too_long_a_note_stays_on_the_page(patient: Site) -> None:
    page = patient.send(patient.get("/mood"), "/mood", "once", rating="3", note="n" * 2001)
    assert page.status == 422
    assert len(dict(page.form("once"))["note"]) == 2001


def test_words_of_danger_in_a_mood_note_are_answered_at_once(patient: Site) -> None:
    page = patient.send(patient.get("/mood"), "/mood", "once", rating="1", note="I want to kill myself tonight")
    assert page.text.index("Your safety comes first") < page.text.index("Saved: 1 of 10")


# --- safety ----------------------------------------------------------------------------------------


def test_anybody_finds_whom_to_call_emergency_first(site: Site) -> None:
    page = site.get("/safety")
    calls = [link for link in page.read.links if link.startswith("tel:")]
    assert page.status == 200
    assert calls[0] == "tel:112"
    assert "Ireland" in page.html


def test_lines_of_another_country_are_one_choice_away(site: Site) -> None:
    page = site.get("/safety?country=GB")
    assert next(link for link in page.read.links if link.startswith("tel:")) == "tel:999"
    unknown = site.get("/safety?country=ZZ")
    assert unknown.status == 200
    assert "your local emergency number" in unknown.text


@pytest.mark.parametrize("country", ["<script>alert(1)</script>", "', --", "🇮🇪", "x" * 3000])
def test_a_strange_country_is_harmless(site: Site, country: str) -> None:
    from urllib.parse import quote

    page = site.get(f"/safety?country={quote(country)}")
    assert page.status == 200
    assert "<script>alert" not in page.html


def test_a_patient_sees_the_lines_of_their_own_country(site: Site) -> None:
    site.world.enrol("pat", country="DE")
    page = site.as_("pat").get("/safety")
    assert "TelefonSeelsorge" in page.text


def test_somebody_whose_course_cannot_be_read_still_gets_numbers(
    patient: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.web import safety as pages

    def fails(*_: Any) -> None:
        raise RuntimeError("the store is down")

    monkeypatch.setattr(pages.usecases, "safety", fails)
    page = patient.get("/safety")
    assert page.status == 200
    assert "tel:112" in page.read.links


def test_somebody_whose_session_has_run_out_still_gets_numbers(patient: Site) -> None:
    page = patient.as_("pat", exp=int(time.time()) - 60).get("/safety")
    assert page.status == 200
    assert "tel:112" in page.read.links


PLAN: dict[str, str | list[str]] = {
    "warning_signs": "I stop answering\r\nI lie awake",
    "people_to_ask.0.name": "Invented Friend",
    "people_to_ask.0.phone": "+353 1 234",
    "reasons_to_live": "the dog",
}


def test_a_safety_plan_is_written_shown_and_changed(patient: Site) -> None:
    saved = patient.fill(patient.get("/safety/plan"), "/safety/plan", PLAN)
    assert (saved.status, saved.headers["Location"]) == (303, "../safety")
    page = patient.get("/safety")
    assert "I lie awake" in page.text
    assert "Invented Friend" in page.text
    assert any(link.startswith("tel:") and "3531234" in link for link in page.read.links)
    form = patient.get("/safety/plan")
    assert dict(form.form("version"))["warning_signs"] == "I stop answering\nI lie awake"
    patient.fill(form, "/safety/plan", {"reasons_to_live": "the dog\nmy sister"})
    assert safety(patient.world.deps, patient.world.caller("pat"))[1].reasons_to_live == ["the dog", "my sister"]


def test_a_plan_that_does_not_fit_keeps_every_word(patient: Site) -> None:
    wrong = PLAN | {"warning_signs": "x" * 501, "people_to_ask.0.name": ""}
    page = patient.fill(patient.get("/safety/plan"), "/safety/plan", wrong)
    assert page.status == 422
    assert {"#warning_signs", "#people_to_ask.0.name"} <= set(page.read.links)
    kept = dict(page.form("version"))
    assert kept["warning_signs"].strip() == "x" * 501
    assert kept["people_to_ask.0.phone"] == "+353 1 234"


def test_a_plan_changed_on_two_devices_shows_both(patient: Site) -> None:
    form = patient.get("/safety/plan")
    patient.fill(form, "/safety/plan", {"reasons_to_live": "from the phone"})
    page = patient.fill(form, "/safety/plan", {"reasons_to_live": "from the laptop"})
    assert page.status == 409
    assert "from the phone" in page.text
    assert dict(page.form("version"))["reasons_to_live"].strip() == "from the laptop"


def test_a_plan_from_another_site_is_shown_but_not_saved(patient: Site) -> None:
    page = patient.fill(patient.get("/safety/plan"), "/safety/plan", PLAN | {"csrf": ""})
    assert page.status == 403
    assert safety(patient.world.deps, patient.world.caller("pat"))[2] == 0


def test_the_form_of_the_plan_asks_for_every_part_that_the_plan_has() -> None:
    from chalicelib.domain.safety_plan import SafetyPlan

    assert [part.id for part in PARTS] == list(SafetyPlan.model_fields)


# --- choices ---------------------------------------------------------------------------------------


def agreed(site: Site) -> dict[str, bool]:
    return consent(site.world.deps, site.world.caller("pat")).consent.model_dump()


def test_nothing_is_agreed_to_until_it_is_ticked_and_each_stands_alone(patient: Site) -> None:
    page = patient.get("/consent")
    assert {name for name, _value in page.form("version")} == {"csrf", "version"}
    patient.fill(page, "/consent", {"ai": "yes"})
    assert agreed(patient) == {"ai": True, "vr": False, "reminders": False, "research": False}
    again = patient.get("/consent?saved=1")
    assert "Your choices are saved" in again.text
    unticked = [(name, value) for name, value in again.form("version") if name != "ai"]
    patient.post("/consent", [*unticked, ("research", "yes")])
    assert agreed(patient) == {"ai": False, "vr": False, "reminders": False, "research": True}


def test_what_the_model_sees_is_shown_before_one_agrees(patient: Site) -> None:
    page = patient.get("/consent").text
    shown = page[page.index("What the model sees: an example") :]
    assert "Rest can help for an hour." in shown
    assert "“small step”" in shown
    assert "PHQ-9: moderate" in shown
    sent, written = shown.split("What they had written was:")
    assert ("Marisol" in written, "Marisol" in sent, "555" in sent) == (True, False, False)
    assert "“I stay in bed and do not call … back on …”" in sent


def test_a_choice_made_on_another_device_is_not_overwritten_unseen(patient: Site) -> None:
    form = patient.get("/consent")
    patient.fill(form, "/consent", {"vr": "yes"})
    page = patient.fill(form, "/consent", {"ai": "yes"})
    assert page.status == 409
    assert "changed on another device" in page.text
    assert agreed(patient)["ai"] is False


def test_another_site_cannot_agree_for_somebody(patient: Site) -> None:
    assert patient.fill(patient.get("/consent"), "/consent", {"ai": "yes", "csrf": ""}).status == 403
    assert agreed(patient)["ai"] is False
