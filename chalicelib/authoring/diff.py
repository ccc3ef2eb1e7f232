"""What differs between two programmes: the documents that came, went and changed, and what changed in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from ..domain.content import Module
from ..domain.programme import Programme, served_measures, served_screens
from .preview import words
from .translation_stamps import difference

How = Literal["added", "removed", "changed"]
#: Words left standing on either side of a change, so that it can be found again in the text.
_AROUND = 6
_MARKED = re.compile(r"(\[-.*?-\](?: \{\+.*?\+\})?|\{\+.*?\+\})", re.DOTALL)
#: What an entry of a list is called in a message, the first of these that it has.
_WORDS = ("label", "title", "say", "text")


@dataclass(frozen=True)
class Detail:
    """One part of a document: `was` is empty where it was added, `now` where it was removed."""

    how: How
    part: str
    was: str = ""
    now: str = ""

    @property
    def difference(self) -> str:
        """The change in words: what went as [-words-], what came as {+words+}, with a few words around them."""
        return around(difference(self.was, self.now))


@dataclass(frozen=True)
class Change:
    """One document of the programme, and what changed in it."""

    how: How
    kind: str
    id: str
    title: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class _Document:
    title: str
    data: dict[str, Any]
    #: Ids of what stands in it, in order: these documents are compared on their own.
    holds: tuple[str, ...] = ()
    home: str = ""


def compare(before: Programme | None, after: Programme) -> list[Change]:
    """Every document that a publish of `after` would add, remove or change; without `before`, all are added."""
    old, new = (_documents(before) if before else {}), _documents(after)
    changes = [Change("removed", *key, was.title) for key, was in old.items() if key not in new]
    for key, now in new.items():
        if key not in old:
            changes.append(Change("added", *key, now.title))
        elif details := tuple(_details(old[key], now)):
            changes.append(Change("changed", *key, now.title, details))
    return changes


def around(text: str) -> str:
    """A difference without the long stretches in which nothing changed."""
    pieces = _MARKED.split(text)
    last = len(pieces) - 1
    return "".join(piece if n % 2 else _shortened(piece, n > 0, n < last) for n, piece in enumerate(pieces))


def _shortened(piece: str, after: bool, before: bool) -> str:
    found = piece.split(" ")
    if len(found) <= 2 * _AROUND + 2:
        return piece
    head, tail = found[: _AROUND + 1] if after else [], found[-_AROUND - 1 :] if before else []
    return " ".join([*head, "…", *tail])


# --- documents ------------------------------------------------------------------------------------


def _documents(programme: Programme) -> dict[tuple[str, str], _Document]:
    """(kind, id) → each document of a programme that patients meet."""
    own = programme.model_dump(mode="json", include={"title", "language", "schedule", "decide_after"})
    own["branches"] = [_branch(one, programme) for one in programme.branches]
    modules = tuple(module.id for module in programme.modules)
    found = {("programme", programme.id): _Document(programme.title, own, modules)}
    for module in programme.modules:
        steps = tuple(step.id for step in module.steps)
        found["module", module.id] = _Document(module.title, _module(module, programme), steps)
        for step in module.steps:
            found["step", step.id] = _Document(step.title, _data(step), home=module.id)
    rest: list[tuple[str, Any]] = [("practice", one) for one in programme.practices]
    rest += [("measure", one) for one in served_measures(programme)]
    rest += [("screen", one) for one in served_screens(programme)]
    for kind, model in rest:
        found[kind, model.id] = _Document(model.title, _data(model))
    return found


def _data(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude={"id", "language"})


def _module(module: Module, programme: Programme) -> dict[str, Any]:
    """A module without its steps, and with its rules in words."""
    data = module.model_dump(mode="json", include={"title", "summary", "kind", "practices"})
    data["unlock"] = "; ".join(words.unlock(module, programme))
    data["offer"] = words.offer(module, programme)
    data["reasons"] = [one.reason for one in (*module.unlock.conditions, *module.offer)]
    return data


def _branch(branch: Any, programme: Programme) -> dict[str, Any]:
    data: dict[str, Any] = branch.model_dump(mode="json", include={"id", "title", "reason", "order"})
    return {**data, "when": words.branch_when(branch, programme)}


# --- what changed in one --------------------------------------------------------------------------


def _details(old: _Document, new: _Document) -> Iterator[Detail]:
    if old.home != new.home:
        yield Detail("changed", "module", old.home, new.home)
    yield from _order("order", old.holds, new.holds)
    yield from _parts(old.data, new.data, "")


def _order(part: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Detail]:
    """The order of what is in both: what came or went is told by itself."""
    both = set(old) & set(new)
    was, now = ([one for one in names if one in both] for names in (old, new))
    if was != now:
        yield Detail("changed", part, ", ".join(was), ", ".join(now))


def _parts(old: Any, new: Any, part: str) -> Iterator[Detail]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _parts(old.get(key), new.get(key), f"{part}.{key}" if part else str(key))
    elif _entries(old) and _entries(new):
        yield from _listed(_named(old), _named(new), part)
    else:
        was, now = _said(old), _said(new)
        yield Detail("changed" if was and now else "added" if now else "removed", part, was, now)


def _listed(old: dict[str, Any], new: dict[str, Any], part: str) -> Iterator[Detail]:
    for name, entry in old.items():
        if name not in new:
            yield Detail("removed", f"{part}.{name}", was=_said(entry))
    for name, entry in new.items():
        if name in old:
            yield from _parts(old[name], entry, f"{part}.{name}")
        else:
            yield Detail("added", f"{part}.{name}", now=_said(entry))
    yield from _order(f"{part}.order", old, new)


def _entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _named(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Entries by what tells them apart: their id, else the time of a cue, else their place."""
    named: dict[str, Any] = {}
    for place, entry in enumerate(entries, start=1):
        time = f"{entry['at_seconds']:g}s" if "at_seconds" in entry else ""
        name = entry.get("id") or time or str(entry.get("value", place))
        named[name if name not in named else f"{name}-{place}"] = entry
    return named


def _said(value: Any) -> str:
    """A value as an author would say it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        own = next((value[key] for key in _WORDS if value.get(key)), "")
        return str(own) or "; ".join(f"{key}: {said}" for key, one in value.items() if (said := _said(one)))
    return f"{value:g}" if isinstance(value, float) else str(value)
