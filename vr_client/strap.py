"""A heart-rate strap over Bluetooth, in a thread of its own: whatever the radio does, no frame waits for it.

`bleak` reaches Bluetooth on Linux (BlueZ), Windows and macOS. Only the standard Heart Rate Service is read.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from chalicelib.domain.practice_run import PulseSummary
from vr_client.pulse import MEASUREMENT, SERVICE, NotAMeasurement, PulseSensor, read_measurement

LOOKED_FOR_SECONDS, AGAIN_SECONDS = 15.0, 5.0
#: A strap tells about once a second; what is older than this is no longer the pulse.
FRESH_SECONDS = 5.0
CLOSE_SECONDS = 3.0


class NoRadio(Exception):
    """This computer has no Bluetooth that can be used; the message says what to do. It is not tried again."""


class NoStrap(Exception):
    """No strap was found, or it went away; it is looked for again."""


class Radio(Protocol):
    async def listen(self, heard: Callable[[bytes], None], stop: asyncio.Event) -> None:
        """Find a strap and pass on what it tells, until `stop` is set. Raises NoRadio, NoStrap."""
        ...


class BleakRadio:
    """The computer's own Bluetooth. `address`: of one strap; without it, the first that is found."""

    def __init__(self, address: str | None = None) -> None:
        self.address = address

    async def listen(self, heard: Callable[[bytes], None], stop: asyncio.Event) -> None:
        try:
            from bleak import BleakClient, BleakScanner
            from bleak.exc import BleakError
        except ImportError as problem:
            raise NoRadio(
                f"The Bluetooth package cannot be read ({problem}). Install the vr packages again."
            ) from problem
        gone = asyncio.Event()
        try:
            found = await BleakScanner.find_device_by_filter(
                lambda device, told: SERVICE in told.service_uuids and self.address in (None, device.address),
                timeout=LOOKED_FOR_SECONDS,
                service_uuids=[SERVICE],
            )
            if found is None:
                raise NoStrap("No heart-rate strap was found. Put it on, and wet its pads a little.")
            async with BleakClient(found, disconnected_callback=lambda _client: gone.set()) as client:
                await client.start_notify(MEASUREMENT, lambda _from, raw: heard(bytes(raw)))
                await first_of(stop.wait(), gone.wait())
        except (OSError, BleakError, TimeoutError, EOFError) as problem:
            raise radio_trouble(problem) from problem
        if gone.is_set():
            raise NoStrap("The heart-rate strap went away.")


def radio_trouble(problem: BaseException) -> NoRadio | NoStrap:
    """What went wrong, in words: a missing or switched-off Bluetooth stays so, the rest may mend itself."""
    words = str(problem).lower()
    if isinstance(problem, (FileNotFoundError, ConnectionRefusedError, PermissionError)) or "serviceunknown" in words:
        return NoRadio(
            "Bluetooth does not answer on this computer. On Linux install and start BlueZ (apt-get install bluez; "
            "systemctl start bluetooth); elsewhere switch Bluetooth on. The session goes on without the pulse."
        )
    if "adapter" in words or "not available" in words or "turned off" in words or "powered" in words:
        return NoRadio("This computer's Bluetooth is off or missing. The session goes on without the pulse.")
    return NoStrap(f"The heart-rate strap could not be read ({type(problem).__name__}). It is tried again.")


async def first_of(*waited: Awaitable[object]) -> None:
    """Until one of these is done; the others are given up."""
    tasks = [asyncio.ensure_future(one) for one in waited]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


class Strap:
    """Follows a strap from `start` to `close`. Asking it never waits."""

    def __init__(self, radio: Radio | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.problem = ""  # for the person; empty while a strap is heard
        self._radio, self._clock = radio or BleakRadio(), clock
        self._sensor, self._lock = PulseSensor(), threading.Lock()
        self._heard_at: float | None = None
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="strap", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def per_minute(self) -> int | None:
        """The pulse now; None when it is not known."""
        with self._lock:
            fresh = self._heard_at is not None and self._clock() - self._heard_at <= FRESH_SECONDS
            return self._sensor.per_minute() if fresh else None

    def summary(self) -> PulseSummary | None:
        """What the record keeps: mean, lowest, highest, variability; no trace."""
        with self._lock:
            return self._sensor.summary()

    def close(self) -> None:
        """Let the strap go. Waits a little, and no longer, for a radio that hangs."""
        if self._thread.is_alive() and self._ready.wait(CLOSE_SECONDS) and self._loop and self._stop:
            with contextlib.suppress(RuntimeError):  # it has ended by itself meanwhile
                self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        asyncio.run(self._follow())

    async def _follow(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        while not self._stop.is_set():
            try:
                await self._radio.listen(self._heard, self._stop)
            except NoStrap as problem:
                self.problem = str(problem)
                await first_of(self._stop.wait(), asyncio.sleep(AGAIN_SECONDS))
            except NoRadio as problem:
                self.problem = str(problem)
                return

    def _heard(self, raw: bytes) -> None:
        with contextlib.suppress(NotAMeasurement):  # one odd notification is no reason to lose the rest
            beat = read_measurement(raw)
            with self._lock:
                self._sensor.see(self._clock(), beat)
                self._heard_at = self._clock() if beat.contact is not False else self._heard_at
            self.problem = ""
