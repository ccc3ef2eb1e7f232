"""Screens: what is asked, what the answers come to, when they are due. All answers here are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.course import Course, ScoreReading
from chalicelib.domain.flags import VERSIONS
from chalicelib.domain.programme import Programme, Release, release_of, served_screens
from chalicelib.domain.safety import crisis_of
from chalicelib.domain.screen import Screen, ScreenText, with_words
from chalicelib.domain.screens import (
    abandoned,
    asked,
    check,
    due_screens,
    outcome,
    readable,
    with_abandoned,
    with_result,
)
from tests.content import SMALL, screen
from tests.fakes_review import NOON, course

SCREENS: dict[str, Screen] = {name: screen(name) for name in ("circumstances", "cssrs", "safety-check", "vr")}
CSSRS, CHECK = SCREENS["cssrs"], SCREENS["safety-check"]
LEVEL = {"red": 0, "amber": 1}


def said(screen: Screen, **answers: str) -> dict[str, str]:
    """These answers, and the calmest one to every other question that is asked."""
    calm = {"vr": "no", "circumstances": "yes", "cssrs": "no"}.get(screen.id)
    found = {name.removeprefix("q").replace("_", "-"): value for name, value in answers.items()}
    for _ in range(3):
        found = {q.id: found.get(q.id, calm or ("yes" if q.id == "company" else "no")) for q in asked(screen, found)}
    return found


def levels(screen: Screen, answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(draft.rule, draft.level) for draft in outcome(screen, answers).flags]


# --- the C-SSRS screener ----------------------------------------------------------------------------


def test_without_a_yes_to_the_second_question_the_sixth_comes_next() -> None:
    assert [q.id for q in asked(CSSRS, {"1": "yes", "2": "no"})] == ["1", "2", "6"]
    assert [q.id for q in asked(CSSRS, {"2": "yes", "6": "yes"})] == ["1", "2", "3", "4", "5", "6", "6-recent"]


@pytest.mark.parametrize(
    ("answers", "result", "flags"),
    [
        ({}, "none", []),
        ({"q1": "yes"}, "low", [("R3", "amber")]),
        ({"q2": "yes"}, "low", [("R3", "amber")]),
        ({"q2": "yes", "q3": "yes"}, "moderate", [("R3", "amber")]),
        ({"q6": "yes"}, "moderate", [("R3", "amber")]),
        ({"q2": "yes", "q4": "yes"}, "high", [("R1", "red")]),
        ({"q2": "yes", "q5": "yes"}, "high", [("R1", "red")]),
        ({"q6": "yes", "q6_recent": "yes"}, "high", [("R1", "red")]),
        ({"q1": "yes", "q2": "yes", "q3": "yes", "q4": "yes", "q5": "yes"}, "high", [("R1", "red")]),
    ],
)
def test_the_triage_of_the_c_ssrs(answers: dict[str, str], result: str, flags: list[tuple[str, str]]) -> None:
    found = outcome(CSSRS, said(CSSRS, **answers))
    assert found.result.id == result
    assert [(draft.rule, draft.level) for draft in found.flags] == flags
    crisis = crisis_of(found.crisis, "IE")
    assert (crisis.reason if crisis else None) == {"none": None, "high": "imminent"}.get(result, "item")


def test_a_moderate_result_is_looked_at_the_same_day_and_a_high_one_within_minutes() -> None:
    (same_day,) = outcome(CSSRS, said(CSSRS, q2="yes", q3="yes")).flags
    (now,) = outcome(CSSRS, said(CSSRS, q2="yes", q4="yes")).flags
    assert same_day.due_in == timedelta(hours=8)
    assert now.due_in == timedelta(minutes=15)


def test_a_question_that_was_left_out_is_no_sign_of_safety() -> None:
    answers = {**said(CSSRS), "6": None}
    assert check(CSSRS, answers) == []
    assert levels(CSSRS, answers) == [("R5", "amber")]


@settings(max_examples=80)
@given(st.dictionaries(st.sampled_from([q.id for q in CSSRS.all_questions()]), st.sampled_from(["yes", "no", None])))
def test_one_more_yes_never_lowers_the_level(answers: dict[str, str | None]) -> None:
    before = min((LEVEL[level] for _, level in levels(CSSRS, answers)), default=9)
    for question in asked(CSSRS, answers):
        more = {**answers, question.id: "yes"}
        assert min((LEVEL[level] for _, level in levels(CSSRS, more)), default=9) <= before


def test_the_c_ssrs_is_served_only_with_its_words_and_then_takes_the_place_of_our_own_questions() -> None:
    programme = Programme.model_validate({**SMALL, "screens": list(SCREENS.values())})
    assert [s.id for s in served_screens(programme)] == ["circumstances", "safety-check", "vr"]
    text = ScreenText(
        screen="cssrs", licence="invented", questions={q.id: f"Words of {q.id}" for q in CSSRS.all_questions()}
    )
    worded = with_words(CSSRS, text)
    assert [q.text for q in worded.all_questions()][2] == "Words of 3"
    filled = programme.model_copy(update={"screens": (worded, *(s for s in programme.screens if s.id != "cssrs"))})
    assert "safety-check" not in [s.id for s in served_screens(filled)]
    with pytest.raises(ValueError, match="has its words already"):
        with_words(worded, text)
    with pytest.raises(ValueError, match="question 6-recent has no words"):
        with_words(CSSRS, text.model_copy(update={"questions": {"1": "only one"}}))


# --- our own screens --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({}, []),
        ({"today": "yes"}, [("R1", "red")]),
        ({"today": "not-sure"}, [("R1", "red")]),
        ({"prepared": "yes"}, [("R1", "red")]),
        ({"recent": "yes"}, [("R1", "red")]),
        ({"company": "no"}, [("R3", "amber")]),
    ],
)
def test_our_own_safety_questions_raise_what_speaks_of_danger(
    answers: dict[str, str], flags: list[tuple[str, str]]
) -> None:
    assert levels(CHECK, said(CHECK, **answers)) == flags


@pytest.mark.parametrize("answer", ["no", "sometimes-not"])
def test_not_being_safe_at_home_is_told_to_the_therapist_with_lines_for_the_country(answer: str) -> None:
    screen = SCREENS["circumstances"]
    found = outcome(screen, said(screen, safety=answer), "GB")
    assert [(draft.rule, draft.level) for draft in found.flags] == [("R18", "amber")]
    assert found.crisis == ()
    assert [post.call for post in found.signposts] == ["0808 2000 247", ""]
    elsewhere = outcome(screen, said(screen, safety=answer), "XK")
    assert ["nomoredirectory" in post.link for post in elsewhere.signposts] == [True]


def test_needs_bring_signposts_and_no_flag_and_may_all_be_left_out() -> None:
    screen = SCREENS["circumstances"]
    found = outcome(screen, said(screen, money="no", housing="not-sure"), "IE")
    assert (found.result.id, found.flags) == ("needs", ())
    assert any("mabs.ie" in post.link for post in found.signposts)
    nothing = dict.fromkeys((q.id for q in screen.questions), None)
    assert check(screen, nothing) == []
    assert (outcome(screen, nothing).result.id, outcome(screen, nothing).signposts) == ("steady", ())


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ({}, "all"),
        ({"flashbacks": "yes"}, "eyes-open"),
        ({"grief": "yes"}, "eyes-open"),
        ({"seizures": "yes"}, "none"),
        ({"seizures": "yes", "unreal": "yes"}, "none"),
        ({"different": "yes"}, "none"),
    ],
)
def test_what_a_person_may_practise_follows_from_the_answers(answers: dict[str, str], result: str) -> None:
    screen = SCREENS["vr"]
    assert outcome(screen, said(screen, **answers)).result.id == result


def test_an_answer_left_out_before_the_first_practice_counts_as_a_yes() -> None:
    screen = SCREENS["vr"]
    assert outcome(screen, {**said(screen), "seizures": None}).result.id == "none"
    assert outcome(screen, {**said(screen), "unreal": None}).result.id == "eyes-open"
    assert levels(screen, said(screen, different="yes")) == [("R18", "amber")]


@settings(max_examples=60)
@given(st.sampled_from(sorted(SCREENS)).map(SCREENS.__getitem__), st.data())
def test_any_answers_that_pass_come_to_one_result_with_known_rules(screen: Screen, data: st.DataObject) -> None:
    answers = {
        q.id: data.draw(st.sampled_from([None, *(choice.id for choice in q.answers)])) for q in screen.all_questions()
    }
    assert check(screen, answers) == []
    found = outcome(screen, answers, data.draw(st.sampled_from(["GB", "IE", "XK"])))
    assert found.result in screen.results
    assert all(draft.rule in VERSIONS for draft in found.flags)
    assert set(readable(screen, answers)) == {q.id for q in asked(screen, answers) if answers[q.id] is not None}


@pytest.mark.parametrize("bad", ["maybe", 1, True, ["yes"], {}, ""])
def test_what_is_no_answer_is_named_and_a_question_that_is_not_asked_is_left_aside(bad: Any) -> None:
    assert [name for name, _ in check(CSSRS, {**said(CSSRS), "2": bad})] == ["2"]
    assert check(CSSRS, {**said(CSSRS), "3": bad}) == []
    assert [name for name, _ in check(CSSRS, {**said(CSSRS), "nine": "yes"})] == ["nine"]
    assert [name for name, _ in check(CSSRS, {"1": "no", "2": "no"})] == ["6"]


# --- when they are due ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def release() -> Release:
    return release_of(Programme.model_validate({**SMALL, "screens": [CSSRS, CHECK, SCREENS["circumstances"]]}))


def waiting(who: Course, release: Release) -> list[str]:
    return [due.screen.id for due in due_screens(who, release, NOON)]


def risk(value: int | None, hours: float) -> dict[str, list[ScoreReading]]:
    return {"phq-9": [ScoreReading(at=NOON - timedelta(hours=hours), total=9, items={"9": value})]}


def test_circumstances_are_due_from_the_start_until_they_are_answered(release: Release) -> None:
    who = course("p1")
    assert waiting(who, release) == ["circumstances"]
    assert waiting(with_result(who, "circumstances", "steady", NOON), release) == []


@pytest.mark.parametrize(("value", "due"), [(0, False), (1, True), (3, True), (None, True)])
def test_safety_questions_are_due_first_after_a_risk_answer(value: int | None, due: bool, release: Release) -> None:
    who = course("p1", scores=risk(value, 0.5))
    assert waiting(who, release) == (["safety-check"] if due else []) + ["circumstances"]


def test_they_are_due_again_after_the_next_risk_answer_only(release: Release) -> None:
    answered = with_result(course("p1", scores=risk(1, 3)), "safety-check", "support", NOON - timedelta(hours=2))
    assert "safety-check" not in waiting(answered, release)
    assert "safety-check" in waiting(answered.model_copy(update={"scores": risk(1, 1)}), release)


def test_leaving_them_is_told_once_when_the_session_is_over(release: Release) -> None:
    assert abandoned(course("p1", scores=risk(1, 0.9)), release, NOON) == []
    who = course("p1", scores=risk(1, 1))
    ((due, draft),) = abandoned(who, release, NOON)
    assert (draft.rule, draft.level) == ("R5", "amber")
    assert abandoned(with_abandoned(who, due), release, NOON) == []
    assert "safety-check" in waiting(with_abandoned(who, due), release)
