"""What is measured of the headset program, as it comes out of the folder in which it runs: samples, no figures yet."""

from __future__ import annotations

from typing import TypedDict


class Frames(TypedDict):
    """Some hundred frames in a row, after the first of them warmed up. Milliseconds of the program's own thread."""

    #: from one frame to the next, all that this thread did; waiting is none
    turn_ms: list[float]
    #: of these, inside drawing calls
    drawing_ms: list[float]
    #: blocks of memory that are held more at the end than at the beginning, a frame
    kept_blocks: float


class Hour(TypedDict):
    """An hour of sittings, check-ins and all, one after another on a simulated clock."""

    seconds: float
    frames: int
    #: held by the whole process before and after, MiB, and blocks that Python held
    before_mib: float
    after_mib: float
    before_blocks: int
    after_blocks: int


class Sound(TypedDict):
    """As vr_client/sound_figures.py measures one practice."""

    practice: str
    mix_seconds_per_minute: float
    block_ms_p50: float
    block_ms_p99: float
    cue_error_ms: float
    kept_bytes_per_block: float
    peak_bytes: int


class Measured(TypedDict):
    """All of a run."""

    empty: Frames
    scenes: dict[str, Frames]
    #: how long after its planned time each cue came, in frames as long as the one it came with
    cue_frames: list[float]
    cue_seconds: float
    #: most bytes that one frame took and gave back
    passing_bytes: int
    hour: Hour
    sound: Sound
