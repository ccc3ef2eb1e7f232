"""One slip at a time in the real programme: lint names the file, the line and the rule, and never falls over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.authoring import reader
from chalicelib.authoring.lint import lint
from chalicelib.authoring.reader import read_folder

from .slips import MODULES, Slip, slips

SLIPS = slips()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real programme without its translations, which would be stale with every slip."""
    folder = tmp_path_factory.mktemp("real") / "modules"
    shutil.copytree(MODULES, folder, ignore=shutil.ignore_patterns("translations"))
    return folder


@pytest.fixture(scope="module")
def translated(source: Path) -> Path:
    """The same with one module in Spanish."""
    folder = source.parent.with_name("translated") / "modules"
    shutil.copytree(source, folder)
    part = Path("translations") / "es" / "02-feelings-and-body"
    shutil.copytree(MODULES / part, folder / part)
    return folder


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Any:
    """Files that stay as they are are parsed once: one slip changes one file, and parsing takes most of the time."""
    patch = pytest.MonkeyPatch()
    known: dict[Any, Any] = {}

    def state(path: Path) -> Any:
        try:
            found = os.stat(path)
        except OSError:
            return None
        return str(path), found.st_mtime_ns, found.st_size

    real_step, real_yaml = reader._step, reader._yaml_file

    def step(path: Path, faults: list[Any]) -> Any:
        if (key := state(path)) not in known:
            found: list[Any] = []
            known[key] = (real_step(path, found), found)
        read, found = known[key]
        faults += found
        return read

    def yaml_file(path: Path, faults: list[Any]) -> Any:
        if (key := state(path)) not in known:
            found: list[Any] = []
            known[key] = (*real_yaml(path, found), found)
        data, lines, found = known[key]
        faults += found
        return (data if data is None else dict(data)), lines

    patch.setattr(reader, "_step", step)
    patch.setattr(reader, "_yaml_file", yaml_file)
    yield
    patch.undo()


def test_there_are_enough_of_them_and_of_every_kind_of_file() -> None:
    assert len(SLIPS) >= 120
    assert len({(slip.file, slip.start, slip.new) for slip in SLIPS}) == len(SLIPS)
    assert {slip.file.split("/")[0] for slip in SLIPS} >= {"programme.yaml", "measures", "practices", "screens"}
    assert len({slip.rule for slip in SLIPS}) >= 25


def test_the_trees_themselves_have_no_fault(source: Path, translated: Path) -> None:
    assert lint(source) == []
    assert lint(translated) == []


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{slip.rule}: {slip.name}" for slip in SLIPS])
def test_a_slip_is_named_with_file_line_and_rule(source: Path, slip: Slip, request: pytest.FixtureRequest) -> None:
    tree = request.getfixturevalue("translated") if slip.file.startswith("translations") else source
    path = tree / slip.file
    text = path.read_text(encoding="utf-8")
    path.write_text(slip.made_in(text), encoding="utf-8")
    try:
        faults = lint(tree)
    finally:
        path.write_text(text, encoding="utf-8")
    found = [(Path(f.file).relative_to(tree).as_posix(), f.line, f.rule) for f in faults]
    line = slip.line(text)
    assert any(
        (file, rule) == (slip.file, slip.rule) and (there == line or (slip.anywhere and there <= line))
        for file, there, rule in found
    ), (line, found)
    assert all(f.message and f.help for f in faults)


# --- files that no text editor should make, but some do -------------------------------------------

KINDS = [
    "programme.yaml",
    "03-doing-more/module.yaml",
    "03-doing-more/60-my-plan.md",
    "measures/phq-9.yaml",
    "practices/body-scan.yaml",
    "screens/vr.yaml",
    "translations/es/02-feelings-and-body/10-check-in.md",
]
BOMB = b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60))
WRECKS: dict[str, Callable[[bytes], bytes]] = {
    "encoding": lambda raw: raw.replace(b"\n", b"\n\xe9\xff", 1),
    "too-large": lambda raw: raw + b"\0" * 50_000_000,
    "anchor": lambda raw: b"---\n" * raw.startswith(b"---") + BOMB + raw.removeprefix(b"---\n"),
}


@pytest.mark.parametrize("rule", WRECKS)
@pytest.mark.parametrize("file", KINDS)
def test_a_wrecked_file_of_any_kind_is_named(translated: Path, file: str, rule: str) -> None:
    path = translated / file
    raw = path.read_bytes()
    path.write_bytes(WRECKS[rule](raw))
    try:
        faults = lint(translated)
    finally:
        path.write_bytes(raw)
    assert [(f.file, f.rule) for f in faults if f.file == str(path)] == [(str(path), rule)]


def test_a_mark_and_line_ends_of_other_systems_change_nothing(translated: Path) -> None:
    before = read_folder(translated).programme
    for path in [*translated.rglob("*.yaml"), *translated.rglob("*.md")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert lint(translated) == []
    assert read_folder(translated).programme == before
