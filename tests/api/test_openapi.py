"""The OpenAPI document is true: schemathesis calls every route as a patient and as a therapist, and a journey answers.

All people and words here are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

import app as front_door
from chalicelib.api.openapi import document
from tests.conftest import Api

#: One table and one app serve all examples of a route: what one example wrote, the next may meet.
ENOUGH = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PATIENT, THERAPIST = "p-openapi", "therapist-1"
#: Ids that exist, put into half of the calls: random ones find nothing.
KNOWN = {
    "step_id": ["hello", "sheet", "look-back"],
    "measure_id": ["phq-9", "who-5"],
    "patient_id": [PATIENT],
    "practice_id": ["breathing"],
}


class Bridge:
    """The app's test client as a WSGI application, which is what schemathesis calls."""

    api: Api

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        headers = {k[5:].replace("_", "-").title(): v for k, v in environ.items() if k.startswith("HTTP_")}
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        target = quote(environ["PATH_INFO"].encode("latin-1")) + "?" + environ["QUERY_STRING"]
        http = self.api.client.http
        answer = http.request(environ["REQUEST_METHOD"], target.rstrip("?"), headers=headers, body=body)
        start(f"{answer.status_code} {HTTPStatus(answer.status_code).phrase}", list(answer.headers.items()))
        return [answer.body]


assert front_door.app  # its routes are what the document tells
bridge = Bridge()
CONFIG = SchemathesisConfig.from_dict(
    {
        # a method that no route has is the gateway's to refuse; locally nothing stands in for it
        "phases": {"coverage": {"unexpected-methods": []}},
        # the token is given by the tests; who may not come in is tried in test_identity.py
        "generation": {"with-security-parameters": False},
        # 422 is told for what only the programme can know: a worksheet's own fields, a measure's own items
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "403", "404", "409", "422"]}},
        # a device code that nobody was given is refused, however well it is written
        "operations": [
            {
                "include-path": "/v1/devices/token",
                "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400"]}},
            }
        ],
    }
)
schema = schemathesis.openapi.from_dict(document(), config=CONFIG)
schema.app = bridge


@pytest.fixture(autouse=True)
def somebody_enrolled(api: Api) -> Iterator[None]:
    api.world.enrol(PATIENT)
    bridge.api = api
    yield
    del bridge.api


@schema.parametrize()
@ENOUGH
def test_every_route_answers_a_patient_as_the_document_says(case: Case, api: Api) -> None:
    call(case, api.as_(PATIENT, "patient"))


@schema.parametrize()
@ENOUGH
def test_every_route_answers_a_therapist_as_the_document_says(case: Case, api: Api) -> None:
    call(case, api.as_(THERAPIST, "therapist"))


def call(case: Case, api: Api) -> None:
    chance = random.Random(repr(case.path_parameters) + repr(case.body))
    for name in case.path_parameters:
        if name in KNOWN and case.meta.generation.mode.is_positive and chance.random() < 0.5:
            case.path_parameters[name] = chance.choice(KNOWN[name])
    case.call_and_validate(headers={"Authorization": f"Bearer {api.token}"})


def test_what_a_whole_journey_answers_is_as_the_document_says(api: Api) -> None:
    """Patient and therapist at work: every answer is a success, checked against its schema."""
    patient, therapist = api.as_(PATIENT, "patient"), api.as_(THERAPIST, "therapist")
    items = dict.fromkeys(map(str, range(1, 10)), 1)

    asked(patient, "get_today")
    asked(patient, "get_programme")
    asked(patient, "put_consent", body={"consent": {"ai": True}, "version": 0})
    asked(patient, "get_consent")
    asked(patient, "complete_step", {"step_id": "hello"}, {"version": 0})
    asked(patient, "put_draft", {"step_id": "sheet"}, {"answers": {"situation": "rain"}})
    asked(patient, "get_step", {"step_id": "sheet"})
    sent = {"version": 0, "draft_version": 1, "answers": {"situation": "rain", "emotions": [{"word": "low"}]}}
    asked(patient, "complete_step", {"step_id": "sheet"}, sent)
    asked(patient, "get_step", {"step_id": "sheet"})
    asked(patient, "get_measure", {"measure_id": "phq-9"})
    told = asked(patient, "post_response", {"measure_id": "phq-9"}, {"items": items})
    assert told["safety"]["lines"]
    asked(patient, "get_responses", {"measure_id": "phq-9"})
    asked(patient, "post_mood", body={"rating": 4, "note": "so so"})
    assert asked(patient, "get_moods")["moods"]
    asked(patient, "put_safety_plan", body={"plan": {"coping_alone": ["a walk"]}})
    asked(patient, "get_safety")
    assert asked(patient, "get_practices")["practices"]
    asked(patient, "get_practice", {"practice_id": "breathing"})
    ratings = {"calm": 4, "nausea": 0, "unreality": 0}
    times = {"started_at": "2026-03-02T08:00:00Z", "ended_at": "2026-03-02T08:02:00Z", "played_seconds": 118.5}
    run = {"practice_id": "breathing", "device": "vr", "stop_reason": "finished", "after": ratings, **times}
    asked(patient, "post_practice_run", body=run)

    flags = asked(therapist, "get_review")["flags"]
    which = {"flag_id": flags[0]["id"]}
    asked(therapist, "acknowledge_flag", which, {})
    asked(therapist, "note_on_flag", which, {"text": "called"})
    asked(therapist, "escalate_flag", {"flag_id": flags[-1]["id"]}, {"text": "sooner"})
    asked(therapist, "resolve_flag", which, {"text": "spoke with them", "contact_confirmed": True})
    assert asked(therapist, "get_patients")["patients"]
    asked(therapist, "get_patient", {"patient_id": PATIENT})
    assert asked(therapist, "get_timeline", {"patient_id": PATIENT})["entries"]
    plan = {"module_id": "second", "action": "open", "reason": "ready for it"}
    asked(therapist, "post_plan", {"patient_id": PATIENT}, plan)
    asked(api, "get_health")


def asked(api: Api, name: str, path: dict[str, str] | None = None, body: Any = None) -> Any:
    """The answer to one call, a success that passes schemathesis' checks."""
    operation = next(o.ok() for o in schema.get_all_operations() if o.ok().definition.raw["operationId"] == name)
    more = {} if body is None else {"body": body, "media_type": "application/json"}
    case = operation.Case(path_parameters=path or {}, **more)
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {api.token}"} if api.token else {})
    assert answer.status_code in (200, 201), (name, answer.status_code)
    return answer.json()
