"""A programme in another language: which parts there are, which are current, and what patients are shown."""

from __future__ import annotations

import types
import typing
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from chalicelib.domain.content import Content, Module, Step
from chalicelib.domain.definitions import Measure, Practice
from chalicelib.domain.programme import Programme, parts_of, release_of
from chalicelib.domain.screen import Screen
from chalicelib.domain.translation import (
    TEXTS,
    KeptWords,
    Translation,
    in_language,
    localised,
    parts,
    stamp,
    state,
)
from chalicelib.reading_level import ease, grade, syllables
from tests.content import SMALL

#: Strings of the content models that patients do not read as words of the programme.
NOT_READ = {
    # names, numbers and codes
    *("id", "kind", "type", "language", "version", "code", "total_code", "link", "call", "countries"),
    # references to other parts, and what conditions compare with
    *("item", "items", "equals", "completed", "practices", "order", "measure", "answer", "question", "answers"),
    *("decide_after", "follow_when", "stands_in_for", "scene", "practice", "worksheet", "measures", "may_use"),
    # choices of the author's, not words
    *("eyes", "screening", "rule", "level", "due", "gate"),
    # what the model or a licence says; kept words are a part of their own
    *("purpose", "keep", "licence", "sources", "verified"),
}


def models(*roots: type[BaseModel]) -> set[type[BaseModel]]:
    """Every model that can be reached from these."""
    found: set[type[BaseModel]] = set()
    queue: list[Any] = list(roots)
    while queue:
        one = queue.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in found:
                found.add(one)
                queue += list(typing.get_type_hints(one).values())
        elif get_origin(one) in (tuple, list, dict, typing.Union, types.UnionType):
            queue += get_args(one)
    return found


def holds_text(hint: Any) -> bool:
    return hint is str or any(holds_text(member) for member in get_args(hint) if get_origin(hint) is not dict)


def test_every_string_of_the_content_models_is_translated_or_known_not_to_be_read() -> None:
    """A new key with words in it is not forgotten by the translators."""
    strings = {
        name
        for model in models(Module, Measure, Practice, Screen, Programme)
        for name, hint in typing.get_type_hints(model).items()
        if name in model.model_fields and holds_text(hint)
    }
    assert strings - {"heading"} <= TEXTS | NOT_READ
    assert not TEXTS & NOT_READ


WORDS = st.text(alphabet="abcdefg áéñ\n.*", min_size=1, max_size=30).map(lambda text: f"x{text.strip()}")


def sheet(texts: list[str], label: str = "Where?", keep: tuple[str, ...] = ("x",)) -> Step:
    passages = [
        {"id": f"p{n}", "heading": f"Part {n}" if n else "", "text": text, "adaptable": None}
        for n, text in enumerate(texts)
    ]
    passages[0]["adaptable"] = {"purpose": "None.", "keep": keep, "max_words": 40}
    fields = [
        {"id": "place", "type": "choice", "label": label, "help": "Any.", "choices": [{"id": "in", "label": "In"}, OUT]}
    ]
    step = {"id": "s", "kind": "worksheet", "title": "A sheet", "minutes": 1, "passages": passages, "fields": fields}
    return Step.model_validate(step)


OUT = {"id": "out", "label": "Out"}


def spanish(step: Content) -> Translation:
    """Everything translated, from the source as it is."""
    source = parts(step)
    texts = {p: (f"## ES\n\nES {t}" if t.startswith("## ") else f"ES {t}") for p, t in source.items()}
    texts = {part: text for part, text in texts.items() if not part.startswith("adaptable.")}
    kept = {part.split(".")[1]: KeptWords(keep=("ES x",)) for part in source if part.startswith("adaptable.")}
    return Translation(texts=texts, adaptable=kept, source={part: stamp(text) for part, text in source.items()})


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=2, max_size=4), st.data(), WORDS)
def test_editing_one_passage_makes_exactly_that_one_stale(texts: list[str], data: st.DataObject, new: str) -> None:
    edited = data.draw(st.integers(0, len(texts) - 1))
    translation = spanish(sheet(texts))
    changed = [f"{new} and more" if n == edited else text for n, text in enumerate(texts)]
    if stamp(changed[edited]) == stamp(texts[edited]):
        changed[edited] += " again"
    after = sheet(changed)
    stale = {part for part, text in parts(after).items() if state(part, text, translation) != "current"}
    assert stale == {f"passages.p{edited}"}
    shown = localised(after, translation, "en", "es")
    assert [p.language for p in shown.passages] == ["en" if n == edited else "es" for n in range(len(texts))]
    assert shown.passages[edited].text == changed[edited]
    assert shown.title == "ES A sheet"


