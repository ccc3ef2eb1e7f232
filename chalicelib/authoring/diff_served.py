"""What a publish would change against what is served, for whom, and which translations it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from ..domain.content import Content, Module, Step, version_of
from ..domain.course import Course
from ..domain.definitions import Measure, Practice
from ..domain.programme import Programme, Release, release_of, served_measures, served_screens
from ..domain.screen import Screen
from ..domain.translation import address, parts
from .diff import Change, compare
from .published_ids import Lost, ids_of, ids_of_steps, lost
from .reader import Reading
from .translation_status import Stale, stale_parts

if TYPE_CHECKING:
    from ..store.content import Pointer

M = TypeVar("M", bound=Content)
#: How far back new starts are counted: what the next weeks will bring is likely to be about the same.
LATELY = timedelta(days=28)


class ServedContent(Protocol):
    """Where what is served is read from; `chalicelib.store.content.Contents` in a table."""

    def current(self, programme_id: str) -> Pointer | None: ...
    def release(self, version: str) -> Release: ...
    def step(self, version: str) -> Step: ...
    def measure(self, version: str) -> Measure: ...
    def practice(self, version: str) -> Practice: ...
    def screen(self, version: str) -> Screen: ...


@dataclass
class People:
    """How many patients are pinned to each release, and how many of all have started lately."""

    by_release: dict[str, int] = field(default_factory=dict)
    started_lately: int = 0

    @property
    def everybody(self) -> int:
        return sum(self.by_release.values())


@dataclass
class Left:
    """Translated parts that stay behind: those of which this publish changes the source, and those stale before."""

    going_stale: list[tuple[str, Stale]] = field(default_factory=list)
    stale_before: list[tuple[str, Stale]] = field(default_factory=list)
    new_untranslated: dict[str, int] = field(default_factory=dict)
    """Language → parts whose source is new with this publish, and which nobody has translated yet."""


def served(release: Release, store: ServedContent, like: Programme) -> Programme:
    """The programme behind a release. What `like` has unchanged is not read again: parts are the same by version."""
    here = _by_version(like)
    modules = [
        Module(
            **outline.model_dump(exclude={"steps"}),
            steps=tuple(_either(here, step.version, store.step) for step in outline.steps),
        )
        for outline in release.modules
    ]
    return Programme(
        **release.model_dump(include={"title", "language", "schedule", "branches", "decide_after"}),
        id=release.programme_id,
        modules=tuple(modules),
        measures=tuple(_either(here, version, store.measure) for version in release.measures.values()),
        practices=tuple(_either(here, version, store.practice) for version in release.practices.values()),
        screens=tuple(_either(here, one.version, store.screen) for one in release.screens),
    )


def _by_version(programme: Programme) -> dict[str, Content]:
    steps = [step for module in programme.modules for step in module.steps]
    models = [*steps, *programme.practices, *served_measures(programme), *served_screens(programme)]
    return {version_of(model): model for model in models}


def _either(here: Mapping[str, Content], version: str, read: Callable[[str], M]) -> M:
    found = here.get(version)
    return cast(M, found) if found is not None else read(version)


def changes_of(programme: Programme, store: ServedContent) -> tuple[Programme | None, list[Change]]:
    """(what is served now, what a publish of `programme` would change in it)."""
    pointer = store.current(programme.id)
    if pointer is None:
        return None, compare(None, programme)
    release = store.release(pointer.release)
    if release == release_of(programme):
        return programme, []
    now = served(release, store, programme)
    return now, compare(now, programme)


def people_of(courses: Iterable[Course], programme_id: str, now: datetime) -> People:
    """Count the patients of a programme by the release that they are pinned to."""
    people = People()
    for course in courses:
        if course.programme_id == programme_id:
            people.by_release[course.release] = people.by_release.get(course.release, 0) + 1
            people.started_lately += course.enrolled_at > now - LATELY
    return people


def left_behind(reading: Reading, before: Programme | None) -> Left:
    """Which translated parts no longer say what the source says."""
    old = {} if before is None else {address(model): parts(model) for model in _translatable(before)}
    left = Left()
    for language in reading.translations:
        for stale in stale_parts(language):
            was = old.get(address(stale.document.model), {}).get(stale.part)
            (left.stale_before if before is None or was == stale.now else left.going_stale).append(
                (language.code, stale)
            )
        for document, part, state in language.states() if before else ():
            if state == "missing" and old.get(address(document.model), {}).get(part) != document.parts[part]:
                left.new_untranslated[language.code] = left.new_untranslated.get(language.code, 0) + 1
    return left


def _translatable(programme: Programme) -> list[Content]:
    modules = programme.modules
    steps = [step for module in modules for step in module.steps]
    return [programme, *modules, *steps, *programme.practices, *programme.screens, *programme.measures]


# --- ids under which answers are kept -------------------------------------------------------------


def lost_ids(programme: Programme, store: ServedContent, pinned: Iterable[str] = ()) -> dict[str, list[Lost]]:
    """Release → ids that it has and `programme` no longer has (or uses for another kind of answer).

    Looked at are the releases that were ever published (as the pointer remembers them) and those in `pinned`.
    """
    from ..store.content import ContentMissing  # brings the whole of boto3, which lint needs not wait for

    pointer = store.current(programme.id)
    known = [act.release for act in pointer.history] if pointer else []
    now = ids_of(programme)
    here = _by_version(programme)
    found: dict[str, list[Lost]] = {}
    for version in dict.fromkeys((*known, *pinned)):
        try:
            release = store.release(version)
            steps = [_either(here, step.version, store.step) for module in release.modules for step in module.steps]
        except ContentMissing:
            continue  # nobody can be served from it either
        if gone := lost(ids_of_steps(steps), now):
            found[version] = gone
    return found
