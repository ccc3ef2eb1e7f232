"""`python -m vr_client pair | fetch | upload`: what needs the programme's server."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import click

from vr_client.packages import Packages, sender
from vr_client.pairing import NotPaired, ask, open_vault, wait_for_token
from vr_client.runs import Runs, Send, Uploaded, write_whole
from vr_client.server import HttpServer, NotConnected, Unreachable
from vr_client.sessions import home
from vr_client.voices import Voices

#: Written by `make run`: the address of the local stack.
LOCAL_STACK = Path(".local") / "stack.json"
CONNECTION = "connection.json"
#: Commands that need neither a headset nor graphics.
PLAIN = ("pair", "fetch", "upload")


def wall() -> datetime:
    return datetime.now().astimezone()


@click.command()
@click.option("--server", help="Address of the programme, https://…/; else that of last time.")
def pair(server: str | None) -> None:
    """Connect this computer's headset: shows a code to enter on the web page Headsets."""
    try:
        here = HttpServer(server or address())
        code = ask(here)
        click.echo(f"On {code.address}, enter this code:\n\n    {code.user_code}\n\nWaiting for your yes there.")
        granted = wait_for_token(here, code, time.monotonic, time.sleep)
        vault = open_vault(home())
        vault.put(here.base_url, granted.token)
        write_whole(home() / CONNECTION, json.dumps({"base_url": here.base_url, "key": granted.key}).encode())
    except (NotPaired, Unreachable, ValueError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Connected. The headset's key is kept in {vault.where}.")


@click.command()
def fetch() -> None:
    """Download the prescribed practices, so that they play without a network."""
    try:
        here = connection()
        practices = kept_practices()
        done = practices.fetch(here)
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
    """Send the records of sessions that still wait."""
    runs = Runs(home() / "runs")
    runs.recover()
    try:
        tell(runs.upload(sender(connection())))
    except NotConnected as problem:
        raise click.ClickException(str(problem)) from problem


def kept_practices() -> Packages:
    """What is kept here, held against the key of the programme that this headset is connected to."""
    try:
        key = json.loads((home() / CONNECTION).read_text(encoding="utf-8")).get("key")
    except (OSError, ValueError, AttributeError):
        key = None
    return Packages(home() / "practices", key)


def sent_by() -> Send | None:
    """How records go up; None while this headset is not connected."""
    try:
        return sender(connection())
    except click.ClickException:
        return None


def tell(done: Uploaded) -> None:
    if done.sent:
        click.echo(f"Sent: {len(done.sent)}.")
    if done.refused:
        click.echo(f"The server would not take {len(done.refused)}; kept in {home() / 'runs' / 'refused'}.", err=True)
    if done.waiting:
        click.echo(f"Waiting to be sent: {done.waiting}. {done.problem}".strip())


def connection() -> HttpServer:
    """The server with this headset's token. Raises ClickException before the first `pair`."""
    try:
        base_url = str(json.loads((home() / CONNECTION).read_text(encoding="utf-8"))["base_url"])
        token = open_vault(home()).get(base_url)
    except (OSError, ValueError, KeyError, TypeError):
        base_url = token = ""
    if not token:
        raise click.ClickException("This headset is not connected yet: python -m vr_client pair --server https://…/")
    return HttpServer(base_url, token)


def address() -> str:
    """The server of last time, else the local stack. Raises NotPaired."""
    for place in (home() / CONNECTION, LOCAL_STACK):
        try:
            return str(json.loads(place.read_text(encoding="utf-8"))["base_url"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise NotPaired("Which programme? Give its address: python -m vr_client pair --server https://…/")


COMMANDS = (pair, fetch, upload)
