"""The pages at an address of this machine, for a browser with cookies of its own, over a network that can go away."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from tests.web.conftest import BROWSERS_OWN, Site

#: Where the pages lie on this address, as behind a stage of a gateway: a worker looks after nothing above it.
ROOT = "/stage/api"


@dataclass
class Network:
    """`down`: every request is cut off, as on a train. `answer_lost`: the app gets it, and its answer is cut off.
    `slow`: seconds that each request takes."""

    base: str = ""
    down: bool = False
    answer_lost: bool = False
    slow: float = 0
    asked: list[str] = field(default_factory=list)
    """Every path, in order."""
    posted: list[str] = field(default_factory=list)
    """Paths of the forms that reached the app, in order."""


@contextmanager
def network(site: Site) -> Iterator[Network]:
    here = Network()

    class Pages(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            here.asked.append(self.path.removeprefix(ROOT).strip("/"))
            if here.down:
                return
            time.sleep(here.slow)
            sent = {name: self.headers[name] for name in ("cookie", "content-type") if self.headers[name]}
            path = self.path.removeprefix(ROOT)
            told = site.client.http.request(self.command, path, headers={"host": "localhost", **sent}, body=body)
            if self.command == "POST":
                here.posted.append(path.strip("/"))
                if here.answer_lost:
                    return
            self.send_response(told.status_code)
            for name, value in told.headers.items():
                for line in value if isinstance(value, list) else [value]:
                    if name.lower() not in BROWSERS_OWN:
                        self.send_header(name, line)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        do_GET = do_POST = answer

        def log_message(self, *_: Any) -> None:
            pass

    class Server(HTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a browser that went away in the middle of an answer

    server = Server(("127.0.0.1", 0), Pages)
    here.base = f"http://127.0.0.1:{server.server_port}{ROOT}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()
