"""The record that a session on a headset leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain import practice_run as record
from vr_client.session import StopReason

if TYPE_CHECKING:
    from vr_client.sitting import Sitting

#: Why a session ended, in the words of its record.
REASONS: Mapping[StopReason, record.StopReason] = {
    "finished": "finished",
    "stopped-by-person": "button",
    "tracking-lost": "tracking",
    "headset-gone": "device",
    "unwell": "nausea",
}
LONGEST_RECORD = timedelta(days=1)


def recorded(
    sitting: Sitting,
    started_at: datetime,
    version: str | None,
    frames: int | None,
    missed_frames: int | None,
    pulse: record.PulseSummary | None,
) -> record.PracticeRun:
    """The record so far. `started_at` is the wall's clock when it began; the end is reckoned with the steady clock, so
    that a clock that is set back in between does no harm."""
    practice = sitting.practice
    guide = practice.breath
    known = sitting.breath.summary(guide.per_minute if guide else None) if sitting.breath else None
    unmeasured = record.BreathSummary(guide_per_minute=guide.per_minute) if guide else None
    return record.PracticeRun(
        practice_id=practice.id,
        version=version,
        device="vr",
        started_at=started_at,
        ended_at=started_at + min(timedelta(seconds=sitting.seconds), LONGEST_RECORD),
        played_seconds=round(sitting.score.played, 1),
        completed_share=min(1.0, round(sitting.score.played / practice.length_seconds, 4)),
        cues=tuple(sitting.cues[:200]),
        before=sitting.before.ratings,
        after=sitting.after.ratings,
        stop_reason=recorded_reason(sitting),
        breath=known or unmeasured,
        pulse=pulse,
        frames=frames,
        missed_frames=missed_frames,
    )


def recorded_reason(sitting: Sitting) -> record.StopReason:
    """Why it ended: what the person told by choice comes first, then what they rated, then what happened."""
    if sitting.too_much:
        return "distress"
    if sitting.reason == "unwell":
        signs = sitting.before.given
        return "nausea" if signs.get("nausea", 0) >= sitting.practice.stop.nausea_at_least else "unreality"
    return REASONS[sitting.reason or "headset-gone"]
