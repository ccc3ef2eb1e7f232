"""What the reader makes of a content folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from chalicelib.authoring.reader import read_folder, read_programme
from chalicelib.authoring.step_file import read_step
from chalicelib.authoring.yaml_text import read_yaml
from chalicelib.domain.programme import Programme, parts_of, release_of

SMALL = Path(__file__).parent / "data" / "small_programme"


@pytest.fixture(scope="module")
def programme() -> Programme:
    read, faults = read_programme(SMALL)
    assert faults == []
    assert read is not None
    return read


def test_modules_come_in_the_listed_order_and_steps_in_the_order_of_their_files(programme: Programme) -> None:
    assert [(m.id, [s.id for s in m.steps]) for m in programme.modules] == [
        ("start", ["hello", "moment"]),
        ("next", ["back"]),
    ]
    assert [m.id for m in programme.measures] == ["ease"]
    assert [p.id for p in programme.practices] == ["breathing"]


def test_text_before_the_first_heading_is_the_intro_and_only_named_passages_are_adaptable(programme: Programme) -> None:
    intro, place = programme.modules[1].steps[0].passages
    assert (intro.id, intro.heading, intro.adaptable) == ("intro", "", None)
    assert intro.pipes() == (("moment.place", "a place"),)
    assert (place.id, place.heading) == ("your-place", "Your place")
    assert place.text == "In a place like that, take\none small step. That is all."
    assert place.adaptable is not None
    assert place.adaptable.keep == ("one small step",)


def test_every_part_of_a_release_can_be_found_and_used_answers_are_kept(programme: Programme) -> None:
    release, parts = release_of(programme), parts_of(programme)
    assert {s.version for m in release.modules for s in m.steps} < parts.keys()
    assert release.kept_fields == ("moment.mood", "moment.place")


def test_each_thing_is_known_by_the_line_on_which_it_is_written() -> None:
    reading = read_folder(SMALL)
    back = next(s for s in reading.steps if s.model.id == "back")
    lines = (SMALL / "02-next" / "10-back.md").read_text().split("\n")
    for path, start in {
        ("title",): "title:",
        ("passages", 1): "## Your place",
        ("passages", 1, "text"): "In a place",
        ("passages", 1, "adaptable", "keep", 0): "    keep:",
        ("passages", 1, "adaptable", "missing"): "  your-place:",
        ("nowhere",): "id: back",
    }.items():
        assert lines[back.lines.line(*path) - 1].startswith(start)


def test_a_heading_inside_a_code_block_does_not_begin_a_passage() -> None:
    text = "---\nid: a\n---\n```\n## not a heading\n```\n\n## One {#one}\n\nText.\n"
    data, _, faults = read_step(text, "a.md")
    assert faults == []
    assert data is not None
    assert [p["id"] for p in data["passages"]] == ["intro", "one"]


@pytest.mark.parametrize(
    "text", ["yes", "no", "on", "2026-01-05", "12:30", "1e3", "0x1f", "true", "null", "~", "''", "1_000"]
)
def test_scalars_are_what_yaml_1_2_says_and_dates_stay_text(text: str) -> None:
    data, _, faults = read_yaml(f"key: {text}\n", "a.yaml")
    expected = YAML(typ="safe", pure=True).load(f"key: {text}\n")["key"]
    assert faults == []
    assert data == {"key": text if text == "2026-01-05" else expected}


keys = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
plain_data = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(categories=("L", "N", "P", "Zs"))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, plain_data, min_size=1, max_size=5))
def test_any_plain_data_is_read_back_as_it_was_written(data: dict[str, object]) -> None:
    # JSON is YAML; a writer of YAML would bring its own ideas of quoting
    read, _, faults = read_yaml(json.dumps(data, ensure_ascii=False, indent=2), "a.yaml")
    assert faults == []
    assert read == data
