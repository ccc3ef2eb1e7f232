"""Each way an author can slip, one at a time, on a clean tree: the right file, line and rule, and never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.authoring.lint import lint
from chalicelib.authoring.reader import read_folder

CLEAN = Path(__file__).parent / "data" / "small_programme"
MODULES = Path(__file__).parents[2] / "modules"

PROGRAMME, START, NEXT = "programme.yaml", "01-start/module.yaml", "02-next/module.yaml"
HELLO, MOMENT, BACK = "01-start/10-hello.md", "01-start/20-moment.md", "02-next/10-back.md"
EASE, PHQ9, BREATHING = "measures/ease.yaml", "measures/phq-9.yaml", "practices/breathing.yaml"


class Slip(NamedTuple):
    """In `file`, `old` becomes `new`; then `rule` is broken on the line that holds `where`."""

    file: str
    old: str
    new: str
    rule: str
    where: str


LONG = "word " * 301
HARD = "Considerable psychological conceptualisation necessitates introspection. " * 9

SLIPS = [
    # the file itself
    Slip(PROGRAMME, "  - id: ease", "\t- id: ease", "tab", "\t- id: ease"),
    Slip(MOMENT, "minutes: 5", "minutes:\t5\n\ttitle: x", "tab", "\ttitle: x"),
    Slip(PROGRAMME, "title: A small", "title: One: a small", "yaml", "title: One"),
    Slip(PROGRAMME, "title: A small programme", 'title: "A small programme', "yaml", "cut_short"),
    Slip(START, "title: Start", "title: &t Start", "anchor", "title: &t"),
    Slip(START, "summary: The first part.", "title: Again\nsummary: x", "duplicate-key", "title: Again"),
    Slip(START, "title: Start", "title: !!python/name:os.system x", "yaml", "title: !!"),
    Slip(START, "title: Start", "<<: {title: Start}", "yaml", "<<:"),
    Slip(START, "id: start\ntitle: Start\nsummary: The first part.", "- start", "yaml", "- start"),
    Slip(START, "id: start\ntitle: Start\nsummary: The first part.\n", "", "yaml", ""),
    Slip(START, "The first part.", "The \x07 part.", "encoding", "\x07"),
    Slip(HELLO, "---\nid: hello", "id: hello", "front-matter", "id: hello"),
    Slip(HELLO, "minutes: 3\n---", "minutes: 3", "front-matter", "---"),
    # keys and values
    Slip(HELLO, "title: Hello\n", "tittle: Hello\n", "unknown-key", "tittle"),
    Slip(HELLO, "title: Hello\n", "", "missing-key", "id: hello"),
    Slip(HELLO, "minutes: 3", "minutes: ten", "wrong-value", "minutes"),
    Slip(HELLO, "minutes: 3", "minutes: 90", "wrong-value", "minutes"),
    Slip(HELLO, "minutes: 3", "minutes: " + "9" * 5000, "wrong-value", "minutes"),
    Slip(HELLO, "minutes: 3", "minutes: .inf", "wrong-value", "minutes"),
    Slip(HELLO, "minutes: 3", "minutes:", "wrong-value", "minutes"),
    Slip(HELLO, "kind: reading", "kind: readng", "wrong-value", "kind"),
    Slip(HELLO, "id: hello", "id: Hello There", "wrong-value", "id: Hello"),
    Slip(HELLO, "title: Hello", "title: 2026", "wrong-value", "title"),
    Slip(HELLO, "minutes: 3", "minutes: 3\npassages: []", "unknown-key", "passages"),
    Slip(START, "title: Start", "title: Start\nsteps: []", "unknown-key", "steps"),
    Slip(PROGRAMME, "language: en", "language: en\nmeasures: []", "unknown-key", "measures"),
    Slip(PROGRAMME, "language: en", "language: English", "wrong-value", "language"),
    Slip(MOMENT, "type: short_text", "type: shorttext", "wrong-value", "type: shorttext"),
    Slip(MOMENT, "      - {id: bad, label: Bad}\n", "", "wrong-value", "  - id: mood"),
    Slip(MOMENT, "kind: worksheet", "kind: summary\nfields: 3", "duplicate-key", "fields:\n"),
    Slip(NEXT, "      at_least: 1\n", "", "wrong-value", "- measure: ease"),
    Slip(NEXT, "measure: ease", "measure: ease\n      answer: moment.mood", "wrong-value", "- measure: ease"),
    Slip(NEXT, "    ease: 7", "    Ease now: 7", "wrong-value", "Ease now"),
    # folders
    Slip(PROGRAMME, "  - 02-next", "  - 03-missing", "missing-file", "03-missing"),
    Slip(PROGRAMME, "  - 02-next\n", "", "folder-not-listed", "modules:"),
    Slip(PROGRAMME, "  - 02-next", "  - 02-next\n  - 01-start # again", "duplicate-id", "# again"),
    Slip(PROGRAMME, "  - 02-next", "  - 02-next\n  - ../secret", "wrong-value", "../secret"),
    Slip(PROGRAMME, "modules:\n  - 01-start\n  - 02-next", "modules: 01-start", "wrong-value", "modules:"),
    Slip(PROGRAMME, "modules:\n  - 01-start\n  - 02-next\n", "", "missing-key", "id: small"),
    # ids
    Slip(BACK, "id: back", "id: hello", "duplicate-id", "id: hello"),
    Slip(NEXT, "id: next", "id: start", "duplicate-id", "id: start"),
    Slip(HELLO, "{#read-more}", "{#intro}", "duplicate-id", "{#intro}"),
    Slip(MOMENT, "  - id: mood", "  - id: place", "duplicate-id", "place\n    type: choice"),
    Slip(MOMENT, "{id: bad, ", "{id: good, ", "duplicate-id", "{id: good, label: Bad}"),
    Slip(EASE, '  - id: "2"', '  - id: "1"', "duplicate-id", '"1"\n    text: Outside'),
    Slip(BREATHING, "id: breathing", "id: breath", "file-name", "id: breath"),
    # what opens a module
    Slip(NEXT, "completed: [start]", "completed: [strat]", "unreachable-module", "strat"),
    Slip(NEXT, "completed: [start]", "completed: [next]", "unlock-cycle", "[next]"),
    Slip(START, "title: Start", "title: Start\nunlock:\n  completed: [next]", "unlock-cycle", "[next]"),
    Slip(NEXT, "measure: ease", "measure: eas", "unknown-measure", "measure: eas"),
    Slip(NEXT, "measure: ease", 'measure: ease\n      item: "3"', "unknown-measure", "item:"),
    Slip(NEXT, "    ease: 7", "    unease: 7", "unknown-measure", "unease"),
    Slip(PROGRAMME, "  - id: ease", "  - id: mood", "unknown-measure", "id: mood"),
    Slip(NEXT, "at_least: 1", "at_least: 5", "impossible-condition", "at_least"),
    Slip(NEXT, "at_least: 1", "at_least: 3\n      at_most: 2", "impossible-condition", "at_least"),
    Slip(NEXT, "equals: bad", "equals: awful", "unknown-choice", "awful"),
    # earlier answers
    Slip(NEXT, "answer: moment.mood", "answer: moment.modo", "unknown-reference", "moment.modo"),
    Slip(BACK, "{{moment.place |", "{{moment.plaice |", "unknown-reference", "moment.plaice"),
    Slip(HELLO, "It is short.", "It was {{moment.place | there}}.", "unknown-reference", "moment.place"),
    Slip(BACK, "may_use: [moment.place]", "may_use: [moment.where]", "unknown-reference", "moment.where"),
    Slip(BACK, " | a place}}", "}}", "pipe-without-words", "{{moment.place"),
    Slip(BACK, "{{moment.place | a place}}", "{{moment place | x}}", "broken-pipe", "{{moment place"),
    Slip(BACK, "{{moment.place | a place}}", "{{moment.place | a place", "broken-pipe", "{{moment.place"),
    Slip(BACK, "## Your place", "## {{moment.place | it}}", "broken-pipe", "## {{"),
    Slip(MOMENT, "label: How was it?", 'label: "How was {{moment.place | it}}?"', "broken-pipe", "{{"),
    Slip(HELLO, "title: Hello", 'title: "Hello {{moment.place | you}}"', "broken-pipe", "{{"),
    # adaptation
    Slip(BACK, '    keep: ["one small step"]\n', "", "no-kept-words", "your-place:"),
    Slip(BACK, '["one small step"]', "[]", "no-kept-words", "keep:"),
    Slip(BACK, '"one small step"', '"a giant leap"', "kept-words-absent", "a giant leap"),
    Slip(BACK, '"one small step"', '"one small step", " "', "kept-words-absent", "keep:"),
    Slip(BACK, "  your-place:", "  my-place:", "unknown-passage", "my-place:"),
    Slip(BACK, "max_words: 60", "max_words: 6", "wrong-value", "max_words"),
    Slip(BACK, "[moment.place]", "[place]", "wrong-value", "may_use"),
    Slip(BACK, "{#your-place}", "", "passage-heading", "## Your place"),
    Slip(BREATHING, "keep: [shoulders]", "keep: [jaw]", "kept-words-absent", "keep: [jaw]"),
    Slip(BREATHING, "    id: soft\n", "", "cue-without-id", "at_seconds: 10"),
    # prose
    Slip(HELLO, "It is short.", HARD, "reading-level", "Considerable"),
    Slip(HELLO, "There is a [", LONG + "There is a [", "screen-length", "## Where"),
    Slip(HELLO, "https://example.org/rest", "http://example.org/rest", "link-without-https", "http://"),
    Slip(HELLO, "https://example.org/rest", "javascript:alert(1)", "link-without-https", "javascript"),
    Slip(HELLO, "https://example.org/bench.png", "bench.png", "link-without-https", "bench.png"),
    Slip(HELLO, "It is short.", "See http://example.org.", "link-without-https", "http://"),
    Slip(HELLO, "![A bench under a tree]", "![]", "image-without-words", "![]"),
    Slip(HELLO, "It is short.", "It is <b>short</b>.", "raw-html", "<b>"),
    Slip(HELLO, "This is the first page.", "<script>\nalert(1)\n</script>\n", "raw-html", "<script>"),
    Slip(HELLO, "This is the first page.", "# Hello\n", "heading-level", "# Hello"),
    Slip(HELLO, "It is short.", "It is short.\n---", "heading-level", "This is"),
    Slip(MOMENT, "Think of one moment today.\n", "", "front-matter", "cut_short"),
    # measures
    Slip(EASE, "low: 2, high: 4}", "low: 3, high: 4}", "bands", "low: 3"),
    Slip(EASE, "low: 2, high: 4}", "low: 2, high: 5}", "bands", "high: 5"),
    Slip(EASE, "low: 0, high: 1}", "low: 0, high: 2}", "bands", "low: 2, high: 4"),
    Slip(EASE, "{value: 2, label: Never}", "{value: 1, label: Never}", "measure-options", "label: Never"),
    Slip(EASE, "{value: 2, label: Never}", "{value: 2, label: Always}", "measure-options", "value: 2"),
    Slip(EASE, "cut_off: 2", "cut_off: 20", "measure-limits", "cut_off"),
    Slip(EASE, "reliable_change: 2", "reliable_change: 0", "measure-limits", "reliable_change"),
    Slip(EASE, "licence: Invented", "max_missing: 2\nlicence: Invented", "measure-limits", "max_missing"),
    Slip(EASE, "licence: Invented for tests.", "licence:", "wrong-value", "licence"),
    Slip(EASE, '  - id: "2"', "  - id: 2", "wrong-value", "id: 2"),
    Slip(PHQ9, "risk: true, ", "", "risk-item", '{id: "9"'),
    Slip(PHQ9, '  - {id: "9"', '  - {id: "10"', "risk-item", "items:"),
    Slip(PHQ9, "multiplier: 1", "multiplier: 2", "measure-definition", "multiplier"),
    # practices
    Slip(BREATHING, "in_seconds: 4", "in_seconds: 2", "breath-pace", "breath:"),
    Slip(BREATHING, "in_seconds: 4", "slowest_per_minute: 3\n  in_seconds: 4", "breath-pace", "breath:"),
    Slip(BREATHING, "in_seconds: 4", "fastest_per_minute: 5\n  in_seconds: 4", "breath-pace", "breath:"),
    Slip(BREATHING, "at_seconds: 60\n", "at_seconds: 200\n", "cue-time", "at_seconds: 200"),
    Slip(BREATHING, "- at_seconds: 0", "- at_seconds: 20", "cue-time", "at_seconds: 10"),
    Slip(BREATHING, "Sit down.", "Sit down, " * 15, "cues-overlap", "- at_seconds: 0"),
    Slip(BREATHING, "That was a minute.", "That was a " + "long " * 20 + "minute.", "cues-overlap", "- at_seconds: 50"),
    Slip(BREATHING, "Stay a little longer.", "Stay. " * 150, "cues-overlap", "- at_seconds: 60"),
    Slip(BREATHING, "max_words: 30", "max_words: 60", "cues-overlap", "max_words: 60"),
    Slip(BREATHING, "at_seconds: 36", "at_seconds: 45", "long-silence", "- at_seconds: 24\n    eyes: open"),
    Slip(BREATHING, "    eyes: closed\n", "", "eyes-closed", "say: Close your eyes"),
    Slip(BREATHING, "eyes: either", "eyes: closed", "eyes-closed", "eyes: closed"),
    Slip(BREATHING, "eyes: either", "eyes: open", "eyes-closed", "say: Close your eyes"),
    Slip(BREATHING, "Rest your eyes on the water.", "Let your eyes gently close.", "eyes-closed", "say: Let your eyes"),
    Slip(BREATHING, "over_seconds: 5", "over_seconds: 5, every_seconds: 0.3", "flashes", "visual:"),
    Slip(BREATHING, "over_seconds: 5", "over_seconds: 0.1", "flashes", "visual:"),
    Slip(BREATHING, "scene: quiet-lake", "scene: quiet-lane", "unknown-place", "quiet-lane"),
    Slip(BREATHING, "{id: lake-water", "{id: lake", "unknown-place", "{id: lake,"),
    Slip(BREATHING, "{id: dawn", "{id: dusk", "unknown-place", "{id: dusk"),
    Slip(BREATHING, "Sitting down, at_seconds: 0", "Sitting down, at_seconds: 5", "phase-order", "{id: sit"),
    Slip(BREATHING, "Breathing, at_seconds: 20", "Breathing, at_seconds: 0", "phase-order", "{id: breathe"),
    Slip(BREATHING, "Breathing, at_seconds: 20", "Breathing, at_seconds: 120", "phase-order", "{id: breathe"),
    Slip(BREATHING, "{id: breathe, title", "{id: sit, title", "duplicate-id", "title: Breathing, at"),
    Slip(BREATHING, "from_seconds: 0", "from_seconds: 100", "breath-times", "breath:"),
    Slip(BREATHING, "breath_to_seconds: 50", "breath_to_seconds: 20", "breath-times", "eyes_open:"),
    Slip(BREATHING, "screening: [all, eyes-open]", "screening: [all]", "eyes-open-length", "eyes_open:"),
    Slip(BREATHING, "Sit down.", HARD, "script-reading-level", "cues:"),
    Slip(BREATHING, "level: 0.3", "level: 1", "wrong-value", "level: 1"),
    Slip(BREATHING, "title: Breathing\n", "title: Breathing\nstop: {nausea_at_least: 6}\n", "wrong-value", "stop:"),
]  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "modules"
    shutil.copytree(CLEAN, folder)
    # the real questionnaire, with every key spelled out
    phq9 = (MODULES / PHQ9).read_text(encoding="utf-8")
    (folder / PHQ9).write_text(phq9 + "multiplier: 1\n", encoding="utf-8")
    return folder


def line_of(text: str, where: str) -> int:
    """Line of the first place that holds `where`; the end of the file for `cut_short`."""
    if where == "cut_short":
        return text.count("\n") + 1
    assert where in text, where
    return text[: text.index(where)].count("\n") + 1


def test_the_clean_tree_has_no_fault(tree: Path) -> None:
    assert lint(tree) == []


def test_the_real_programme_has_no_fault() -> None:
    assert lint(MODULES) == []


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


# --- files that no text editor should make, but some do -------------------------------------------


def only_fault(folder: Path) -> tuple[str, int, str]:
    (fault,) = lint(folder)
    return str(Path(fault.file).relative_to(folder)), fault.line, fault.rule


def test_a_mark_and_line_ends_of_other_systems_change_nothing(tree: Path) -> None:
    before = read_folder(tree).programme
    for path in tree.rglob("*.*"):
        raw = path.read_bytes()
        path.write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert lint(tree) == []
    assert read_folder(tree).programme == before


def test_text_that_is_not_utf_8_is_named_with_its_line(tree: Path) -> None:
    (tree / HELLO).write_bytes((tree / HELLO).read_bytes().replace(b"It is short", b"It is caf\xe9"))
    assert only_fault(tree) == (HELLO, 7, "encoding")


def test_a_huge_file_is_refused_without_being_read(tree: Path) -> None:
    with (tree / HELLO).open("r+b") as file:
        file.truncate(50_000_000)
    assert only_fault(tree) == (HELLO, 1, "too-large")


def test_a_step_that_does_not_fit_the_table_is_named(tree: Path) -> None:
    with (tree / HELLO).open("a") as file:
        file.write("\n" + "word " * 62_000)
    assert (HELLO, 1, "part-too-large") in [(str(Path(f.file).relative_to(tree)), f.line, f.rule) for f in lint(tree)]


def test_an_alias_bomb_does_not_go_off(tree: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    (tree / START).write_text(bomb)
    assert only_fault(tree) == (START, 1, "anchor")


@pytest.mark.parametrize("text", ["[" * 50_000, "a: " + "{b: " * 5_000, "\n".join(" " * n + "a:" for n in range(500))])
def test_bottomless_nesting_is_refused(tree: Path, text: str) -> None:
    (tree / START).write_text(text)
    file, _, rule = only_fault(tree)
    assert (file, rule) == (START, "yaml")


def test_missing_files_and_folders_are_named(tree: Path) -> None:
    (tree / START).unlink()
    assert only_fault(tree) == (START, 1, "missing-file")
    shutil.copy(CLEAN / START, tree / START)
    for path in (tree / "02-next").glob("*.md"):
        path.unlink()
    assert only_fault(tree) == ("02-next", 1, "empty-folder")
    (tree / PROGRAMME).unlink()
    assert only_fault(tree) == (PROGRAMME, 1, "missing-file")


def test_an_empty_folder_and_no_folder_are_told_apart(tmp_path: Path) -> None:
    assert only_fault(tmp_path) == (PROGRAMME, 1, "missing-file")
    assert [f.rule for f in lint(tmp_path / "nowhere")] == ["missing-folder"]


@pytest.mark.parametrize("name", ["01-start/notes.txt", "01-start/module.yml", "measures/ease.json", "practices/a.yml"])
def test_a_file_that_would_be_left_out_is_named(tree: Path, name: str) -> None:
    (tree / name).write_text("id: x\n")
    assert only_fault(tree) == (name, 1, "file-not-read")


def test_a_folder_named_like_a_step_is_named(tree: Path) -> None:
    (tree / "01-start" / "30-folder.md").mkdir()
    assert only_fault(tree) == ("01-start/30-folder.md", 1, "missing-file")


FILES = [PROGRAMME, START, NEXT, HELLO, MOMENT, BACK, EASE, BREATHING]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(file=st.sampled_from(FILES), data=st.data())
def test_no_edit_whatever_ends_in_a_traceback(tree: Path, file: str, data: st.DataObject) -> None:
    original = (CLEAN / file).read_bytes()
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 40)))
    piece = data.draw(
        st.binary(max_size=12) | st.text("-:#{}[]|>&*!%@`'\"\t\n ,?\\0aé🙂\u2028", max_size=12).map(str.encode)
    )
    (tree / file).write_bytes(original[:start] + piece + original[end:])
    try:
        for fault in lint(tree):
            assert Path(fault.file).exists() or fault.rule == "missing-file"
            assert 1 <= fault.line <= original.count(b"\n") + 20
    finally:
        (tree / file).write_bytes(original)
