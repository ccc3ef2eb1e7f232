"""How a persona answers measures (to a total) and screens (with nothing to report, unless they have)."""

from __future__ import annotations

from ...domain.definitions import Measure, MeasureItem
from ...domain.measures import highest_total, lowest_total
from ...domain.screen import Screen, ScreenQuestion
from .persona import Persona, in_week


def items_for(measure: Measure, persona: Persona, week: int) -> dict[str, int | None]:
    """Answers that come to the persona's total of that week; a measure they have no totals for goes with the two."""
    share = _share(measure, persona, week)
    items: dict[str, int | None] = {}
    if measure.gate:
        items[measure.gate.item.id] = max(option.value for option in measure.options_of(measure.gate.item))
    risky = {item.id: in_week(persona.item9, week) for item in measure.items if item.risk}
    plain = [item for item in measure.items if not item.risk]
    most = sum(max(_scores(measure, item)) for item in plain)
    wanted = share * sum(max(_scores(measure, item)) for item in measure.items) - sum(v or 0 for v in risky.values())
    share, owed = min(max(wanted / most, 0), 1), 0.0
    for item in plain:
        lowest, highest = min(_scores(measure, item)), max(_scores(measure, item))
        target = lowest + share * (highest - lowest) + owed
        scored = min(_scores(measure, item), key=lambda value: abs(value - target))
        owed = target - scored
        items[item.id] = lowest + highest - scored if item.reverse else scored
    return {**items, **risky}


def _share(measure: Measure, persona: Persona, week: int) -> float:
    """How much of the measure's scale, from its lowest total to its highest."""
    low, worry = (in_week(persona.low_mood, week) or 0) / 27, (in_week(persona.worry, week) or 0) / 21
    burden = {"phq-9": low, "gad-7": worry}.get(measure.id, (low + worry) / 2)
    if highest_total(measure) == lowest_total(measure):
        return 0.0
    return 1 - burden if measure.higher_is_better else burden


def _scores(measure: Measure, item: MeasureItem) -> list[int]:
    return [option.value for option in measure.options_of(item)]


def screen_answers(screen: Screen, persona: Persona) -> dict[str, str | None]:
    """The persona's own answers, and for the rest those that lead to no flag and no result but the last."""
    telling: dict[str, set[str]] = {}
    for when in [w for r in screen.results for w in r.when] + [w for a in screen.alerts for w in a.when]:
        telling.setdefault(when.question, set()).update(when.answers)
    own = {question.id: persona.choices.get(f"{screen.id}.{question.id}") for question in screen.all_questions()}
    return {
        question.id: own[question.id] or _harmless(question, telling.get(question.id, set()))
        for question in screen.all_questions()
    }


def _harmless(question: ScreenQuestion, telling: set[str]) -> str | None:
    return next((choice.id for choice in question.answers if choice.id not in telling), None)
