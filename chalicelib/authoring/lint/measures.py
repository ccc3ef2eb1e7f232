"""Lint rules about questionnaires: their items, options and bands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...domain.definitions import Measure
from ..faults import Fault
from ..reader import Placed, Reading
from .rule import LintRule


class Instrument(NamedTuple):
    """What a published questionnaire is like, whatever a file says."""

    items: int
    low: int
    high: int
    multiplier: int
    higher_is_better: bool = False


#: PHQ-9: Kroenke, Spitzer, Williams 2001 (10.1046/j.1525-1497.2001.016009606.x); GAD-7: Spitzer et al. 2006
#: (10.1001/archinte.166.10.1092); WHO-5: Topp et al. 2015 (10.1159/000376585), raw 0-25 times 4.
INSTRUMENTS = {
    "phq-9": Instrument(9, 0, 3, 1),
    "gad-7": Instrument(7, 0, 3, 1),
    "who-5": Instrument(5, 0, 5, 4, higher_is_better=True),
}
#: Item that asks about being better off dead or self-harm.
RISK_ITEMS = {"phq-9": "9"}


def total_range(measure: Measure) -> tuple[int, int]:
    """Lowest and highest total on the published scale."""
    values = [option.value for option in measure.options]
    count = len(measure.items) * measure.multiplier
    return min(values) * count, max(values) * count


class Bands(LintRule):
    """List the bands from the lowest total to the highest, each starting one above the end of the one before, so that
    every total has exactly one band."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            low, high = total_range(measure.model)
            following = low
            for n, band in enumerate(measure.model.bands):
                if band.low != following or band.high < band.low:
                    message = f"The band '{band.label}' is {band.low} to {band.high}; it should start at {following}."
                    yield self.fault(measure.file, measure.lines.line("bands", n), message)
                following = band.high + 1
            if following != high + 1:
                line = measure.lines.line("bands", len(measure.model.bands) - 1)
                message = f"The bands end at {following - 1}, but the highest total of this measure is {high}."
                yield self.fault(measure.file, line, message)


class MeasureOptions(LintRule):
    """Each answer option has its own value and its own words."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            options = measure.model.options
            for n, option in enumerate(options):
                before = options[:n]
                if option.value in [o.value for o in before] or option.label in [o.label for o in before]:
                    message = f"The option {option.value} '{option.label}' repeats a value or words of one above it."
                    yield self.fault(measure.file, measure.lines.line("options", n), message)


class MeasureDefinition(LintRule):
    """Compare the file with the publication named in its `sources`: number of items, values of the options,
    multiplier, direction. A changed questionnaire is another questionnaire; give it another id."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            known = INSTRUMENTS.get(measure.model.id)
            if known:
                yield from self._differences(measure, known)

    def _differences(self, measure: Placed[Measure], known: Instrument) -> Iterator[Fault]:
        model, title = measure.model, measure.model.id
        facts = {
            "items": (len(model.items), known.items, "items"),
            "options": (
                sorted(o.value for o in model.options),
                list(range(known.low, known.high + 1)),
                "as the values of its options",
            ),
            "multiplier": (model.multiplier, known.multiplier, "as its multiplier"),
            "higher_is_better": (model.higher_is_better, known.higher_is_better, "for higher_is_better"),
        }
        for key, (written, published, what) in facts.items():
            if written != published:
                message = f"'{title}' was published with {published} {what}; this file has {written}."
                yield self.fault(measure.file, measure.lines.line(key), message)


class RiskItem(LintRule):
    """Mark the item about suicide or self-harm with `risk: true`; only then does an answer above zero show crisis lines
    and raise a flag. In PHQ-9 it is item 9."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            wanted = RISK_ITEMS.get(measure.model.id)
            marked = [item.id for item in measure.model.items if item.risk]
            if wanted and wanted not in marked:
                position = next((n for n, i in enumerate(measure.model.items) if i.id == wanted), None)
                line = measure.lines.line("items", *(() if position is None else (position,)))
                message = (
                    f"Item {wanted} of '{measure.model.id}' is not marked as a risk item, so nobody would be told."
                )
                yield self.fault(measure.file, line, message)


class MeasureLimits(LintRule):
    """The cut-off lies within the scale, a reliable change is above 0 and no larger than the scale, and fewer items
    may be missing than there are."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            model = measure.model
            low, high = total_range(model)
            wrong = {
                "cut_off": not low <= model.cut_off <= high,
                "reliable_change": not 0 < model.reliable_change <= high - low,
                "max_missing": model.max_missing >= len(model.items),
            }
            for key in (k for k, bad in wrong.items() if bad):
                message = f"`{key}` is {getattr(model, key)}, which cannot be on a scale of {low} to {high}."
                if key == "max_missing":
                    message = f"`max_missing` is {model.max_missing}, but there are only {len(model.items)} items."
                yield self.fault(measure.file, measure.lines.line(key), message)
