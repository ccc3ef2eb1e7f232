"""The deployed API compresses what it sends (infra/front.py); the local gateway does not. This stands between.

A server on this machine that hands on to the local stack, and compresses the answers as API Gateway would.
"""

from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from infra.gateway import COMPRESSED_FROM

#: What is not handed on: it speaks of one connection, or of a body that is made anew.
OWN = {"content-length", "transfer-encoding", "connection", "keep-alive", "date", "server"}
PATIENCE_SECONDS = 40


@contextmanager
def compressing(base_url: str) -> Iterator[str]:
    """The same base address on another port of this machine."""
    behind = urlsplit(base_url)

    class Hands(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            onward = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=PATIENCE_SECONDS)
            onward.request("GET", self.path, headers={**dict(self.headers), "Accept-Encoding": "identity"})
            answer = onward.getresponse()
            body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OWN:
                    self.send_header(name, value)
            if len(body) >= COMPRESSED_FROM and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            onward.close()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hands)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield behind._replace(netloc=f"127.0.0.1:{server.server_port}").geturl()
    finally:
        server.shutdown()
        server.server_close()
