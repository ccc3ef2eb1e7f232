"""Where a sound comes from: how loud it is at each ear, by its direction, its distance and the turn of the head."""

from __future__ import annotations

import math

#: A sound at the side is still heard with both ears, as in air: wholly on one ear it presses.
WIDEST = 0.75
#: What lies behind is a little softer, dB.
BEHIND_DB = -2.0
NEAREST_METRES = 1.0


def ears(heading: float, yaw: float = 0.0, metres: float = 1.0) -> tuple[float, float]:
    """Gains (left, right) of a source. Degrees from straight ahead, to the right; `yaw` is where the head looks.

    Constant power: the squares add up to 1 at one metre in front, wherever to the side it is. Twice as far is 6 dB
    softer; nearer than one metre is no louder.
    """
    turned = math.radians(heading - yaw)
    side = WIDEST * math.sin(turned)
    behind = 10 ** (BEHIND_DB / 20 * max(0.0, -math.cos(turned)))
    near = behind / max(NEAREST_METRES, metres)
    across = (side + 1) * math.pi / 4
    return near * math.cos(across), near * math.sin(across)
