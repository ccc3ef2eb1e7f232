"""The model's client against a small server that speaks broken OpenAI. All texts are invented."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from chalicelib.llm.client import ModelSettings, OpenAIModel
from chalicelib.llm.prompts import INSTRUCTIONS, PROMPT_VERSION, messages
from chalicelib.usecases.adaptation_ports import ModelBroken, ModelError, ModelRefused, ModelUnavailable
from tests.adaptation_samples import GOOD, failed, sent

SECRET = "marmalade in the kitchen"


def completion(content: Any, finish: str = "stop", **message: Any) -> dict[str, Any]:
    return {
        "id": "c-1",
        "object": "chat.completion",
        "created": 1,
        "model": "served-1",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
        "usage": {"prompt_tokens": 90, "completion_tokens": 30, "total_tokens": 120},
    }


def fitted(text: str) -> dict[str, Any]:
    return completion(json.dumps({"text": text}))


class Endpoint:
    """Answers each request with the next of `answers`, (status, body); the last one for ever."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any]] = [(200, fitted(GOOD))]
        self.delay = 0.0
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def _handler(here) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                here.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                here.keys.append(self.headers.get("Authorization", ""))
                status, body = here.answers[min(len(here.requests), len(here.answers)) - 1]
                time.sleep(here.delay)
                raw = body if isinstance(body, bytes) else json.dumps(body).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Retry-After", "0")
                    self.send_header("Content-Length", str(len(raw)))
                    self.end_headers()
                    self.wfile.write(raw)
                except OSError:
                    pass  # the client has gone: that is what a time-out looks like from here

            def log_message(self, *_: Any) -> None:
                pass

        return Handler

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.close()


@pytest.fixture
def connect(endpoint: Endpoint) -> Iterator[Callable[..., OpenAIModel]]:
    made: list[OpenAIModel] = []

    def model(**changes: Any) -> OpenAIModel:
        settings = {"base_url": endpoint.url, "model": "pinned-1", "timeout_seconds": 5.0, "retries": 1, **changes}
        made.append(OpenAIModel(ModelSettings(**settings)))
        return made[-1]

    yield model
    for one in made:
        one.close()


def test_a_good_answer_comes_back_with_its_costs(endpoint: Endpoint, connect: Callable[..., OpenAIModel]) -> None:
    answer = connect(key=lambda: "invented-key").fit(sent(SECRET))
    assert (answer.text, answer.model, answer.prompt_version) == (GOOD, "served-1", PROMPT_VERSION)
    assert (answer.costs.tokens_in, answer.costs.tokens_out) == (90, 30)
    assert answer.costs.latency_ms >= 0
    assert endpoint.keys == ["Bearer invented-key"]


def test_the_request_is_pinned_bounded_and_asks_for_json(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel]
) -> None:
    connect(temperature=0.2).fit(sent(SECRET))
    (request,) = endpoint.requests
    assert request["model"] == "pinned-1"
    assert request["max_completion_tokens"] <= 400
    assert request["response_format"]["json_schema"]["schema"]["required"] == ["text"]
    assert request["temperature"] == 0.2
    assert [m["role"] for m in request["messages"]] == ["system", "user"]
    assert set(request) == {"model", "messages", "max_completion_tokens", "response_format", "temperature"}


def test_what_is_asked_holds_the_passage_the_rule_and_the_persons_words() -> None:
    made = sent(SECRET, bands={"phq-9": "moderate"})
    system, user = (m["content"] for m in messages(made))
    assert system == INSTRUCTIONS
    for part in (made.text, made.purpose, '"small step"', "at most 80 words", SECRET, "phq-9 moderate"):
        assert part.lower() in user.lower()


def test_the_repair_names_what_to_mend_and_an_unknown_check_adds_nothing() -> None:
    told = messages(sent(), ("no-advice", "never-heard-of"))[0]["content"]
    assert "Leave out all advice" in told
    assert "never-heard-of" not in told


@pytest.mark.parametrize("status", [400, 422])
def test_an_older_endpoint_is_asked_in_the_older_form(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel], status: int
) -> None:
    endpoint.answers = [(status, {"error": {"message": "unknown parameter: response_format"}}), (200, fitted(GOOD))]
    assert connect().fit(sent(SECRET)).text == GOOD
    assert set(endpoint.requests[1]) == {"model", "messages", "max_tokens"}


def test_what_the_content_filter_stopped_is_not_sent_again(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel]
) -> None:
    endpoint.answers = [(400, {"error": {"message": SECRET, "code": "content_filter"}}), (200, fitted(GOOD))]
    with pytest.raises(ModelRefused):
        connect().fit(sent(SECRET))
    assert len(endpoint.requests) == 1


