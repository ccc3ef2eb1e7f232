"""Draws a moment for one eye with OpenGL. The only module that draws; the places themselves are in scenes/."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import moderngl
import numpy as np
from numpy.typing import NDArray

from vr_client.boards import Boards, Shown, Words
from vr_client.captions import caption
from vr_client.session import Moment, Thing
from vr_client.views import Centre, View, axes, looking, seen_from, turned

FOLDER = Path(__file__).parent / "scenes"
VERSION = "#version 330 core\n"
#: scene → which of the score's visuals each of the four numbers that its shader gets stands for
SCENES: Mapping[str, tuple[str, str, str, str]] = {
    "quiet-lake": ("dawn", "mist", "ripples", "still"),
    "forest-clearing": ("wind", "sunbeams", "stream", "still"),
    "night-sky-sea": ("stars", "waves", "moon", "still"),
    "quiet-room": ("window", "lamp", "objects", "still"),
}
KINDS = ("leaf", "pebbles", "lantern", "cup", "apple", "candle")
MOST_THINGS = 8
ROWS = 9 + 2 * MOST_THINGS
THINGS_ROW, LOOKS_ROW = 9, 9 + MOST_THINGS
#: The caption's centre: 1.75 m away and 15 degrees under the horizon, where eyes at rest look and under the breath's
#: light; in the room 9 degrees, over the things on the table.
PANEL = (0.0, -0.453, -1.69)
LYING_PANEL = (0.0, 1.03, -1.415)  # 36 degrees up, under the light, as far away
PANEL_OF = {"quiet-room": (0.0, -0.274, -1.728)}
CAPTION_FADE_SECONDS = 0.6
MOST_MASKED = 16
#: The person's own breath: followed a little late, so that noise of the sensor is not seen; shown and hidden softly.
OWN_SOFTENED_SECONDS, OWN_FADE_SECONDS = 0.3, 1.5
FASTEST_BEAT = 150  # a minute, 2.5 Hz: nothing here is brighter and darker more than three times a second


@dataclass(frozen=True, slots=True)
class Looks:
    """The person's own picture settings."""

    brightness: float = 1.0  # 0.4-1.4
    contrast: float = 1.0  # 0.7-1.2
    movement: float = 1.0  # 0-1; how much grass, leaves and water move
    lying: bool = False  # captions and the breath's light are overhead


