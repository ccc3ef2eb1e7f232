"""CDK's entry: `cdk synth -c stage=dev --app "python -m infra.app"` (the Makefile does it)."""

from __future__ import annotations

import os

import aws_cdk as cdk
from cdk_nag import HIPAASecurityChecks

from infra.stack import StillpathStack
from infra.stages import read_stage


def main() -> None:
    app = cdk.App(analytics_reporting=False)
    stage = read_stage(app.node.try_get_context)
    # Chalice asks boto3 for the region while it packages.
    os.environ["AWS_DEFAULT_REGION"] = stage.region
    StillpathStack(app, stage)
    if not stage.local:
        cdk.Validations.of(app).add_plugins(HIPAASecurityChecks(app, verbose=True))
    app.synth()


if __name__ == "__main__":
    main()
