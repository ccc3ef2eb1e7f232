"""Words that were found harmless are not read a second time; words of risk are, each time. All of them are invented."""

from __future__ import annotations

import pytest

from chalicelib.domain import risk_language
from chalicelib.usecases import flagging
from chalicelib.usecases.flagging import drafts_for_words

HARMLESS = {"situation": "an invented walk to the harbour, number one"}


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the rules were asked, counted beside the real reading."""
    asked: list[int] = []
    real = risk_language.assess

    def counted(text: str) -> risk_language.Risk:
        asked.append(1)
        return real(text)

    monkeypatch.setattr(risk_language, "assess", counted)
    monkeypatch.setattr(flagging, "_harmless", type(flagging._harmless)())
    return asked


def test_harmless_words_are_read_once(readings: list[int]) -> None:
    assert drafts_for_words(HARMLESS, "step") == drafts_for_words(dict(HARMLESS), "step") == []
    assert len(readings) == 1


def test_one_changed_letter_is_read_again(readings: list[int]) -> None:
    drafts_for_words(HARMLESS, "step")
    drafts_for_words({"situation": HARMLESS["situation"] + "."}, "step")
    assert len(readings) == 2


def test_words_of_risk_raise_a_flag_every_time(readings: list[int]) -> None:
    risky = {"situation": "I am going to kill myself tonight."}
    first, second = drafts_for_words(risky, "step"), drafts_for_words(risky, "step")
    assert [draft.level for draft in first] == [draft.level for draft in second] == ["red"]
    assert len(readings) == 2


def test_no_words_are_kept_and_the_oldest_marks_make_room(readings: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flagging, "_REMEMBERED", 3)
    for number in range(5):
        drafts_for_words({"situation": f"an invented walk, number {number}"}, "step")
    assert len(flagging._harmless) == 3
    assert {len(mark) for mark in flagging._harmless} == {32}
    drafts_for_words({"situation": "an invented walk, number 0"}, "step")
    assert len(readings) == 6
