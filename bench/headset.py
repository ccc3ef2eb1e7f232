"""What a frame of the headset program costs on Monado, when its cues come, and what an hour of it keeps in memory.

Measured inside the folder of infra/trixie.py (`python -m infra.trixie bench`); this makes figures of the samples.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import cast

from bench.figures import Figure
from bench.headset_samples import Frames, Measured
from infra.toolchain import ROOT, SetupError

#: A headset of 90 pictures a second has 11 ms for each, most of which the picture itself needs.
WORK_MS = 4.0
#: A frame may keep next to nothing: one block in ten frames.
KEPT_BLOCKS = 0.1
#: Noise of the allocator; one small picture kept by each session would be more.
GROWN_MIB = 2.0
LONGEST_SECONDS = 600


def figures(say: Callable[[str], None]) -> list[Figure]:
    """Measure and tell. Raises SetupError when the folder cannot be had or the program does not run in it."""
    say("  the headset program on Monado, in a folder with Debian 13")
    command = [sys.executable, "-m", "infra.trixie", "bench"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=LONGEST_SECONDS, check=False)
    if done.returncode or not done.stdout:
        raise SetupError(f"the headset program was not measured (status {done.returncode}); its words are above")
    return figures_of(cast(Measured, json.loads(done.stdout)))


def figures_of(measured: Measured) -> list[Figure]:
    """Every figure of the headset program."""
    made = [figure for scene, frames in measured["scenes"].items() for figure in of_scene(scene, frames, measured)]
    return [*made, *over_time(measured), *of_sound(measured)]


def of_scene(scene: str, frames: Frames, measured: Measured) -> list[Figure]:
    work, drawing, bare = work_of(frames), frames["drawing_ms"], work_of(measured["empty"])
    told = (
        f"{len(work)} frames, p50 {share_below(work, 0.5):.2f}, worst {max(work):.2f}; processor time of the program's "
        f"thread, OpenXR's calls in it; apart: drawing calls (p50 {share_below(drawing, 0.5):.2f}, software pictures) "
        "and llvmpipe's own threads"
    )
    floor = f"p50 {share_below(work, 0.5):.2f} ms over {share_below(bare, 0.5):.2f} ms of an empty pyopenxr loop"
    times = share_below(work, 0.5) / share_below(bare, 0.5)
    kept = "blocks of memory held more at the end of the same frames"
    return [
        Figure(f"headset, {scene}: Python a frame, p99", share_below(work, 0.99), "ms", WORK_MS, told),
        Figure(f"headset, {scene}: over an empty loop", times, "times", None, floor),
        Figure(f"headset, {scene}: memory kept a frame", max(frames["kept_blocks"], 0.0), "blocks", KEPT_BLOCKS, kept),
    ]


def over_time(measured: Measured) -> list[Figure]:
    hour, late = measured["hour"], measured["cue_frames"]
    grown = hour["after_mib"] - hour["before_mib"]
    blocks = hour["after_blocks"] - hour["before_blocks"]
    minutes = measured["cue_seconds"] / 60
    return [
        Figure(
            "headset: latest cue",
            round(max(late), 6),  # a cue of just one frame is not late by a rounding
            "frames",
            1.0,
            f"{len(late)} cues in {minutes:.0f} min of a simulated clock at 72 a second, one frame in 20 late",
        ),
        Figure(
            "headset: memory after an hour",
            max(grown, 0.0),
            "MiB more",
            GROWN_MIB,
            f"{hour['frames']} frames of {hour['seconds'] / 60:.0f} simulated min, {hour['before_mib']:.0f} MiB "
            f"before; Python's blocks {blocks:+d}",
        ),
        Figure(
            "headset: memory that passes in a frame",
            measured["passing_bytes"] / 1024,
            "KiB",
            None,
            "the most that one frame takes and gives back",
        ),
    ]


def of_sound(measured: Measured) -> list[Figure]:
    sound = measured["sound"]
    name, minute = sound["practice"], sound["mix_seconds_per_minute"]
    block = f"p50 {sound['block_ms_p50']:.2f}; a whole minute of {name} takes {minute:.2f} s of processor"
    kept = f"at most {sound['peak_bytes'] / 1024:.0f} KiB held between"
    return [
        Figure("headset: 50 ms of sound, p99", sound["block_ms_p99"], "ms", None, block),
        Figure(
            "headset: latest spoken line", sound["cue_error_ms"], "ms", 50.0, "uneven frames, a sound card 0.01 % slow"
        ),
        Figure("headset: memory kept by 50 ms of sound", max(sound["kept_bytes_per_block"], 0.0), "bytes", 64.0, kept),
    ]


def work_of(frames: Frames) -> list[float]:
    """Milliseconds of each frame without what its drawing calls took."""
    return [turn - drawn for turn, drawn in zip(frames["turn_ms"], frames["drawing_ms"], strict=True)]


def share_below(numbers: Sequence[float], share: float) -> float:
    """The number that this share of all lies at or below."""
    if share == 0.5:
        return statistics.median(numbers)
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
