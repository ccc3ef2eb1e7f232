"""Several runs of pytest at once: every test is counted, and whatever is not a pass makes the whole fail."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from infra import checks, suites
from infra.suites import Suite, all_well, closing_line, run_together
from infra.toolchain import ROOT

PASSES = "def test_one():\n    pass\n\n\ndef test_two():\n    pass\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suites, "ROOT", tmp_path)
    monkeypatch.setattr(suites, "RESULTS", tmp_path / "results")


def suite(folder: Path, title: str, body: str) -> Suite:
    file = folder / f"test_{title}.py"
    file.write_text(body)
    plain = ("-p", "infra.no_skips", "-p", "no:cacheprovider", "--rootdir", str(folder), "-c", "/dev/null")
    return Suite(title, (sys.executable, "-m", "pytest", *plain, str(file)))


def run(*those: Suite) -> Counter[str]:
    return run_together(those, {**os.environ, "PYTHONPATH": str(ROOT)})


def test_tests_of_all_runs_are_counted(tmp_path: Path) -> None:
    counted = run(suite(tmp_path, "a", PASSES), suite(tmp_path, "b", PASSES))
    assert counted == Counter(passed=4)
    assert all_well(counted)
    assert closing_line(counted, time.monotonic()).startswith("4 passed in 0.")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("def test_it():\n    assert False\n", "failed"),
        ("import pytest\n\n\ndef test_it():\n    pytest.skip('no')\n", "skipped"),
        ("import nothing_of_this_name\n", "errors"),
        ("import os\n\n\ndef test_it():\n    os._exit(3)\n", "broken"),
        ("# no test\n", "broken"),
    ],
    ids=["fails", "is skipped", "cannot be collected", "ends the process", "is not there"],
)
def test_a_run_in_which_one(tmp_path: Path, body: str, kind: str) -> None:
    counted = run(suite(tmp_path, "a", PASSES), suite(tmp_path, "b", body))
    assert counted["passed"] == 2
    assert counted[kind] == 1
    assert not all_well(counted)


def test_every_folder_of_tests_is_in_a_suite() -> None:
    named = {word for line in checks.EVERYTHING for one in line for word in one.command if word.startswith("tests/")}
    folders = {f"tests/{path.name}" for path in (ROOT / "tests").iterdir() if any(path.glob("test_*.py"))}
    assert folders - named == {"tests/vr"}  # infra/trixie.py names it


def test_every_file_of_unit_tests_is_in_one_half() -> None:
    (halves,) = checks.units()
    named = [word for half in halves for word in half.command if word.startswith("tests/")]
    assert sorted(named) == sorted(f"tests/unit/{path.name}" for path in (ROOT / "tests" / "unit").glob("test_*.py"))
