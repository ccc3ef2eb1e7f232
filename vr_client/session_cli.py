"""`python -m vr_client session`: a kept practice on the headset, with its check-ins and its record."""

from __future__ import annotations

import time
from typing import Any

import click

from vr_client.comfort import NotNow
from vr_client.connected import connection
from vr_client.own_cli import OwnWords, looks_of, own_options, wanted_comfort
from vr_client.packages import PackageRefused
from vr_client.pairing_cli import sent_by, tell, wall
from vr_client.server import NotConnected
from vr_client.sessions import begin
from vr_client.sound_cli import SoundWords, kept_voice, sound_options, wanted_sound
from vr_client.strap import BleakRadio, Strap


@click.command()
@click.argument("practice")
@click.option(
    "--pace", type=click.FloatRange(4.5, 7), help="Breaths a minute of the guide, where the practice has one."
)
@click.option("--window", is_flag=True, help="In a window on this desktop.")
@own_options
@sound_options
def session(practice: str, pace: float | None, window: bool, **words: Any) -> None:
    """Lead a kept PRACTICE with its check-ins, and send its record."""
    from vr_client.glcontext import GlContext, NoGraphics, WindowContext, open_context
    from vr_client.headset import NoHeadset, needs_window
    from vr_client.hearing import Hearing
    from vr_client.leading import Leader

    own = wanted_comfort(picked(words, OwnWords))
    strap = Strap(BleakRadio(own.strap)) if own.pulse else None
    try:
        to = connection()
        runs = to.runs()
        package, going = begin(to.packages(), runs, practice, wall, pace, own.belly is not None, own.lying)
        visible = WindowContext(title=package.practice.title, visible=True) if window else None
        gl: GlContext = visible or open_context(needs_window())
        asked = strap.per_minute if strap else None
        leader = Leader(package.practice, gl, looks_of(own), going.sitting, None, own.belly, own.touch, asked)
        leader.tell = lambda words: click.echo(words, err=True)
        leader.painter.prepare_captions(going.sitting.captions())
    except (NotConnected, PackageRefused, NotNow, NoGraphics, NoHeadset, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem
    score = package.practice
    if strap:
        strap.start()
    try:
        with Hearing(score, wanted_sound(picked(words, SoundWords)).levels(), kept_voice(package)) as leader.hearing:
            if leader.hearing.problem:
                click.echo(leader.hearing.problem, err=True)
            leader.run(watch=lambda _frame, _moment: going.tick())
    except NoHeadset as problem:
        raise click.ClickException(str(problem)) from problem
    finally:  # whatever ended it, its record is kept
        report = leader.report()
        if strap:
            strap.close()
        pulse = strap.summary() if strap else None
        tell(going.end(sent_by(runs), report.frames, report.missed_frames, pulse))
        if going.unkept:
            click.echo(f"{going.problem} Leave this program open: it tries again for ten minutes.", err=True)
            if going.hold(lambda: sent_by(runs), time.sleep):
                click.echo("The record is safe now.", err=True)
        for problem_told in (going.problem, strap.problem if strap and pulse is None else ""):
            if problem_told:
                click.echo(problem_told, err=True)


def picked(words: dict[str, Any], kind: Any) -> Any:
    """Those of the options that a kind of them has."""
    return {name: words[name] for name in kind.__annotations__}
