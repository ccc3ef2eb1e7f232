"""What the OpenXR runtime offers beside pictures, on Monado: spaces, lenses, touch, presence, loss, hints, the code."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import moderngl
import numpy as np
import pytest
import xr

from tests.vr.scripted import Person
from tests.vr.test_scripted_person import person  # noqa: F401
from vr_client import headset
from vr_client.code_panel import show_code
from vr_client.engine import ScoreEngine
from vr_client.frames import Frame, NoHeadset
from vr_client.glcontext import EglContext
from vr_client.headset import Headset, read_as
from vr_client.leading import Leader
from vr_client.painter import Painter
from vr_client.practice_files import read_practice
from vr_client.session import Moment
from vr_client.views import Centre

pytestmark = pytest.mark.usefixtures("runtime")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Lets a runtime's event come next, as the runtime would send it."""
    waiting: list[Any] = []
    real = xr.poll_event

    def poll(instance: Any) -> Any:
        return waiting.pop(0) if waiting else real(instance)

    def send(event: Any) -> None:
        buffer = xr.EventDataBuffer()
        ctypes.memmove(ctypes.byref(buffer), ctypes.byref(event), ctypes.sizeof(event))
        waiting.append(buffer)

    monkeypatch.setattr(xr, "poll_event", poll)
    return send


def test_all_spaces_that_the_runtime_knows_are_held(gl: EglContext, drawing: moderngl.Context) -> None:
    with Headset(gl, drawing) as worn:
        at = next(int(frame.seconds * 1e9) for frame in worn.frames() if frame.eyes)
        assert set(worn.spaces) == {"view", "local", "stage", "local floor"}
        height = worn.floor_metres(at)

    assert height is not None
    assert 0.5 < height < 2.5, "metres from the floor to the eyes"
    assert worn.spaces == {}, "given back"


def test_hints_name_the_controllers_that_the_runtime_tells_of(gl: EglContext, drawing: moderngl.Context) -> None:
    with Headset(gl, drawing) as worn:
        devices = [frame.device for frame, _ in zip(worn.frames(), range(40), strict=False)]

    assert devices[-1] == "simple"


@pytest.mark.parametrize("offered", [True, False])
def test_hands_are_asked_for_only_where_the_runtime_knows_them(
    gl: EglContext, drawing: moderngl.Context, monkeypatch: pytest.MonkeyPatch, offered: bool
) -> None:
    asked: list[str] = []
    real = xr.suggest_interaction_profile_bindings

    def suggest(instance: Any, info: Any) -> None:
        asked.append(xr.path_to_string(instance, info.interaction_profile))
        real(instance, info)

    monkeypatch.setattr(xr, "suggest_interaction_profile_bindings", suggest)
    if not offered:
        monkeypatch.setattr(headset, "WANTED", {})
    with Headset(gl, drawing):
        pass

    assert "/interaction_profiles/khr/simple_controller" in asked
    assert ("/interaction_profiles/ext/hand_interaction_ext" in asked) == offered


