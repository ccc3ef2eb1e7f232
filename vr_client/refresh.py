"""How many pictures a second: as many as the display and this computer can hold, from 72 to 90."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

#: 72 is the least that is comfortable (platform guidelines); above 90 there is little more to feel, and half the time.
LEAST_HZ, MOST_HZ = 72.0, 90.0
LOOKED_AT = 360  # frames, four to five seconds: one late frame is no reason
MOST_LATE_SHARE = 0.05
LATE = 1.5  # periods after the frame before


def within(rates: Sequence[float]) -> list[float]:
    """The offered rates that are comfortable and not more than is needed, fastest first."""
    return sorted((rate for rate in rates if LEAST_HZ - 0.5 <= rate <= MOST_HZ + 0.5), reverse=True)


@dataclass
class Refresh:
    """Watches the frames, and says when a slower display would be the steadier one."""

    rates: list[float] = field(default_factory=list)  # to choose from, fastest first; none: nothing can be chosen
    _last: float | None = None
    _seen: int = 0
    _late: int = 0

    def see(self, seconds: float, period: float) -> float | None:
        """One frame that is shown at `seconds`; the rate to change to, if one."""
        if self._last is not None:
            self._seen += 1
            self._late += seconds - self._last > LATE * period
        self._last = seconds
        if self._seen < LOOKED_AT:
            return None
        many = self._late > MOST_LATE_SHARE * self._seen
        self._seen = self._late = 0
        if not many or len(self.rates) < 2:
            return None
        del self.rates[0]
        return self.rates[0]

    def pause(self) -> None:
        """The next frame follows no frame."""
        self._last = None
