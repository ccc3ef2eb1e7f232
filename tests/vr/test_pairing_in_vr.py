"""`pair --headset` on Monado: the code is in the place while a server, made for the test, waits for its yes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PERSON = "a" * 64


@pytest.fixture
def programme() -> Iterator[str]:
    """Gives a code, and a token at the third try."""
    tries: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, told = self._told()
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _told(self) -> tuple[int, dict[str, Any]]:
            if self.path.endswith("authorize"):
                address = "https://stillpath.example/devices"
                codes = {"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": address}
                return 200, {**codes, "interval": 1, "expires_in": 60}
            tries.append(self.path)
            if len(tries) < 3:
                return 400, {"error": "authorization_pending"}
            return 200, {"access_token": "sph_x", "person": PERSON, "signing_key": None}

        def log_message(self, *_: Any) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}/"
    made.shutdown()
    made.server_close()


def pair(programme: str, home: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {"STILLPATH_HEADSET_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", **settings}
    command = [sys.executable, "-m", "vr_client", "pair", "--headset", "--server", programme]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, timeout=100, check=False)


@pytest.mark.usefixtures("runtime")
def test_the_code_is_in_the_headset_until_it_is_confirmed(programme: str, tmp_path: Path) -> None:
    done = pair(programme, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "WDJB-MJHT" in done.stdout
    assert "Connected." in done.stdout
    assert json.loads((tmp_path / "connection.json").read_text())["person"] == PERSON


def test_without_a_headset_the_code_is_on_the_terminal_and_good(programme: str, tmp_path: Path) -> None:
    done = pair(programme, tmp_path, XR_RUNTIME_JSON=str(tmp_path / "none.json"))
    assert done.returncode == 0
    assert "good all the same" in done.stderr
    assert "Connected." in done.stdout
