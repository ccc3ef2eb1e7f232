"""`python -m vr_client preview | run | doctor`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from chalicelib.domain.practice import score_for
from vr_client.own_cli import OwnWords, looks_of, own_options, wanted_comfort
from vr_client.pairing_cli import COMMANDS
from vr_client.practice_files import PracticeNotRead, read_practice
from vr_client.session_cli import picked, session
from vr_client.sound_cli import SOUND, VOICE, VOICE_HELP, SoundWords, sound_options, voice_here, wanted_sound


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Stillpath's guided practices on a headset."""


for command in (*COMMANDS, session):
    main.add_command(command)


eyes_open_option = click.option("--eyes-open", is_flag=True, help="As people hear it who keep to eyes-open practices.")


@main.command()
@click.argument("practice")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write into.")
@click.option("--voice", type=VOICE, help=VOICE_HELP)
@click.option("--sound", type=SOUND, default="on", show_default=True, help="What is mixed into sound.wav.")
@click.option("--follow", type=click.Choice(["off", "guide"]), default="off", help="Let the place follow the guide.")
@eyes_open_option
def preview(practice: str, out: Path, voice: Path | None, sound: str, follow: str, eyes_open: bool) -> None:
    """Show PRACTICE (a file or an id) without a headset: a contact sheet, its sound and its cues."""
    from vr_client.glcontext import NoGraphics, drawing_on, open_context
    from vr_client.preview import write_preview
    from vr_client.sound_settings import SoundSettings

    try:
        score = score_for(read_practice(practice), eyes_open)
        gl = open_context()
        levels = SoundSettings.model_validate({"sound": sound, "follow": follow}).levels()
        written = write_preview(score, drawing_on(gl), out, voice=voice_here(score, voice), levels=levels)
        gl.close()
    except (PracticeNotRead, NoGraphics, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem
    for path in (written.sheet, written.sound, written.timeline):
        if path:
            click.echo(path)


@main.command()
@click.argument("practice")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what happened, as JSON.")
@click.option("--seconds", type=click.FloatRange(min=1), help="End after so many seconds of the practice.")
@click.option("--window", is_flag=True, help="In a window on this desktop, looked round with the mouse.")
@click.option(
    "--graphics", type=click.Choice(["auto", "egl", "window"]), default="auto", help="Where OpenGL comes from."
)
@click.option("--voice", type=VOICE, help=VOICE_HELP)
@own_options
@sound_options
@eyes_open_option
def run(
    practice: str,
    report: Path | None,
    seconds: float | None,
    window: bool,
    graphics: str,
    voice: Path | None,
    eyes_open: bool,
    **words: Any,
) -> None:
    """Lead PRACTICE (a file or an id) on the headset, or in a window."""
    from vr_client.glcontext import GlContext, NoGraphics, WindowContext, open_context
    from vr_client.headset import NoHeadset, needs_window
    from vr_client.hearing import Hearing
    from vr_client.leading import Leader

    try:
        score = score_for(read_practice(practice), eyes_open)
        if window:
            gl: GlContext = WindowContext(title=score.title, visible=True)
        else:
            gl = open_context(needs_window() if graphics == "auto" else graphics == "window")
        own, levels = wanted_comfort(picked(words, OwnWords)), wanted_sound(picked(words, SoundWords)).levels()
        with Hearing(score, levels, voice_here(score, voice)) as hearing:
            if hearing.problem:
                click.echo(hearing.problem, err=True)
            done = Leader(score, gl, looks_of(own), touch=own.touch, hearing=hearing).run(seconds)
    except (PracticeNotRead, NoGraphics, NoHeadset, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem
    if report:
        report.write_text(done.model_dump_json(indent=2) + "\n", encoding="utf-8")
    cost = done.cpu_ms_per_frame
    click.echo(
        f"{score.title}: {done.stop_reason}, {done.practised_seconds:.1f} of {done.length_seconds} s, "
        f"{done.frames} frames ({done.missed_frames} late), {cost.p50:.1f} ms a frame (99 %: {cost.p99:.1f})"
    )


@main.command()
def doctor() -> None:
    """Say what this computer has and lacks for a session."""
    from vr_client.doctor import examine
    from vr_client.kept_here import kept_here

    findings = examine()
    for finding in findings:
        click.echo(f"{'ok     ' if finding.good else 'MISSING'} {finding.name:<9} {finding.words}")
    for name, words in kept_here():
        click.echo(f"        {name:<9} {words}")
    sys.exit(0 if all(finding.good for finding in findings) else 1)
