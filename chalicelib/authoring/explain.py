"""Says in plain words, with the line, what pydantic found wrong with a file."""

from __future__ import annotations

import difflib
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..domain.content import ID_PATTERN
from .faults import Fault, Rule, shown
from .reading_rules import BreathPace, CueTime, MissingKey, NoKeptWords, UnknownKey, WrongValue
from .yaml_text import LineMap

Loc = tuple[str | int, ...]

_SHORT = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
}
_LIMITS = {
    "greater_than": "above",
    "greater_than_equal": "at least",
    "less_than": "below",
    "less_than_equal": "at most",
}
_LIMIT_KEYS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}


def explain(error: ValidationError, model: type[BaseModel], places: LineMap) -> list[Fault]:
    """One fault for each error, on the line of the key that is wrong (or of the place where it is missing)."""
    return [fault for details in error.errors(include_url=False) if (fault := _explain(details, model, places))]


def _explain(details: ErrorDetails, model: type[BaseModel], places: LineMap) -> Fault | None:
    loc = tuple(part for part in details["loc"] if part != "[key]")
    rule, message, hint = _words(details, loc, model)
    if "is used twice" in message:
        return None  # the reader has said so already, on the line of the second one
    if "breaths a minute" in message or "out-breath" in message:
        rule = BreathPace
    elif message.startswith(("cues of", "the cue at")):
        rule, loc = CueTime, ("cues", _mistimed(details["input"]), "at_seconds")
    elif loc[-1:] == ("keep",) or loc[-2:-1] == ("keep",):
        rule = NoKeptWords
        message = "An adaptable passage keeps at least one word or phrase; without it the model may change its meaning."
    return rule.fault(places.file, places.line(*loc), message, hint)


def _mistimed(practice: Any) -> int:
    """Position of the first cue that comes before the one above it; otherwise of the last, which runs past the end."""
    times = [float(cue["at_seconds"]) for cue in practice["cues"]]
    return next((n for n, (above, here) in enumerate(pairwise(times), start=1) if here < above), len(times) - 1)


def _words(details: ErrorDetails, loc: Loc, model: type[BaseModel]) -> tuple[type[Rule], str, str]:
    kind, value, name = details["type"], details["input"], _name(loc)
    if kind == "missing":
        field = field_at(model, loc)
        about = f": {field.description}" if field and field.description else ""
        return MissingKey, f"{name} is missing{about}.", ""
    if kind == "extra_forbidden":
        return _unknown_key(loc, model)
    if value is None:
        return WrongValue, f"{name} is empty.", "Give it a value or remove the line."
    return WrongValue, _value_words(details, name, value), ""


def _unknown_key(loc: Loc, model: type[BaseModel]) -> tuple[type[Rule], str, str]:
    known = sorted(found.model_fields) if (found := model_at(model, loc[:-1])) else []
    near = difflib.get_close_matches(str(loc[-1]), known, n=1)
    guess = f" Did you mean `{near[0]}`?" if near else ""
    return UnknownKey, f"`{loc[-1]}` is not a key that is known here.{guess}", f"Known keys: {', '.join(known)}."


def _value_words(details: ErrorDetails, name: str, value: Any) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind in _SHORT:
        return f"{name} is {shown(value)}; it must be {_SHORT[kind]}."
    if kind in _LIMITS:
        return f"{name} is {shown(value)}; it must be {_LIMITS[kind]} {context[_LIMIT_KEYS[kind]]}."
    if kind == "string_type":
        return f"{name} is {shown(value)}; it must be text. Put it between quotes if it looks like a number."
    if kind == "string_pattern_mismatch":
        return f"{name} is {shown(value)}; {_pattern_words(str(context['pattern']))}."
    if kind == "literal_error":
        near = difflib.get_close_matches(str(value), str(context["expected"]).replace("'", "").split(), n=1)
        guess = f" Did you mean '{near[0].strip(',')}'?" if near else ""
        return f"{name} is {shown(value)}; it must be one of {context['expected']}.{guess}"
    if kind in ("string_too_short", "too_short"):
        return f"{name} is empty or too short: at least {context['min_length']} needed."
    if kind == "string_too_long":
        return f"{name} is {len(str(value))} characters long; at most {context['max_length']} fit."
    return details["msg"].removeprefix("Value error, ").rstrip(".") + "."


def _pattern_words(pattern: str) -> str:
    if pattern == ID_PATTERN:
        return "an id is made of small letters, digits and hyphens, like my-first-step"
    if r"\." in pattern:
        return "an earlier answer is named step-id.field-id, like my-cycle.situation"
    return f"it must look like {pattern}"


def _name(loc: Loc) -> str:
    keys = [part for part in loc if isinstance(part, str)]
    if not keys:
        return "The file"
    if isinstance(loc[-1], int):
        return f"Entry {loc[-1] + 1} of `{keys[-1]}`"
    return f"`{keys[-1]}`"


def field_at(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """The model field that a path of keys leads to."""
    owner = model_at(model, loc[:-1])
    return owner.model_fields.get(str(loc[-1])) if owner and loc else None


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model that stands at a path of keys and list positions; None when it is not a model."""
    current: Any = model
    for part in loc:
        if _is_model(current):
            field = current.model_fields.get(str(part))
            current = field.annotation if field else None
        elif (members := get_args(current)) and members[-1] is not ...:
            current = members[-1] if isinstance(part, str) else members[0]
        elif members:
            current = members[0]
        current = _without_none(current)
    return current if _is_model(current) else None


def _without_none(annotation: Any) -> Any:
    members = [a for a in get_args(annotation) if a is not type(None)]
    return members[0] if len(members) == 1 and type(None) in get_args(annotation) else annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
