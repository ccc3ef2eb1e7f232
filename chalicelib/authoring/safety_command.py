"""`stillpath approve-safety`: somebody answers for the words that tell people in danger what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from ..domain.translation import passage_text
from .connection import user_name
from .reader import read_folder
from .safety_text import RECORD, approve, as_approved, read_record, watched
from .translation_status import count_of


@click.command("approve-safety")
@click.argument("places", nargs=-1)
@click.option("--dir", "folder", default=Path("modules"), show_default=True, type=click.Path(path_type=Path))
@click.option("--by", default=user_name, show_default="your user name", help="Who answers for these words.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def approve_safety(places: tuple[str, ...], folder: Path, by: str, yes: bool) -> None:
    """Say that safety text is right as it stands, and who says so.

    Without PLACES, all safety passages are meant that have changed, are new or are gone. A passage is named by step and
    id, as in welcome.not-alone, or es/welcome.not-alone in a translation; naming one that is not watched yet puts it
    under watch. Shows the words and asks. Commit modules/safety-text.txt together with the text.
    """
    from .lint.rule import every_place

    reading = read_folder(folder)
    if not reading.steps:
        raise click.ClickException(f"{folder} has no steps that can be read. `stillpath lint {folder}` says why.")
    there, record = dict(every_place(reading)), read_record(folder)
    for place in places:
        if place not in there:
            raise click.ClickException(f"There is no passage {place}; it is named by step and id: welcome.not-alone.")
    chosen = places or [place for place in there if watched(place, record)]
    todo = {place: there[place].passage for place in chosen if not as_approved(there[place].passage, record.get(place))}
    gone = sorted(set(record) - set(there))
    for place, passage in todo.items():
        click.secho(f"\n{place}", bold=True)
        click.echo(passage_text(passage.heading, passage.text))
    for place in gone:
        click.echo(f"{place} is gone.")
    if not (todo or gone):
        click.echo("Every safety passage is as it was approved.")
        return
    if not yes:
        click.confirm(f"\nDo you, {by}, approve {count_of(len(todo) + len(gone), 'change')}?", abort=True)
    approve(folder, todo, there, by, datetime.now(UTC).date())
    click.echo(f"{count_of(len(todo), 'passage')} approved by {by}. Commit {folder / RECORD}.")
