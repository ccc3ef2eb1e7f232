"""`python -m infra.trixie run -- python -m bench.headset_sheets`: the contact sheets in docs/pictures/practices.

Each is the one that `python -m vr_client preview` writes, smaller and as JPEG, for every practice of the programme.
"""

from __future__ import annotations

import tempfile
from importlib import import_module
from pathlib import Path

from chalicelib.domain.practice import score_for
from infra.toolchain import ROOT, say

FOLDER = ROOT / "docs" / "pictures" / "practices"
WIDTH = 940
#: As good as a sheet can be within the size: leaves and grass take more bytes than a room.
QUALITIES = range(80, 36, -4)
MOST_BYTES = 145_000


def main() -> int:
    glcontext, picture = import_module("vr_client.glcontext"), import_module("PIL.Image")
    preview, files = import_module("vr_client.preview"), import_module("vr_client.practice_files")
    silent = import_module("vr_client.levels").Levels("off")
    gl = glcontext.open_context()
    drawing = glcontext.drawing_on(gl)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "modules" / "practices").glob("*.yaml")):
        with tempfile.TemporaryDirectory() as place:
            written = preview.write_preview(
                score_for(files.read_practice(str(path)), careful=False), drawing, Path(place), levels=silent
            )
            sheet = picture.open(written.sheet).convert("RGB")
        small = sheet.resize((WIDTH, round(sheet.height * WIDTH / sheet.width)), picture.Resampling.LANCZOS)
        out = FOLDER / f"{path.stem}.jpg"
        for quality in QUALITIES:
            small.save(out, quality=quality, optimize=True, progressive=True)
            if (size := out.stat().st_size) <= MOST_BYTES:
                break
        say(f"{out.relative_to(ROOT)}  {small.width}x{small.height}, quality {quality}, {size / 1000:.0f} kB")
    gl.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
