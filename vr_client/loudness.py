"""How loud a sound is: integrated loudness (ITU-R BS.1770-4, EBU R 128) and its true peak, of a whole recording.

The two filters of BS.1770 are applied as one finite response, in pieces, by fast Fourier transform: ten minutes take
about a second.
"""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Spectrum = npt.NDArray[np.complex64]

RATE = 48_000
#: The published coefficients at 48 kHz: the shelf of the head, then the high-pass (BS.1770-4, annex 1, tables 1 and 2).
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
#: Their response has died away to 10⁻⁷ after 85 ms.
RESPONSE = 4096
PIECE = 65_536
#: Gates: blocks under -70 LUFS do not count, nor those 10 LU under the mean of what is left.
SILENT, RELATIVE = -70.0, -10.0
STEP = RATE // 10  # blocks of 400 ms begin every 100 ms
OVERSAMPLED = 4  # for the true peak, annex 2
NOTHING = -120.0  # LUFS and dBFS of silence, for a number that can be written down


class Loudness(NamedTuple):
    """`integrated` in LUFS, `peak` in dBTP; both -120 for silence."""

    integrated: float
    peak: float


def measure(sound: Samples) -> Loudness:
    """Of a sound of shape (frames, channels), 48 kHz, full scale 1."""
    return Loudness(integrated(sound), true_peak(sound))


def integrated(sound: Samples) -> float:
    """LUFS with both gates. A sound shorter than 400 ms is measured as one block."""
    if not len(sound):
        return NOTHING
    tenths = _both(sound)
    wide = min(4, len(tenths))
    blocks = np.convolve(tenths, np.ones(wide) / wide, mode="valid")
    loud = blocks[_lufs(blocks) > SILENT]
    if not len(loud):
        return NOTHING
    loud = loud[_lufs(loud) > float(_lufs(loud.mean())) + RELATIVE]
    return round(float(_lufs(loud.mean())), 2)


def over_time(sound: Samples) -> npt.NDArray[np.float64]:
    """Momentary loudness, LUFS, ten a second, each of the 400 ms that begin there."""
    tenths = _both(sound)
    return _lufs(np.convolve(tenths, np.ones(4) / 4, mode="valid"))


def _both(sound: Samples) -> npt.NDArray[np.float64]:
    """Weighted energy in each tenth of a second, all channels together."""
    return np.asarray(np.sum([_energies(np.ascontiguousarray(channel)) for channel in sound.T], axis=0))


def _lufs(power: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))


@functools.cache
def _response() -> Spectrum:
    """The spectrum of the two filters' answer to an impulse."""
    signal = np.zeros(RESPONSE)
    signal[0] = 1.0
    for (b0, b1, b2), (_, a1, a2) in (SHELF, HIGH_PASS):
        x1 = x2 = y1 = y2 = 0.0
        for n, x in enumerate(signal.tolist()):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            signal[n] = y
    return np.fft.rfft(signal, PIECE).astype(np.complex64)


def _energies(channel: Samples) -> npt.NDArray[np.float64]:
    """Mean square of the weighted signal in each tenth of a second; a last part that is not whole is left out, unless
    there is no other."""
    answer, step = _response(), PIECE - RESPONSE
    whole = max(1, len(channel) // STEP) * STEP
    squares = np.zeros(whole, np.float32)
    before = np.zeros(RESPONSE, np.float32)
    piece = np.zeros(PIECE, np.float32)
    for begin in range(0, min(len(channel), whole), step):
        new = channel[begin : begin + step]
        piece[:RESPONSE], piece[RESPONSE : RESPONSE + len(new)], piece[RESPONSE + len(new) :] = before, new, 0.0
        weighted = np.fft.irfft(np.fft.rfft(piece) * answer, PIECE)[RESPONSE : RESPONSE + len(new)]
        end = min(begin + len(new), whole)
        np.square(weighted[: end - begin], out=squares[begin:end])
        before = piece[step : step + RESPONSE].copy()
    tenths = squares.reshape(-1, STEP).mean(axis=1, dtype=np.float64)
    if len(channel) < STEP:
        tenths *= STEP / len(channel)
    return np.asarray(tenths)


def true_peak(sound: Samples) -> float:
    """The largest value between the samples too, dBTP, four times oversampled.

    Only where the samples themselves come within 6 dB of the largest is looked between them.
    """
    size, edge = 4096, 64
    largest = top = float(np.abs(sound).max(initial=0.0))
    if top == 0.0:
        return NOTHING
    for begin in range(0, len(sound), size):
        part = sound[max(0, begin - edge) : begin + size + edge]
        if np.abs(part).max() < top / 2:
            continue
        for channel in part.T:
            spectrum = np.fft.rfft(channel * _edges(len(channel), edge))
            spectrum *= OVERSAMPLED
            between = np.fft.irfft(spectrum, len(channel) * OVERSAMPLED)
            largest = max(largest, float(np.abs(between[edge * OVERSAMPLED : -edge * OVERSAMPLED]).max(initial=0.0)))
    return round(20 * math.log10(largest), 2)


def _edges(length: int, edge: int) -> Samples:
    """One, with soft ends, so that a piece cut out of a sound has no step at its ends."""
    window = np.ones(length, np.float32)
    ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(edge) / edge)).astype(np.float32)
    if length >= 2 * edge:
        window[:edge], window[-edge:] = ramp, ramp[::-1]
    return window
