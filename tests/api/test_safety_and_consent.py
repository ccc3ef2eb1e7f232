"""Safety plan and consent: versioned, each purpose on its own, nothing overwritten unseen."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("patient-1", country="DE")
    return api.as_("patient-1")


def test_the_safety_page_has_the_lines_of_the_country(patient: Any) -> None:
    safety = patient.get("/v1/safety").json_body
    assert safety["lines"]["emergency"] == ["112"]
    assert safety["version"] == 0


def test_a_safety_plan_is_kept_and_versioned(patient: Any) -> None:
    plan = {
        "warning_signs": ["I stop answering the phone (invented)"],
        "people_to_ask": [{"name": "An invented friend"}],
    }
    assert patient.put("/v1/safety/plan", {"plan": plan, "version": 0}).json_body == {"version": 1}
    read = patient.get("/v1/safety").json_body
    assert read["plan"]["people_to_ask"][0]["name"] == "An invented friend"
    stale = patient.put("/v1/safety/plan", {"plan": {}, "version": 0})
    assert (stale.status_code, stale.json_body["current"]) == (409, 1)
    assert patient.get("/v1/safety").json_body["plan"] == read["plan"]


def test_nothing_is_agreed_to_until_the_patient_says_so(patient: Any) -> None:
    assert patient.get("/v1/consent").json_body["consent"] == {
        "ai": False,
        "vr": False,
        "reminders": False,
        "research": False,
    }
    assert patient.world.course("patient-1").adaptation_consent is False


def test_consent_is_given_and_taken_back_each_purpose_on_its_own(patient: Any) -> None:
    given = patient.put("/v1/consent", {"consent": {"ai": True}, "version": 0}).json_body
    assert (given["consent"]["ai"], given["consent"]["research"], given["version"]) == (True, False, 1)
    assert patient.world.course("patient-1").adaptation_consent
    assert len(patient.world.queue.sent) == 1
    patient.put("/v1/consent", {"consent": {"ai": False}, "version": 1})
    assert patient.world.course("patient-1").adaptation_consent is False
    entries, _ = patient.world.deps.courses.entries("patient-1")
    assert [e.data["ai"] for e in entries if e.kind == "consent"] == [True, False]


def test_consent_on_a_version_that_has_passed_is_a_conflict(patient: Any) -> None:
    patient.put("/v1/consent", {"consent": {"vr": True}, "version": 0})
    assert patient.put("/v1/consent", {"consent": {"vr": False}, "version": 0}).status_code == 409


def test_completing_a_step_queues_preparation_only_with_consent(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    assert patient.world.queue.sent == []
    patient.put("/v1/consent", {"consent": {"ai": True}, "version": 0})
    patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": {"situation": "invented"}})
    assert len(patient.world.queue.sent) == 2
    patient.world.clock.on(minutes=1)
    assert len(list(patient.world.deps.courses.pending(patient.world.clock()))) == 2
