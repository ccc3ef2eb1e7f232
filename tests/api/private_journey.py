"""A whole journey with marked words in everything a patient writes, run as its own program by test_privacy.py.

Prints nothing itself: whatever is printed comes from the app. Tracing is on and sends where the environment says.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

import boto3
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from moto import mock_aws

from tests.conftest import CLIENT_ID, ISSUER, REGION, TABLE, create_table, small_programme
from tests.llm.test_llm_client import Endpoint, fitted

SECRET = sys.argv[1]
os.environ.update(
    {
        "TABLE_NAME": TABLE,
        "PROGRAMME_ID": "small",
        "ISSUER": ISSUER,
        "USER_POOL_CLIENT_ID": CLIENT_ID,
        "ADAPTATION_MODE": "live",
        "MODEL_NAME": "invented-model",
    }
)
COUNT = itertools.count()
KEY = rsa.generate_private_key(65537, 2048)


class Context:
    function_name = "api"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:eu-west-1:000000000000:function:api"
    aws_request_id = "invented-request"
    log_group_name = log_stream_name = "invented"
    function_version = "1"

    def get_remaining_time_in_millis(self) -> int:
        return 20_000


def call(app: Any, method: str, resource: str, sub: str, group: str, body: Any = None, **path: str) -> Any:
    claims = {"sub": sub, "iss": ISSUER, "client_id": CLIENT_ID, "token_use": "access", "exp": 4102444800}
    token = jwt.encode({**claims, "cognito:groups": [group]}, KEY, algorithm="RS256", headers={"kid": "k"})
    raw = body if isinstance(body, str) else json.dumps(body)
    event = {
        "httpMethod": method,
        "resource": resource,
        "path": resource.format(**path),
        "pathParameters": path or None,
        "multiValueQueryStringParameters": None,
        "headers": {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"key {next(COUNT)} {SECRET}",
        },
        "body": raw if body is not None else None,
        "isBase64Encoded": False,
        "stageVariables": None,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "path": resource,
            "identity": {"sourceIp": "127.0.0.1"},
            "requestId": "r",
        },
    }
    answer = app(event, Context())
    answer["status"] = answer["statusCode"]
    return answer


def main() -> None:
    with mock_aws():
        create_table(boto3.client("dynamodb", region_name=REGION))
        os.environ["PREPARE_QUEUE_URL"] = boto3.client("sqs", region_name=REGION).create_queue(QueueName="q")[
            "QueueUrl"
        ]
        import app as front_door
        from chalicelib import wiring
        from chalicelib.authoring.publish import publish
        from chalicelib.usecases.account import Enrol, enrol

        here = wiring.backend()
        here.verifier.__dict__["_keys"] = Keys()
        publish(small_programme(), here.deps.content)
        enrol(here.deps, Enrol("patient-1", "therapist-1", f"Name {SECRET}", f"{SECRET}@example.org", "IE"))
        endpoint = Endpoint()
        os.environ["MODEL_BASE_URL"] = endpoint.url
        statuses = [*preparation(front_door, here.deps, endpoint), *journey(front_door)]
        with open(sys.argv[2], "w") as told:
            json.dump(statuses, told)


class Keys:
    """The pool's key, without a network."""

    def get_signing_key_from_jwt(self, token: str) -> Any:
        return KEY.public_key()


def preparation(front_door: Any, deps: Any, endpoint: Endpoint) -> list[Any]:
    """An answer that a passage may use, fitted by a model that quotes it, and by one that breaks; then the nights."""
    app, as_patient = front_door.app, ("patient-1", "patient")
    complete = "/v1/steps/{step_id}/complete"
    answers = {"situation": f"baking bread {SECRET}"}
    told: list[Any] = [
        call(app, "PUT", "/v1/consent", *as_patient, {"consent": {"ai": True}})["status"],
        call(app, "POST", complete, *as_patient, {"version": 0}, step_id="hello")["status"],
        call(app, "POST", complete, *as_patient, {"version": 0, "answers": answers}, step_id="sheet")["status"],
    ]
    quoting, failing = (200, fitted(f"You wrote {SECRET}. A small step can help.")), (500, {"error": SECRET})
    for number, (doing, way) in enumerate([("walking home", quoting), ("reading a book", failing)]):
        endpoint.answers = [way]
        changed = {"situation": f"{doing} {SECRET}"}
        call(app, "POST", complete, *as_patient, {"version": number + 1, "answers": changed}, step_id="sheet")
        entry = list(deps.courses.pending(datetime.now(UTC)))[-1]
        told.append(
            outcome(
                front_door.prepare, {"Records": [{"receiptHandle": "r", "body": json.dumps({"outbox_id": entry.id})}]}
            )
        )
    night = {"source": "aws.events", "detail-type": "", "detail": {}, "resources": [], "region": "", "account": ""}
    night |= {"time": "", "id": "", "version": "0"}
    return [*told, outcome(front_door.sweep, night), outcome(front_door.watch, night), len(endpoint.requests) > 1]


