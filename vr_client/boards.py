"""Boards in the place: captions, the rating's row and mark, signs, the connecting code; each a texture, made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import moderngl

from vr_client import board_pictures as pictures
from vr_client.captions import Caption, caption
from vr_client.checkins import NUMBERS, QUESTIONS, along
from vr_client.session import Moment, Scale, Vector

#: Textures that are kept beside the prepared ones: signs, hints, codes.
KEPT = 48
FADE_SECONDS = 0.4
UNDER_ROW = 0.03  # metres between the row and its hint
HOLD_AT: Vector = (0.0, -0.80, -1.56)
CODE_AT: Vector = (0.0, -0.14, -1.74)
HOLD_WORDS = "Keep holding for the next part"
NO_CHOICE = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Words:
    """A board as a texture; sizes in metres."""

    texture: moderngl.Texture
    half_width: float
    half_height: float


@dataclass(frozen=True, slots=True)
class Shown:
    """One board to draw: which, where, how much of it, in whose plane, and how far a choice on it has come."""

    words: Words
    at: Vector
    opacity: float
    facing: Vector
    done: tuple[float, float] = NO_CHOICE  # as a ring, as a line


class Boards:
    """Makes and keeps the textures, and says which boards a moment shows."""

    def __init__(self, context: moderngl.Context) -> None:
        self.context = context
        self._made: OrderedDict[str, Words] = OrderedDict()
        self._question, self._shown = "", 0.0

    def keep(self, key: str, make: Callable[[], Caption]) -> Words:
        """The board of this name, made when it is wanted for the first time; the longest unused ones go."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        self._made[key] = self.upload(make())
        while len(self._made) > KEPT:
            self._made.popitem(last=False)[1].texture.release()
        return self._made[key]

    def upload(self, board: Caption) -> Words:
        texture = self.context.texture(board.picture.size, 4, board.picture.tobytes())
        texture.build_mipmaps()
        texture.filter = moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR
        texture.anisotropy = 4.0
        return Words(texture, board.half_width, board.half_height)

    def of(self, moment: Moment, step: float) -> list[Shown]:
        """The boards of a moment beside its caption; `step` seconds after the one before."""
        shown: list[Shown] = []
        if moment.scale:
            shown += self._rating(moment.scale, step)
        else:
            self._question = ""
        for sign in moment.signs:
            words = self.keep(f"sign {sign.words}", lambda sign=sign: pictures.sign(sign.words))  # type: ignore[misc]
            facing = (0.0, sign.at[1], sign.at[2])  # so that two of them lie in one plane, and none is askew
            shown.append(Shown(words, sign.at, sign.opacity, facing, (0.0, sign.chosen)))
        if moment.holding > 0.2:  # not at every short press
            words = self.keep(f"sign {HOLD_WORDS}", lambda: pictures.sign(HOLD_WORDS))
            shown.append(Shown(words, HOLD_AT, min(1.0, moment.holding * 3), HOLD_AT, (0.0, moment.holding)))
        if moment.code:
            told = moment.code
            words = self.keep(f"code {told}", lambda: pictures.code_board(told.code, told.address, told.time_left))
            shown.append(Shown(words, CODE_AT, 1.0, CODE_AT))
        return shown

    def _rating(self, scale: Scale, step: float) -> list[Shown]:
        if scale.question != self._question:
            self._prepare_ratings()
            self._question, self._shown = scale.question, 0.0
        self._shown = min(1.0, self._shown + step / FADE_SECONDS)
        row = self._row(scale.question, scale.low, scale.high)
        hint = self.keep(f"hint {scale.hint}", lambda: caption(scale.hint, pictures.END_LETTER))
        up = up_of(scale.at)
        under = -(row.half_height + UNDER_ROW + hint.half_height)
        spot = raised(scale.at, up, pictures.NUMBERS_UP, along(scale.number))
        return [
            Shown(row, scale.at, self._shown, scale.at),
            Shown(self._mark(scale.number), spot, self._shown, scale.at, (scale.chosen, 0.0)),
            *([Shown(hint, raised(scale.at, up, under), self._shown, scale.at)] if scale.hint else []),
        ]

    def _prepare_ratings(self) -> None:
        """All rows and marks at once, while it is dark or the question changes: no later frame waits for one."""
        for asked in QUESTIONS:
            self._row(asked.words, asked.low, asked.high)
        for number in range(NUMBERS):
            self._mark(number)

    def _row(self, question: str, low: str, high: str) -> Words:
        return self.keep(f"row {question}", lambda: pictures.rating_row(question, low, high))

    def _mark(self, number: int) -> Words:
        return self.keep(f"mark {number}", lambda: pictures.mark(number))


def up_of(facing: Vector) -> Vector:
    """Upwards on a board that faces the middle of the place and runs from left to right."""
    _, y, z = facing
    length = (y * y + z * z) ** 0.5
    return (0.0, -z / length, y / length)


def raised(at: Vector, up: Vector, metres: float, right: float = 0.0) -> Vector:
    """A spot on a board: so far up and to the right of its middle."""
    return (at[0] + right, at[1] + up[1] * metres, at[2] + up[2] * metres)
