"""Reads YAML as plain data, and remembers the line of every key."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from . import yaml_fast
from .faults import Fault, shown
from .reading_rules import Anchor, DuplicateKey, Tab, WrongValue, Yaml

Path: TypeAlias = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"
_DEEPEST = 30


@dataclass
class LineMap:
    """Where each key stands: path of keys and list positions → line, counted from 1."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """Line of a path, or of the nearest thing around it that is written in the file."""
        for end in range(len(path), -1, -1):
            if (found := self.lines.get(path[:end])) is not None:
                return found
        return 1

    def alias(self, written: Path, known_as: Path) -> None:
        """Let every line under `written` be found under `known_as` as well."""
        under = {p: n for p, n in self.lines.items() if p[: len(written)] == written}
        self.lines.update({known_as + p[len(written) :]: n for p, n in under.items()})


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[dict[str, Any] | None, LineMap, list[Fault]]:
    """(the mapping, its lines, faults); the mapping is None when there are faults.

    `first_line` is the line of the file on which `text` begins. Scalars follow YAML 1.2: `yes` and dates are text.
    """
    places = LineMap(file, {(): first_line})
    faults = list(_tabs(text, file, first_line))
    if faults:
        return None, places, faults
    try:
        root = yaml_fast.compose(text) or YAML(typ="safe", pure=True).compose(text)
        if not isinstance(root, MappingNode):
            raise _Refused(Yaml.fault(file, first_line, "There are no keys here; lines like `id: my-id` are expected."))
        places.lines[()] = first_line + int(root.start_mark.line)  # below any comment
        return _Walk(places, first_line).mapping(root, ()), places, []
    except _Refused as refused:
        return None, places, [refused.fault]
    except YAMLError as error:
        return None, places, [_syntax(error, file, first_line)]
    except RecursionError:
        return None, places, [_too_deep(file, first_line)]


def _tabs(text: str, file: str, first_line: int) -> Iterable[Fault]:
    for number, line in enumerate(text.split("\n"), start=first_line):
        if re.match(r" *\t\s*\S", line):
            yield Tab.fault(file, number, "This line begins with a tab, which YAML does not allow.")


def _syntax(error: YAMLError, file: str, first_line: int) -> Fault:
    around = "flow" in str(getattr(error, "context", ""))  # a bracket is missed only where the next key begins
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = next((mark for mark in (reversed(marks) if around else marks) if mark), None)
    number = first_line + (mark.line if mark else 0)
    problem = str(getattr(error, "problem", None) or "a character that YAML does not allow")
    if "'\\t'" in problem:
        return Tab.fault(file, number, "There is a tab in this line where YAML takes only spaces.")
    context = f" ({error.context})" if isinstance(error, MarkedYAMLError) and error.context else ""
    return Yaml.fault(file, number, f"This cannot be read as YAML: {problem}{context}.")


def _too_deep(file: str, line: int) -> Fault:
    return Yaml.fault(file, line, f"Lists and keys are nested more than {_DEEPEST} deep.")


class _Walk:
    """From nodes to plain data; refuses what content files do not need."""

    def __init__(self, places: LineMap, first_line: int) -> None:
        self._places, self._first = places, first_line

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = self._key(key_node), self._line(key_node)
            if key in data:
                message = f"`{key}` is given twice (first in line {self._places.line(*path, key)}); only one can count."
                raise _Refused(DuplicateKey.fault(self._places.file, line, message))
            self._places.lines[(*path, key)] = line
            data[key] = self._value(value_node, (*path, key))
        return data

    def _key(self, node: Node) -> str:
        self._check(node)
        if not isinstance(node, ScalarNode) or node.tag == f"{_TAG}merge":
            raise _Refused(Yaml.fault(self._places.file, self._line(node), "A key must be a plain word."))
        return str(node.value)

    def _value(self, node: Node, path: Path) -> Any:
        self._check(node)
        if len(path) > _DEEPEST:
            raise _Refused(_too_deep(self._places.file, self._line(node)))
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            for position, entry in enumerate(node.value):
                self._places.lines[(*path, position)] = self._line(entry)
            return [self._value(entry, (*path, position)) for position, entry in enumerate(node.value)]
        return self._scalar(node)

    def _check(self, node: Node) -> None:
        if node.anchor:
            message = (
                f"`&{node.anchor}` names a part of the file to repeat it elsewhere; content files do not use this."
            )
            raise _Refused(Anchor.fault(self._places.file, self._line(node), message))
        tag = str(node.tag)
        if not tag.startswith(_TAG) or "/" in tag.removeprefix(_TAG):
            raise _Refused(Yaml.fault(self._places.file, self._line(node), f"The tag {shown(tag)} is not used here."))

    def _scalar(self, node: Node) -> Any:
        text, kind = str(node.value), str(node.tag).removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind not in ("int", "float"):
            return text
        number = _number(text, kind)
        if number is None:
            raise _Refused(
                WrongValue.fault(self._places.file, self._line(node), f"{shown(text)} is not a usable number.")
            )
        return number

    def _line(self, node: Node) -> int:
        return self._first + int(node.start_mark.line)


def _number(text: str, kind: str) -> int | float | None:
    """A number of ordinary size, or None: endless ones (.inf, .nan) and huge ones mean nothing in content."""
    if len(text) > 40:
        return None
    try:
        number = int(text.replace("_", ""), 0 if text[:2] in ("0x", "0o") else 10) if kind == "int" else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
