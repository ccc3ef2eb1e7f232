"""The voice of the local stage behind the interface of OpenAI's speech endpoint: `POST /v1/audio/speech`, MP3.

Runs in `.local-venv`: `python infra/speech_service.py --port 4571`. It answers on 127.0.0.1 only and logs no line. A
line is kept in the cache folder of this machine, unless the request says `Cache-Control: no-store`, as it does for one
that was fitted to a person.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script, in an environment that does not know this project
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from infra import narrate

VOICE = "joe"
#: As OpenAI's own endpoint takes.
LONGEST_LINE, SLOWEST, FASTEST = 4096, 0.25, 4.0
LARGEST_BODY = 64_000
#: The voice waits for the people who wait for a page.
NICE = 10


class Refused(Exception):
    """A request that will not be carried out: (status, what to mend)."""


class Spokesman:
    """Says one line at a time; the voice is read with the first."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    def mp3(self, asked: dict[str, Any], keep: bool) -> bytes:
        """Raises `Refused`."""
        text, pace = asked.get("input"), asked.get("speed", 1.0)
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_LINE:
            raise Refused(400, f"`input` must be a line of 1 to {LONGEST_LINE} characters.")
        if asked.get("voice") != VOICE or asked.get("response_format", "mp3") != "mp3":
            raise Refused(400, f"The only voice is `{VOICE}`, the only response_format `mp3`.")
        if not isinstance(pace, int | float) or not SLOWEST <= pace <= FASTEST:
            raise Refused(400, f"`speed` must lie between {SLOWEST} and {FASTEST}.")
        try:
            say = narrate.piper()
        except ImportError:
            raise Refused(501, "The local voice is not on this machine. Run `make setup`.") from None
        with self._one_at_a_time:
            return (narrate.said_once(say) if keep else say)(text, float(pace))


def handler(spokesman: Spokesman) -> type[BaseHTTPRequestHandler]:
    class Speech(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(200 if self.path == "/health" else 404, b'{"status": "ok"}')

        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("content-length") or 0), LARGEST_BODY))
            try:
                if self.path != "/v1/audio/speech":
                    raise Refused(404, "There is only /v1/audio/speech.")
                asked = json.loads(body)
                if not isinstance(asked, dict):
                    raise Refused(400, "The body must be a JSON object.")
                keep = "no-store" not in self.headers.get("cache-control", "")
                self._answer(200, spokesman.mp3(asked, keep), "audio/mpeg")
            except ValueError:
                self._answer(400, _error("The body must be JSON."))
            except Refused as refused:
                self._answer(refused.args[0], _error(refused.args[1]))

        def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing: the local stage logs no requests."""

    return Speech


def _error(message: str) -> bytes:
    return json.dumps({"error": {"message": message, "type": "invalid_request_error"}}).encode()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=4571)
    os.nice(NICE)
    server = ThreadingHTTPServer(("127.0.0.1", parser.parse_args().port), handler(Spokesman()))
    server.daemon_threads = True
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"listening at http://127.0.0.1:{server.server_port}/v1", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
