"""Plays what a mixer makes on this computer's sound device, a little ahead of time; says in plain words when it cannot.

A thread of its own makes the sound, so that a slow frame leaves no gap; the device only copies. A device that is
unplugged, or that stops asking, is looked for again every few seconds; meanwhile the session goes on with captions.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any, Protocol

import numpy as np
from pydantic import BaseModel, Field

from vr_client.textures import RATE, Samples

#: Made ahead, and the device's own share of it: three pieces. Longer than the longest frame that is still none lost.
AHEAD_SECONDS, PIECE_MILLISECONDS, PIECES = 0.15, 30, 3
#: A device that has asked for nothing for so long has gone, whether it says so or not (with PulseAudio it may not:
#: github.com/mackron/miniaudio/issues/341).
SILENT_SECONDS = 1.5
TRY_AGAIN_SECONDS = 4.0
NO_LIBRARY = "Sound: the package miniaudio is missing, so the practice has captions only. Install the `vr` group again."
NO_DEVICE = (
    "Sound: this computer has no sound device that can be used, so the practice has captions only. "
    "Plug in headphones or switch the headset's sound on, and choose it in the system's sound settings."
)
GONE = (
    "Sound: the sound device has gone. The practice goes on with captions; plug it in again, and the sound comes back."
)


class NoSound(Exception):
    """Nothing can be played; the message says why and what to do. A session goes on with captions."""


class Source(Protocol):
    """What is played: 48 kHz, stereo."""

    def read(self, n: int, out: Samples | None = None) -> Samples: ...


class SoundReport(BaseModel):
    """What was played in a run."""

    device: str = Field(description="how the system plays sound; empty: nothing was played")
    played_seconds: float = Field(default=0.0, ge=0)
    gaps: int = Field(default=0, ge=0, description="times the device asked for more than was ready")
    lost: int = Field(default=0, ge=0, description="times the device went away")
    problem: str = Field(default="", description="for the person, as it stood at the end; empty: none")


class Device(Protocol):
    """A sound device that is open: it asks, on a thread of its own."""

    backend: str

    def start(self, asks: Generator[Any, int, None]) -> None: ...
    def close(self) -> None: ...


#: Opens a device; the function given is called when it stops by itself. Raises NoSound.
Opener = Callable[[Callable[[], None]], Device]


def open_device(stopped: Callable[[], None], silent: bool = False) -> Device:
    """The system's sound device. `silent`: one of the library's own that plays to nobody, for tests and doctor.

    Raises NoSound.
    """
    try:
        import miniaudio
    except ImportError as problem:
        raise NoSound(NO_LIBRARY) from problem
    try:
        with _unspoken():
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=RATE,
                buffersize_msec=PIECE_MILLISECONDS,
                callback_periods=PIECES,
                backends=[miniaudio.Backend.NULL] if silent else None,
                app_name="Stillpath",
            )
    except miniaudio.MiniaudioError as problem:
        raise NoSound(NO_DEVICE) from problem
    if device.backend == "Null" and not silent:  # where there is none, the library pretends
        device.close()
        raise NoSound(NO_DEVICE)
    device.stop_callback = stopped
    opened: Device = device
    return opened


@contextlib.contextmanager
def _unspoken() -> Iterator[None]:
    """On Linux, ALSA writes a page on standard error for each device that is not there; our own words say it in one."""
    try:
        before = os.dup(2) if sys.platform.startswith("linux") else None
    except OSError:  # started without one
        before = None
    if before is None:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


class Loudspeaker:
    """Plays a source until it is closed. `problem` is for the person, empty while all is well."""

    def __init__(self, source: Source, opener: Opener = open_device) -> None:
        self.problem, self.gaps, self.lost = "", 0, 0
        self.backend = ""
        self._source, self._opener = source, opener
        self._ring = np.zeros((RATE, 2), np.float32)
        self._fresh = np.empty((round(RATE * 0.025), 2), np.float32)
        self._played = np.empty((RATE, 2), np.float32)
        self._made = self._heard = 0  # samples, since the beginning
        self._was_short = False
        self._device: Device | None = None
        self._asked_at = 0.0
        self._stopped = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def seconds_ahead(self) -> float:
        """Between the making of a sample and its being heard."""
        return AHEAD_SECONDS + PIECE_MILLISECONDS * PIECES / 1000

    def open(self) -> None:
        """Begin to play. Raises NoSound where it cannot."""
        self._fill()
        self._open()
        self._thread = threading.Thread(target=self._keep_playing, name="sound", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; a device that hangs is left alone."""
        self._closing.set()
        if self._thread:
            self._thread.join(timeout=3.0)

    def report(self) -> SoundReport:
        return SoundReport(
            device=self.backend,
            played_seconds=round(self._heard / RATE, 2),
            gaps=self.gaps,
            lost=self.lost,
            problem=self.problem,
        )

    # --- its own thread -----------------------------------------------------------------------------

    def _open(self) -> None:
        self._stopped.clear()
        device = self._opener(self._stopped.set)
        asks = self._asks()
        next(asks)
        self._asked_at = time.monotonic()
        self._device, self.backend = device, device.backend
        try:
            device.start(asks)
        except Exception as problem:
            self._shut()
            raise NoSound(NO_DEVICE) from problem
        self.problem = ""

    def _shut(self) -> None:
        device, self._device = self._device, None
        if device:
            device.close()

    def _keep_playing(self) -> None:
        try_at = 0.0
        while not self._closing.wait(0.01):
            self._fill()
            now = time.monotonic()
            if self._device and (self._stopped.is_set() or now - self._asked_at > SILENT_SECONDS):
                self.lost, self.problem, try_at = self.lost + 1, GONE, now + TRY_AGAIN_SECONDS
                self._shut()
            elif not self._device:
                self._heard = max(self._heard, self._made - len(self._ring) // 2)  # nobody hears it: let time pass
                if now >= try_at:
                    try_at = now + TRY_AGAIN_SECONDS
                    self._try_again()
        self._shut()

    def _try_again(self) -> None:
        try:
            self._heard = self._made
            self._fill()
            self._open()
        except NoSound:
            self.problem = GONE

    def _fill(self) -> None:
        size = len(self._ring)
        while self._made - self._heard < AHEAD_SECONDS * RATE:
            fresh = self._source.read(len(self._fresh), self._fresh)
            begin = self._made % size
            first = min(len(fresh), size - begin)
            self._ring[begin : begin + first] = fresh[:first]
            self._ring[: len(fresh) - first] = fresh[first:]
            self._made += len(fresh)

    # --- the device's thread ------------------------------------------------------------------------

    def _asks(self) -> Generator[Any, int, None]:
        """Answers the device's questions: how many samples it wants."""
        wanted = yield b""
        while True:
            wanted = yield self._give(min(wanted, len(self._played)))

    def _give(self, wanted: int) -> Samples:
        self._asked_at = time.monotonic()
        size = len(self._ring)
        given = min(wanted, self._made - self._heard)
        out = self._played[:wanted]
        begin = self._heard % size
        first = min(given, size - begin)
        out[:first] = self._ring[begin : begin + first]
        out[first:given] = self._ring[: given - first]
        out[given:] = 0.0
        short = given < wanted
        edge = min(given, 128)
        if short:
            self.gaps += 1
        if edge and short:  # a gap has soft edges
            out[given - edge : given] *= _EDGE[128 - edge :, np.newaxis]
        if edge and self._was_short:
            out[:edge] *= _EDGE[::-1][:edge, np.newaxis]
        self._was_short = short
        self._heard += given
        return out


_EDGE = np.linspace(1, 0, 128, dtype=np.float32)
