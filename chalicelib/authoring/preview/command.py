"""`stillpath preview`."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="[DIR]", default=Path("modules"), type=click.Path(path_type=Path))
@click.option("--port", default=4570, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in your browser.")
@click.option(
    "--sounds",
    type=click.Path(path_type=Path),
    help="Folder with the mixed sound of practices: <practice id>.wav, or a folder of that name with it.",
)
def preview(folder: Path, port: int, open_page: bool, sounds: Path | None) -> None:
    """Show the programme in DIR (default: modules) as patients will see it, on a page of this machine.

    The page follows your files: save one, and it shows the change. What is wrong stands at the top; a file that cannot
    be read is shown as it was before. It has a map of the programme, every step on a phone and a desktop, what may be
    fitted to a person, and the timeline of every practice, in English with a voice made on this machine. Ends with
    Ctrl-C.
    """
    from .answers import Workshop
    from .fitting import configured
    from .server import Server
    from .state import Watch
    from .voice import Voice

    if not folder.is_dir():
        raise click.UsageError(f"{folder} is not a folder. Give the one that holds programme.yaml.")
    click.echo(f"Reading {folder} …")
    watch = Watch(folder)
    try:
        server = Server(Workshop(watch, configured(), sounds, Voice()), port)
    except OSError as error:
        raise click.ClickException(
            f"Port {port} cannot be used ({error.strerror}). Choose another: stillpath preview --port {port + 1}"
        ) from error
    threading.Thread(target=watch.run, daemon=True).start()
    click.echo(f"Open {server.address} in your browser. It follows your files; Ctrl-C ends it.")
    if open_page:
        webbrowser.open(server.address)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        click.echo("\nThe preview has ended. Your files are as you left them.")
    finally:
        watch.end()
        server.server_close()
