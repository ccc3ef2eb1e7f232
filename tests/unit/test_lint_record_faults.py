"""Slips against what is on record: published ids and approved safety text. And the command that approves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chalicelib.authoring.lint import lint
from chalicelib.authoring.published_ids import RECORD as IDS
from chalicelib.authoring.published_ids import add_to_record, ids_of
from chalicelib.authoring.reader import read_programme
from chalicelib.authoring.safety_text import RECORD as SAFETY
from chalicelib.authoring.safety_text import read_record

from .command import stillpath
from .test_lint_faults import BACK, CLEAN, HELLO, MOMENT, Slip, line_of

SAFE = "\n## If you are not safe {#not-for-emergencies}\nOpen the Safety page now.\n"
RULE = "adaptable:\n  not-for-emergencies: {purpose: x, keep: [now], max_words: 20}\nminutes: 3"

SLIPS = [
    Slip(MOMENT, "id: mood", "id: feeling", "removed-id", "fields:"),
    Slip(IDS, "back\n", "back\nbefore\n", "removed-id", "before"),
    Slip(IDS, "moment.mood choice", "moment.mood choice\nmoment.when date", "removed-id", "fields:"),
    Slip(IDS, "moment.place short_text", "moment.place rating", "reused-id", "type: short_text"),
    Slip(HELLO, "Open the Safety page now.", "Open the Safety page.", "safety-text", "## If you are"),
    Slip(HELLO, "## If you are not safe", "## If all is not well", "safety-text", "## If all"),
    Slip(HELLO, "minutes: 3", RULE, "safety-text", "not-for-emergencies: {purpose"),
    Slip(HELLO, SAFE, "", "safety-text", "hello.not-for-emergencies"),
    Slip(BACK, "That is all.", f"That is all.\n{SAFE}", "safety-text", "## If you are"),
]  # fmt: skip
#: A slip in a record is found where the words are, or the other way round.
FOUND_IN = {2: MOMENT, 3: MOMENT, 7: SAFETY}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded") / "modules"
    shutil.copytree(CLEAN, folder)
    with (folder / HELLO).open("a", encoding="utf-8") as file:
        file.write(SAFE)
    programme, _ = read_programme(folder)
    assert programme
    assert add_to_record(folder, ids_of(programme)) == 5
    assert stillpath("approve-safety", "--dir", str(folder), "--by", "Dr Invented", "--yes").exit_code == 0
    return folder


def test_the_tree_as_it_is_on_record_has_no_fault(tree: Path) -> None:
    assert lint(tree) == []


@pytest.mark.parametrize("number", range(len(SLIPS)), ids=[f"{n}-{s.rule}" for n, s in enumerate(SLIPS)])
def test_a_slip_is_named_with_file_line_and_rule(tree: Path, number: int) -> None:
    slip = SLIPS[number]
    path, found = tree / slip.file, tree / FOUND_IN.get(number, slip.file)
    text = path.read_text(encoding="utf-8")
    assert slip.old in text
    path.write_text(text.replace(slip.old, slip.new, 1), encoding="utf-8")
    try:
        faults = lint(tree)
        line = line_of(found.read_text(encoding="utf-8"), slip.where)
    finally:
        path.write_text(text, encoding="utf-8")
    assert (str(found), line, slip.rule) in [(f.file, f.line, f.rule) for f in faults]


def test_a_new_field_or_step_is_no_fault(tree: Path) -> None:
    path = tree / MOMENT
    text = path.read_text(encoding="utf-8")
    more = "  - id: more\n    type: list\n    label: More?\n---\nThink"
    path.write_text(text.replace("---\nThink", more, 1), encoding="utf-8")
    try:
        assert lint(tree) == []
    finally:
        path.write_text(text, encoding="utf-8")


# --- approving ------------------------------------------------------------------------------------


def test_a_change_of_safety_text_is_shown_and_approved_by_somebody(desk: Path) -> None:
    path = desk / "modules" / HELLO
    path.write_text(path.read_text() + SAFE)
    told = stillpath("approve-safety", "--by", "Dr Invented", "--yes").stdout
    assert "Open the Safety page now." in told
    assert "1 passage approved by Dr Invented" in told
    assert read_record(desk / "modules")["hello.not-for-emergencies"].by == "Dr Invented"
    assert lint(desk / "modules") == []
    assert "as it was approved" in stillpath("approve-safety").stdout


def test_nothing_is_approved_without_a_yes(desk: Path) -> None:
    path = desk / "modules" / HELLO
    path.write_text(path.read_text() + SAFE)
    assert stillpath("approve-safety").exit_code == 1
    assert not (desk / "modules" / SAFETY).exists()


def test_any_passage_may_be_put_under_watch_also_a_translated_one(desk: Path) -> None:
    spanish = desk / "modules" / "translations" / "es" / HELLO
    spanish.parent.mkdir(parents=True)
    spanish.write_text("---\ntitle: Hola\n---\nEsta es la primera página.\n")
    stillpath("translate", "accept")
    assert stillpath("approve-safety", "hello.intro", "es/hello.intro", "--yes").exit_code == 0
    spanish.write_text(spanish.read_text().replace("primera", "segunda"))
    assert [(Path(f.file).name, f.rule) for f in lint(desk / "modules")] == [("10-hello.md", "safety-text")]
    refused = stillpath("approve-safety", "hello.nothing")
    assert "There is no passage hello.nothing" in refused.stderr


def test_publish_puts_ids_on_record_when_asked(desk: Path, author_table: str) -> None:
    stillpath("publish")
    assert not (desk / "modules" / IDS).exists()
    assert "5 ids added" in stillpath("publish", "--record").stdout
    assert stillpath("lint").exit_code == 0
    assert "ids added" not in stillpath("publish", "--record").stdout
