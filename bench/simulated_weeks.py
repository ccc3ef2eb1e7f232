"""What trying a programme costs an author: eight weeks of everybody that `stillpath simulate` knows."""

from __future__ import annotations

import json
import subprocess

from bench.figures import Figure
from infra.toolchain import ROOT, venv_python

#: CPU seconds for everybody, the reading of the folder included.
AIM = 10
COMMAND = ("-c", "from chalicelib.authoring.cli import main; main()", "simulate", "--json")


def figure() -> Figure:
    """A dead end (status 1) is a finding about the content; the figure is a figure all the same."""
    done = subprocess.run([venv_python(), *COMMAND], cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    name = f"CPU of {told['weeks']} weeks of {len(told['people'])} invented people"
    return Figure(name, told["cpu_seconds"], "s", AIM)
