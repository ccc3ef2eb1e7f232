"""Translators' files: read with file and line, begun as stubs, stale when the source changes, and accepted."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from chalicelib.authoring.cli import main
from chalicelib.authoring.lint import lint
from chalicelib.authoring.reader import read_folder
from chalicelib.authoring.translation_stamps import difference

SMALL = Path(__file__).parent / "data" / "small_programme"
HELLO, MOMENT, BACK = "01-start/10-hello.md", "01-start/20-moment.md", "02-next/10-back.md"

TRANSLATED = {
    HELLO: """---
title: Hola
---
Esta es la primera página. Es corta.

## Dónde leer más {#read-more}
Hay una [página sobre el descanso](https://example.org/rest).

![Un banco bajo un árbol](https://example.org/bench.png)
""",
    MOMENT: """---
title: Un momento
fields:
  place: ¿Dónde estabas?
  mood:
    label: ¿Cómo fue?
    choices: {good: Bien, bad: Mal}
---
Piensa en un momento de hoy.
""",
    BACK: """---
title: Mirar atrás
adaptable:
  your-place: {keep: ["un paso pequeño"], max_words: 70}
---
Nos hablaste de {{moment.place | un lugar}}.

## Tu lugar {#your-place}
En un lugar así, da un paso
pequeño. Eso es todo.
""",
    "01-start/module.yaml": "title: Inicio\nsummary: La primera parte.\n",
    "02-next/module.yaml": """title: Después
summary: La segunda parte.
unlock:
  conditions:
    1: {reason: Esta parte es para momentos difíciles.}
    2: {reason: Esta parte es para quien no está tranquilo.}
""",
    "programme.yaml": "title: Un programa pequeño\ncomplete: true\n",
}


def stillpath(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture(scope="session")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with a complete Spanish translation, as its translators leave it."""
    desk = tmp_path_factory.mktemp("desk") / "modules"
    shutil.copytree(SMALL, desk)
    for name, text in TRANSLATED.items():
        path = desk / "translations" / "es" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    stub = stillpath("translate", "stub", "es", "practices/breathing.yaml", "--dir", str(desk))
    assert stub.exit_code == 0, stub.output
    practice = desk / "translations" / "es" / "practices" / "breathing.yaml"
    empty, rule, rest = practice.read_text().partition("adaptable:")
    filled = re.sub(r"(#[^\n]*\n\s*[\w-]+:)$", r"\1 Palabras en español.", empty, flags=re.MULTILINE)
    practice.write_text(filled + rule + rest.replace("keep: []", 'keep: ["Palabras"]'))
    done = stillpath("translate", "accept", "--dir", str(desk))
    assert done.exit_code == 0, done.output
    return desk


@pytest.fixture
def desk(accepted: Path, tmp_path: Path) -> Path:
    shutil.copytree(accepted, tmp_path / "modules")
    return tmp_path / "modules"


def edit(desk: Path, name: str, old: str, new: str) -> None:
    path = desk / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def status(desk: Path, *more: str) -> list[dict[str, str]]:
    return list(json.loads(stillpath("translate", "status", "--json", "--dir", str(desk), *more).stdout))


def test_a_complete_translation_has_no_fault_and_a_state_of_its_own(desk: Path) -> None:
    assert lint(desk) == []
    assert stillpath("translate", "status", "--dir", str(desk)).stdout.startswith("es: ")
    assert status(desk, "--all") == []
    translated = read_folder(desk).programme.translations[0]  # type: ignore[union-attr]
    back = translated.modules[1].steps[0]
    assert (translated.title, back.title, back.passages[1].heading) == (
        "Un programa pequeño",
        "Mirar atrás",
        "Tu lugar",
    )
    assert back.passages[1].adaptable.max_words == 70  # type: ignore[union-attr]
    assert [c.label for c in translated.modules[0].steps[1].fields[1].choices] == ["Bien", "Mal"]
    assert [c.reason[:10] for c in translated.modules[1].unlock.conditions] == ["Esta parte"] * 2


def test_an_edit_of_one_passage_is_told_with_old_text_new_text_and_difference(desk: Path) -> None:
    edit(desk, BACK, "one small step. That is all.", "one small step. That is enough.")
    (told,) = status(desk)
    assert (told["file"], told["part"], told["state"]) == (BACK, "passages.your-place", "stale")
    assert "That is all." in told["was"]
    assert "That is enough." in told["now"]
    assert told["difference"].endswith("That is [-all.-] {+enough.+}")
    assert "un paso" in told["translation"]
    seen = stillpath("translate", "status", "--dir", str(desk)).stdout
    assert "[-all.-] {+enough.+}" in seen
    (fault,) = lint(desk)
    file = desk / "translations" / "es" / BACK
    assert (fault.file, fault.rule) == (str(file), "stale-translation")
    assert "Tu lugar" in file.read_text().splitlines()[fault.line - 1]


def test_a_spelling_fix_is_declared_not_to_matter_and_the_file_keeps_its_words(desk: Path) -> None:
    before = (desk / "translations" / "es" / BACK).read_text()
    edit(desk, BACK, "That is all.", "That's all.")
    part = f"{BACK}#passages.your-place"
    refused = stillpath("translate", "accept", part, "--dir", str(desk))
    assert (refused.exit_code, "--spelling" in refused.stderr) == (1, True)
    assert len(lint(desk)) == 1
    done = stillpath("translate", "accept", "--spelling", part, "--dir", str(desk))
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, part)
    assert lint(desk) == []
    after = (desk / "translations" / "es" / BACK).read_text()
    assert after.split("source:")[0] == before.split("source:")[0]
    assert after.partition("\n---\n")[2] == before.partition("\n---\n")[2]


def test_a_passage_translated_anew_is_accepted_without_more_ado(desk: Path) -> None:
    edit(desk, HELLO, "It is short.", "It is very short.")
    edit(desk, f"translations/es/{HELLO}", "Es corta.", "Es muy corta.")
    assert [fault.rule for fault in lint(desk)] == ["stale-translation"]
    named_by_path = str(desk / "translations" / "es" / HELLO)
    assert stillpath("translate", "accept", f"{named_by_path}#intro", "--dir", str(desk)).exit_code == 0
    assert lint(desk) == []
    edit(desk, HELLO, "It is very short.", "It is quite short.")
    edit(desk, f"translations/es/{HELLO}", "Es muy corta.", "Es bastante corta.")
    assert stillpath("translate", "accept", "01-start", "--dir", str(desk)).stdout.endswith("1 part accepted.\n")
    assert stillpath("translate", "accept", "09-nowhere", "--dir", str(desk)).exit_code == 1


def test_kept_words_that_change_make_only_the_rule_stale(desk: Path) -> None:
    edit(desk, BACK, 'keep: ["one small step"]', 'keep: ["small step"]')
    assert [told["part"] for told in status(desk)] == ["adaptable.your-place"]
    step = read_folder(desk).programme.translations[0].modules[1].steps[0]  # type: ignore[union-attr]
    assert (step.passages[1].adaptable, step.passages[1].language) == (None, "es")


def test_what_the_source_has_grown_by_is_added_to_the_file_as_a_stub(desk: Path) -> None:
    edit(desk, HELLO, "## Where", "## One thing more {#more}\nRest is allowed.\n\n## Where")
    assert [(f.rule, f.file.endswith(HELLO)) for f in lint(desk)] == [("missing-translation", True)]
    written = stillpath("translate", "stub", "es", "--dir", str(desk)).stdout
    assert written.splitlines()[0].endswith(HELLO)
    text = (desk / "translations" / "es" / HELLO).read_text()
    assert "## {#more}\n<!-- en\n## One thing more\n\nRest is allowed.\n-->" in text
    assert "Esta es la primera página. Es corta." in text
    assert [told["part"] for told in status(desk, "--all")] == ["passages.more"]
    edit(desk, f"translations/es/{HELLO}", "## {#more}\n", "## Algo más {#more}\nEl descanso vale.\n")
    assert lint(desk) == []
    shown = read_folder(desk).programme.translations[0].modules[0].steps[0]  # type: ignore[union-attr]
    assert [p.text.split()[0] for p in shown.passages] == ["Esta", "El", "Hay"]


def test_a_translation_still_at_work_may_lack_parts_and_is_published_with_the_rest_marked(desk: Path) -> None:
    edit(desk, "translations/es/programme.yaml", "complete: true\n", "")
    (desk / "translations" / "es" / MOMENT).unlink()
    assert lint(desk) == []
    shown = read_folder(desk).programme.translations[0].modules[0].steps[1]  # type: ignore[union-attr]
    assert {p.language for p in shown.passages} | {f.language for f in shown.fields} == {"en"}
    assert "01-start: 1 file not begun" in stillpath("translate", "status", "--dir", str(desk)).stdout


def test_stubs_of_a_new_language_are_files_without_faults(desk: Path) -> None:
    made = stillpath("translate", "stub", "pt-BR", "--dir", str(desk))
    assert made.stdout.endswith("7 files to fill in.\n")
    assert lint(desk) == []
    again = stillpath("translate", "stub", "pt-BR", "--dir", str(desk))
    assert again.stdout == "Nothing to add.\n"


class Slip(NamedTuple):
    """In the translated `file`, `old` becomes `new`; then `rule` is broken on the line that holds `where`."""

    file: str
    old: str
    new: str
    rule: str
    where: str


SLIPS = [
    Slip(HELLO, "title: Hola", "titel: Hola", "translation-of-nothing", "titel"),
    Slip(HELLO, "{#read-more}", "{#leer-mas}", "translation-of-nothing", "leer-mas"),
    Slip(HELLO, "## Dónde leer más {#read-more}", "## {#read-more}", "passage-heading", "{#read-more}"),
    Slip(HELLO, "## Dónde leer más {#read-more}", "## Dónde leer más", "passage-heading", "Dónde leer"),
    Slip(HELLO, "title: Hola", "title: [Hola]", "wrong-value", "title: ["),
    Slip(HELLO, "title: Hola", f"title: {'muy ' * 40}", "wrong-value", "title: muy"),
    Slip(HELLO, "title: Hola", "title: Hola\ntitle: Otra", "duplicate-key", "title: Otra"),
    Slip(HELLO, "](https://example.org/rest)", "](http://example.org/rest)", "link-without-https", "http://"),
    Slip(HELLO, "https://example.org/rest", "https://example.org/descanso", "translation-pipes", "## Dónde"),
    Slip(HELLO, "![Un banco bajo un árbol]", "![]", "image-without-words", "![]"),
    Slip(HELLO, "Es corta.", "<b>Es corta.</b>", "raw-html", "<b>"),
    Slip(HELLO, "Esta es la primera página. Es corta.", "palabra " * 301, "screen-length", "palabra"),
    Slip(
        HELLO, "Esta es la primera página. Es corta.", "Circunstancialidad " * 45, "translation-reading-level", "Circ"
    ),
    Slip(
        HELLO,
        "Esta es la primera página. Es corta.",
        "This is the first page. It is short.",
        "untranslated-text",
        "This",
    ),
    Slip(HELLO, "Esta es la primera página. Es corta.\n", "", "missing-translation", "title: Hola"),
    Slip(MOMENT, "good: Bien", "godo: Bien", "translation-of-nothing", "godo"),
    Slip(MOMENT, "  place: ¿Dónde estabas?\n", "", "missing-translation", "fields:"),
    Slip(BACK, "{{moment.place | un lugar}}", "un lugar", "translation-pipes", "Nos hablaste"),
    Slip(BACK, "| un lugar}}", "}}", "pipe-without-words", "Nos hablaste"),
    Slip(BACK, "| un lugar}}", "| un lugar}", "broken-pipe", "Nos hablaste"),
    Slip(BACK, '["un paso pequeño"]', '["un paso grande"]', "translation-kept-words", "your-place: {"),
    Slip(BACK, '["un paso pequeño"]', "un paso", "no-kept-words", "your-place: {"),
    Slip(BACK, "max_words: 70", "max_words: 700", "wrong-value", "your-place: {"),
    Slip("programme.yaml", "title: Un", "title: &t Un", "anchor", "&t"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.rule} {slip.new[:20]}")
def test_a_slip_of_a_translator_is_told_with_file_line_and_rule(desk: Path, slip: Slip) -> None:
    edit(desk, f"translations/es/{slip.file}", slip.old, slip.new)
    file = desk / "translations" / "es" / slip.file
    found = [fault for fault in lint(desk) if fault.rule == slip.rule]
    assert {fault.file for fault in found} == {str(file)}
    assert slip.where in file.read_text().splitlines()[found[0].line - 1]


def test_files_that_translate_nothing_are_told(desk: Path) -> None:
    es = desk / "translations" / "es"
    (es / "01-start" / "11-hello.md").write_text(TRANSLATED[HELLO])
    (es / "01-start" / "notes.txt").write_text("x")
    (desk / "translations" / "Spanish").mkdir()
    (desk / "translations" / "en").mkdir()
    found = sorted((Path(fault.file).name, fault.rule) for fault in lint(desk))
    assert found == [
        ("11-hello.md", "translation-of-nothing"),
        ("Spanish", "translation-folder"),
        ("en", "translation-folder"),
        ("notes.txt", "file-not-read"),
    ]


def test_a_measure_is_translated_only_with_a_licence_and_a_source(desk: Path) -> None:
    assert stillpath("translate", "stub", "es", "measures/ease.yaml", "--dir", str(desk)).exit_code == 0
    rules = {fault.rule for fault in lint(desk)}
    assert rules == {"unofficial-translation", "missing-translation"}
    measures = read_folder(desk).programme.translations[0].measures  # type: ignore[union-attr]
    assert {measure.language for measure in measures} == {"en"}


def test_a_file_deleted_from_a_complete_translation_is_missed(desk: Path) -> None:
    (desk / "translations" / "es" / MOMENT).unlink()
    (fault,) = lint(desk)
    assert (fault.file, fault.rule) == (str(desk / "translations" / "es" / MOMENT), "missing-translation")


@pytest.mark.parametrize("text", ["", "---", "<!--", "---\n---\n", "\x00", "---\nsource: 3\n---\nx", "{{", "- a"])
def test_whatever_stands_in_a_translated_file_lint_says_so_and_never_breaks(desk: Path, text: str) -> None:
    (desk / "translations" / "es" / HELLO).write_text(text)
    assert lint(desk)


def test_a_difference_shows_what_went_and_what_came() -> None:
    assert difference("a b c", "a x c d") == "a [-b-] {+x+} c {+d+}"
    assert difference("the\nsame", "the same") == "the same"
