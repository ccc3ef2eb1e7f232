"""Puts a programme into the store: parts first, then one move of the pointer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeAlias, cast

from ..domain.content import canonical, version_of
from ..domain.programme import Programme, Release, parts_of, release_of
from ..store.content import Act, ContentMissing, PartKind, Pointer
from ..usecases.errors import StaleVersion

#: Acts that the pointer remembers; at about 150 bytes each they stay far below DynamoDB's 400 kB an item.
_REMEMBERED = 200


#: (version, kind, canonical JSON)
Part: TypeAlias = tuple[str, PartKind, str]


class PublishError(Exception):
    """Nothing that patients see has changed; the message says why."""


class PublishingStore(Protocol):
    """Where content is published; `chalicelib.store.content.Contents` in a table."""

    def current(self, programme_id: str) -> Pointer | None: ...
    def release(self, version: str) -> Release: ...
    def present(self, versions: Iterable[str]) -> set[str]: ...
    def put_part(self, version: str, kind: PartKind, body: str) -> bool: ...
    def move(self, pointer: Pointer) -> Pointer: ...


@dataclass(frozen=True)
class Published:
    """What a publish did. Counts are of parts (steps, measures, practices, screens, the release itself)."""

    release_version: str
    written: int
    unchanged: int
    moved: bool
    """Whether patients who start now get another release than before."""


def all_parts(programme: Programme) -> list[Part]:
    """(version, kind, canonical JSON) of everything a publish stores; the release comes last."""
    release = release_of(programme)
    parts: list[Part] = [
        (version, cast("PartKind", kind), json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
        for version, (kind, data) in parts_of(programme).items()
    ]
    return [*parts, (version_of(release), "release", canonical(release).decode())]


def publish(
    programme: Programme,
    store: PublishingStore,
    *,
    at: datetime | None = None,
    by: str = "author",
    watch: Callable[[Sequence[Part]], Iterable[Part]] = iter,
) -> Published:
    """Store the parts that are new, then point to the new release; the same content again writes nothing.

    Whatever interrupts it, the old release is served until the very last write, and running it again goes on where
    it stopped. `watch` goes over the parts to be written, for a progress bar. Raises `PublishError` when somebody else
    published meanwhile.
    """
    parts = all_parts(programme)
    release = parts[-1][0]
    pointer = store.current(programme.id)
    if pointer and pointer.release == release:
        return Published(release, 0, len(parts), moved=False)
    there = store.present(version for version, _, _ in parts)
    written = sum(store.put_part(*part) for part in watch([part for part in parts if part[0] not in there]))
    _move(
        store,
        pointer or Pointer(programme_id=programme.id, release=release),
        Act(release=release, at=at or datetime.now(UTC), by=by, act="publish"),
    )
    return Published(release, written, len(parts) - written, moved=True)


def plan(programme: Programme, store: PublishingStore) -> Published:
    """What `publish` would do now; writes nothing."""
    parts = all_parts(programme)
    pointer = store.current(programme.id)
    there = store.present(version for version, _, _ in parts)
    moved = pointer is None or pointer.release != parts[-1][0]
    return Published(parts[-1][0], len(parts) - len(there), len(there), moved)


def rollback(
    programme_id: str, store: PublishingStore, *, at: datetime | None = None, by: str = "author", to: str | None = None
) -> str:
    """Point back to the release before (or to the version `to`, or its first letters); returns its version.

    Raises `PublishError` when there is no such release, when parts of it are missing, or when somebody was first.
    """
    pointer = store.current(programme_id)
    if pointer is None:
        raise PublishError(f"Nothing has been published of '{programme_id}' yet.")
    target = _target(pointer, to)
    check_whole(target, store)
    _move(store, pointer, Act(release=target, at=at or datetime.now(UTC), by=by, act="rollback"))
    return target


def served_before(history: list[Act]) -> list[str]:
    """Releases one could go back to, latest last: each rollback takes away what it went back over."""
    stack: list[str] = []
    for act in history:
        if act.act == "rollback" and act.release in stack:
            del stack[stack.index(act.release) + 1 :]
        else:
            stack = [*(release for release in stack if release != act.release), act.release]
    return stack[:-1]


def _target(pointer: Pointer, to: str | None) -> str:
    if to is None:
        before = served_before(pointer.history)
        if not before:
            raise PublishError("There is no earlier release to go back to.")
        return before[-1]
    known = list(dict.fromkeys(act.release for act in pointer.history))
    found = [release for release in known if release.startswith(to)] if to else []
    if len(found) != 1:
        raise PublishError(f"'{to}' is not the version of one release published before.")
    if found[0] == pointer.release:
        raise PublishError(f"Release {found[0][:12]} is the one being served.")
    return found[0]


def check_whole(release: str, store: PublishingStore) -> None:
    """Raise `PublishError` unless every part of a release is in the store."""
    try:
        served = store.release(release)
        wanted = _versions(served).union(*(_versions(store.release(one)) for one in served.languages.values()))
    except ContentMissing as missing:
        raise PublishError(f"Release {release[:12]} cannot be read: {missing}") from missing
    absent = wanted - store.present(wanted)
    if absent:
        raise PublishError(f"Release {release[:12]} is not whole: {len(absent)} of its parts are missing.")


def _versions(release: Release) -> set[str]:
    steps = {step.version for module in release.modules for step in module.steps}
    screens = {screen.version for screen in release.screens}
    return steps | screens | set(release.measures.values()) | set(release.practices.values())


def _move(store: PublishingStore, pointer: Pointer, act: Act) -> None:
    history = [*pointer.history, act][-_REMEMBERED:]
    try:
        store.move(pointer.model_copy(update={"release": act.release, "history": history}))
    except StaleVersion as lost:
        raise PublishError("Somebody else published at the same time. Look at their change, then try again.") from lost
