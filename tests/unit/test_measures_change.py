"""Reliable change, recovery, sudden gains and losses. Scores are invented; the worked values are published ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.measures_change import Change, change, change_for, reliable_change_cut, sudden_changes
from tests.unit.test_measures import GAD7, PHQ9, WHO5


@pytest.mark.parametrize(("sd", "reliability", "cut"), [(10.5, 0.961, 5.747681), (6.396073, 0.931, 4.65703)])
def test_the_reliable_change_cut_gives_the_published_worked_values(sd: float, reliability: float, cut: float) -> None:
    assert reliable_change_cut(sd, reliability) == pytest.approx(cut, abs=1e-5)


def test_the_thresholds_of_the_shipped_measures_follow_from_their_spread_and_reliability() -> None:
    assert round(reliable_change_cut(5.5, 0.84)) == PHQ9.reliable_change
    assert round(reliable_change_cut(4.5, 0.92) + 0.5) == GAD7.reliable_change


@pytest.mark.parametrize(
    ("sd", "reliability"), [(0, 0.9), (-1, 0.9), (float("nan"), 0.9), (5, 1.1), (5, -0.1), (5, float("nan"))]
)
def test_an_impossible_spread_or_reliability_is_refused(sd: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="must"):
        reliable_change_cut(sd, reliability)


@pytest.mark.parametrize(
    ("scores", "reliable", "recovered"),
    [
        ((15, 9), "improved", True),
        ((15, 10), "none", False),
        ((15, 9.0), "improved", True),
        ((14, 9), "none", True),
        ((20, 14), "improved", False),
        ((9, 3), "improved", False),
        ((10, 16), "deteriorated", False),
        ((10, 15), "none", False),
        ((12, 12), "none", False),
    ],
)
def test_the_last_phq_9_is_compared_with_the_first(scores: tuple[float, ...], reliable: str, recovered: bool) -> None:
    found = change_for(PHQ9, scores)
    assert (found.reliable, found.recovered) == (reliable, recovered)
    assert found.reliable_recovery == (recovered and reliable == "improved")
    assert found.change == scores[-1] - scores[0]


def test_where_higher_is_better_a_rise_is_an_improvement() -> None:
    assert change_for(WHO5, (40, 60)).model_dump() == {
        "change": 20,
        "reliable": "improved",
        "recovered": True,
        "reliable_recovery": True,
        "sudden_gains": (),
        "sudden_losses": (),
    }
    assert change_for(WHO5, (60, 48)).reliable == "deteriorated"


def test_sessions_without_a_score_are_passed_over() -> None:
    found = change_for(PHQ9, (None, 18, None, 9, None))
    assert (found.change, found.reliable, found.recovered) == (-9, "improved", True)


@pytest.mark.parametrize("scores", [(), (None,), (12,), (None, 12, None)])
def test_with_fewer_than_two_scores_nothing_is_known(scores: tuple[float | None, ...]) -> None:
    assert change_for(PHQ9, scores) == Change(
        change=None, reliable="unknown", recovered=None, reliable_recovery=None, sudden_gains=(), sudden_losses=()
    )


def test_a_measure_that_cannot_err_still_needs_a_change() -> None:
    assert change((5, 5), cut=3, reliable=0).reliable == "none"


def test_a_sudden_gain_meets_all_three_criteria() -> None:
    assert sudden_changes((20, 19, 21, 10, 9, 8), cut=6) == ((3, 4),)


def test_a_fall_that_is_too_small_is_no_sudden_gain() -> None:
    assert sudden_changes((20, 19, 21, 16, 15, 14), cut=6) == ()


def test_a_fall_below_a_quarter_of_the_score_before_is_no_sudden_gain() -> None:
    assert sudden_changes((60, 61, 60, 50, 50, 49), cut=6) == ()


def test_a_fall_among_wild_scores_is_no_sudden_gain() -> None:
    assert sudden_changes((5, 24, 20, 10, 22, 3), cut=6) == ()


def test_with_one_or_two_scores_missing_the_critical_value_is_higher() -> None:
    # means 21 and 13.5, pooled SD 2.2 (df 3): 7.5 > 2.776 x 2.2, but not for the wider spread below
    assert sudden_changes((None, 20, 22, 14, 13, 12), cut=6) == ((3, 4),)
    assert sudden_changes((None, 20, 22, 14, None, 12), cut=6) == ((3, 4),)
    assert sudden_changes((None, 19, 22, 14, None, 10), cut=6) == ()


@pytest.mark.parametrize(
    "scores",
    [
        (21, 10, 9, 8),
        (None, None, 21, 10, 9, 8),
        (20, 19, 21, 10),
        (20, 19, 21, 10, None, None),
        (20, 19, None, 10, 9, 8),
    ],
)
def test_with_fewer_than_two_scores_on_a_side_or_none_at_the_step_no_gain_is_reported(
    scores: tuple[float | None, ...],
) -> None:
    assert sudden_changes(scores, cut=6) == ()


def test_a_sudden_loss_is_the_mirror_image_of_a_gain() -> None:
    assert sudden_changes((8, 9, 8, 19, 20, 21), cut=6, losses=True) == ((3, 4),)
    assert sudden_changes((8, 9, 8, 19, 20, 21), cut=6) == ()


def test_where_higher_is_better_a_sudden_gain_is_a_rise() -> None:
    assert sudden_changes((20, 24, 20, 52, 60, 56), cut=10, higher_is_better=True) == ((3, 4),)
    assert sudden_changes((52, 60, 56, 20, 24, 20), cut=10, higher_is_better=True, losses=True) == ((3, 4),)


def test_the_first_possible_gain_lies_between_the_second_and_the_third_session() -> None:
    assert sudden_changes((20, 20, 8, 8), cut=6) == ((2, 3),)


SCORES = st.lists(st.one_of(st.none(), st.integers(0, 27)), max_size=14)


@given(SCORES, st.booleans())
def test_a_step_is_never_both_a_gain_and_a_loss(scores: list[int | None], higher: bool) -> None:
    gains = sudden_changes(scores, cut=6, higher_is_better=higher)
    losses = sudden_changes(scores, cut=6, higher_is_better=higher, losses=True)
    assert not set(gains) & set(losses)
    assert all(2 <= n < m == n + 1 <= len(scores) - 1 for n, m in (*gains, *losses))


@given(SCORES)
def test_reading_the_scores_backwards_turns_improvement_into_deterioration(scores: list[int | None]) -> None:
    forwards, backwards = (change(s, cut=10, reliable=6) for s in (scores, scores[::-1]))
    turned = {"improved": "deteriorated", "deteriorated": "improved"}
    assert backwards.reliable == turned.get(forwards.reliable, forwards.reliable)


@given(SCORES)
def test_reliable_recovery_is_recovery_and_reliable_improvement(scores: list[int | None]) -> None:
    found = change(scores, cut=10, reliable=6)
    assert bool(found.reliable_recovery) == (bool(found.recovered) and found.reliable == "improved")
