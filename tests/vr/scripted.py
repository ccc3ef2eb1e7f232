"""A scripted person: moves the head and presses buttons through Monado's remote driver, over a local TCP port."""

from __future__ import annotations

import math
import socket
import struct
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

#: One packet: a name, the head (two views, unused; centre pose; flags), the left and the right controller.
MAGIC = b"mndrmt3\0"
VIEW = struct.Struct("<11fI")
POSE = struct.Struct("<7f")
CONTROLLER = struct.Struct("<7f6f5f8f16?")
BUTTONS = {"b": 6, "a": 4, "trigger": 8, "thumbstick": 10}  # places among the controller's sixteen flags
ACTIVE = 1


@dataclass
class Person:
    """Who wears the headset. Degrees: heading to the left, nod upwards."""

    port: int  # `Monado.script_port`
    heading: float = 0.0
    nod: float = 0.0
    held: set[str] = field(default_factory=set)
    stick: float = 0.0  # of the right thumbstick, -1 to the left, 1 to the right
    belly: tuple[float, float, float] = (-0.2, 1.2, -0.3)  # where the left controller is, metres
    _line: socket.socket | None = None
    _told: bytes = b""

    def __enter__(self) -> Self:
        until = time.monotonic() + 5
        while self._line is None:
            try:
                self._line = socket.create_connection(("127.0.0.1", self.port), timeout=5)
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
        self.tell()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._line:
            self._line.close()

    def look(self, heading: float, nod: float = 0.0) -> None:
        self.heading, self.nod = heading, nod
        self.tell()

    def press(self, *buttons: str) -> None:
        self.held = set(buttons)
        self.tell()

    def push(self, stick: float) -> None:
        self.stick = stick
        self.tell()

    def rest_at(self, x: float, y: float, z: float) -> None:
        self.belly = (x, y, z)
        self.tell()

    def tell(self) -> None:
        """Send what has changed; what has not is not sent again, so that nothing queues up on a slow machine."""
        assert self._line
        yaw, pitch = math.radians(self.heading) / 2, math.radians(self.nod) / 2
        turn = (
            math.cos(yaw) * math.sin(pitch),
            math.sin(yaw) * math.cos(pitch),
            -math.sin(yaw) * math.sin(pitch),
            math.cos(yaw) * math.cos(pitch),
        )
        views = VIEW.pack(-0.7, 0.7, 0.7, -0.7, 0, 0, 0, 1, 0, 0, 0, 0) * 2
        head = views + POSE.pack(*turn, 0.0, 1.6, 0.0) + bytes(4)
        hands = self.controller(self.belly, set()) + self.controller((0.2, 1.2, -0.3), self.held, self.stick)
        if (packet := MAGIC + head + hands) != self._told:
            self._line.sendall(packet)
            self._told = packet

    @staticmethod
    def controller(at: tuple[float, float, float], held: set[str], stick: float = 0.0) -> bytes:
        """Pose, speeds, curl of the fingers, then trigger, squeeze, its force, thumbstick (x, y), trackpad, buttons."""
        flags = [False] * 16
        flags[ACTIVE] = True
        for button in held:
            flags[BUTTONS[button]] = True
        values = [0.0, 0.0, 0.0, stick, 0.0, 0.0, 0.0, 0.0]
        return CONTROLLER.pack(0, 0, 0, 1, *at, *[0.0] * 6, *[0.0] * 5, *values, *flags)
