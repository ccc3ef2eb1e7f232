"""`stillpath diff`: what a publish would change, for whom, and which translations go stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ..domain.course import Course
from ..domain.programme import Programme
from .connection import Target, find_target, plain_errors, which_table
from .diff import Change, Detail
from .diff_served import LATELY, Left, People, changes_of, left_behind, lost_ids, people_of
from .published_ids import Lost
from .reader import Reading, read_folder
from .translation_status import count_of

_SIGN = {"added": "+", "removed": "-", "changed": "~"}
_COLOUR = {"added": "green", "removed": "red", "changed": "yellow"}
#: Characters shown of a text that came or went; the whole of it is in the file, or in --json.
_SHOWN = 160


@dataclass(frozen=True)
class Answers:
    """Ids that are gone or used anew, and how many patients are pinned to a release that still has them."""

    lost: list[Lost]
    patients: int


@click.command()
@click.argument("folder", metavar="[DIR]", default=Path("modules"), type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")
@which_table
@plain_errors
def diff(folder: Path, as_json: bool, table: str | None, endpoint_url: str | None) -> None:
    """Say what a publish of DIR (default: modules) would change against what is served. Changes nothing.

    Told are the parts that would come, go and change, with the words that differ; how many patients are on which
    release; and which translations the change leaves behind. Patients who have started keep what they started with:
    `stillpath move-patients` moves them, when you say so.
    """
    reading = read_folder(folder)
    programme = reading.programme
    if programme is None:
        count = count_of(len(reading.faults), "fault")
        raise click.ClickException(f"{folder} cannot be read: {count}. `stillpath lint {folder}` says what to mend.")
    target = find_target(table, endpoint_url)
    store = target.contents()
    pointer = store.current(programme.id)
    before, changes = changes_of(programme, store)
    people = people_of(everybody(target), programme.id, datetime.now(UTC))
    answers = unsafe(lost_ids(programme, store, people.by_release), people)
    left = left_behind(reading, before)
    if as_json:
        told = _as_json(changes, people, pointer.release if pointer else None, answers, left)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    _tell(changes)
    _tell_ids(answers)
    _tell_people(people, pointer.release if pointer else "", _whens(pointer))
    _tell_left(left)


def everybody(target: Target) -> Iterator[Course]:
    """Every course, through the index of when people were seen last; says on a terminal how far it is."""
    courses = target.courses().silent_since(datetime.max.replace(tzinfo=UTC))
    yield from counted(courses, "patients looked at")


def counted(courses: Iterable[Course], what: str) -> Iterator[Course]:
    """The same courses; while they are read, how many it were stands on a terminal's last line."""
    shown = sys.stderr.isatty()
    for number, course in enumerate(courses, start=1):
        if shown and number % 50 == 0:
            click.echo(f"\r{number} {what} …", err=True, nl=False)
        yield course
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)


def unsafe(lost: dict[str, list[Lost]], people: People) -> Answers:
    """Lost ids of releases to which patients are pinned."""
    pinned = {version: gone for version, gone in lost.items() if people.by_release.get(version)}
    found = sorted({one for gone in pinned.values() for one in gone})
    return Answers(found, sum(people.by_release[version] for version in pinned))


def refuse_lost_ids(programme: Programme, target: Target) -> None:
    """Raise `click.ClickException` when ids are gone, or used anew, that a patient's own release still has.

    Patients are counted only when there is such an id, so that most publishes read no course.
    """
    lost = lost_ids(programme, target.contents())
    found = unsafe(lost, people_of(everybody(target), programme.id, datetime.now(UTC))) if lost else None
    if found and found.lost:
        listed = "".join(f"\n  {one}" for one in found.lost)
        message = (
            f"{count_of(found.patients, 'patient')} may have answers under ids that this programme has no more, "
            f"or asks otherwise:{listed}\nNothing was published. Give the ids back; or add --even-so: those patients "
            "keep their release and their answers, and cannot be moved without losing sight of these."
        )
        raise click.ClickException(message)


