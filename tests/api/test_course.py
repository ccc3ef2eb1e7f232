"""The course through the API: what a patient and their devices can do, and what goes wrong well."""

from __future__ import annotations

import json
from typing import Any

import pytest

ANSWERS = {"situation": "A quiet morning, invented for this test"}


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("patient-1")
    return api.as_("patient-1")


def finish_first(patient: Any) -> None:
    assert patient.post("/v1/steps/hello/complete", {"version": 0}).status_code == 200
    done = patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": ANSWERS})
    assert done.status_code == 200, done.json_body


def test_today_shows_what_is_due_open_and_locked(patient: Any) -> None:
    today = patient.get("/v1/today").json_body
    assert [due["id"] for due in today["due"]] == ["phq-9", "gad-7"]
    assert [m["id"] for m in today["open"]] == ["first"]
    assert today["locked"][0]["reasons"][0] == "Opens when you have finished “First things”."
    assert today["next"]["id"] == "hello"


def test_someone_not_enrolled_is_told_so(api: Any) -> None:
    answer = api.as_("stranger").get("/v1/today")
    assert answer.status_code == 404
    assert "therapist" in answer.json_body["detail"]


def test_a_module_opens_after_its_days_and_its_measure(patient: Any) -> None:
    finish_first(patient)
    locked = patient.get("/v1/steps/look-back")
    assert locked.status_code == 409
    assert len(locked.json_body["reasons"]) == 2
    patient.world.clock.on(days=3, minutes=1)
    assert patient.get("/v1/steps/look-back").status_code == 409
    assert patient.post("/v1/measures/phq-9/responses", {"items": phq9()}).status_code == 201
    step = patient.get("/v1/steps/look-back")
    assert step.status_code == 200
    assert "A quiet morning, invented for this test" in step.json_body["passages"][0]["text"]


def test_a_module_that_only_waits_says_when_it_opens(patient: Any) -> None:
    finish_first(patient)
    patient.post("/v1/measures/phq-9/responses", {"items": phq9()})
    locked = patient.get("/v1/today").json_body["locked"][0]
    assert locked["opens_at"].startswith("2026-03-05T09:00")


def test_a_locked_step_cannot_be_completed(patient: Any) -> None:
    answer = patient.post("/v1/steps/look-back/complete", {"version": 0})
    assert answer.status_code == 409
    assert answer.json_body["type"] == "urn:stillpath:problem:step-locked"


def test_an_unknown_step_is_not_found(patient: Any) -> None:
    assert patient.get("/v1/steps/no-such-step").status_code == 404
    assert patient.post("/v1/steps/no-such-step/complete", {"version": 0}).status_code == 404


