"""From a fresh clone: fetching uv without pip, and what people are told when something is in the way."""

from __future__ import annotations

import hashlib
import io
import platform
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from infra import setup
from infra.toolchain import SetupError

PROGRAM = b"#!/bin/sh\necho uv 99.0.0\n"


def wheel() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"uv-{setup.UV_VERSION}.data/scripts/uv", PROGRAM)
    return made.getvalue()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A package index with a small stand-in for uv, whose hash is the pinned one; an empty cache; no uv on the PATH."""
    name = f"uv-{setup.UV_VERSION}-py3-none-any.whl"
    pages = {
        "/simple/uv/": f'<a href="other.whl">other</a> <a href="/files/{name}#sha256=0">{name}</a>'.encode(),
        f"/files/{name}": wheel(),
    }

    class Index(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(200 if body else 404)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setitem(setup.UV_WHEELS, platform.machine(), (name, hashlib.sha256(wheel()).hexdigest()))
    yield name
    server.shutdown()
    server.server_close()


def test_uv_is_fetched_from_the_package_index_and_kept_for_the_next_time(index: str) -> None:
    assert setup.find_uv() is None
    fetched = setup.fetch_uv()
    assert Path(fetched).read_bytes() == PROGRAM
    assert setup.find_uv() == fetched


def test_a_wheel_with_another_hash_is_not_used(index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(setup.UV_WHEELS, platform.machine(), (index, "0" * 64))
    with pytest.raises(SetupError, match="SHA-256"):
        setup.fetch_uv()
    assert setup.find_uv() is None


def test_an_index_without_the_pinned_uv_is_named(index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(setup.UV_WHEELS, platform.machine(), ("uv-0-absent.whl", "0" * 64))
    with pytest.raises(SetupError, match=r"does not offer uv-0-absent\.whl"):
        setup.fetch_uv()


def test_no_network_says_what_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(SetupError, match=r"Check the network.*SSL_CERT_FILE.*PIP_INDEX_URL"):
        setup.fetch_uv()


def test_an_unknown_machine_is_told_to_install_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "sparc64")
    with pytest.raises(SetupError, match="Install uv"):
        setup.fetch_uv()


def test_an_older_uv_on_the_path_is_passed_over(index: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "bin" / "uv"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho uv 0.4.1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}:/usr/bin:/bin")
    assert setup.find_uv() is None
    old.write_text("#!/bin/sh\necho uv 99.1.0\n")
    assert setup.find_uv() == str(old)