@given(st.lists(st.sampled_from(["rest", "día", "- one", "**two**"]), min_size=2, max_size=6))
@settings(max_examples=30)
def test_a_text_wrapped_anew_is_the_same_text_and_another_paragraph_is_not(words: list[str]) -> None:
    assert stamp(" ".join(words)) == stamp("\n  ".join(words))
    assert stamp(" ".join(words)) != stamp("\n\n".join(words))


def test_a_field_is_asked_in_one_language_as_a_whole() -> None:
    translation = spanish(sheet(["x"]))
    shown = localised(sheet(["x"], label="Which place?"), translation, "en", "es")
    assert [(f.label, f.help, f.choices[0].label, f.language) for f in shown.fields] == [
        ("Which place?", "Any.", "In", "en")
    ]
    assert shown.passages[0].language == "es"


def test_a_passage_is_fitted_in_a_language_only_with_that_languages_kept_words() -> None:
    step, translation = sheet(["x"]), spanish(sheet(["x"]))
    rule = localised(step, translation, "en", "es").passages[0].adaptable
    assert rule is not None
    assert (rule.keep, rule.max_words, rule.purpose) == (("ES x",), 40, "None.")
    without = translation.model_copy(update={"adaptable": {}})
    assert localised(step, without, "en", "es").passages[0].adaptable is None
    other_words_kept = sheet(["x"], keep=("x", "y"))
    assert localised(other_words_kept, translation, "en", "es").passages[0].adaptable is None
    untranslated = localised(step, Translation(), "en", "es").passages[0]
    assert (untranslated.adaptable, untranslated.language, untranslated.text) == (None, "en", "x")


def test_words_without_a_stamp_are_not_shown() -> None:
    translation = spanish(sheet(["x"])).model_copy(update={"source": {}})
    assert localised(sheet(["x"]), translation, "en", "es") == localised(sheet(["x"]), Translation(), "en", "es")


@pytest.fixture
def programme() -> Programme:
    small = Programme.model_validate(SMALL)
    step = small.modules[0].steps[0]
    by_address = {"step/hello": spanish(step), "module/first": spanish(small.modules[0])}
    return small.model_copy(update={"translations": (in_language(small, "es", by_address),)})


def test_a_language_is_a_release_of_its_own_with_the_same_ids_and_rules(programme: Programme) -> None:
    release = release_of(programme)
    stored = parts_of(programme)
    kind, data = stored[release.languages["es"]]
    there = type(release).model_validate(data)
    assert (kind, there.language, there.languages) == ("release", "es", {})
    assert [(m.title, m.language) for m in there.modules] == [("ES First things", "es"), ("Second things", "en")]
    assert [[s.id for s in m.steps] for m in there.modules] == [[s.id for s in m.steps] for m in release.modules]
    assert there.kept_fields == release.kept_fields
    assert there.schedule == release.schedule
    assert {s.version for m in there.modules for s in m.steps} <= set(stored)
    hello = there.step("hello")
    assert hello is not None
    assert stored[hello.version][1]["passages"][0]["text"] == "ES Welcome. Take your time."


def test_a_measure_without_an_official_translation_stays_as_it_is(programme: Programme) -> None:
    translated = programme.translations[0]
    assert [m.items for m in translated.measures] == [m.items for m in programme.measures]
    assert {m.language for m in translated.measures} == {"en"}


def test_an_official_translation_brings_its_own_licence() -> None:
    measure = Programme.model_validate(SMALL).measures[0]
    official = spanish(measure).model_copy(update={"licence": "Theirs.", "sources": ("https://example.org/es",)})
    shown = localised(measure, official, "en", "es")
    assert (shown.licence, shown.sources[-1], shown.language) == ("Theirs.", "https://example.org/es", "es")
    assert [i.code for i in shown.items] == [i.code for i in measure.items]
    partly = official.model_copy(update={"texts": {**official.texts, "stem": ""}})
    assert localised(measure, partly, "en", "es") == measure


# --- reading level ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "count"),
    [("quiero", 2), ("guerra", 2), ("pingüino", 3), ("día", 2), ("ciudad", 2), ("aéreo", 4), ("muy", 1), ("y", 1)],
)
def test_spanish_syllables_are_counted_as_spanish_is_spelt(word: str, count: int) -> None:
    assert syllables(word, "es") == count


def test_spanish_is_graded_by_a_formula_of_its_own() -> None:
    easy = "Hoy sale el sol. La niña va a la plaza. Allí ve un perro."
    hard = "La conceptualización psicológica fundamental requiere introspección considerable " * 3 + "."
    assert ease(easy) > 90 > 50 > ease(hard)
    assert grade(easy, "es") < 5 < 12 < grade(hard, "es")
    assert grade("", "es") == 0
