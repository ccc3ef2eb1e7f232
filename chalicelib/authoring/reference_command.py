"""`stillpath schema` and `stillpath reference`: what the code knows about content files, written down for people."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    default=Path("docs/schema"),
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.",
)
def schema(out: Path) -> None:
    """Write the JSON Schemas of the content files, with which an editor completes keys and underlines slips.

    docs/authoring.md says how to set an editor up. Run it again after a change of the models.
    """
    from .schema import write

    changed = write(out)
    for name in changed:
        click.echo(out / name)
    if not changed:
        click.echo("Every schema is as it should be.")


@click.command()
@click.option("--write", "save", is_flag=True, help="Put it into docs/authoring.md, between its marks.")
def reference(save: bool) -> None:
    """Print every key of every content file and every lint rule, as docs/authoring.md has them.

    It is made from the code itself, so it is what the other commands do. Run it with --write after a change.
    """
    from .reference import DOCUMENT, written
    from .reference import reference as made

    if not save:
        click.echo(made(), nl=False)
        return
    try:
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(written(text), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{DOCUMENT} was not written: {error}.") from error
    click.echo(DOCUMENT)
