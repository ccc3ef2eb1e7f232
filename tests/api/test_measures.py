"""Measures through the API: scores, what is missing, and risk answers that must be seen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.test_course import phq9


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("patient-1", country="GB")
    return api.as_("patient-1")


def flags(patient: Any) -> list[tuple[str, str]]:
    found, _ = patient.world.deps.reviews.flags("therapist-1", "open")
    return sorted((f.rule, f.level) for f in found)


def answer(patient: Any, items: Any, measure: str = "phq-9", **headers: str) -> Any:
    return patient.post(f"/v1/measures/{measure}/responses", {"items": items}, **headers)


def test_the_questions_come_with_their_codes_and_licence(patient: Any) -> None:
    questions = patient.get("/v1/measures/phq-9").json_body
    assert questions["items"][8]["code"] == "44260-8"
    assert questions["items"][8]["risk"]
    assert questions["licence"]


def test_a_response_is_scored_banded_and_compared_with_the_first(patient: Any) -> None:
    first = answer(patient, phq9()).json_body
    assert (first["total"], first["band"], first["change"]) == (8, "mild", 0)
    patient.world.clock.on(days=7)
    second = answer(patient, phq9(**{"1": 0, "2": 0})).json_body
    assert second["change"] == -2
    course = patient.get("/v1/measures/phq-9/responses").json_body
    assert [r["total"] for r in course["responses"]] == [8, 6]


def test_several_days_on_item_9_answers_at_once_and_raises_amber(patient: Any) -> None:
    done = answer(patient, phq9(**{"9": 1}))
    assert done.json_body["safety"]["lines"]["country"] == "GB"
    assert any("116 123" in line["call"] for line in done.json_body["safety"]["lines"]["lines"])
    assert flags(patient) == [("R3", "amber"), ("R4", "amber")]


@pytest.mark.parametrize("value", [2, 3])
def test_more_than_several_days_is_red(patient: Any, value: int) -> None:
    assert answer(patient, phq9(**{"9": value})).json_body["safety"]
    assert ("R2", "red") in flags(patient)


def test_this_weeks_risk_answer_is_flagged_though_last_weeks_is_still_open(patient: Any) -> None:
    answer(patient, phq9(**{"9": 1}))
    patient.world.clock.on(days=7)
    answer(patient, phq9(**{"9": 1}))
    assert flags(patient).count(("R3", "amber")) == 2


def test_declining_item_9_is_kept_and_seen(patient: Any) -> None:
    done = answer(patient, phq9(**{"9": None}))
    assert (done.status_code, done.json_body["total"], done.json_body["missing"]) == (201, None, ["9"])
    assert flags(patient) == [("R5", "amber")]


def test_a_missing_item_is_named(patient: Any) -> None:
    items = phq9()
    del items["4"]
    refused = answer(patient, items)
    assert refused.status_code == 422
    assert refused.json_body["errors"][0]["field"] == "items.4"
    assert flags(patient) == []


@pytest.mark.parametrize("value", [4, -1, 1.5, "2", True, [1]])
def test_an_answer_out_of_range_is_named(patient: Any, value: Any) -> None:
    refused = answer(patient, phq9(**{"3": value}))
    assert refused.status_code == 422
    assert refused.json_body["errors"][0]["field"] == "items.3"


def test_a_risk_answer_counts_even_when_the_rest_is_refused(patient: Any) -> None:
    refused = answer(patient, {"9": 3, "1": 99})
    assert refused.status_code == 422
    assert refused.json_body["safety"]["lines"]["country"] == "GB"
    assert ("R2", "red") in flags(patient)


def test_reliable_deterioration_is_flagged(patient: Any) -> None:
    answer(patient, phq9())
    patient.world.clock.on(days=7)
    answer(patient, {**{str(n): 2 for n in range(1, 9)}, "9": 0})
    assert flags(patient) == [("R8", "amber")]


def test_one_key_is_one_response(patient: Any) -> None:
    first = answer(patient, phq9(**{"9": 1}), Idempotency_Key="x")
    second = answer(patient, phq9(**{"9": 1}), Idempotency_Key="x")
    assert first.json_body == second.json_body
    assert len(patient.get("/v1/measures/phq-9/responses").json_body["responses"]) == 1
    assert answer(patient, phq9(), Idempotency_Key="x").status_code == 422


def test_an_unknown_measure_names_the_known_ones(patient: Any) -> None:
    unknown = patient.get("/v1/measures/phq-99")
    assert unknown.status_code == 404
    assert "gad-7" in unknown.json_body["detail"]


def test_a_due_measure_is_due_no_more_when_answered_and_again_a_week_later(patient: Any) -> None:
    answer(patient, phq9())
    assert [d["id"] for d in patient.get("/v1/today").json_body["due"]] == ["gad-7"]
    patient.world.clock.on(days=7)
    assert [d["id"] for d in patient.get("/v1/today").json_body["due"]] == ["phq-9", "gad-7"]
