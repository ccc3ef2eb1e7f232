"""The places, drawn and looked at: alive, calm, steady, and as bright as the person wants."""

from __future__ import annotations

import moderngl
import numpy as np
import pytest
from numpy.typing import NDArray

from chalicelib.domain.practice_places import FASTEST_LIGHT_HZ
from tests.vr.flashes import luminance, most_flashes_in_a_second
from vr_client.engine import breath_at, leaves, objects
from vr_client.painter import PANEL_OF, SCENES, Looks, Painter
from vr_client.practice_files import read_practice
from vr_client.session import Moment
from vr_client.views import View, looking

SIZE = (96, 64)
PER_SECOND = 20
pytestmark = pytest.mark.filterwarnings("error")


def pixels(
    painter: Painter, moment: Moment, view: View | None = None, size: tuple[int, int] = SIZE
) -> NDArray[np.uint8]:
    target = painter.context.simple_framebuffer(size, 4)
    painter.begin(moment, moment.elapsed_seconds)
    painter.paint(target, view or looking(), moment)
    read = np.frombuffer(target.read(components=3), np.uint8).reshape(size[1], size[0], 3)[::-1]
    target.release()
    return read


def at(scene: str, seconds: float = 10.0, **more: object) -> Moment:
    return Moment(seconds, "practice", scene, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("heading", [0, 120, 240])
def test_every_place_has_something_to_see_all_round(drawing: moderngl.Context, scene: str, heading: float) -> None:
    picture = pixels(Painter(drawing), at(scene), looking(heading))

    assert picture.mean() > 12, "not in the dark"
    assert picture.mean() < 245, "nor in glare"
    assert picture.std() > 6, "and not one flat colour"


@pytest.mark.parametrize("scene", SCENES)
def test_a_place_is_alive_but_slowly(drawing: moderngl.Context, scene: str) -> None:
    painter = Painter(drawing)
    first, soon, later = (pixels(painter, at(scene, t)).astype(int) for t in (10.0, 10.05, 14.0))

    assert np.abs(later - first).max() > 3, "something moves within seconds"
    assert np.abs(soon - first).mean() < 4, "and little from one frame to the next"


@pytest.mark.parametrize("scene", SCENES)
def test_the_light_rises_and_brightens_with_the_in_breath(drawing: moderngl.Context, scene: str) -> None:
    painter = Painter(drawing)
    level = looking(width=40)
    empty, full, without = (
        pixels(painter, at(scene, breath=breath, light=light), level).astype(int)
        for breath, light in ((0.0, 1.0), (1.0, 1.0), (1.0, 0.0))
    )

    assert full.sum() > without.sum(), "the light adds light"
    rows = np.arange(SIZE[1])
    centres = [
        (rows * (lit - without).clip(0).sum(axis=(1, 2))).sum() / (lit - without).clip(0).sum() for lit in (empty, full)
    ]
    assert centres[1] < centres[0] - 2, "higher in the picture when full than when empty"


@pytest.mark.parametrize("scene", SCENES)
def test_no_place_flashes(drawing: moderngl.Context, scene: str) -> None:
    """Eight seconds of breathing at the fastest pace allowed, with all that the place can show."""
    painter = Painter(drawing)
    pace = read_practice("paced-breathing").breath
    assert pace
    quick = pace.model_copy(update={"in_seconds": 60 / 7 / 2, "out_seconds": 60 / 7 / 2, "from_seconds": 0})
    seen = []
    for n in range(8 * PER_SECOND):
        t = n / PER_SECOND
        breath = breath_at(quick, t, 300)
        own = {"measured_breath": breath, "pulse": 150}  # with the person's own breath and a fast heart
        shown = dict.fromkeys(SCENES[scene], 1.0)
        moment = at(scene, t, breath=breath, light=1.0, visuals=shown, things=objects(t), **own)
        seen.append(luminance(pixels(painter, moment)))

    assert most_flashes_in_a_second(np.array(seen), PER_SECOND) < FASTEST_LIGHT_HZ


def test_the_measure_of_flashes_sees_them() -> None:
    times = np.arange(0, 4, 1 / 60)
    for hertz, expected in ((2, 2), (5, 5)):
        square = 0.3 + 0.2 * np.sign(np.sin(2 * np.pi * hertz * times + 0.1))
        assert most_flashes_in_a_second(square[:, None], 60) == expected
    assert most_flashes_in_a_second((0.3 + 0.04 * np.sin(30 * times))[:, None], 60) == 0, "too faint to count"


def test_a_fade_goes_steadily_to_black(drawing: moderngl.Context) -> None:
    painter = Painter(drawing)
    light = [pixels(painter, at("quiet-lake", fade=fade)).mean() for fade in (1, 0.8, 0.6, 0.4, 0.2, 0)]

    assert light == sorted(light, reverse=True)
    assert light[-1] < 1


def test_the_person_sets_brightness_and_contrast(drawing: moderngl.Context) -> None:
    usual, dim, flat = (
        pixels(Painter(drawing, looks), at("quiet-lake")).astype(float)
        for looks in (Looks(), Looks(brightness=0.5), Looks(contrast=0.7))
    )

    assert dim.mean() < 0.8 * usual.mean()
    assert flat.std() < 0.85 * usual.std()


@pytest.mark.parametrize("scene", SCENES)
def test_the_persons_own_breath_is_a_ring_that_goes_when_it_is_not_known(drawing: moderngl.Context, scene: str) -> None:
    painter = Painter(drawing)
    level = looking(width=50)
    series = []
    for n, known in enumerate([None, 1.0, 1.0, 1.0, 1.0, 1.0, None, None, None, None, None]):
        series.append(pixels(painter, at(scene, 10.0 + n * 0.4, breath=0.5, light=1.0, measured_breath=known), level))
    without, full, gone = (series[n].astype(int) for n in (0, 5, 10))
    calm = pixels(Painter(drawing), at(scene, 14.0, breath=0.5, light=1.0), level).astype(int)

    assert (full - without).max() > 12, "seen"
    assert np.abs(gone - calm).max() <= 2, "and gone without a trace"


def test_movement_can_be_switched_off_where_leaves_and_curtains_sway(drawing: moderngl.Context) -> None:
    still, lively = (Painter(drawing, Looks(movement=movement)) for movement in (0.0, 1.0))
    wide = looking(width=60)
    change = [
        np.abs(pixels(p, at("quiet-room", 12.0), wide).astype(int) - pixels(p, at("quiet-room", 10.0), wide)).sum()
        for p in (still, lively)
    ]

    assert change[0] < change[1]


def test_captions_stay_where_they_are_in_the_place(drawing: moderngl.Context) -> None:
    """A head that turns to the right sees the caption further to the left: it is not pinned to the head."""
    painter = Painter(drawing)
    moment = at("quiet-lake", caption="Here is a line to read.")
    painter.begin(moment, 0.0)
    painter.begin(moment, 1.0)
    painter.begin(moment, 2.0)
    found = []
    for heading in (0, 12):
        with_words = pixels(painter, moment, looking(heading, -15))
        without = pixels(Painter(drawing), at("quiet-lake"), looking(heading, -15))
        changed = np.abs(with_words.astype(int) - without).sum(axis=2) > 30
        found.append(np.nonzero(changed.any(axis=0))[0].mean())

    assert found[1] < found[0] - 6


def test_who_lies_down_finds_words_and_light_overhead(drawing: moderngl.Context) -> None:
    sitting, lying = Painter(drawing), Painter(drawing, Looks(lying=True))
    moment = at("night-sky-sea", breath=1.0, light=1.0, caption="Look up.")
    for painter in (sitting, lying):
        painter.begin(moment, 9.0)
        painter.begin(moment, 10.0)
        painter.finish_captions()
    upwards = looking(nod=58, width=70)

    added = [pixels(painter, moment, upwards).astype(int).sum() for painter in (sitting, lying)]
    assert added[1] > 1.05 * added[0]
    assert lying.panel("quiet-room")[1] > 1, "in every place"


def test_near_things_differ_between_the_eyes_and_the_far_shore_does_not(drawing: moderngl.Context) -> None:
    painter = Painter(drawing)
    wide = looking(width=50, shape=1.5)
    left, right = (
        pixels(
            painter, at("quiet-lake"), View((x, 0, 0), wide.turn, wide.left, wide.right, wide.up, wide.down), (240, 160)
        )
        for x in (-0.5, 0.5)
    )

    upper, lower = slice(0, 60), slice(120, 160)
    assert np.abs(left[upper].astype(int) - right[upper]).mean() < 1.5
    assert np.abs(left[lower].astype(int) - right[lower]).mean() > 4


def test_what_is_to_be_looked_at_is_one_to_three_metres_away() -> None:
    places = [thing.at for thing in (*objects(10.0), *leaves(13.0)) if thing.opacity > 0.5]
    distances = [float(np.linalg.norm(place)) for place in (*places, *PANEL_OF.values())]

    assert min(distances) >= 1
    assert max(distances) <= 3.5, "a leaf is let go before it is further than that"


def test_a_scene_that_nobody_drew_is_named(drawing: moderngl.Context) -> None:
    with pytest.raises(ValueError, match="no scene 'desert'; there are quiet-lake"):
        Painter(drawing).prepare("desert")
