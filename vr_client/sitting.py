"""A whole session on a headset: check-in, practice, grounding where it is needed, check-in, and its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.domain import practice_run as record
from chalicelib.domain.definitions import Practice
from vr_client.breath import BreathSensor
from vr_client.checkins import CheckIn, Grounding, all_captions
from vr_client.comfort import paced
from vr_client.engine import FADE_SECONDS, LONGEST_STEP, ScoreEngine
from vr_client.session import Inputs, Moment, StopReason

Stage = Literal["before", "practice", "grounding", "after", "over"]
#: Why a session ended, in the words of its record.
REASONS: Mapping[StopReason, record.StopReason] = {
    "finished": "finished",
    "stopped-by-person": "button",
    "tracking-lost": "tracking",
    "headset-gone": "device",
    "unwell": "nausea",
}
LONGEST_RECORD = timedelta(days=1)


class Sitting:
    """Leads one session; an `Engine`. One press ends the practice, the next one leaves altogether.

    Whoever rates nausea or unreality at the practice's limit (4 of 10) before it begins is led to grounding instead;
    after it, grounding follows. So it does after any early end but one in which the headset itself has gone.
    """

    def __init__(self, practice: Practice, pace_per_minute: float | None = None, measure_breath: bool = False) -> None:
        self.practice = paced(practice, pace_per_minute)
        self.score = ScoreEngine(self.practice, fades_in=False)
        self.stage: Stage = "before"
        self.before, self.after, self.grounding = CheckIn(), CheckIn(), Grounding()
        self.breath = BreathSensor() if measure_breath else None
        self.reason: StopReason | None = None
        self.seconds = 0.0  # since the first moment, pauses and all
        self._began: float | None = None
        self._practice_began: float | None = None
        self._asked_after = False
        self._shown = 0.0  # seconds of light: 0 black, FADE_SECONDS clear
        self._cues: list[record.CueTime] = []

    def captions(self) -> tuple[str, ...]:
        """Every text that may be shown."""
        return (*all_captions(), *(cue.say for cue in self.practice.cues))

    def stop(self, reason: StopReason) -> None:
        if self.stage == "practice":
            self.score.stop(reason)
        elif reason != "stopped-by-person" or self.stage == "before":
            self._leave(reason)

    def moment(self, now: float, inputs: Inputs) -> Moment:
        self._began = now if self._began is None else self._began
        since = max(0.0, now - self._began)
        step, self.seconds = min(max(since - self.seconds, 0.0), LONGEST_STEP), max(since, self.seconds)
        if self.breath and inputs.belly and self.stage in ("before", "practice"):
            self.breath.see(self.seconds, inputs.belly)
        if self.stage == "practice":
            return self._practise(now, inputs)
        return self._beside(step, inputs)

    # --- the practice -----------------------------------------------------------------------------

    def _practise(self, now: float, inputs: Inputs) -> Moment:
        self._practice_began = self.seconds if self._practice_began is None else self._practice_began
        moment = self.score.moment(now, inputs)
        self._note(moment)
        if not moment.done:
            return replace(moment, measured_breath=self.breath.fullness() if self.breath else None)
        self.reason = moment.stop_reason
        self._shown = 0.0  # the score has faded out
        if self.reason == "headset-gone":
            self.stage = "over"
            return moment
        self.stage = "after" if self.reason == "finished" else "grounding"
        self._asked_after = self.stage == "after"
        return replace(moment, done=False, stop_reason=None)

    def _note(self, moment: Moment) -> None:
        for name in moment.cues:
            number, cue = next(
                (n, c) for n, c in enumerate(self.practice.cues) if (c.id or f"at-{c.at_seconds:g}") == name
            )
            at = self.seconds - (self._practice_began or 0.0)
            self._cues.append(
                record.CueTime(
                    cue=cue.id or str(number), planned_seconds=cue.at_seconds, at_seconds=min(round(at, 3), 86_400.0)
                )
            )

    # --- before, grounding, after -------------------------------------------------------------------

    def _beside(self, step: float, inputs: Inputs) -> Moment:
        paused = not (inputs.focused and inputs.tracked)
        if inputs.exit and self.stage != "over":
            self._pressed()
        if self.stage == "over":
            self._shown = max(0.0, self._shown - step)
        elif not paused:
            self._shown = min(FADE_SECONDS, self._shown + step)
            self._go_on(step, inputs)
        return self._picture(paused)

    def _pressed(self) -> None:
        if self.stage == "grounding":
            self._next_stage()
        else:
            self._leave("stopped-by-person")

    def _go_on(self, step: float, inputs: Inputs) -> None:
        if self.stage == "over":
            return
        part: CheckIn | Grounding = self._check_in() or self.grounding
        part.go_on(step, inputs)
        # an unwell person is not asked the other questions first
        if part.done or (isinstance(part, CheckIn) and self._unwell(part)):
            self._next_stage()

    def _check_in(self) -> CheckIn | None:
        return {"before": self.before, "after": self.after}.get(self.stage)

    def _unwell(self, check: CheckIn) -> bool:
        return check.ratings is not None and record.should_stop(check.ratings, self.practice.stop)

    def _next_stage(self) -> None:
        if self.stage == "before":
            self.reason = "unwell" if self._unwell(self.before) else None
            self.stage = "grounding" if self.reason else "practice"
        elif self.stage == "grounding":
            self.stage = "over" if self.reason == "unwell" or self._asked_after else "after"
        elif self._unwell(self.after):
            self.stage, self.grounding = "grounding", Grounding()
        else:
            self.stage = "over"
        self._asked_after = self._asked_after or self.stage == "after"

    def _leave(self, reason: StopReason) -> None:
        self.reason = self.reason or reason
        self.stage = "over"

    def _picture(self, paused: bool) -> Moment:
        check = self._check_in()
        grounding = self.stage == "grounding"
        over = self.stage == "over" and self._shown <= 0.0
        return Moment(
            elapsed_seconds=self.score.elapsed,
            phase=self.score.phase() if self.stage == "practice" else self.stage,
            scene=self.practice.scene,
            caption=check.caption() if check else self.grounding.caption() if grounding else "",
            # from the check-in the practice goes on without a break: its place is there already
            fade=1.0 if self.stage == "practice" else self._shown / FADE_SECONDS,
            visuals=self.score.visuals(),
            things=check.things() if check else (),
            paused=paused,
            done=over,
            stop_reason=self.reason if over else None,
            scale=check.scale() if check else None,
        )

    # --- the record ---------------------------------------------------------------------------------

    def run(
        self,
        started_at: datetime,
        version: str | None = None,
        frames: int | None = None,
        missed_frames: int | None = None,
        pulse: record.PulseSummary | None = None,
    ) -> record.PracticeRun | None:
        """The record so far; None while there is nothing to tell (left before it began, and well).

        `started_at` is the wall's clock when it began; the end is reckoned with the steady clock, so that a clock that
        is set back in between does no harm.
        """
        unwell_before = self._unwell(self.before)
        if self._practice_began is None and not unwell_before:
            return None
        guide = self.practice.breath
        known = self.breath.summary(guide.per_minute if guide else None) if self.breath else None
        unmeasured = record.BreathSummary(guide_per_minute=guide.per_minute) if guide else None
        return record.PracticeRun(
            practice_id=self.practice.id,
            version=version,
            device="vr",
            started_at=started_at,
            ended_at=started_at + min(timedelta(seconds=self.seconds), LONGEST_RECORD),
            played_seconds=round(self.score.played, 1),
            completed_share=min(1.0, round(self.score.played / self.practice.length_seconds, 4)),
            cues=tuple(self._cues[:200]),
            before=self.before.ratings,
            after=self.after.ratings,
            stop_reason=self._recorded_reason(),
            breath=known or unmeasured,
            pulse=pulse,
            frames=frames,
            missed_frames=missed_frames,
        )

    def _recorded_reason(self) -> record.StopReason:
        if self.reason == "unwell":
            signs = self.before.given
            return "nausea" if signs.get("nausea", 0) >= self.practice.stop.nausea_at_least else "unreality"
        return REASONS[self.reason or "headset-gone"]