def outcome(handler: Any, event: Any) -> str:
    """How a handler ended, and what Lambda would write into the log of an error."""
    try:
        handler(event, Context())
    except Exception as error:
        traceback.print_exc()
        return type(error).__name__
    return "done"


def journey(front_door: Any) -> list[int]:
    """Every kind of answer, right and wrong, and an unexpected error; the statuses that came back."""
    app = front_door.app
    words = {"situation": f"I want to kill myself {SECRET}"}
    as_patient, as_therapist = ("patient-1", "patient"), ("therapist-1", "therapist")
    step: dict[str, Any] = {"step_id": "sheet"}
    complete, draft = "/v1/steps/{step_id}/complete", "/v1/steps/{step_id}/draft"
    answers = [
        call(app, "PUT", draft, *as_patient, {"answers": words}, **step),
        call(app, "POST", complete, *as_patient, {"version": 3, "answers": {**words, "rating": SECRET}}, **step),
        call(app, "POST", complete, *as_patient, {"version": SECRET}, **step),
        call(app, "POST", complete, *as_patient, '{"broken ' + SECRET, **step),
        call(app, "POST", complete, *as_patient, {"version": 3, "answers": words}, **step),
        call(app, "POST", complete, *as_patient, {"version": 0, "answers": {"situation": SECRET}}, **step),
        call(app, "POST", "/v1/moods", *as_patient, {"rating": 2, "note": f"note {SECRET}"}),
        call(app, "PUT", "/v1/safety/plan", *as_patient, {"plan": {"warning_signs": [SECRET]}}),
        call(app, "GET", "/v1/today", *as_patient),
        call(app, "GET", "/v1/steps/{step_id}", *as_patient, **step),
        call(app, "GET", "/v1/steps/{step_id}", *as_patient, step_id=f"no-{SECRET}"),
        call(app, "GET", "/v1/review", *as_therapist),
        call(app, "GET", "/v1/patients/{patient_id}/timeline", *as_therapist, patient_id="patient-1"),
        *conversation(app, as_patient, as_therapist),
    ]
    from chalicelib.usecases import moods

    real, moods.drafts_for_words = moods.drafts_for_words, broken
    answers.append(call(app, "POST", "/v1/moods", *as_patient, {"rating": 2, "note": f"other {SECRET}"}))
    moods.drafts_for_words = real
    return [answer["status"] for answer in answers]


def conversation(app: Any, as_patient: tuple[str, str], as_therapist: tuple[str, str]) -> list[Any]:
    """Messages of both sides: sent, refused, read."""
    mine, theirs = "/v1/messages", "/v1/patients/{patient_id}/messages"
    whose = {"patient_id": "patient-1"}
    return [
        call(app, "POST", mine, *as_patient, {"text": f"I want to kill myself {SECRET}"}),
        call(app, "POST", mine, *as_patient, {"text": f"I want to kill myself {SECRET} " * 200}),
        call(app, "POST", mine, *as_patient, {"text": "", SECRET: SECRET}),
        call(app, "POST", theirs, *as_therapist, {"text": f"an answer {SECRET}"}, **whose),
        call(app, "POST", theirs, *as_therapist, {"text": SECRET * 300}, **whose),
        call(app, "GET", theirs, *as_therapist, **whose),
        call(app, "GET", mine, *as_patient),
    ]


def broken(answers: Any, where: str) -> Any:
    raise RuntimeError(f"an unexpected error that quotes {answers}")


if __name__ == "__main__":
    main()
