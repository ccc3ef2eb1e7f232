"""`python -m vr_client`; where the headset program's packages are missing, says so or uses the folder that has them."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

NEEDED = ("moderngl", "PIL", "xr", "numpy", "font_source_sans_pro", "miniaudio")


def lacking() -> list[str]:
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def start() -> int:
    """Run the commands here or, where the packages are missing, in the environment that infra/trixie.py keeps."""
    draws = {"--headset", "--window"} & set(sys.argv[2:]) or sys.argv[1:2] not in (["pair"], ["fetch"], ["upload"])
    if not lacking() or not draws:
        from vr_client.cli import main

        main(prog_name="python -m vr_client")
        return 0
    try:
        from infra import trixie
        from infra.toolchain import SetupError
    except ImportError:
        print(f"The headset program needs: {', '.join(lacking())}. Install the `vr` group.", file=sys.stderr)  # noqa: T201
        return 1
    words = [absolute(word, before) for before, word in zip(["", *sys.argv[1:]], sys.argv[1:], strict=False)]
    share = [Path(word) for before, word in zip(["", *words], words, strict=False) if before == "--out"]
    share += [Path(word) for before, word in zip(["", *words], words, strict=False) if before == "--voice"]
    share += [Path(word).parent for before, word in zip(["", *words], words, strict=False) if before == "--report"]
    share += [Path(word).parent for word in words if word.endswith(".yaml")]
    if words[:1] in (["preview"], ["run"]):  # lines that this machine's voice has said before
        from infra.narrate import kept_at

        spoken = kept_at("", 1.0).parent
        os.environ["XDG_CACHE_HOME"] = str(spoken.parent.parent)
        share.append(spoken)
    if words[:1] in (
        ["session"],
        ["run"],
        ["pair"],
        ["doctor"],
    ):  # practices, records and settings are in a folder of this machine's
        from vr_client.sessions import HOME, home

        os.environ[HOME] = str(home())
        share.append(home())
    try:
        for place in share:
            place.mkdir(parents=True, exist_ok=True)
        return trixie.run(["python", "-m", "vr_client", *words], [place for place in share if needs_sharing(place)])
    except SetupError as problem:
        print(f"The headset program cannot run: {problem}", file=sys.stderr)  # noqa: T201
        return 1


def absolute(word: str, before: str) -> str:
    """Paths keep their meaning wherever the command runs."""
    return (
        os.path.abspath(word)
        if before in ("--out", "--report", "--voice") or word.endswith((".yaml", ".yml"))
        else word
    )


def needs_sharing(place: Path) -> bool:
    """Whether the folder must be shared: the repository and the temporary folder are, already."""
    here = Path(__file__).resolve().parent.parent
    return not place.is_relative_to(here) and not place.is_relative_to("/tmp")  # noqa: S108


if __name__ == "__main__":
    sys.exit(start())
