"""Writing a change: decide, write on the version that was read, and decide again when another write came between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from ..domain.course import Course
from .errors import Busy, Contended, StaleVersion
from .once import replay
from .ports import Change, Deps, OutboxEntry, RecordTaken

T = TypeVar("T")
#: A clash with another write of the same patient is decided again this often before giving up.
TRIES = 8


class Clash(Exception):
    """Another write of this patient came between reading and writing."""


def until_written(decide: Callable[[], T]) -> T:
    """Run a read-decide-write until it meets no clash; raises `Busy` when it never does."""
    for _ in range(TRIES):
        try:
            return decide()
        except Clash:
            continue
    raise Busy


def answered_once(
    deps: Deps,
    patient_id: str,
    request: tuple[str, str | None, str],
    answer: Callable[[Course | None], T],
    again: Callable[[dict[str, Any]], T],
) -> T:
    """Answer a request of (route, Idempotency-Key, fingerprint) that has one effect however often it comes.

    `answer` decides and writes the change with its record; `again` tells the result of a record that is there already.
    Raises `KeyReused`, `Busy`.
    """
    route, key, seen = request

    def decide() -> T:
        course, record = deps.courses.load(patient_id, (route, key) if key else None)
        first = replay(record, seen)
        if first is not None:
            return again(first)
        try:
            return answer(course)
        except RecordTaken as error:
            return again(replay(error.record, seen) or {})

    return until_written(decide)


def write(deps: Deps, change: Change) -> None:
    """Save a change and wake the queue."""
    try:
        deps.courses.save(change)
    except (StaleVersion, Contended) as error:
        raise Clash from error
    for entry in change.outbox:
        wake(deps, entry)


def wake(deps: Deps, entry: OutboxEntry) -> None:
    """Send a message for a promise that is written; one that cannot be sent is found by the nightly sweep."""
    try:
        deps.queue.send(entry)
    except Busy:
        deps.counter.count("OutboxNotSent")


def promise_preparation(deps: Deps, change: Change, now: datetime) -> None:
    """Add the outbox entry that has the next steps' passages prepared, when the patient agreed to it."""
    if change.course.adaptation_consent:
        entry = OutboxEntry(id=deps.new_id(), kind="prepare", patient_id=change.course.patient_id, at=now)
        change.outbox.append(entry)
