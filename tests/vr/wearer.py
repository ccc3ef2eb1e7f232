"""`python -m tests.vr.wearer PRACTICE`: somebody puts on Monado's headset, begins a kept practice, and ends it early.

The person answers each question before it with a low number, practises for a few seconds and presses End until it is
over.
What the session says and its exit status are passed on. Run in the folder of infra/trixie.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from infra.monado import monado
from tests.vr.scripted import Person
from vr_client.sessions import home

#: A slow machine draws two frames a second; whoever needs longer than this is stuck.
LONGEST_SECONDS = 120.0
HELD_SECONDS = 0.4


def main(practice: str) -> int:
    with monado(frames_per_second=20, scripted=True) as service:
        command = [sys.executable, "-m", "vr_client", "session", practice, "--sound", "off"]
        session = subprocess.Popen(command, env={**os.environ, **service.settings})
        try:
            with Person(service.script_port) as somebody:
                go_through(somebody, session)
        finally:
            session.kill()
    return session.returncode


def go_through(somebody: Person, session: subprocess.Popen[bytes]) -> None:
    """Press by press, by what is on the disk: a record is begun there some seconds into the practice."""
    begun = time.monotonic()
    somebody.push(-1)  # towards 0
    while session.poll() is None:
        if time.monotonic() - begun > LONGEST_SECONDS:
            raise TimeoutError(f"The session was not over after {LONGEST_SECONDS:.0f} seconds.")
        practising = any((home() / "runs").rglob("open/*.json"))
        somebody.press("b" if practising else "trigger")
        time.sleep(HELD_SECONDS)
        somebody.press()
        time.sleep(HELD_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