def test_a_draft_resumes_where_it_stopped(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    first = patient.put("/v1/steps/sheet/draft", {"answers": {"situation": "half a"}})
    assert first.json_body["version"] == 1
    patient.put("/v1/steps/sheet/draft", {"answers": {"situation": "half a sentence"}, "version": 1})
    assert patient.get("/v1/steps/sheet").json_body["draft"]["answers"] == {"situation": "half a sentence"}


def test_a_draft_saved_on_another_device_is_not_overwritten_unseen(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    patient.put("/v1/steps/sheet/draft", {"answers": {"situation": "from the phone"}})
    clash = patient.put("/v1/steps/sheet/draft", {"answers": {"situation": "from the tablet"}})
    assert (clash.status_code, clash.json_body["current"]) == (409, 1)
    assert patient.get("/v1/steps/sheet").json_body["draft"]["answers"] == {"situation": "from the phone"}


def test_completing_drops_the_draft_it_came_from_but_not_a_newer_one(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    patient.put("/v1/steps/sheet/draft", {"answers": ANSWERS})
    patient.put("/v1/steps/sheet/draft", {"answers": {"situation": "newer words elsewhere"}, "version": 1})
    body = {"version": 0, "answers": ANSWERS, "draft_version": 1}
    assert patient.post("/v1/steps/sheet/complete", body).status_code == 200
    step = patient.get("/v1/steps/sheet").json_body
    assert step["draft"]["answers"] == {"situation": "newer words elsewhere"}
    assert step["answers"] == ANSWERS
    again = {"version": 1, "answers": {"situation": "changed my mind"}, "draft_version": 2}
    assert patient.post("/v1/steps/sheet/complete", again).status_code == 200
    assert patient.get("/v1/steps/sheet").json_body["draft"] is None


def test_wrong_answers_are_named_and_kept_as_a_draft(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    wrong = {
        "situation": "",
        "rating": 101,
        "count": "three",
        "place": "moon",
        "day": "30.11.2026",
        "emotions": [{"strength": 3}],
        "nonsense": 1,
    }
    answer = patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": wrong})
    assert answer.status_code == 422
    named = {error["field"] for error in answer.json_body["errors"]}
    assert named == {"situation", "rating", "count", "place", "day", "emotions.0.word", "nonsense"}
    assert patient.get("/v1/steps/sheet").json_body["draft"]["answers"] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "😀 family 👨‍👩‍👧‍👦 flag 🏳️‍🌈",
        "שלום, זה טקסט מימין לשמאל",
        "مرحبا بكم",
        "e\u0301 stays decomposed",
        "tab\tand\nline",
        "<script>alert(1)</script> {{sheet.name}} *stars*",
        "nul \u0000 character",
    ],
)
def test_every_character_comes_back_as_it_was_typed(patient: Any, text: str) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    done = patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": {"situation": text}})
    assert done.status_code == 200
    assert patient.get("/v1/steps/sheet").json_body["answers"] == {"situation": text}


def test_half_a_character_is_refused_with_words(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    raw = b'{"version": 0, "answers": {"situation": "\\ud800"}}'
    answer = patient.call("POST", "/v1/steps/sheet/complete", raw)
    assert answer.status_code in (400, 422)


def test_a_five_megabyte_answer_is_refused_and_the_draft_stays(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    patient.put("/v1/steps/sheet/draft", {"answers": ANSWERS})
    huge = {"version": 0, "answers": {"situation": "x" * 5_000_000}}
    answer = patient.post("/v1/steps/sheet/complete", huge)
    assert answer.status_code == 413
    assert patient.get("/v1/steps/sheet").json_body["draft"]["answers"] == ANSWERS


def test_a_completion_without_a_version_is_a_first_one(patient: Any) -> None:
    assert patient.post("/v1/steps/hello/complete", {}).status_code == 200
    patient.post("/v1/steps/sheet/complete", {"answers": ANSWERS})
    second = patient.post("/v1/steps/sheet/complete", {"answers": {"situation": "other words"}})
    assert (second.status_code, second.json_body["current"]) == (409, 1)


def test_one_key_has_one_effect(patient: Any) -> None:
    first = patient.post("/v1/steps/hello/complete", {"version": 0}, Idempotency_Key="k-1")
    second = patient.post("/v1/steps/hello/complete", {"version": 0}, Idempotency_Key="k-1")
    assert first.json_body == second.json_body
    other = patient.post("/v1/steps/hello/complete", {"version": 1}, Idempotency_Key="k-1")
    assert (other.status_code, other.json_body["type"]) == (422, "urn:stillpath:problem:key-reused")


def test_of_two_devices_one_wins_and_the_other_loses_no_words(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": ANSWERS})
    other = {"version": 0, "answers": {"situation": "What the other device wrote"}}
    late = patient.post("/v1/steps/sheet/complete", other, Idempotency_Key="tablet-1")
    assert (late.status_code, late.json_body["current"]) == (409, 1)
    patient.post("/v1/steps/sheet/complete", other, Idempotency_Key="tablet-1")
    entries, _ = patient.world.deps.courses.entries("patient-1")
    aside = [e.data["answers"] for e in entries if e.kind == "set-aside"]
    assert aside == [other["answers"]]


def test_the_same_answers_sent_twice_without_a_key_are_one_answer(patient: Any) -> None:
    first = patient.post("/v1/steps/hello/complete", {"version": 0})
    assert patient.post("/v1/steps/hello/complete", {"version": 0}).json_body == first.json_body


@pytest.mark.parametrize("raw", [b"{", b"[]", b'{"version": NaN}', b"\xff\xfe", b'{"version": 0, "surprise": 1}'])
def test_a_body_that_cannot_be_read_is_a_clear_problem(patient: Any, raw: bytes) -> None:
    answer = patient.call("POST", "/v1/steps/hello/complete", raw)
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json_body["title"]


def test_a_problem_never_quotes_what_was_written(patient: Any) -> None:
    secret = "words that must not be echoed"
    answer = patient.post("/v1/moods", {"rating": secret, "note": ""})
    assert answer.status_code == 422
    assert secret not in json.dumps(answer.json_body)


def test_a_red_phrase_answers_at_once_with_the_lines_of_the_country(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    body = {"version": 0, "answers": {"situation": "I want to kill myself tonight"}}
    answer = patient.post("/v1/steps/sheet/complete", body, Idempotency_Key="a")
    assert answer.json_body["safety"]["lines"]["country"] == "IE"
    flags, _ = patient.world.deps.reviews.flags("therapist-1", "open")
    assert [(f.rule, f.level) for f in flags] == [("R1", "red")]
    assert ("RedFlagRaised", 1, {}) in patient.world.metrics.counted
    again = patient.post("/v1/steps/sheet/complete", body, Idempotency_Key="a")
    assert again.json_body == answer.json_body
    assert len(patient.world.deps.reviews.flags("therapist-1", "open")[0]) == 1


def test_a_red_phrase_in_a_draft_is_seen_before_it_is_sent(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    for version in range(3):
        body = {"answers": {"situation": f"I want to end my life {'.' * version}"}, "version": version}
        assert patient.put("/v1/steps/sheet/draft", body).json_body["safety"]["lines"]["country"] == "IE"
    assert len(patient.world.deps.reviews.flags("therapist-1", "open")[0]) == 1
    timeline = patient.as_("therapist-1", "therapist").get("/v1/patients/patient-1/timeline").json_body
    unsent = [e["data"] for e in timeline["entries"] if e["kind"] == "unsent"]
    assert unsent == [{"step_id": "sheet", "answers": {"situation": "I want to end my life "}}]


def test_a_red_phrase_in_what_is_too_long_to_keep_is_flagged(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    words = "I want to kill myself. " + "A quiet invented sentence. " * 9_000
    long = patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": {"situation": words}})
    assert (long.status_code, long.json_body["safety"]["lines"]["country"]) == (413, "IE")
    note = patient.post("/v1/moods", {"rating": 1, "note": words[:5_000]})
    assert (note.status_code, note.json_body["safety"]["lines"]["country"]) == (422, "IE")
    assert len(patient.world.deps.reviews.flags("therapist-1", "open")[0]) == 2


def test_a_red_phrase_in_refused_answers_is_flagged_all_the_same(patient: Any) -> None:
    patient.post("/v1/steps/hello/complete", {"version": 0})
    body = {"version": 0, "answers": {"situation": "I want to kill myself", "rating": 999}}
    answer = patient.post("/v1/steps/sheet/complete", body)
    assert answer.status_code == 422
    assert answer.json_body["safety"]["lines"]["country"] == "IE"
    assert len(patient.world.deps.reviews.flags("therapist-1", "open")[0]) == 1


def test_an_open_red_flag_holds_the_next_module(patient: Any) -> None:
    finish_first(patient)
    patient.post("/v1/measures/phq-9/responses", {"items": phq9()})
    patient.world.clock.on(days=4)
    assert patient.get("/v1/steps/look-back").status_code == 200
    patient.post("/v1/moods", {"rating": 1, "note": "I am going to kill myself"})
    assert patient.get("/v1/steps/look-back").status_code == 409


def test_moods_come_back_newest_first(patient: Any) -> None:
    for rating in (3, 7):
        patient.world.clock.on(hours=1)
        assert patient.post("/v1/moods", {"rating": rating, "note": "fine"}).status_code == 201
    assert [m["rating"] for m in patient.get("/v1/moods").json_body["moods"]] == [7, 3]


def test_a_patient_stays_on_the_release_they_started(patient: Any) -> None:
    from chalicelib.authoring.publish import publish
    from chalicelib.domain.programme import Programme
    from tests.content import SMALL

    changed = json.loads(json.dumps(SMALL))
    changed["modules"][0]["steps"][0]["title"] = "Hello again"
    publish(Programme.model_validate(changed), patient.world.deps.content)
    assert patient.get("/v1/steps/hello").json_body["title"] == "Hello"
    patient.world.enrol("patient-2")
    assert patient.as_("patient-2").get("/v1/steps/hello").json_body["title"] == "Hello again"


def phq9(**changes: int | None) -> dict[str, int | None]:
    return {**{str(n): 1 for n in range(1, 9)}, "9": 0, **changes}