def test_a_session_that_fails_while_it_is_opened_leaves_nothing_behind(
    gl: EglContext, drawing: moderngl.Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    for name in ("destroy_session", "destroy_instance"):
        real = getattr(xr, name)
        monkeypatch.setattr(xr, name, lambda handle, name=name, real=real: (ended.append(name), real(handle)))
    with monkeypatch.context() as broken:
        broken.setattr(xr, "attach_session_action_sets", refuse)
        with pytest.raises(NoHeadset, match=r"did not answer. Is it started"), Headset(gl, drawing):
            pass
    assert ended == ["destroy_session", "destroy_instance"]
    with Headset(gl, drawing) as again:
        assert next(frame for frame in again.frames() if frame.eyes), "and the next one opens"


def refuse(*_: Any) -> None:
    raise xr.RuntimeFailureError


def test_only_what_the_lens_lets_through_is_drawn_and_it_looks_the_same(
    gl: EglContext, drawing: moderngl.Context, painter: Painter
) -> None:
    with Headset(gl, drawing) as worn:
        frame = next(frame for frame in worn.frames() if frame.eyes and frame.masks)
        view = frame.eyes[0][0]
    mask = frame.masks[0]
    assert mask is not None, "Monado has a mesh of what is visible"
    assert mask.shape[1] == 2
    assert len(mask) % 3 == 0
    moment = Moment(5.0, "practice", "quiet-lake", light=1.0)
    small = np.array([(-0.3, -0.3), (0.3, -0.3), (0.0, 0.3)], dtype=np.float32)
    pictures = []
    for through in (None, mask, small):
        target = drawing.simple_framebuffer((96, 96), 4)
        target.clear(1.0, 0.0, 1.0)
        painter.begin(moment, 5.0)
        painter.paint(target, view, moment, through)
        pictures.append(np.frombuffer(target.read(components=3), np.uint8).reshape(96, 96, 3).astype(int))
    whole, seen, little = pictures

    middle = np.abs(whole - seen)[40:56, 40:56]
    assert middle.max() <= 2
    drawn = little.sum(axis=2) > 0
    assert 0.02 < drawn.mean() < 0.5, "a small lens costs few pixels"
    assert np.abs(whole - little)[drawn].max() <= 2


def test_the_display_is_asked_for_the_fastest_comfortable_rate(
    gl: EglContext, drawing: moderngl.Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rates are made up: Monado's simulated display has one."""
    asked: list[float] = []
    monkeypatch.setattr(xr, "enumerate_display_refresh_rates_fb", lambda session: [60.0, 72.0, 90.0, 120.0])
    monkeypatch.setattr(xr, "request_display_refresh_rate_fb", lambda session, rate: asked.append(rate))
    with Headset(gl, drawing) as worn:
        next(frame for frame in worn.frames() if frame.eyes)

    assert asked == [90.0]
    assert worn.refresh.rates == [90.0, 72.0]


def test_a_headset_that_has_known_where_it_is_must_go_on_knowing_it(gl: EglContext, drawing: moderngl.Context) -> None:
    flags = xr.ViewStateFlags
    turned_only = flags.ORIENTATION_VALID_BIT | flags.ORIENTATION_TRACKED_BIT
    worn = Headset(gl, drawing)

    assert worn._tracked(turned_only), "some headsets never know their place"
    assert worn._tracked(turned_only | flags.POSITION_TRACKED_BIT)
    assert not worn._tracked(turned_only), "but this one does"
    assert not worn._tracked(flags.POSITION_TRACKED_BIT), "and without a direction there is no picture"


def felt(gl: EglContext, painter: Painter, monkeypatch: pytest.MonkeyPatch, touch: bool) -> list[float]:
    given: list[float] = []
    real = xr.apply_haptic_feedback

    def apply(session: Any, info: Any, vibration: Any) -> None:
        given.append(vibration.amplitude)
        real(session, info, vibration)

    monkeypatch.setattr(xr, "apply_haptic_feedback", apply)
    practice = read_practice("paced-breathing")
    assert practice.breath
    engine = ScoreEngine(practice)
    engine.elapsed = practice.breath.from_seconds + 0.5
    Leader(practice, gl, engine=engine, painter=painter, touch=touch).run(seconds=engine.elapsed + 1.5)
    return given


def test_the_breath_in_is_felt_in_both_hands(gl: EglContext, painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    given = felt(gl, painter, monkeypatch, touch=True)

    assert len(given) >= 8
    assert given == sorted(given), "it swells"
    assert max(given) <= 0.25


def test_whoever_wants_no_touch_has_none(gl: EglContext, painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert felt(gl, painter, monkeypatch, touch=False) == []


def test_a_headset_that_is_taken_off_pauses_and_goes_on(
    gl: EglContext, painter: Painter, sent: Callable[[Any], None]
) -> None:
    """The event is made here: Monado's simulated headset is always worn."""
    leader = Leader(read_practice("paced-breathing"), gl, painter=painter)
    seen: list[Moment] = []
    taken_off: list[int] = []

    def watch(frame: Frame, moment: Moment) -> None:
        seen.append(moment)
        if moment.elapsed_seconds > 0.4 and not taken_off:
            taken_off.append(len(seen))
            sent(xr.EventDataUserPresenceChangedEXT(is_user_present=False))
        elif taken_off and len(seen) == taken_off[0] + 10:
            sent(xr.EventDataUserPresenceChangedEXT(is_user_present=True))

    leader.run(seconds=0.8, watch=watch)

    off = [moment for moment in seen if moment.paused and moment.elapsed_seconds > 0.4 and moment.stop_reason is None]
    assert len(off) == 10
    assert len({moment.elapsed_seconds for moment in off}) == 1, "time stood still"
    assert seen[-1].elapsed_seconds >= 0.8


def test_after_the_runtime_moved_its_middle_the_place_faces_the_person_again(
    gl: EglContext, painter: Painter, sent: Callable[[Any], None]
) -> None:
    leader = Leader(read_practice("paced-breathing"), gl, painter=painter)
    centres: list[tuple[float, Centre]] = []
    moves_at: list[float] = []

    def watch(frame: Frame, moment: Moment) -> None:
        if len(centres) == 5:
            painter.centre = Centre((3.0, 0.0, 0.0), 2.0)  # as far off as a moved middle would make it
            moves_at.append(frame.seconds + 0.3)
            later = int(moves_at[0] * 1e9)
            sent(
                xr.EventDataReferenceSpaceChangePending(
                    reference_space_type=xr.ReferenceSpaceType.LOCAL, change_time=later
                )
            )
        centres.append((frame.seconds, painter.centre))

    leader.run(seconds=1.2, watch=watch)

    before = {centre.heading for at, centre in centres[5:] if at < moves_at[0] - 1e-6}
    after = [centre for at, centre in centres if at > moves_at[0] + 1e-6]
    assert before == {2.0}, "not before the time that the runtime named"
    assert all(abs(centre.heading) < 0.2 and abs(centre.position[0]) < 0.5 for centre in after), "and at once then"
    assert after


def test_a_runtime_that_says_it_will_go_is_left_and_met_again(
    gl: EglContext, painter: Painter, sent: Callable[[Any], None]
) -> None:
    leader = Leader(read_practice("paced-breathing"), gl, painter=painter)
    told: list[float] = []

    def watch(frame: Frame, moment: Moment) -> None:
        if moment.elapsed_seconds > 0.4 and not told:
            told.append(moment.elapsed_seconds)
            sent(xr.EventDataInstanceLossPending())

    report = leader.run(seconds=1.0, watch=watch)

    assert report.reconnected == 1
    assert report.practised_seconds >= 1.0
    assert report.session_states.count("FOCUSED") == 2


def test_an_event_is_read_as_what_it_is() -> None:
    event = xr.EventDataUserPresenceChangedEXT(is_user_present=1)
    assert read_as(event, xr.EventDataUserPresenceChangedEXT).is_user_present == 1


def test_the_code_is_shown_until_nobody_waits_for_it(gl: EglContext, painter: Painter) -> None:
    shown: list[Moment] = []

    ended = show_code(
        gl, "WDJB-MJHT", "stillpath.example/devices", lambda: 540.0, lambda: len(shown) < 25,
        painter=painter, watch=lambda frame, moment: shown.append(moment),
    )  # fmt: skip

    assert ended == "done"
    assert max(moment.fade for moment in shown) > 0.3
    assert shown[-1].fade == 0
    assert shown[12].code
    assert shown[12].code.time_left == "It is good for 9 more minutes."


def test_one_press_leaves_the_code(person: Person, gl: EglContext, painter: Painter) -> None:  # noqa: F811
    shown: list[Moment] = []

    def watch(frame: Frame, moment: Moment) -> None:
        shown.append(moment)
        person.press(*(["b"] if len(shown) > 20 else []))

    assert show_code(gl, "WDJB-MJHT", "stillpath.example", lambda: 30.0, lambda: True, painter, watch) == "left"
