"""Breath from a controller on the belly, pulse from a strap: traces and bytes are invented or computed by hand."""

from __future__ import annotations

import math
import random

import pytest

from vr_client.breath import BreathSensor
from vr_client.pulse import Beat, NotAMeasurement, PulseSensor, read_measurement, rmssd
from vr_client.session import Vector

FRAMES = 18


def trace(
    per_minute: float,
    seconds: float = 80,
    metres: float = 0.005,
    noise: float = 0.0004,
    drift: float = 0.0002,
    way: Vector = (0.0, 0.6, -0.8),
) -> BreathSensor:
    """A controller on a belly; few frames a second, so that the test is quick; `drift` in metres a second."""
    chance, sensor = random.Random(per_minute), BreathSensor()
    for n in range(int(seconds * FRAMES)):
        at = n / FRAMES
        moved = metres * math.sin(2 * math.pi * per_minute * at / 60)
        x, y, z = (0.1 + w * moved + chance.gauss(0, noise) + drift * at for w in way)
        sensor.see(at, (x, y, z))
    return sensor


@pytest.mark.parametrize("per_minute", [4.5, 6.0, 7.3, 12.0, 18.0])
def test_the_rate_of_breath_is_right_to_half_a_breath_a_minute(per_minute: float) -> None:
    assert trace(per_minute).per_minute() == pytest.approx(per_minute, abs=0.5)


@pytest.mark.parametrize("way", [(0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (0.7, 0.1, -0.7)])
def test_breath_is_found_whichever_way_the_belly_moves(way: Vector) -> None:
    assert trace(6.0, way=way, metres=0.003).per_minute() == pytest.approx(6.0, abs=0.5)


@pytest.mark.parametrize("drift", [-0.001, 0.0, 0.001])
def test_a_body_that_settles_slowly_does_not_change_the_rate(drift: float) -> None:
    assert trace(6.0, drift=drift).per_minute() == pytest.approx(6.0, abs=0.5)


def test_a_controller_that_lies_on_the_table_has_no_breath() -> None:
    still = trace(6.0, metres=0.0, noise=0.0005)
    assert still.per_minute() is None
    assert still.fullness() is None
    assert still.summary(6.0).known_share == 0
    assert still.summary(6.0).measured_per_minute is None


def test_a_controller_in_a_moving_hand_has_no_breath() -> None:
    assert trace(6.0, metres=0.2).per_minute() is None


def test_the_rate_is_not_known_before_three_breaths_nor_after_a_gap() -> None:
    sensor = trace(6.0, seconds=20)
    assert sensor.per_minute() is None
    sensor = trace(6.0, seconds=60)
    sensor.see(65.0, (0.1, 0.1, 0.1))
    assert sensor.per_minute() is None


def test_fullness_rises_with_the_breath_in() -> None:
    full = {}
    sensor, chance = BreathSensor(), random.Random(1)
    for n in range(90 * 30):
        at = n / 30
        sensor.see(at, (0.0, 0.005 * math.sin(2 * math.pi * at / 10) + chance.gauss(0, 0.0002), 0.0))
        if at > 79 and n % 15 == 0:
            full[at % 10] = sensor.fullness() or 0.0
    top, bottom = max(full, key=lambda at: full[at]), min(full, key=lambda at: full[at])
    assert top == pytest.approx(2.5, abs=1.0)
    assert bottom == pytest.approx(7.5, abs=1.0)


def test_the_summary_keeps_a_median_and_no_trace() -> None:
    told = trace(6.0).summary(5.5)
    assert told.guide_per_minute == 5.5
    assert told.measured_per_minute == pytest.approx(6.0, abs=0.5)
    assert 0.3 < told.known_share < 1


@pytest.mark.parametrize(
    ("raw", "beat"),
    [
        (bytes([0x00, 72]), Beat(72)),
        (bytes([0x01, 0x2C, 0x01]), Beat(300)),
        (bytes([0x06, 65]), Beat(65, contact=True)),
        (bytes([0x04, 65]), Beat(65, contact=False)),
        (bytes([0x10, 60, 0x00, 0x04]), Beat(60, (1.0,))),
        (bytes([0x16, 75, 0x00, 0x03, 0x33, 0x03]), Beat(75, (0.75, 819 / 1024), contact=True)),
        (bytes([0x08, 80, 0x10, 0x27]), Beat(80, energy_kilojoules=10_000)),
        (bytes([0x19, 90, 0, 0x05, 0, 0x00, 0x02]), Beat(90, (0.5,), energy_kilojoules=5)),
    ],
)
def test_a_measurement_is_read_in_every_layout(raw: bytes, beat: Beat) -> None:
    assert read_measurement(raw) == beat


@pytest.mark.parametrize("raw", [b"", b"\x00", b"\x01\x48", b"\x08\x48\x01", b"\x10\x48\x01", b"\x19\x48\x00\x01"])
def test_bytes_that_end_too_early_are_refused(raw: bytes) -> None:
    with pytest.raises(NotAMeasurement):
        read_measurement(raw)


def test_rmssd_is_as_computed_by_hand() -> None:
    # differences 10, -20, 30 ms: squares 100, 400, 900; their mean is 466.67, its root 21.602
    assert rmssd([0.800, 0.810, 0.790, 0.820]) == pytest.approx(21.602, abs=0.001)
    assert rmssd([0.8]) is None


def strap(intervals: list[float]) -> PulseSensor:
    sensor, at = PulseSensor(), 0.0
    for interval in intervals:
        at += interval
        sensor.see(at, Beat(round(60 / interval), (interval,)))
    return sensor


def test_variability_is_told_once_half_a_minute_is_known() -> None:
    there_and_back = [1.0, 1.05] * 40  # every step is 50 ms
    assert strap(there_and_back[:20]).rmssd_ms() is None
    assert strap(there_and_back).rmssd_ms() == pytest.approx(50.0)


def test_a_missed_beat_does_not_count_as_variability() -> None:
    missed = [1.0, 1.05] * 12 + [2.0] + [1.0, 1.05] * 12
    assert strap(missed).rmssd_ms() == pytest.approx(50.0, abs=0.5)


def test_only_the_last_minute_counts() -> None:
    assert strap([1.0, 1.1] * 60 + [1.0, 1.02] * 45).rmssd_ms() == pytest.approx(20.0, abs=1.0)


def test_a_strap_that_does_not_touch_the_skin_tells_nothing() -> None:
    sensor = PulseSensor()
    sensor.see(1.0, Beat(70, (0.8,), contact=False))
    assert sensor.per_minute() is None
    assert sensor.summary() is None


def test_the_pulse_summary_is_of_the_whole_session() -> None:
    told = strap([1.0] * 40 + [0.75] * 40).summary()
    assert told is not None
    assert (told.lowest_per_minute, told.highest_per_minute, told.mean_per_minute) == (60, 80, 70)
