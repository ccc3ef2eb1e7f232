"""A practice for its author, without a headset."""

from __future__ import annotations

import json
from pathlib import Path

import moderngl
import pytest
from PIL import Image

from vr_client.practice_files import PracticeNotRead, read_practice
from vr_client.preview import CELL, write_preview


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
