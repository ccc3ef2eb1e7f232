"""What a person does with buttons, thumbstick, looks and hands, on a simulated clock; people are invented."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.definitions import Practice
from vr_client import controls
from vr_client.checkins import LYING_ROW, ROW, SPACING, CheckIn, hint, pointed_at
from vr_client.controls import PROFILES, WAYS, Hold, Stick, device_of
from vr_client.refresh import LOOKED_AT, Refresh, within
from vr_client.session import Inputs, Moment, Vector
from vr_client.signs import FEET, FEET_LYING, TOO_MUCH, Signs
from vr_client.sitting import SETTLING, Sitting
from vr_client.touch import FAINTEST, STRONGEST, BreathTouch

STEP = 0.25
HANDS = st.sampled_from(sorted(WAYS))


def practice(**changes: Any) -> Practice:
    made: dict[str, Any] = {
        "id": "breathing",
        "title": "Breathing",
        "length_seconds": 60,
        "scene": "quiet-lake",
        "phases": [
            {"id": "sit", "title": "Sitting", "at_seconds": 0},
            {"id": "go", "title": "Going", "at_seconds": 30},
        ],
        "breath": {"in_seconds": 4, "out_seconds": 6, "from_seconds": 5, "to_seconds": 50},
        "cues": [{"id": "sit", "at_seconds": 0, "say": "Sit."}, {"id": "go", "at_seconds": 30, "say": "Breathe."}],
    }
    return Practice.model_validate({**made, **changes})


def towards(at: Vector) -> Vector:
    length = math.sqrt(sum(c * c for c in at))
    return (at[0] / length, at[1] / length, at[2] / length)


def number_at(number: int, row: Vector = ROW) -> Vector:
    return towards((row[0] + (number - 5) * SPACING, row[1], row[2]))


class Somebody:
    """Sits through a session, four frames a second."""

    def __init__(self, engine: Sitting) -> None:
        self.engine, self.now = engine, 50.0
        self.seen: list[Moment] = []

    def frames(self, count: int, **inputs: Any) -> Moment:
        for _ in range(count):
            self.now += STEP
            self.seen.append(self.engine.moment(self.now, Inputs(**inputs)))
        return self.seen[-1]

    def through_the_questions(self, **inputs: Any) -> None:
        """Answers nothing: each question is passed over at the feet."""
        asked = self.engine.stage
        for _ in range(3):
            self.frames(20, looking=towards(FEET["next"]), **inputs)
            self.frames(8, **inputs)
            if self.engine.stage != asked:
                return
        raise AssertionError(f"still at {self.engine.stage}")


# --- the row of numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("row", [ROW, LYING_ROW])
@pytest.mark.parametrize("number", range(11))
def test_a_look_at_a_number_is_that_number_seated_and_lying(number: int, row: Vector) -> None:
    assert pointed_at(number_at(number, row), row) == number


def test_a_look_at_the_feet_or_behind_is_at_no_number() -> None:
    assert pointed_at(towards(FEET["end"])) is None
    assert pointed_at((0.0, 0.0, 1.0)) is None
    assert pointed_at((0.0, 0.0, -1.0)) == 5, "the horizon is near enough"


def test_the_thumbstick_moves_the_mark_and_a_press_chooses_it() -> None:
    asked = CheckIn()
    for nudge in (1, 1, 1):
        asked.go_on(1.0, Inputs(nudge=nudge))
    assert asked.scale().number == 8  # type: ignore[union-attr]
    for _ in range(20):
        asked.go_on(0.5, Inputs())
    assert asked.given == {}, "a look that rests is no choice once the thumbstick was used"
    asked.go_on(0.1, Inputs(select=True))
    assert asked.given == {"calm": 8}


def test_the_thumbstick_stops_at_the_ends() -> None:
    asked = CheckIn()
    for _ in range(14):
        asked.go_on(0.1, Inputs(nudge=-1))
    assert asked.scale().number == 0  # type: ignore[union-attr]


def test_a_look_that_goes_elsewhere_takes_over_again() -> None:
    asked = CheckIn()
    asked.go_on(0.1, Inputs(nudge=1))
    asked.go_on(0.1, Inputs(looking=number_at(2)))
    for _ in range(8):
        asked.go_on(0.5, Inputs(looking=number_at(2)))
    assert asked.given == {"calm": 2}


@given(device=HANDS)
@settings(max_examples=8)
def test_the_hint_names_what_is_in_the_hands(device: Any) -> None:
    asked = CheckIn()
    asked.go_on(0.1, Inputs(device=device))
    scale = asked.scale()
    assert scale is not None
    assert scale.hint == hint(device)
    assert WAYS[device].end in scale.hint
    assert WAYS[device].skip in scale.hint


# --- signs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lying", "feet"), [(False, FEET), (True, FEET_LYING)])
def test_signs_show_to_who_looks_down_and_to_nobody_else(lying: bool, feet: dict[Any, Vector]) -> None:
    signs = Signs(lying)
    ahead = (0.0, 0.55, -0.835) if lying else (0.0, -0.1, -0.995)
    for _ in range(8):
        signs.see(STEP, Inputs(looking=ahead), ("next", "end"))
    assert signs.shown(("next", "end")) == ()
    for _ in range(4):
        signs.see(STEP, Inputs(looking=towards(feet["end"])), ("next", "end"))
    assert {sign.words: round(sign.opacity) for sign in signs.shown(("next", "end"))} == {"Next part": 1, "End": 1}


def test_a_head_that_nods_off_chooses_nothing() -> None:
    signs = Signs()
    nodding = towards((0.0, FEET["end"][1], FEET["end"][2]))
    assert {signs.see(STEP, Inputs(looking=nodding), ("next", "end")) for _ in range(400)} == {None}


def test_end_at_the_feet_ends_it_without_any_button() -> None:
    person = Somebody(Sitting(practice()))
    person.through_the_questions()
    assert person.engine.stage == "practice"
    person.frames(24, looking=towards(FEET["end"]))
    assert person.engine.stage == "grounding"
    assert person.engine.reason == "stopped-by-person"


def test_next_part_at_the_feet_goes_on_and_a_press_on_it_does_so_at_once() -> None:
    person = Somebody(Sitting(practice()))
    person.through_the_questions()
    person.frames(4, looking=towards(FEET["next"]))
    assert person.frames(1, looking=towards(FEET["next"]), select=True).phase == "go"


def test_who_says_it_was_too_much_has_it_told_and_nobody_guesses_it() -> None:
    person = Somebody(Sitting(practice()))
    person.through_the_questions()
    person.frames(8)
    person.frames(1, exit=True)
    person.frames(8)
    assert [sign.kind for sign in person.seen[-1].signs] == ["too-much"]
    person.frames(14, looking=towards(TOO_MUCH))
    run = person.engine.run(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert run is not None
    assert run.stop_reason == "distress"
    assert run.harm_signs
    assert person.frames(1).signs == (), "asked once"


# --- held buttons, thumbsticks, profiles ------------------------------------------------------------


def test_a_button_that_is_held_for_two_seconds_means_the_next_part_once() -> None:
    hold = Hold()
    told = [hold.see(True, n * 0.5) for n in range(8)]
    assert [now for _, now in told] == [False, False, False, False, True, False, False, False]
    assert [round(share, 2) for share, _ in told] == [0, 0.25, 0.5, 0.75, 1, 0, 0, 0]
    assert hold.see(False, 5.0) == (0.0, False)
    assert hold.see(True, 6.0) == (0.0, False), "a new press begins anew"


def test_a_button_still_held_from_an_answer_skips_nothing() -> None:
    person = Somebody(Sitting(practice()))
    person.through_the_questions(holding=0.9)
    assert person.frames(4, holding=0.9).holding == 0, "it was held before the practice began"
    assert person.frames(1, skip=True).phase == "sit"
    person.frames(1)
    assert person.frames(1, holding=0.9).holding == 0.9
    assert person.frames(1, skip=True).phase == "go"


@given(st.lists(st.floats(-1, 1), max_size=60))
@settings(max_examples=30)
def test_a_thumbstick_never_steps_against_its_side_and_never_flutters(pushes: list[float]) -> None:
    stick = Stick()
    for n, x in enumerate(pushes):
        step = stick.see(x, n * 0.05)
        assert step in (-1, 0, 1)
        assert step * x >= 0
        assert not step or abs(x) > controls.STICK_BACK
    assert stick.see(0.0, 99.0) == 0


def test_two_fists_end_nothing() -> None:
    """The muscle practice asks for them, with a controller in the hand or without."""
    under_the_fingers = ("trigger", "squeeze", "grasp", "pinch")
    for profile in PROFILES.values():
        ends = (*profile.exit, *profile.recentre)
        assert not [end for end in ends if any(part in end for part in under_the_fingers)]


def test_a_thumbstick_that_stays_out_goes_on_slowly() -> None:
    stick = Stick()
    steps = [stick.see(1.0, n * 0.1) for n in range(11)]
    assert sum(steps) == 3, "at once, and every 0.4 s"


def test_every_controller_can_choose_end_and_be_found_on_the_belly() -> None:
    for path, profile in PROFILES.items():
        assert profile.select, path
        assert profile.exit or profile.device == "hands", path
        assert not set(profile.recentre) & {*profile.select, *profile.exit}, "a held choice or fist goes nowhere"
        assert len(profile.grip) == 2, path
        assert device_of([path]) == profile.device
    assert device_of([]) == "none"
    assert PROFILES["/interaction_profiles/ext/hand_interaction_ext"].extension == "XR_EXT_hand_interaction"


# --- what is felt and measured ----------------------------------------------------------------------


def test_the_breath_in_is_felt_softly_and_the_breath_out_not_at_all() -> None:
    touch, engine = BreathTouch(), Somebody(Sitting(practice()))
    engine.through_the_questions()
    felt: list[tuple[float, float]] = []
    for _ in range(160):
        moment = engine.frames(1)
        strength = touch.strength(moment, engine.now)
        if strength is not None:
            felt.append((moment.elapsed_seconds, strength))
    assert felt
    assert all((at - 5) % 10 <= 4.3 for at, _ in felt), "in the four seconds of each breath in"
    assert all(FAINTEST <= strength <= STRONGEST for _, strength in felt)


def test_nothing_is_felt_while_paused_or_before_the_guide() -> None:
    touch = BreathTouch()
    quiet = [Moment(0.0, "p", "quiet-lake", breath=n / 9, light=0.0) for n in range(10)]
    paused = [Moment(0.0, "p", "quiet-lake", breath=n / 9, light=1.0, paused=True) for n in range(10)]
    assert {touch.strength(moment, n * 0.2) for n, moment in enumerate(quiet + paused)} == {None}


def test_breath_is_followed_only_for_who_chose_it_and_may_be_unknown() -> None:
    person = Somebody(Sitting(practice(), measure_breath=True))
    person.through_the_questions()
    assert person.seen[-1].caption == SETTLING
    person.frames(40)
    moment = person.frames(1, belly=(0.0, 1.0, 0.0))
    assert (moment.phase, moment.measuring, moment.measured_breath) == ("sit", True, None)
    for n in range(200):
        at = n * STEP
        moment = person.frames(1, belly=(0.0, 1.0 + 0.006 * math.sin(2 * math.pi * at / 10), 0.0))
    assert moment.measured_breath is not None
    without = Somebody(Sitting(practice()))
    without.through_the_questions()
    assert without.frames(8, belly=(0.0, 1.0, 0.0)).measuring is False


def test_a_clock_of_a_new_runtime_that_counts_from_elsewhere_loses_nothing() -> None:
    person = Somebody(Sitting(practice()))
    person.through_the_questions()
    before = person.frames(20).elapsed_seconds
    person.now -= 10_000.0
    person.frames(1)
    assert person.frames(20).elapsed_seconds == pytest.approx(before + 20 * STEP, abs=2 * STEP)


# --- the display's rate -------------------------------------------------------------------------------


def test_the_fastest_comfortable_rate_is_taken() -> None:
    assert within([60, 72, 80, 90, 120]) == [90, 80, 72]
    assert within([59.94]) == []


def test_a_rate_that_is_not_held_gives_way_to_the_next() -> None:
    refresh, at, told = Refresh([90.0, 80.0, 72.0]), 0.0, []
    for n in range(3 * LOOKED_AT):
        at += 2 / 90 if n % 10 == 0 else 1 / 90
        told += [rate] if (rate := refresh.see(at, 1 / 90)) else []
    assert told == [80.0, 72.0]


def test_one_late_frame_or_a_pause_changes_nothing() -> None:
    refresh, at = Refresh([90.0, 72.0]), 0.0
    for n in range(2 * LOOKED_AT):
        at += 5.0 if n == 100 else 1 / 90
        if n == 200:
            refresh.pause()
            at += 60
        assert refresh.see(at, 1 / 90) is None
