"""Lint rules about what opens a module, and about the measures it waits for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ...domain.content import Condition, Module
from ...domain.definitions import Measure
from ..faults import Fault
from ..reader import Placed, Reading
from .measures import total_range
from .rule import LintRule


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
        needs = {m.model.id: set(_needs(m.model, reading)) for m in reading.modules}
        order = {module_id: n for n, module_id in enumerate(needs)}
        for module in reading.modules:
            here = module.model.id
            for wanted in sorted(set(_needs(module.model, reading)), key=lambda w: order.get(w, -1)):
                # every ring holds at least one requirement that points forward; that one is named
                if order.get(wanted, -1) >= order[here] and here in _all_needed(wanted, needs):
                    yield self._fault(module, wanted)

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
            for n, condition in enumerate(module.model.unlock.conditions):
                yield from self._condition(module, n, condition, known)

    def _condition(
        self, module: Placed[Module], n: int, condition: Condition, known: dict[str, Measure]
    ) -> Iterator[Fault]:
        measure = known.get(condition.measure or "")
        if condition.measure and measure is None:
            line = module.lines.line("unlock", "conditions", n, "measure")
            yield self._fault(module.file, line, condition.measure, known, "decides here")
        elif measure and condition.item is not None and condition.item not in [i.id for i in measure.items]:
            line = module.lines.line("unlock", "conditions", n, "item")
            yield self.fault(module.file, line, f"'{condition.item}' is not an item of '{measure.id}'.")

    def _fault(self, file: str, line: int, wanted: str, known: Iterable[str], what: str) -> Fault:
        message = f"The measure '{wanted}' {what}, but there is no such measure."
        return self.fault(file, line, message + _guess(wanted, known))


class ImpossibleCondition(LintRule):
    """Compare the limits with the measure's own range, and put `at_least` below `at_most`."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        measures = {m.model.id: m.model for m in reading.measures}
        for module in reading.modules:
            for n, condition in enumerate(module.model.unlock.conditions):
                low, high = _possible(condition, measures.get(condition.measure or ""))
                at_least = low if condition.at_least is None else condition.at_least
                at_most = high if condition.at_most is None else condition.at_most
                if at_least > high or at_most < low or at_least > at_most:
                    key = "at_least" if condition.at_least is not None else "at_most"
                    line = module.lines.line("unlock", "conditions", n, key)
                    yield self.fault(
                        module.file, line, "No score can meet this condition, so the module would never open."
                    )


def _possible(condition: Condition, measure: Measure | None) -> tuple[float, float]:
    if measure is None:
        return float("-inf"), float("inf")
    if condition.item is None:
        return total_range(measure)
    values = [option.value for option in measure.options]
    return min(values), max(values)


def _needs(module: Module, reading: Reading) -> Iterator[str]:
    """Modules that must have been worked through before this one can open."""
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
