"""A patient's own path: the branch is chosen once, optional parts stand beside it, boosters come after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain import ahead
from chalicelib.domain import course as rules
from chalicelib.domain.content import Step
from chalicelib.domain.course import Course, Kept, PlanChange, ScoreReading, StepProgress
from chalicelib.domain.path import Followed
from chalicelib.domain.programme import ModuleOutline, Release, release_of
from tests.path_programme import PROGRAMME

from .test_course_rules import NOW, course, done

WEEKLY = ["intake", "one", "two", "three", "last"]
RELEASE: Release = release_of(PROGRAMME)
ASK: Step = PROGRAMME.modules[0].steps[0]
MODULES: dict[str, ModuleOutline] = {m.id: m for m in RELEASE.modules}


def after(*modules: str, days: int = 6, **changes: Any) -> Course:
    """Through with these modules, which were begun one after another, the last of them `days` days ago."""
    begun = {m: NOW - timedelta(days=days + 7 * n) for n, m in enumerate(reversed(modules))}
    steps = [s.id for m in modules for s in MODULES[m].steps]
    return course(**({"opened": begun, "steps": done(*steps)} | changes))


def following(branch: str) -> Followed:
    return Followed(branch=branch, at=NOW)


def path(of: Course) -> list[str]:
    return [m.id for m in rules.path_of(of, RELEASE)]


def state(of: Course, module_id: str, days: int = 0) -> rules.ModuleState:
    return rules.module_state(of, RELEASE, MODULES[module_id], NOW + timedelta(days=days))


def answered(way: str, gad7: int | None = None) -> Course:
    scores = {"gad-7": [ScoreReading(at=NOW, total=gad7)]} if gad7 is not None else {}
    return rules.completed(course(scores=scores), RELEASE, ASK, {"way": way}, "entry", NOW)


# --- the branch -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "gad7", "branch"),
    [
        ("worry", None, "worry"),
        ("fear", 20, "fear"),
        ("other", 12, "worry"),
        ("other", 16, "worry"),
        ("other", 9, ""),
        ("other", None, ""),
        ("worry", 3, "worry"),
    ],
)
def test_the_first_branch_of_which_a_case_holds_is_followed(way: str, gad7: int | None, branch: str) -> None:
    chosen = answered(way, gad7).branch
    assert chosen == Followed(branch=branch, at=NOW)


def test_the_branch_is_chosen_once() -> None:
    first = answered("worry")
    again = rules.completed(first, RELEASE, ASK, {"way": "fear"}, "entry", NOW + timedelta(days=1))
    assert again.branch == first.branch
    assert again.kept["ask.way"].value == "fear"


def test_nothing_is_chosen_before_its_module_is_finished() -> None:
    page = PROGRAMME.modules[1].steps[0]
    assert rules.completed(course(), RELEASE, page, {}, "entry", NOW).branch is None


def test_where_the_intake_was_left_out_the_branch_is_chosen_at_the_next_step() -> None:
    skip = PlanChange(action="skip", reason="invented", by="t", at=NOW)
    page = PROGRAMME.modules[1].steps[0]
    before = course(plan={"intake": skip}, scores={"gad-7": [ScoreReading(at=NOW, total=15)]})
    chosen = rules.completed(before, RELEASE, page, {}, "entry", NOW).branch
    assert chosen
    assert chosen.branch == "fear"


def test_a_course_of_before_branches_keeps_the_programmes_order() -> None:
    stored = course().model_dump(mode="json", exclude={"branch"})
    assert path(Course.model_validate(stored)) == WEEKLY


def test_what_a_branch_does_not_list_comes_last() -> None:
    assert path(course(branch=following("worry"))) == ["intake", "three", "one", "two", "last"]
    assert path(course(branch=following("fear"))) == ["intake", "two", "one", "three", "last"]
    assert path(course(branch=following("gone"))) == WEEKLY


# --- the way --------------------------------------------------------------------------------------


def test_the_next_module_is_the_next_on_the_persons_own_path() -> None:
    plain, worried = after("intake"), after("intake", branch=following("worry"))
    assert (state(plain, "one").status, state(plain, "three").status) == ("open", "locked")
    assert (state(worried, "one").status, state(worried, "three").status) == ("locked", "open")
    assert state(worried, "one").reasons == ["Opens when you have finished “Three”."]
    assert ahead.next_open_step(worried, RELEASE, NOW) == MODULES["three"].steps[0]
    assert [s.id for s in ahead.next_steps(worried, RELEASE)] == ["three-page"]


def test_the_days_are_counted_from_the_module_before_it_on_the_path() -> None:
    early = after("intake", "three", days=2, branch=following("worry"))
    found = state(early, "one")
    assert found.status == "locked"
    assert found.opens_at == early.opened["three"] + timedelta(days=5)
    assert state(early, "one", days=3).status == "open"


def test_a_module_left_out_hands_its_turn_to_the_one_before_it() -> None:
    skip = {"one": PlanChange(action="skip", reason="invented", by="t", at=NOW)}
    assert state(after("intake", plan=skip), "two").status == "open"
    assert state(course(plan=skip), "two").reasons == ["Opens when you have finished “Intake”."]


def test_a_module_that_was_begun_stays_open_on_another_branch() -> None:
    begun = after("intake", opened={"intake": NOW - timedelta(days=9), "one": NOW}, branch=following("worry"))
    assert state(begun, "one").status == "open"
    assert ahead.next_open_step(begun, RELEASE, NOW) == MODULES["three"].steps[0]


# --- beside and after -----------------------------------------------------------------------------


def test_an_optional_module_opens_by_its_own_rule_and_holds_nobody_up() -> None:
    assert state(after("intake"), "rest").status == "locked"
    through = after("intake", "one")
    assert state(through, "rest").status == "open"
    assert state(through, "two").status == "open"
    assert ahead.worked_through(after(*WEEKLY), RELEASE)
    assert not ahead.worked_through(after(*WEEKLY[:-1]), RELEASE)


def test_an_optional_module_is_suggested_with_the_reasons_that_hold() -> None:
    worried = {"ask.way": Kept(words="Worry", value="worry")}
    assert ahead.suggestions(after("intake", kept=worried), MODULES["rest"]) == ["You spoke of worry."]
    assert ahead.suggestions(after("intake"), MODULES["rest"]) == []
    assert ahead.suggestions(after("intake", "rest", kept=worried), MODULES["rest"]) == []


def test_an_optional_module_comes_next_only_once_begun_and_when_nothing_else_is_open() -> None:
    waiting = after("intake", days=1)
    assert ahead.next_open_step(waiting, RELEASE, NOW) is None
    begun = waiting.model_copy(update={"opened": {**waiting.opened, "play": NOW}})
    assert ahead.next_open_step(begun, RELEASE, NOW) == MODULES["play"].steps[0]
    assert ahead.next_open_step(begun, RELEASE, NOW + timedelta(days=5)) == MODULES["one"].steps[0]
    assert [s.id for s in ahead.next_steps(begun, RELEASE)] == ["one-page", "play-page"]


def test_boosters_open_by_the_days_since_the_last_week() -> None:
    through = after(*WEEKLY, days=6)
    found = state(through, "month-on")
    assert found.opens_at == through.opened["last"] + timedelta(days=30)
    assert found.reasons == ["Opens 4 weeks after you began “Last”, to see together how things have gone since."]
    assert state(through, "month-on", days=24).status == "open"
    assert state(through, "year-on", days=358).status == "locked"
    assert ahead.next_open_step(through, RELEASE, NOW + timedelta(days=24)) == MODULES["month-on"].steps[0]


def test_every_module_has_its_place_in_the_order_shown() -> None:
    shown = [m.id for m in ahead.in_order(course(branch=following("worry")), RELEASE)]
    assert shown == ["intake", "three", "one", "two", "last", "month-on", "year-on", "rest", "play"]


@settings(max_examples=60)
@given(data=st.data(), branch=st.sampled_from(["", "worry", "fear"]))
def test_whoever_goes_on_reaches_the_end_of_every_branch(data: st.DataObject, branch: str) -> None:
    skipped = data.draw(st.sets(st.sampled_from(WEEKLY[1:]), max_size=4))
    plan = {m: PlanChange(action="skip", reason="invented", by="t", at=NOW) for m in skipped}
    now, here = NOW, course(branch=following(branch), plan=plan)
    met = []
    for _ in range(len(MODULES)):
        step = ahead.next_open_step(here, RELEASE, now)
        if step is None:
            break
        home = RELEASE.home_of(step.id)
        met.append(home.id)
        progress = {**here.steps, step.id: StepProgress(revision=1)}
        here = here.model_copy(update={"steps": progress, "opened": {**here.opened, home.id: now}})
        now += timedelta(days=400 if home.id == "last" else data.draw(st.integers(5, 12)))
    assert [m for m in met if m in WEEKLY] == [m for m in path(here) if m not in skipped]
    assert ahead.worked_through(here, RELEASE)


# --- a module that an answer about risk speaks against ---------------------------------------------


def guarded(item_9: int | None, of: Course) -> tuple[Course, Release]:
    """The same course and programme, with module "two" waiting for the risk item of a measure."""
    asked = {"measure": "phq-9", "item": "9", "at_most": 1, "reason": "This part can wait."}
    modules = [m.model_dump() for m in RELEASE.modules]
    for module in modules:
        if module["id"] == "two":
            module["unlock"]["conditions"] = [asked]
    reading = [] if item_9 is None else [ScoreReading(at=NOW, total=9, items={"9": item_9})]
    return of.model_copy(update={"scores": {"phq-9": reading}}), Release(**RELEASE.model_dump() | {"modules": modules})


def guarded_state(item_9: int | None, of: Course, module_id: str) -> rules.ModuleState:
    there, release = guarded(item_9, of)
    return rules.module_state(there, release, next(m for m in release.modules if m.id == module_id), NOW)


def test_a_begun_module_closes_when_an_answer_about_risk_speaks_against_it() -> None:
    begun = after("intake", "one")
    begun = begun.model_copy(update={"opened": begun.opened | {"two": NOW}})
    assert guarded_state(1, begun, "two").status == "open"
    closed = guarded_state(2, begun, "two")
    assert (closed.status, closed.reasons) == ("locked", ["This part can wait."])


def test_a_therapist_may_open_it_all_the_same() -> None:
    opened = PlanChange(action="open", reason="talked about it", by="t", at=NOW)
    begun = after("intake", "one", plan={"two": opened})
    assert guarded_state(3, begun, "two").status == "open"


def test_what_comes_after_a_module_that_waits_for_a_measure_goes_on() -> None:
    there = after("intake", "one")
    assert guarded_state(3, there, "two").status == "locked"
    assert guarded_state(3, there, "three").status == "open"
    assert guarded_state(0, there, "three").status == "locked"  # "two" is open, and comes first


def test_a_measure_that_was_never_answered_lets_nothing_be_passed_over() -> None:
    assert guarded_state(None, after("intake", "one"), "three").status == "locked"
