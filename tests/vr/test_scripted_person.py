"""What a person does with head and hands, on Monado: ends it with one press, faces another way, looks at things."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise

import moderngl
import pytest

from infra.monado import monado
from tests.vr.scripted import Person
from vr_client.checkins import READ_SECONDS
from vr_client.controls import HOLD_SECONDS, Action
from vr_client.engine import FADE_SECONDS, LONGEST_STEP, ScoreEngine
from vr_client.frames import Frame
from vr_client.glcontext import EglContext
from vr_client.headset import Headset
from vr_client.leading import Leader
from vr_client.painter import Painter
from vr_client.practice_files import read_practice
from vr_client.session import Moment
from vr_client.sitting import Sitting


@pytest.fixture
def person() -> Iterator[Person]:
    with monado(frames_per_second=60, scripted=True) as service:
        before = dict(os.environ)
        os.environ.update(service.settings)
        try:
            with Person(service.script_port) as somebody:
                yield somebody
        finally:
            os.environ.update({name: before[name] for name in service.settings if name in before})


def test_one_press_ends_the_session_with_a_fade(person: Person, gl: EglContext, painter: Painter) -> None:
    """Reckoned by what is shown, frame by frame: how fast the machine is plays no part."""
    seen: list[tuple[float, Moment]] = []

    def watch(frame: Frame, moment: Moment) -> None:
        seen.append((frame.seconds, moment))
        person.press(*(["b"] if moment.elapsed_seconds > 1.2 else []))

    report = Leader(read_practice("paced-breathing"), gl, painter=painter).run(seconds=60, watch=watch)

    assert report.stop_reason == "stopped-by-person"
    assert report.practised_seconds < 60, "by the press"
    pressed = next(n for n, (_, moment) in enumerate(seen) if moment.stop_reason)
    over = next(n for n, (_, moment) in enumerate(seen) if moment.done)
    fades = [moment.fade for _, moment in seen[pressed : over + 1]]
    assert max(moment.fade for _, moment in seen[:pressed]) == 1, "it was clear before"
    assert fades == sorted(fades, reverse=True), "it only grows darker"
    assert fades[-1] == 0
    assert seen[over][1].elapsed_seconds == seen[pressed - 1][1].elapsed_seconds, "the practice stood still meanwhile"
    steps = [min(b - a, LONGEST_STEP) for (a, _), (b, _) in pairwise(seen[pressed - 1 : over + 1])]
    assert sum(steps[:-1]) < FADE_SECONDS <= sum(steps) + 1e-6, "a fade long, to the frame"
    assert report.session_states[-1] == "EXITING"


def test_a_button_held_for_two_seconds_goes_on_to_the_next_part(
    person: Person, gl: EglContext, painter: Painter
) -> None:
    """Reckoned by when each frame is seen."""
    practice = read_practice("three-minute-space")
    held: list[float] = []
    went_on: list[tuple[float, str]] = []
    leader = Leader(practice, gl, painter=painter)

    def watch(frame: Frame, moment: Moment) -> None:
        person.press("thumbstick")
        if Action.SKIP in frame.pressed:
            went_on.append((frame.seconds, moment.phase))
            leader.engine.stop("stopped-by-person")
        elif frame.holding > 0:
            held.append(frame.seconds)

    leader.run(seconds=practice.phases[1].at_seconds + 20, watch=watch)

    assert [phase for _, phase in went_on] == [practice.phases[1].id]
    assert went_on[0][0] - held[0] >= HOLD_SECONDS - LONGEST_STEP
    assert held[-1] - held[0] < HOLD_SECONDS, "and no frame later"


@pytest.mark.parametrize(("side", "wanted"), [(1, 8), (-1, 2)], ids=["to the right", "to the left"])
def test_a_thumbstick_and_a_press_answer_a_question(
    person: Person, gl: EglContext, painter: Painter, side: int, wanted: int
) -> None:
    practice = read_practice("three-minute-space")
    sitting = Sitting(practice)
    numbers: list[int] = []
    hints: list[str] = []

    def watch(frame: Frame, moment: Moment) -> None:
        if moment.scale is None or sitting.before.given:
            sitting.stop("stopped-by-person")
            return
        numbers.append(moment.scale.number)
        hints.append(moment.scale.hint)
        if sitting.seconds > READ_SECONDS + 0.2 and moment.scale.number == wanted:
            person.push(0.0)
            person.press("trigger")
        else:
            person.push(0.0 if moment.scale.number == wanted else side)

    Leader(practice, gl, engine=sitting, painter=painter).run(watch=watch)

    assert sitting.before.given == {"calm": wanted}
    assert list(dict.fromkeys(numbers)) == list(range(5, wanted + side, side)), "one number at a time"
    assert "thumbstick" in hints[-1]
    assert "press B" in hints[-1], "by what is in the hands"


def test_the_controller_on_the_belly_is_followed_to_the_millimetre(
    person: Person, gl: EglContext, drawing: moderngl.Context
) -> None:
    heights: list[float] = []
    wanted = [1.0 + 0.004 * n for n in range(6)]
    with Headset(gl, drawing, belly="left") as headset:
        for frame, _ in zip(headset.frames(), range(600), strict=False):
            person.rest_at(0.0, wanted[min(len(heights), 5)], -0.2)
            if frame.belly and (not heights or frame.belly[1] - heights[-1] > 0.003):
                heights.append(frame.belly[1])
            if len(heights) == 6:
                break

    assert len(heights) == 6
    assert [b - a for a, b in pairwise(heights)] == pytest.approx([0.004] * 5, abs=0.0005)


def test_recentring_puts_the_place_straight_ahead_again(person: Person, gl: EglContext, painter: Painter) -> None:
    leader = Leader(read_practice("paced-breathing"), gl, painter=painter)
    headings: list[float] = []

    def watch(frame: Frame, moment: Moment) -> None:
        headings.append(leader.painter.centre.heading)
        if 0.5 < moment.elapsed_seconds < 1.5:
            person.look(heading=50)
        elif moment.elapsed_seconds >= 1.5:
            person.press("thumbstick")

    leader.run(seconds=2.5, watch=watch)

    assert abs(headings[0]) < 0.05
    assert headings[-1] == pytest.approx(50 * 3.14159 / 180, abs=0.05)


def test_a_look_of_two_seconds_chooses_a_thing(person: Person, gl: EglContext, painter: Painter) -> None:
    practice = read_practice("five-four-three-two-one")
    engine = ScoreEngine(practice)
    engine.elapsed = 40.0
    glows: list[tuple[float, ...]] = []

    def watch(frame: Frame, moment: Moment) -> None:
        person.look(heading=-1, nod=-21)  # at the apple, in the middle
        glows.append(tuple(thing.glow for thing in moment.things))

    Leader(practice, gl, engine=engine, painter=painter).run(seconds=44.5, watch=watch)

    assert glows[-1][2] == 1, "the apple is chosen"
    assert glows[-1][0] == 0, "the pebbles are not"
    assert any(0 < glow[2] < 1 for glow in glows), "and it took its time"