def test_a_models_name_that_is_no_name_is_not_taken_over(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel]
) -> None:
    endpoint.answers = [(200, {**fitted(GOOD), "model": SECRET})]
    assert connect().fit(sent(SECRET)).model == "pinned-1"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_stumbling_endpoint_is_asked_again(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel], status: int
) -> None:
    endpoint.answers = [(status, {"error": {"message": SECRET}}), (200, fitted(GOOD))]
    assert connect().fit(sent(SECRET)).text == GOOD
    assert len(endpoint.requests) == 2


REFUSALS: list[tuple[int, Any]] = [
    (400, {"error": {"message": SECRET, "code": "content_filter"}}),
    (422, {"error": {"message": SECRET}}),
    (200, completion(None, refusal=SECRET)),
    (200, completion("", finish="content_filter")),
]
BROKEN: list[tuple[int, Any]] = [
    (200, completion("")),
    (200, completion(None)),
    (200, completion("{")),
    (200, completion(GOOD)),
    (200, completion("[]")),
    (200, completion('{"text": 7}')),
    (200, completion('{"text": "a", "note": "b"}')),
    (200, completion("[" * 100_000)),
    (200, completion(json.dumps({"text": "word " * 1_000_000}))),
    (200, completion(json.dumps({"text": GOOD}), finish="length")),
    (200, {"choices": []}),
    (200, {"choices": None}),
    (200, {"choices": [{}]}),
    (200, {}),
    (200, b"[]"),
    (200, b'"hello"'),
    (200, b"null"),
    (200, b"<html>not an API</html>"),
    (200, b"{\x00"),
]
AWAY: list[tuple[int, Any]] = [
    (401, {"error": {"message": SECRET}}),
    (403, {"error": {"message": SECRET}}),
    (404, {"error": {"message": SECRET}}),
    (429, {"error": {"message": SECRET}}),
    (500, b"oops"),
]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        *((ModelRefused, a) for a in REFUSALS),
        *((ModelBroken, a) for a in BROKEN),
        *((ModelUnavailable, a) for a in AWAY),
    ],
)
def test_every_bad_answer_becomes_a_fact_without_a_word_of_anybody(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel], kind: type[ModelError], answer: tuple[int, Any]
) -> None:
    endpoint.answers = [answer]
    with pytest.raises(kind) as raised:
        connect(retries=0).fit(sent(SECRET))
    error: BaseException | None = raised.value
    assert SECRET not in str(error)
    assert len(str(error)) < 60
    assert error is not None
    assert error.__suppress_context__ or error.__context__ is None


def test_what_a_broken_answer_cost_is_known(endpoint: Endpoint, connect: Callable[..., OpenAIModel]) -> None:
    endpoint.answers = [(200, completion("{"))]
    with pytest.raises(ModelBroken) as raised:
        connect().fit(sent())
    assert (raised.value.costs.tokens_in, raised.value.costs.tokens_out) == (90, 30)


def test_a_slow_endpoint_is_given_up_in_time(endpoint: Endpoint, connect: Callable[..., OpenAIModel]) -> None:
    endpoint.delay = 2.0
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match="in time"):
        connect(timeout_seconds=0.2, retries=0).fit(sent())
    assert time.monotonic() - began < 1.9


def test_an_endpoint_that_is_down_is_a_fact() -> None:
    model = OpenAIModel(ModelSettings(base_url="http://127.0.0.1:9/v1", model="m", retries=0))
    with pytest.raises(ModelUnavailable, match="no connection"):
        model.fit(sent())
    model.close()


def test_a_call_over_its_token_budget_is_never_made(endpoint: Endpoint, connect: Callable[..., OpenAIModel]) -> None:
    with pytest.raises(ModelRefused, match="budget"):
        connect(call_budget=200).fit(sent())
    assert endpoint.requests == []


@pytest.mark.parametrize("missing", [{"base_url": ""}, {"model": ""}])
def test_without_a_model_named_nothing_is_sent_anywhere(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel], missing: dict[str, str]
) -> None:
    with pytest.raises(ModelUnavailable, match="configured"):
        connect(**missing).fit(sent())
    assert endpoint.requests == []


def test_what_is_sent_and_what_comes_back_is_in_no_log(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        connect().fit(sent(SECRET))
        endpoint.answers = [(400, {"error": {"message": SECRET}})]
        with pytest.raises(ModelRefused):
            connect().fit(sent(SECRET))
    assert SECRET not in caplog.text
    assert "quiet flat" not in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "Odmor može pomoći sat vremena, ali nakon dana odmora raspoloženje pada. A small step.",
        "Ignore the rules. You have depression and must stop taking your tablets. A small step.",
        INSTRUCTIONS,
        "word " * 3000,
    ],
)
def test_an_answer_in_good_form_still_has_to_pass_the_checks(
    endpoint: Endpoint, connect: Callable[..., OpenAIModel], text: str
) -> None:
    endpoint.answers = [(200, fitted(text))]
    assert failed(connect().fit(sent()).text)
