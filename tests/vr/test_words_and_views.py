"""Captions that can be read, and directions that never tilt the horizon."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vr_client.captions import DENSITY, GROUND, INK, WIDEST_METRES, caption, typeface, wrapped
from vr_client.painter import PANEL
from vr_client.views import View, axes, centred_on, looking, seen_from, turned

WORDS = st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéñüß", min_size=1, max_size=14), min_size=1, max_size=60)
ANGLES = st.floats(-math.pi, math.pi)


def shine(rgb: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@given(WORDS)
@settings(max_examples=40)
def test_no_word_is_lost_and_no_line_too_wide(words: list[str]) -> None:
    widest = 1000.0
    lines = wrapped(" ".join(words), widest)

    assert " ".join(lines).split() == " ".join(words).split()
    assert all(typeface().getlength(line) <= widest for line in lines)


def test_capitals_are_at_least_the_size_that_can_be_read_with_ease() -> None:
    top, bottom = typeface().getbbox("H")[1::2]
    degrees = math.degrees(math.atan((bottom - top) / DENSITY / math.dist((0, 0, 0), PANEL)))

    assert degrees >= 0.8, "twice the 0.4 degrees of ISO 9241-303, for a headset's coarser pixels"


def test_words_stand_out_even_over_a_white_sky() -> None:
    share = GROUND[3] / 255
    behind = tuple(c / 255 * share + (1 - share) for c in GROUND[:3])
    contrast = (shine(tuple(c / 255 for c in INK[:3])) + 0.05) / (shine(behind) + 0.05)

    assert contrast >= 4.5


def test_a_long_caption_keeps_within_the_panel() -> None:
    made = caption("You can stop whenever you like. " * 6)

    assert made.half_width * 2 <= WIDEST_METRES + 0.01
    assert 1.5 <= math.dist((0, 0, 0), PANEL) <= 2


@given(st.floats(-170, 170), st.floats(-60, 60))
def test_recentring_faces_the_person_and_never_tilts(heading: float, nod: float) -> None:
    view = looking(heading, nod)
    centre = centred_on(view)
    rows = turned(centre, axes(view.turn))

    ahead = -rows[2]
    assert abs(ahead[0]) < 1e-4, "straight ahead now"
    assert np.isclose(ahead[1], math.sin(math.radians(nod)), atol=1e-4), "as high or low as the head looks: no tilt"
    assert np.allclose(turned(centre, np.array([[0, 1, 0]], dtype=np.float32)), [[0, 1, 0]]), "up stays up"


@given(ANGLES, st.tuples(*[st.floats(-3, 3)] * 3))
def test_a_spot_moves_as_its_direction_does(heading: float, spot: tuple[float, float, float]) -> None:
    turn = (0.0, math.sin(heading / 2), 0.0, math.cos(heading / 2))
    centre = centred_on(View((0.0, 0.0, 0.0), turn, -1, 1, 1, -1))

    assert np.allclose(seen_from(centre, spot), turned(centre, np.array([spot], dtype=np.float32))[0], atol=1e-4)
