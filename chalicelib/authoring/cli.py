"""The `stillpath` command."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click

from .batch import change, risk, score
from .connection import find_target, local_stack, plain_errors, user_name, which_table
from .diff_command import diff, in_short, refuse_lost_ids
from .faults import Fault, annotation
from .move_command import move_patients
from .narrate_command import ask_for_narration, narrate
from .people import invite
from .preview.command import preview
from .reader import Reading, read_folder
from .reference_command import reference, schema
from .safety_command import approve_safety
from .simulation.command import simulate
from .translate import translate

T = TypeVar("T")
FOLDER = click.argument("folder", metavar="[DIR]", default=Path("modules"), type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Write, check and publish a Stillpath programme, and work with its measures.

    A programme is a folder of text files (see docs/authoring.md). Start with `stillpath lint`: it only reads.
    """


@main.command()
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, for scripts.")
@click.option(
    "--annotate", type=click.Choice(["github"]), help="Also print each fault as that CI shows it at its line."
)
def lint(folder: Path, as_json: bool, annotate: str | None) -> None:
    """Check the programme in DIR (default: modules) and say what to mend.

    For each fault: file and line, the rule, what is wrong and why, and how to mend it. Changes nothing. Ends with
    status 1 when there are faults.
    """
    reading, faults = _checked(folder)
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=2))
    else:
        _print(faults)
        for fault in faults if annotate else ():
            click.echo(annotation(fault))
        click.echo(_summary(reading, faults))
        silent = [one.model.id for one in reading.measures if not one.model.has_text]
        silent += [one.model.id for one in reading.screens if not one.model.has_text]
        if silent:
            click.secho(
                f"Without words, so not shown to patients: {', '.join(silent)}. If you hold a licence, "
                "modules/measures/texts/README.md says how to add them.",
                dim=True,
            )
    sys.exit(1 if faults else 0)


@main.command()
@FOLDER
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option("--by", default=user_name, show_default="your user name", help="Who publishes; kept with the release.")
@click.option("--even-so", is_flag=True, help="Also where ids are gone under which patients have answers.")
@click.option("--record", is_flag=True, help="Add the ids to DIR/published-ids.txt, which lint then holds DIR against.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")
@which_table
@plain_errors
def publish(
    folder: Path,
    dry_run: bool,
    by: str,
    even_so: bool,
    record: bool,
    as_json: bool,
    table: str | None,
    endpoint_url: str | None,
) -> None:
    """Check the programme in DIR (default: modules) and make it the one that new patients start with.

    Patients who have started keep the words they started with. Nothing is overwritten, the same files again write
    nothing, and `stillpath rollback` goes back. With faults, nothing is published.
    """
    from .lint import SHOWN_MARKED
    from .publish import plan
    from .publish import publish as put
    from .published_ids import RECORD, add_to_record, ids_of

    reading, faults = _checked(folder)
    marked = [fault for fault in faults if fault.rule in SHOWN_MARKED]
    if len(faults) > len(marked) or reading.programme is None:
        _print(faults)
        raise click.ClickException(f"{_summary(reading, faults)} Nothing was published.")
    target = find_target(table, endpoint_url)
    store, content = target.contents(), reading.programme
    if not (even_so or dry_run):
        refuse_lost_ids(content, target)
    told = list(in_short(reading, content, target)) if dry_run and not as_json else []
    done = plan(content, store) if dry_run else put(content, store, by=by, watch=_progress)
    recorded = add_to_record(folder, ids_of(content)) if record and not dry_run else 0
    narration = ask_for_narration(target, done.release_version) if done.moved and not dry_run else ""
    if as_json:
        click.echo(json.dumps({**asdict(done), "untranslated": [asdict(fault) for fault in marked]}))
        return
    for fault in marked:
        click.echo(f"{fault.file}:{fault.line}  {fault.rule}  {fault.message}")
    if marked:
        click.echo("Until they are translated, these are shown in the source language, marked.\n")
    verb = "would be written" if dry_run else "written"
    click.echo(f"Release {done.release_version[:12]}: {done.written} parts {verb}, {done.unchanged} unchanged.")
    if not done.moved:
        click.echo("This is what is served already.")
    elif not dry_run:
        click.echo("New patients start with it from now on.")
        click.echo(narration)
    for line in told if done.moved else ():
        click.echo(line)
    if recorded:
        click.echo(f"{folder / RECORD}: {_count(recorded, 'id')} added. Commit it with your change.")


@main.command()
@click.option("--to", help="Version of the release to go back to (its first letters will do); default: the one before.")
@click.option("--programme", "programme_id", default="finding-your-footing", show_default=True, help="Programme id.")
@click.option("--by", default=user_name, show_default="your user name", help="Who goes back; kept with the release.")
@which_table
@plain_errors
def rollback(to: str | None, programme_id: str, by: str, table: str | None, endpoint_url: str | None) -> None:
    """Go back to the release that was served before.

    New patients start with it again. Nothing is deleted, and no patient who has started is moved.
    """
    from .publish import rollback as go_back

    release = go_back(programme_id, find_target(table, endpoint_url).contents(), by=by, to=to)
    click.echo(f"Release {release[:12]} is served again.")


@main.command()
@click.argument("role", type=click.Choice(["patient", "therapist", "author"]))
@plain_errors
def token(role: str) -> None:
    """Print a bearer token of a demo person of the local stack, to try the API with.

    For example: curl -H "Authorization: Bearer $(stillpath token patient)" …/v1/today
    """
    stack = local_stack()
    if stack is None:
        raise click.UsageError("The local stack is not there. Start it with `make run`.")
    try:
        click.echo(_sign_in(stack, role))
    except KeyError as absent:
        raise click.ClickException(
            f"The local stack's description lacks {absent}. Start it again: `make run`."
        ) from absent


def _sign_in(stack: dict[str, Any], role: str) -> str:
    from .connection import Target

    person = stack["people"][role]
    identity = Target("", stack["aws_endpoint"], stack.get("region"), local=True).client("cognito-idp")
    answer = identity.initiate_auth(
        ClientId=stack["client_id"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person["email"], "PASSWORD": person["password"]},
    )
    return str(answer["AuthenticationResult"]["AccessToken"])


for _command in (
    approve_safety,
    diff,
    invite,
    move_patients,
    narrate,
    preview,
    reference,
    schema,
    score,
    risk,
    change,
    translate,
    simulate,
):
    main.add_command(_command)


def _checked(folder: Path) -> tuple[Reading, list[Fault]]:
    from .lint import lint_reading

    reading = read_folder(folder)
    return reading, lint_reading(reading)


def _print(faults: list[Fault]) -> None:
    for fault in faults:
        click.secho(f"{fault.file}:{fault.line}", bold=True, nl=False)
        click.secho(f"  {fault.rule}", fg="yellow")
        click.echo(f"  {fault.message}")
        click.secho(f"  {fault.help}\n", dim=True)


def _summary(reading: Reading, faults: list[Fault]) -> str:
    if faults:
        files = len({fault.file for fault in faults})
        text = f"{_count(len(faults), 'fault')} in {_count(files, 'file')}."
        waiting = " How files fit together is checked once they can all be read." if reading.faults else ""
        return text + waiting
    counts = ("module", reading.modules), ("step", reading.steps), ("measure", reading.measures)
    return "No faults: " + ", ".join(_count(len(found), name) for name, found in counts) + "."


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _progress(parts: Sequence[T]) -> Iterable[T]:
    if not sys.stderr.isatty():
        return parts
    from rich.console import Console
    from rich.progress import track

    return track(parts, description="Publishing", console=Console(stderr=True), transient=True)
