"""Takes a step file apart: front matter, then passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .faults import Fault, shown
from .reading_rules import DuplicateId, FrontMatter, PassageHeading, UnknownKey, UnknownPassage
from .yaml_text import LineMap, read_yaml

_HEADING = re.compile(r"^##(?!#)\s*(?P<heading>.*?)\s*(?:\{#(?P<id>[^}]*)\})?\s*$")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


@dataclass
class _Passage:
    id: str
    heading: str
    heading_line: int
    text_line: int
    lines: list[str]

    def trimmed(self) -> tuple[str, int]:
        """(text without empty lines around it, line on which it begins)."""
        text = "\n".join(self.lines)
        before = text[: len(text) - len(text.lstrip())].count("\n")
        return text.strip(), self.text_line + before


def read_step(text: str, file: str) -> tuple[dict[str, Any] | None, LineMap, list[Fault]]:
    """(data for the `Step` model, lines under the model's own paths, faults); data is None when it cannot be built."""
    split = _split(text, file)
    if isinstance(split, Fault):
        return None, LineMap(file), [split]
    front, body, body_line = split
    data, places, faults = read_yaml(front, file, first_line=2)
    passages, body_faults = _passages(body, body_line, file)
    if data is None:
        return None, places, [*faults, *body_faults]
    if "passages" in data:
        line = places.line("passages")
        body_faults.append(UnknownKey.fault(file, line, "`passages` is not a key: the text below the front matter is."))
        del data["passages"]
    rules = data.pop("adaptable", None)
    rules = {} if rules is None else rules
    if not isinstance(rules, dict):
        body_faults.append(UnknownPassage.fault(file, places.line("adaptable"), "`adaptable` lists no passage."))
        rules = {}
    body_faults += _unknown(rules, passages, places)
    data["passages"] = [_model_data(p, i, rules, places) for i, p in enumerate(passages)]
    return data, places, body_faults


def _split(text: str, file: str) -> tuple[str, str, int] | Fault:
    """(front matter, body, line of the file on which the body begins)."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter.fault(file, 1, "The file does not begin with a line of three hyphens (---).")
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        return FrontMatter.fault(
            file, 1, "The front matter is never closed: a second line of three hyphens is missing."
        )
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2


def _passages(body: str, first_line: int, file: str) -> tuple[list[_Passage], list[Fault]]:
    found = [_Passage("intro", "", first_line, first_line, [])]
    faults: list[Fault] = []
    in_fence = False
    for number, line in enumerate(body.split("\n"), start=first_line):
        in_fence ^= bool(_FENCE.match(line))
        heading = None if in_fence else _HEADING.match(line)
        if heading is None:
            found[-1].lines.append(line)
            continue
        fault = _heading_fault(heading, number, file, found)
        faults += [fault] if fault else []
        found.append(_Passage(heading["id"] or f"passage-{number}", heading["heading"], number, number + 1, []))
    if not "".join(found[0].lines).strip():
        del found[0]
    if not found:
        faults.append(
            FrontMatter.fault(file, first_line, "There is no text below the front matter for patients to read.")
        )
    return found, faults


def _heading_fault(heading: re.Match[str], line: int, file: str, before: list[_Passage]) -> Fault | None:
    words, passage_id = heading["heading"], heading["id"]
    if not passage_id:
        example = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "my-passage"
        message = f"The heading {shown(words)} has no id, so nothing can refer to this passage."
        return PassageHeading.fault(file, line, message, f"Write `## {words} {{#{example}}}`.")
    taken = before if "".join(before[0].lines).strip() else before[1:]
    first = next((p for p in taken if p.id == passage_id), None)
    if first is None:
        return None
    message = f"The passage id '{passage_id}' is already used in line {first.heading_line}."
    return DuplicateId.fault(file, line, message)


def _unknown(rules: dict[str, Any], passages: list[_Passage], places: LineMap) -> list[Fault]:
    known = [p.id for p in passages]
    names = ", ".join(known) or "none"
    return [
        UnknownPassage.fault(
            places.file,
            places.line("adaptable", name),
            f"`adaptable` names the passage '{name}', but this step has no such passage (it has: {names}).",
        )
        for name in rules
        if name not in known
    ]


def _model_data(passage: _Passage, position: int, rules: dict[str, Any], places: LineMap) -> dict[str, Any]:
    text, line = passage.trimmed()
    path = ("passages", position)
    places.lines[path] = passage.heading_line
    places.lines[(*path, "text")] = line if text else passage.heading_line
    data: dict[str, Any] = {"id": passage.id, "heading": passage.heading, "text": text}
    if passage.id in rules:
        places.alias(("adaptable", passage.id), (*path, "adaptable"))
        # an empty rule is a rule without its keys, not a frozen passage
        data["adaptable"] = {} if rules[passage.id] is None else rules[passage.id]
    return data
