"""Who may call what: every route as everyone who must not."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest

from chalicelib.domain.adaptation import Adaptation
from chalicelib.store.adaptation import Adaptations
from chalicelib.usecases.ports import Entry
from tests.conftest import START

PATIENT_ROUTES = [
    ("GET", "/v1/today"),
    ("GET", "/v1/programme"),
    ("GET", "/v1/steps/hello"),
    ("PUT", "/v1/steps/hello/draft"),
    ("POST", "/v1/steps/hello/complete"),
    ("GET", "/v1/measures/phq-9"),
    ("POST", "/v1/measures/phq-9/responses"),
    ("GET", "/v1/measures/phq-9/responses"),
    ("GET", "/v1/screens"),
    ("GET", "/v1/screens/circle"),
    ("POST", "/v1/screens/circle/responses"),
    ("POST", "/v1/moods"),
    ("GET", "/v1/moods"),
    ("GET", "/v1/messages"),
    ("POST", "/v1/messages"),
    ("GET", "/v1/practices"),
    ("GET", "/v1/practices/breathing"),
    ("POST", "/v1/practice-runs"),
    ("GET", "/v1/sounds/" + "5" * 64),
    ("GET", "/v1/safety"),
    ("PUT", "/v1/safety/plan"),
    ("GET", "/v1/consent"),
    ("PUT", "/v1/consent"),
    ("GET", "/v1/fitted"),
    ("GET", "/v1/fitted/{adaptation}"),
    ("POST", "/v1/fitted/{adaptation}/feedback"),
    ("GET", "/v1/export"),
    ("DELETE", "/v1/account"),
    ("GET", "/v1/settings"),
    ("PUT", "/v1/settings"),
    ("POST", "/v1/leave"),
    ("POST", "/v1/return"),
    ("GET", "/v1/entries"),
    ("POST", "/v1/entries/search"),
]
THERAPIST_ROUTES = [
    ("GET", "/v1/review"),
    ("POST", "/v1/review/{flag}/acknowledge"),
    ("POST", "/v1/review/{flag}/note"),
    ("POST", "/v1/review/{flag}/escalate"),
    ("POST", "/v1/review/{flag}/resolve"),
    ("GET", "/v1/patients"),
    ("GET", "/v1/patients/patient-1"),
    ("GET", "/v1/patients/patient-1/timeline"),
    ("GET", "/v1/patients/patient-1/messages"),
    ("POST", "/v1/patients/patient-1/messages"),
    ("POST", "/v1/patients/patient-1/plan"),
    ("POST", "/v1/patients/patient-1/branch"),
    ("GET", "/v1/patients/patient-1/adaptations"),
    ("GET", "/v1/adaptations"),
    ("POST", "/v1/adaptations/{adaptation}/approve"),
    ("POST", "/v1/adaptations/{adaptation}/edit"),
    ("POST", "/v1/adaptations/{adaptation}/reject"),
]
ADAPTATION = Adaptation(
    id="a" * 32,
    patient_id="patient-1",
    therapist_id="therapist-1",
    step_id="look-back",
    passage_id="fit",
    step_version="0",
    passage_version="0",
    prompt_version="1",
    model="invented",
    checks_version="1",
    text="An invented fitted text about patient-1.",
    author_text="The author's text.",
    status="awaiting",
    attempt=1,
    at=START,
)
#: For whoever is signed in as a patient or a therapist.
SHARED_ROUTES = [("POST", "/v1/sign-out")]
#: Lists of one's own: another therapist gets their own, empty list.
OWN_LISTS = {"/v1/review", "/v1/patients", "/v1/adaptations"}
OPEN_ROUTES = {
    ("GET", "/v1/health"),
    ("GET", "/v1/openapi.json"),
    ("POST", "/v1/devices/authorize"),
    ("POST", "/v1/devices/token"),
}
BODIES: dict[str, Any] = {
    "draft": {"answers": {}},
    "complete": {"version": 0},
    "responses": {"items": {}},
    "moods": {"rating": 5},
    "messages": {"text": "Invented words."},
    "practice-runs": {
        "practice_id": "breathing",
        "device": "flat",
        "started_at": "2026-03-02T08:00:00Z",
        "ended_at": "2026-03-02T08:02:00Z",
        "played_seconds": 120,
        "stop_reason": "finished",
    },
    "branch": {"branch": "", "reason": "an invented reason"},
    "plan": {"module_id": "second", "action": "open", "reason": "an invented reason"},
    "consent": {"consent": {}},
    "account": {"confirm": "erase everything"},
    "settings": {"version": 0, "language": "es"},
    "search": {"words": "x"},
    "feedback": {"feedback": "useful"},
    "note": {"text": "x"},
    "escalate": {"text": "x"},
    "resolve": {"text": "x", "contact_confirmed": True},
    "edit": {"text": "x"},
}


@pytest.fixture
def everyone(api: Any) -> Any:
    """One patient with an open flag and an adaptation, two therapists, an author."""
    api.world.enrol("patient-1", therapist="therapist-1")
    api.world.enrol("patient-2", therapist="therapist-2")
    patient = api.as_("patient-1")
    patient.post("/v1/moods", {"rating": 1, "note": "I want to die (invented for this test)"})
    Adaptations(api.world.table).record(
        ADAPTATION, Entry(id="e", patient_id="patient-1", at=START, kind="adaptation", data={"id": ADAPTATION.id})
    )
    return api


def filled(api: Any, path: str) -> str:
    flags, _ = api.world.deps.reviews.flags("therapist-1", "open")
    return path.format(flag=flags[0].id, adaptation=ADAPTATION.id)


def call(api: Any, method: str, path: str) -> Any:
    last = path.rsplit("/", 1)[-1]
    body = None if method == "GET" else ({"plan": {}} if "safety" in path else BODIES.get(last, {}))
    if body and "screens" in path:
        body = {"answers": {}}
    return api.call(method, filled(api, path), body)


def tampered(token: str, **changes: Any) -> str:
    """The same signature over other claims."""
    head, claims, signature = token.split(".")
    plain = json.loads(base64.urlsafe_b64decode(claims + "=="))
    changed = base64.urlsafe_b64encode(json.dumps({**plain, **changes}).encode()).decode().rstrip("=")
    return f"{head}.{changed}.{signature}"


def unsigned(token: str) -> str:
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    return f"{head}.{token.split('.')[1]}."


@pytest.mark.parametrize(("method", "path"), PATIENT_ROUTES + THERAPIST_ROUTES + SHARED_ROUTES)
def test_a_route_is_shut_to_everyone_who_is_not_meant(everyone: Any, foreign_pool: Any, method: str, path: str) -> None:
    pool = everyone.pool
    mine = (method, path) in PATIENT_ROUTES
    sub, group = ("patient-1", "patient") if mine else ("therapist-1", "therapist")
    good = pool.token(sub, group)
    now = int(time.time())
    bad_tokens = {
        "nobody": None,
        "empty": "",
        "not a token": "abc",
        "expired": pool.token(sub, group, exp=now - 60, iat=now - 3660),
        "foreign pool": foreign_pool.token(sub, group),
        "foreign pool claiming our issuer": foreign_pool.token(sub, group, iss=pool.issuer),
        "other issuer, our key": pool.token(sub, group, iss="https://elsewhere.invalid"),
        "another client": pool.token(sub, group, client_id="somebody-elses-app"),
        "an id token": pool.token(sub, group, token_use="id"),
        "tampered": tampered(good, sub="patient-2"),
        "unsigned": unsigned(good),
        "no expiry": pool.token(sub, group, exp=None),
    }
    for name, token in bad_tokens.items():
        everyone.token = token
        assert call(everyone, method, path).status_code == 401, name
    shared = set() if (method, path) in SHARED_ROUTES else {"therapist" if mine else "patient"}
    for group in {"author", "no-such-group"} | shared:
        everyone.token = pool.token(sub, group)
        assert call(everyone, method, path).status_code == 403, group


@pytest.mark.parametrize(("method", "path"), THERAPIST_ROUTES)
def test_a_therapist_of_another_caseload_sees_nothing(everyone: Any, method: str, path: str) -> None:
    answer = call(everyone.as_("therapist-2", "therapist"), method, path)
    if path in OWN_LISTS:
        assert answer.status_code == 200
        assert "patient-1" not in json.dumps(answer.json_body)
    else:
        assert answer.status_code == 404, answer.json_body


@pytest.mark.parametrize(("method", "path"), PATIENT_ROUTES)
def test_a_sign_in_from_before_signing_out_everywhere_opens_nothing(everyone: Any, method: str, path: str) -> None:
    left = int(everyone.world.clock().timestamp())
    before, after = everyone.pool.token("patient-1", "patient", auth_time=left - 5), left + 5
    everyone.token = before
    assert everyone.post("/v1/sign-out", {}).status_code == 200
    assert everyone.world.rights.accounts.signed_out == ["patient-1"]
    assert call(everyone, method, path).status_code == 401
    everyone.token = everyone.pool.token("patient-1", "patient", auth_time=after)
    assert call(everyone, method, path).status_code != 401


@pytest.mark.parametrize(("method", "path"), PATIENT_ROUTES)
def test_a_patient_reaches_only_themself(everyone: Any, method: str, path: str) -> None:
    before = everyone.world.course("patient-1")
    call(everyone.as_("patient-2"), method, path)
    assert everyone.world.course("patient-1") == before


def test_every_route_of_the_app_is_in_the_table(api: Any) -> None:
    routes = {
        (method, path)
        for path, methods in api.client._app.routes.items()
        for method in methods
        if path.startswith("/v1/")
    }
    spelled = {
        (m, p.replace("{flag}", "{flag_id}").replace("{adaptation}", "{adaptation_id}"))
        for m, p in PATIENT_ROUTES + THERAPIST_ROUTES + SHARED_ROUTES
    }
    known = {
        (
            m,
            p.replace("hello", "{step_id}")
            .replace("phq-9", "{measure_id}")
            .replace("patient-1", "{patient_id}")
            .replace("circle", "{screen_id}")
            .replace("breathing", "{practice_id}")
            .replace("5" * 64, "{sound_id}"),
        )
        for m, p in spelled
    }
    assert routes - known - OPEN_ROUTES == set()
    assert known - routes == set()


def test_anyone_may_read_health_and_the_document(api: Any) -> None:
    assert set(api.get("/v1/health").json_body) == {"version", "stage"}
    assert api.get("/v1/openapi.json").json_body["openapi"].startswith("3.")
