"""Leads a practice on a headset: joins the engine, the headset and the painter, and writes down what happened."""

from __future__ import annotations

import time
from collections.abc import Callable

from chalicelib.domain.definitions import Practice
from vr_client.controls import Action
from vr_client.engine import ScoreEngine
from vr_client.frames import Frame, NoHeadset, RuntimeGone
from vr_client.glcontext import GlContext, WindowContext, drawing_on
from vr_client.hands import Hand
from vr_client.headset import Headset
from vr_client.hearing import Hearing
from vr_client.painter import Looks, Painter
from vr_client.record import RunReport, Tally
from vr_client.session import Engine, Inputs, Moment, StopReason, Vector
from vr_client.touch import LASTS_SECONDS, BreathTouch
from vr_client.views import View, axes, centred_on, turned
from vr_client.window import Window

RECONNECT_SECONDS = 20.0
#: A headset that is off or put away for so long ends the session; the person can begin again.
AWAY_SECONDS = 120.0


class Leader:
    """One run of one practice, over as many connections to the headset's software as it takes."""

    def __init__(
        self,
        practice: Practice,
        gl: GlContext,
        looks: Looks | None = None,
        engine: Engine | None = None,
        painter: Painter | None = None,
        belly: Hand | None = None,
        touch: bool = True,
        pulse: Callable[[], int | None] | None = None,
        hearing: Hearing | None = None,
    ) -> None:
        """`belly`: the hand whose controller rests there; `touch`: whether the hands feel the breath; `pulse`: asked
        for the beats a minute of a strap, and answers at once; `hearing`: the sound, closed by whoever opened it."""
        self.practice = practice
        self.engine = engine or ScoreEngine(practice)
        self.gl = gl
        self.painter = painter or Painter(drawing_on(gl), looks)
        self.drawing = self.painter.context
        self.painter.prepare(practice.scene)
        self.painter.prepare_captions(cue.say for cue in practice.cues)
        self.tally = Tally({cue.id or f"at-{cue.at_seconds:g}": cue.at_seconds for cue in practice.cues})
        self.states: list[str] = []
        self.runtime = ""
        self.reconnected = 0
        self.moment: Moment | None = None
        self.belly, self._pulse = belly, pulse
        self._touch = BreathTouch() if touch else None
        self.hearing = hearing
        self.tell: Callable[[str], None] = lambda words: None  # for who looks at the desktop
        self._recentre = True
        self._reason: StopReason | None = None

    def run(self, seconds: float | None = None, watch: Callable[[Frame, Moment], None] | None = None) -> RunReport:
        """Lead it to its end, or for some seconds only. `watch` is called with each frame after it is drawn.

        Raises NoHeadset when there is none to begin with. If the headset's software goes away in the middle, waits
        for it to come back for up to 20 seconds, and goes on where the practice stood.
        """
        gone_at: float | None = None
        while True:
            try:
                self._one_connection(seconds, watch)
                break
            except RuntimeGone as gone:
                gone_at = time.monotonic()
                self.tell(f"{gone} Waiting {RECONNECT_SECONDS:.0f} s for it; the session then goes on where it stands.")
            except NoHeadset:
                if gone_at is None:
                    raise
                if time.monotonic() - gone_at > RECONNECT_SECONDS:
                    self._reason = "headset-gone"
                    break
                time.sleep(0.5)
        return self.report()

    def report(self) -> RunReport:
        return RunReport(
            practice=self.practice.id,
            runtime=self.runtime,
            frames=self.tally.frames,
            missed_frames=self.tally.missed,
            refresh_hz=round(1 / self.tally.period_seconds, 2) if self.tally.period_seconds else 0.0,
            cpu_ms_per_frame=self.tally.cost(),
            session_states=self.states,
            cues=self.tally.cues,
            practised_seconds=round(self.moment.elapsed_seconds, 3) if self.moment else 0.0,
            length_seconds=self.practice.length_seconds,
            stop_reason=self._reason or "headset-gone",
            reconnected=self.reconnected,
            sound=self.hearing.report() if self.hearing else None,
        )

    def _one_connection(self, seconds: float | None, watch: Callable[[Frame, Moment], None] | None) -> None:
        with self._open() as headset:
            if self.runtime:
                self.reconnected += 1
            self.runtime = headset.runtime
            self.tally.pause()
            self._recentre = True
            away = 0.0
            for frame in headset.frames():
                moment = self._one_frame(frame)
                felt = self._touch.strength(moment, frame.seconds) if self._touch else None
                if felt is not None:
                    headset.shake(felt, LASTS_SECONDS)
                if watch:
                    watch(frame, moment)
                away = away + frame.period_seconds if moment.paused else 0.0
                if away > AWAY_SECONDS:
                    self.engine.stop("headset-gone")
                if moment.done:
                    self._reason = moment.stop_reason
                    headset.leave()
                elif seconds is not None and moment.elapsed_seconds >= seconds:
                    self.engine.stop("stopped-by-person")
        self._reason = self._reason or "headset-gone"  # the session ended before the practice did

    def _open(self) -> Headset | Window:
        """What shows the practice: a window that was opened to be looked at, else the headset."""
        if isinstance(self.gl, WindowContext) and self.gl.visible:
            return Window(self.gl, self.drawing, self.states)
        return Headset(self.gl, self.drawing, self.states, self.belly)

    def _one_frame(self, frame: Frame) -> Moment:
        begin = time.thread_time()  # this program's own work; waiting for the graphics card is none
        self._recentre = self._recentre or frame.recentred or Action.RECENTRE in frame.pressed
        if frame.eyes and self._recentre:
            self.painter.centre, self._recentre = centred_on(between(frame)), False
        inputs = self._inputs(frame)
        moment = self.moment = self.engine.moment(frame.seconds, inputs)
        if self.hearing:
            self.hearing.follow(moment, inputs.looking, inputs.pulse)
        for name in moment.cues:
            self.tally.cue(name, moment.elapsed_seconds)
        self.painter.begin(moment, frame.seconds)
        for n, (view, target) in enumerate(frame.eyes):
            self.painter.paint(target, view, moment, frame.masks[n] if frame.masks else None)
        self.tally.frame(frame.seconds, frame.period_seconds, (time.thread_time() - begin) * 1000)
        return moment

    def _inputs(self, frame: Frame) -> Inputs:
        looking: Vector = (0.0, 0.0, -1.0)
        if frame.eyes:
            back = turned(self.painter.centre, axes(frame.eyes[0][0].turn))[2]
            looking = (-float(back[0]), -float(back[1]), -float(back[2]))
        return Inputs(
            select=Action.SELECT in frame.pressed,
            exit=Action.EXIT in frame.pressed,
            looking=looking,
            focused=frame.focused,
            tracked=frame.tracked,
            skip=Action.SKIP in frame.pressed,
            belly=frame.belly,
            nudge=frame.nudge,
            holding=frame.holding,
            device=frame.device,
            pulse=self._pulse() if self._pulse else None,
        )


def between(frame: Frame) -> View:
    """The view from the middle between the eyes."""
    first, last = frame.eyes[0][0], frame.eyes[-1][0]
    middle = tuple((a + b) / 2 for a, b in zip(first.position, last.position, strict=True))
    return View((middle[0], middle[1], middle[2]), first.turn, first.left, first.right, first.up, first.down)
