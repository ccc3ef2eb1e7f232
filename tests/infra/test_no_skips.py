"""`make test` counts a test that did not run as a failure."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from infra.toolchain import ROOT, venv_python


def run(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_one.py").write_text(f"import pytest\n\n{body}\n")
    own = ["-p", "infra.no_skips", "-p", "no:cacheprovider", "--rootdir", str(folder), "-c", "/dev/null", str(folder)]
    command = [str(venv_python()), "-m", "pytest", *own]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "body",
    [
        "def test_it():\n    pytest.skip('no')",
        "@pytest.mark.xfail\ndef test_it():\n    assert False",
        "@pytest.mark.xfail\ndef test_it():\n    assert True",
    ],
    ids=["skipped", "expected to fail", "expected to fail but passed"],
)
def test_a_test_that_was_left_out_fails_the_run_and_is_named(tmp_path: Path, body: str) -> None:
    done = run(tmp_path, body)
    assert done.returncode == 1
    assert "not run: " in done.stdout
    assert "test_one.py::test_it" in done.stdout


def test_a_run_with_every_test_passed_is_fine(tmp_path: Path) -> None:
    assert run(tmp_path, "def test_it():\n    assert True").returncode == 0
