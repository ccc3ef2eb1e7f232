"""Measures column: what a row of scores says - reliable change, recovery, sudden gains and losses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.definitions import Measure

__all__ = ["Change", "Reliable", "change", "change_for", "improvement", "reliable_change_cut", "sudden_changes"]

Reliable = Literal["improved", "deteriorated", "none", "unknown"]

#: Two-tailed .05 critical values of Student's t by degrees of freedom, as published for the third criterion of sudden
#: gains with one or two values missing (Lutz et al. 2013, doi:10.1037/a0029755).
T_CRITICAL = {4: 2.776, 3: 3.182, 2: 4.303}
#: Share of the score before, which a sudden gain must reach (Tang & DeRubeis 1999, doi:10.1037/0022-006X.67.6.894).
SUDDEN_SHARE = 0.25
#: Scores may be decimals (a mean item score); a change that misses the cut by a float's dust still counts.
DUST = 1e-9


class Change(BaseModel):
    """The last score against the first. With fewer than two scores nothing is known: None and `unknown`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    change: int | float | None = Field(description="last minus first, so below 0 is better where lower is better")
    reliable: Reliable
    recovered: bool | None = Field(description="a case at first and not at last")
    reliable_recovery: bool | None = Field(description="recovered, and reliably improved")
    sudden_gains: tuple[tuple[int, int], ...] = Field(description="pairs of session numbers, from 1")
    sudden_losses: tuple[tuple[int, int], ...]


def reliable_change_cut(sd: float, reliability: float) -> float:
    """Smallest change of a score that is not measurement error at 95 %: 1.96 x sqrt(2) x SD x sqrt(1 - r).

    Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12. `sd` above 0, `reliability` from 0 to 1; else ValueError.
    """
    if not (math.isfinite(sd) and sd > 0):
        raise ValueError("the standard deviation must be above 0")
    if not 0 <= reliability <= 1:
        raise ValueError("the reliability must lie between 0 and 1")
    return 1.96 * math.sqrt(2) * sd * math.sqrt(1 - reliability)


def improvement(before: float, after: float, *, higher_is_better: bool) -> float:
    """How much better `after` is than `before`, in points; below 0 when it is worse."""
    return after - before if higher_is_better else before - after


def change(
    scores: Sequence[float | None], *, cut: float | None, reliable: float | None, higher_is_better: bool = False
) -> Change:
    """Compare the last known score with the first known one; None is a session without a score.

    `cut`: a score at it or beyond it is a case (at or above; at or below where higher is better). None: the measure
    has no cut-off, and recovery is not known.
    `reliable`: a change of this size or more is reliable (NHS Talking Therapies: PHQ-9 6, GAD-7 4); it is also the
    first criterion of sudden gains and losses. None: none was published, and nothing is called reliable or sudden.
    """
    known = [value for value in scores if value is not None]
    gains, losses = _sudden(scores, reliable, higher_is_better)
    if len(known) < 2:
        return Change(
            change=None,
            reliable="unknown",
            recovered=None,
            reliable_recovery=None,
            sudden_gains=gains,
            sudden_losses=losses,
        )
    first, last = known[0], known[-1]
    verdict = _reliable(improvement(first, last, higher_is_better=higher_is_better), reliable)
    recovered = _recovered(first, last, cut, higher_is_better)
    return Change(
        change=last - first,
        reliable=verdict,
        recovered=recovered,
        reliable_recovery=None if recovered is None or verdict == "unknown" else recovered and verdict == "improved",
        sudden_gains=gains,
        sudden_losses=losses,
    )


def change_for(measure: Measure, scores: Sequence[float | None]) -> Change:
    """`change` with the cut-off, reliable change and direction of a measure."""
    return change(
        scores,
        cut=measure.cut_off,
        reliable=measure.reliable_change,
        higher_is_better=measure.higher_is_better,
    )


def sudden_changes(
    scores: Sequence[float | None], *, cut: float, higher_is_better: bool = False, losses: bool = False
) -> tuple[tuple[int, int], ...]:
    """Sudden gains (or losses, their mirror image) between neighbouring sessions, as session numbers from 1.

    Tang & DeRubeis 1999: between session n and n+1 the score changes by at least `cut`, by at least a quarter of the
    score at n, and the means of the up to three sessions on either side differ by more than t x pooled SD (the
    published criterion, which has no sqrt(1/n + 1/n)). With fewer than two scores on a side, or none at n or n+1,
    it cannot be known and is not reported; so the first possible pair is (2, 3).
    """
    sign = -1 if higher_is_better is losses else 1
    return tuple(
        (n, n + 1)
        for n in range(2, len(scores) - 1)
        if _is_sudden(scores[max(0, n - 3) : n], scores[n : n + 3], cut, sign)
    )


def _is_sudden(before: Sequence[float | None], after: Sequence[float | None], cut: float, sign: int) -> bool:
    at, then = before[-1], after[0]
    pre = [value for value in before if value is not None]
    post = [value for value in after if value is not None]
    if at is None or then is None or len(pre) < 2 or len(post) < 2:
        return False
    step = sign * (then - at)
    apart = sign * (_mean(post) - _mean(pre))
    freedom = len(pre) + len(post) - 2
    pooled = math.sqrt((_squares(pre) + _squares(post)) / freedom)
    return step > 0 and step >= cut - DUST and step >= SUDDEN_SHARE * abs(at) and apart > T_CRITICAL[freedom] * pooled


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _squares(values: Sequence[float]) -> float:
    """Sum of squared distances from the mean: (n - 1) times the variance."""
    mean = _mean(values)
    return math.fsum((value - mean) ** 2 for value in values)


def _sudden(
    scores: Sequence[float | None], cut: float | None, higher_is_better: bool
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    if cut is None:
        return (), ()
    return (
        sudden_changes(scores, cut=cut, higher_is_better=higher_is_better),
        sudden_changes(scores, cut=cut, higher_is_better=higher_is_better, losses=True),
    )


def _recovered(first: float, last: float, cut: float | None, higher_is_better: bool) -> bool | None:
    return None if cut is None else _case(first, cut, higher_is_better) and not _case(last, cut, higher_is_better)


def _reliable(better_by: float, cut: float | None) -> Reliable:
    if cut is None:
        return "unknown"
    if better_by == 0 or abs(better_by) < cut - DUST:
        return "none"
    return "improved" if better_by > 0 else "deteriorated"


def _case(value: float, cut: float, higher_is_better: bool) -> bool:
    return value <= cut if higher_is_better else value >= cut
