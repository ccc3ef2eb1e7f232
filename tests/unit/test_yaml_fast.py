"""Plain YAML read by libyaml says the same as read in Python; what is not plain is left to the latter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.authoring import yaml_fast
from chalicelib.authoring.yaml_text import read_yaml

MODULES = Path(__file__).parents[2] / "modules"
REAL = [MODULES / name for name in ("measures/phq-9.yaml", "screens/vr.yaml", "11-sleep/module.yaml", "programme.yaml")]
TRICKY = """\
a: yes
b: [010, 1_000, 0x1F, 1e3, .5, -2, +3, 12:30, 2026-11-22, ~, null, Null, "", no, on, True]
c: {key: value, other: "a: b", url: https://example.org/x?y=1, last: it's}
d: >-
  folded text
  of two lines

  and one more
e: |
  kept
    as it is
"f g": 'single ''quoted'' words'
h:
- no indent
-   - twice
    - nested
# a comment
i: plain words with a # sign, and a colon:inside
j: "é \\u00e9 \\n 🙂"
k:
"""


def slowly(text: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    with monkeypatch.context() as patch:
        patch.setattr(yaml_fast, "compose", lambda _: None)
        return read_yaml(text, "x")


@pytest.mark.parametrize("text", [TRICKY, *(path.read_text(encoding="utf-8") for path in REAL)])
def test_both_readers_say_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_yaml(text, "x") == slowly(text, monkeypatch)


def test_plain_text_comes_the_fast_way() -> None:
    assert yaml_fast.compose(TRICKY) is not None


@pytest.mark.parametrize(
    "text",
    ["a: &x 1", "a: [*x]", "a: !tag 1", "%YAML 1.1\n---\na: 1", "a: 1\n...\n", "a: [1", "[" * 50_000, "- " * 9_000],
)
def test_what_is_not_plain_is_left_to_the_other(text: str) -> None:
    assert yaml_fast.compose(text) is None


def test_without_libyaml_everything_is_read_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_fast, "_Base", None)
    assert yaml_fast.compose("a: 1") is None
    assert read_yaml("a: 1", "x")[0] == {"a": 1}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_say_the_same_of_whatever_an_author_types(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TRICKY)))
    piece = data.draw(st.text("-:#{}[]|>'\"\n ,?~0ayé.", max_size=8))
    text = TRICKY[:start] + piece + TRICKY[start + data.draw(st.integers(0, 6)) :]
    with pytest.MonkeyPatch.context() as patch:
        slow = slowly(text, patch)
    if yaml_fast.compose(text) is not None:
        assert read_yaml(text, "x") == slow
