"""The path through the API: branches, optional parts, and what a typed worksheet is told. All answers are invented."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.authoring.publish import publish
from tests.path_programme import PROGRAMME

WHY = {"reason": "We spoke about it on the phone."}


@pytest.fixture
def patient(api: Any) -> Any:
    publish(PROGRAMME, api.world.deps.content)
    api.world.enrol("patient-1")
    return api.as_("patient-1")


def choose(patient: Any, way: str) -> None:
    assert patient.post("/v1/steps/ask/complete", {"answers": {"way": way}}).status_code == 200


def ladder(*fears: int) -> dict[str, Any]:
    return {"answers": {"ladder": [{"situation": f"Invented {n}", "fear": fear} for n, fear in enumerate(fears)]}}


def test_an_answer_chooses_the_order_and_the_patient_is_told_why(patient: Any) -> None:
    assert patient.get("/v1/today").json_body["order"] is None
    choose(patient, "worry")
    patient.world.clock.on(days=6)
    today = patient.get("/v1/today").json_body
    assert today["order"] == {"id": "worry", "title": "Worry first", "reason": "You spoke of worry."}
    assert today["next"]["id"] == "three-page"
    assert [m["id"] for m in today["locked"]] == ["one", "two", "last", "month-on", "year-on", "rest"]
    assert patient.get("/v1/steps/one-page").json_body["reasons"] == ["Opens when you have finished “Three”."]


def test_an_optional_part_is_offered_beside_the_way(patient: Any) -> None:
    choose(patient, "worry")
    today = patient.get("/v1/today").json_body
    assert [(m["id"], m["kind"]) for m in today["open"]] == [("play", "optional")]
    (rest,) = [m for m in today["locked"] if m["id"] == "rest"]
    assert rest["suggestions"] == ["You spoke of worry."]
    assert today["next"] is None
    assert patient.get("/v1/steps/play-page").status_code == 200


def test_a_worksheet_whose_parts_do_not_fit_is_sent_back_and_kept(patient: Any) -> None:
    refused = patient.post("/v1/steps/play-page/complete", ladder(30, 60, 50))
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json_body["errors"]] == ["ladder.2.fear"]
    draft = patient.get("/v1/steps/play-page").json_body["draft"]
    assert draft["answers"] == ladder(30, 60, 50)["answers"]


def test_advice_comes_with_the_completed_step_and_again_when_it_is_opened(patient: Any) -> None:
    sent = ladder(50, 60)
    done = patient.post("/v1/steps/play-page/complete", sent)
    assert done.status_code == 200
    assert [a["field"] for a in done.json_body["advice"]] == ["ladder", "ladder"]
    again = patient.post("/v1/steps/play-page/complete", sent)
    assert again.json_body == done.json_body
    opened = patient.get("/v1/steps/play-page").json_body
    assert (opened["worksheet"], opened["practice"]) == ("exposure-ladder", None)
    assert opened["advice"] == done.json_body["advice"]


def test_a_therapist_may_choose_another_order_and_say_why(patient: Any) -> None:
    choose(patient, "worry")
    therapist = patient.as_("therapist-1", "therapist")
    moved = therapist.post("/v1/patients/patient-1/branch", {"branch": "fear", **WHY})
    assert moved.status_code == 200
    assert moved.json_body["by"] == "therapist-1"
    patient.world.clock.on(days=6)
    assert patient.get("/v1/today").json_body["next"]["id"] == "two-page"
    shown = therapist.get("/v1/patients/patient-1").json_body
    assert shown["branch"]["branch"] == "fear"
    assert [m["id"] for m in shown["modules"]][:3] == ["intake", "two", "one"]
    entries = therapist.get("/v1/patients/patient-1/timeline").json_body["entries"]
    assert [e["data"]["branch"] for e in entries if e["kind"] == "plan"] == ["fear"]


@pytest.mark.parametrize(("branch", "status"), [("", 200), ("gone", 422)])
def test_the_programmes_own_order_is_a_choice_and_an_unknown_one_is_none(
    patient: Any, branch: str, status: int
) -> None:
    therapist = patient.as_("therapist-1", "therapist")
    assert therapist.post("/v1/patients/patient-1/branch", {"branch": branch, **WHY}).status_code == status


def test_a_decision_can_be_left_to_the_rule_again(patient: Any) -> None:
    therapist = patient.as_("therapist-1", "therapist")
    for action, status in (("open", 200), ("rule", 409)):
        body = {"module_id": "one", "action": action, **WHY}
        assert therapist.post("/v1/patients/patient-1/plan", body).status_code == 200
        assert patient.get("/v1/steps/one-page").status_code == status
