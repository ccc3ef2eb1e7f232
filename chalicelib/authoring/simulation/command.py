"""`stillpath simulate`: invented people go through the programme in a folder, week by week."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..reader import read_folder
from .persona import Persona
from .personas import PERSONAS

if TYPE_CHECKING:
    from ...domain.programme import Programme
    from .story import Story

#: What the columns do not say by themselves.
LEGEND = (
    "reminder: the day on which the rule first says that one is due; nothing sends reminders yet. "
    "flags: rule and level as raised, (was …) where the watch raised the level of an open one. "
    "waits: a part that is closed for another reason than time."
)


@click.command()
@click.argument("folder", metavar="[DIR]", default=Path("modules"), type=click.Path(path_type=Path))
@click.option(
    "--weeks", default=8, show_default=True, type=click.IntRange(1, 52), help="How many weeks to live through."
)
@click.option(
    "--persona",
    "names",
    multiple=True,
    metavar="NAME",
    help=f"Only this person; may be given more than once. One of {', '.join(p.name for p in PERSONAS)}.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write a picture of each and weeks.md here."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")
def simulate(folder: Path, weeks: int, names: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """Let invented people go through the programme in DIR (default: modules), unpublished, by the real rules.

    Shows for each week what opened, was due and was done, and which reminders and flags arose; whoever finishes goes on
    to the boosters. Ends with status 1 when somebody reaches a dead end: nothing is open, and neither time, nor their
    questionnaires answered as they answer now, nor a therapist who closes their flags will open anything.
    """
    started = time.process_time()
    chosen = _chosen(names)
    stories = _lived(_programme(folder), chosen, weeks)
    seconds = round(time.process_time() - started, 2)
    if out:
        _write(stories, out)
    if as_json:
        people = [story.as_json() for story in stories]
        click.echo(json.dumps({"weeks": weeks, "cpu_seconds": seconds, "people": people}, ensure_ascii=False, indent=2))
    else:
        _print(stories, weeks, seconds)
    sys.exit(1 if any(story.dead_ends for story in stories) else 0)


def _chosen(names: tuple[str, ...]) -> Sequence[Persona]:
    known = {persona.name: persona for persona in PERSONAS}
    for name in names:
        if name not in known:
            raise click.BadParameter(f"'{name}' is nobody here. Known: {', '.join(known)}.", param_hint="--persona")
    return [known[name] for name in dict.fromkeys(names)] or PERSONAS


def _programme(folder: Path) -> Programme:
    reading = read_folder(folder)
    if reading.programme is None:
        for fault in reading.faults:
            click.echo(f"{fault.file}:{fault.line}  {fault.rule}  {fault.message}", err=True)
        raise click.ClickException(f"{folder} cannot be read. `stillpath lint` says how to mend it.")
    return reading.programme


def _lived(programme: Programme, people: Sequence[Persona], weeks: int) -> list[Story]:
    from .runner import simulate as live
    from .world import FolderContent

    content = FolderContent(programme)
    return [live(content, persona, weeks) for persona in _progress(people)]


def _progress(people: Sequence[Persona]) -> Iterable[Persona]:
    if not sys.stderr.isatty():
        return people
    from rich.console import Console
    from rich.progress import track

    return track(people, description="Living through the weeks", console=Console(stderr=True), transient=True)


def _write(stories: Sequence[Story], out: Path) -> None:
    from .picture import picture_of
    from .table import page_of

    out.mkdir(parents=True, exist_ok=True)
    for story in stories:
        (out / f"{story.name}.svg").write_text(picture_of(story), encoding="utf-8")
    (out / "weeks.md").write_text(page_of(stories, LEGEND), encoding="utf-8")


def _print(stories: Sequence[Story], weeks: int, seconds: float) -> None:
    from rich.console import Console

    from .table import table_of

    console = Console() if sys.stdout.isatty() else Console(width=200)
    for story in stories:
        console.print(table_of(story))
        console.print(f"{story.about} {summary_of(story)}\n", style="dim", markup=False)
    console.print(LEGEND, style="dim", markup=False)
    for story in stories:
        for end in story.dead_ends:
            console.print(
                f"Dead end: {story.name}, day {end.day}, at {end.place}. {end.why}", style="red", markup=False
            )
    number = sum(len(story.dead_ends) for story in stories)
    ends = "No dead ends." if not number else f"{number} dead end{'' if number == 1 else 's'}."
    console.print(f"{len(stories)} invented people, {weeks} weeks, {seconds:.1f} s of computing. {ends}", markup=False)


def summary_of(story: Story) -> str:
    """What is told of the whole way in a sentence or two."""
    languages = ", ".join(f"{count} in {language}" for language, count in sorted(story.languages.items()))
    told = [f"Passages read: {languages or 'none'}.", f"Passages promised to be prepared {story.promised} times."]
    if story.vr:
        told.append(f"No headset: {story.vr}")
    if story.of("conflict"):
        told.append(f"{len(story.of('conflict'))} conflicts of two devices, {len(story.of('set-aside'))} set aside.")
    told.append("No word was lost." if not story.words_lost else f"{story.words_lost} texts were LOST.")
    return " ".join(told)
