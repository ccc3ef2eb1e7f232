"""Practices through the API: what is prescribed, what the screening allows, and what a run leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.content import version_of
from chalicelib.domain.course import ScreenState
from chalicelib.domain.definitions import Practice
from chalicelib.domain.practice import lines_key
from chalicelib.usecases.ports import Change

CALM = {"calm": 6, "nausea": 0, "unreality": 1}


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("patient-1")
    return api.as_("patient-1")


def screened(patient: Any, result: str) -> None:
    """Answer the screening questions, as far as these rules see them."""
    course = patient.world.course("patient-1")
    screens = {"vr": ScreenState(at=patient.world.clock(), result=result)}
    patient.world.deps.courses.save(Change(course=course.model_copy(update={"screens": screens})))


def run(**changes: Any) -> dict[str, Any]:
    made = {
        "practice_id": "breathing",
        "device": "flat",
        "started_at": "2026-03-02T08:00:00Z",
        "ended_at": "2026-03-02T08:02:10Z",
        "played_seconds": 120,
        "completed_share": 1,
        "cues": [{"cue": "sit", "planned_seconds": 0, "at_seconds": 0.1}],
        "before": CALM,
        "after": {**CALM, "calm": 8},
        "stop_reason": "finished",
        "breath": {"guide_per_minute": 6},
        **changes,
    }
    return {k: v for k, v in made.items() if v is not None}


def flags(patient: Any) -> list[tuple[str, str]]:
    found, _ = patient.world.deps.reviews.flags("therapist-1", "open")
    return sorted((f.rule, f.level) for f in found)


def entries(patient: Any, kind: str = "practice-run") -> list[Any]:
    return [e for e in patient.world.deps.courses.entries("patient-1")[0] if e.kind == kind]


def listed(patient: Any) -> dict[str, Any]:
    return {p["id"]: p for p in patient.get("/v1/practices").json_body["practices"]}


def test_without_a_screening_only_practices_with_open_eyes_are_offered(patient: Any) -> None:
    told = patient.get("/v1/practices").json_body
    assert [p["id"] for p in told["practices"]] == ["breathing"]
    assert (told["screening"], told["left_out"]) == (None, 1)
    assert told["practices"][0]["length_seconds"] == 60
    assert told["practices"][0]["devices"] == ["flat"]
    assert not told["vr"]["allowed"]


def test_a_screening_that_allows_everything_opens_everything(patient: Any) -> None:
    screened(patient, "all")
    assert {p: card["length_seconds"] for p, card in listed(patient).items()} == {"breathing": 120, "scan": 60}


@pytest.mark.parametrize(("result", "allowed"), [("all", True), ("eyes-open", True), ("none", False)])
def test_a_headset_needs_consent_and_a_screening(patient: Any, result: str, allowed: bool) -> None:
    screened(patient, result)
    assert not patient.get("/v1/practices").json_body["vr"]["allowed"]
    patient.put("/v1/consent", {"consent": {"vr": True}, "version": 0})
    told = patient.get("/v1/practices").json_body
    assert told["vr"]["allowed"] is allowed
    assert ("vr" in told["practices"][0]["devices"]) is allowed


def test_the_first_session_on_a_headset_is_the_shortest(patient: Any) -> None:
    screened(patient, "all")
    patient.put("/v1/consent", {"consent": {"vr": True}, "version": 0})
    assert patient.get("/v1/practices").json_body["vr"]["longest_seconds"] == 600
    patient.post("/v1/practice-runs", run(device="vr", frames=8640, missed_frames=3))
    assert patient.get("/v1/practices").json_body["vr"]["longest_seconds"] == 1200


def test_the_score_is_whole_and_can_be_checked(patient: Any) -> None:
    screened(patient, "all")
    told = patient.get("/v1/practices/breathing").json_body
    score = Practice.model_validate(told["score"])
    assert version_of(score) == told["score_version"]
    assert [cue.say for cue in score.cues][2] == "Close your eyes if you like."
    assert told["version"] == listed(patient)["breathing"]["version"]


def test_who_keeps_to_open_eyes_never_hears_of_closing_them(patient: Any) -> None:
    score = patient.get("/v1/practices/breathing").json_body["score"]
    words = " ".join(cue["say"] for cue in score["cues"])
    assert "Rest your eyes on the water." in words
    assert "Close your eyes" not in words
    assert score["length_seconds"] == 60
    assert max(cue["at_seconds"] for cue in score["cues"]) < 60
    assert [phase["id"] for phase in score["phases"]] == ["sit"]


def test_a_practice_that_is_not_right_for_the_person_says_why(patient: Any) -> None:
    held = patient.get("/v1/practices/scan")
    assert held.status_code == 409
    assert "questions come first" in held.json_body["detail"]
    assert patient.get("/v1/practices/juggling").status_code == 404


def test_lines_that_were_fitted_are_in_the_score_only_while_they_may_be(patient: Any) -> None:
    version = patient.get("/v1/practices/breathing").json_body["version"]
    put_fitted(patient, version)
    assert patient.get("/v1/practices/breathing").json_body["adapted"] == []
    patient.put("/v1/consent", {"consent": {"ai": True}, "version": 0})
    told = patient.get("/v1/practices/breathing").json_body
    assert told["adapted"] == ["soft"]
    assert "Let your tired shoulders be soft." in [cue["say"] for cue in told["score"]["cues"]]
    put_fitted(patient, "0" * 64, seen=1)
    assert patient.get("/v1/practices/breathing").json_body["adapted"] == []


def put_fitted(patient: Any, step_version: str, seen: int | None = None) -> None:
    from chalicelib.store import keys
    from chalicelib.store.table import put_if_version
    from chalicelib.usecases.ports import Fitted, FittedPassage

    line = FittedPassage(
        passage_id="soft", text="Let your tired shoulders be soft.", adaptation_id="a", step_version=step_version
    )
    name = lines_key("breathing")
    body = Fitted(step_id=name, passages={"soft": line}).model_dump_json()
    patient.world.table.write(put_if_version(keys.fitted("patient-1", name), {"body": body}, seen))


# --- runs ------------------------------------------------------------------------------------------


def test_a_run_is_on_the_timeline_and_counted(patient: Any) -> None:
    done = patient.post("/v1/practice-runs", run())
    assert (done.status_code, done.json_body["told_therapist"], done.json_body["grounding"]) == (201, False, [])
    (entry,) = entries(patient)
    assert entry.data["after"]["calm"] == 8
    assert entry.data["content_version"]
    assert listed(patient)["breathing"]["times"] == 1
    assert flags(patient) == []


def test_a_run_sent_twice_counts_once_with_and_without_a_key(patient: Any) -> None:
    for headers in ({}, {"Idempotency_Key": "run-1"}):
        first = patient.post("/v1/practice-runs", run(played_seconds=len(headers)), **headers)
        assert (
            patient.post("/v1/practice-runs", run(played_seconds=len(headers)), **headers).json_body == first.json_body
        )
    assert len(entries(patient)) == 2
    assert patient.post("/v1/practice-runs", run(), Idempotency_Key="run-1").status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"after": {"calm": 3, "nausea": 4, "unreality": 0}, "stop_reason": "nausea"},
        {"after": {"calm": 3, "nausea": 0, "unreality": 4}},
        {"before": {"calm": 3, "nausea": 0, "unreality": 9}, "after": None},
        {"stop_reason": "distress", "after": None},
        {"stop_reason": "unreality", "after": None},
    ],
)
def test_harm_signs_tell_the_therapist_and_hold_the_headset_back(patient: Any, changes: dict[str, Any]) -> None:
    screened(patient, "all")
    patient.put("/v1/consent", {"consent": {"vr": True}, "version": 0})
    done = patient.post("/v1/practice-runs", run(**changes)).json_body
    assert done["told_therapist"]
    assert done["grounding"]
    assert flags(patient) == [("R17", "amber")]
    assert [e.data["rule"] for e in entries(patient, "flag")] == ["R17"]
    told = patient.get("/v1/practices").json_body
    assert not told["vr"]["allowed"]
    assert "unwell" in told["vr"]["reason"]
    assert [p["id"] for p in told["practices"]] == ["breathing"]
    assert patient.get("/v1/practices/scan").status_code == 409


def test_when_the_therapist_closes_the_flag_the_headset_is_open_again(patient: Any) -> None:
    screened(patient, "all")
    patient.put("/v1/consent", {"consent": {"vr": True}, "version": 0})
    patient.post("/v1/practice-runs", run(stop_reason="unreality"))
    therapist = patient.as_("therapist-1", "therapist")
    flag = therapist.get("/v1/review").json_body["flags"][0]["id"]
    therapist.post(f"/v1/review/{flag}/resolve", {"text": "spoke about it", "contact_confirmed": True})
    assert patient.get("/v1/practices").json_body["vr"]["allowed"]


def test_signs_of_a_seizure_are_red(patient: Any) -> None:
    done = patient.post("/v1/practice-runs", run(stop_reason="seizure-signs", device="vr"))
    assert flags(patient) == [("R17", "red")]
    assert "emergency number" in done.json_body["grounding"][-1]


def test_a_second_run_with_harm_signs_does_not_double_the_open_flag(patient: Any) -> None:
    patient.post("/v1/practice-runs", run(stop_reason="distress"))
    patient.post("/v1/practice-runs", run(stop_reason="distress", played_seconds=3))
    assert flags(patient) == [("R17", "amber")]
    assert len(entries(patient)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ended_at": "2026-03-02T07:00:00Z"}, "ended_at"),
        ({"ended_at": "2026-03-09T07:00:00Z"}, "ended_at"),
        ({"started_at": "2026-03-02T08:00:00"}, "started_at"),
        ({"frames": 10, "missed_frames": 11}, "missed_frames"),
        ({"completed_share": 1.2}, "completed_share"),
        ({"after": {"calm": 11, "nausea": 0, "unreality": 0}}, "after.calm"),
        ({"device": "phone"}, "device"),
        ({"version": "latest"}, "version"),
        ({"heart": 60}, "heart"),
    ],
)
def test_a_record_that_cannot_be_true_is_named(patient: Any, changes: dict[str, Any], field: str) -> None:
    refused = patient.post("/v1/practice-runs", run(**changes))
    assert refused.status_code == 422
    assert field in [e["field"] for e in refused.json_body["errors"]]
    assert entries(patient) == []


def test_harm_signs_count_even_when_the_record_is_refused(patient: Any) -> None:
    refused = patient.post("/v1/practice-runs", run(practice_id="juggling", stop_reason="unreality"))
    assert refused.status_code == 404
    assert flags(patient) == [("R17", "amber")]
    assert entries(patient, "unsent")[0].data["stop_reason"] == "unreality"


def test_a_run_of_days_ago_is_taken_though_the_practice_is_no_longer_open(patient: Any) -> None:
    patient.world.clock.on(days=40)
    assert patient.post("/v1/practice-runs", run(practice_id="scan")).status_code == 201


def test_two_runs_at_once_are_both_kept(patient: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another device writes between reading and writing: the use case decides again."""
    store = patient.world.deps.courses
    save = store.save
    met: list[bool] = []

    def meets_another(change: Change) -> None:
        if not met:
            met.append(True)
            patient.as_("patient-1").post("/v1/practice-runs", run(device="vr"))
        save(change)

    monkeypatch.setattr(store, "save", meets_another)
    assert patient.post("/v1/practice-runs", run()).status_code == 201
    assert len(entries(patient)) == 2
    assert listed(patient)["breathing"]["times"] == 2
