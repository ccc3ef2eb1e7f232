"""Fixtures: a table on moto, a published small programme, people with signed tokens, and the app's test client.

All people, names and answers here are invented.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from moto import mock_aws

REGION = "eu-west-1"
TABLE = "stillpath-test"
CLIENT_ID = "test-client"
ISSUER = "https://pool.invalid/eu-west-1_test"

# before anything imports the app: nothing in a test may reach a real account
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_DEFAULT_REGION=REGION,
    AWS_REGION=REGION,
    POWERTOOLS_SERVICE_NAME="stillpath",
    POWERTOOLS_METRICS_NAMESPACE="Stillpath",
)
if "POWERTOOLS_TRACE_KEEP" not in os.environ:
    os.environ["POWERTOOLS_TRACE_DISABLED"] = "true"
for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
    os.environ.pop(name, None)

#: Chalice's test client puts another `os.environ` in place for each request. Two at once (a test's own, and one of the
#: browser that is open beside it) would leave the wrong one behind, for every test that follows.
ONE_AT_A_TIME = threading.RLock()
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def one_at_a_time(request: Callable[..., Any]) -> Callable[..., Any]:
    def alone(*words: Any, **named: Any) -> Any:
        with ONE_AT_A_TIME:
            return request(*words, **named)

    return alone


@dataclass
class Clock:
    """A clock that tests move by hand."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclass
class Metrics:
    counted: list[tuple[str, float, dict[str, str]]] = field(default_factory=list)

    def count(self, name: str, value: float = 1, **dimensions: str) -> None:
        self.counted.append((name, value, dimensions))


@dataclass
class FakeAccounts:
    """A user pool that only notes whose sign-in was deleted, and who signed out everywhere."""

    deleted: list[str] = field(default_factory=list)
    signed_out: list[str] = field(default_factory=list)

    def delete(self, patient_id: str) -> None:
        self.deleted.append(patient_id)

    def sign_out(self, sub: str) -> None:
        self.signed_out.append(sub)


@dataclass
class FakeQueue:
    sent: list[str] = field(default_factory=list)

    def send(self, entry: Any) -> None:
        self.sent.append(entry.id)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        yield


def create_table(client: Any, name: str = TABLE) -> None:
    """The table as infra/ declares it (a test there compares the two)."""
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": a, "AttributeType": "S"} for a in ("pk", "sk", "qk", "qs")],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_queue",
                "KeySchema": [
                    {"AttributeName": "qk", "KeyType": "HASH"},
                    {"AttributeName": "qs", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )


@pytest.fixture(scope="session")
def session() -> boto3.Session:
    """One for all tests: what it read of the services' descriptions stays read, and a client costs little."""
    return boto3.Session(region_name=REGION)


@pytest.fixture
def table(aws: None, session: boto3.Session) -> Any:
    from chalicelib.store.table import Table

    client = session.client("dynamodb")
    create_table(client)
    return Table(client, TABLE)


# --- identity ---------------------------------------------------------------------------------------


@dataclass
class Pool:
    """A user pool's keys, with the JWKS served on a local port."""

    issuer: str
    key: rsa.RSAPrivateKey
    kid: str
    jwks_url: str = ""

    def token(self, sub: str, *groups: str, **changes: Any) -> str:
        now = int(time.time())
        claims = {
            "sub": sub,
            "iss": self.issuer,
            "client_id": CLIENT_ID,
            "token_use": "access",
            "scope": "openid",
            "cognito:groups": list(groups),
            "iat": now,
            "exp": now + 3600,
            **changes,
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid})

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": self.kid, "alg": "RS256", "use": "sig"}]}


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    made = Pool(ISSUER, rsa.generate_private_key(65537, 2048), "key-1")

    class Jwks(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.jwks()).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Jwks)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.jwks_url = f"http://127.0.0.1:{server.server_port}/jwks.json"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def foreign_pool() -> Pool:
    """Another pool with the same key id, whose tokens must not pass."""
    return Pool("https://pool.invalid/eu-west-1_other", rsa.generate_private_key(65537, 2048), "key-1")


# --- a small programme ------------------------------------------------------------------------------


def small_programme() -> Any:
    """Two modules, invented, with every kind of field; the second opens after three days and a PHQ-9."""
    from chalicelib.domain.programme import Programme
    from tests.content import SMALL

    return Programme.model_validate(SMALL)


@pytest.fixture
def release(table: Any) -> str:
    from chalicelib.authoring.publish import publish
    from chalicelib.store.content import Contents

    return publish(small_programme(), Contents(table)).release_version