def in_short(reading: Reading, programme: Programme, target: Target) -> Iterator[str]:
    """The same in a few lines, for `publish --dry-run`."""
    store = target.contents()
    pointer = store.current(programme.id)
    before, changes = changes_of(programme, store)
    for how in ("added", "changed", "removed"):
        kinds = [change.kind for change in changes if change.how == how]
        if kinds and before is not None:
            told = (count_of(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
            yield f"{how.capitalize()}: {', '.join(told)}."
    people = people_of(everybody(target), programme.id, datetime.now(UTC))
    here = people.by_release.get(pointer.release, 0) if pointer else 0
    if people.everybody:
        others = people.everybody - here
        yield f"{count_of(here, 'patient')} on what is served now and {others} on earlier releases keep their words."
    left = left_behind(reading, before)
    if left.going_stale:
        yield f"{count_of(len(left.going_stale), 'translated part')} would go stale."
    yield "`stillpath diff` shows each change."


# --- telling --------------------------------------------------------------------------------------


def _tell(changes: list[Change]) -> None:
    for change in changes:
        click.secho(f"{_SIGN[change.how]} {change.kind} {change.id}", fg=_COLOUR[change.how], bold=True, nl=False)
        click.echo(f"  “{change.title}”")
        for detail in change.details:
            click.echo(f"    {detail.part}: {_in_words(detail)}")
    counts = [(how, sum(change.how == how for change in changes)) for how in _SIGN]
    told = ", ".join(f"{number} {how}" for how, number in counts if number)
    click.echo(f"\n{told.capitalize()}." if told else "Nothing in the source differs from what is served.")


def _in_words(detail: Detail) -> str:
    if detail.how == "changed":
        return f"{detail.was} → {detail.now}" if _short(detail) else detail.difference
    text = " ".join((detail.now or detail.was).split())
    return f"{detail.how}: {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}"


def _short(detail: Detail) -> bool:
    return all(len(text.split()) <= 4 for text in (detail.was, detail.now))


def _tell_ids(answers: Answers) -> None:
    if answers.lost:
        who = f"{count_of(answers.patients, 'patient')} on a release that has them"
        click.secho(f"\nIds under which answers are kept ({who}):", bold=True)
        for one in answers.lost:
            click.echo(f"  {one}")
        click.echo("  Their answers stay on their timelines. `publish` asks for --even-so.")


def _whens(pointer: Any) -> dict[str, str]:
    return {act.release: f"{act.at:%Y-%m-%d} by {act.by}" for act in pointer.history} if pointer else {}


def _tell_people(people: People, now_served: str, whens: dict[str, str]) -> None:
    click.secho("\nPatients", bold=True)
    for version, number in sorted(people.by_release.items(), key=lambda pair: -pair[1]):
        here = ", served now" if version == now_served else ""
        when = f", {whens[version]}" if version in whens else ""
        click.echo(f"  {number} on release {version[:12]}{when}{here}")
    if not people.by_release:
        click.echo("  Nobody has started yet.")
    days = LATELY.days
    click.echo(
        f"  Everybody who starts from then on gets the new one ({people.started_lately} in the last {days} days)."
    )


def _tell_left(left: Left) -> None:
    if not (left.going_stale or left.stale_before or left.new_untranslated):
        return
    click.secho("\nTranslations", bold=True)
    for code, stale in left.going_stale:
        click.echo(f"  goes stale  {code}  {stale.name}")
    for code in sorted({code for code, _ in left.stale_before}):
        number = sum(one == code for one, _ in left.stale_before)
        click.echo(f"  {count_of(number, 'part')} stale before  {code}")
    for code, number in left.new_untranslated.items():
        click.echo(f"  {count_of(number, 'new part')} not translated yet  {code}")


def _as_json(changes: list[Change], people: People, now: str | None, answers: Answers, left: Left) -> dict[str, Any]:
    return {
        "served": now,
        "changes": [
            {**asdict(one), "details": [{**asdict(d), "difference": d.difference} for d in one.details]}
            for one in changes
        ],
        "patients": people.by_release,
        "started_lately": people.started_lately,
        "lost_ids": [asdict(one) for one in answers.lost],
        "patients_with_lost_ids": answers.patients,
        "going_stale": [{"language": code, "part": stale.name} for code, stale in left.going_stale],
        "stale_before": [{"language": code, "part": stale.name} for code, stale in left.stale_before],
        "new_untranslated": left.new_untranslated,
    }
