"""The front door's table of routes: true to the modules, and the reason why a cold start loads few of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.routing import JSON, PAGES, routes_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("module", [*JSON, *PAGES])
def test_the_table_has_the_routes_that_the_module_registers(module: str) -> None:
    registered = {f"{method} {path}" for method, path in routes_of(module).views}
    assert registered == set((JSON | PAGES)[module])


def test_every_module_of_routes_is_in_the_table() -> None:
    written = {
        f"{floor}.{file.stem}"
        for floor in ("api", "web")
        for file in (ROOT / "chalicelib" / floor).glob("*.py")
        if "routes = Routes()" in file.read_text(encoding="utf-8")
    }
    assert written == {*JSON, *PAGES}


def test_a_cold_start_loads_no_module_of_routes() -> None:
    listed = "import app, sys; print(*(m for m in sys.modules if m.startswith(('chalicelib.api.', 'chalicelib.web.'))))"
    done = subprocess.run(
        [sys.executable, "-c", listed], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )
    loaded = {name.removeprefix("chalicelib.") for name in done.stdout.split()}
    assert "api.http" in loaded
    assert not loaded & {*JSON, *PAGES}
