"""The trials can fail: each kind of damage to a patient's books is counted. People and words are invented."""

from __future__ import annotations

import copy
import inspect
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from bench.books import FAULTS, Books, Sent, audit
from bench.http_calls import Answer
from bench.trials import TRIALS

STEP, OTHER = "gs-my-cycle", "gs-welcome"
TAKEN, ASIDE = {"situation": "rain"}, {"situation": "sun"}
ANSWER, SET_ASIDE = "T#2026-03-02T09:00:01.000000Z#answer#a1", "T#2026-03-02T09:00:02.000000Z#set-aside#s1"
FLAG = "T#2026-03-02T09:00:01.000000Z#flag#f1"
FLAGS = {"f1", "f2"}


def cast() -> Any:
    return SimpleNamespace(deps=SimpleNamespace(reviews=SimpleNamespace(flag=lambda f: f if f in FLAGS else None)))


@pytest.fixture
def before() -> Books:
    steps = {STEP: {"revision": 1, "entry": "T#0#answer#a0"}, OTHER: {"revision": 1, "entry": "T#0#answer#b0"}}
    return Books(course={"steps": steps, "open_flags": {}}, entries={"T#0#answer#a0": {"step_id": STEP, "answers": {}}})


@pytest.fixture
def after(before: Books) -> Books:
    """One answer taken and one set aside, everything in its place."""
    books = copy.deepcopy(before)
    books.course["steps"][STEP] = {"revision": 2, "entry": ANSWER}
    books.entries |= {
        ANSWER: {"step_id": STEP, "answers": TAKEN},
        SET_ASIDE: {"step_id": STEP, "answers": ASIDE, "seen_version": 1},
    }
    books.records = {"ONCE#complete#1", "ONCE#set-aside#2"}
    return books


SENT = [Sent(TAKEN, Answer(200, {})), Sent(ASIDE, Answer(409, {}))]


def faults(before: Books, after: Books, sent: list[Sent] = SENT, risky: bool = False) -> dict[str, int]:
    counts: Counter[str] = audit(cast(), before, after, STEP, sent, risky)
    assert set(counts) <= set(FAULTS)
    return dict(+counts)


def test_books_in_order_show_no_fault(before: Books, after: Books) -> None:
    assert faults(before, after) == {}


def test_words_that_were_taken_and_are_gone_are_lost(before: Books, after: Books) -> None:
    after.entries[ANSWER]["answers"] = {"situation": "somebody else's words"}
    assert faults(before, after)["lost"] == 1


def test_words_of_the_second_device_that_are_gone_are_lost(before: Books, after: Books) -> None:
    del after.entries[SET_ASIDE]
    after.records.discard("ONCE#set-aside#2")
    assert faults(before, after) == {"lost": 1}


def test_an_answer_that_was_told_busy_and_never_taken_is_lost(before: Books, after: Books) -> None:
    assert faults(before, after, [*SENT, Sent({"situation": "fog"}, Answer(503))])["lost"] == 1


def test_words_that_stand_twice_are_doubled(before: Books, after: Books) -> None:
    after.entries[ANSWER.replace("a1", "a2")] = {"step_id": STEP, "answers": TAKEN}
    assert faults(before, after)["doubled"] == 1


def test_progress_without_its_entry_is_half_written(before: Books, after: Books) -> None:
    del after.entries[ANSWER]
    assert faults(before, after) == {"lost": 1, "half-written": 1}


@pytest.mark.parametrize("record", ["ONCE#complete#1", "ONCE#set-aside#2"])
def test_an_entry_without_its_record_is_half_written(before: Books, after: Books, record: str) -> None:
    after.records.discard(record)
    assert faults(before, after) == {"half-written": 1}


def test_a_draft_that_outlives_its_answer_is_half_written(before: Books, after: Books) -> None:
    after.drafts[STEP] = {"answers": TAKEN}
    assert faults(before, after) == {"half-written": 1}


def test_a_step_that_moved_twice_or_another_that_moved_is_skipped(before: Books, after: Books) -> None:
    after.course["steps"][OTHER]["revision"] = 2
    assert faults(before, after) == {"skipped": 1}
    after.course["steps"][STEP]["revision"] = 3
    assert faults(before, after)["skipped"] == 1


class TestWordsOfRisk:
    def flagged(self, books: Books) -> Books:
        books.entries[FLAG] = {"rule": "R8"}
        books.course["open_flags"] = {f"R8:red:{STEP}": "f1"}
        return books

    def test_leave_one_flag(self, before: Books, after: Books) -> None:
        assert faults(before, self.flagged(after), risky=True) == {}

    def test_without_a_flag_are_lost(self, before: Books, after: Books) -> None:
        assert faults(before, after, risky=True) == {"lost": 1}

    def test_with_a_flag_that_the_course_does_not_know_are_half_written(self, before: Books, after: Books) -> None:
        books = self.flagged(after)
        books.course["open_flags"] = {}
        assert faults(before, books, risky=True) == {"half-written": 1}

    def test_with_a_flag_that_no_therapist_sees_are_half_written(self, before: Books, after: Books) -> None:
        books = self.flagged(after)
        books.entries[FLAG.replace("f1", "f9")] = books.entries.pop(FLAG)
        books.course["open_flags"] = {f"R8:red:{STEP}": "f9"}
        assert faults(before, books, risky=True) == {"half-written": 1}

    def test_with_two_flags_of_one_rule_are_doubled(self, before: Books, after: Books) -> None:
        books = self.flagged(after)
        books.entries[FLAG.replace("f1", "f2")] = {"rule": "R8"}
        books.course["open_flags"][f"R8:red2:{STEP}"] = "f2"
        assert faults(before, books, risky=True) == {"doubled": 1}


@pytest.mark.parametrize("kind", TRIALS)
def test_each_trial_is_whole(kind: type) -> None:
    assert not inspect.isabstract(kind)
