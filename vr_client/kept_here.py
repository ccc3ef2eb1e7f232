"""What is kept on this computer, in plain words: the connection, the practices, and what waits to go up."""

from __future__ import annotations

from urllib.parse import urlsplit

from vr_client.connected import Connection, connection, others_waiting
from vr_client.packages import PackageRefused
from vr_client.server import NotConnected
from vr_client.sessions import home
from vr_client.voices import Voices


def kept_here() -> list[tuple[str, str]]:
    """(what, words) for `doctor`; asks no server."""
    try:
        to = connection()
    except NotConnected as problem:
        return [("Connected", str(problem))]
    return [("Connected", _connected(to)), *_practices(to), ("Records", _records(to))]


def _connected(to: Connection) -> str:
    try:
        to.server()
    except (NotConnected, ValueError) as problem:
        return str(problem)
    signed = "its practices are signed" if to.key else "its practices are not signed"
    return f"to {urlsplit(to.base_url).netloc}; {signed}"


def _practices(to: Connection) -> list[tuple[str, str]]:
    kept, told = to.packages(), []
    for name in kept.kept():
        try:
            package = kept.open(name)
        except PackageRefused as problem:
            told.append((name, str(problem)))
            continue
        whole = len(Voices(home() / "voices").files(package.voice))
        told.append((name, f"{whole} of {len(package.practice.cues)} lines have a voice, all have captions"))
    access = kept.permission().access
    return [*told, ("Practices", f"{len(kept.kept())} kept" if access.allowed else access.reason)]


def _records(to: Connection) -> str:
    runs = to.runs()
    waiting = len(runs.waiting())
    others = others_waiting(runs)
    return f"{waiting} wait to be sent" + (f", {others} more for another person" if others else "")