class Painter:
    """Programs, textures and buffers of one OpenGL context (3.3 or newer), current whenever this is used."""

    def __init__(self, context: moderngl.Context, looks: Looks | None = None) -> None:
        self.context = context
        self.looks = looks or Looks()
        self.centre = Centre()
        self._rows = np.zeros((ROWS, 4), dtype=np.float32)
        self._frame = context.buffer(reserve=self._rows.nbytes)
        self._places: dict[str, moderngl.VertexArray] = {}
        self._whole = context.buffer(np.array([-1, -1, 3, -1, -1, 3], dtype=np.float32))  # one triangle over all
        self._masked: dict[tuple[object, ...], tuple[NDArray[np.float32], moderngl.VertexArray]] = {}
        self._panel = self._program("panel", "panel")
        self._things = self._program("things", "things")
        self._words: dict[str, Words] = {}
        self._scene, self._caption, self._caption_opacity = "", "", 0.0
        self.boards = Boards(context)
        self._shown: list[Shown] = []
        self._own_breath, self._own_shown = 0.5, 0.0
        self._beat, self._beat_shown = 0.0, 0.0
        self._before: float | None = None

    def prepare(self, scene: str) -> None:
        """Compile a place's program ahead, so that no frame waits for it. Raises ValueError for an unknown one."""
        if scene not in SCENES:
            raise ValueError(f"there is no scene '{scene}'; there are {', '.join(SCENES)}")
        if scene not in self._places:
            program = self._program("whole", "place", before=("light.glsl", f"{scene}.frag")).program
            self._places[scene] = self.context.vertex_array(program, [(self._whole, "2f", "corner")])
            small = self.context.simple_framebuffer((8, 8), 4)  # a driver finishes its work at the first drawing
            first = Moment(0.0, "", scene, things=(Thing("leaf", PANEL, 0.1),))
            self.begin(first, 0.0)
            self.paint(small, looking(), first)
            small.read()
            small.release()
            self._before = None

    def prepare_captions(self, texts: Iterable[str]) -> None:
        """Set captions ahead, so that no frame waits for one. Those set before and not named here are dropped."""
        wanted = set(texts) | {self._caption}
        for text in self._words.keys() - wanted:
            self._words.pop(text).texture.release()
        for text in wanted - self._words.keys() - {""}:
            self._words[text] = self.boards.upload(caption(text))

    def begin(self, moment: Moment, seconds: float) -> None:
        """What both eyes share of a moment. `seconds`: steady time, which waves and leaves follow."""
        step = 0.0 if self._before is None else max(seconds - self._before, 0.0)
        self._before, self._scene = seconds, moment.scene
        self.prepare(moment.scene)
        self._set_caption("" if moment.scale else moment.caption, step)  # the row says it already
        self._shown = self.boards.of(moment, step)
        if self._caption_opacity > 0:
            self._shown.append(self._caption_board(moment.scene))
        rows = self._rows
        rows[4] = (moment.breath, moment.light, seconds % 3600.0, moment.fade)
        rows[6] = self._own(moment, step)
        shown = moment.things[:MOST_THINGS]
        rows[7] = (0.0, 0.0, len(shown), float(self.looks.lying))
        rows[8] = [moment.visuals.get(name, 0.0) for name in SCENES[moment.scene]]
        far_first = sorted(shown, key=lambda thing: thing.at[2])
        for n, thing in enumerate(far_first):
            rows[THINGS_ROW + n] = (*thing.at, thing.radius)
            rows[LOOKS_ROW + n] = (KINDS.index(thing.kind), thing.glow, thing.opacity, thing.turn)

    def panel(self, scene: str) -> tuple[float, float, float]:
        """Where the caption's centre is, metres from the middle of the place."""
        return LYING_PANEL if self.looks.lying else PANEL_OF.get(scene, PANEL)

    def paint(
        self, target: moderngl.Framebuffer, view: View, moment: Moment, mask: NDArray[np.float32] | None = None
    ) -> None:
        """Draw one eye's picture; with a `mask` (triangles, as tangents of angles), only what its lens lets through.

        Call `begin` with the same moment first."""
        rows = self._rows
        rows[:3, :3] = turned(self.centre, axes(view.turn))
        rows[3, :3] = seen_from(self.centre, view.position)
        rows[0, 3], rows[1, 3], rows[2, 3], rows[3, 3] = view.left, view.right, view.up, view.down
        pixel = (view.right - view.left) / target.width
        rows[5] = (self.looks.brightness, self.looks.contrast, self.looks.movement, pixel)
        self._frame.write(rows)
        self._frame.bind_to_uniform_block(0)
        target.use()
        self.context.disable(moderngl.BLEND)
        if mask is None:
            self._places[moment.scene].render(moderngl.TRIANGLES)
        else:
            target.clear(0.0, 0.0, 0.0, 1.0)
            self._through(moment.scene, mask, view).render(moderngl.TRIANGLES)
        things = min(len(moment.things), MOST_THINGS)
        if things or self._shown:
            self.context.enable(moderngl.BLEND)
            self.context.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA
        if things:
            self._things.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=things)
        for board in self._shown:
            self._draw_board(board)

    def _through(self, scene: str, mask: NDArray[np.float32], view: View) -> moderngl.VertexArray:
        """The place on the triangles that a lens lets through; what is outside is never seen."""
        key = (scene, id(mask), view.left, view.right, view.up, view.down)
        if key not in self._masked:
            if len(self._masked) >= MOST_MASKED:  # a lens that moves makes many
                self._masked.clear()
            low, high = np.array([view.left, view.down]), np.array([view.right, view.up])
            corners = self.context.buffer(((mask - low) / (high - low) * 2 - 1).astype(np.float32))
            program = self._places[scene].program
            self._masked[key] = (mask, self.context.vertex_array(program, [(corners, "2f", "corner")]))
        return self._masked[key][1]

    def _draw_board(self, board: Shown) -> None:
        board.words.texture.use(0)
        uniforms = self._panel.program
        uniforms["spot"] = (*board.at, board.opacity)
        uniforms["facing"] = board.facing
        uniforms["reach"] = board.words.half_width, board.words.half_height
        uniforms["done"] = board.done
        self._panel.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def _own(self, moment: Moment, step: float) -> tuple[float, float, float, float]:
        """The person's own breath and pulse, softened: what is not known just now fades away and back."""
        known = moment.measured_breath
        if known is not None:
            self._own_breath += (known - self._own_breath) * min(1.0, step / OWN_SOFTENED_SECONDS)
        self._own_shown = towards(self._own_shown, known is not None and not moment.paused, step / OWN_FADE_SECONDS)
        per_minute = moment.pulse or 0
        self._beat = (self._beat + step * min(per_minute, FASTEST_BEAT) / 60) % 1.0
        self._beat_shown = towards(self._beat_shown, bool(per_minute) and moment.light > 0, step / OWN_FADE_SECONDS)
        return (self._own_breath, self._own_shown, 0.5 - 0.5 * math.cos(2 * math.pi * self._beat), self._beat_shown)

    def finish_captions(self) -> None:
        """Show the caption and all boards at once, as a still picture needs it."""
        if self._caption and not self._caption_opacity:
            self._shown.append(self._caption_board(self._scene))
        self._caption_opacity = 1.0 if self._caption else 0.0
        self._shown = [replace(board, opacity=1.0) for board in self._shown]

    def _caption_board(self, scene: str) -> Shown:
        at = self.panel(scene)
        return Shown(self._words[self._caption], at, self._caption_opacity, at)

    def _set_caption(self, text: str, step: float) -> None:
        """A new caption waits until the old one has faded out, then fades in."""
        change = step / CAPTION_FADE_SECONDS
        if text == self._caption:
            self._caption_opacity = min(1.0, self._caption_opacity + change) if text else 0.0
            return
        self._caption_opacity = max(0.0, self._caption_opacity - change)
        if self._caption_opacity > 0 and self._before is not None:
            return
        self._caption = text
        if text and text not in self._words:
            self.prepare_captions([*self._words, text])

    def _program(self, vertex: str, fragment: str, before: tuple[str, ...] = ()) -> moderngl.VertexArray:
        frame = (FOLDER / "frame.glsl").read_text()
        parts = "".join((FOLDER / name).read_text() for name in before)
        program = self.context.program(
            vertex_shader=VERSION + frame + (FOLDER / f"{vertex}.vert").read_text(),
            fragment_shader=VERSION + frame + parts + (FOLDER / f"{fragment}.frag").read_text(),
        )
        block = program.get("Frame", None)
        if isinstance(block, moderngl.UniformBlock):
            block.binding = 0
        return self.context.vertex_array(program, [])


def towards(shown: float, wanted: bool, change: float) -> float:
    """A step from hidden (0) to shown (1) or back."""
    return min(1.0, shown + change) if wanted else max(0.0, shown - change)
