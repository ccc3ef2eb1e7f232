"""Lint rules about what opens a module, and about the measures it waits for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...domain.content import Criterion, Module
from ...domain.definitions import Measure
from ..faults import Fault
from ..reader import Placed, Reading
from .measures import total_range
from .rule import CriterionAt, LintRule, criteria


class UnreachableModule(LintRule):
    """Under `completed`, list ids of modules as they stand in their module.yaml (not the names of folders)."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        known = [m.model.id for m in reading.modules]
        for module in reading.modules:
            for n, wanted in enumerate(module.model.unlock.completed):
                if wanted not in known:
                    line = module.lines.line("unlock", "completed", n)
                    message = f"This module waits for '{wanted}', which is no module here, so it would never open."
                    yield self.fault(module.file, line, message + _guess(wanted, known))


class UnlockCycle(LintRule):
    """Remove one of the requirements, usually the one on a module that comes later."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        placed = {m.model.id: m for m in reading.modules}
        for here, wanted in rings(reading, [m.model for m in reading.modules]):
            yield self._fault(placed[here], wanted)

    def _fault(self, module: Placed[Module], wanted: str) -> Fault:
        unlock, here = module.model.unlock, module.model.id
        path = ("completed", unlock.completed.index(wanted)) if wanted in unlock.completed else ("conditions",)
        line = module.lines.line("unlock", *path)
        if wanted == here:
            return self.fault(module.file, line, f"'{here}' waits for itself, so it would never open.")
        return self.fault(
            module.file,
            line,
            f"'{here}' waits for '{wanted}', which itself waits for '{here}': neither would ever open.",
        )


class UnknownMeasure(LintRule):
    """Use the id of a file in the folder measures (phq-9 for measures/phq-9.yaml), and an item id that it has."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        known = {m.model.id: m.model for m in reading.measures}
        for n, due in enumerate(reading.programme.schedule if reading.programme else ()):
            if due.id not in known:
                line = reading.lines.line("schedule", n, "id")
                yield self._fault(reading.lines.file, line, due.id, known, "is scheduled")
        for module in reading.modules:
            for wanted in module.model.unlock.measures:
                if wanted not in known:
                    line = module.lines.line("unlock", "measures", wanted)
                    yield self._fault(module.file, line, wanted, known, "must be answered before this module opens")
        for found in criteria(reading):
            yield from self._criterion(found, known)

    def _criterion(self, found: CriterionAt, known: dict[str, Measure]) -> Iterator[Fault]:
        asked = found.criterion
        measure = known.get(asked.measure or "")
        if asked.measure and measure is None:
            yield self._fault(found.file, found.line("measure"), asked.measure, known, "decides here")
        elif measure and asked.item is not None and asked.item not in [i.id for i in measure.items]:
            yield self.fault(found.file, found.line("item"), f"'{asked.item}' is not an item of '{measure.id}'.")

    def _fault(self, file: str, line: int, wanted: str, known: Iterable[str], what: str) -> Fault:
        message = f"The measure '{wanted}' {what}, but there is no such measure."
        return self.fault(file, line, message + _guess(wanted, known))


class ImpossibleCondition(LintRule):
    """Compare the limits with the measure's own range, and put `at_least` below `at_most`."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        measures = {m.model.id: m.model for m in reading.measures}
        for found in criteria(reading):
            asked = found.criterion
            low, high = _possible(asked, measures.get(asked.measure or ""))
            at_least = low if asked.at_least is None else asked.at_least
            at_most = high if asked.at_most is None else asked.at_most
            if at_least > high or at_most < low or at_least > at_most:
                key = "at_least" if asked.at_least is not None else "at_most"
                so = "the module would never open" if found.opens else "nobody would ever meet it"
                yield self.fault(found.file, found.line(key), f"No score can meet this condition, so {so}.")


class MeasureNotAsked(LintRule):
    """Put the measure into the `schedule` of programme.yaml, at least as often as the module waits for it; people are
    asked only what is scheduled."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        every = {due.id: due.every_days for due in reading.programme.schedule} if reading.programme else {}
        known = {m.model.id for m in reading.measures}
        if not known.issuperset(every):
            return  # which one is meant is said where it is scheduled
        for module in reading.modules:
            for wanted, days in module.model.unlock.measures.items():
                if wanted in known and every.get(wanted, days + 1) > days:
                    line = module.lines.line("unlock", "measures", wanted)
                    often = f"only every {every[wanted]} days" if wanted in every else "never"
                    message = f"This module waits for '{wanted}' within {days} days, but it is asked {often}."
                    yield self.fault(module.file, line, message)
        for found in criteria(reading):
            measure = found.criterion.measure
            if found.opens and measure in known and measure not in every:
                message = f"This module waits for a score of '{measure}', but nobody is asked it."
                yield self.fault(found.file, found.line("measure"), message)


def _possible(condition: Criterion, measure: Measure | None) -> tuple[float, float]:
    if measure is None:
        return float("-inf"), float("inf")
    if condition.item is None:
        return total_range(measure)
    values = [o.value for i in measure.items if i.id == condition.item for o in measure.options_of(i)]
    return min(values, default=float("-inf")), max(values, default=float("inf"))


def rings(reading: Reading, path: Sequence[Module]) -> Iterator[tuple[str, str]]:
    """Modules that would never open for people who meet them in this order: (module, what it waits for in vain)."""
    before = dict(pairwise(m.id for m in path if m.kind == "weekly"))
    previous = {later: earlier for earlier, later in before.items()}
    needs = {
        m.id: {*_needs(m, reading), *([previous[m.id]] if m.unlock.previous and m.id in previous else [])} for m in path
    }
    order = {module_id: n for n, module_id in enumerate(needs)}
    for here, wants in needs.items():
        for wanted in sorted(wants, key=lambda w: order.get(w, -1)):
            # every ring holds at least one requirement that points forward; that one is named
            if order.get(wanted, -1) >= order[here] and here in _all_needed(wanted, needs):
                yield here, wanted


def _needs(module: Module, reading: Reading) -> Iterator[str]:
    """Modules that a module names as worked through before it can open, itself or by an answer it waits for."""
    yield from module.unlock.completed
    owner = {step.id: m.model.id for m in reading.modules for step in m.model.steps}
    for condition in module.unlock.conditions:
        if condition.answer and (found := owner.get(condition.answer.split(".")[0])):
            yield found


def _all_needed(module_id: str, needs: dict[str, set[str]]) -> set[str]:
    """A module and everything it waits for, directly or through others."""
    found, todo = set[str](), [module_id]
    while todo:
        if (current := todo.pop()) not in found:
            found.add(current)
            todo += needs.get(current, ())
    return found


def _guess(wanted: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(wanted, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
