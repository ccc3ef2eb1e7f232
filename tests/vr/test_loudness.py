"""The meter, tried with the signals of EBU Tech 3341 that can be made from their description."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from vr_client.loudness import NOTHING, RATE, integrated, measure, over_time, true_peak


def sine(*parts: tuple[float, float], hertz: float = 1000.0) -> Any:
    """A stereo sine in parts of (dBFS, seconds)."""
    level = np.concatenate([np.full(round(seconds * RATE), 10 ** (db / 20)) for db, seconds in parts])
    wave = level * np.sin(2 * np.pi * hertz * np.arange(len(level)) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        ([(-23.0, 20.0)], -23.0),
        ([(-33.0, 20.0)], -33.0),
        ([(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)], -23.0),
        ([(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)], -23.0),
        ([(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)], -23.0),
    ],
)
def test_the_published_signals_measure_as_they_should(parts: list[tuple[float, float]], lufs: float) -> None:
    assert integrated(sine(*parts)) == pytest.approx(lufs, abs=0.1)


def test_a_peak_between_the_samples_is_found() -> None:
    t = np.arange(RATE) / RATE
    # a quarter of the rate, turned by an eighth: every sample lies 3 dB under the crest (Tech 3341, signals 16 and 17)
    wave = (0.5 * np.sin(2 * np.pi * RATE / 4 * t + np.pi / 4)).astype(np.float32)
    assert 20 * np.log10(np.abs(wave).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(wave[:, np.newaxis]) == pytest.approx(-6.0, abs=0.2)


def test_silence_has_no_loudness() -> None:
    assert measure(np.zeros((RATE, 2), np.float32)) == (NOTHING, NOTHING)
    assert measure(np.zeros((0, 2), np.float32)) == (NOTHING, NOTHING)


def test_a_very_short_sound_can_be_measured() -> None:
    assert integrated(sine((-20.0, 0.05))) == pytest.approx(-20, abs=1.5)


def test_loudness_is_told_over_time() -> None:
    told = over_time(sine((-40.0, 3.0), (-20.0, 3.0)))
    assert told[5] == pytest.approx(-40, abs=0.2)
    assert told[-5] == pytest.approx(-20, abs=0.2)
