"""What the sound costs, in numbers: time to mix, error of the cues' times, memory that is taken and not given back."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import asdict, dataclass

import numpy as np

from chalicelib.domain.definitions import Practice
from vr_client.engine import ScoreEngine
from vr_client.levels import Levels
from vr_client.mixer import Mixer
from vr_client.narration import Narration, name_of
from vr_client.session import Inputs, Moment
from vr_client.sound_preview import mixed
from vr_client.soundscape import QUANTUM, SECONDS
from vr_client.textures import RATE

#: A stand-in for a spoken line: a second and a half of soft noise.
LINE_SECONDS = 1.5
SLOW_CARD = 0.9999


@dataclass(frozen=True, slots=True)
class SoundFigures:
    """Of one practice, with a line at every cue."""

    practice: str
    #: processor seconds for a minute of sound, engine included
    mix_seconds_per_minute: float
    #: processor milliseconds for 50 ms of sound, as in a session
    block_ms_p50: float
    block_ms_p99: float
    #: largest distance between a cue's time and the first sample of its line, milliseconds, with uneven frames and a
    #: sound card that is slow by 100 millionths
    cue_error_ms: float
    #: bytes that are held more after a thousand blocks than before, for each block, and the most that were held between
    kept_bytes_per_block: float
    peak_bytes: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def figures(practice: Practice) -> SoundFigures:
    """Measure; takes a few seconds for a practice of ten minutes."""
    dice = np.random.default_rng(1)
    line = (0.05 * dice.standard_normal(round(LINE_SECONDS * RATE))).astype(np.float32)
    narration = Narration({name_of(cue): line for cue in practice.cues})
    begin = time.process_time()
    made = mixed(practice, narration)
    spent = time.process_time() - begin
    blocks = _block_times(practice, narration)
    kept, peak = _memory(practice, narration)
    return SoundFigures(
        practice=practice.id,
        mix_seconds_per_minute=round(spent / (len(made.sound) / RATE / 60), 4),
        block_ms_p50=round(float(np.percentile(blocks, 50)), 4),
        block_ms_p99=round(float(np.percentile(blocks, 99)), 4),
        cue_error_ms=round(1000 * cue_error(practice, narration), 2),
        kept_bytes_per_block=kept,
        peak_bytes=peak,
    )


def cue_error(practice: Practice, narration: Narration) -> float:
    """Seconds, the largest over a whole practice on a simulated clock.

    Frames come 8 to 45 ms after each other, and the card takes 10 ms pieces on a clock of its own.
    """
    dice, engine, mixer = np.random.default_rng(3), ScoreEngine(practice), Mixer(practice, narration, Levels("voice"))
    now, read = 0.0, 0
    errors: list[float] = []
    silent = True
    while now < practice.length_seconds - 1:
        mixer.follow(engine.moment(now, Inputs()))
        now += float(dice.uniform(0.008, 0.045))
        due = int(now * RATE * SLOW_CARD) // 480 * 480 - read
        sound = np.abs(mixer.read(due)[:, 0]) > 1e-6 if due else np.zeros(0, bool)
        if silent and sound.any() and len(mixer.spoken) > len(errors):
            heard = (read + int(np.argmax(sound))) / RATE / SLOW_CARD
            errors.append(abs(heard - mixer.spoken[-1].planned_seconds))
        silent = not sound[-1:].any() if due else silent
        read += due
    return max(errors, default=0.0)


def _block_times(practice: Practice, narration: Narration, blocks: int = 1200) -> list[float]:
    mixer, engine = Mixer(practice, narration), ScoreEngine(practice)
    out = np.empty((QUANTUM, 2), np.float32)
    spent = []
    for n in range(blocks):
        mixer.follow(engine.moment(n * SECONDS, Inputs()))
        begin = time.thread_time()
        mixer.read(QUANTUM, out)
        spent.append(1000 * (time.thread_time() - begin))
    return spent[20:]


def _memory(practice: Practice, narration: Narration, blocks: int = 1000) -> tuple[float, int]:
    """Bytes kept for each block, and the most above the beginning, after the place has warmed up."""
    mixer = Mixer(practice, narration)
    out = np.empty((QUANTUM, 2), np.float32)
    moment = Moment(0.0, "", "", fade=1.0)
    for _ in range(200):
        mixer.follow(moment)
        mixer.read(QUANTUM, out)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(blocks):
        mixer.follow(moment)
        mixer.read(QUANTUM, out)
    after, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return round((after - before) / blocks, 2), peak - before
