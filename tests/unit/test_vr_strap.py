"""A heart-rate strap: what real ones send, published figures, and a radio that is missing, slow or comes back."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable

import pytest

from vr_client import strap as module
from vr_client.pulse import Beat, read_measurement, rmssd
from vr_client.strap import BleakRadio, NoRadio, NoStrap, Strap, radio_trouble


@pytest.mark.parametrize(
    ("raw", "beat"),
    [
        ([22, 77, 22, 3], Beat(77, (790 / 1024,), contact=True)),  # a Polar H7, as its owners report
        ([16, 59, 83, 4], Beat(59, (1107 / 1024,))),  # a Polar H10
        ([0x16, 0x77, 0x08, 0x02, 0x08, 0x02], Beat(119, (520 / 1024, 520 / 1024), contact=True)),
        ([0x16, 0x78, 0xFF, 1, 0xFF, 1, 0x0C, 1], Beat(120, (511 / 1024, 511 / 1024, 268 / 1024), contact=True)),
    ],
)
def test_what_straps_on_the_market_send_is_read(raw: list[int], beat: Beat) -> None:
    assert read_measurement(bytes(raw)) == beat


@pytest.mark.parametrize(
    ("milliseconds", "figure"),
    [
        ([800, 850, 810, 720], 63.77042156569664),  # documentation of systole (embodied-computation-group)
        ([810, 830, 790, 850, 820], 40.311),  # a worked example of the University of Trier: the root of 6500/4
    ],
)
def test_variability_is_as_published(milliseconds: list[int], figure: float) -> None:
    assert rmssd([each / 1000 for each in milliseconds]) == pytest.approx(figure, abs=0.001)


class Air:
    """A radio that does what it is told: a list of what each try meets."""

    def __init__(self, *tries: list[bytes] | Exception) -> None:
        self.tries, self.met = list(tries), threading.Event()

    async def listen(self, heard: Callable[[bytes], None], stop: asyncio.Event) -> None:
        met = self.tries.pop(0) if self.tries else []
        if isinstance(met, Exception):
            raise met
        for raw in met:
            heard(raw)
        if not self.tries:
            self.met.set()
            await stop.wait()
            return
        raise NoStrap("The heart-rate strap went away.")


def followed(air: Air, monkeypatch: pytest.MonkeyPatch, clock: Callable[[], float] = lambda: 10.0) -> Strap:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.0)
    strap = Strap(air, clock)
    strap.start()
    return strap


def test_the_pulse_of_a_strap_is_told_and_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    air = Air([bytes([0x16, 60, 0, 4]), b"\x10", bytes([0x16, 70, 0, 3])])
    strap = followed(air, monkeypatch)
    assert air.met.wait(5)
    assert strap.per_minute() == 70
    strap.close()
    told = strap.summary()
    assert told is not None
    assert (told.lowest_per_minute, told.highest_per_minute) == (60, 70)
    assert not strap._thread.is_alive()


def test_a_strap_that_goes_away_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    air = Air([bytes([0, 60])], NoStrap("none"), [bytes([0, 64])])
    strap = followed(air, monkeypatch)
    assert air.met.wait(5)
    assert (strap.per_minute(), strap.problem) == (64, "")
    strap.close()


def test_an_old_pulse_is_no_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [10.0]
    air = Air([bytes([0, 60])])
    strap = followed(air, monkeypatch, lambda: now[0])
    assert air.met.wait(5)
    now[0] += 6
    assert strap.per_minute() is None
    strap.close()


def test_without_bluetooth_the_person_is_told_and_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    strap = followed(Air(NoRadio("Bluetooth does not answer on this computer.")), monkeypatch)
    strap._thread.join(5)
    began = time.monotonic()
    strap.close()
    assert time.monotonic() - began < 1
    assert strap.problem.startswith("Bluetooth does not answer")
    assert (strap.per_minute(), strap.summary()) == (None, None)


def test_troubles_of_the_radio_are_told_in_words() -> None:
    assert "install and start BlueZ" in str(radio_trouble(FileNotFoundError(2, "No such file or directory")))
    assert "off or missing" in str(radio_trouble(OSError("No Bluetooth adapters found.")))
    assert isinstance(radio_trouble(TimeoutError()), NoStrap)


def test_where_the_bluetooth_package_is_missing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bleak", None)

    with pytest.raises(NoRadio, match="Install the vr packages again"):
        asyncio.run(BleakRadio().listen(lambda raw: None, asyncio.Event()))
