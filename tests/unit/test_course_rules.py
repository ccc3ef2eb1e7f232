"""Unlocking, as rules: what is missing is said, what was begun stays open, a therapist stands above the rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import ahead
from chalicelib.domain import course as rules
from chalicelib.domain.answers import as_words, check, pipe, texts
from chalicelib.domain.content import Condition, WorksheetField
from chalicelib.domain.course import Course, Kept, PlanChange, ScoreReading, StepProgress
from chalicelib.domain.programme import Programme, Release, release_of
from tests.content import SMALL, field

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
RELEASE: Release = release_of(Programme.model_validate(SMALL))
FIRST, SECOND = RELEASE.modules


def course(**changes: Any) -> Course:
    begun = NOW - timedelta(days=10)
    fields: dict[str, Any] = {
        "patient_id": "p",
        "therapist_id": "t",
        "programme_id": "small",
        "release": "0",
        "enrolled_at": begun,
        "last_seen_at": begun,
        "country": "IE",
    }
    return Course.model_validate(fields | changes)


def done(*steps: str) -> dict[str, StepProgress]:
    return {s: StepProgress(revision=1, completed_at=NOW) for s in steps}


READY: dict[str, Any] = {
    "steps": done("hello", "sheet"),
    "opened": {"first": NOW - timedelta(days=4)},
    "scores": {"phq-9": [ScoreReading(at=NOW - timedelta(days=1), total=8)]},
    "kept": {"sheet.situation": Kept(words="an invented day")},
}


def state(module: Any = SECOND, now: datetime = NOW, **changes: Any) -> rules.ModuleState:
    return rules.module_state(course(**(READY | changes)), RELEASE, module, now)


def test_everything_met_opens_the_module() -> None:
    assert state().status == "open"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"steps": done("hello")}, "First things"),
        ({"opened": {"first": NOW - timedelta(days=2)}}, "3 days"),
        ({"scores": {}}, "PHQ-9"),
        ({"scores": {"phq-9": [ScoreReading(at=NOW - timedelta(days=8), total=8)]}}, "PHQ-9"),
        ({"kept": {}}, "written about a day"),
        ({"open_red": ["f"]}, "therapist"),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, Any], words: str) -> None:
    found = state(**changes)
    assert found.status == "locked"
    assert len(found.reasons) == 1
    assert words in found.reasons[0]


def test_the_time_is_told_when_time_alone_is_missing() -> None:
    opened = NOW - timedelta(days=2)
    assert state(opened={"first": opened}).opens_at == opened + timedelta(days=3)
    assert state(opened={"first": opened}, scores={}).opens_at is None


def test_a_module_that_was_begun_stays_open() -> None:
    assert state(opened={"first": NOW, "second": NOW}, scores={}, open_red=["f"]).status == "open"


@pytest.mark.parametrize(("action", "status"), [("open", "open"), ("hold", "locked"), ("skip", "skipped")])
def test_a_therapists_decision_stands_above_the_rule(action: Any, status: str) -> None:
    change = PlanChange(action=action, reason="invented", by="t", at=NOW)
    assert state(plan={"second": change}, scores={}).status == (status if action != "hold" else "locked")


def test_a_module_left_out_is_no_dead_end_for_the_next() -> None:
    skip = PlanChange(action="skip", reason="invented", by="t", at=NOW)
    assert state(steps={}, kept={}, opened={}, plan={"first": skip}).status == "open"


def test_steps_come_in_order_and_optional_ones_hold_nobody_up() -> None:
    sheet = RELEASE.step("sheet")
    assert sheet is not None
    assert rules.why_locked(course(), RELEASE, sheet, NOW)[0] == ["First comes “Hello”."]
    assert rules.why_locked(course(steps=done("hello")), RELEASE, sheet, NOW) == ([], None)
    assert rules.core_done(course(steps=done("hello", "sheet")), FIRST)


def test_preparation_looks_into_the_module_that_comes_next() -> None:
    assert ahead.next_steps(course(), RELEASE) == []
    finished = course(steps=done("hello", "sheet"), opened={"first": NOW})
    assert [s.id for s in ahead.next_steps(finished, RELEASE)] == ["look-back"]


def test_work_is_promised_only_when_something_changed_for_it() -> None:
    before, after = course(steps=done("hello")), course(steps=done("hello", "sheet"), opened={"first": NOW})
    assert ahead.changes_preparation(before, after, RELEASE, "sheet")
    assert not ahead.changes_preparation(course(), before, RELEASE, "hello")
    again = after.model_copy(update={"steps": {**after.steps, **done("hello", "extra")}})
    assert not ahead.changes_preparation(after, again, RELEASE, "extra")
    assert ahead.changes_preparation(after, after, RELEASE, "sheet")


@given(totals=st.lists(st.integers(0, 27), min_size=1, max_size=60))
def test_the_baseline_and_the_latest_scores_are_kept(totals: list[int]) -> None:
    now = course()
    for day, total in enumerate(totals):
        now = rules.with_score(now, "phq-9", ScoreReading(at=NOW + timedelta(days=day), total=total))
    kept = [r.total for r in now.scores["phq-9"]]
    assert kept[0] == totals[0]
    assert kept[-1] == totals[-1]
    assert len(kept) == min(len(totals), rules.KEPT_SCORES)


@pytest.mark.parametrize(
    ("condition", "scores", "kept", "expected"),
    [
        ({"measure": "phq-9", "at_most": 19}, 19, None, True),
        ({"measure": "phq-9", "at_most": 19}, 20, None, False),
        ({"measure": "phq-9", "at_most": 19}, None, None, False),
        ({"measure": "phq-9", "at_least": 0}, 0, None, True),
        ({"answer": "sheet.place", "equals": "home"}, None, Kept(words="At home", value="home"), True),
        ({"answer": "sheet.place", "equals": "out"}, None, Kept(words="At home", value="home"), False),
        ({"answer": "sheet.agree", "equals": "yes"}, None, Kept(words="yes", value=True), True),
        ({"answer": "sheet.count", "at_least": 3}, None, Kept(words="4", value=4), True),
        ({"answer": "sheet.situation", "answered": True}, None, Kept(words=""), False),
        ({"answer": "sheet.situation", "answered": True}, None, Kept(words="x"), True),
        ({"answer": "sheet.situation", "answered": False}, None, None, True),
    ],
)
def test_conditions(condition: dict[str, Any], scores: float | None, kept: Kept | None, expected: bool) -> None:
    made = Condition(reason="invented", **condition)
    readings = {"phq-9": [ScoreReading(at=NOW, total=scores)]} if scores is not None else {}
    now = course(scores=readings, kept={made.answer: kept} if kept and made.answer else {})
    assert rules.met(made, now) is expected


# --- answers ------------------------------------------------------------------------------------------

FIELDS = [WorksheetField.model_validate(f) for f in SMALL["modules"][0]["steps"][1]["fields"]]
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([f.id for f in FIELDS] + ["other"]), ANY))
def test_checking_never_fails_whatever_was_sent(answers: dict[str, Any]) -> None:
    for path, words in check(FIELDS, answers):
        assert path
        assert words
    list(texts(answers))


@given(st.text())
def test_a_piped_answer_is_never_markup_or_another_pipe(words: str) -> None:
    shown = pipe("You wrote: {{sheet.situation | nothing}}", {"sheet.situation": words})
    assert "<" not in shown.replace("\\<", "")
    assert shown.startswith("You wrote: ")


def test_a_missing_answer_reads_naturally() -> None:
    assert pipe("about {{sheet.situation | a hard day}}.", {}) == "about a hard day."


@pytest.mark.parametrize(
    ("made", "value", "words"),
    [
        (field("a", "list"), ["tea", "a walk", "sleep"], "tea, a walk and sleep"),
        (field("a", "choice", choices=[{"id": "x", "label": "The x"}, {"id": "y", "label": "The y"}]), "x", "The x"),
        (field("a", "table", columns=[field("b", "short_text"), field("c", "rating")]), [{"b": "sad", "c": 3}], "sad"),
        (field("a", "yes_no"), False, "no"),
        (field("a", "long_text"), "two\n lines", "two lines"),
        (field("a", "long_text"), "  ", ""),
    ],
)
def test_answers_as_words(made: dict[str, Any], value: Any, words: str) -> None:
    assert as_words(WorksheetField.model_validate(made), value) == words
