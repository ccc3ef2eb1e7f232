"""A whole session on a simulated clock: check-ins, the practice, what ends it early, and the record it leaves."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.definitions import Practice
from chalicelib.domain.practice import VrAccess
from chalicelib.domain.practice_run import GROUNDING, PracticeRun, run_problems
from vr_client.comfort import NotNow, Permission, may_begin, paced
from vr_client.engine import ScoreEngine, breath_at
from vr_client.session import Inputs, Moment, Vector
from vr_client.sitting import Sitting

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEP = 0.25
DEGREES_A_NUMBER = 5.0


def practice(**changes: Any) -> Practice:
    made: dict[str, Any] = {
        "id": "breathing",
        "title": "Breathing",
        "length_seconds": 60,
        "scene": "quiet-lake",
        "screening": ["all", "eyes-open"],
        "phases": [
            {"id": "sit", "title": "Sitting", "at_seconds": 0},
            {"id": "go", "title": "Going", "at_seconds": 30},
        ],
        "breath": {"in_seconds": 4, "out_seconds": 6, "from_seconds": 10, "to_seconds": 50},
        "cues": [
            {"id": "sit", "at_seconds": 0, "say": "Sit."},
            {"at_seconds": 20, "say": "Look at the water."},
            {"id": "go", "at_seconds": 30, "say": "Breathe."},
        ],
    }
    return Practice.model_validate({**made, **changes})


def looking_at(number: int) -> Vector:
    heading = math.radians((number - 5) * DEGREES_A_NUMBER)
    return (math.sin(heading), 0.0, -math.cos(heading))


@dataclass
class Person:
    """Somebody invented who sits through a session, four frames a second."""

    engine: Any
    before: dict[str, int] = field(default_factory=lambda: {"calm": 4, "nausea": 0, "unreality": 0})
    after: dict[str, int] = field(default_factory=lambda: {"calm": 7, "nausea": 1, "unreality": 0})
    now: float = 100.0
    seen: list[Moment] = field(default_factory=list)

    def frame(self, **inputs: Any) -> Moment:
        self.now += STEP
        self.seen.append(self.engine.moment(self.now, Inputs(**inputs)))
        return self.seen[-1]

    def answer(self, moment: Moment) -> dict[str, Any]:
        """Presses on the number that this person means."""
        if moment.scale is None:
            return {}
        means = self.before if moment.phase == "before" else self.after
        words = {"calm": "calm", "sick": "nausea", "unreal": "unreality"}
        number = next(means[name] for word, name in words.items() if word in moment.scale.question)
        return {"looking": looking_at(number), "select": moment.scale.number == number}

    def until(self, phase: str, **held: Any) -> Moment:
        """Go on, answering what is asked, until a phase is shown or all is over."""
        moment = self.frame(**held)
        for _ in range(10_000):
            if moment.phase == phase or moment.done:
                return moment
            moment = self.frame(**{**self.answer(moment), **held})
        raise AssertionError(f"never came to {phase}")

    def phases(self) -> list[str]:
        return list(dict.fromkeys(moment.phase for moment in self.seen))

    def record(self) -> PracticeRun:
        run = self.engine.run(BEGAN)
        assert run is not None
        assert run_problems(run) == []
        return run


def sitter(**changes: Any) -> Person:
    return Person(Sitting(practice(**changes)))


def test_a_whole_session_asks_leads_asks_again_and_ends() -> None:
    person = sitter()
    last = person.until("never")
    assert person.phases() == ["before", "sit", "go", "after", "over"]
    assert (last.done, last.fade, last.stop_reason) == (True, 0.0, "finished")
    run = person.record()
    assert (run.stop_reason, run.completed_share, run.played_seconds) == ("finished", 1.0, 60.0)
    assert run.before is not None
    assert run.before.model_dump() == person.before
    assert run.after is not None
    assert run.after.model_dump() == person.after
    assert [(c.cue, c.planned_seconds, round(c.at_seconds)) for c in run.cues] == [
        ("sit", 0, 0),
        ("1", 20, 20),
        ("go", 30, 30),
    ]
    assert run.harm_signs == ()


def test_ten_minutes_are_led_in_milliseconds() -> None:
    person = sitter(length_seconds=600)
    began = time.process_time()
    person.until("never")
    assert person.record().played_seconds == 600
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize("sign", ["nausea", "unreality"])
def test_who_is_unwell_before_is_led_to_grounding_and_not_into_the_practice(sign: str) -> None:
    person = sitter()
    person.before[sign] = 4
    person.until("never")
    assert person.phases() == ["before", "grounding", "over"]
    assert next(m.caption for m in person.seen if m.phase == "grounding") == GROUNDING[0]
    run = person.record()
    assert (run.stop_reason, run.played_seconds) == (sign, 0)
    assert run.harm_signs


@pytest.mark.parametrize("sign", ["nausea", "unreality"])
def test_who_is_unwell_after_is_led_to_grounding(sign: str) -> None:
    person = sitter()
    person.after[sign] = 6
    person.until("never")
    assert person.phases() == ["before", "sit", "go", "after", "grounding", "over"]
    assert person.record().harm_signs


def test_three_of_ten_is_no_reason_to_stop() -> None:
    person = sitter()
    person.before["nausea"] = person.after["unreality"] = 3
    person.until("never")
    assert "grounding" not in person.phases()


def test_one_press_ends_the_practice_and_grounding_follows() -> None:
    person = sitter()
    person.until("go")
    person.frame(exit=True)
    person.until("never")
    assert person.phases() == ["before", "sit", "go", "grounding", "after", "over"]
    run = person.record()
    assert run.stop_reason == "button"
    assert run.completed_share == pytest.approx(0.5, abs=0.02)


def test_presses_lead_out_of_everything() -> None:
    person = sitter()
    person.until("sit")
    moment = person.frame(exit=True)
    presses = 0
    while not moment.done:
        presses += 1
        moment = person.frame(exit=moment.phase in ("grounding", "after"))
    assert presses < 12  # a second or two
    assert person.record().after is None


def test_who_leaves_before_it_began_leaves_no_record() -> None:
    person = sitter()
    person.frame()
    person.frame(exit=True)
    assert person.until("never").stop_reason == "stopped-by-person"
    assert person.engine.run(BEGAN) is None


def test_a_question_that_nobody_answers_waits_a_minute_and_counts_as_not_said() -> None:
    person = Person(Sitting(practice()))
    while person.frame().phase == "before":
        pass
    assert person.now - 100 == pytest.approx(180, abs=2)
    assert person.engine.before.ratings is None


def test_a_long_look_chooses_and_a_look_that_never_moved_does_not() -> None:
    person = Person(Sitting(practice()))
    for _ in range(40):
        person.frame()
    assert person.engine.before.given == {}
    for _ in range(20):
        person.frame(looking=looking_at(8))
    assert person.engine.before.given == {"calm": 8}


@pytest.mark.parametrize("lost", [{"focused": False}, {"tracked": False}])
def test_time_stands_still_while_the_headset_is_off_or_lost(lost: dict[str, bool]) -> None:
    person = sitter()
    at = person.until("go").elapsed_seconds
    for _ in range(12):
        moment = person.frame(**lost)
    assert moment.paused
    assert moment.elapsed_seconds == at
    assert person.frame().elapsed_seconds > at


def test_tracking_lost_for_five_seconds_ends_it() -> None:
    person = sitter()
    person.until("go")
    for _ in range(24):
        person.frame(tracked=False)
    person.until("never")
    assert person.record().stop_reason == "tracking"
    assert "grounding" in person.phases()


def test_a_headset_that_is_gone_ends_it_without_asking() -> None:
    person = sitter()
    person.until("go")
    person.engine.stop("headset-gone")
    person.until("never", focused=False)
    assert person.phases() == ["before", "sit", "go"]
    assert person.record().stop_reason == "device"


def test_skipping_goes_to_the_next_phase_and_does_not_count_as_played() -> None:
    engine = ScoreEngine(practice())
    person = Person(engine)
    person.frame()
    person.frame()
    assert person.frame(skip=True).elapsed_seconds == 30
    assert person.seen[-1].cues == ("go",)
    assert "at-20" not in [name for moment in person.seen for name in moment.cues]
    assert person.frame(skip=True).elapsed_seconds < 31, "nothing comes after the last phase"
    assert engine.played < 2


@given(rate=st.floats(1, 20))
@settings(max_examples=30)
def test_a_chosen_pace_stays_in_range_and_the_breath_out_is_never_shorter(rate: float) -> None:
    pace = paced(practice(), rate).breath
    assert pace is not None
    assert pace.slowest_per_minute - 1e-9 <= pace.per_minute <= pace.fastest_per_minute + 1e-9
    assert pace.out_seconds >= pace.in_seconds
    assert breath_at(pace, 10 + pace.in_seconds, 60) == pytest.approx(1.0, abs=0.01)


FRAMES = st.lists(
    st.tuples(
        st.floats(0, 3),
        st.builds(
            Inputs,
            select=st.booleans(),
            exit=st.sampled_from([False] * 9 + [True]),
            looking=st.integers(0, 10).map(looking_at),
            focused=st.sampled_from([True, True, True, False]),
            tracked=st.sampled_from([True, True, True, False]),
            skip=st.sampled_from([False] * 9 + [True]),
        ),
    ),
    max_size=120,
)


@given(frames=FRAMES)
@settings(max_examples=40, deadline=None)
def test_whatever_a_person_does_light_changes_softly_and_time_never_goes_back(
    frames: list[tuple[float, Inputs]],
) -> None:
    engine, now, before = Sitting(practice()), 0.0, None
    for step, inputs in frames:
        now += step
        moment = engine.moment(now, inputs)
        assert 0 <= moment.fade <= 1
        assert 0 <= moment.breath <= 1
        if before:
            assert moment.elapsed_seconds >= before.elapsed_seconds
            # never faster than a fade: at most LONGEST_STEP of it in one frame, except over a pause
            assert abs(moment.fade - before.fade) <= 0.25 / 0.9 + 1e-9
            assert not before.done or moment.done
        before = moment
    run = engine.run(BEGAN)
    if run:
        assert run_problems(run) == []
        assert run.ended_at - run.started_at <= timedelta(seconds=now + 1)


@given(frames=FRAMES)
@settings(max_examples=10, deadline=None)
def test_the_same_times_and_inputs_give_the_same_moments(frames: list[tuple[float, Inputs]]) -> None:
    def led() -> list[Moment]:
        engine, now, seen = Sitting(practice()), 0.0, []
        for step, inputs in frames:
            now += step
            seen.append(engine.moment(now, inputs))
        return seen

    assert led() == led()


# --- whether it may begin -------------------------------------------------------------------------

ALLOWED = Permission(VrAccess(allowed=True, longest_seconds=600), "all")


def test_a_session_that_is_allowed_may_begin() -> None:
    may_begin(practice(length_seconds=600), ALLOWED, 0)


@pytest.mark.parametrize(
    ("changes", "permission", "today", "told"),
    [
        ({}, Permission(VrAccess(allowed=False, reason="Not agreed to."), "all"), 0, "Not agreed to"),
        ({"length_seconds": 601}, ALLOWED, 0, "first session"),
        ({}, ALLOWED, 1790, "tomorrow"),
        ({"screening": ["all"]}, Permission(ALLOWED.access, "eyes-open"), 0, "suit you"),
        ({"screening": ["all"]}, Permission(ALLOWED.access, None), 0, "suit you"),
    ],
)
def test_a_session_that_may_not_begin_says_why(
    changes: dict[str, Any], permission: Permission, today: float, told: str
) -> None:
    with pytest.raises(NotNow, match=told):
        may_begin(practice(**changes), permission, today)
