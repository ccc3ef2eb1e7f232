"""Slips in branches, optional parts, boosters and typed worksheets, one at a time, on a clean tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chalicelib.authoring.lint import lint

from .test_lint_faults import CLEAN, MODULES, PHQ9, Slip, line_of

TREE = Path(__file__).parent / "data" / "branched_programme"
PROGRAMME, ONE, TWO, THREE = "programme.yaml", "02-one/module.yaml", "03-two/module.yaml", "04-three/module.yaml"
ASIDE, LATER = "05-aside/module.yaml", "06-later/module.yaml"
RECORD, WORRIES, READ, THINK = (
    "02-one/10-record.md",
    "03-two/10-worries.md",
    "04-three/10-read.md",
    "05-aside/10-think.md",
)

ORDER = "      - begin\n      - three\n      - one\n      - two\n"
BRANCHES = (TREE / PROGRAMME).read_text(encoding="utf-8").split("branches:\n")[1]

SLIPS = [
    # the order of a branch
    Slip(PROGRAMME, "      - three", "      - threee", "branch-order", "threee"),
    Slip(PROGRAMME, "      - three\n", "      - three\n      - aside\n", "branch-order", "- aside\n"),
    Slip(PROGRAMME, "      - three\n", "      - three\n      - later\n", "branch-order", "- later\n"),
    Slip(PROGRAMME, "      - two\n", "      - two\n      - one # again\n", "branch-order", "# again"),
    Slip(PROGRAMME, "      - three\n      - one\n", "      - one\n", "branch-order", "order:"),
    Slip(PROGRAMME, "      - begin\n      - three\n", "      - three # early\n      - begin\n",
         "branch-order", "# early"),
    Slip(PROGRAMME, "order: [begin, one, two, three]", "order: []", "wrong-value", "order: []"),
    # how it is chosen
    Slip(PROGRAMME, "decide_after: begin", "decide_after: begun", "branch-decision", "begun"),
    Slip(PROGRAMME, "decide_after: begin", "decide_after: aside", "branch-decision", "decide_after"),
    Slip(PROGRAMME, "decide_after: begin\n", "", "branch-decision", "branches:"),
    Slip(PROGRAMME, f"branches:\n{BRANCHES}", "", "branch-decision", "decide_after"),
    Slip(PROGRAMME, "answer: choose.way\n          equals: other", "answer: record.situation\n          answered: true",
         "branch-decision", "record.situation"),
    Slip(PROGRAMME, "answer: choose.way", "answer: choose.where", "unknown-reference", "choose.where"),
    Slip(PROGRAMME, "equals: other", "equals: another", "unknown-choice", "another"),
    Slip(PROGRAMME, "measure: ease", "measure: unease", "unknown-measure", "unease"),
    Slip(PROGRAMME, "at_least: 2", "at_least: 20", "impossible-condition", "at_least"),
    Slip(PROGRAMME, "          at_least: 2\n", "", "wrong-value", "- measure: ease"),
    Slip(PROGRAMME, "          at_least: 2\n", "          at_least: 2\n          reason: x\n",
         "unknown-key", "reason: x"),
    Slip(PROGRAMME, "    reason: You asked for the plain way.\n", "", "missing-key", "- id: plain"),
    Slip(PROGRAMME, "      - - answer: choose.way\n          equals: plain\n", "      - []\n",
         "wrong-value", "- id: plain"),
    Slip(PROGRAMME, "  - id: plain", "  - id: other # again", "duplicate-id", "# again"),
    # what can never open
    Slip(PROGRAMME, ORDER, "      - begin\n      - two # first\n      - one\n      - three\n", "dead-end", "# first"),
    Slip(PROGRAMME, "order: [begin, one, two, three]", "order: [begin, two, one, three]",
         "dead-end", "order: [begin, two"),
    Slip(ONE, "  days: 5", "  completed: [three]", "unlock-cycle", "[three]"),
    Slip(THREE, "  previous: true", "  previous: true\n  completed: [fuor]", "unreachable-module", "fuor"),
    Slip(LATER, "completed: [three]", "completed: [later]", "unlock-cycle", "[later]"),
    Slip(ONE, "ease: 7", "ease: 3", "measure-not-asked", "ease: 3"),
    Slip(ONE, "ease: 7", "phq-9: 7", "measure-not-asked", "phq-9: 7"),
    Slip(TWO, "answer: record.situation\n      answered: true", "measure: phq-9\n      at_most: 9",
         "measure-not-asked", "phq-9"),
    Slip(LATER, "days: 30", "days: 401", "wrong-value", "days"),
    # optional parts and boosters
    Slip(THREE, "previous: true", "completed: [aside]", "optional-in-the-way", "[aside]"),
    Slip(TWO, "answer: record.situation", "answer: think.word", "optional-in-the-way", "think.word"),
    Slip(THREE, "previous: true", "completed: [later]", "optional-in-the-way", "[later]"),
    Slip(LATER, "completed: [three]", "completed: [aside]", "optional-in-the-way", "[aside]"),
    Slip(ASIDE, "completed: [begin]", "previous: true", "wrong-value", "id: aside"),
    Slip(ASIDE, "kind: optional", "kind: booster", "wrong-value", "id: aside"),
    Slip(ASIDE, "kind: optional", "kind: extra", "wrong-value", "kind"),
    Slip(ASIDE, "equals: other", "equals: another", "unknown-choice", "another"),
    Slip(ASIDE, "answer: choose.way", "answer: chose.way", "unknown-reference", "chose.way"),
    Slip(ASIDE, "at_least: 3", "at_least: 5", "impossible-condition", "at_least"),
    Slip(ASIDE, "    reason: Your answers were high.\n", "", "missing-key", "- measure: ease"),
    # practices
    Slip(THREE, "[breathing]", "[breathng]", "unknown-practice", "breathng"),
    Slip(WORRIES, "practice: breathing", "practice: sleeping", "unknown-practice", "sleeping"),
    # typed worksheets
    Slip(RECORD, "worksheet: thought-record", "worksheet: thoughts", "wrong-value", "worksheet: thoughts"),
    Slip(RECORD, "id: emotions", "id: feelings", "worksheet-fields", "worksheet: thought"),
    Slip(RECORD, "id: hot-thought", "id: worst-thought", "worksheet-fields", "worksheet: thought"),
    Slip(RECORD, "id: situation, type: short_text", "id: situation, type: date", "worksheet-fields", "type: date"),
    Slip(RECORD, "id: belief, type: rating", "id: belief, type: rating, maximum: 10", "worksheet-fields", "maximum"),
    Slip(RECORD, "      - {id: strength, type: rating, label: How strong?}\n", "", "worksheet-fields", "columns:"),
    Slip(WORRIES, "id: what-if", "id: maybe", "worksheet-fields", "choices:"),
    Slip(WORRIES, "worksheet: worry-log", "worksheet: sleep-diary", "worksheet-fields", "worksheet: sleep"),
    Slip(WORRIES, "kind: worksheet", "kind: example", "worksheet-kind", "worksheet: worry-log"),
    # ids
    Slip(READ, "id: read", "id: worries", "duplicate-id", "id: worries"),
    Slip(LATER, "id: later", "id: aside", "duplicate-id", "id: aside"),
]  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("branched") / "modules"
    shutil.copytree(CLEAN, folder, ignore=shutil.ignore_patterns("0*", "programme.yaml"))
    shutil.copytree(TREE, folder, dirs_exist_ok=True)
    shutil.copy(MODULES / PHQ9, folder / PHQ9)
    return folder


def test_the_clean_tree_has_no_fault(tree: Path) -> None:
    assert lint(tree) == []


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{n}-{s.rule}" for n, s in enumerate(SLIPS)])
def test_a_slip_is_named_with_file_line_and_rule(tree: Path, slip: Slip) -> None:
    path = tree / slip.file
    text = path.read_text(encoding="utf-8")
    assert slip.old in text
    mutated = text.replace(slip.old, slip.new, 1)
    path.write_text(mutated, encoding="utf-8")
    try:
        faults = lint(tree)
    finally:
        path.write_text(text, encoding="utf-8")
    assert (str(path), line_of(mutated, slip.where), slip.rule) in [(f.file, f.line, f.rule) for f in faults]
    assert {f.file for f in faults} == {str(path)}
    assert all(f.message and f.help for f in faults)
