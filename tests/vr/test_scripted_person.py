"""What a person does with head and hands, on Monado: ends it with one press, faces another way, looks at things."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from infra.monado import monado
from tests.vr.scripted import Person
from vr_client.engine import ScoreEngine
from vr_client.glcontext import EglContext
from vr_client.headset import Frame
from vr_client.leading import Leader
from vr_client.practice_files import read_practice
from vr_client.session import Moment


@pytest.fixture
def person() -> Iterator[Person]:
    with monado(frames_per_second=60, scripted=True) as service:
        before = dict(os.environ)
        os.environ.update(service.settings)
        try:
            with Person() as somebody:
                yield somebody
        finally:
            os.environ.update({name: before[name] for name in service.settings if name in before})


def test_one_press_ends_the_session_with_a_fade(person: Person, gl: EglContext) -> None:
    fades: list[float] = []

    def watch(frame: Frame, moment: Moment) -> None:
        fades.append(moment.fade)
        person.press(*(["b"] if moment.elapsed_seconds > 1.2 else []))

    report = Leader(read_practice("paced-breathing"), gl).run(watch=watch)

    assert report.stop_reason == "stopped-by-person"
    assert 1.2 < report.practised_seconds < 15, "soon after, even on a slow machine"
    assert max(fades) == 1
    assert fades[-1] == 0
    assert report.session_states[-1] == "EXITING"


def test_recentring_puts_the_place_straight_ahead_again(person: Person, gl: EglContext) -> None:
    leader = Leader(read_practice("paced-breathing"), gl)
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


def test_a_look_of_two_seconds_chooses_a_thing(person: Person, gl: EglContext) -> None:
    practice = read_practice("five-four-three-two-one")
    engine = ScoreEngine(practice)
    engine.elapsed = 40.0
    glows: list[tuple[float, ...]] = []

    def watch(frame: Frame, moment: Moment) -> None:
        person.look(heading=-1, nod=-21)  # at the apple, in the middle
        glows.append(tuple(thing.glow for thing in moment.things))

    Leader(practice, gl, engine=engine).run(seconds=44.5, watch=watch)

    assert glows[-1][2] == 1, "the apple is chosen"
    assert glows[-1][0] == 0, "the pebbles are not"
    assert any(0 < glow[2] < 1 for glow in glows), "and it took its time"
