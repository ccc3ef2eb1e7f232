"""The researchers' commands: one JSON line in, one JSON line out. Everything fed to them here is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.authoring import batch

MODULES = str(Path(__file__).parents[2] / "modules")
FULL = {"items": {str(n): 1 for n in range(1, 10)}}


def run(command: click.Command, lines: bytes | str | list[Any], *options: str) -> Result:
    if isinstance(lines, list):
        lines = "".join(f"{json.dumps(line)}\n" for line in lines)
    return CliRunner().invoke(command, options, input=lines)


def replies(command: click.Command, lines: bytes | str | list[Any], *options: str) -> list[dict[str, Any]]:
    result = run(command, lines, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_score_answers_with_exactly_its_fields() -> None:
    [reply] = replies(batch.score, [FULL], "phq-9", "--modules", MODULES)
    assert reply == {"total": 9, "band": "mild", "case": False, "risk_items": {"9": 1}, "missing": []}


def test_the_who_5_is_scored_on_the_published_scale() -> None:
    [reply] = replies(batch.score, [{"items": {str(n): 5 for n in range(1, 6)}}], "who-5", "--modules", MODULES)
    assert (reply["total"], reply["case"]) == (100, False)


def test_risk_answers_with_exactly_its_fields() -> None:
    calm, red = replies(batch.risk, [{"text": "soup was nice"}, {"text": "So. I want to kill myself"}])
    assert calm == {"level": "none", "categories": [], "spans": []}
    assert red["level"] == "red"
    assert all(set(span) == {"start", "end", "category"} for span in red["spans"])
    assert max(span["end"] for span in red["spans"]) == 25


def test_change_answers_with_exactly_its_fields() -> None:
    [reply] = replies(batch.change, [{"scores": [20, 19, 21, 10, None, 8]}], "phq-9", "--modules", MODULES)
    assert reply == {
        "change": -12,
        "reliable": "improved",
        "recovered": True,
        "reliable_recovery": True,
        "sudden_gains": [[3, 4]],
        "sudden_losses": [],
    }


def test_change_takes_any_scale_by_its_cut_off_spread_and_reliability() -> None:
    options = ("--cut", "10", "--sd", "5.5", "--reliability", "0.84")
    better, worse = replies(batch.change, [{"scores": [16, 9]}, {"scores": [9, 16]}], *options)
    assert (better["reliable"], better["recovered"]) == ("improved", True)
    assert (worse["reliable"], worse["recovered"]) == ("deteriorated", False)
    [turned] = replies(batch.change, [{"scores": [9, 16]}], *options, "--higher-is-better")
    assert (turned["reliable"], turned["recovered"]) == ("improved", True)


BAD_LINES = [
    b"",
    b"   ",
    b"nonsense",
    b"[1, 2]",
    b"{}",
    b'{"items": 3, "scores": 3, "text": 3}',
    b'{"items": {"1": NaN}, "scores": [NaN], "text": null}',
    b'{"items": {"1": true}, "scores": [true], "text": ["a"]}',
    b'{"items": {"1": 0, "1": 1}, "scores": [], "scores": [1], "text": "a", "text": "b"}',
    b'{"items": {"77": 0}, "scores": ["1"]}',
    b'{"items": {"1": 1e400}, "scores": [1e400]}',
    b'{"items": {"1": ' + b"9" * 5000 + b'}, "scores": [' + b"9" * 5000 + b"]}",
    b"\xff\xfe{",
    b'{"text": "\xc3\x28"}',
    b"[" * 100_000,
    b"\x00",
]


@pytest.mark.parametrize(
    ("command", "options"),
    [(batch.score, ("phq-9", "--modules", MODULES)), (batch.risk, ()), (batch.change, ("phq-9", "--modules", MODULES))],
)
def test_a_bad_line_gets_an_error_in_its_place_and_the_next_one_is_answered(
    command: click.Command, options: tuple[str, ...]
) -> None:
    good = json.dumps({**FULL, "text": "soup", "scores": [3, 4]}).encode()
    found = replies(command, b"".join(bad + b"\n" + good + b"\n" for bad in BAD_LINES), *options)
    assert len(found) == 2 * len(BAD_LINES)
    assert all(set(reply) == {"error"} and reply["error"] for reply in found[::2])
    assert all("error" not in reply for reply in found[1::2])


def test_an_error_names_what_is_wrong_and_never_repeats_the_text() -> None:
    lines = [{"items": {"1": 7, "10": 0}}, {"items": {"1": "zebra umbrella"}}]
    wrong, words = replies(batch.score, lines, "phq-9", "--modules", MODULES)
    assert "item 1" in wrong["error"]
    assert "item 10" in wrong["error"]
    assert "zebra" not in words["error"]


def test_a_line_longer_than_the_limit_is_refused_and_the_next_one_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LONGEST_LINE", 1024 * 1024)
    long = b'{"text": "' + b"a" * 3 * 1024 * 1024 + b'"}'
    first, second = replies(batch.risk, long + b'\n{"text": "soup"}\n')
    assert "longer than 1 MiB" in first["error"]
    assert second["level"] == "none"


def test_a_byte_order_mark_windows_line_ends_and_a_last_line_without_an_end_are_read() -> None:
    assert [r["level"] for r in replies(batch.risk, b'\xef\xbb\xbf{"text": "soup"}\r\n{"text": "tea"}')] == ["none"] * 2


def test_a_lone_surrogate_is_text_like_any_other() -> None:
    [reply] = replies(batch.risk, b'{"text": "\\ud800 soup"}\n')
    assert reply["level"] == "none"


def test_an_unknown_measure_names_the_known_ones_and_ends_with_status_2() -> None:
    result = run(batch.score, [FULL], "phq-8", "--modules", MODULES)
    assert result.exit_code == 2
    assert "core-10, gad-7, isi" in result.stderr


@pytest.mark.parametrize("name", ["../measures/phq-9", "/etc/passwd", ""])
def test_a_measure_is_named_not_pathed(name: str) -> None:
    assert run(batch.score, [FULL], name, "--modules", MODULES).exit_code == 2


def test_a_broken_measure_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "mine.yaml").write_text("id: mine\ntitle: [", encoding="utf-8")
    result = run(batch.score, [FULL], "mine", "--modules", str(tmp_path))
    assert result.exit_code == 2
    assert "mine.yaml" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--cut", "10"),
        ("--cut", "10", "--sd", "0", "--reliability", "0.9"),
        ("--cut", "10", "--sd", "5", "--reliability", "2"),
        ("--cut", "nan", "--sd", "5", "--reliability", "0.9"),
        ("phq-9", "--cut", "10"),
        ("phq-9", "--higher-is-better"),
    ],
)
def test_change_refuses_options_that_make_no_sense(options: tuple[str, ...]) -> None:
    assert run(batch.change, [], *options).exit_code == 2


def test_a_score_outside_the_measure_is_refused() -> None:
    [reply] = replies(batch.change, [{"scores": [12, 28]}], "phq-9", "--modules", MODULES)
    assert reply == {"error": "score 2 is outside 0 to 27"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40).map(lambda b: b.replace(b"\n", b"")), JSON.map(lambda v: json.dumps(v).encode())
        )
    )
)
@settings(max_examples=40, deadline=None)
def test_every_line_gets_exactly_one_line_whatever_it_holds(lines: list[bytes]) -> None:
    assert len(replies(batch.risk, b"".join(line + b"\n" for line in lines))) == len(lines)
