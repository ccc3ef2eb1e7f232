"""Scoring of questionnaires with reversed, optional and gated questions, and subscales. All answers are invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.flags import flags_for_response
from chalicelib.domain.measures import InvalidAnswers, answer_words, highest_total, lowest_total, score, unanswered
from chalicelib.domain.measures_change import change_for
from tests.unit.test_measures import answers, measure

SILENT = ("wsas", "isi", "pss-10", "core-10", "reqol-10", "mini-spin")
NAMES = ("phq-9", "gad-7", "who-5", "phq-4", "pcl-5", "pc-ptsd-5", *SILENT)
ALL = {name: measure(name) for name in NAMES}
PHQ4, PCL5, PCPTSD, WSAS = ALL["phq-4"], ALL["pcl-5"], ALL["pc-ptsd-5"], ALL["wsas"]


def alike(name: str, value: int) -> dict[str, int | None]:
    return dict.fromkeys((item.id for item in ALL[name].items), value)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("phq-4", 0, 12),
        ("pcl-5", 0, 80),
        ("pc-ptsd-5", 0, 5),
        ("wsas", 0, 40),
        ("isi", 0, 28),
        ("pss-10", 0, 40),
        ("core-10", 0, 40),
        ("reqol-10", 0, 40),
        ("mini-spin", 0, 12),
    ],
)
def test_the_scales_have_their_published_range(name: str, low: int, high: int) -> None:
    assert (lowest_total(ALL[name]), highest_total(ALL[name])) == (low, high)


@pytest.mark.parametrize(
    ("name", "value", "total", "band", "case"),
    [
        ("phq-4", 1, 4, "mild", False),
        ("phq-4", 2, 8, "moderate", True),
        ("isi", 2, 14, "subthreshold insomnia", False),
        ("isi", 3, 21, "clinical insomnia of moderate severity", True),
        ("wsas", 2, 10, "significant", True),
        ("wsas", 8, 40, "moderately severe or worse", True),
        ("core-10", 1, 14, "mild", True),
        ("mini-spin", 2, 6, "social anxiety likely", True),
        ("reqol-10", 2, 20, "clinical range", True),
        ("reqol-10", 3, 30, "general population range", False),
        ("pcl-5", 1, 20, None, False),
        ("pcl-5", 2, 40, None, True),
        ("pss-10", 4, 24, "moderate stress", None),
    ],
)
def test_the_same_answer_everywhere_gives_the_worked_total(
    name: str, value: int, total: int, band: str | None, case: bool | None
) -> None:
    scored = score(ALL[name], alike(name, value))
    assert (scored.total, scored.band, scored.case) == (total, band, case)


def test_a_pss_left_at_0_everywhere_is_16_because_four_items_are_turned_round() -> None:
    assert score(ALL["pss-10"], alike("pss-10", 0)).total == 16


def test_a_positive_half_of_the_phq_4_is_a_case_whatever_the_total() -> None:
    anxious = score(PHQ4, answers(PHQ4, 2, 1, 0, 0))
    mixed = score(PHQ4, answers(PHQ4, 1, 1, 1, 1))
    assert (anxious.total, anxious.subscales, anxious.case) == (3, {"gad-2": 3, "phq-2": 0}, True)
    assert (mixed.total, mixed.subscales, mixed.case) == (4, {"gad-2": 2, "phq-2": 2}, False)


@pytest.mark.parametrize(
    ("twos", "met"),
    [
        (("1", "6", "8", "9", "15", "16"), True),
        (("6", "8", "9", "15", "16"), False),
        (("1", "8", "9", "15", "16"), False),
        (("1", "6", "8", "15", "16"), False),
        (("1", "6", "8", "9", "15"), False),
    ],
)
def test_a_provisional_diagnosis_takes_symptoms_of_every_cluster(twos: tuple[str, ...], met: bool) -> None:
    assert score(PCL5, {**alike("pcl-5", 1), **dict.fromkeys(twos, 2)}).provisional is met


def test_a_missing_answer_leaves_a_provisional_diagnosis_open_only_where_it_could_decide_it() -> None:
    enough = {**alike("pcl-5", 0), **dict.fromkeys(("1", "6", "8", "9", "15", "16"), 2)}
    assert score(PCL5, {**enough, "2": None}).provisional is True
    assert score(PCL5, {**enough, "6": None}).provisional is None
    assert score(PCL5, {**enough, "1": 0, "6": 0, "2": None}).provisional is False


def test_a_no_to_the_gate_ends_the_screen_at_0_with_nothing_missing() -> None:
    scored = score(PCPTSD, {"exposure": 0})
    assert (scored.total, scored.case, scored.missing) == (0, False, ())
    assert unanswered(PCPTSD, {"exposure": 0}) == []


def test_a_yes_to_the_gate_asks_for_the_items_and_no_answer_to_it_for_the_gate() -> None:
    assert unanswered(PCPTSD, {}) == ["exposure"]
    assert unanswered(PCPTSD, {"exposure": 1, "1": 1}) == ["2", "3", "4", "5"]
    assert score(PCPTSD, {"exposure": 1, **alike("pc-ptsd-5", 1)}).total == 5


def test_the_items_alone_are_scored_too() -> None:
    assert score(PCPTSD, {**alike("pc-ptsd-5", 1), "5": 0}).case is True


@pytest.mark.parametrize("work", ["na", None])
def test_work_that_does_not_apply_is_never_counted_as_0(work: Any) -> None:
    scored = score(WSAS, {"1": work, "2": 4, "3": 4, "4": 5, "5": 4})
    # the four others sum to 17: 17 x 5 / 4 = 21.25
    assert scored.total == 21
    assert scored.missing == (() if work else ("1",))


def test_only_an_item_that_may_not_apply_takes_that_answer() -> None:
    with pytest.raises(InvalidAnswers) as refused:
        score(WSAS, {"1": "na", "2": "na"})
    assert [field for field, _ in refused.value.faults] == ["2"]
    assert score(WSAS, {**alike("wsas", 4), "3": None}).total is None


def test_the_question_about_difficulty_never_changes_a_total() -> None:
    phq9 = ALL["phq-9"]
    without, with_it = alike("phq-9", 1), {**alike("phq-9", 1), "difficulty": 3}
    assert score(phq9, without) == score(phq9, with_it)
    assert unanswered(phq9, without) == []
    assert answer_words(phq9, phq9.extra_items[0], 3) == "Extremely difficult"


@pytest.mark.parametrize(("value", "rules"), [(0, []), (1, ["R3", "R4"]), (2, ["R2", "R4"]), (None, ["R5"])])
def test_plans_in_the_core_10_are_flagged_like_item_9(value: int | None, rules: list[str]) -> None:
    core = ALL["core-10"]
    scored = score(core, {**alike("core-10", 0), "6": value})
    assert [draft.rule for draft in flags_for_response(core, scored, {})] == rules


def test_without_a_published_cut_off_or_change_nothing_is_called_recovered_or_reliable() -> None:
    phq4 = change_for(PHQ4, [12, 8, 9, 1])
    assert (phq4.change, phq4.reliable, phq4.recovered, phq4.reliable_recovery) == (-11, "unknown", None, None)
    assert phq4.sudden_gains == ()
    spin = change_for(ALL["mini-spin"], [9, 2])
    assert (spin.recovered, spin.reliable_recovery) == (True, None)


def test_words_that_are_not_ours_are_in_no_file() -> None:
    for name in SILENT:
        one = ALL[name]
        assert not one.has_text
        assert not one.stem
        assert not any(item.text or option.label for item in one.asked for option in one.options_of(item))


def some_answers(name: str) -> st.SearchStrategy[dict[str, Any]]:
    one = ALL[name]
    picked = {
        item.id: st.sampled_from(
            [None, *(o.value for o in one.options_of(item)), *(["na"] if item.may_not_apply else [])]
        )
        for item in one.asked
    }
    return st.fixed_dictionaries({}, optional=picked)


@settings(max_examples=60)
@given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), some_answers(name))))
def test_a_total_of_any_measure_lies_in_its_range(given_: tuple[str, dict[str, Any]]) -> None:
    name, items = given_
    one, scored = ALL[name], score(ALL[name], items)
    if scored.total is None:
        assert scored.missing or not any(isinstance(value, int) for value in items.values())
        assert (scored.band, scored.case) == (None, None)
    else:
        assert lowest_total(one) <= scored.total <= highest_total(one)
        assert (scored.band is None) == (not one.bands)
    for part in one.subscales:
        value = scored.subscales[part.id]
        assert value is None or 0 <= value <= 4 * len(part.items)


@settings(max_examples=60)
@given(st.sampled_from(["pss-10", "core-10"]), st.data())
def test_turning_every_answer_round_turns_the_total_round(name: str, data: st.DataObject) -> None:
    one = ALL[name]
    items = {item.id: data.draw(st.integers(0, 4)) for item in one.items}
    turned = {item_id: 4 - value for item_id, value in items.items()}
    total, other = score(one, items).total, score(one, turned).total
    assert total is not None
    assert other == highest_total(one) + lowest_total(one) - total
