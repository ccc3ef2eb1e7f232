"""The synthesised stack, once per stage: the real app packaged by Chalice, the template as CloudFormation gets it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.toolchain import ROOT, tool_settings, venv_python

Resource = dict[str, Any]


@dataclass(frozen=True)
class Synthesised:
    """One stage's template, and the zip that its functions run."""

    stage: str
    template: dict[str, Any]
    package: Path

    def of_type(self, kind: str) -> dict[str, Resource]:
        found = self.template["Resources"].items()
        return {name: resource["Properties"] for name, resource in found if resource["Type"] == kind}

    def only(self, kind: str) -> Resource:
        (properties,) = self.of_type(kind).values()
        return properties

    def whole(self, kind: str) -> list[Resource]:
        return [resource for resource in self.template["Resources"].values() if resource["Type"] == kind]


def run_cdk_app(stage: str, folder: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """CDK's program as its command line starts it, without any setting of this shell."""
    set_by_the_operator = {"model_name": "a-model", "reminder_sender": "reminders@clinic.example"}
    context = {"stage": stage} | ({} if stage == "local" else set_by_the_operator)
    wanted = {"CDK_CONTEXT_JSON": json.dumps(context), "PYTHONPATH": str(ROOT), "CDK_OUTDIR": str(folder / "cdk.out")}
    unwanted = ("AWS_", "CDK_", "MODEL_", "STILLPATH_", "ADAPTATION_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(unwanted)}
    environment = {**kept, **tool_settings(), **wanted}
    command = [str(venv_python()), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def synthesise(stage: str, folder: Path) -> Synthesised:
    done = run_cdk_app(stage, folder, ["-m", "infra.app"])
    assert done.returncode == 0, done.stderr[-4000:]
    out = folder / "cdk.out"
    template = json.loads((out / f"stillpath-{stage}.template.json").read_text())
    package = max(out.glob("asset.*.zip"), key=lambda path: path.stat().st_size)
    return Synthesised(stage, template, package)


@pytest.fixture(scope="session")
def synth(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Synthesised]:
    made: dict[str, Synthesised] = {}

    def get(stage: str) -> Synthesised:
        if stage not in made:
            made[stage] = synthesise(stage, tmp_path_factory.mktemp(f"synth-{stage}"))
        return made[stage]

    return get


@pytest.fixture(scope="session")
def dev(synth: Callable[[str], Synthesised]) -> Synthesised:
    return synth("dev")


@pytest.fixture(scope="session")
def local(synth: Callable[[str], Synthesised]) -> Synthesised:
    return synth("local")


@pytest.fixture(scope="session")
def stack() -> dict[str, Any]:
    from infra.local import ensure_stack

    return ensure_stack()
