"""The voice of a practice: one sound file for each line, read from a folder, at one loudness, ready to be mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from chalicelib.domain.definitions import Cue, Practice
from vr_client.loudness import integrated, true_peak
from vr_client.textures import RATE, Samples

#: Looked for in this order.
KINDS = (".wav", ".flac", ".ogg", ".mp3")
#: A voice alone is as loud as this, LUFS, and the place under it softer. With its pauses a practice comes to -24 to
#: -22, near the -23 that EBU R 128 asks for of a whole programme.
VOICE_LUFS = -19.0
VOICE_PEAK = -3.0  # dBTP; what the place adds stays under -1
#: Silence before the first word is taken off: an MP3 begins with up to 50 ms of it, and a cue has its time.
QUIET_DB = -45.0
BEFORE_SECONDS, SOFT_SECONDS = 0.02, 0.012
#: No line takes longer; such a file is another one's.
LONGEST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Narration:
    """Cue → its line, mono at 48 kHz. `problems` say which files could not be read; those lines have captions only."""

    clips: Mapping[str, Samples] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        return sum(len(clip) for clip in self.clips.values()) / RATE


def name_of(cue: Cue) -> str:
    """What a cue is called in a session, and its file without the ending."""
    return cue.id or f"at-{cue.at_seconds:g}"


def files_in(folder: Path, practice: Practice) -> dict[str, Path]:
    """Cue → file, of those that are there."""
    found = {}
    for cue in practice.cues:
        there = (folder / f"{name_of(cue)}{kind}" for kind in KINDS)
        first = next((path for path in there if path.is_file()), None)
        if first:
            found[name_of(cue)] = first
    return found


def read_narration(files: Mapping[str, Path]) -> Narration:
    """Decode the files. Never raises for a file that is missing, damaged or no sound: the session goes on without."""
    clips: dict[str, Samples] = {}
    problems: list[str] = []
    for name, path in files.items():
        try:
            clips[name] = trimmed(decoded(path))
        except NotASound as problem:
            problems.append(str(problem))
    return Narration(levelled(clips), tuple(problems))


class NotASound(Exception):
    """A file that cannot be played; the message says which and why."""


def decoded(path: Path) -> Samples:
    """Mono at 48 kHz. Raises NotASound."""
    try:
        import miniaudio
    except ImportError as problem:
        raise NotASound("The package miniaudio is missing: install the `vr` group again.") from problem
    try:
        told = path.read_bytes()
        kind = miniaudio.SampleFormat.FLOAT32
        sound = np.array(miniaudio.decode(told, kind, nchannels=1, sample_rate=RATE).samples, np.float32)
    except (OSError, miniaudio.MiniaudioError) as problem:
        raise NotASound(f"{path} cannot be read as sound ({problem}). Make or fetch it again.") from problem
    if not len(sound) or len(sound) > LONGEST_SECONDS * RATE or not np.isfinite(sound).all():
        raise NotASound(f"{path} holds no line of a practice ({len(sound) / RATE:.0f} s). Make or fetch it again.")
    return np.clip(sound, -1.0, 1.0)


def trimmed(sound: Samples) -> Samples:
    """Without the silence before and after, and with soft ends."""
    loud = np.flatnonzero(np.abs(sound) > float(np.abs(sound).max()) * 10 ** (QUIET_DB / 20))
    if not len(loud):
        return np.zeros(0, np.float32)
    kept = round(BEFORE_SECONDS * RATE)
    line = sound[max(0, int(loud[0]) - kept) : int(loud[-1]) + 10 * kept].copy()
    edge = min(round(SOFT_SECONDS * RATE), len(line) // 2)
    ramp = np.linspace(0, 1, edge, dtype=np.float32)
    line[:edge] *= ramp
    line[len(line) - edge :] *= ramp[::-1]
    return line


def levelled(clips: Mapping[str, Samples]) -> dict[str, Samples]:
    """All lines with one gain, so that a soft one stays softer than a clear one; together at VOICE_LUFS."""
    lines = [clip for clip in clips.values() if len(clip)]
    if not lines:
        return {}
    whole = np.concatenate(lines)[:, np.newaxis]
    # one channel in the middle is heard from two sides: 3 LU more
    change = min(VOICE_LUFS - 3.01 - integrated(whole), VOICE_PEAK - true_peak(whole))
    return {name: clip * np.float32(10 ** (change / 20)) for name, clip in clips.items() if len(clip)}
