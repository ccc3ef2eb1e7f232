"""Draws a moment for one eye with OpenGL. The only module that draws; the places themselves are in scenes/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import moderngl
import numpy as np

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


@dataclass(frozen=True, slots=True)
class Looks:
    """The person's own picture settings."""

    brightness: float = 1.0  # 0.4-1.4
    contrast: float = 1.0  # 0.7-1.2
    movement: float = 1.0  # 0-1; how much grass, leaves and water move
    lying: bool = False  # captions and the breath's light are overhead


@dataclass(frozen=True, slots=True)
class Words:
    """A caption as a texture; sizes in metres."""

    texture: moderngl.Texture
    half_width: float
    half_height: float


class Painter:
    """Programs, textures and buffers of one OpenGL context (3.3 or newer), current whenever this is used."""

    def __init__(self, context: moderngl.Context, looks: Looks | None = None) -> None:
        self.context = context
        self.looks = looks or Looks()
        self.centre = Centre()
        self._rows = np.zeros((ROWS, 4), dtype=np.float32)
        self._frame = context.buffer(reserve=self._rows.nbytes)
        self._places: dict[str, moderngl.VertexArray] = {}
        self._panel = self._program("panel", "panel")
        self._things = self._program("things", "things")
        self._words: dict[str, Words] = {}
        self._caption, self._caption_half, self._caption_opacity = "", (0.0, 0.0), 0.0
        self._before: float | None = None

    def prepare(self, scene: str) -> None:
        """Compile a place's program ahead, so that no frame waits for it. Raises ValueError for an unknown one."""
        if scene not in SCENES:
            raise ValueError(f"there is no scene '{scene}'; there are {', '.join(SCENES)}")
        if scene not in self._places:
            self._places[scene] = self._program("whole", "place", before=("light.glsl", f"{scene}.frag"))
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
            made = caption(text)
            texture = self.context.texture(made.picture.size, 4, made.picture.tobytes())
            texture.build_mipmaps()
            texture.filter = moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR
            texture.anisotropy = 4.0
            self._words[text] = Words(texture, made.half_width, made.half_height)

    def begin(self, moment: Moment, seconds: float) -> None:
        """What both eyes share of a moment. `seconds`: steady time, which waves and leaves follow."""
        step = 0.0 if self._before is None else max(seconds - self._before, 0.0)
        self._before = seconds
        self.prepare(moment.scene)
        self._set_caption(moment.caption, step)
        rows = self._rows
        rows[4] = (moment.breath, moment.light, seconds % 3600.0, moment.fade)
        rows[6] = (*self.panel(moment.scene), self._caption_opacity)
        shown = moment.things[:MOST_THINGS]
        rows[7] = (*self._caption_half, len(shown), float(self.looks.lying))
        rows[8] = [moment.visuals.get(name, 0.0) for name in SCENES[moment.scene]]
        far_first = sorted(shown, key=lambda thing: thing.at[2])
        for n, thing in enumerate(far_first):
            rows[THINGS_ROW + n] = (*thing.at, thing.radius)
            rows[LOOKS_ROW + n] = (KINDS.index(thing.kind), thing.glow, thing.opacity, thing.turn)

    def panel(self, scene: str) -> tuple[float, float, float]:
        """Where the caption's centre is, metres from the middle of the place."""
        return LYING_PANEL if self.looks.lying else PANEL_OF.get(scene, PANEL)

    def paint(self, target: moderngl.Framebuffer, view: View, moment: Moment) -> None:
        """Draw one eye's picture. Call `begin` with the same moment first."""
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
        self._places[moment.scene].render(moderngl.TRIANGLES, vertices=3)
        things = min(len(moment.things), MOST_THINGS)
        if things or self._caption_opacity > 0:
            self.context.enable(moderngl.BLEND)
            self.context.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA
        if things:
            self._things.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=things)
        if self._caption_opacity > 0:
            self._words[self._caption].texture.use(0)
            self._panel.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def finish_captions(self) -> None:
        """Show the caption at once, as a still picture needs it."""
        self._caption_opacity = 1.0 if self._caption else 0.0
        self._rows[6, 3] = self._caption_opacity

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
        if text:
            self._caption_half = (self._words[text].half_width, self._words[text].half_height)

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
