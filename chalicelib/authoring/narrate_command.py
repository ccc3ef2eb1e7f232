"""Have the lines of a published programme spoken: asked for at every publish, or by a command of its own."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime

import click

from .connection import Target, find_target, local_stack, plain_errors, which_table

WAITS = "its lines are spoken at the next nightly sweep (no queue is known here: set PREPARE_QUEUE_URL to have it now)"


def ask_for_narration(target: Target, release: str) -> str:
    """Put the promise into the outbox and wake the queue; returns what to tell. Whether anybody speaks is for the
    deployment to say (NARRATION): until then, and for languages that it has no voice for, lines are captions."""
    from ..store.course import write_outbox
    from ..store.queue import SqsQueue
    from ..usecases.errors import Busy
    from ..usecases.narration import narration_wanted

    entry = narration_wanted(release, datetime.now(UTC), uuid.uuid4().hex)
    target.opened.write(write_outbox(entry))
    url = _queue_url(target)
    if url:
        try:
            SqsQueue(target.client("sqs"), url).send(entry)
        except Busy:
            url = ""
    return f"Narration: {'its lines are being spoken, in the background' if url else WAITS}."


def _queue_url(target: Target) -> str:
    stack = local_stack() or {}
    own = str(stack.get("queue_url", "")) if stack.get("table") == target.table and target.local else ""
    return os.environ.get("PREPARE_QUEUE_URL") or own


@click.command()
@click.option("--programme", "programme_id", default="finding-your-footing", show_default=True, help="Programme id.")
@which_table
@plain_errors
def narrate(programme_id: str, table: str | None, endpoint_url: str | None) -> None:
    """Have the lines of all practices spoken that are not yet, of the release that is served.

    `publish` asks for it by itself. It is needed again after the deployment's voice has changed, or when nobody could
    speak at the time. Lines that are spoken already cost nothing.
    """
    target = find_target(table, endpoint_url)
    release = target.contents().current_release(programme_id)
    if release is None:
        raise click.ClickException(f"Nothing has been published of '{programme_id}' yet.")
    click.echo(ask_for_narration(target, release))
