"""Lint rules about questionnaires: their items, options and bands."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.definitions import AnswerOption, Measure, MeasureItem
from ...domain.measures import highest_total, lowest_total
from ..faults import Fault
from ..instruments import Instrument, fingerprints, instruments
from ..reader import Placed, Reading
from .rule import LintRule

#: Items that ask about being better off dead, self-harm or plans to end one's life.
RISK_ITEMS = {"phq-9": "9", "core-10": "6"}


def total_range(measure: Measure) -> tuple[int, int]:
    """Lowest and highest total on the published scale."""
    return lowest_total(measure), highest_total(measure)


class Bands(LintRule):
    """List the bands from the lowest total to the highest, each starting one above the end of the one before, so that
    every total has exactly one band."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            if not measure.model.bands:
                continue  # none were published
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
            model = measure.model
            lists: list[tuple[tuple[str | int, ...], tuple[AnswerOption, ...]]] = [((), model.options)]
            for key, items in (("items", model.items), ("extra_items", model.extra_items)):
                lists += [((key, n), item.options) for n, item in enumerate(items)]
            for at, options in lists:
                for n, option in enumerate(options):
                    before = options[:n]
                    same_words = model.has_text and option.label in [o.label for o in before]
                    if same_words or option.value in [o.value for o in before]:
                        message = (
                            f"The option {option.value} '{option.label}' repeats a value or words of one above it."
                        )
                        yield self.fault(measure.file, measure.lines.line(*at, "options", n), message)


class MeasureWords(LintRule):
    """Write the words of the stem, of every item and of every answer, exactly as published. A questionnaire whose words
    may not be given away says `text: none` and has none; see modules/measures/texts/README.md."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            model = measure.model
            if not model.has_text:
                continue
            places: list[tuple[str, MeasureItem, tuple[str | int, ...]]] = []
            for key, items in (("items", model.items), ("extra_items", model.extra_items)):
                places += [(f"item {item.id}", item, (key, n)) for n, item in enumerate(items)]
            if model.gate:
                places.append(("the gate", model.gate.item, ("gate", "item")))
            if not model.stem.strip():
                yield self.fault(measure.file, measure.lines.line("stem"), f"'{model.id}' has no stem to show.")
            for name, item, at in places:
                if not item.text.strip() or not all(option.label.strip() for option in model.options_of(item)):
                    message = f"The words of {name} of '{model.id}', or of one of its answers, are missing."
                    yield self.fault(measure.file, measure.lines.line(*at), message)


class MeasureNotShown(LintRule):
    """This measure is here as scoring only: its words belong to somebody else. Take it out here, or, with a licence,
    add the words as modules/measures/texts/README.md shows."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        silent = {m.model.id for m in reading.measures if not m.model.has_text}
        programme = reading.programme
        for n, due in enumerate(programme.schedule if programme else ()):
            if due.id in silent:
                line = reading.lines.line("schedule", n, "id")
                yield self.fault(reading.lines.file, line, self._message(due.id, "is scheduled"))
        for module in reading.modules:
            for wanted in module.model.unlock.measures:
                if wanted in silent:
                    line = module.lines.line("unlock", "measures", wanted)
                    yield self.fault(module.file, line, self._message(wanted, "must be answered"))
            for n, condition in enumerate(module.model.unlock.conditions):
                if condition.measure in silent:
                    line = module.lines.line("unlock", "conditions", n, "measure")
                    yield self.fault(module.file, line, self._message(str(condition.measure), "decides"))

    def _message(self, measure_id: str, what: str) -> str:
        return f"'{measure_id}' {what} here, but it has no words, so nobody could ever answer it."


class MeasureDefinition(LintRule):
    """Undo the change: words, answers and scoring of a published questionnaire stay as they were published, or its
    totals mean nothing. The file's `sources` say where. A changed questionnaire is another one: give it another id."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            known = instruments().get(measure.model.id)
            if known:
                yield from self._differences(measure, known)

    def _differences(self, measure: Placed[Measure], known: Instrument) -> Iterator[Fault]:
        found = fingerprints(measure.model, words=known.words)
        for part in {**known.parts, **found}:
            if found.get(part) != known.parts.get(part):
                yield self.fault(measure.file, self._line(measure, part), self._message(measure.model, part, known))

    def _line(self, measure: Placed[Measure], part: str) -> int:
        key, _, item_id = part.partition("/")
        items = getattr(measure.model, key) if item_id else ()
        at = [n for n, item in enumerate(items) if item.id == item_id]
        return measure.lines.line(key, *at)

    def _message(self, measure: Measure, part: str, known: Instrument) -> str:
        key, _, item_id = part.partition("/")
        what = f"Item {item_id}" if item_id else f"`{key}`"
        if item_id and part not in known.parts:
            return f"{what} is no item of '{measure.id}' as it was published."
        if item_id and part not in fingerprints(measure, words=known.words):
            return f"{what} of '{measure.id}' is missing; it was published with it."
        return f"{what} of '{measure.id}' is not as it was published ({known.source})."


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
    may be missing than there are. The same goes for a subscale."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for measure in reading.measures:
            model = measure.model
            low, high = total_range(model)
            wrong = {
                "cut_off": model.cut_off is not None and not low <= model.cut_off <= high,
                "reliable_change": model.reliable_change is not None and not 0 < model.reliable_change <= high - low,
                "max_missing": model.max_missing >= len(model.items),
            }
            for key in (k for k, bad in wrong.items() if bad):
                message = f"`{key}` is {getattr(model, key)}, which cannot be on a scale of {low} to {high}."
                if key == "max_missing":
                    message = f"`max_missing` is {model.max_missing}, but there are only {len(model.items)} items."
                yield self.fault(measure.file, measure.lines.line(key), message)
            yield from self._subscales(measure)

    def _subscales(self, measure: Placed[Measure]) -> Iterator[Fault]:
        for n, part in enumerate(measure.model.subscales):
            items = [item for item in measure.model.items if item.id in part.items]
            low, high = total_range(measure.model.model_copy(update={"items": tuple(items)}))
            if part.cut_off is not None and not low <= part.cut_off <= high:
                message = (
                    f"The cut-off of '{part.id}' is {part.cut_off}, which cannot be on a scale of {low} to {high}."
                )
                yield self.fault(measure.file, measure.lines.line("subscales", n, "cut_off"), message)
            if part.symptoms and part.symptoms.at_least > len(items):
                message = f"'{part.id}' wants {part.symptoms.at_least} symptoms of only {len(items)} items."
                yield self.fault(measure.file, measure.lines.line("subscales", n, "symptoms"), message)
