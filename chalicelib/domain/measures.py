"""Measures column: the score of one filled-in questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.definitions import Measure, MeasureItem, Subscale
from chalicelib.domain.sentence import Sentence

__all__ = [
    "NOT_APPLICABLE",
    "Answers",
    "InvalidAnswers",
    "Score",
    "answer_words",
    "band_of",
    "highest_total",
    "is_case",
    "lowest_total",
    "score",
    "unanswered",
]

#: Answer of an item that may not apply to a person (WSAS item 1: paid work).
NOT_APPLICABLE = "na"
#: Item id → value; None or absent: not answered; `na`: does not apply.
Answers: TypeAlias = Mapping[str, int | str | None]


class InvalidAnswers(ValueError):
    """Answers that do not fit the measure. `faults` lists (item id, what is wrong), in words a person can act on."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"item {field}: {message}" for field, message in self.faults))


class Score(BaseModel):
    """What the answers come to. A total that cannot be known is `None`, and so are its band and case."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    total: int | None = Field(description="on the published scale (WHO-5: 0-100); None when too many items are missing")
    band: str | None
    case: bool | None = Field(description="at or beyond the cut-off; None where the measure has none")
    risk_items: dict[str, int | None] = Field(description="answer to each risk item; None: not answered, risk unknown")
    missing: tuple[str, ...] = Field(description="ids of the items that were not answered, in the measure's order")
    subscales: dict[str, int | None] = Field(default_factory=dict, description="None when an item of it is missing")
    provisional: bool | None = Field(
        default=None, description="enough symptoms in every group for a provisional diagnosis; None: no rule, not known"
    )


def score(measure: Measure, items: Answers) -> Score:
    """Score answers given as item id → value; an item that is absent or None is missing.

    Up to `measure.max_missing` missing items take the mean of the rest, and the sum is rounded, halves up (the rule
    of the PHQ and GAD-7 manual; it does not say how to round). More than that, or a missing risk item, gives no
    total: an answer about suicide is never made up from the others. An item that may not apply never stands in the
    way. A closed gate gives the lowest total, and nothing is missing.

    Raises InvalidAnswers for an unknown item, or a value that is not a whole number among the options.
    """
    _check(measure, items)
    shut = _shut(measure, items)
    values = {item.id: _value(measure, item, None if shut else items.get(item.id)) for item in measure.items}
    missing = () if shut else tuple(item.id for item in measure.items if items.get(item.id) is None)
    total = lowest_total(measure) if shut else _total(measure, values, missing)
    lowest = {item.id: min(_scored(measure, item)) for item in measure.items}
    known = lowest if shut else values
    subscales = {part.id: _subtotal(measure, part, known) for part in measure.subscales}
    return Score(
        total=total,
        band=None if total is None else band_of(measure, total),
        case=None if total is None else _case(measure, total, subscales),
        risk_items={item.id: _answer(items.get(item.id)) for item in measure.items if item.risk},
        missing=missing,
        subscales=subscales,
        provisional=_provisional(measure, known),
    )


def unanswered(measure: Measure, items: Mapping[str, Any]) -> list[str]:
    """Ids that a form must still hear about: absent ones (None is an answer: rather not say), by the gate's answer."""
    if measure.gate and measure.gate.item.id not in items:
        return [measure.gate.item.id]
    return [] if _shut(measure, items) else [item.id for item in measure.items if item.id not in items]


def is_case(measure: Measure, total: float) -> bool:
    """Whether a total is at or beyond the cut-off: at or above it, or at or below it where higher is better.

    PHQ-9: 10 is a case, 9 is not. WHO-5: 48 is a case, 52 is not (the cut-off 50 lies between two possible totals).
    Raises ValueError for a measure without a cut-off.
    """
    if measure.cut_off is None:
        raise ValueError(f"{measure.id} has no cut-off")
    return total <= measure.cut_off if measure.higher_is_better else total >= measure.cut_off


def band_of(measure: Measure, total: int) -> str | None:
    """The label of the band that holds a total, or None where the measure has no band there."""
    return next((band.label for band in measure.bands if band.low <= total <= band.high), None)


def lowest_total(measure: Measure) -> int:
    """The lowest total the measure can give, on the published scale."""
    return sum(min(_scored(measure, item)) for item in measure.items) * measure.multiplier


