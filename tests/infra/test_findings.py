"""The HIPAA rule pack stops a synthesis, so that a stack that exists has no finding but accepted ones."""

from __future__ import annotations

import json
from pathlib import Path

from tests.infra.conftest import Synthesised, run_cdk_app

#: The program with nothing accepted.
STRICT = "import infra.findings as findings; findings.accept = lambda *_: None; from infra.app import main; main()"


def test_a_real_stage_has_no_finding_that_was_not_accepted(dev: Synthesised) -> None:
    assert dev.template["Resources"]  # with a finding there would be no template: see the next test


def test_synthesis_stops_at_a_finding_that_nobody_accepted(tmp_path: Path) -> None:
    done = run_cdk_app("dev", tmp_path, ["-c", STRICT])
    assert done.returncode != 0
    found = violations(tmp_path)
    bucket = {f"S3Bucket{rule}Enabled" for rule in ("Logging", "Replication", "Versioning")}
    assert {rule.removeprefix("HIPAA.Security-") for rule in found.pop("HIPAA.Security")} == bucket | {
        "SecretsManagerRotationEnabled",
        "IAMNoInlinePolicy",
    }
    # what else looks at the template complains of nothing: CloudFormation would refuse it only when it is deployed
    assert not any(found.values()), found


def violations(folder: Path) -> dict[str, set[str]]:
    """Who looked at the template → the rules that it breaks, with why."""
    reports = json.loads((folder / "cdk.out" / "validation-report.json").read_text())["pluginReports"]
    return {
        report["pluginName"]: {
            one["ruleName"] if report["pluginName"].startswith("HIPAA") else f"{one['ruleName']}: {one['description']}"
            for one in report["violations"]
        }
        for report in reports
    }
