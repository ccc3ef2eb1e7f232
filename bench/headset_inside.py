"""`python -m infra.trixie bench`: measure the headset program beside Monado, and print the samples as JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from importlib import import_module

from bench import headset_clock, headset_runtime
from bench.headset_samples import Measured
from infra.monado import monado
from infra.toolchain import say

#: Small pictures: what the software rasteriser does with them is no part of the figures, and a frame comes sooner.
PICTURE_PERCENT = "20"
FRAMES_A_SECOND = 60
LONG_PRACTICE = "body-scan"


def measure() -> Measured:
    """Everything, in about a minute and a half on two cores."""
    glcontext = import_module("vr_client.glcontext")
    gl = glcontext.EglContext()
    painter = import_module("vr_client.painter").Painter(glcontext.drawing_on(gl))
    say("    an empty loop of frames")
    empty = headset_runtime.empty_loop(gl, painter.context)
    scenes = {}
    for scene in headset_runtime.PRACTICES:
        say(f"    {scene}")
        scenes[scene] = headset_runtime.session_in(scene, gl, painter)
    say("    cues, and what a frame takes")
    late, seconds = headset_clock.cue_frames(LONG_PRACTICE)
    passing = headset_clock.passing_bytes(gl, painter, LONG_PRACTICE)
    say("    an hour on a simulated clock")
    hour = headset_clock.an_hour(gl, painter, [practice for practice, _ in headset_runtime.PRACTICES.values()])
    say("    sound")
    sound = asdict(import_module("vr_client.sound_figures").figures(headset_runtime.practice_of(LONG_PRACTICE)))
    return {
        "empty": empty,
        "scenes": scenes,
        "cue_frames": late,
        "cue_seconds": seconds,
        "passing_bytes": passing,
        "hour": hour,
        "sound": sound,  # type: ignore[typeddict-item]  # of the same names
    }


def main() -> int:
    with monado(frames_per_second=FRAMES_A_SECOND) as service:
        # pictures are rasterised by threads of the driver's own, whatever this machine's setting is
        os.environ.update(service.settings | {"OXR_VIEWPORT_SCALE_PERCENTAGE": PICTURE_PERCENT, "LP_NUM_THREADS": "2"})
        measured = measure()
    json.dump(measured, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
