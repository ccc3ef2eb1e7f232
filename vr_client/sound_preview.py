"""The sound of a whole practice as a file, for its author: the same mixer and engine as in a session, on no clock."""

from __future__ import annotations

import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from chalicelib.domain.definitions import Practice
from vr_client.engine import ScoreEngine
from vr_client.levels import Levels
from vr_client.loudness import NOTHING, measure
from vr_client.mixer import Mixer
from vr_client.narration import Narration, name_of, read_narration
from vr_client.session import Inputs
from vr_client.soundscape import QUANTUM, SECONDS
from vr_client.speaking import Spoken
from vr_client.textures import RATE, Samples


@dataclass(frozen=True, slots=True)
class Mixed:
    """A practice as it sounds: shape (frames, 2), and when each line was heard."""

    sound: Samples
    spoken: tuple[Spoken, ...]


def mixed(practice: Practice, narration: Narration | None = None, levels: Levels | None = None) -> Mixed:
    """Every sample from the first to the last of the score. Ten minutes take two to three seconds."""
    mixer, engine = Mixer(practice, narration, levels), ScoreEngine(practice)
    pieces = round(practice.length_seconds / SECONDS)
    sound = np.empty((pieces * QUANTUM, 2), np.float32)
    for n in range(pieces):
        mixer.follow(engine.moment(n * SECONDS, Inputs()))
        mixer.read(QUANTUM, sound[n * QUANTUM : (n + 1) * QUANTUM])
    return Mixed(sound, tuple(mixer.spoken))


def write_sound(
    practice: Practice, folder: Path, voice: Mapping[str, Path] | None = None, levels: Levels | None = None
) -> dict[str, object]:
    """Write `sound.wav` into `folder` and tell about it: loudness, peak, each line with its real time.

    `voice`: cue → its sound file; a cue without one is a caption only.
    """
    folder.mkdir(parents=True, exist_ok=True)
    narration = read_narration(voice or {})
    made = mixed(practice, narration, levels)
    path = folder / "sound.wav"
    write_wav(path, made.sound)
    loud = measure(made.sound)
    heard = {line.cue: line for line in made.spoken}
    captions_only = [name_of(cue) for cue in practice.cues if name_of(cue) not in heard]
    return {
        "file": path.name,
        "place": practice.sound.id if practice.sound else "silence",
        "seconds": round(len(made.sound) / RATE, 2),
        "loudness_lufs": None if loud.integrated <= NOTHING else loud.integrated,
        "peak_dbtp": None if loud.peak <= NOTHING else loud.peak,
        "lines": [
            {
                "id": line.cue,
                "planned_seconds": line.planned_seconds,
                "heard_seconds": round(line.sample / RATE, 4),
                "ends_seconds": round((line.sample + len(narration.clips[line.cue])) / RATE, 2),
            }
            for line in made.spoken
        ],
        "captions_only": captions_only,
        "problems": list(narration.problems),
    }


def write_wav(path: Path, sound: Samples) -> None:
    """16 bits, stereo, with the least noise that hides the steps of so few bits in the softest places."""
    dither = np.random.default_rng(1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for begin in range(0, len(sound), RATE * 10):
            part = sound[begin : begin + RATE * 10]
            noise = dither.random(part.shape, np.float32) - dither.random(part.shape, np.float32)
            steps = np.clip(np.rint(part * 32767 + noise), -32768, 32767).astype("<i2")
            file.writeframes(steps.tobytes())
