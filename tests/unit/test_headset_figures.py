"""Figures of the headset program are made of what was measured. All samples are invented."""

from __future__ import annotations

from typing import Any

import pytest

from bench.figures import Figure
from bench.headset import figures_of
from bench.headset_samples import Frames, Measured


def frames(work: float, drawing: float, worst: float | None = None, kept: float = 0.0) -> Frames:
    """Two hundred frames of so much work beside so much drawing; the last three may be worse."""
    costs = [work] * 197 + [work if worst is None else worst] * 3
    return {"turn_ms": [cost + drawing for cost in costs], "drawing_ms": [drawing] * 200, "kept_blocks": kept}


def measured(**changes: Any) -> Measured:
    made: dict[str, Any] = {
        "empty": frames(0.5, 0.0),
        "scenes": {"quiet-lake": frames(1.5, 6.0)},
        "cue_frames": [0.0, 0.4, 0.9],
        "cue_seconds": 600.0,
        "passing_bytes": 2048,
        "hour": {
            "seconds": 3600.0,
            "frames": 36000,
            "before_mib": 280.0,
            "after_mib": 280.5,
            "before_blocks": 1000,
            "after_blocks": 1010,
        },
        "sound": {
            "practice": "body-scan",
            "mix_seconds_per_minute": 0.2,
            "block_ms_p50": 0.1,
            "block_ms_p99": 0.2,
            "cue_error_ms": 8.0,
            "kept_bytes_per_block": 0.1,
            "peak_bytes": 700,
        },
    }
    return made | changes  # type: ignore[return-value]


def told(samples: Measured) -> dict[str, Figure]:
    return {figure.name.removeprefix("headset"): figure for figure in figures_of(samples)}


def test_drawing_calls_are_no_python_work() -> None:
    figure = told(measured())[", quiet-lake: Python a frame, p99"]

    assert figure.value == pytest.approx(1.5)
    assert figure.met is True
    assert "drawing calls (p50 6.00" in figure.about


def test_the_slowest_frames_decide_and_not_the_usual_ones() -> None:
    figure = told(measured(scenes={"quiet-lake": frames(1.5, 0.0, worst=9.0)}))[", quiet-lake: Python a frame, p99"]

    assert figure.value == pytest.approx(9.0)
    assert figure.met is False


def test_the_ratio_is_that_of_the_usual_frame_to_an_empty_loop_of_the_same_run() -> None:
    slower = measured(empty=frames(0.75, 0.0))

    assert told(measured())[", quiet-lake: over an empty loop"].value == pytest.approx(3.0)
    assert told(slower)[", quiet-lake: over an empty loop"].value == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("changes", "missed"),
    [
        ({"scenes": {"quiet-lake": frames(1.0, 0.0, kept=2.0)}}, ", quiet-lake: memory kept a frame"),
        ({"cue_frames": [0.1, 1.4]}, ": latest cue"),
        ({"hour": measured()["hour"] | {"after_mib": 300.0}}, ": memory after an hour"),
        ({"sound": measured()["sound"] | {"cue_error_ms": 80.0}}, ": latest spoken line"),
        ({"sound": measured()["sound"] | {"kept_bytes_per_block": 500.0}}, ": memory kept by 50 ms of sound"),
    ],
)
def test_what_is_kept_or_late_misses_its_aim_alone(changes: dict[str, Any], missed: str) -> None:
    assert [name for name, figure in told(measured()).items() if figure.met is False] == []
    assert [name for name, figure in told(measured(**changes)).items() if figure.met is False] == [missed]
