"""Screens through the API: questions, results, signposts, and flags that must be seen. All answers are invented."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.authoring.publish import publish
from chalicelib.domain.practice import screen_result
from chalicelib.domain.programme import Programme
from chalicelib.store.content import Contents
from chalicelib.usecases.watch import raise_silent
from tests.api.test_course import phq9
from tests.content import SMALL, screen

SAFE = {"today": "no", "prepared": "no", "recent": "no", "company": "yes"}
ROUND = {"housing": "yes", "money": "yes", "safety": "yes", "transport": "yes", "company": "yes"}
NAMES = ("circumstances", "cssrs", "safety-check", "vr")


@pytest.fixture
def patient(api: Any) -> Any:
    programme = Programme.model_validate({**SMALL, "screens": [screen(name) for name in NAMES]})
    publish(programme, Contents(api.world.table))
    api.world.enrol("patient-1", country="GB")
    return api.as_("patient-1")


def flags(patient: Any) -> list[tuple[str, str]]:
    found, _ = patient.world.deps.reviews.flags("therapist-1", "open")
    return sorted((f.rule, f.level) for f in found)


def answer(patient: Any, name: str, answers: Any, **headers: str) -> Any:
    return patient.post(f"/v1/screens/{name}/responses", {"answers": answers}, **headers)


def take_phq9(patient: Any, item9: int | None) -> None:
    assert patient.post("/v1/measures/phq-9/responses", {"items": phq9(**{"9": item9})}).status_code == 201


def due(patient: Any) -> list[tuple[str, str]]:
    return [(one["kind"], one["id"]) for one in patient.get("/v1/today").json_body["due"]]


def test_the_screens_of_the_programme_are_listed_with_what_is_due(patient: Any) -> None:
    found = patient.get("/v1/screens").json_body["screens"]
    assert [(one["id"], one["due_since"] is not None) for one in found] == [
        ("circumstances", True),
        ("vr", True),
        ("safety-check", False),
    ]
    assert ("screen", "vr") in due(patient)


def test_the_questions_say_when_they_are_asked(patient: Any) -> None:
    questions = patient.get("/v1/screens/circumstances").json_body["questions"]
    assert [choice["id"] for choice in questions[0]["choices"]] == ["yes", "not-sure", "no"]
    assert questions[0]["asked_when"] is None


def test_what_may_be_practised_is_kept_in_the_course(patient: Any) -> None:
    questions = [question["id"] for question in patient.get("/v1/screens/vr").json_body["questions"]]
    done = answer(patient, "vr", {**dict.fromkeys(questions, "no"), "flashbacks": "yes"})
    assert (done.status_code, done.json_body["result"], done.json_body["safety"]) == (201, "eyes-open", None)
    assert screen_result(patient.world.course("patient-1")) == "eyes-open"
    assert ("screen", "vr") not in due(patient)
    assert flags(patient) == []


def test_after_a_risk_answer_the_safety_questions_come_first(patient: Any) -> None:
    take_phq9(patient, 1)
    assert due(patient)[0] == ("screen", "safety-check")
    done = answer(patient, "safety-check", {**SAFE, "prepared": "yes"})
    assert done.json_body["result"] == "danger"
    assert done.json_body["safety"]["reason"] == "imminent"
    assert done.json_body["safety"]["lines"]["country"] == "GB"
    assert flags(patient) == [("R1", "red"), ("R3", "amber"), ("R4", "amber")]
    assert ("screen", "safety-check") not in due(patient)


def test_a_calm_answer_closes_nothing(patient: Any) -> None:
    take_phq9(patient, 2)
    before = flags(patient)
    assert answer(patient, "safety-check", SAFE).json_body["safety"] is None
    assert flags(patient) == before


def test_not_being_safe_at_home_brings_lines_and_tells_the_therapist_quietly(patient: Any) -> None:
    done = answer(patient, "circumstances", {**ROUND, "safety": "no"}).json_body
    assert done["result"] == "unsafe-at-home"
    assert done["safety"] is None
    assert done["signposts"][0]["call"] == "0808 2000 247"
    assert flags(patient) == [("R18", "amber")]


def test_a_missing_answer_is_named_and_danger_among_the_rest_is_told_all_the_same(patient: Any) -> None:
    refused = answer(patient, "safety-check", {"today": "yes", "prepared": "perhaps"})
    assert refused.status_code == 422
    fields = [error["field"] for error in refused.json_body["errors"]]
    assert fields == ["answers.prepared", "answers.recent", "answers.company"]
    assert refused.json_body["safety"]["reason"] == "imminent"
    assert flags(patient) == [("R1", "red")]
    quiet = answer(patient, "circumstances", {"safety": "no"})
    assert (quiet.status_code, quiet.json_body.get("safety")) == (422, None)
    assert flags(patient) == [("R1", "red"), ("R18", "amber")]


def test_one_key_is_one_answer(patient: Any) -> None:
    first = answer(patient, "circumstances", {**ROUND, "safety": "no"}, Idempotency_Key="x")
    second = answer(patient, "circumstances", {**ROUND, "safety": "no"}, Idempotency_Key="x")
    assert first.json_body == second.json_body
    assert len(flags(patient)) == 1
    assert answer(patient, "circumstances", ROUND, Idempotency_Key="x").status_code == 422


def test_the_therapist_sees_answers_and_result_on_the_timeline(patient: Any) -> None:
    answer(patient, "circumstances", {**ROUND, "money": "no", "company": None})
    therapist = patient.as_("therapist-1", "therapist")
    entries = therapist.get("/v1/patients/patient-1/timeline").json_body["entries"]
    (entry,) = [one for one in entries if one["kind"] == "screen"]
    assert entry["data"]["result"] == "needs"
    assert entry["data"]["answers"] == {**ROUND, "money": "no", "company": None}


def test_a_screener_left_after_a_risk_answer_is_told_once_when_the_person_comes_back(patient: Any) -> None:
    take_phq9(patient, 1)
    before = flags(patient)
    patient.world.clock.on(minutes=59)
    assert due(patient)[0] == ("screen", "safety-check")
    assert flags(patient) == before
    patient.world.clock.on(minutes=1)
    assert due(patient)[0] == ("screen", "safety-check")
    due(patient)
    assert flags(patient) == sorted([*before, ("R5", "amber")])


def test_and_by_the_nightly_watch_when_they_do_not(patient: Any) -> None:
    take_phq9(patient, 1)
    patient.world.clock.on(hours=14)
    for _ in range(2):
        assert raise_silent(patient.world.deps).failed == []
    assert flags(patient).count(("R5", "amber")) == 1


def test_an_unknown_screen_names_the_known_ones_and_one_without_words_is_unknown(patient: Any) -> None:
    for name in ("cssrs", "nothing"):
        unknown = patient.get(f"/v1/screens/{name}")
        assert unknown.status_code == 404
        assert "circumstances, safety-check, vr" in unknown.json_body["detail"]
        assert answer(patient, name, {}).status_code == 404


@pytest.mark.parametrize("bad", [1, True, [], {}, "maybe", "left-out"])
def test_what_is_no_answer_is_named(patient: Any, bad: Any) -> None:
    refused = answer(patient, "circumstances", {**ROUND, "money": bad})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json_body["errors"]] == ["answers.money"]
