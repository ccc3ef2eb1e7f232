"""What the invented patient of the preview has answered before: harmless words that read well inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from ...domain.answers import as_words
from ...domain.content import WorksheetField
from ...domain.course import Kept
from ...domain.programme import Programme
from ..simulation.words import feelings, sentences

#: By field id, as worksheets of one kind share them; in English, the other languages take general sentences.
SAID: dict[str, str] = {
    "situation": "the phone rang and I let it ring",
    "brings-you": "I have stopped calling people back, and the days run into each other",
    "matters": "being someone my sister can lean on",
    "lighter": "when the light comes in early",
    "why-now": "my daughter starts school in spring",
    "helps": "a short walk by the canal",
    "thought": "they will be angry with me",
    "thoughts": "they will be angry with me",
    "hot-thought": "they will be angry with me",
    "keeps-coming": "I always let people down",
    "night-thought": "tomorrow will go wrong again",
    "same-tune": "I always let people down",
    "balanced-thought": "she may be busy, and I can ask",
    "behaviours": "put the phone away and went to bed",
    "long-term": "the calls pile up and I feel worse",
    "signal": "that something matters to me",
    "goal": "call my sister on Sunday",
    "first": "call my sister on Sunday",
    "step": "call my sister for five minutes",
    "goals": "see my friends twice a month",
    "what": "call my sister for five minutes",
    "plan-what": "call the landlord about the heating",
    "when": "Sunday after lunch",
    "time": "17:30",
    "where": "at the kitchen table",
    "place": "the chair by the window",
    "obstacle": "I might feel too tired",
    "plan-b": "send a message instead",
    "keep-up": "the walk after lunch",
    "take-away": "a small step is enough",
    "most-helpful": "writing the thought down",
    "kept-going": "waiting until I feel like it",
    "what-helped": "a short walk",
    "early-signs": "I stop answering the phone",
    "risk-situations": "the weeks before the holidays",
    "green": "a walk, a call, and bed before midnight",
    "amber": "take out my thought record and plan two small things",
    "red": "call my sister and make an appointment",
    "people": "my sister",
    "self-session-day": "Monday evening",
    "problem": "the heating does not work",
    "worries": "the bill that is due in March",
    "test": "ask one question in the meeting",
    "ladder": "saying hello to the neighbour",
    "stayed-away": "the canteen at work",
    "wind-down": "tea and the radio",
    "if-awake": "sit in the armchair with a book",
    "get-up": "half past six",
    "trouble": "lying awake until two",
    "kind-line": "this is hard, and you are trying",
    "kind-act": "ten minutes in the sun",
    "harsh-words": "you never finish anything",
    "what-it-wants": "to keep me from failing",
    "slip": "I cancelled the visit",
    "old-rule": "I must never be a burden",
    "new-rule": "I may ask for help and still be good company",
    "would-fit": "I may ask for help and still be good company",
    "new-line": "one call a week keeps me in touch",
    "bring-back": "the walk by the canal",
}


def answers(programme: Programme) -> dict[str, Kept]:
    """An earlier answer for every field of the programme, by `step.field`."""
    steps = (step for module in programme.modules for step in module.steps)
    kept = {}
    for step in steps:
        for field in step.fields:
            value = _value(field, programme.language)
            plain = value if isinstance(value, bool | int) else None
            chosen = value if field.type in ("choice", "date", "time") else None
            kept[f"{step.id}.{field.id}"] = Kept(
                words=as_words(field, value), value=plain if chosen is None else chosen
            )
    return kept


def with_own_words(kept: dict[str, Kept], own: Iterable[tuple[str, str]]) -> dict[str, Kept]:
    """The answers with what an author wants to try instead; empty words are an answer that was never given."""
    changed = {ref: Kept(words=words.strip()) for ref, words in own}
    return {ref: one for ref, one in {**kept, **changed}.items() if one.words}


def _value(field: WorksheetField, language: str) -> Any:
    match field.type:
        case "choice":
            return field.choices[0].id
        case "choices":
            return [field.choices[0].id]
        case "yes_no":
            return True
        case "number" | "rating":
            return (field.minimum + field.maximum) // 2
        case "date":
            return (datetime.now(UTC).date() + timedelta(days=7)).isoformat()
        case "time":
            return SAID["time"]
        case "list":
            return [_text(field, language)]
        case "table":
            first = field.columns[0]
            named = first.type.endswith("text") and field.id in SAID
            return [{first.id: _text(field, language) if named else _value(first, language)}]
        case _:
            return _text(field, language)


def _text(field: WorksheetField, language: str) -> str:
    if field.id in ("name", "feeling"):
        return feelings(language)[1]
    general = sentences(language)
    known = SAID.get(field.id) if language.startswith("en") else None
    return (known or general[sum(field.id.encode()) % len(general)])[: field.max_length]
