"""Content column: the words of a measure that a licence holder adds to a definition without text."""

from __future__ import annotations

from pydantic import Field

from .content import Content, Id
from .definitions import AnswerOption, Measure, MeasureItem


class MeasureText(Content):
    """One file of words: items and answers exactly as in the form that the licence is for."""

    measure: Id
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    licence: str = Field(min_length=1, description="notice that is shown beside the words")
    instructions: str = Field(default="", max_length=1000)
    stem: str = Field(min_length=1)
    items: dict[Id, str] = Field(description="item id → its words")
    options: dict[str, str] = Field(default_factory=dict, description="value → words of the answer")
    item_options: dict[Id, dict[str, str]] = Field(
        default_factory=dict, description="item id → value → words, where an item has answers of its own"
    )


def missing_words(measure: Measure, text: MeasureText) -> list[str]:
    """What the file lacks or has too much of, each as a short phrase; empty when the words fit the definition."""
    known = {item.id: item for item in measure.asked}
    found = [f"item {i} has no words" for i in known if not text.items.get(i, "").strip()]
    found += [f"there is no item {i}" for i in (*text.items, *text.item_options) if i not in known]
    for item in known.values():
        labels = {**text.options, **text.item_options.get(item.id, {})}
        values = {str(option.value) for option in measure.options_of(item)}
        found += [f"answer {v} of item {item.id} has no words" for v in sorted(values) if not labels.get(v, "").strip()]
        found += [f"item {item.id} has no answer {v}" for v in text.item_options.get(item.id, {}) if v not in values]
    return list(dict.fromkeys(found))


def with_words(measure: Measure, text: MeasureText) -> Measure:
    """The measure with these words. Raises ValueError where it has words already, or these do not fit."""
    if measure.has_text:
        raise ValueError(f"'{measure.id}' has its words already")
    if wrong := missing_words(measure, text):
        raise ValueError("; ".join(wrong))
    gate = measure.gate and measure.gate.model_copy(update={"item": _worded(measure, measure.gate.item, text)})
    update = {
        "text": "verbatim",
        "language": text.language,
        "licence": text.licence,
        "instructions": text.instructions,
        "stem": text.stem,
        "gate": gate,
        "items": tuple(_worded(measure, item, text) for item in measure.items),
        "extra_items": tuple(_worded(measure, item, text) for item in measure.extra_items),
        "options": tuple(_labelled(option, text.options) for option in measure.options),
    }
    return measure.model_copy(update=update)


def _worded(measure: Measure, item: MeasureItem, text: MeasureText) -> MeasureItem:
    own = text.item_options.get(item.id)
    options = item.options
    if own or item.options:
        labels = {**text.options, **(own or {})}
        options = tuple(_labelled(option, labels) for option in measure.options_of(item))
    return item.model_copy(update={"text": text.items[item.id], "options": options})


def _labelled(option: AnswerOption, labels: dict[str, str]) -> AnswerOption:
    return option.model_copy(update={"label": labels.get(str(option.value), option.label)})