# --- the world of the use cases ---------------------------------------------------------------------


@dataclass
class World:
    """A deployment in memory: use cases on moto's table, with a clock that stands still until it is moved."""

    deps: Any
    clock: Clock
    table: Any
    metrics: Metrics
    queue: FakeQueue
    rights: Any = None

    def enrol(self, sub: str, therapist: str = "therapist-1", country: str = "IE", **more: str) -> Any:
        from chalicelib.usecases.account import Enrol, enrol

        name = more.pop("name", f"Invented {sub}")
        return enrol(self.deps, Enrol(sub, therapist, name, f"{sub}@example.org", country, **more))

    def caller(self, sub: str, *groups: str) -> Any:
        from chalicelib.usecases.ports import Caller

        return Caller(sub=sub, groups=frozenset(groups or ("patient",)))

    def with_mode(self, mode: str) -> World:
        return replace(self, deps=replace(self.deps, adaptation_mode=mode))

    def course(self, sub: str) -> Any:
        course, _ = self.deps.courses.load(sub)
        return course


@pytest.fixture
def world(table: Any, release: str, clock: Clock) -> World:
    import itertools

    from chalicelib.store.content import Contents
    from chalicelib.store.course import Courses
    from chalicelib.store.review import Reviews
    from chalicelib.store.rights import Rights
    from chalicelib.usecases.ports import Deps
    from chalicelib.usecases.rights_ports import RightsDeps

    counter = itertools.count(1)
    metrics, queue = Metrics(), FakeQueue()
    deps = Deps(
        courses=Courses(table),
        content=Contents(table),
        reviews=Reviews(table),
        queue=queue,
        counter=metrics,
        now=clock,
        new_id=lambda: f"id-{next(counter):06d}",
        programme_id="small",
        adaptation_mode="live",
    )
    return World(deps, clock, table, metrics, queue, RightsDeps(Rights(table), FakeAccounts()))


# --- the app ----------------------------------------------------------------------------------------


@dataclass
class Api:
    """The app's test client with somebody signed in (or nobody)."""

    client: Any
    pool: Pool
    world: World
    token: str | None = None

    def as_(self, sub: str, *groups: str) -> Api:
        return replace(self, token=self.pool.token(sub, *(groups or ("patient",))))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        raw = b""
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return getattr(self.client.http, method.lower())(path, headers=sent, body=raw)

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("POST", path, {} if body is None else body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("PUT", path, {} if body is None else body, **headers)


@pytest.fixture
def api(world: World, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    from chalice.local import LocalGatewayAuthorizer
    from chalice.test import Client

    import app as front_door
    from chalicelib import wiring
    from chalicelib.api import http
    from chalicelib.api.http import Backend
    from chalicelib.api.identity import TokenVerifier
    from chalicelib.store.messages import Messages
    from chalicelib.web import visit

    settings = {
        "STILLPATH_STAGE": "test",
        "TABLE_NAME": TABLE,
        "ISSUER": ISSUER,
        "JWKS_URL": pool.jwks_url,
        "USER_POOL_CLIENT_ID": CLIENT_ID,
        "HOSTED_UI_URL": "https://signin.invalid",
        "PROGRAMME_ID": "small",
        "ADAPTATION_MODE": "live",
        "DEFAULT_COUNTRY": "IE",
        "MODEL_BASE_URL": "http://127.0.0.1:9/v1",  # nobody listens: a request never reaches a model
        "MODEL_NAME": "no-model",
    }
    with ONE_AT_A_TIME:
        for key, value in settings.items():
            monkeypatch.setenv(key, value)
        wiring.forget()
    verifier = TokenVerifier(ISSUER, CLIENT_ID, pool.jwks_url)
    monkeypatch.setattr(http, "_backend", [lambda: Backend(deps=world.deps, verifier=verifier)])
    for floor in (http, visit):
        monkeypatch.setattr(floor, "_rights", [lambda: world.rights])
        monkeypatch.setattr(floor, "_messages", [lambda: Messages(world.table)])
    # the local gateway only pretends to authorize, and stumbles over what is no token: the app's own check is tested
    monkeypatch.setattr(LocalGatewayAuthorizer, "authorize", lambda self, path, event, context: (event, context))
    with Client(front_door.app) as client:
        client.http.request = one_at_a_time(client.http.request)
        yield Api(client, pool, world)
    wiring.forget()
