"""`stillpath move-patients`: patients go on with another release, because somebody says so."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from .connection import Target, find_target, plain_errors, user_name, which_table
from .diff_command import counted
from .translation_status import count_of

if TYPE_CHECKING:
    from ..store.content import Contents
    from ..usecases.moving import Outcome
    from ..usecases.ports import Deps, OutboxEntry

_TOLD = {
    "moved": "moved",
    "ready": "would be moved",
    "already": "moved before",
    "elsewhere": "on another release, left alone",
    "refused": "not moved: they would be interrupted",
    "unknown": "not in this programme",
    "failed": "not moved: something failed, try again",
}


@click.command("move-patients")
@click.option(
    "--from", "source", required=True, help="Release they are on: its version or its first letters, or `before`."
)
@click.option(
    "--to", "target", required=True, help="Release to move to: its version or its first letters, or `served`."
)
@click.option("--reason", required=True, help="Why; their therapists read it on the timeline.")
@click.option("--patient", "patients", multiple=True, help="Only this patient (id); may be given more than once.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--even-so", is_flag=True, help="Also those who are in the middle of a step that the target lacks.")
@click.option("--programme", "programme_id", default="finding-your-footing", show_default=True, help="Programme id.")
@click.option("--by", default=user_name, show_default="your user name", help="Who moves them; kept on the timeline.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each patient, for scripts.")
@which_table
@plain_errors
def move_patients(
    source: str,
    target: str,
    reason: str,
    patients: tuple[str, ...],
    dry_run: bool,
    even_so: bool,
    programme_id: str,
    by: str,
    as_json: bool,
    table: str | None,
    endpoint_url: str | None,
) -> None:
    """Let patients who have started go on with another release.

    Publishing never does this by itself. `served` is the release that new patients start with, `before` the one served
    before it; `stillpath diff` lists the rest. Answers and progress are kept by the ids of steps and fields, and each
    patient's timeline says who moved them and why. A patient who has a draft of a step that the target lacks, or would
    come to such a step next, stays where they are unless you add --even-so. Running it again moves nobody twice.
    Ends with status 1 when somebody was not moved.
    """
    from ..usecases.moving import Move
    from ..usecases.moving import move_patients as move_them
    from .publish import check_whole

    place = find_target(table, endpoint_url)
    deps = _deps(place, programme_id)
    store = place.contents()
    move = Move(*_versions(store, programme_id, source, target), reason, by, even_so)
    check_whole(move.target, store)
    outcomes = []
    for outcome in move_them(deps, patients or _pinned(deps, move.source), move, dry_run=dry_run):
        outcomes.append(outcome)
        if as_json:
            click.echo(json.dumps(asdict(outcome)))
    if not as_json:
        _tell(outcomes)
    if any(outcome.status in ("refused", "unknown", "failed") for outcome in outcomes):
        raise SystemExit(1)


def _pinned(deps: Deps, release: str) -> Iterator[str]:
    """Ids of the patients on a release: all read before the first is moved, for moving them changes the index."""
    from ..usecases.moving import on_release

    yield from [course.patient_id for course in counted(on_release(deps, release), "patients found")]


def _versions(store: Contents, programme_id: str, source: str, target: str) -> tuple[str, str]:
    from .publish import PublishError, served_before

    pointer = store.current(programme_id)
    if pointer is None:
        raise PublishError(f"Nothing has been published of '{programme_id}' yet.")
    known = list(dict.fromkeys([*(act.release for act in pointer.history), pointer.release]))

    def found(name: str) -> str:
        if name == "served":
            return pointer.release
        if name == "before" and (earlier := served_before(pointer.history)):
            return earlier[-1]
        fitting = [release for release in known if name and release.startswith(name)]
        if len(fitting) == 1:
            return fitting[0]
        if len(name) == 64:  # older than what the pointer remembers
            return name
        raise PublishError(f"'{name}' is not the version of one release published before. `stillpath diff` lists them.")

    return found(source), found(target)


def _tell(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        for step in dict.fromkeys((*outcome.interrupted, *outcome.drafts)):
            what = "a draft of" if step in outcome.drafts else "come to"
            click.echo(f"{outcome.patient_id}: has {what} '{step}', which is not in the target.")
        if outcome.branch:
            click.echo(
                f"{outcome.patient_id}: follows '{outcome.branch}', which is not in the target; so its own order."
            )
        if outcome.status in ("failed", "unknown"):
            click.echo(f"{outcome.patient_id}: {_TOLD[outcome.status]}{f' ({outcome.error})' * bool(outcome.error)}.")
    for status, number in Counter(outcome.status for outcome in outcomes).items():
        click.echo(f"{count_of(number, 'patient')} {_TOLD[status]}.")
    if not outcomes:
        click.echo("Nobody is on that release.")
    _tell_effects(outcomes)


def _tell_effects(outcomes: list[Outcome]) -> None:
    unused = [outcome for outcome in outcomes if outcome.unused]
    if unused:
        number = sum(len(outcome.unused) for outcome in unused)
        words = f"{count_of(number, 'kept answer')} of {count_of(len(unused), 'patient')}"
        click.echo(f"{words} would no longer be shown or used; they stay on the timelines.")
    again = Counter(module for outcome in outcomes for module in outcome.unfinished)
    for module, number in again.items():
        click.echo(f"'{module}' has a new step for {count_of(number, 'patient')} who had finished it.")


# --- the use cases' world -------------------------------------------------------------------------


class _LeftToTheSweep:
    """No queue is known here: the nightly sweep finds what is in the outbox."""

    def send(self, entry: OutboxEntry) -> None:
        pass


class _Uncounted:
    """A command is no deployment's metric."""

    def count(self, name: str, value: float = 1, **dimensions: str) -> None:
        pass


def _deps(target: Target, programme_id: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Deps:
    from ..store.review import Reviews
    from ..usecases.ports import Deps

    return Deps(
        courses=target.courses(),
        content=target.contents(),
        reviews=Reviews(target.opened),
        queue=_LeftToTheSweep(),
        counter=_Uncounted(),
        now=now,
        new_id=lambda: uuid.uuid4().hex,
        programme_id=programme_id,
    )
