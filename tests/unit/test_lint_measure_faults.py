"""Slips in questionnaires and screens, one at a time, on a clean tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chalicelib.authoring.lint import lint

from .test_lint_faults import CLEAN, EASE, MODULES, NEXT, PHQ9, PROGRAMME, Slip, line_of

CIRCLE, CSSRS, CORE = "screens/circle.yaml", "screens/cssrs.yaml", "measures/core-10.yaml"
NEVER = "  - {value: 2, label: Never}\n"
OPTIONS = "options:\n  - {value: 0, label: Not at all, code: LA6568-5}"
RENAMED = OPTIONS.replace("Not at all", "Never")

SLIPS = [
    # a published questionnaire stays as it was published
    Slip(PHQ9, "Little interest or", "Less interest or", "measure-definition", "Less interest"),
    Slip(PHQ9, "Over the last 2 weeks", "Over the last two weeks", "measure-definition", "stem:"),
    Slip(PHQ9, OPTIONS, RENAMED, "measure-definition", RENAMED),
    Slip(PHQ9, "code: 44255-8", "code: 44255-9", "measure-definition", "44255-9"),
    Slip(PHQ9, "code: LA6572-7", "code: LA6572-8", "measure-definition", "- id: difficulty"),
    Slip(PHQ9, "low: 0, high: 4}", "low: 0, high: 5}", "measure-definition", "bands:"),
    Slip(PHQ9, "max_missing: 2", "max_missing: 3", "measure-definition", "max_missing"),
    Slip(PHQ9, "cut_off: 10", "cut_off: 11", "measure-definition", "cut_off"),
    Slip(PHQ9, '{id: "2", code', '{id: "2", reverse: true, code', "measure-definition", '{id: "2"'),
    Slip(CORE, '{id: "2", reverse: true}', '{id: "2"}', "measure-definition", '{id: "2"}'),
    Slip(CORE, ", risk: true", "", "risk-item", '{id: "6"}'),
    Slip(CSSRS, '      - {question: "4"}\n', "", "screen-definition", "results:"),
    Slip(CSSRS, "level: red", "level: amber", "screen-definition", "results:"),
    Slip(CSSRS, '      - {id: "4"}\n', "", "screen-definition", "questions:\n"),
    # words and answers
    Slip(EASE, "text: Outside", "text: ''", "measure-words", '- id: "2"'),
    Slip(EASE, "label: Never}", "label: ''}", "measure-words", '- id: "1"'),
    Slip(EASE, "stem: How much of the time did you feel at ease?\n", "", "measure-words", "id: ease"),
    Slip(EASE, "text: Outside", "text: Outside\n    options: [{value: 0, label: a}, {value: 0, label: b}]",
         "measure-options", "options: [{"),
    Slip(EASE, "text: Outside", "text: Outside\n    options: [{value: 0, label: a}]", "wrong-value", "id: ease"),
    Slip(EASE, "text: Outside", "text: Outside\nextra_items: [{id: '2', text: Twice}]", "wrong-value", "id: ease"),
    # numbers
    Slip(EASE, "cut_off: 2", 'subscales: [{id: a, title: A, items: ["1"], cut_off: 3}]', "measure-limits", "subscales"),
    Slip(EASE, "cut_off: 2", 'subscales: [{id: a, title: A, items: ["1"], symptoms: {at_least: 2, value: 1}}]',
         "measure-limits", "subscales"),
    Slip(EASE, "cut_off: 2", 'subscales: [{id: a, title: A, items: ["3"]}]', "wrong-value", "id: ease"),
    Slip(EASE, "text: Outside", "text: Outside\n    options: [{value: 0, label: a}, {value: 9, label: b}]", "bands",
         "low: 2, high: 4"),
    # a questionnaire without its words
    Slip(PROGRAMME, "schedule:\n", "schedule:\n  - {id: core-10, every_days: 7}\n", "measure-not-shown", "id: core-10"),
    Slip(NEXT, "    ease: 7", "    core-10: 7", "measure-not-shown", "core-10"),
    Slip(NEXT, "measure: ease", "measure: core-10", "measure-not-shown", "measure: core-10"),
    # screens
    Slip(CIRCLE, "question: company, answers", "question: campany, answers", "unknown-question", "campany"),
    Slip(CIRCLE, "answers: [left-out]", "answers: [left]", "unknown-question", "answers: [left]"),
    Slip(CIRCLE, "    follow_ups:", "    follow_when: [perhaps]\n    follow_ups:", "unknown-question", "perhaps"),
    Slip(CIRCLE, "  - id: fine\n", "  - id: well\n    title: Well\n    text: Well.\n  - id: fine\n", "screen-results",
         "id: well"),
    Slip(CIRCLE, "  - id: fine\n", "  - id: fine\n    when: [{question: place, answers: [out]}]\n", "screen-results",
         "id: fine"),
    Slip(CIRCLE, "      crisis: false", "      when: [{question: place, answers: [out]}]", "screen-results",
         "      when: [{question"),
    Slip(CIRCLE, "    when:\n      - {question: often, answers: [left-out]}\n", "", "screen-results", "- rule: R5"),
    Slip(CIRCLE, "        text: Do you see them often?\n", "", "screen-words", "- id: often"),
    Slip(CIRCLE, "due: at-start", "due: at-start\nstands_in_for: square", "unknown-screen", "square"),
    Slip(CIRCLE, "due: at-start", "due: sometimes", "wrong-value", "due:"),
    Slip(CIRCLE, "https://example.org/meet", "http://example.org/meet", "wrong-value", "http://"),
    Slip(CIRCLE, "      - id: often", "      - id: place", "wrong-value", "id: circle"),
    Slip(CIRCLE, "id: circle", "id: ring", "file-name", "id: ring"),
    Slip(CIRCLE, "level: blue", "level: green", "wrong-value", "level: green"),
]  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "modules"
    shutil.copytree(CLEAN, folder)
    (folder / "screens").mkdir()
    shutil.copy(CLEAN.parent / CIRCLE, folder / CIRCLE)
    for real in (PHQ9, CORE, CSSRS):
        shutil.copy(MODULES / real, folder / real)
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
    faults = lint(tree)
    assert (str(path), line_of(mutated, slip.where), slip.rule) in [(f.file, f.line, f.rule) for f in faults]
    assert {f.file for f in faults} == {str(path)}
    assert all(f.message and f.help for f in faults)
