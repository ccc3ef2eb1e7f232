"""JSON Schemas of the content files, made from the models, so that editors complete and underline while one writes.

A file is not its model: a step's passages are the text below its front matter, a module's steps are files of their own,
and what publishing adds is nobody's to write. Lint says more than a schema can, and has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel

from ..domain.content import AdaptationRule, Module, Step
from ..domain.definitions import Measure, Practice
from ..domain.measure_text import MeasureText
from ..domain.programme import Programme
from ..domain.screen import Screen, ScreenText
from ..domain.translation import Translation

Schema: TypeAlias = dict[str, Any]
FOLDER = Path("docs") / "schema"
#: What publishing sets, by the words of its description (`content.ShownIn`).
_BY_PUBLISHING = "None: the release's language"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """Name of the file (without its ending) → schema, in the order in which an author meets them."""
    return {
        "programme": _of(Programme, without=("measures", "practices", "screens", "translations"), **_FOLDERS),
        "module": _of(Module, without=("steps",)),
        "step": _step(),
        "measure": _of(Measure),
        "practice": _of(Practice),
        "screen": _of(Screen),
        "translation": _translation(),
        "measure-text": _of(MeasureText),
        "screen-text": _of(ScreenText),
    }


def files() -> dict[str, str]:
    """File name → content of every schema file."""
    texts = {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas().items()}
    return {f"{name}.schema.json": text for name, text in texts.items()}


def stale(folder: Path) -> list[str]:
    """Names of schema files in a folder that are not as the models would have them, or no longer made."""
    made = files()
    there = {path.name for path in folder.glob("*.schema.json")}
    differ = [name for name, text in made.items() if name not in there or _read(folder / name) != text]
    return sorted([*differ, *(there - set(made))])


def write(folder: Path) -> list[str]:
    """Write the schema files that differ; returns their names."""
    changed, made = stale(folder), files()
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name in made:
            (folder / name).write_text(made[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# --- from models to files -------------------------------------------------------------------------

_FOLDERS: Schema = {
    "modules": {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string"},
        "description": "names of the module folders, in the order in which patients meet them",
    }
}


def _of(model: type[BaseModel], *, without: tuple[str, ...] = (), **instead: Schema) -> Schema:
    schema = model.model_json_schema()
    if "$ref" in schema:  # a model that holds its own kind
        schema = {**schema["$defs"][model.__name__], "$defs": schema["$defs"]}
    for key in without:
        del schema["properties"][key]
    schema["properties"] |= instead
    schema["required"] = [key for key in schema.get("required", ()) if key in schema["properties"]]
    return _finished(_plain(schema))


def _step() -> Schema:
    """The front matter of a step: its passages are the text below, and their rules stand under their ids."""
    rules = {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/AdaptationRule"},
        "description": "passage id → how the passage may be fitted; what is not named here is frozen",
    }
    schema = _of(Step, without=("passages",), adaptable=rules)
    return _finished(
        {**schema, "$defs": {**schema["$defs"], "AdaptationRule": _plain(AdaptationRule.model_json_schema())}}
    )


def _translation() -> Schema:
    """Translated files have the keys of their source, so only what is theirs alone can be said here."""
    own = _plain(Translation.model_json_schema())
    words = {"anyOf": [{"type": ["string", "number", "null"]}, {"$ref": "#/$defs/Words"}]}
    properties = {key: own["properties"][key] for key in ("adaptable", "source", "licence", "sources")}
    done = {
        "type": "boolean",
        "description": "in programme.yaml: everything is translated, so what is missing is a fault",
    }
    schema = {
        "description": "A file in another language: the keys of its source, with translated words. Lists are by id.",
        "type": "object",
        "properties": {**properties, "complete": done},
        "additionalProperties": words,
        "$defs": {**own["$defs"], "Words": {"type": "object", "additionalProperties": words}},
    }
    return _finished(schema)


def _plain(node: Any) -> Any:
    """A schema without what says nothing to an author: generated titles, `null`, and keys that publishing sets."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        some = [one for one in node["anyOf"] if one != {"type": "null"}]
        if len(some) == 1:
            rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
            return _plain({**some[0], **rest})
    kept = {key: value for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if isinstance(kept.get("properties"), dict):
        kept["properties"] = {
            name: _plain(value)
            for name, value in kept["properties"].items()
            if value.get("description") != _BY_PUBLISHING
        }
    return {key: value if key == "properties" else _plain(value) for key, value in kept.items()}


def _finished(schema: Schema) -> Schema:
    """With its dialect, and with those definitions only that something refers to."""
    found = {key: value for key, value in schema.items() if key not in ("$defs", "$schema")}
    known: dict[str, Any] = schema.get("$defs", {})
    used: dict[str, Any] = {}
    todo = list(_refers(found))
    while todo:
        name = todo.pop()
        if name not in used:
            used[name] = known[name]
            todo += _refers(known[name])
    defined = {"$defs": {name: used[name] for name in sorted(used)}} if used else {}
    return {"$schema": _DIALECT, **found, **defined}


def _refers(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix("#/$defs/")
        for value in node.values():
            yield from _refers(value)
    elif isinstance(node, list):
        for one in node:
            yield from _refers(one)
