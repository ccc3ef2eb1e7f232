"""requirements.txt, from which Chalice packages: the runtime group of the lock, less chalice, which it adds itself.

`python -m infra.requirements` writes it; a test fails when it is stale.
"""

from __future__ import annotations

import subprocess

from infra.setup import fetch_uv, find_uv
from infra.toolchain import ROOT, SetupError

FILE = ROOT / "requirements.txt"
HEADER = "# Written by `make requirements` from uv.lock; do not edit.\n"
EXPORT = ["export", "--frozen", "--only-group", "runtime", "--prune", "chalice", "--no-hashes", "--no-emit-project"]


def export() -> str:
    """What the file should hold. Without hashes: Chalice's packager resolves each line by itself."""
    command = [find_uv() or fetch_uv(), *EXPORT, "--no-header", "--no-annotate", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"uv could not export the runtime group: {done.stderr}")
    return HEADER + done.stdout


if __name__ == "__main__":
    FILE.write_text(export())
