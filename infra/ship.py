"""`make synth STAGE=dev` and `make deploy STAGE=dev`: the same stack on a real account."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.stages import Stage, account_stage
from infra.toolchain import ROOT, SetupError, cdk_command, say, tool_settings, venv_python

#: make variable → CDK context value.
SETTINGS = {
    "MODEL_NAME": "model_name",
    "MODEL_BASE_URL": "model_base_url",
    "ADAPTATION_MODE": "adaptation_mode",
    "NARRATION": "narration",
    "SPEECH_ENGINE": "speech_engine",
    "SPEECH_BASE_URL": "speech_base_url",
    "SPEECH_MODEL": "speech_model",
    "SPEECH_VOICES": "speech_voices",
    "SPEECH_PACE": "speech_pace",
    "DEFAULT_COUNTRY": "default_country",
    "PUBLIC_URL": "public_url",
    "ALARM_EMAIL": "alarm_email",
    "REMINDER_SENDER": "reminder_sender",
    "REMINDER_IDENTITY": "reminder_identity",
}


def folder(stage: str) -> Path:
    return ROOT / ".local" / f"cloud-{stage}"


def cdk(stage: str, verb: str, *arguments: str) -> None:
    home = folder(stage)
    home.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(home / "chalice.out", ignore_errors=True)
    context = {"stage": stage} | {key: os.environ[name] for name, key in SETTINGS.items() if os.environ.get(name)}
    settings = [part for key, value in context.items() for part in ("--context", f"{key}={value}")]
    always = ["--app", f"{venv_python()} -m infra.app", "--output", str(home / "cdk.out"), "--no-notices"]
    command = [*cdk_command(), verb, *arguments, *always, *settings]
    environment = {**os.environ, **tool_settings(), "PYTHONPATH": str(ROOT)}
    if subprocess.run(command, cwd=home, env=environment, check=False).returncode:
        raise SetupError(f"`cdk {verb}` failed (its own words are above).")


def synth(stage: str) -> None:
    cdk(stage, "synth", "--quiet")
    say(f"The template is {folder(stage).relative_to(ROOT)}/cdk.out/stillpath-{stage}.template.json")


def deploy(stage: str) -> None:
    """Bootstrap (once for an account and region), deploy after CDK has asked about rights, publish the programme."""
    account, region = signed_in_account()
    say(f"Deploying stillpath-{stage} to account {account}, {region}.")
    cdk(stage, "bootstrap", f"aws://{account}/{region}")
    outputs_file = folder(stage) / "outputs.json"
    cdk(stage, "deploy", "--all", "--require-approval", "broadening", "--outputs-file", str(outputs_file))
    outputs = json.loads(outputs_file.read_text())[f"stillpath-{stage}"]
    publish(stage, outputs)
    tell(account_stage(stage, lambda key: None), outputs)


def signed_in_account() -> tuple[str, str]:
    session = boto3.Session()
    if not session.region_name:
        raise SetupError("no AWS region is set. Set AWS_REGION, for example AWS_REGION=eu-west-2.")
    try:
        return session.client("sts").get_caller_identity()["Account"], session.region_name
    except (BotoCoreError, ClientError) as problem:
        raise SetupError(
            f"no AWS account to deploy to ({problem}). Sign in, for example with `aws sso login`."
        ) from problem


def publish(stage: str, outputs: dict[str, str]) -> None:
    say("Publishing the programme ...")
    command = [str(ROOT / ".venv" / "bin" / "stillpath"), "publish", "modules"]
    environment = {**os.environ, "TABLE_NAME": outputs["TableName"], "STILLPATH_STAGE": stage}
    environment["PREPARE_QUEUE_URL"] = outputs["QueueUrl"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise SetupError("the stack is deployed, but publishing failed (its own words are above).")


def tell(stage: Stage, outputs: dict[str, str]) -> None:
    print(f"\nStillpath is up:  {outputs['BaseUrl']}\n\nInvite people, the therapist first:")
    print(f"  export USER_POOL_ID={outputs['UserPoolId']} TABLE_NAME={outputs['TableName']}")
    print("  .venv/bin/stillpath invite therapist someone@your.org")
    print("  .venv/bin/stillpath invite patient … --name … --therapist someone@your.org --country …")
    print("\nThe language model's key (adaptation stays off until MODEL_NAME is given to `make deploy`):")
    print(f"  aws secretsmanager put-secret-value --secret-id {stage.stack_name}/model-key --secret-string …")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["synth", "deploy"])
    parser.add_argument("stage", choices=["dev", "prod"], help="`make run` is the local one")
    asked = parser.parse_args(arguments)
    try:
        {"synth": synth, "deploy": deploy}[asked.command](asked.stage)
    except SetupError as problem:
        say(f"\nStopped: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
