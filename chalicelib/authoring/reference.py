"""The reference of docs/authoring.md: every key of every content file, and every lint rule, from the code itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..domain.content import ID_PATTERN
from . import reading_rules
from .faults import Rule
from .lint import RULES
from .schema import Schema, schemas

DOCUMENT = Path("docs") / "authoring.md"
BEGIN = "<!-- reference: written by `stillpath reference --write`, so that it is always true -->"
END = "<!-- end of reference -->"
_FILES = {
    "programme": ("The programme", "programme.yaml"),
    "module": ("A module", "<nn>-<name>/module.yaml"),
    "step": ("A step: the front matter", "<nn>-<name>/<nn>-<step>.md"),
    "measure": ("A measure", "measures/<id>.yaml"),
    "practice": ("A practice", "practices/<id>.yaml"),
    "screen": ("A screen", "screens/<id>.yaml"),
    "translation": ("A translated file: what is its own", "translations/<language>/…"),
    "measure-text": ("Licensed words of a measure", "measures/texts/<id>.yaml"),
    "screen-text": ("Licensed words of a screen", "screens/texts/<id>.yaml"),
}
#: What a text of a certain form is called; an id is made of small letters, digits and hyphens.
_PATTERNS = {ID_PATTERN: "id", r"^[a-z0-9-]+\.[a-z0-9-]+$": "`step-id.field-id`", "^[A-Z]{2}$": "country, as `IE`"}
_SIMPLE = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`", "string": "text"}


def reference() -> str:
    """The whole reference as Markdown."""
    parts = ["### What stands in which file", *(_file(name, schema) for name, schema in schemas().items())]
    parts += ["### What lint looks for", _READ, *_rules(_reading_rules()), _CHECKED, *_rules(_lint_rules())]
    return "\n\n".join(parts) + "\n"


def written(text: str) -> str:
    """A document with the reference between its marks. Raises ValueError when it has no such marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"it lacks the line {BEGIN} or {END}")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


_READ = "While a file is read (one that cannot be read is told at once; how files fit together waits until all can be):"
_CHECKED = "Once all files can be read:"


# --- keys -----------------------------------------------------------------------------------------


def _file(name: str, schema: Schema) -> str:
    title, path = _FILES[name]
    lines = [f"#### {title}", f"`{path}` · [schema](schema/{name}.schema.json)", _table(schema)]
    lines += [
        f"*{_called(one)}*\n\n{_table(inner)}" for one, inner in schema.get("$defs", {}).items() if one != "Words"
    ]
    return "\n\n".join(lines)


def _table(schema: Schema) -> str:
    needed = set(schema.get("required", ()))
    rows = ["| key | takes | |", "|---|---|---|"]
    for key, one in schema["properties"].items():
        rows.append(f"| `{key}`{' **needed**' if key in needed else ''} | {_takes(one)} | {_meaning(one)} |")
    return "\n".join(rows)


def _takes(one: Schema) -> str:
    if "$ref" in one:
        return f"*{_called(one['$ref'].rpartition('/')[2])}*"
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    if "const" in one:
        return f"`{_yaml(one['const'])}`"
    if "anyOf" in one:
        return " or ".join(map(_takes, one["anyOf"]))
    if one.get("type") == "array":
        return f"list of {_many(one['items'])}{_limits(one, 'minItems', 'maxItems')}"
    if one.get("type") == "object":
        value = one.get("additionalProperties") or next(iter(one.get("patternProperties", {}).values()), None)
        return f"name: {_takes(value)}" if isinstance(value, dict) else "keys"
    if one.get("pattern") in _PATTERNS:
        return _PATTERNS[one["pattern"]]
    words = _SIMPLE.get(str(one.get("type")), "anything")
    return (
        words
        + (_limits(one, "minimum", "maximum") or _limits(one, "exclusiveMinimum", "maximum", above=True))
        + _long(one)
    )


def _many(item: Schema) -> str:
    taken = _takes(item)
    return {"text": "texts", "id": "ids", "`step-id.field-id`": "`step-id.field-id`"}.get(taken, taken)


def _limits(one: Schema, low: str, high: str, *, above: bool = False) -> str:
    if low in one and high in one:
        return f", {'above ' if above else ''}{one[low]:g} to {one[high]:g}"
    if low in one:
        return f", {'above' if above else 'at least'} {one[low]:g}"
    return f", at most {one[high]:g}" if high in one and not above else ""


def _long(one: Schema) -> str:
    return f", at most {one['maxLength']} characters" if "maxLength" in one else ""


def _meaning(one: Schema) -> str:
    words = str(one.get("description", ""))
    default = one.get("default")
    if default not in (None, "", [], {}) and not isinstance(default, list | dict):
        words += f"{'; ' if words else ''}`{_yaml(default)}` when left out"
    return words.replace("|", "\\|")


def _yaml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _called(model: str) -> str:
    """`WorksheetField` → `worksheet field`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).lower()


# --- rules ----------------------------------------------------------------------------------------


def _reading_rules() -> list[type[Rule]]:
    found = [rule for rule in vars(reading_rules).values() if inspect.isclass(rule) and issubclass(rule, Rule)]
    return [rule for rule in found if rule is not Rule]


def _lint_rules() -> list[type[Rule]]:
    return [type(rule) for rule in RULES]


def _rules(rules: list[type[Rule]]) -> Iterator[str]:
    rows = ["| rule | how to mend |", "|---|---|"]
    rows += [f"| `{rule.id()}` | {_escaped(rule.help())} |" for rule in sorted(rules, key=lambda rule: rule.id())]
    yield "\n".join(rows)


def _escaped(text: str) -> str:
    """Text in a cell of a Markdown table, in which nothing is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("![", "!\\[").replace("*", "\\*")
