"""Practice column: the record of one use of a practice, and the harm signs that bring a therapist in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .content import Id
from .definitions import StopRules
from .flags import DUE_IN, FlagDraft
from .review import Level
from .sentence import Sentence

HARM_RULE, HARM_VERSION = "R17", "1"
#: Said when a session ends because of harm signs: back to the room, first with the eyes, then with the feet.
GROUNDING = (
    Sentence("Look around you and name five things that you can see."),
    Sentence("Push both feet into the floor, and hold on to something firm."),
    Sentence("Drink some water, and stay seated until you feel steady."),
)
#: Said besides where the signs look like a seizure.
SEIZURE_ADVICE = Sentence(
    "If you twitched, blacked out or your sight changed, call your local emergency number or ask someone to, "
    "and do not use a headset again before a doctor has said that you may."
)

StopReason = Literal[
    "finished", "button", "left", "nausea", "unreality", "distress", "seizure-signs", "tracking", "device"
]
_HARM: dict[str, str] = {
    "nausea": "nausea",
    "unreality": "feelings of unreality",
    "distress": "distress (panic, or memories coming back)",
    "seizure-signs": "twitching, lost awareness or changed sight",
}


class Ratings(BaseModel):
    """How it is, each from 0 (not at all) to 10 (as much as can be); null: not said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    calm: int | None = Field(default=None, ge=0, le=10)
    nausea: int | None = Field(default=None, ge=0, le=10)
    unreality: int | None = Field(default=None, ge=0, le=10)


class CueTime(BaseModel):
    """One cue as it was given: its place in the score, the planned and the real second of the session."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cue: str = Field(pattern=r"^[a-z0-9-]{1,64}$", description="the cue's id, or its number in the score from 0")
    planned_seconds: float = Field(ge=0, le=1200)
    at_seconds: float = Field(ge=0, le=86_400)


class BreathSummary(BaseModel):
    """The guide as it was set, and the breath as far as it was measured; the trace itself is not sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    guide_per_minute: float | None = Field(default=None, ge=4.5, le=7)
    measured_per_minute: float | None = Field(default=None, ge=1, le=60, description="median; null: not known")
    known_share: float = Field(default=0, ge=0, le=1, description="share of the time in which it could be measured")


class PulseSummary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    mean_per_minute: float = Field(ge=20, le=250)
    lowest_per_minute: float = Field(ge=20, le=250)
    highest_per_minute: float = Field(ge=20, le=250)
    rmssd_ms: float | None = Field(default=None, ge=0, le=1000, description="heart-rate variability, milliseconds")


class PracticeRun(BaseModel):
    """The record of one use of a practice. Times are the device's own; the timeline has the time of arrival besides."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    practice_id: Id
    version: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$", description="of the practice, as delivered")
    device: Literal["flat", "vr"]
    started_at: datetime
    ended_at: datetime
    played_seconds: float | None = Field(default=None, ge=0, le=86_400, description="without pauses; null: not known")
    completed_share: float | None = Field(default=None, ge=0, le=1, description="null: not known")
    cues: tuple[CueTime, ...] = Field(default=(), max_length=200)
    before: Ratings | None = None
    after: Ratings | None = None
    stop_reason: StopReason
    breath: BreathSummary | None = None
    pulse: PulseSummary | None = None
    frames: int | None = Field(default=None, ge=0, le=100_000_000, description="shown; headset only")
    missed_frames: int | None = Field(default=None, ge=0, le=100_000_000)

    @property
    def harm_signs(self) -> tuple[str, ...]:
        """What the stop rules look at, in words; empty when all is well."""
        found = [_HARM[self.stop_reason]] if self.stop_reason in _HARM else []
        for rating in (self.before, self.after):
            found += [_HARM[sign] for sign in _reached(rating, StopRules())] if rating else []
        return tuple(dict.fromkeys(found))


def should_stop(ratings: Ratings, rules: StopRules | None = None) -> bool:
    """Whether a rating ends the session, or keeps it from beginning: nausea or unreality of 4 and more of 10."""
    return bool(_reached(ratings, rules or StopRules()))


def _reached(ratings: Ratings, rules: StopRules) -> list[str]:
    limits = {"nausea": rules.nausea_at_least, "unreality": rules.unreality_at_least}
    return [sign for sign, limit in limits.items() if (getattr(ratings, sign) or 0) >= limit]


def flags_for_run(run: PracticeRun) -> tuple[FlagDraft, ...]:
    """R17: harm signs in a practice. Amber; red where they look like a seizure."""
    signs = run.harm_signs
    if not signs:
        return ()
    level: Level = "red" if run.stop_reason == "seizure-signs" else "amber"
    reason = f"Signs of harm in the practice '{run.practice_id}' ({run.device}): {', '.join(signs)}."
    inputs = {
        "where": "practice-run",
        "practice": run.practice_id,
        "device": run.device,
        "stop_reason": run.stop_reason,
        "before": run.before.model_dump() if run.before else None,
        "after": run.after.model_dump() if run.after else None,
    }
    due_in = DUE_IN[level]
    return (
        FlagDraft(rule=HARM_RULE, rule_version=HARM_VERSION, level=level, reason=reason, inputs=inputs, due_in=due_in),
    )


def run_problems(run: PracticeRun) -> list[tuple[str, str]]:
    """What cannot be true of a record, as (field, what is wrong)."""
    problems = []
    if any(at.tzinfo is None for at in (run.started_at, run.ended_at)):
        return [("started_at", "times need an offset, such as 2026-11-02T09:30:00+00:00")]
    if run.ended_at < run.started_at:
        problems.append(("ended_at", "is before started_at"))
    elif run.ended_at - run.started_at > timedelta(days=1):
        problems.append(("ended_at", "is more than a day after started_at"))
    if (run.missed_frames or 0) > (run.frames or 0):
        problems.append(("missed_frames", "is more than the frames that were shown"))
    return problems
