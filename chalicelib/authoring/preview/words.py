"""Unlock rules, branches and checks in the words of an author."""

from __future__ import annotations

from collections import defaultdict

from ...domain.content import Branch, Criterion, FieldRef, Module, WorksheetField
from ...domain.programme import Programme

#: What each check of a fitted text looks for.
CHECKS = {
    "answered": "The model gave an answer of the right form",
    "kept-words": "The words to keep are there",
    "numbers": "The numbers are the author's",
    "links": "The links are the author's",
    "length": "It is not too long",
    "reading-grade": "It is easy enough to read",
    "language": "It is in the right language",
    "plain-text": "It is plain text",
    "whole": "It is whole, from beginning to end",
    "repetition": "It says nothing twice",
    "same-subject": "It is about the same things",
    "same-sense": "It does not turn the sense around",
    "changed": "It is not a mere copy",
    "no-advice": "It gives no advice of its own",
    "no-risk-words": "It has no words of danger",
    "no-diagnosis": "It names no illness",
    "no-promise": "It promises nothing",
    "no-claim": "It does not speak about itself",
    "no-leak": "It gives nothing away of its instructions",
    "true-to-person": "It says of the person only what they said",
}


def joined(words: list[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def asked(programme: Programme, ref: FieldRef) -> tuple[str, WorksheetField | None]:
    """(title of the step that asks, the field) of an earlier answer; the bare reference when there is no such field."""
    step_id, _, field_id = ref.partition(".")
    for module in programme.modules:
        for step in module.steps:
            if step.id == step_id:
                return step.title, next((field for field in step.fields if field.id == field_id), None)
    return ref, None


def criterion(one: Criterion, programme: Programme) -> str:
    """`PHQ-9 is at least 10`, `“What gets in your way most?” is “Worry”`."""
    tests = []
    if one.measure:
        subject = one.measure.upper() + (f", question {one.item}," if one.item else "")
    else:
        _title, field = asked(programme, one.answer or "")
        subject = f"“{field.label}”" if field else (one.answer or "")
        labels = {choice.id: choice.label for choice in field.choices} if field else {}
        if one.equals is not None:
            tests.append(f"is “{labels.get(one.equals, one.equals)}”")
    if one.measure and one.equals is not None:
        tests.append(f"is {one.equals}")
    if one.at_least is not None:
        tests.append(f"is at least {one.at_least:g}")
    if one.at_most is not None:
        tests.append(f"is at most {one.at_most:g}")
    if one.answered is not None:
        tests.append("is answered" if one.answered else "is not answered")
    return f"{subject} {' and '.join(tests)}"


def branch_when(branch: Branch, programme: Programme) -> str:
    """The cases of a branch in one sentence."""
    return "; or ".join(joined([criterion(one, programme) for one in case]) for case in branch.when)


def unlock(module: Module, programme: Programme) -> list[str]:
    """When a module opens, a line for each thing that must hold."""
    rule = module.unlock
    titles = {one.id: one.title for one in programme.modules}
    lines = ["the part before it on the person's way is done"] if rule.previous else []
    lines += [f"“{titles.get(one, one)}” is done" for one in rule.completed]
    if rule.days:
        lines.append(f"{days(rule.days)} have passed since that part was begun")
    within: dict[int, list[str]] = defaultdict(list)
    # in the programme's order: what was published has lost that of the file
    place = {one.id: number for number, one in enumerate(programme.schedule)}
    for measure, limit in sorted(rule.measures.items(), key=lambda asked: (place.get(asked[0], len(place)), asked[0])):
        within[limit].append(measure.upper())
    lines += [f"{joined(names)} answered in the last {days(limit)}" for limit, names in within.items()]
    lines += [criterion(one, programme) for one in rule.conditions]
    return lines or ["open from the first day"]


def in_short(module: Module, programme: Programme) -> list[str]:
    """The same for the map, where arrows already say what comes before."""
    rule = module.unlock
    lines = [f"{days(rule.days)} later"] if rule.days else []
    if rule.measures:
        lines.append(joined([name.upper() for name in rule.measures]) + " answered")
    return lines + [f"only if {criterion(one, programme)}" for one in rule.conditions]


def offer(module: Module, programme: Programme) -> str:
    """For whom an optional module is put forward."""
    if module.kind != "optional":
        return ""
    if not module.offer:
        return "offered to everybody"
    return "suggested when " + joined([criterion(one, programme) for one in module.offer], "or")
