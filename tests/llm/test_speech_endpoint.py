"""A voice behind an OpenAI-compatible endpoint, on an invented server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from chalicelib.domain.narration import Voice
from chalicelib.llm.speech import VERSION, SpeechEndpoint
from chalicelib.speech.setup import ENDPOINT_VERSION
from chalicelib.usecases.narration_ports import NarratorRefused, NarratorUnavailable

LINE = "Let it go. Slowly."


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[Any], list[tuple[int, bytes]]]]:
    """An invented server: (address, what it was asked, what it answers)."""
    asked: list[Any] = []
    answers: list[tuple[int, bytes]] = []

    class Speech(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked.append((self.path, body, self.headers.get("cache-control")))
            status, sound = answers.pop(0)
            self.send_response(status)
            self.send_header("Content-Length", str(len(sound)))
            self.end_headers()
            self.wfile.write(sound)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Speech)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1", asked, answers
    server.shutdown()
    server.server_close()
    thread.join()


JOE = Voice(engine="piper", version="1", name="joe", language="en-US", pace=1)


def test_an_endpoint_is_asked_as_openai_would_be_and_a_fitted_line_is_kept_nowhere(endpoint: Any) -> None:
    address, asked, answers = endpoint
    answers += [(200, b"one"), (200, b"two")]
    speaker = SpeechEndpoint(address)
    assert [speaker.say(LINE, JOE, personal=own) for own in (False, True)] == [b"one", b"two"]
    body = {"model": "piper", "voice": "joe", "input": LINE, "response_format": "mp3", "speed": 1}
    assert asked == [("/v1/audio/speech", body, None), ("/v1/audio/speech", body, "no-store")]
    speaker.close()


def test_what_an_endpoint_says_no_to_is_told_without_the_line(endpoint: Any) -> None:
    address, _, answers = endpoint
    speaker = SpeechEndpoint(address)
    answers += [(400, LINE.encode()), (401, LINE.encode())]
    with pytest.raises(NarratorRefused, match=r"^status 400$"):
        speaker.say(LINE, JOE, personal=True)
    with pytest.raises(NarratorUnavailable, match=r"^status 401$"):
        speaker.say(LINE, JOE, personal=True)
    speaker.close()
    with pytest.raises(NarratorRefused, match="no speech endpoint"):
        SpeechEndpoint("").say(LINE, JOE, personal=False)


def test_the_version_that_the_settings_name_is_the_one_that_speaks() -> None:
    assert ENDPOINT_VERSION == VERSION
