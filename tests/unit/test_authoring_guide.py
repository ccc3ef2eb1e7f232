"""docs/authoring.md: what it has an author save and type is saved and typed here, and its reference is true."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from chalicelib.authoring import reference
from chalicelib.authoring.lint import lint
from chalicelib.authoring.preview.server import Server

from .command import stillpath
from .test_diff import edit, start

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / reference.DOCUMENT
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def add_to_modules(file: Path, change: str) -> None:
    """What the lines with a plus say: one more entry of the list of modules."""
    (line,) = [line.removeprefix("+") for line in change.splitlines() if line.startswith("+")]
    text = file.read_text(encoding="utf-8")
    last = list(re.finditer(r"^  - \d\d-.*\n", text, re.MULTILINE))[-1]
    save(file, f"{text[: last.end()]}{line}\n{text[last.end() :]}")


def type_in(line: str) -> None:
    words = shlex.split(line)
    if words[0] == "stillpath":
        free_port = ["--port", "0"] if words[1] == "preview" else []
        result = stillpath(*words[1:], *free_port)
        assert result.exit_code == 0, (line, result.output)
    else:
        subprocess.run(words, check=True, capture_output=True)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages that were opened. The author ends the preview as soon as it serves them."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    def ended(self: Server, poll_interval: float = 0.5) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", ended)
    return opened


@pytest.fixture
def author(desk: Path, author_table: str) -> Path:
    """A small programme under the real one's name, served, with one patient."""
    edit(desk, "programme.yaml", "id: small", "id: finding-your-footing")
    module = desk / "modules" / "02-next" / "module.yaml"
    save(module, module.read_text().split("unlock:")[0] + "unlock:\n  completed: [start]\n")
    assert stillpath("publish").exit_code == 0
    start("one", "finding-your-footing")
    return desk


def test_everything_in_the_guide_works_as_it_is_written(author: Path, browser: list[str]) -> None:
    for kind, file, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        if kind == "diff":
            add_to_modules(author / file, text)
        elif file:
            save(author / file, text)
        elif kind == "sh":
            for line in text.splitlines():
                type_in(line)
    assert lint(author / "modules") == []
    assert len(browser) == 1
    assert (author / "modules" / "translations" / "es" / "14-a-walk" / "10-why-walk.md").exists()


def test_the_guides_module_fits_into_the_real_programme(tmp_path: Path) -> None:
    """Only what a new module touches is read: the real tree with all its steps is linted elsewhere."""
    (tmp_path / "modules" / "14-a-walk").mkdir(parents=True)
    save(tmp_path / "modules" / "programme.yaml", "id: x\ntitle: X\nmodules:\n  - 00-first\n")
    shutil.copytree(ROOT / "modules" / "01-getting-started", tmp_path / "modules" / "00-first")
    shutil.copytree(ROOT / "modules" / "measures", tmp_path / "modules" / "measures")
    shutil.copy(ROOT / "modules" / "programme.yaml", tmp_path / "real.yaml")
    for kind, file, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        if kind == "diff":
            add_to_modules(tmp_path / "real.yaml", text)
            add_to_modules(tmp_path / file, text)
        elif file:
            save(tmp_path / file, text)
    assert "  - 23-six-months-on\n  - 14-a-walk\n" in (tmp_path / "real.yaml").read_text()
    assert [f for f in lint(tmp_path / "modules") if "14-a-walk" in f.file] == []


def test_the_reference_is_as_the_code_has_it() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text == reference.written(text), "run `stillpath reference --write`"


def test_every_picture_and_file_that_the_guide_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", GUIDE.read_text(encoding="utf-8").split(reference.BEGIN)[0])
    assert len(links) > 4
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []


def test_a_guide_without_its_marks_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    save(tmp_path / reference.DOCUMENT, "Nothing here.\n")
    monkeypatch.chdir(tmp_path)
    result = stillpath("reference", "--write")
    assert result.exit_code == 1
    assert "lacks the line" in result.stderr
    assert (tmp_path / reference.DOCUMENT).read_text() == "Nothing here.\n"
