"""What a patient wrote is in no log line, metric or trace of a whole journey, errors included."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

SECRET = "zebrafinch-invented-words"
ROOT = Path(__file__).parent.parent.parent


def test_what_a_patient_wrote_is_in_no_log_metric_or_trace(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon:
        daemon.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_000_000)
        daemon.bind(("127.0.0.1", 0))
        printed = run_journey(daemon.getsockname()[1], tmp_path / "statuses.json")
        traces = received(daemon)

    statuses = json.loads((tmp_path / "statuses.json").read_text())
    prepared, told = statuses[:8], statuses[8:]
    assert prepared == [200, 200, 200, "done", "HandlerFailed", "done", "done", True]
    assert told == [
        200,
        422,
        422,
        400,
        200,
        409,
        201,
        200,
        200,
        200,
        404,
        200,
        200,
        201,
        422,
        422,
        201,
        422,
        200,
        200,
        500,
    ]
    lines = printed.splitlines()
    assert any('"_aws"' in line and "FlagRaised" in line for line in lines), "no metrics were written"
    assert any("unexpected error" in line and "RuntimeError" in line for line in lines), "the error was not logged"
    assert len(traces) > 10, "no traces were sent"
    assert SECRET not in printed
    assert not [t for t in traces if SECRET in t]


def run_journey(port: int, statuses: Path) -> str:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("POWERTOOLS_TRACE")},
        "PYTHONPATH": str(ROOT),
        "LAMBDA_TASK_ROOT": str(ROOT),
        "AWS_LAMBDA_FUNCTION_NAME": "api",
        "POWERTOOLS_TRACE_KEEP": "1",
        "_X_AMZN_TRACE_ID": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "AWS_XRAY_DAEMON_ADDRESS": f"127.0.0.1:{port}",
        "POWERTOOLS_LOG_LEVEL": "DEBUG",
    }
    command = [sys.executable, "-m", "tests.api.private_journey", SECRET, str(statuses)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.replace(SECRET, "…")[-3000:]
    return done.stdout + done.stderr


def received(daemon: socket.socket) -> list[str]:
    daemon.settimeout(0.2)
    packets = []
    try:
        while True:
            packets.append(daemon.recv(65_536).decode())
    except TimeoutError:
        return packets
