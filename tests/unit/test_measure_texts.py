"""Words that a licence holder adds: where they go, and what happens when they do not fit. All words are invented."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chalicelib.authoring.instruments import fingerprints, instruments, screen_fingerprints
from chalicelib.authoring.lint import lint
from chalicelib.authoring.reader import Reading, read_folder
from chalicelib.authoring.texts import SETTING
from chalicelib.domain.programme import release_of
from tests.content import screen
from tests.unit.test_lint_faults import CLEAN, MODULES, line_of
from tests.unit.test_measures import measure

WORDS = """measure: mini-spin
language: en
licence: An invented licence
stem: An invented stem
items:
  "1": One
  "2": Two
  "3": Three
options: {"0": a, "1": b, "2": c, "3": d, "4": e}
item_options:
  "2": {"4": invented answer of item 2 alone}
"""
SCHEDULED = "schedule:\n  - id: mini-spin\n    every_days: 7\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "modules"
    shutil.copytree(CLEAN, folder)
    shutil.copy(MODULES / "measures/mini-spin.yaml", folder / "measures")
    (folder / "measures/texts").mkdir()
    return folder


def only(folder: Path) -> tuple[str, int, str, str]:
    (fault,) = lint(folder)
    return str(Path(fault.file).relative_to(folder)), fault.line, fault.rule, fault.message


def spin(reading: Reading) -> object:
    return next(m.model for m in reading.measures if m.model.id == "mini-spin")


def test_a_definition_without_words_is_no_fault_and_no_part_of_what_is_published(tree: Path) -> None:
    assert lint(tree) == []
    programme = read_folder(tree).programme
    assert programme is not None
    assert "mini-spin" not in release_of(programme).measures


def test_a_measure_without_words_cannot_be_scheduled(tree: Path) -> None:
    text = (tree / "programme.yaml").read_text().replace("schedule:\n", SCHEDULED)
    (tree / "programme.yaml").write_text(text)
    file, line, rule, message = only(tree)
    assert (file, line, rule) == ("programme.yaml", line_of(text, "id: mini-spin"), "measure-not-shown")
    assert "has no words" in message


@pytest.mark.parametrize("outside", [False, True])
def test_a_licence_holders_file_makes_it_a_measure_like_the_others(
    tree: Path, tmp_path: Path, outside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "elsewhere" if outside else tree / "measures/texts"
    place.mkdir(exist_ok=True)
    (place / "mini-spin.yaml").write_text(WORDS)
    if outside:
        monkeypatch.setenv(SETTING, str(place))
    text = (tree / "programme.yaml").read_text().replace("schedule:\n", SCHEDULED)
    (tree / "programme.yaml").write_text(text)
    assert lint(tree) == []
    programme = read_folder(tree).programme
    assert programme is not None
    assert "mini-spin" in release_of(programme).measures
    worded = next(m for m in programme.measures if m.id == "mini-spin")
    assert [item.text for item in worded.items] == ["One", "Two", "Three"]
    assert worded.options_of(worded.items[1])[4].label == "invented answer of item 2 alone"
    assert (worded.licence, worded.options_of(worded.items[0])[4].label) == ("An invented licence", "e")


@pytest.mark.parametrize(
    ("old", "new", "rule", "where"),
    [
        ('  "3": Three\n', "", "licensed-words", "item 3 has no words"),
        ('  "3": Three\n', '  "3": Three\n  "4": Four\n', "licensed-words", "there is no item 4"),
        (', "4": e}', "}", "licensed-words", "answer 4 of item 1 has no words"),
        ("measure: mini-spin", "measure: isi", "licensed-words", "is about 'isi'"),
        ("stem: An invented stem\n", "", "missing-key", "stem"),
        ("language: en", "langauge: en", "unknown-key", "langauge"),
        ("language: en", "\tlanguage: en", "tab", "tab"),
    ],
)
def test_words_that_do_not_fit_are_named(tree: Path, old: str, new: str, rule: str, where: str) -> None:
    (tree / "measures/texts/mini-spin.yaml").write_text(WORDS.replace(old, new))
    found = [f for f in lint(tree) if f.rule == rule]
    assert found
    assert found[0].file.endswith("texts/mini-spin.yaml")
    assert where in found[0].message
    assert not getattr(spin(read_folder(tree)), "has_text", True)


def test_words_for_a_measure_that_has_its_own_are_refused(tree: Path) -> None:
    (tree / "measures/texts/ease.yaml").write_text(WORDS.replace("mini-spin", "ease"))
    assert only(tree)[2] == "licensed-words"


def test_every_published_instrument_is_held_to_what_was_published() -> None:
    names = [path.stem for path in (MODULES / "measures").glob("*.yaml")]
    assert set(instruments()) == {*names, "cssrs"}
    for one in map(measure, names):
        known = instruments()[one.id]
        assert known.parts == fingerprints(one, words=known.words)
        assert known.words is one.has_text
    assert instruments()["cssrs"].parts == screen_fingerprints(screen("cssrs"))


def test_words_wrapped_anew_are_the_same_words_and_one_letter_is_not() -> None:
    phq9 = measure("phq-9")
    before = fingerprints(phq9, words=True)
    item = phq9.items[7]
    wrapped = phq9.model_copy(update={"stem": phq9.stem.replace("how often", "how\n  often")})
    slip = item.model_copy(update={"text": item.text.replace("fidgety", "fidgetty")})
    slipped = phq9.model_copy(update={"items": (*phq9.items[:7], slip, phq9.items[8])})
    assert fingerprints(wrapped, words=True) == before
    changed = {part for part, digest in fingerprints(slipped, words=True).items() if digest != before[part]}
    assert changed == {"items/8"}
