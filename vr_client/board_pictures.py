"""Boards as pictures: the row of a rating, the mark on it, a sign, and the code that connects a headset."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from vr_client.captions import DENSITY, GROUND, INK, LETTER_METRES, PADDING_METRES, Caption, typeface
from vr_client.checkins import NUMBERS, along

DARK = (14, 18, 26, 255)
FAINT = (214, 216, 222, 255)
BOARD = (*GROUND[:3], 214)  # darker than a caption's: figures are read one by one, over whatever is behind
#: A rating's row, metres: letters of the question, of the numbers and of the ends; the numbers' height over its middle.
NUMBER_LETTER, END_LETTER, NUMBERS_UP = 0.062, 0.046, -0.01
ROW_MARGIN, ROW_HIGH, QUESTION_UP, ENDS_UP = 0.17, 0.50, 0.165, -0.192
#: The mark on the chosen number: a light disc with a dark figure and a wedge above and below, so that its shape and its
#: light tell it, not its colour. The ring of a growing choice (panel.frag) lies between disc and wedges.
MARK_HIGH, DISC, WEDGE_FROM, WEDGE_TO, MARK_LETTER = 0.30, 0.082, 0.110, 0.132, 0.092
CODE_LETTER, ADDRESS_LETTER = 0.15, 0.052
SIGN_LETTER = 0.05


@lru_cache(maxsize=16)
def lettering(metres: float) -> ImageFont.FreeTypeFont:
    """The typeface with letters so high."""
    return typeface().font_variant(size=round(metres * DENSITY))


def pixels(metres: float) -> int:
    return round(metres * DENSITY)


def blank(wide: float, high: float, ground: tuple[int, ...] = BOARD) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty board of so many metres."""
    size = (pixels(wide), pixels(high))
    picture = Image.new("RGBA", size, (*GROUND[:3], 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=pixels(0.045), fill=ground)
    return picture, draw


def made(picture: Image.Image) -> Caption:
    return Caption(picture, picture.width / DENSITY / 2, picture.height / DENSITY / 2)


def rating_row(question: str, low: str, high: str) -> Caption:
    """The question, the numbers from 0 to 10 on a line, and the words of both ends under theirs."""
    wide = 2 * along(NUMBERS - 1) + 2 * ROW_MARGIN
    picture, draw = blank(wide, ROW_HIGH)
    middle = picture.width / 2, picture.height / 2

    def spot(right: float, up: float) -> tuple[float, float]:
        return middle[0] + right * DENSITY, middle[1] - up * DENSITY

    draw.text(spot(0, QUESTION_UP), question, font=lettering(LETTER_METRES), fill=INK, anchor="mm")
    for number in range(NUMBERS):
        x, y = spot(along(number), NUMBERS_UP)
        draw.text((x, y), str(number), font=lettering(NUMBER_LETTER), fill=FAINT, anchor="mm")
    for number, words, anchor in ((0, low, "lm"), (NUMBERS - 1, high, "rm")):
        edge = along(number) + math.copysign(0.05, along(number))
        draw.text(spot(edge, ENDS_UP), words, font=lettering(END_LETTER), fill=INK, anchor=anchor)
    return made(picture)


def mark(number: int) -> Caption:
    """What stands on the number that is chosen now."""
    picture, draw = blank(MARK_HIGH, MARK_HIGH, (*GROUND[:3], 0))
    middle = picture.width / 2
    disc = DISC * DENSITY
    draw.ellipse((middle - disc - 4, middle - disc - 4, middle + disc + 4, middle + disc + 4), fill=DARK)
    draw.ellipse((middle - disc, middle - disc, middle + disc, middle + disc), fill=INK)
    for side in (-1, 1):
        near, far = (middle + side * at * DENSITY for at in (WEDGE_FROM, WEDGE_TO))
        half = 0.024 * DENSITY
        draw.polygon([(middle, near), (middle - half, far), (middle + half, far)], fill=INK)
    draw.text((middle, middle), str(number), font=lettering(MARK_LETTER), fill=DARK, anchor="mm")
    return made(picture)


def sign(words: str) -> Caption:
    """A few words on one line."""
    font = lettering(SIGN_LETTER)
    wide = font.getlength(words) / DENSITY + 2 * PADDING_METRES
    picture, draw = blank(wide, SIGN_LETTER + 1.4 * PADDING_METRES)
    draw.text((picture.width / 2, picture.height / 2), words, font=font, fill=INK, anchor="mm")
    return made(picture)


def code_board(code: str, address: str, time_left: str) -> Caption:
    """A short code to type in on a web page: the address, the code in large letters, how long it is good."""
    lines = ((f"On {address}", ADDRESS_LETTER), ("enter this code", ADDRESS_LETTER))
    tall = lettering(CODE_LETTER)
    widest = max(
        *(lettering(size).getlength(words) for words, size in (*lines, (time_left, END_LETTER))), tall.getlength(code)
    )
    picture, draw = blank(max(0.9, widest / DENSITY + 4 * PADDING_METRES), 0.62)
    middle = picture.width / 2
    for n, (words, size) in enumerate(lines):
        draw.text((middle, pixels(0.09 + 0.075 * n)), words, font=lettering(size), fill=INK, anchor="mm")
    draw.text((middle, pixels(0.335)), code, font=tall, fill=INK, anchor="mm")
    draw.text((middle, pixels(0.53)), time_left, font=lettering(END_LETTER), fill=FAINT, anchor="mm")
    return made(picture)