def highest_total(measure: Measure) -> int:
    """The highest total the measure can give, on the published scale."""
    return sum(max(_scored(measure, item)) for item in measure.items) * measure.multiplier


def answer_words(measure: Measure, item: MeasureItem, answer: object) -> str:
    """An answer in the words of the form."""
    if answer == NOT_APPLICABLE:
        return "does not apply"
    labels = {option.value: option.label for option in measure.options_of(item)}
    return labels.get(answer, "rather not say") if isinstance(answer, int) else "rather not say"


def _scored(measure: Measure, item: MeasureItem) -> list[int]:
    return [option.value for option in measure.options_of(item)]


def _answer(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


def _value(measure: Measure, item: MeasureItem, answer: int | str | None) -> int | None:
    """What an answer counts: turned round for a reversed item; None for one that is missing or does not apply."""
    if not isinstance(answer, int) or not item.reverse:
        return _answer(answer)
    values = _scored(measure, item)
    return min(values) + max(values) - answer


def _shut(measure: Measure, items: Mapping[str, Any]) -> bool:
    answer = items.get(measure.gate.item.id) if measure.gate else None
    return measure.gate is not None and isinstance(answer, int) and answer < measure.gate.opens_at


def _check(measure: Measure, items: Answers) -> None:
    known = {item.id: item for item in measure.asked}
    faults: list[tuple[str, str]] = []
    for item_id, value in items.items():
        item = known.get(item_id)
        if item is None:
            faults.append((str(item_id)[:64], Sentence("{measure} has no such item", measure=measure.id)))
        elif value is None or (value == NOT_APPLICABLE and item.may_not_apply):
            continue
        elif not isinstance(value, int) or isinstance(value, bool):
            faults.append((item_id, Sentence("the answer must be a whole number")))
        elif value not in (allowed := sorted(_scored(measure, item))):
            choices = ", ".join(map(str, allowed))
            faults.append((item_id, Sentence("the answer must be one of {choices}", choices=choices)))
    if faults:
        raise InvalidAnswers(faults)


def _total(measure: Measure, values: Mapping[str, int | None], missing: Sequence[str]) -> int | None:
    present = [value for value in values.values() if value is not None]
    risk_unknown = any(item.risk and item.id in missing for item in measure.items)
    counted = [item for item in measure.items if item.id in missing and not item.may_not_apply]
    if not present or risk_unknown or len(counted) > measure.max_missing:
        return None
    # Whole-number arithmetic: floor(sum * n / present + 1/2), so that halves go up and nothing is lost to floats.
    prorated = (2 * sum(present) * len(measure.items) + len(present)) // (2 * len(present))
    return prorated * measure.multiplier


def _subtotal(measure: Measure, part: Subscale, values: Mapping[str, int | None]) -> int | None:
    present = [value for item in part.items if (value := values[item]) is not None]
    return sum(present) * measure.multiplier if len(present) == len(part.items) else None


def _case(measure: Measure, total: int, subscales: Mapping[str, int | None]) -> bool | None:
    if measure.cut_off is not None:
        return is_case(measure, total)
    cuts = {part.id: part.cut_off for part in measure.subscales if part.cut_off is not None}
    if not cuts:
        return None
    known = {name: value for name in cuts if (value := subscales[name]) is not None}
    positive = any((v <= cuts[n]) if measure.higher_is_better else (v >= cuts[n]) for n, v in known.items())
    return positive or (False if len(known) == len(cuts) else None)


def _provisional(measure: Measure, values: Mapping[str, int | None]) -> bool | None:
    """Every group with a rule has its symptoms; None while missing answers could still decide it either way."""
    verdicts = [_group(part, values) for part in measure.subscales if part.symptoms]
    if not verdicts:
        return None
    return False if False in verdicts else None if None in verdicts else True


def _group(part: Subscale, values: Mapping[str, int | None]) -> bool | None:
    if part.symptoms is None:
        return None
    there = sum(value is not None and value >= part.symptoms.value for value in (values[item] for item in part.items))
    unknown = sum(values[item] is None for item in part.items)
    if there >= part.symptoms.at_least:
        return True
    return None if there + unknown >= part.symptoms.at_least else False
