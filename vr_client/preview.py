"""A practice without a headset, for its author: a contact sheet of its pictures, its sound, and a list of its cues."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import moderngl
from PIL import Image, ImageDraw, ImageFont

from chalicelib.domain.definitions import Practice
from vr_client.captions import DENSITY, filled, typeface
from vr_client.engine import ScoreEngine
from vr_client.levels import Levels
from vr_client.painter import Looks, Painter
from vr_client.session import Engine, Inputs, Moment
from vr_client.sound_preview import write_sound
from vr_client.views import looking

CELL = (720, 480)
COLUMNS = 3
CELLS = 12
WIDTH_DEGREES = 84.0
STRIP, GAP = 44, 10
LINE, WORDS_SIZE, MOST_LINES = 40, 30, 3  # the line that is said stands under its picture as well
PAPER, INK, FAINT = (24, 27, 33), (236, 232, 222), (150, 152, 158)
STEP_SECONDS = 0.2  # of simulated time; the engine sees every one of them


@dataclass(frozen=True, slots=True)
class Preview:
    """What was written."""

    sheet: Path
    timeline: Path
    sound: Path | None


def write_preview(
    practice: Practice,
    drawing: moderngl.Context,
    folder: Path,
    looks: Looks | None = None,
    voice: Mapping[str, Path] | None = None,
    levels: Levels | None = None,
) -> Preview:
    """Write `contact-sheet.png`, `sound.wav` and `preview.json` into `folder`.

    `voice`: cue → its sound file. No sound is written when `levels` switch it off.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = picture_times(practice)
    painter = Painter(drawing, looks)
    target = drawing.simple_framebuffer(CELL, 4)
    pictures: list[tuple[float, Moment, Image.Image]] = []
    cues: list[dict[str, object]] = []
    engine: Engine = ScoreEngine(practice)
    for n in range(int(practice.length_seconds / STEP_SECONDS) + 1):
        moment = engine.moment(n * STEP_SECONDS, Inputs())
        cues += [{"id": name, "at_seconds": round(moment.elapsed_seconds, 2)} for name in moment.cues]
        if len(pictures) < len(wanted) and moment.elapsed_seconds >= wanted[len(pictures)]:
            pictures.append((moment.elapsed_seconds, moment, pictured(painter, target, moment)))
    sheet, timeline = folder / "contact-sheet.png", folder / "preview.json"
    contact_sheet(practice, pictures).save(sheet)
    said = {cue.id or f"at-{cue.at_seconds:g}": cue for cue in practice.cues}
    for cue in cues:
        cue |= {"planned_seconds": said[str(cue["id"])].at_seconds, "say": said[str(cue["id"])].say}
    about: dict[str, object] = {"practice": practice.id, "title": practice.title, "scene": practice.scene}
    about |= {"length_seconds": practice.length_seconds, "contact_sheet": sheet.name, "cues": cues}
    about |= {"pictures": [{"at_seconds": round(at, 2), "phase": moment.phase} for at, moment, _ in pictures]}
    sounds = levels is None or levels.sound != "off"
    if sounds:
        about["sound"] = write_sound(practice, folder, voice, levels)
    timeline.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return Preview(sheet, timeline, folder / "sound.wav" if sounds else None)


def picture_times(practice: Practice) -> list[float]:
    """Twelve times spread over the practice, each two and a half seconds into a cue, when its caption is up."""
    at = [cue.at_seconds + 2.5 for cue in practice.cues if cue.at_seconds + 2.5 < practice.length_seconds - 1]
    if len(at) <= CELLS:
        return at
    return [at[round(n * (len(at) - 1) / (CELLS - 1))] for n in range(CELLS)]


def pictured(painter: Painter, target: moderngl.Framebuffer, moment: Moment) -> Image.Image:
    """One picture, seen from the middle of the place; a little down where there is something small to look at."""
    painter.begin(moment, moment.elapsed_seconds)
    painter.begin(moment, moment.elapsed_seconds)  # the old caption has gone by now
    painter.finish_captions()
    painter.paint(target, looking(nod=-9, width=WIDTH_DEGREES, shape=CELL[0] / CELL[1]), moment)
    flipped = Image.frombytes("RGB", CELL, target.read(components=3))
    return flipped.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def contact_sheet(practice: Practice, pictures: list[tuple[float, Moment, Image.Image]]) -> Image.Image:
    rows = -(-len(pictures) // COLUMNS)
    wide, high = CELL[0] + GAP, CELL[1] + STRIP + MOST_LINES * LINE + GAP
    sheet = Image.new("RGB", (wide * COLUMNS + GAP, high * rows + GAP + 84), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((GAP + 8, 22), practice.title, font=lettering(38), fill=INK)
    facts = f"{practice.scene}   {clock(practice.length_seconds)}   {len(practice.cues)} cues"
    draw.text((sheet.width - GAP - 8, 36), facts, font=lettering(22), fill=FAINT, anchor="ra")
    for n, (at, moment, picture) in enumerate(pictures):
        x, y = GAP + wide * (n % COLUMNS), 84 + high * (n // COLUMNS)
        sheet.paste(picture, (x, y))
        draw.text((x + 8, y + CELL[1] + 8), clock(at), font=lettering(22), fill=INK)
        draw.text((x + CELL[0] - 8, y + CELL[1] + 8), moment.phase, font=lettering(22), fill=FAINT, anchor="ra")
        for line, words in enumerate(filled(moment.caption, CELL[0] - 16, WORDS_SIZE / DENSITY)[:MOST_LINES]):
            draw.text((x + 8, y + CELL[1] + STRIP + line * LINE), words, font=lettering(WORDS_SIZE), fill=INK)
    return sheet


def lettering(size: int) -> ImageFont.FreeTypeFont:
    return typeface().font_variant(size=size)


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
