"""The programs of the local stage, AWS, language model and voice: start, find, stop. They listen on 127.0.0.1 only."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from infra.stages import LOCAL_ACCOUNT, LOCAL_REGION, local_model_port, local_port, local_speech_port
from infra.toolchain import ROOT, SetupError, local_python

LOCAL = ROOT / ".local"
PIDS = LOCAL / "processes.json"
#: Saving the state of a large table takes the local AWS a while.
STOP_SECONDS = 60


@dataclass(frozen=True)
class Program:
    name: str
    title: str
    command: list[str]
    environment: dict[str, str]
    port: int
    port_variable: str
    health: str


def aws() -> Program:
    """MiniStack with Lambda in worker processes and its state in `.local/state`, written when it stops on SIGTERM."""
    settings = {
        "GATEWAY_PORT": str(local_port()),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LAMBDA_EXECUTOR": "local",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(LOCAL / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(LOCAL / "state" / "s3"),
        "MINISTACK_REGION": LOCAL_REGION,
        "MINISTACK_ACCOUNT_ID": LOCAL_ACCOUNT,
        "TMPDIR": str(LOCAL / "tmp"),
        # Requests carry what patients wrote; only trouble is logged.
        "LOG_LEVEL": "WARNING",
    }
    command = [str(local_python()), "-m", "ministack"]
    health = f"http://127.0.0.1:{local_port()}/_ministack/health"
    return Program("aws", "local AWS", command, settings, local_port(), "STILLPATH_PORT", health)


def model() -> Program:
    port = local_model_port()
    command = [str(local_python()), str(ROOT / "infra" / "model_service.py"), "--port", str(port)]
    return Program("model", "local model", command, {}, port, "STILLPATH_MODEL_PORT", f"http://127.0.0.1:{port}/health")


def speech() -> Program:
    port = local_speech_port()
    command = [str(local_python()), str(ROOT / "infra" / "speech_service.py"), "--port", str(port)]
    health = f"http://127.0.0.1:{port}/health"
    return Program("speech", "local voice", command, {}, port, "STILLPATH_SPEECH_PORT", health)


def clean_environment() -> dict[str, str]:
    """This shell's environment without any AWS setting: local work never meets a real account's credentials."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("AWS_") or key == "AWS_CA_BUNDLE"}
    local = {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": LOCAL_REGION,
        "AWS_DEFAULT_REGION": LOCAL_REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "NO_PROXY": ",".join(filter(None, [os.environ.get("NO_PROXY"), "127.0.0.1", "localhost"])),
    }
    return kept | local


def log_file(program: Program) -> Path:
    return LOCAL / f"{program.name}.log"


# --- who is running -------------------------------------------------------------------------------


def recorded() -> dict[str, int]:
    return dict(json.loads(PIDS.read_text())) if PIDS.exists() else {}


def record(name: str, pid: int | None) -> None:
    pids = {key: value for key, value in recorded().items() if key != name} | ({name: pid} if pid else {})
    PIDS.write_text(json.dumps(pids))


def running(program: Program) -> int | None:
    """The process id when our program is up; a number that went to another program does not count."""
    pid = recorded().get(program.name)
    return pid if pid and program.command[-1 if program.name == "aws" else 1] in command_of(pid) else None


def command_of(pid: int) -> str:
    """The words that started a process; empty when there is none, or only its remains."""
    process = Path(f"/proc/{pid}")
    if Path("/proc/self").exists():  # a small Debian has no `ps`
        try:
            ended = process.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z"
            return "" if ended else process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "" if shown.stdout.startswith("Z") else shown.stdout


def port_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def healthy(program: Program) -> bool:
    try:
        with urllib.request.urlopen(program.health, timeout=5) as answer:  # noqa: S310 - 127.0.0.1
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


# --- start and stop -------------------------------------------------------------------------------


def start(program: Program, seconds: float = 180) -> bool:
    """Start unless it is up already; True when it was started now."""
    LOCAL.mkdir(exist_ok=True)
    if running(program) and healthy(program):
        return False
    stop(program)
    if port_taken(program.port):
        raise SetupError(
            f"port {program.port}, which the {program.title} wants, is used by another program. "
            f"Stop that one, or choose another port: {program.port_variable}={program.port + 100} make run"
        )
    if "TMPDIR" in program.environment:
        shutil.rmtree(program.environment["TMPDIR"], ignore_errors=True)
        Path(program.environment["TMPDIR"]).mkdir(parents=True)
    with log_file(program).open("ab") as log:
        process = subprocess.Popen(
            program.command,
            env=clean_environment() | program.environment,
            cwd=LOCAL,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches local.py, which then stops it in order
        )
    record(program.name, process.pid)
    wait_until_healthy(program, process, seconds)
    process.returncode = 0  # it outlives this process: Popen need not warn that it still runs
    return True


def wait_until_healthy(program: Program, process: subprocess.Popen[bytes], seconds: float) -> None:
    give_up = time.monotonic() + seconds
    while not healthy(program):
        if process.poll() is not None or time.monotonic() > give_up:
            stop(program)
            raise SetupError(f"the {program.title} did not start. Its last words:\n{last_words(log_file(program))}")
        time.sleep(0.2)


def last_words(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else "(none)"


def stop(program: Program) -> bool:
    """SIGTERM, so that the state is saved; True when it was running."""
    pid = running(program)
    if pid:
        os.kill(pid, signal.SIGTERM)
        give_up = time.monotonic() + STOP_SECONDS
        while running(program):
            reap(pid)
            if time.monotonic() > give_up:
                raise SetupError(f"the {program.title} (process {pid}) did not stop within {STOP_SECONDS} s.")
            time.sleep(0.1)
    record(program.name, None) if PIDS.exists() else None
    return bool(pid)


def reap(pid: int) -> None:
    """Collect an ended child; a process that another `make run` started is not ours to collect."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
