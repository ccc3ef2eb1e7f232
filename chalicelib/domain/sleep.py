"""Course column: sums of a sleep diary. Times are minutes after midnight; a night may cross it."""

from __future__ import annotations

_DAY = 24 * 60
#: Longest night a diary can mean, minutes in bed: beyond it, two of its times were swapped (own choice).
LONGEST = 18 * 60


def fits_together(bed: int, lights_out: int, final_wake: int, rise: int) -> bool:
    """Whether the four times follow each other within one night of at most `LONGEST` minutes."""
    out, wake, up = ((time - bed) % _DAY for time in (lights_out, final_wake, rise))
    return out <= wake <= up and 0 < up <= LONGEST


def efficiency(bed: int, lights_out: int, final_wake: int, rise: int, awake: int) -> int:
    """Sleep efficiency in percent: total sleep time over time in bed (Carney et al., 10.5665/sleep.1642).

    `awake`: minutes until falling asleep and awake during the night. The times must fit together.
    """
    asleep = (final_wake - lights_out) % _DAY - awake
    return round(100 * asleep / ((rise - bed) % _DAY))
