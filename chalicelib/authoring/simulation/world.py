"""A deployment in memory: the unpublished programme, the stores, a clock that only the simulation moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from ...domain.content import Step, version_of
from ...domain.definitions import Measure, Practice
from ...domain.programme import Programme, Release, in_words_of, release_of, served_measures, served_screens
from ...domain.screen import Screen
from ...usecases.ports import Caller, Deps, OutboxEntry
from .memory import MemoryCourses, MemoryReviews
from .rows import Rows

M = TypeVar("M", bound=BaseModel)
PATIENT = Caller("patient", frozenset({"patient"}))
THERAPIST = Caller("therapist", frozenset({"therapist"}))


class SimulationError(Exception):
    """The programs, not the programme, did something that they must never do."""


class FolderContent:
    """`ContentStore` over a programme as it was read from its folder: what a publish would serve, unpublished."""

    def __init__(self, programme: Programme) -> None:
        self.programme_id = programme.id
        released = release_of(programme)
        self._current = version_of(released)
        self._parts: dict[str, BaseModel] = {self._current: released}
        for words in (programme, *programme.translations):
            parts = [*(s for m in words.modules for s in m.steps), *words.practices]
            for part in (*parts, *served_measures(words), *served_screens(words)):
                self._parts[version_of(part)] = part
        for translation in programme.translations:
            release = in_words_of(programme, translation)
            self._parts[version_of(release)] = release

    def _part(self, version: str, model: type[M]) -> M:
        part = self._parts[version]
        if not isinstance(part, model):
            raise TypeError(f"{version[:12]} is a {type(part).__name__}, not a {model.__name__}")
        return part

    def current_release(self, programme_id: str) -> str | None:
        return self._current if programme_id == self.programme_id else None

    def release(self, version: str) -> Release:
        return self._part(version, Release)

    def step(self, version: str) -> Step:
        return self._part(version, Step)

    def measure(self, version: str) -> Measure:
        return self._part(version, Measure)

    def screen(self, version: str) -> Screen:
        return self._part(version, Screen)

    def practice(self, version: str) -> Practice:
        return self._part(version, Practice)


@dataclass
class Clock:
    """Time of the simulation; it goes forward only."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def to(self, at: datetime) -> None:
        self.now = max(self.now, at)


@dataclass
class _Queue:
    """Takes the promises of prepared passages. Nobody works on them: no model takes part in a simulation."""

    sent: list[str] = field(default_factory=list)

    def send(self, entry: OutboxEntry) -> None:
        self.sent.append(entry.id)


class _NoCounter:
    def count(self, name: str, value: float = 1, **dimensions: str) -> None:
        """Metrics of people who do not exist are of no use."""


class World:
    """One patient and one therapist with everything that the use cases need."""

    def __init__(self, content: FolderContent, start: datetime, rows: Rows | None = None, ids: int = 0) -> None:
        self.content, self.clock, self.rows = content, Clock(start), rows or Rows()
        self.queue, self._ids = _Queue(), ids
        self.deps = Deps(
            courses=MemoryCourses(self.rows),
            content=content,
            reviews=MemoryReviews(self.rows),
            queue=self.queue,
            counter=_NoCounter(),
            now=self.clock,
            new_id=self._new_id,
            programme_id=content.programme_id,
            adaptation_mode="live",
        )

    def _new_id(self) -> str:
        self._ids += 1
        return f"id-{self._ids:06d}"

    def copy(self) -> World:
        """The same moment again, to see what would happen; nothing done there is done here."""
        return World(self.content, self.clock.now, self.rows.copy(), self._ids)
