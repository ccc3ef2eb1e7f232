"""The therapists' routes, from a patient's answer to a closed flag; all people and words are invented."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from unittest.mock import ANY

import pytest

WHY = "We spoke on the phone and made a plan."
ROUTES = [
    ("GET", "/v1/review"),
    ("POST", "/v1/review/some-flag/acknowledge"),
    ("POST", "/v1/review/some-flag/note"),
    ("POST", "/v1/review/some-flag/escalate"),
    ("POST", "/v1/review/some-flag/resolve"),
    ("GET", "/v1/patients"),
    ("GET", "/v1/patients/patient-1"),
    ("GET", "/v1/patients/patient-1/timeline"),
    ("POST", "/v1/patients/patient-1/plan"),
    ("POST", "/v1/patients/patient-1/branch"),
]


def answer_phq9(api: Any, patient: str, item9: int, others: int = 1) -> None:
    items = {str(n): others for n in range(1, 9)} | {"9": item9}
    answer = api.as_(patient).post("/v1/measures/phq-9/responses", {"items": items})
    assert answer.status_code == 201, answer.json_body


@pytest.fixture
def api(api: Any) -> Any:
    api.world.enrol("patient-1", name="Ada Invented")
    api.world.enrol("patient-2", therapist="therapist-2", name="Ben Invented")
    return api


@pytest.fixture
def therapist(api: Any) -> Any:
    return api.as_("therapist-1", "therapist")


@pytest.fixture
def colleague(api: Any) -> Any:
    return api.as_("therapist-2", "therapist")


def red_flag(api: Any, therapist: Any) -> dict[str, Any]:
    """Item 9 answered 'more than half the days'."""
    answer_phq9(api, "patient-1", item9=2)
    flags = therapist.get("/v1/review").json_body["flags"]
    return dict(flags[0])


def test_an_answer_reaches_the_therapist_with_level_deadline_and_name(api: Any, therapist: Any, colleague: Any) -> None:
    flag = red_flag(api, therapist)
    assert (flag["level"], flag["rule"], flag["status"], flag["patient_name"]) == ("red", "R2", "open", "Ada Invented")
    assert flag["overdue"] is False
    assert datetime.fromisoformat(flag["due_at"]).tzinfo is not None
    api.world.clock.on(minutes=16)
    assert therapist.get("/v1/review").json_body["flags"][0]["overdue"] is True
    nothing = {"flags": [], "cursor": None, "waiting": [], "more_waiting": False}
    assert colleague.get("/v1/review").json_body == nothing


def test_a_flag_is_acknowledged_noted_and_resolved(api: Any, therapist: Any) -> None:
    flag = red_flag(api, therapist)
    place = f"/v1/review/{flag['id']}"
    seen = therapist.post(f"{place}/acknowledge", {"version": flag["version"]}).json_body
    assert (seen["status"], seen["version"]) == ("acknowledged", 2)
    assert therapist.post(f"{place}/note", {"text": "Called, no answer."}).json_body["version"] == 3
    refused = therapist.post(f"{place}/resolve", {"text": WHY})
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json_body["errors"]] == ["contact_confirmed"]
    closed = therapist.post(f"{place}/resolve", {"text": WHY, "contact_confirmed": True, "version": 3})
    assert closed.status_code == 200
    assert closed.json_body["status"] == "resolved"
    assert [(a["action"], a["text"]) for a in closed.json_body["acts"]] == [
        ("acknowledge", ""),
        ("note", "Called, no answer."),
        ("resolve", WHY),
    ]
    assert flag["id"] not in [f["id"] for f in therapist.get("/v1/review").json_body["flags"]]
    assert [f["id"] for f in therapist.get("/v1/review?status=closed").json_body["flags"]] == [flag["id"]]
    assert api.world.course("patient-1").open_red == []


def test_an_escalated_flag_goes_to_the_top(api: Any, therapist: Any) -> None:
    answer_phq9(api, "patient-1", item9=1)
    last = therapist.get("/v1/review").json_body["flags"][-1]
    assert last["level"] == "amber"
    raised = therapist.post(f"/v1/review/{last['id']}/escalate", {"text": "Their partner called."}).json_body
    assert raised["level"] == "red"
    assert therapist.get("/v1/review").json_body["flags"][0]["id"] == last["id"]
    assert therapist.get("/v1/patients").json_body["patients"][0]["open_flags"]["red"] == 1


def test_an_old_version_is_told_the_current_one(api: Any, therapist: Any) -> None:
    place = f"/v1/review/{red_flag(api, therapist)['id']}"
    assert therapist.post(f"{place}/note", {"text": "First.", "version": 1}).status_code == 200
    late = therapist.post(f"{place}/note", {"text": "Second.", "version": 1})
    assert late.status_code == 409
    assert late.headers["Content-Type"] == "application/problem+json"
    assert (late.json_body["type"], late.json_body["current"]) == ("urn:stillpath:problem:stale-version", 2)


def test_the_same_key_twice_is_one_act_and_with_other_words_refused(api: Any, therapist: Any) -> None:
    place = f"/v1/review/{red_flag(api, therapist)['id']}/note"
    first = therapist.post(place, {"text": "Once."}, Idempotency_Key="tap-1")
    again = therapist.post(place, {"text": "Once."}, Idempotency_Key="tap-1")
    assert (first.status_code, first.json_body) == (again.status_code, again.json_body)
    assert len(again.json_body["acts"]) == 1
    other = therapist.post(place, {"text": "Twice."}, Idempotency_Key="tap-1")
    assert (other.status_code, other.json_body["type"]) == (422, "urn:stillpath:problem:key-reused")


def test_a_colleague_cannot_touch_a_flag(api: Any, therapist: Any, colleague: Any) -> None:
    flag = red_flag(api, therapist)
    for act in ("acknowledge", "note", "escalate", "resolve"):
        refused = colleague.post(f"/v1/review/{flag['id']}/{act}", {"text": WHY, "contact_confirmed": True})
        nobodys = colleague.post(f"/v1/review/no-flag/{act}", {"text": WHY, "contact_confirmed": True})
        assert refused.status_code == nobodys.status_code == 404
        assert refused.json_body == nobodys.json_body
    assert therapist.get("/v1/review").json_body["flags"][0]["acts"] == []


def test_a_cursor_of_one_therapist_shows_another_only_their_own(api: Any, therapist: Any, colleague: Any) -> None:
    answer_phq9(api, "patient-1", item9=1)
    answer_phq9(api, "patient-2", item9=1)
    page = therapist.get("/v1/review?limit=1").json_body
    assert len(page["flags"]) == 1
    assert page["cursor"]
    rest = therapist.get(f"/v1/review?limit=1&cursor={page['cursor']}").json_body
    assert rest["flags"][0]["id"] != page["flags"][0]["id"]
    theirs = colleague.get(f"/v1/review?cursor={page['cursor']}").json_body["flags"]
    assert {f["patient_id"] for f in theirs} <= {"patient-2"}


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=many", "status=all", "cursor=%21%21", "cursor=", "page=2", "cursor=" + "A" * 1500],
)
def test_a_question_that_makes_no_sense_is_a_problem_with_its_field(therapist: Any, query: str) -> None:
    refused = therapist.get(f"/v1/review?{query}")
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json_body["errors"]] == [query.split("=")[0]]


def test_the_caseload_shows_where_everyone_stands(api: Any, therapist: Any) -> None:
    answer_phq9(api, "patient-1", item9=0, others=2)
    api.world.clock.on(days=7)
    answer_phq9(api, "patient-1", item9=0, others=1)
    (row,) = therapist.get("/v1/patients").json_body["patients"]
    assert row == {
        "id": "patient-1",
        "name": "Ada Invented",
        "last_seen_at": ANY,
        "module": {"id": "first", "title": "First things"},
        "measures": {"phq-9": {"at": ANY, "total": 8.0, "change": -8.0}},
        "open_flags": {"red": 0, "amber": 0, "blue": 0, "info": 0},
        "unread_messages": 0,
        "unread_since": None,
    }


def test_one_patient_comes_with_everything_that_is_open(api: Any, therapist: Any) -> None:
    flag = red_flag(api, therapist)
    body = therapist.get("/v1/patients/patient-1").json_body
    assert (body["id"], body["name"], body["country"]) == ("patient-1", "Ada Invented", "IE")
    assert [(m["id"], m["status"], m["steps"], m["steps_done"]) for m in body["modules"]] == [
        ("first", "locked", 3, 0),  # nothing new opens while a red flag waits
        ("second", "locked", 1, 0),
    ]
    assert body["flags"][0]["id"] == flag["id"]
    assert body["readings"]["phq-9"][0]["items"] == {"9": 2}


@pytest.mark.parametrize("path", ["", "/timeline"])
def test_a_colleagues_patient_looks_like_nobody(therapist: Any, path: str) -> None:
    theirs = therapist.get(f"/v1/patients/patient-2{path}")
    nobody = therapist.get(f"/v1/patients/patient-99{path}")
    assert theirs.status_code == nobody.status_code == 404
    assert theirs.json_body == nobody.json_body


def test_a_timeline_tells_what_happened_and_how_flags_stand_now(api: Any, therapist: Any) -> None:
    clock = api.world.clock
    clock.on(minutes=1)
    api.as_("patient-1").post("/v1/moods", {"rating": 4, "note": "שלום 🙂 invented"})
    clock.on(minutes=1)
    flag = red_flag(api, therapist)
    clock.on(minutes=1)
    therapist.post(f"/v1/review/{flag['id']}/acknowledge")
    entries = therapist.get("/v1/patients/patient-1/timeline").json_body["entries"]
    assert [e["kind"] for e in entries][:2] == ["enrolled", "mood"]
    assert entries[1]["data"]["note"] == "שלום 🙂 invented"
    assert entries[-1]["kind"] == "review"
    times = [datetime.fromisoformat(e["at"]) for e in entries]
    assert times == sorted(times)
    raised = next(e for e in entries if e["id"] == flag["id"])
    assert (raised["kind"], raised["flag"]["status"], raised["flag"]["version"]) == ("flag", "acknowledged", 2)
    newest = therapist.get("/v1/patients/patient-1/timeline?newest_first=true&limit=1").json_body
    assert [e["kind"] for e in newest["entries"]] == ["review"]
    older = therapist.get(f"/v1/patients/patient-1/timeline?newest_first=true&cursor={newest['cursor']}").json_body
    assert len(older["entries"]) == len(entries) - 1


def test_a_held_module_is_closed_to_the_patient_until_it_is_opened(api: Any, therapist: Any) -> None:
    patient = api.as_("patient-1")
    assert patient.get("/v1/steps/hello").status_code == 200
    held = therapist.post(
        "/v1/patients/patient-1/plan", {"module_id": "first", "action": "hold", "reason": "Exams this week."}
    )
    assert held.status_code == 200
    assert held.json_body == {
        "module_id": "first",
        "action": "hold",
        "reason": "Exams this week.",
        "by": "therapist-1",
        "at": ANY,
    }
    refused = patient.get("/v1/steps/hello")
    assert refused.status_code == 409
    assert "Exams" not in str(refused.json_body)
    therapist.post("/v1/patients/patient-1/plan", {"module_id": "first", "action": "open", "reason": "Exams are over."})
    assert patient.get("/v1/steps/hello").status_code == 200
    entries = therapist.get("/v1/patients/patient-1/timeline").json_body["entries"]
    assert [e["data"]["action"] for e in entries if e["kind"] == "plan"] == ["hold", "open"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"module_id": "ninth", "action": "open", "reason": WHY}, "module_id"),
        ({"module_id": "first", "action": "close", "reason": WHY}, "action"),
        ({"module_id": "first", "action": "open", "reason": ""}, "reason"),
        ({"module_id": "first", "action": "open", "reason": "\u00a0 "}, "reason"),
        ({"module_id": "first", "action": "open"}, "reason"),
        ({"module_id": "first", "action": "open", "reason": WHY, "by": "somebody-else"}, "by"),
    ],
)
def test_a_plan_without_sense_is_refused_and_changes_nothing(
    api: Any, therapist: Any, body: dict[str, str], field: str
) -> None:
    refused = therapist.post("/v1/patients/patient-1/plan", body)
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json_body["errors"]] == [field]
    assert api.world.course("patient-1").plan == {}


def test_half_a_character_is_refused_and_not_stored(api: Any, therapist: Any) -> None:
    flag = red_flag(api, therapist)
    refused = therapist.post(f"/v1/review/{flag['id']}/note", b'{"text": "\\ud83d"}')
    assert refused.status_code in (400, 422)
    assert therapist.get("/v1/review").json_body["flags"][0]["acts"] == []


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("group", ["patient", "author"])
def test_patients_and_authors_are_turned_away(api: Any, method: str, path: str, group: str) -> None:
    body = {"module_id": "first", "action": "open", "reason": WHY} if path.endswith("plan") else {"text": WHY}
    refused = api.as_("patient-1", group).call(method, path, body if method == "POST" else None)
    assert refused.status_code == 403


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in_without_signing_in(api: Any, method: str, path: str) -> None:
    assert api.call(method, path, {} if method == "POST" else None).status_code == 401
