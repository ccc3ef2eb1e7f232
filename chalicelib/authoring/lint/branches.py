"""Lint rules about the order of modules: branches, optional parts, and the practices prescribed along the way."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ...domain.content import Branch, Module
from ..faults import Fault
from ..reader import Reading
from .rule import LintRule, criteria
from .unlocking import rings


class BranchOrder(LintRule):
    """Under `order`, list the id of every weekly module once. Those up to `decide_after` come first, in the order of
    the programme: everybody has met them by the time the branch is chosen."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        weekly = _weekly(reading)
        start = weekly[: weekly.index(_decides(reading)) + 1] if _decides(reading) in weekly else []
        for n, branch in enumerate(_branches(reading)):
            for k, module_id in enumerate(branch.order):
                if words := _wrong_place(module_id, k, branch, reading, start):
                    yield self.fault(reading.lines.file, reading.lines.line("branches", n, "order", k), words)
            if left_out := [m for m in weekly if m not in branch.order]:
                names = ", ".join(f"'{m}'" for m in left_out)
                message = f"The branch '{branch.id}' leaves out {names}, so its people would never be led there."
                yield self.fault(reading.lines.file, reading.lines.line("branches", n, "order"), message)


def _wrong_place(module_id: str, k: int, branch: Branch, reading: Reading, start: list[str]) -> str:
    kinds = {m.model.id: m.model.kind for m in reading.modules}
    if module_id not in kinds:
        return (
            f"The branch '{branch.id}' leads to '{module_id}', but there is no such module.{_guess(module_id, kinds)}"
        )
    if kinds[module_id] != "weekly":
        return f"'{module_id}' is {kinds[module_id]}; only weekly modules stand in an order."
    if module_id in branch.order[:k]:
        return f"'{module_id}' is listed twice; people meet a module once."
    if k < len(start) and module_id != start[k]:
        return f"'{start[k]}' comes here in every branch: it is met before the branch is chosen."
    return ""


class BranchDecision(LintRule):
    """`decide_after` names the weekly module after which the branch is chosen, once. A branch may ask only for what is
    known by then: answers of that module and those before it, and scores."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        weekly, decides = _weekly(reading), _decides(reading)
        file, lines = reading.lines.file, reading.lines
        if decides and decides not in weekly:
            message = f"'{decides}' is no weekly module here, so no branch would ever be chosen."
            yield self.fault(file, lines.line("decide_after"), message + _guess(decides, weekly))
        elif decides and not _branches(reading):
            yield self.fault(file, lines.line("decide_after"), "There are no `branches` to choose from.")
        elif _branches(reading) and not decides:
            yield self.fault(file, lines.line("branches"), "Nothing says when a branch is chosen: add `decide_after`.")
        elif decides:
            yield from self._too_early(reading, weekly[: weekly.index(decides) + 1])

    def _too_early(self, reading: Reading, known: list[str]) -> Iterator[Fault]:
        owner = {step.id: m.model.id for m in reading.modules for step in m.model.steps}
        for found in criteria(reading):
            ref = found.criterion.answer
            module = owner.get(ref.split(".")[0]) if ref and found.path[0] == "branches" else None
            if module and module not in known:
                message = f"'{ref}' is asked in '{module}', after the branch is chosen, so it would never be known."
                yield self.fault(found.file, found.line("answer"), message)


class DeadEnd(LintRule):
    """Change the order of the branch, or what the module waits for: on this branch it comes too late."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        modules = [m.model for m in reading.modules]
        if any(rings(reading, modules)):
            return  # a ring for everybody, which is named where it is
        for n, branch in enumerate(_branches(reading)):
            for here, wanted in rings(reading, _in_order(modules, branch)):
                place = branch.order.index(here) if here in branch.order else 0
                line = reading.lines.line("branches", n, "order", place)
                message = f"On the branch '{branch.id}', '{here}' waits for '{wanted}', which only comes after it."
                yield self.fault(reading.lines.file, line, message)


def _in_order(modules: list[Module], branch: Branch) -> list[Module]:
    place = {module_id: n for n, module_id in enumerate(branch.order)}
    weekly = sorted((m for m in modules if m.kind == "weekly"), key=lambda m: place.get(m.id, len(place)))
    return [*weekly, *(m for m in modules if m.kind != "weekly")]


class OptionalInTheWay(LintRule):
    """Let the module wait for weekly modules only: nobody has to do an optional one, and boosters come at the end."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        kinds = {m.model.id: m.model.kind for m in reading.modules}
        owner = {step.id: m.model.id for m in reading.modules for step in m.model.steps}
        beside = {"weekly": {"optional", "booster"}, "booster": {"optional"}, "optional": set()}
        for module in reading.modules:
            unwanted = {m for m, kind in kinds.items() if kind in beside[module.model.kind]}
            waits = [
                *((w, ("completed", n)) for n, w in enumerate(module.model.unlock.completed)),
                *(
                    (owner.get((c.answer or "").split(".")[0], ""), ("conditions", n, "answer"))
                    for n, c in enumerate(module.model.unlock.conditions)
                ),
            ]
            for wanted, path in waits:
                if wanted in unwanted:
                    message = f"'{module.model.id}' waits for '{wanted}', which is {kinds[wanted]}: many never do it."
                    yield self.fault(module.file, module.lines.line("unlock", *path), message)


class UnknownPractice(LintRule):
    """Use the id of a file in the folder practices (body-scan for practices/body-scan.yaml)."""

    whole = True

    def check(self, reading: Reading) -> Iterator[Fault]:
        known = [p.model.id for p in reading.practices]
        for module in reading.modules:
            for n, wanted in enumerate(module.model.practices):
                if wanted not in known:
                    yield self._fault(module.file, module.lines.line("practices", n), wanted, known)
        for step in reading.steps:
            leads_to = step.model.practice
            if leads_to and leads_to not in known:
                yield self._fault(step.file, step.lines.line("practice"), leads_to, known)

    def _fault(self, file: str, line: int, wanted: str, known: Iterable[str]) -> Fault:
        return self.fault(file, line, f"There is no practice '{wanted}'.{_guess(wanted, known)}")


def _branches(reading: Reading) -> tuple[Branch, ...]:
    return reading.programme.branches if reading.programme else ()


def _decides(reading: Reading) -> str:
    return (reading.programme.decide_after or "") if reading.programme else ""


def _weekly(reading: Reading) -> list[str]:
    return [m.model.id for m in reading.modules if m.model.kind == "weekly"]


def _guess(wanted: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(wanted, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
