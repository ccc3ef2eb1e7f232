"""A model endpoint whose answers are written here, for trials in which the model's own slowness is not the subject."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Rewordings of the passage `small-enough` of step `gs-small-goal` that pass every check; no two are the same.
GOOD = (
    '{start}, a good goal is small enough to do on a bad day. "Be happy" is too big, and no one does it on purpose. '
    '"Drink my tea outside" is better, because you can tell when it is done. {end}, cut it in half.'
)
STARTS = ("When it all feels late", "When the rain sets in", "When evenings feel long", "When the day feels full")
ENDS = ("If the goal still feels heavy on a cold evening", "If it still feels heavy when the rain comes")
#: What a check refuses: the words that must stay are missing.
BAD = "Just think of something nice and do it."
#: Every so manieth answer is bad, so that a second attempt is part of the trial.
BAD_EVERY = 3


def good(number: int) -> str:
    return GOOD.format(start=STARTS[number % len(STARTS)], end=ENDS[number % len(ENDS)])


@contextmanager
def scripted_model() -> Iterator[str]:
    """Base address of an OpenAI-compatible endpoint on this machine."""
    numbers = itertools.count()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            number = next(numbers)
            text = BAD if number % BAD_EVERY == 0 else good(number)
            body = json.dumps(completion(text)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": json.dumps({"text": text})}
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
