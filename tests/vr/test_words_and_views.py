"""Captions that can be read, and directions that never tilt the horizon."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vr_client.board_pictures import (
    CODE_LETTER,
    DISC,
    END_LETTER,
    MARK_HIGH,
    NUMBER_LETTER,
    SIGN_LETTER,
    code_board,
    lettering,
    mark,
    rating_row,
    sign,
)
from vr_client.boards import CODE_AT, raised, up_of
from vr_client.captions import DENSITY, GROUND, INK, WIDEST_METRES, caption, typeface, wrapped
from vr_client.checkins import LYING_ROW, NUMBERS, QUESTIONS, ROW, along
from vr_client.painter import PANEL
from vr_client.signs import FEET, FEET_LYING, TOO_MUCH, TOO_MUCH_LYING
from vr_client.signs import WORDS as SIGN_WORDS
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


def degrees(letter: float, at: tuple[float, float, float]) -> float:
    """How high a capital is as seen from the middle of the place."""
    top, bottom = lettering(letter).getbbox("H")[1::2]
    return math.degrees(math.atan((bottom - top) / DENSITY / math.dist((0, 0, 0), at)))


def test_everything_on_a_board_can_be_read_and_is_one_to_three_metres_away() -> None:
    shown = [(NUMBER_LETTER, ROW), (END_LETTER, ROW), (END_LETTER, LYING_ROW), (CODE_LETTER, CODE_AT)]
    shown += [(SIGN_LETTER, at) for at in (*FEET.values(), *FEET_LYING.values(), TOO_MUCH, TOO_MUCH_LYING)]
    for letter, at in shown:
        assert degrees(letter, at) >= 0.8, "twice the 0.4 degrees of ISO 9241-303"
        assert 1 <= math.dist((0, 0, 0), at) <= 3


def test_the_ends_of_every_question_stand_under_their_numbers() -> None:
    for asked in QUESTIONS:
        with_words = np.asarray(rating_row(asked.words, asked.low, asked.high).picture)[..., :3].astype(int)
        without = np.asarray(rating_row("", "", "").picture)[..., :3].astype(int)
        rows, columns = np.nonzero(np.abs(with_words - without).sum(axis=2) > 100)
        lower = columns[rows > with_words.shape[0] * 0.75]
        middle = with_words.shape[1] / 2
        for side in (lower[lower < middle], lower[lower > middle]):
            edge = np.abs(side - middle).max() / DENSITY
            assert along(NUMBERS - 1) <= edge <= along(NUMBERS - 1) + 0.1
        assert columns.min() > 20, "nothing runs over the edge"
        assert columns.max() < with_words.shape[1] - 20


def test_the_chosen_number_is_told_by_light_and_shape_and_not_by_colour() -> None:
    row = np.asarray(rating_row("", "", "").picture.convert("L")).astype(float)
    for number in range(NUMBERS):
        chosen = mark(number)
        picture = np.asarray(chosen.picture.convert("RGB")).astype(int)
        assert np.ptp(picture, axis=2).max() <= 14, "greys alone"
        disc = np.asarray(chosen.picture.convert("L")).astype(float)
        middle, reach = disc.shape[0] // 2, int(DISC * DENSITY * 0.9)
        light = disc[middle - reach : middle + reach, middle - reach : middle + reach].mean()
        assert light > 3 * row.mean(), "a light disc on a dark board"
    assert pytest.approx(chosen.half_width * 2, abs=0.01) == MARK_HIGH


def test_a_code_a_sign_and_a_long_address_fit_their_boards() -> None:
    for board in (
        code_board(
            "WDJB-MJHT", "127.0.0.1:4566/_aws/execute-api/a1b2c3d4/api/devices", "It is good for 9 more minutes."
        ),
        *(sign(words) for words in SIGN_WORDS.values()),
    ):
        alpha = np.asarray(board.picture)[..., 3]
        assert alpha[alpha.shape[0] // 2, 2] > 200, "the board reaches its edge"
        bright = np.nonzero(np.asarray(board.picture.convert("L")).max(axis=0) > 150)[0]
        assert bright.min() > 10
        assert bright.max() < alpha.shape[1] - 10
        assert board.half_width * 2 <= 2.2


def test_what_is_raised_on_a_board_stays_on_it() -> None:
    for at in (ROW, LYING_ROW):
        spot = raised(at, up_of(at), 0.2, 0.3)
        off = [s - a for s, a in zip(spot, at, strict=True)]
        assert sum(o * a for o, a in zip(off, at, strict=True)) == pytest.approx(0.0, abs=1e-9)
        assert off[1] > 0
