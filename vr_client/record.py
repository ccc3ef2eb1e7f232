"""What a run leaves behind: frames and their cost, states of the session, cues with planned and real times, the end."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, Field

from vr_client.loudspeaker import SoundReport
from vr_client.session import StopReason


class CueTime(BaseModel):
    """When a cue was due and when it began, seconds into the practice."""

    id: str
    planned_seconds: float
    real_seconds: float


class FrameCost(BaseModel):
    """Processor milliseconds of this program's own work on a frame; waiting for the headset is left out."""

    p50: float
    p99: float
    max: float


class RunReport(BaseModel):
    """One run of a practice on a headset, as `--report` writes it."""

    practice: str
    runtime: str
    frames: int = Field(ge=0)
    missed_frames: int = Field(ge=0, description="frames that came later than one period and a half after the last")
    refresh_hz: float = Field(ge=0)
    cpu_ms_per_frame: FrameCost
    session_states: list[str]
    cues: list[CueTime]
    practised_seconds: float
    length_seconds: int
    stop_reason: StopReason
    reconnected: int = Field(default=0, description="times the headset's software came back in the middle")
    sound: SoundReport | None = Field(default=None, description="null: the program was not asked for any")


#: Costs are counted in steps of so many milliseconds, up to the last; more counts as the last.
STEP_MS, STEPS = 0.01, 10_000


@dataclass
class Tally:
    """Counts a run as it goes, in as much memory at its end as at its beginning (but for its cues)."""

    planned: Mapping[str, float]
    frames: int = 0
    costs: array[int] = field(default_factory=lambda: array("L", bytes(STEPS * array("L").itemsize)))
    most: float = 0.0
    missed: int = 0
    period_seconds: float = 0.0
    cues: list[CueTime] = field(default_factory=list)
    _last: float | None = None

    def frame(self, seconds: float, period_seconds: float, cost_milliseconds: float) -> None:
        if self._last is not None and seconds - self._last > 1.5 * period_seconds:
            self.missed += 1
        self._last, self.period_seconds = seconds, period_seconds
        self.frames += 1
        self.costs[min(STEPS - 1, int(cost_milliseconds / STEP_MS))] += 1
        self.most = max(self.most, cost_milliseconds)

    def cue(self, name: str, elapsed: float) -> None:
        self.cues.append(CueTime(id=name, planned_seconds=self.planned[name], real_seconds=round(elapsed, 4)))

    def pause(self) -> None:
        """The next frame follows no frame: a gap is no missed frame."""
        self._last = None

    def cost(self) -> FrameCost:
        return FrameCost(p50=self.share_below(0.5), p99=self.share_below(0.99), max=round(self.most, 3))

    def share_below(self, share: float) -> float:
        """Milliseconds, to the step, that this share of all frames cost at most; 0 for none."""
        wanted, found = int(share * self.frames), 0
        for step, count in enumerate(self.costs):
            found += count
            if found > wanted or found == self.frames > 0:
                return round(min(self.most, (step + 1) * STEP_MS), 3)
        return 0.0
