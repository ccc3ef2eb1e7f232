"""What a run counts of its frames, in the same memory after an hour as after a minute."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vr_client.record import STEP_MS, Tally


def counted(costs: list[float]) -> Tally:
    tally = Tally({})
    for n, cost in enumerate(costs):
        tally.frame(n / 72, 1 / 72, cost)
    return tally


@settings(max_examples=25)
@given(st.lists(st.floats(0, 90), min_size=1, max_size=60), st.sampled_from([0.5, 0.99]))
def test_shares_of_the_frames_are_those_of_the_sorted_costs(costs: list[float], share: float) -> None:
    wanted = sorted(costs)[min(len(costs) - 1, int(share * len(costs)))]

    assert counted(costs).share_below(share) == pytest.approx(wanted, abs=STEP_MS + 0.001)


def test_a_frame_that_took_very_long_is_told_as_the_longest() -> None:
    cost = counted([1.0] * 99 + [2500.0]).cost()

    assert (cost.p50, cost.max) == (pytest.approx(1.0, abs=STEP_MS + 0.001), 2500.0)


def test_no_frames_cost_nothing() -> None:
    cost = counted([]).cost()

    assert (cost.p50, cost.p99, cost.max) == (0, 0, 0)


def test_many_frames_are_counted_in_the_memory_of_few() -> None:
    few, many = counted([1.0, 3.0] * 10), counted([1.0, 3.0] * 5000)

    assert many.frames == 10_000
    assert sys.getsizeof(many.costs) == sys.getsizeof(few.costs)
