"""`python -m vr_client pair | fetch | upload`: what needs the programme's server."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import click

from vr_client.connected import CONNECTION, connect, connection, others_waiting
from vr_client.pairing import NotPaired, ask, wait_for_token
from vr_client.pairing_shown import wait_and_show
from vr_client.runs import Runs, Send, Uploaded
from vr_client.server import HttpServer, NotConnected, Unreachable
from vr_client.sessions import home
from vr_client.voices import Voices

#: Written by `make run`: the address of the local stack.
LOCAL_STACK = Path(".local") / "stack.json"


def wall() -> datetime:
    return datetime.now().astimezone()


@click.command()
@click.option("--server", help="Address of the programme, https://…/; else that of last time.")
@click.option("--headset", is_flag=True, help="Show the code in the headset as well.")
@click.option("--window", is_flag=True, help="Show the code in a window as well.")
def pair(server: str | None, headset: bool, window: bool) -> None:
    """Connect this computer's headset: shows a code to enter on the web page Headsets."""
    try:
        here = HttpServer(server or address())
        code = ask(here)
        click.echo(f"On {code.address}, enter this code:\n\n    {code.user_code}\n\nWaiting for your yes there.")
        if headset or window:
            granted = wait_and_show(here, code, window, lambda words: click.echo(words, err=True))
        else:
            granted = wait_for_token(here, code, time.monotonic, time.sleep)
        connected, vault = connect(here.base_url, granted)
    except (NotPaired, Unreachable, ValueError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Connected. The headset's key is kept in {vault.where}.")
    tell_of_others(connected.runs())


@click.command()
def fetch() -> None:
    """Download the prescribed practices, so that they play without a network."""
    try:
        to = connection()
        here, practices = to.server(), to.packages()
        try:
            done = practices.fetch(here)
        except NotConnected:
            practices.end()
            raise
        voice = Voices(home() / "voices").fetch(here, practices.voice())
    except (NotConnected, Unreachable, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Kept here: {', '.join(done.fetched) or 'none yet'}.")
    if voice.missing:
        click.echo(f"Not yet the voice of {voice.missing} lines; they have captions. {voice.problem}".strip(), err=True)
    for name, why in done.refused.items():
        click.echo(f"Not {name}: {why}", err=True)


@click.command()
def upload() -> None:
    """Send the records of sessions that still wait, of the person who is connected."""
    try:
        to = connection()
        runs = to.runs()
        runs.recover()
        done = runs.upload(to.sends())
    except NotConnected as problem:
        raise click.ClickException(str(problem)) from problem
    tell(done)
    if not (done.sent or done.refused or done.waiting):
        click.echo("Nothing waits to be sent.")
    tell_of_others(runs)


def sent_by(runs: Runs) -> Send | None:
    """How records of a person go up; None while that very person is not connected."""
    try:
        to = connection()
        return to.sends() if to.runs().folder == runs.folder else None
    except NotConnected:
        return None


def tell(done: Uploaded) -> None:
    if done.sent:
        click.echo(f"Sent: {len(done.sent)}.")
    if done.refused:
        click.echo(f"The server would not take {len(done.refused)}; kept under {home() / 'runs'}.", err=True)
    if done.waiting:
        click.echo(f"Waiting to be sent: {done.waiting}. {done.problem}".strip())


def tell_of_others(mine: Runs) -> None:
    others = others_waiting(mine)
    if others:
        click.echo(f"{others} more wait for another person, and go up once that person connects again.", err=True)


def address() -> str:
    """The server of last time, else the local stack. Raises NotPaired."""
    for place in (home() / CONNECTION, LOCAL_STACK):
        try:
            return str(json.loads(place.read_text(encoding="utf-8"))["base_url"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise NotPaired("Which programme? Give its address: python -m vr_client pair --server https://…/")


COMMANDS = (pair, fetch, upload)
