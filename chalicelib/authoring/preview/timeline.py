"""The timeline of a practice: phases, breath and cues as they follow each other, in units of a picture."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass, field

from ...domain.definitions import Cue, Practice
from ...domain.practice import score_for
from ...domain.practice_places import spoken_seconds

WIDE, LEFT, RIGHT = 1200, 14, 14
PHASES, PHASE_HIGH, BREATH, BREATH_HIGH, CUES, VISUALS, AXIS, HIGH = 10, 42, 66, 70, 162, 212, 250, 280
#: Width of a letter of a phase's title, about.
LETTER = 7.5
#: A point of the breath curve every so many seconds.
BREATH_STEP = 0.5


@dataclass(frozen=True)
class Block:
    """Something that lasts: a phase, or a cue being said."""

    x: float
    wide: float
    title: str
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """A cue with when it is said and when that is over, seconds."""

    number: int
    cue: Cue
    at: float
    until: float
    phase: str


@dataclass
class Timeline:
    score: Practice
    phases: list[Block] = field(default_factory=list)
    breath: str = ""
    cues: list[Block] = field(default_factory=list)
    visuals: list[Block] = field(default_factory=list)
    ticks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def seconds_wide(self) -> float:
        """Picture units a second."""
        return (WIDE - LEFT - RIGHT) / self.score.length_seconds


def clock(seconds: float) -> str:
    """`1:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def in_block(block: Block) -> list[str]:
    """The title of a phase in as many lines as its block is high."""
    return textwrap.wrap(block.title, max(6, int((block.wide - 8) / LETTER)))[:2]


def drawn(practice: Practice, careful: bool) -> Timeline:
    """The score as one listener hears it; `careful`: as somebody who keeps to eyes-open practices."""
    score = score_for(practice, careful)
    fitted = {cue.id for cue in practice.cues if cue.adaptable and cue.id}
    made = Timeline(score)

    def block(start: float, end: float, title: str, kind: str = "") -> Block:
        unit = made.seconds_wide
        return Block(round(LEFT + start * unit, 1), round(max(end - start, 0) * unit, 1), title, kind)

    ends = [*(phase.at_seconds for phase in score.phases[1:]), float(score.length_seconds)]
    made.phases = [block(p.at_seconds, end, p.title) for p, end in zip(score.phases, ends, strict=True)]
    for number, cue in enumerate(score.cues, start=1):
        end = min(cue.at_seconds + spoken_seconds(cue.say), score.length_seconds)
        kind = "fits" if cue.id in fitted else ""
        made.cues.append(block(cue.at_seconds, end, f"{clock(cue.at_seconds)} {cue.say}", kind))
        phase = next((p.title for p in reversed(score.phases) if p.at_seconds <= cue.at_seconds), "")
        made.lines.append(Line(number, cue, cue.at_seconds, end, phase))
        if cue.visual:
            made.visuals.append(block(cue.at_seconds, cue.at_seconds + cue.visual.over_seconds, cue.visual.id))
    every = 30 if score.length_seconds <= 420 else 60
    made.ticks = [block(t, t, clock(t)) for t in range(0, score.length_seconds + 1, every)]
    made.breath = _breath(made)
    return made


def _breath(made: Timeline) -> str:
    """The breath as points of a curve: up with the in-breath, down with the out-breath."""
    breath, score = made.score.breath, made.score
    if breath is None:
        return ""
    until = breath.to_seconds or score.length_seconds
    points = []
    for n in range(int((until - breath.from_seconds) / BREATH_STEP) + 1):
        t = n * BREATH_STEP
        height = _lungs(t % (breath.in_seconds + breath.out_seconds), breath.in_seconds, breath.out_seconds)
        x = LEFT + (breath.from_seconds + t) * made.seconds_wide
        points.append(f"{x:.1f},{BREATH + BREATH_HIGH * (1 - height):.1f}")
    return " ".join(points)


def _lungs(t: float, breathing_in: float, breathing_out: float) -> float:
    """How full the lungs are at a time of one breath, 0 to 1."""
    share = t / breathing_in if t < breathing_in else 1 - (t - breathing_in) / breathing_out
    return (1 - math.cos(math.pi * share)) / 2
