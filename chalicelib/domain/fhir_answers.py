"""Account column: what a person answered, as FHIR R4: worksheets, screens and measures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from .content import WorksheetField
from .definitions import Measure, MeasureItem
from .fhir import LOINC, OWN, Json, concept, observation, reference, resource, text
from .measures import NOT_APPLICABLE
from .screen import Screen

_ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def response(
    resource_id: str, about: str, tag: str, at: datetime, questionnaire: str, status: str, items: list[Json]
) -> Json:
    """A filled-in form. `status`: completed; in-progress for a draft; stopped for what was written and not sent."""
    members = {"questionnaire": OWN + questionnaire, "status": status, "authored": at.isoformat()}
    source = {"source": reference("Patient", about)}
    return resource("QuestionnaireResponse", resource_id, about, tag, **members, **source, item=items)


def worksheet(fields: Sequence[WorksheetField], answers: Any) -> list[Json]:
    """Answers in the order of the worksheet, whatever their shape: a draft may hold anything.

    What no field asks for (an older version's answer) stands at the end under its own name.
    """
    if not isinstance(answers, Mapping):
        return [_item("answers", "Answers", [{"valueString": text(_plain(answers))}])]
    known = {field.id for field in fields}
    told = [item for field in fields if field.id in answers for item in _asked(field, answers[field.id])]
    return told + [
        _item(str(n), str(n), [{"valueString": text(_plain(v))}]) for n, v in answers.items() if n not in known
    ]


def _item(link: str, words: str, answers: list[Json]) -> Json:
    item: Json = {"linkId": text(link), "text": text(words)}
    return item | ({"answer": answers} if answers else {})


def _asked(field: WorksheetField, value: Any) -> list[Json]:
    if value in (None, "", []):
        return []
    if field.type != "table":
        several = value if isinstance(value, list) and field.type in ("list", "choices") else [value]
        return [_item(field.id, field.label, [_answer(field, one) for one in several])]
    if not isinstance(value, list):
        return [_item(field.id, field.label, [{"valueString": text(_plain(value))}])]
    # a group that repeats: one item for each row
    return [{"linkId": field.id, "text": text(field.label), "item": worksheet(field.columns, row)} for row in value]


def _answer(field: WorksheetField, value: Any) -> Json:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if field.type in ("choice", "choices") and isinstance(value, str):
        labels = {choice.id: choice.label for choice in field.choices}
        return {"valueCoding": _own_coding(field.id, value, labels.get(value, value))}
    if field.type == "yes_no" and isinstance(value, bool):
        return {"valueBoolean": value}
    if field.type in ("number", "rating") and whole and abs(value) < 2**31:
        return {"valueInteger": value}
    if field.type == "date" and _is_date(value):
        return {"valueDate": value}
    if field.type == "time" and isinstance(value, str) and len(value) == 5:
        return {"valueTime": f"{value}:00"} if value.replace(":", "").isdigit() else {"valueString": text(value)}
    return {"valueString": text(_plain(value))}


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _own_coding(system: str, code: str, words: str) -> Json:
    return {"system": f"{OWN}answer:{system}", "code": text(code).strip() or "-", "display": text(words)}


def screen(form: Screen, answers: Mapping[str, Any]) -> list[Json]:
    """Questions that were asked, with the chosen answer; none where the person would rather not say."""
    items = []
    for question in form.all_questions():
        if question.id in answers:
            labels = {choice.id: choice.label for choice in question.answers}
            value = answers[question.id]
            given = [{"valueCoding": _own_coding(form.id, str(value), labels.get(value, str(value)))}] if value else []
            items.append(_item(question.id, question.text, given))
    return items


def measure(form: Measure, answers: Mapping[str, Any]) -> list[Json]:
    """The items with their LOINC codes; none given where the person would rather not say."""
    asked = [item for item in form.asked if item.id in answers]
    return [_item(item.code or item.id, item.text, _given(form, item, answers[item.id])) for item in asked]


def _given(form: Measure, item: MeasureItem, value: Any) -> list[Json]:
    if value == NOT_APPLICABLE:
        return [{"valueString": "does not apply"}]
    option = next((one for one in form.options_of(item) if one.value == value and value is not None), None)
    if option is None:
        return []
    coding = _own_coding(form.id, str(option.value), option.label or str(option.value))
    if option.code:
        coding |= {"system": LOINC, "code": option.code}
    return [{"valueCoding": {"extension": [{"url": _ORDINAL, "valueDecimal": option.value}], **coding}}]


def total(form: Measure, resource_id: str, about: str, at: datetime, value: float | None, band: str | None) -> Json:
    """The total of a measure on its published scale; `resource_id` is that of the answers it was made from."""
    words = f"{form.title}: total"
    code = concept(form.total_code, words, LOINC) if form.total_code else concept(f"{form.id}-total", words)
    known: Json = {} if value is None else {"valueInteger": int(value)}
    if band:
        known["interpretation"] = [{"text": band}]
    source = [reference("QuestionnaireResponse", resource_id)]
    return observation(f"{resource_id}-total", about, "response", code, at, **known, derivedFrom=source)
