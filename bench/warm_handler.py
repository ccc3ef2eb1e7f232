"""The Lambda's handler, warm, in this process: called with API Gateway's events, its DynamoDB calls written down."""

from __future__ import annotations

import contextlib
import io
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from botocore import xform_name
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

import app as front_door
from chalicelib import wiring
from chalicelib.api import http
from chalicelib.api.http import Backend
from chalicelib.store.content import Contents
from chalicelib.store.course import Courses
from chalicelib.store.queue import SqsQueue
from chalicelib.store.review import Reviews
from chalicelib.store.table import Table
from chalicelib.usecases.ports import Deps


@dataclass
class Context:
    """What Lambda gives a handler beside the event."""

    function_name: str = "stillpath-bench"
    function_version: str = "1"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:stillpath-bench"
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 28_000


@dataclass(frozen=True)
class Took:
    """CPU and clock seconds of one call, and what it answered."""

    cpu: float
    wall: float
    body: Any = None


def deps_on(table: Table, queue: SqsQueue) -> Deps:
    """The app's own dependencies, on another table and queue."""
    here = wiring.backend().deps
    return replace(here, courses=Courses(table), content=Contents(table), reviews=Reviews(table), queue=queue)


@dataclass
class Handler:
    """The app on one table, for one signed-in person."""

    deps: Deps
    token: str
    silence: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        here = Backend(deps=self.deps, verifier=wiring.backend().verifier)
        self._backend = lambda: here

    def call(self, method: str, route: str, query: dict[str, str] | None = None, body: Any = None, **path: str) -> Took:
        """One request, timed. `route` as declared, with `{names}`; raises when it is not answered with a success."""
        event = self.event(method, route, query or {}, body, path)
        http.connect(self._backend)
        self.silence.seek(0)
        self.silence.truncate()
        with contextlib.redirect_stdout(self.silence):  # metrics and logs are written, and not to the table of figures
            began, cpu = time.perf_counter(), time.thread_time()
            answer = front_door.app(event, Context())
            took = Took(time.thread_time() - cpu, time.perf_counter() - began)
        if answer["statusCode"] not in (200, 201):
            raise RuntimeError(f"{method} {route} was answered with {answer['statusCode']}")
        return replace(took, body=json.loads(answer["body"]))

    def event(self, method: str, route: str, query: dict[str, str], body: Any, path: dict[str, str]) -> dict[str, Any]:
        """An event as API Gateway's proxy integration sends it."""
        headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Host": "localhost",
            "User-Agent": "bench",
            "X-Amzn-Trace-Id": "Root=1-00000000-000000000000000000000000",
        }
        filled = re.sub(r"{(\w+)}", lambda match: path[match.group(1)], route)
        return {
            "resource": route,
            "path": filled,
            "httpMethod": method,
            "headers": headers,
            "multiValueHeaders": {k: [v] for k, v in headers.items()},
            "queryStringParameters": query or None,
            "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} or None,
            "pathParameters": path or None,
            "stageVariables": None,
            "requestContext": {
                "resourcePath": route,
                "httpMethod": method,
                "path": f"/api{filled}",
                "stage": "api",
                "requestId": "bench",
                "identity": {"sourceIp": "127.0.0.1"},
            },
            "body": None if body is None else json.dumps(body),
            "isBase64Encoded": False,
        }


Operation = tuple[str, dict[str, Any]]


@contextlib.contextmanager
def written_down(*clients: Any) -> Iterator[list[Operation]]:
    """The AWS calls that these clients make meanwhile, in order: (operation, arguments)."""
    made: list[Operation] = []

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        made.append((model.name, params))  # no more than this: it runs while the handler is timed

    for client in clients:
        client.meta.events.register("provide-client-params", note, unique_id="written-down")
    try:
        yield made
    finally:
        for client in clients:
            client.meta.events.unregister("provide-client-params", unique_id="written-down")


class _Recorded(io.BytesIO):
    """A body as botocore reads it."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


@contextlib.contextmanager
def answers_recorded(client: Any) -> Iterator[None]:
    """Each request of this client is answered by AWS once, and from then on by a copy of what AWS answered."""
    known: dict[bytes, AWSResponse] = {}

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        body = request.body if isinstance(request.body, bytes) else b""
        if body not in known:
            known[body] = URLLib3Session().send(request)
        seen = known[body]
        return AWSResponse(seen.url, seen.status_code, cast(Any, seen.headers), _Recorded(seen.content))

    client.meta.events.register("before-send", answer, unique_id="recorded")
    try:
        yield
    finally:
        client.meta.events.unregister("before-send", unique_id="recorded")


def replayed(*bare: Any, operations: list[Operation]) -> Took:
    """The same calls by bare clients: what boto3 alone costs."""
    calls = []
    for name, arguments in operations:
        client = next(one for one in bare if name in one.meta.service_model.operation_names)
        calls.append((getattr(client, xform_name(name)), arguments))
    began, cpu = time.perf_counter(), time.thread_time()
    for call, arguments in calls:
        call(**arguments)
    return Took(time.thread_time() - cpu, time.perf_counter() - began)
