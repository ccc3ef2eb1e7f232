"""Content column in the table: immutable parts by their hash, and the pointer to what is served."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field

from ..domain.content import Content, Step
from ..domain.definitions import Measure, Practice
from ..domain.programme import Release
from ..domain.screen import Screen
from ..usecases.errors import StillpathError
from . import keys
from .table import AlreadyThere, Item, Table, put_if_version, put_new

M = TypeVar("M", bound=Content)
PartKind = Literal["step", "measure", "practice", "screen", "release"]
#: Parts kept in memory by a warm process. They never change, so they are never read again; one is a few kB.
_KEPT_IN_MEMORY = 500


class ContentMissing(StillpathError):
    """A part that a release points to is not in the table, or is not what its address says."""


class Act(BaseModel):
    """One move of the pointer."""

    release: str
    at: datetime
    by: str = Field(description="who published, as given by the command; not verified")
    act: Literal["publish", "rollback"]


class Pointer(BaseModel):
    """What is served of one programme, and how it came to be (the latest acts, oldest first)."""

    programme_id: str
    release: str
    history: list[Act] = Field(default_factory=list)
    version: int = Field(default=0, description="counts moves; 0 before the first")


class Contents:
    """`ContentStore` of the use cases and of publishing, on DynamoDB."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: OrderedDict[str, BaseModel] = OrderedDict()

    # --- what is served ---------------------------------------------------------------------------

    def current(self, programme_id: str) -> Pointer | None:
        """The pointer, strongly consistent; None before the first publish."""
        item = self._table.get(keys.pointer(programme_id))
        return Pointer.model_validate_json(item["body"]) if item else None

    def current_release(self, programme_id: str) -> str | None:
        """Version of the release that new patients start with."""
        pointer = self.current(programme_id)
        return pointer.release if pointer else None

    def release(self, version: str) -> Release:
        return self._part(version, "release", Release)

    def step(self, version: str) -> Step:
        return self._part(version, "step", Step)

    def measure(self, version: str) -> Measure:
        return self._part(version, "measure", Measure)

    def practice(self, version: str) -> Practice:
        return self._part(version, "practice", Practice)

    def screen(self, version: str) -> Screen:
        return self._part(version, "screen", Screen)

    def _part(self, version: str, kind: PartKind, model: type[M]) -> M:
        known = self._known.get(version)
        if isinstance(known, model):
            self._known.move_to_end(version)
            return known
        part = part_of(self._table.get(keys.content(version)), version, kind, model)
        self._known[version] = part
        if len(self._known) > _KEPT_IN_MEMORY:
            self._known.popitem(last=False)
        return part

    # --- publishing -------------------------------------------------------------------------------

    def present(self, versions: Iterable[str]) -> set[str]:
        """Those of the versions that are in the table."""
        return {key.pk.removeprefix("CONTENT#") for key in self._table.get_many(map(keys.content, versions))}

    def put_part(self, version: str, kind: PartKind, body: str) -> bool:
        """Write one part unless it is there; whether it was written. `body` is the canonical JSON of the model."""
        try:
            self._table.write(put_new(keys.content(version), {"kind": kind, "body": body}))
        except AlreadyThere:
            return False
        return True

    def move(self, pointer: Pointer) -> Pointer:
        """Point to another release if nobody moved the pointer since it was read; raises `StaleVersion`."""
        moved = pointer.model_copy(update={"version": pointer.version + 1})
        item: dict[str, Any] = {"release": pointer.release, "body": moved.model_dump_json()}
        self._table.write(put_if_version(keys.pointer(pointer.programme_id), item, pointer.version or None))
        return moved


def part_of(item: Item | None, version: str, kind: PartKind, model: type[M]) -> M:
    """The model in a content item; raises `ContentMissing` when it is absent or its bytes do not match its address."""
    if item is None or item["kind"] != kind:
        raise ContentMissing(f"No {kind} {version[:12]} in the table.")
    if hashlib.sha256(item["body"].encode()).hexdigest() != version:
        raise ContentMissing(f"The {kind} {version[:12]} is damaged.")
    return model.model_validate_json(item["body"])
