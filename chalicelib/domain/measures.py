"""Measures column: the score of one filled-in questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.definitions import Measure

__all__ = ["InvalidAnswers", "Score", "band_of", "highest_total", "is_case", "lowest_total", "score"]


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
    case: bool | None = Field(description="whether the total is at or beyond the measure's cut-off")
    risk_items: dict[str, int | None] = Field(description="answer to each risk item; None: not answered, risk unknown")
    missing: tuple[str, ...] = Field(description="ids of the items that were not answered, in the measure's order")


def score(measure: Measure, items: Mapping[str, int | None]) -> Score:
    """Score answers given as item id → value; an item that is absent or None is missing.

    Up to `measure.max_missing` missing items take the mean of the rest, and the sum is rounded, halves up (the rule
    of the PHQ and GAD-7 manual; it does not say how to round). More than that, or a missing risk item, gives no
    total: an answer about suicide is never made up from the others.

    Raises InvalidAnswers for an unknown item, or a value that is not a whole number among the options.
    """
    _check(measure, items)
    values = {item.id: items.get(item.id) for item in measure.items}
    missing = tuple(item_id for item_id, value in values.items() if value is None)
    total = _total(measure, values, missing)
    return Score(
        total=total,
        band=None if total is None else band_of(measure, total),
        case=None if total is None else is_case(measure, total),
        risk_items={item.id: values[item.id] for item in measure.items if item.risk},
        missing=missing,
    )


def is_case(measure: Measure, total: float) -> bool:
    """Whether a total is at or beyond the cut-off: at or above it, or at or below it where higher is better.

    PHQ-9: 10 is a case, 9 is not. WHO-5: 48 is a case, 52 is not (the cut-off 50 lies between two possible totals).
    """
    return total <= measure.cut_off if measure.higher_is_better else total >= measure.cut_off


def band_of(measure: Measure, total: int) -> str | None:
    """The label of the band that holds a total, or None where the measure has no band there."""
    return next((band.label for band in measure.bands if band.low <= total <= band.high), None)


def lowest_total(measure: Measure) -> int:
    """The lowest total the measure can give, on the published scale."""
    return min(option.value for option in measure.options) * len(measure.items) * measure.multiplier


def highest_total(measure: Measure) -> int:
    """The highest total the measure can give, on the published scale."""
    return max(option.value for option in measure.options) * len(measure.items) * measure.multiplier


def _check(measure: Measure, items: Mapping[str, int | None]) -> None:
    known = {item.id for item in measure.items}
    allowed = sorted({option.value for option in measure.options})
    faults: list[tuple[str, str]] = []
    for item_id, value in items.items():
        if item_id not in known:
            faults.append((str(item_id)[:64], f"{measure.id} has no such item"))
        elif value is None:
            continue
        elif not isinstance(value, int) or isinstance(value, bool):
            faults.append((item_id, "the answer must be a whole number"))
        elif value not in allowed:
            faults.append((item_id, f"the answer must be one of {', '.join(map(str, allowed))}"))
    if faults:
        raise InvalidAnswers(faults)


def _total(measure: Measure, values: Mapping[str, int | None], missing: Sequence[str]) -> int | None:
    present = [value for value in values.values() if value is not None]
    risk_unknown = any(item.risk and item.id in missing for item in measure.items)
    if not present or risk_unknown or len(missing) > measure.max_missing:
        return None
    # Whole-number arithmetic: floor(sum * n / present + 1/2), so that halves go up and nothing is lost to floats.
    prorated = (2 * sum(present) * len(measure.items) + len(present)) // (2 * len(present))
    return prorated * measure.multiplier
