"""Words as a picture: a caption set in a real typeface, wrapped, light on a soft dark ground."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

#: Pixels a metre on the panel. At 1.75 m a pixel is then about as wide as a pixel of a present headset (25 a degree).
DENSITY = 1100
#: Letters 0.058 m high at 1.75 m are 1.9 degrees: capitals of 1.2, three times the 0.4 that ISO 9241-303 asks for.
LETTER_METRES = 0.058
LINE_SPACING = 1.34
WIDEST_METRES = 1.30
PADDING_METRES = 0.055
INK = (255, 252, 244, 255)
GROUND = (14, 18, 26, 178)  # dark enough that white letters keep a contrast of 7 to 1 over the brightest sky


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as a picture with straight alpha, and its size in the place."""

    picture: Image.Image
    half_width: float  # metres
    half_height: float


@lru_cache(maxsize=4)
def typeface(metres: float = LETTER_METRES) -> ImageFont.FreeTypeFont:
    """Source Sans, semibold: open forms that stay apart at small sizes."""
    return ImageFont.truetype(font_source_sans_pro.font_files_otf["SourceSansProSemibold"], round(metres * DENSITY))


def wrapped(text: str, widest: float, letter: float = LETTER_METRES) -> list[str]:
    """The text in lines of nearly equal length, none wider than `widest` pixels unless one word is."""
    lines = filled(text, widest, letter)
    if len(lines) < 2:
        return lines
    low, high = widest / len(lines) * 0.8, widest
    for _ in range(8):  # the narrowest column that needs no more lines
        middle = (low + high) / 2
        low, high = (low, middle) if len(filled(text, middle, letter)) <= len(lines) else (middle, high)
    return filled(text, high, letter)


def filled(text: str, widest: float, letter: float = LETTER_METRES) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and typeface(letter).getlength(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def caption(text: str, letter: float = LETTER_METRES) -> Caption:
    """Set a caption with letters of so many metres. Empty text gives an empty, very small one."""
    font = typeface(letter)
    pad = round(PADDING_METRES * DENSITY)
    lines = wrapped(text, WIDEST_METRES * DENSITY - 2 * pad, letter)
    leading = round(font.size * LINE_SPACING)
    width = round(max((font.getlength(line) for line in lines), default=1)) + 2 * pad
    height = leading * max(len(lines), 1) + 2 * pad
    picture = Image.new("RGBA", (width, height), (*GROUND[:3], 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius=round(pad * 0.8), fill=GROUND)
    for n, line in enumerate(lines):
        draw.text((width / 2, pad + leading * (n + 0.5)), line, font=font, fill=INK, anchor="mm")
    return Caption(picture, width / DENSITY / 2, height / DENSITY / 2)
