"""The network between a headset's computer and the stack, as a cable that can be pulled out and put back."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult


class Cable:
    """Carries every connection on a port of its own to the stack; pulled, nothing answers there.

    `address` is the stack's as it is reached through it.
    """

    def __init__(self, to: SplitResult) -> None:
        self._to = (to.hostname or "", to.port or 80)
        self._open: list[socket.socket] = []
        self._listening = self._listen(0)
        self._port = int(self._listening.getsockname()[1])
        self.address = to._replace(netloc=f"127.0.0.1:{self._port}").geturl()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.pull()

    def pull(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes who waits for the next connection
        for one in (self._listening, *self._open):
            one.close()
        self._open.clear()

    def plug(self) -> None:
        self._listening = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._carry_all, args=(listening,), daemon=True).start()
        return listening

    def _carry_all(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):  # pulled
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(self._to)
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    """All that comes from one side to the other, to its end."""
    with contextlib.suppress(OSError):  # either side has gone
        while said := one.recv(65_536):
            other.sendall(said)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_WR)
