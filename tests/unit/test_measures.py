"""Scoring of questionnaires. All answers here are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from chalicelib.domain.definitions import Measure
from chalicelib.domain.measures import InvalidAnswers, band_of, highest_total, is_case, lowest_total, score

FOLDER = Path(__file__).parents[2] / "modules" / "measures"


def measure(name: str) -> Measure:
    return Measure.model_validate(YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml"))


PHQ9, GAD7, WHO5 = measure("phq-9"), measure("gad-7"), measure("who-5")
ALL = (PHQ9, GAD7, WHO5)


def answers(of: Measure, *values: int | None) -> dict[str, int | None]:
    return {item.id: value for item, value in zip(of.items, values, strict=True)}


def test_a_full_phq_9_is_the_sum_of_its_items() -> None:
    scored = score(PHQ9, answers(PHQ9, 3, 3, 2, 2, 1, 1, 1, 0, 1))
    assert (scored.total, scored.band, scored.case) == (14, "moderate", True)
    assert scored.risk_items == {"9": 1}
    assert scored.missing == ()


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "none or minimal"),
        (4, "none or minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "moderately severe"),
        (19, "moderately severe"),
        (20, "severe"),
        (27, "severe"),
    ],
)
def test_the_bands_of_the_phq_9_begin_at_5_10_15_and_20(total: int, band: str) -> None:
    assert band_of(PHQ9, total) == band


@pytest.mark.parametrize(
    ("of", "total", "case"),
    [(PHQ9, 9, False), (PHQ9, 10, True), (GAD7, 7, False), (GAD7, 8, True), (WHO5, 48, True), (WHO5, 52, False)],
)
def test_a_case_is_at_the_cut_off_or_beyond_it(of: Measure, total: int, case: bool) -> None:
    assert is_case(of, total) is case


def test_the_who_5_is_the_sum_times_four_and_a_sum_of_12_is_a_case() -> None:
    assert score(WHO5, answers(WHO5, 5, 5, 5, 5, 5)).total == 100
    low, fair = score(WHO5, answers(WHO5, 3, 3, 2, 2, 2)), score(WHO5, answers(WHO5, 3, 3, 3, 2, 2))
    assert (low.total, low.case, fair.total, fair.case) == (48, True, 52, False)


def test_up_to_two_missing_items_take_the_mean_of_the_rest() -> None:
    # 7 items sum to 10: 10 x 9 / 7 = 12.86
    scored = score(PHQ9, answers(PHQ9, 2, 2, 2, 1, 1, 1, None, None, 1))
    assert scored.total == 13
    assert scored.missing == ("7", "8")


def test_half_a_point_is_rounded_up() -> None:
    # 8 items sum to 4: 4 x 9 / 8 = 4.5
    assert score(PHQ9, answers(PHQ9, 1, 1, 1, 1, 0, 0, 0, None, 0)).total == 5


def test_three_missing_items_give_no_total_no_band_and_no_case() -> None:
    scored = score(PHQ9, answers(PHQ9, 3, 3, 3, 3, 3, None, None, None, 0))
    assert (scored.total, scored.band, scored.case) == (None, None, None)
    assert scored.missing == ("6", "7", "8")


def test_a_missing_risk_item_is_never_made_up_from_the_others() -> None:
    scored = score(PHQ9, answers(PHQ9, 1, 1, 1, 1, 1, 1, 1, 1, None))
    assert scored.total is None
    assert scored.risk_items == {"9": None}
    assert scored.missing == ("9",)


def test_an_item_that_is_left_out_is_missing_like_one_that_is_null() -> None:
    assert score(GAD7, {"1": 1}).missing == ("2", "3", "4", "5", "6", "7")
    assert score(GAD7, {}).total is None


@pytest.mark.parametrize("value", [4, -1, True, False, 1.0, "1", [1], float("nan")])
def test_an_answer_that_is_no_option_is_refused_with_its_item(value: Any) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        score(PHQ9, {"3": value})
    assert [field for field, _ in refused.value.faults] == ["3"]


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(InvalidAnswers) as refused:
        score(PHQ9, {"1": 9, "10": 0, "2": True})
    assert [field for field, _ in refused.value.faults] == ["1", "10", "2"]


def test_the_shipped_measures_keep_their_codes_licence_sources_and_what_was_verified() -> None:
    for one in ALL:
        assert one.licence
        assert one.sources
        assert one.verified
        assert [item.id for item in one.items] == [str(n) for n in range(1, len(one.items) + 1)]
    assert [item.code for item in PHQ9.items if item.risk] == ["44260-8"]
    assert (PHQ9.code, PHQ9.total_code, GAD7.code, GAD7.total_code) == ("44249-1", "44261-6", "69737-5", "70274-6")
    codes = [item.code for one in (PHQ9, GAD7) for item in one.items]
    assert len(set(codes)) == len(codes) == 16


def test_the_bands_of_a_measure_leave_no_gap_and_do_not_overlap() -> None:
    for one in ALL:
        assert (one.bands[0].low, one.bands[-1].high) == (lowest_total(one), highest_total(one))
        assert all(before.high + 1 == after.low for before, after in zip(one.bands, one.bands[1:], strict=False))


def some_answers(of: Measure) -> st.SearchStrategy[dict[str, int | None]]:
    value = st.one_of(st.none(), st.sampled_from([option.value for option in of.options]))
    return st.fixed_dictionaries({}, optional={item.id: value for item in of.items})


@given(st.sampled_from(ALL).flatmap(lambda of: st.tuples(st.just(of), some_answers(of))))
def test_a_total_lies_in_the_range_of_the_measure_and_has_a_band(given_: tuple[Measure, dict[str, int | None]]) -> None:
    of, items = given_
    scored = score(of, items)
    if scored.total is None:
        assert scored.missing
    else:
        assert lowest_total(of) <= scored.total <= highest_total(of)
        assert scored.band is not None


@given(some_answers(PHQ9))
def test_a_prorated_total_lies_between_the_lowest_and_the_highest_way_to_fill_the_gaps(
    items: dict[str, int | None],
) -> None:
    scored = score(PHQ9, items)
    if scored.total is not None:
        present = sum(value for value in items.values() if value is not None)
        assert present <= scored.total <= present + 3 * len(scored.missing)


@given(some_answers(PHQ9))
def test_there_is_a_total_exactly_when_few_enough_items_are_missing_and_the_risk_item_is_not(
    items: dict[str, int | None],
) -> None:
    scored = score(PHQ9, items)
    assert (scored.total is None) == (len(scored.missing) > 2 or "9" in scored.missing)
