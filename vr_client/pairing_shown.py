"""The code that connects a headset, shown in VR or in a window while the server is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from vr_client.pairing import Code, Granted, NotPaired, wait_for_token
from vr_client.server import Server

ENDED = "It was ended before the code was entered. Begin again for a new one."


class Show(Protocol):
    def __call__(self, code: Code, window: bool, seconds_left: Callable[[], float], waiting: Callable[[], bool]) -> str:
        """Show a code until nothing is waited for. `left`: somebody pressed End. Raises `NotShown`."""


class NotShown(Exception):
    """There is nothing to show it on; the message says why."""


def wait_and_show(
    server: Server, code: Code, window: bool, say: Callable[[str], None], show: Show | None = None
) -> Granted:
    """Ask for the token in a thread of its own while this one draws. Raises `NotPaired`.

    A headset that is missing or goes away ends nothing: the code is on the terminal too.
    """
    ends, given_up = time.monotonic() + code.expires_in, threading.Event()

    def sleep(seconds: float) -> None:
        if given_up.wait(seconds):
            raise NotPaired(ENDED)

    with ThreadPoolExecutor(1, "pairing") as beside:
        asked = beside.submit(wait_for_token, server, code, time.monotonic, sleep)
        try:
            ended = (show or _drawn)(code, window, lambda: ends - time.monotonic(), lambda: not asked.done())
            if ended == "left":
                given_up.set()
        except NotShown as problem:
            say(f"{problem} The code above is good all the same.")
        except BaseException:  # Ctrl-C, say: nobody waits for the thread
            given_up.set()
            raise
        return asked.result()


def _drawn(code: Code, window: bool, seconds_left: Callable[[], float], waiting: Callable[[], bool]) -> str:
    from vr_client.code_panel import show_code
    from vr_client.glcontext import GlContext, NoGraphics, WindowContext, open_context
    from vr_client.headset import NoHeadset, needs_window

    try:
        gl: GlContext = WindowContext(title="Stillpath", visible=True) if window else open_context(needs_window())
        try:
            return show_code(gl, code.user_code, code.address, seconds_left, waiting)
        finally:
            gl.close()
    except (NoGraphics, NoHeadset) as problem:
        raise NotShown(str(problem)) from problem
