"""A whole session on a headset: check-in, practice, grounding where it is needed, check-in, and its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from chalicelib.domain import practice_run as record
from chalicelib.domain.definitions import Practice
from vr_client.breath import BreathSensor
from vr_client.checkins import CheckIn, Grounding, all_captions
from vr_client.comfort import paced
from vr_client.engine import FADE_SECONDS, LONGEST_STEP, ScoreEngine
from vr_client.session import Inputs, Moment, SignKind, StopReason
from vr_client.signs import Signs
from vr_client.sitting_record import recorded

Stage = Literal["before", "settling", "practice", "grounding", "after", "over"]
#: Said for so long where the breath is to be followed.
SETTLING, SETTLING_SECONDS = "Rest the controller on your belly, just under the ribs, and let it lie there.", 10.0


class Sitting:
    """Leads one session; an `Engine`. One press ends the practice, the next one leaves altogether.

    Whoever rates nausea or unreality at the practice's limit (4 of 10) before it begins is led to grounding instead;
    after it, grounding follows. So it does after any early end but one in which the headset itself has gone.
    """

    def __init__(
        self,
        practice: Practice,
        pace_per_minute: float | None = None,
        measure_breath: bool = False,
        lying: bool = False,
    ) -> None:
        self.practice = paced(practice, pace_per_minute)
        self.score = ScoreEngine(self.practice, fades_in=False)
        self.stage: Stage = "before"
        self.before, self.after, self.grounding = CheckIn(lying), CheckIn(lying), Grounding()
        self.signs = Signs(lying)
        self.breath = BreathSensor() if measure_breath else None
        self.reason: StopReason | None = None
        self.too_much = False  # said so by choice, with a sign: told to the therapist
        self.seconds = 0.0  # since the first moment, pauses and all
        self._last: float | None = None
        self._practice_began: float | None = None
        self._asked_after = False
        self._shown = 0.0  # seconds of light: 0 black, FADE_SECONDS clear
        self._settled_for = 0.0
        self._let_go = False  # no button has been held over from the stage before
        self.cues: list[record.CueTime] = []

    def captions(self) -> tuple[str, ...]:
        """Every text that may be shown."""
        return (*all_captions(), SETTLING, *(cue.say for cue in self.practice.cues))

    def stop(self, reason: StopReason) -> None:
        if self.stage == "practice":
            self.score.stop(reason)
        elif reason != "stopped-by-person" or self.stage == "before":
            self._leave(reason)

    def moment(self, now: float, inputs: Inputs) -> Moment:
        passed = 0.0 if self._last is None else max(0.0, now - self._last)  # a new runtime may count from elsewhere
        self._last, self.seconds = now, self.seconds + passed
        step = min(passed, LONGEST_STEP)
        inputs = self._signed(step, self._without_held_over(inputs))
        if self.breath and inputs.belly and self.stage in ("before", "settling", "practice"):
            self.breath.see(self.seconds, inputs.belly)
        shown = self._practise(now, inputs) if self.stage == "practice" else self._beside(step, inputs)
        return replace(shown, signs=self.signs.shown(self._offers()), holding=inputs.holding, pulse=inputs.pulse)

    def _without_held_over(self, inputs: Inputs) -> Inputs:
        """A button still held from an answer is no wish for the next part, and in a check-in it never is."""
        self._let_go = self._let_go or (inputs.holding == 0 and not inputs.skip and not inputs.select)
        if self._let_go and not self._check_in():
            return inputs
        return replace(inputs, skip=False, holding=0.0)

    def _offers(self) -> tuple[SignKind, ...]:
        """Which signs there are at this stage."""
        if self.stage == "over":
            return ()
        by_choice: tuple[SignKind, ...] = ("too-much",) if self.stage == "grounding" and not self.too_much else ()
        return ("next", "end", *by_choice)

    def _signed(self, step: float, inputs: Inputs) -> Inputs:
        """What a sign at the feet was chosen for, as if a button had been pressed; the look is then no answer."""
        offers = self._offers()
        chosen = self.signs.see(step if inputs.focused and inputs.tracked else 0.0, inputs, offers)
        if chosen == "too-much":
            self.too_much = True
        elif chosen == "next" and (check := self._check_in()):
            check.pass_over()
        elif chosen:
            inputs = replace(inputs, skip=chosen == "next", exit=inputs.exit or chosen == "end")
        return replace(inputs, select=inputs.select and chosen is None)

    # --- the practice -----------------------------------------------------------------------------

    def _practise(self, now: float, inputs: Inputs) -> Moment:
        self._practice_began = self.seconds if self._practice_began is None else self._practice_began
        moment = self.score.moment(now, inputs)
        self._note(moment)
        if not moment.done:
            full = self.breath.fullness() if self.breath else None
            return replace(moment, measured_breath=full, measuring=self.breath is not None)
        self.reason = moment.stop_reason
        self._shown = 0.0  # the score has faded out
        if self.reason == "headset-gone":
            self.stage = "over"
            return moment
        self._enter("after" if self.reason == "finished" else "grounding")
        self._asked_after = self.stage == "after"
        return replace(moment, done=False, stop_reason=None)

    def _note(self, moment: Moment) -> None:
        for name in moment.cues:
            number, cue = next(
                (n, c) for n, c in enumerate(self.practice.cues) if (c.id or f"at-{c.at_seconds:g}") == name
            )
            at = self.seconds - (self._practice_began or 0.0)
            self.cues.append(
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
        if self.stage == "settling":
            self._settled_for += step
            if self._settled_for >= SETTLING_SECONDS or inputs.select or inputs.skip:
                self._enter("practice")
            return
        part: CheckIn | Grounding = self._check_in() or self.grounding
        part.go_on(step, inputs)
        # an unwell person is not asked the other questions first
        if part.done or (isinstance(part, CheckIn) and self.unwell(part)):
            self._next_stage()

    def _check_in(self) -> CheckIn | None:
        return {"before": self.before, "after": self.after}.get(self.stage)

    def unwell(self, check: CheckIn) -> bool:
        """Whether what was said there is at the practice's limit."""
        return check.ratings is not None and record.should_stop(check.ratings, self.practice.stop)

    def _enter(self, stage: Stage) -> None:
        self.stage, self._let_go = stage, False

    def _next_stage(self) -> None:
        if self.stage == "before":
            self.reason = "unwell" if self.unwell(self.before) else None
            self._enter("grounding" if self.reason else "settling" if self.breath else "practice")
        elif self.stage == "grounding":
            self._enter("over" if self.reason == "unwell" or self._asked_after else "after")
        elif self.unwell(self.after):
            self.grounding = Grounding()
            self._enter("grounding")
        else:
            self._enter("over")
        self._asked_after = self._asked_after or self.stage == "after"

    def _leave(self, reason: StopReason) -> None:
        self.reason = self.reason or reason
        self.stage = "over"

    def _picture(self, paused: bool) -> Moment:
        check = self._check_in()
        over = self.stage == "over" and self._shown <= 0.0
        return Moment(
            elapsed_seconds=self.score.elapsed,
            phase=self.score.phase() if self.stage == "practice" else self.stage,
            scene=self.practice.scene,
            caption=self._caption(check),
            # from the check-in the practice goes on without a break: its place is there already
            fade=1.0 if self.stage == "practice" else self._shown / FADE_SECONDS,
            visuals=self.score.visuals(),
            paused=paused,
            done=over,
            stop_reason=self.reason if over else None,
            scale=check.scale() if check else None,
        )

    def _caption(self, check: CheckIn | None) -> str:
        if check:
            return check.caption()
        return {"grounding": self.grounding.caption(), "settling": SETTLING}.get(self.stage, "")

    # --- the record ---------------------------------------------------------------------------------

    def run(
        self,
        started_at: datetime,
        version: str | None = None,
        frames: int | None = None,
        missed_frames: int | None = None,
        pulse: record.PulseSummary | None = None,
    ) -> record.PracticeRun | None:
        """The record so far; None while there is nothing to tell (left before it began, and well)."""
        if self._practice_began is None and not self.unwell(self.before):
            return None
        return recorded(self, started_at, version, frames, missed_frames, pulse)
