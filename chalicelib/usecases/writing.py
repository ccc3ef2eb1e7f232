"""Writing a change: decide, write on the version that was read, and decide again when another write came between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from .errors import Busy, Contended, StaleVersion
from .ports import Change, Deps, OutboxEntry

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


def write(deps: Deps, change: Change) -> None:
    """Save a change and wake the queue; a message that cannot be sent is found by the nightly sweep."""
    try:
        deps.courses.save(change)
    except (StaleVersion, Contended) as error:
        raise Clash from error
    for entry in change.outbox:
        try:
            deps.queue.send(entry)
        except Busy:
            deps.counter.count("OutboxNotSent")


def promise_preparation(deps: Deps, change: Change, now: datetime) -> None:
    """Add the outbox entry that has the next steps' passages prepared, when the patient agreed to it."""
    if change.course.adaptation_consent:
        entry = OutboxEntry(id=deps.new_id(), kind="prepare", patient_id=change.course.patient_id, at=now)
        change.outbox.append(entry)
