"""A practice for its author, without a headset."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import moderngl
import pytest
from PIL import Image, ImageChops

from vr_client.painter import Painter
from vr_client.practice_files import PracticeNotRead, read_practice
from vr_client.preview import CELL, pictured, write_preview
from vr_client.session import Moment


def test_a_preview_holds_pictures_and_every_cue_at_its_time(drawing: moderngl.Context, tmp_path: Path) -> None:
    practice = read_practice("paced-breathing")

    written = write_preview(practice, drawing, tmp_path / "out")

    timeline = json.loads(written.timeline.read_text())
    assert [cue["id"] for cue in timeline["cues"]] == [cue.id for cue in practice.cues]
    assert all(0 <= cue["at_seconds"] - cue["planned_seconds"] <= 0.21 for cue in timeline["cues"])
    with Image.open(written.sheet) as sheet:
        assert sheet.width > 3 * CELL[0]
        assert len(sheet.convert("RGB").resize((60, 60)).getcolors(3600) or []) > 300, (
            "many colours: not one blank sheet"
        )


def test_an_unknown_practice_is_answered_with_those_there_are() -> None:
    with pytest.raises(
        PracticeNotRead, match=r"no practice at modules/practices/no-such.yaml. Practices: .*paced-breathing"
    ):
        read_practice("no-such")


def test_a_practice_newer_than_the_program_says_so(tmp_path: Path) -> None:
    newer = tmp_path / "newer.yaml"
    newer.write_text(Path("modules/practices/paced-breathing.yaml").read_text() + "holograms: true\n")

    with pytest.raises(PracticeNotRead, match="may be newer than this program: update it"):
        read_practice(str(newer))


def test_a_still_picture_shows_the_line_that_is_said(drawing: moderngl.Context) -> None:
    painter, target = Painter(drawing), drawing.simple_framebuffer(CELL, 4)
    silent = Moment(30.0, "breathe", "quiet-lake")

    without = pictured(painter, target, silent)
    with_words = pictured(painter, target, replace(silent, caption="Look at the water."))

    changed = ImageChops.difference(without, with_words).getbbox()
    assert changed
    left, _, right, _ = changed
    assert right - left > CELL[0] / 8
