"""What a model wrote, over JSON, for the patient it was written for. All words are invented."""

from __future__ import annotations

from typing import Any

from tests.whole_record import SUB, live


def test_a_patient_reads_what_was_fitted_and_says_what_they_think(api: Any) -> None:
    live(api)
    me = api.as_(SUB)
    listed = me.get("/v1/fitted").json_body
    assert [one["text"] for one in listed["fitted"]] == [f"FITTED-SHOWN-{SUB[:4]}"]
    own_id = listed["fitted"][0]["id"]
    one = me.get(f"/v1/fitted/{own_id}").json_body
    assert (one["feedback"], one["sent"]["passage_id"]) == ("", "fit")
    told = me.post(f"/v1/fitted/{own_id}/feedback", {"feedback": "useful"})
    assert (told.status_code, told.json_body["feedback"]) == (200, "useful")
    assert me.post(f"/v1/fitted/{own_id}/feedback", {"feedback": "great"}).status_code == 422
    kinds = [
        one["resource"]["code"]["text"]
        for one in me.get("/v1/export").json_body["entry"]
        if "valueString" in one["resource"]
    ]
    assert "Passage of look-back, fitted by a language model: was it of use" in kinds
    seen = api.as_("therapist-1", "therapist").get(f"/v1/patients/{SUB}/adaptations").json_body["adaptations"]
    assert {one["feedback"] for one in seen} == {"", "useful"}
