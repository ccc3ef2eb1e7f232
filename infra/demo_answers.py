"""What the demo people wrote: invented answers by step, and the least that any other worksheet asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

#: Invented answers of somebody who worries on Sundays; whatever a worksheet asks beyond them is left empty.
ANSWERS: dict[str, dict[str, Any]] = {
    "sp-focus": {
        "main": "worry",
        "why-now": "My sister said that I have not called for a month.",
        "helps": ["a walk by the canal", "the radio while I cook"],
    },
    "sp-goals": {
        "goals": [
            {"goal": "Go to choir on most Tuesdays", "area": "leisure", "baseline": 1},
            {"goal": "Sleep without planning the next day in bed", "area": "health", "baseline": 2},
        ]
    },
    "sp-week-rhythm": {"what": "One step at a time", "when": "Sunday after lunch", "where": "kitchen table"},
    "gs-what-brings-you": {
        "brings-you": "I stopped going to choir and I miss it.",
        "hardest-time": "night",
        "matters": ["people", "leisure"],
    },
    "gs-my-cycle": {
        "situation": "Sunday evening, thinking about the week ahead",
        "thoughts": ["I will not manage"],
        "emotions": [{"name": "worried", "strength": 70}],
        "body": ["tight shoulders"],
        "behaviours": ["put my phone away", "went to bed at eight"],
        "short-term": "a little quieter",
        "long-term": "I saw nobody all week",
    },
    "gs-small-goal": {"goal": "Go to one choir evening", "area": "leisure", "now": 1},
    "gs-week-plan": {"what": "Write down two cycles", "when": "after dinner", "where": "kitchen table"},
    "fb-looking-back": {"how-it-went": "did-part", "noticed": "Writing it down made it smaller.", "goal-now": 2},
    "fb-emotion-log": {
        "entries": [
            {
                "feeling": "worried",
                "strength": 60,
                "situation": "Monday, before the team call",
                "thought": "They will ask me first",
                "body": "tight shoulders",
                "urge": "to cancel",
                "did": "joined, and said one thing",
            }
        ],
        "signal": "more time",
    },
    "fb-paced-breathing": {"how-it-was": "calmer", "noticed": "My shoulders dropped."},
    "fb-week-plan": {"what": "Breathe slowly for five minutes, twice a day", "when": "after I feed the cat"},
    "dm-looking-back": {"how-it-went": "did-it", "noticed": "The evening one is easier.", "goal-now": 3},
    "dm-what-matters": {
        "areas": [
            {"area": "people", "importance": 9, "lived-by": 3, "small-step": "Call my sister on Sunday"},
            {"area": "leisure", "importance": 8, "lived-by": 4, "small-step": "Choir on Tuesday"},
        ]
    },
    "dm-my-plan": {
        "activities": [
            {"activity": "Choir evening", "area": "leisure", "kind": "pleasurable", "expected-pleasure": 6},
            {"activity": "Call my sister", "area": "people", "kind": "pleasurable", "minutes": 20},
        ],
        "first": "Choir evening",
    },
    "dm-week-plan": {"what": "Choir evening", "when": "Tuesday at seven", "where": "the parish hall"},
    "wp-looking-back": {"how-it-went": "did-it", "noticed": "I worried all day and enjoyed it anyway."},
    "wp-worry-log": {
        "worries": [
            {"worry": "The boiler makes a noise", "kind": "now", "can-act": True, "next": "Ask the landlord"},
            {"worry": "What if I am ill next winter", "kind": "what-if", "can-act": False},
        ]
    },
    "sl-looking-back": {"trouble": "falling-asleep", "bad-nights": 4, "tried": ["tea", "the phone in bed"]},
    "sl-my-evening": {"wind-down": ["dishes", "the radio, low", "a page of a book"], "from": "21:30"},
    "sl-week-plan": {"what": "Leave the phone in the kitchen", "when": "from tonight"},
}


def answers_to(step_id: str, fields: Sequence[Any], day: date) -> dict[str, Any]:
    """What an invented person writes on a worksheet on that day: all that it demands, and what was invented for it."""
    return {**least_answers(fields, day), **_fitting(fields, ANSWERS.get(step_id, {}))}


def _fitting(fields: Sequence[Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those invented answers that the worksheet still asks for, with the columns it has."""
    fitting = {}
    for field in fields:
        value = answers.get(field.id)
        if value is None:
            continue
        if field.type == "table":
            columns = {c.id for c in field.columns}
            if not all(set(row) <= columns for row in value):
                continue
        fitting[field.id] = value
    return fitting


def least_answers(fields: Sequence[Any], day: date = date(2026, 1, 31)) -> dict[str, Any]:
    """The least that a worksheet asks for on that day, in invented words."""
    return {field.id: _least_value(field, day) for field in fields if field.required or field.min_rows}


def _least_value(field: Any, day: date) -> Any:
    match field.type:
        case "number" | "rating":
            return (field.minimum + field.maximum) // 2
        case "choice":
            return field.choices[0].id
        case "choices":
            return [field.choices[0].id]
        case "yes_no":
            return True
        case "date":
            return day.isoformat()
        case "time":
            return "18:30"
        case "list":
            return ["a short walk"] * max(1, field.min_rows)
        case "table":
            return [_least_row(field.columns, day - timedelta(days=n)) for n in range(max(1, field.min_rows))]
        case _:
            return "a short walk after lunch"


def _least_row(columns: Sequence[Any], day: date) -> dict[str, Any]:
    row = {c.id: _least_value(c, day) for c in columns if c.required}
    return row or {columns[0].id: _least_value(columns[0], day)}
