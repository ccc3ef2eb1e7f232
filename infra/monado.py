"""Monado, the OpenXR runtime, with a simulated headset and two simulated controllers and no display or graphics card.

`python -m infra.monado COMMAND…` runs a command beside it. Works where Monado is installed: inside the folder of
infra/trixie.py, or on a machine that packages it.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = Path("/usr/share/openxr/1/openxr_monado.json")
START_SECONDS = 20
SOCKET = "monado_comp_ipc"


@dataclass
class Monado:
    """A running service and the environment variables that lead a client to it."""

    place: Path
    process: subprocess.Popen[bytes]
    settings: dict[str, str] = field(default_factory=dict)
    script_port: int = 0

    def log(self) -> str:
        return (self.place / "monado.log").read_text(errors="replace")

    def kill(self) -> None:
        """As when the runtime crashes."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def monado(frames_per_second: int = 20, scripted: bool = False) -> Iterator[Monado]:
    """Start the service, wait until it listens, and stop it at the end. Raises RuntimeError with its log.

    Scripted: head and controllers do what is sent to its `script_port` (Monado's remote driver). Otherwise the head
    sways by itself and the controllers rest.
    """
    with tempfile.TemporaryDirectory(prefix="stillpath-monado-") as name:
        place, script_port = Path(name), 0
        drivers = sorted(Path("/usr/share/vulkan/icd.d").glob("lvp_icd*.json"))
        settings = {
            "XDG_RUNTIME_DIR": name,
            "XR_RUNTIME_JSON": str(MANIFEST),
            "EGL_PLATFORM": "surfaceless",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "OXR_NO_PRINTING": "1",
        }
        service = {
            "XRT_COMPOSITOR_NULL": "1",
            "XRT_COMPOSITOR_DEFAULT_FRAMERATE": str(frames_per_second),
            "VK_ICD_FILENAMES": ":".join(map(str, drivers)),
        }
        if not scripted:
            service |= {"SIMULATED_ENABLE": "1", "SIMULATED_LEFT": "simple", "SIMULATED_RIGHT": "simple"}
        else:
            service |= {"XDG_CONFIG_HOME": name}
            (place / "monado").mkdir()
            script_port = free_port()  # two tests at once must not lead each other's heads
            settled = {"active": "remote", "remote": {"version": 0, "port": script_port, "view_count": 2}}
            (place / "monado" / "config_v0.json").write_text(json.dumps(settled))
        with (place / "monado.log").open("wb") as log:
            process = subprocess.Popen(
                ["monado-service"],
                env={**os.environ, **settings, **service},
                stdin=subprocess.PIPE,  # held open: the service stops at the end of its input
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        running = Monado(place, process, settings, script_port)
        try:
            wait_until_it_listens(running)
            yield running
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_until_it_listens(running: Monado) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (running.place / SOCKET).exists():
        if running.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"monado-service did not start:\n{running.log()[-2000:]}")
        time.sleep(0.05)


if __name__ == "__main__":
    with monado() as service:
        done = subprocess.run(sys.argv[1:], env={**os.environ, **service.settings}, check=False)
    raise SystemExit(done.returncode)
