"""What a cold start costs: importing the app against its libraries alone, and the size of the package."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bench.figures import Figure, ratio
from infra.deployment import SYNTH
from infra.toolchain import ROOT, venv_python

#: Fresh interpreters of each kind, in turn; the first of each is thrown away (it writes the byte code).
INTERPRETERS = 11
IMPORT_AIM, PACKAGE_AIM_MB = 1.3, 30
#: The libraries as far as any Lambda function that uses them must load them. Powertools loads the X-Ray SDK with the
#: first tracer and pydantic most of itself with the first model, so one of each is made.
LIBRARIES = (
    "import chalice, boto3; from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator; "
    "create_model('Smallest', number=(int, 1)); from aws_lambda_powertools import Logger, Tracer; "
    "from aws_lambda_powertools.metrics import single_metric; Logger(); Tracer()"
)
APP = "import app"
#: CPU seconds, so that what else the machine does counts little.
TIMED = "import time; began = time.process_time(); {what}; print(time.process_time() - began)"


def import_figure() -> Figure:
    app, libraries = [], []
    for _ in range(INTERPRETERS):
        libraries.append(_seconds(LIBRARIES))
        app.append(_seconds(APP))
    return ratio("CPU of importing the app over its libraries alone", app[1:], libraries[1:], IMPORT_AIM)


def _seconds(what: str) -> float:
    """In an environment as Lambda's: byte code is kept, the tracer is on."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "POWERTOOLS_"))}
    lambda_sets = {
        "LAMBDA_TASK_ROOT": str(ROOT),
        "AWS_LAMBDA_FUNCTION_NAME": "stillpath-bench",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [venv_python(), "-c", TIMED.format(what=what)],
        cwd=ROOT,
        env=inherited | lambda_sets,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def package_figure() -> Figure:
    """The zip that CDK deployed last."""
    package = newest_package(SYNTH / "chalice.out")
    size = package.stat().st_size / 1_000_000
    return Figure("package of the Lambda, zipped", size, "MB", PACKAGE_AIM_MB)


def newest_package(folder: Path) -> Path:
    return max(folder.glob("**/deployment.zip"), key=lambda path: path.stat().st_mtime)
