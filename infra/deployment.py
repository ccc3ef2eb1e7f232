"""Put the stack on the local AWS with CDK, exactly as on a real account, and only when something changed."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.gateway import ANSWERS, BINARY_TYPES, HEADERS, body
from infra.processes import LOCAL, clean_environment, last_words
from infra.stages import LOCAL_ACCOUNT, LOCAL_REGION, local_stage
from infra.toolchain import ROOT, SetupError, cdk_command, tool_settings, venv_python

DEPLOYED = LOCAL / "deployed.json"
SYNTH = LOCAL / "synth"
LOG = LOCAL / "deploy.log"
STACK_MODULES = ("app", "findings", "front", "gateway", "package", "people", "policies", "stack", "stages", "storage")
#: What the deployed stack is made from.
SOURCES = (
    *("app.py", "chalicelib", "vendor", "requirements.txt", ".chalice/config.json"),
    *(f"infra/{module}.py" for module in (*STACK_MODULES, "watching")),
)


def sources() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in files if file.is_file() and "__pycache__" not in file.parts)


def fingerprint() -> str:
    """Changes when the code, the stack or a setting of the local stage changes."""
    digest = hashlib.sha256(f"{local_stage()} {platform.python_version()}".encode())
    for file in sources():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def deployed() -> dict[str, str]:
    """Outputs of the last deployment when it is still the present one, else nothing."""
    if not DEPLOYED.exists():
        return {}
    known = json.loads(DEPLOYED.read_text())
    return dict(known["outputs"]) if known["fingerprint"] == fingerprint() else {}


def deploy() -> dict[str, str]:
    """Bootstrap and deploy; the stack's outputs."""
    mark = fingerprint()
    SYNTH.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(SYNTH / "chalice.out", ignore_errors=True)
    LOG.unlink(missing_ok=True)
    cdk("bootstrap", f"aws://{LOCAL_ACCOUNT}/{LOCAL_REGION}")
    outputs_file = LOCAL / "outputs.json"
    cdk("deploy", "--all", "--require-approval", "never", "--outputs-file", str(outputs_file))
    outputs = dict(json.loads(outputs_file.read_text())[local_stage().stack_name])
    answer_like_api_gateway(outputs["RestAPIId"])
    DEPLOYED.write_text(json.dumps({"fingerprint": mark, "outputs": outputs}, indent=2))
    return outputs


def cdk(verb: str, *arguments: str) -> None:
    app = f"{venv_python()} -m infra.app"
    always = ["--app", app, "--context", "stage=local", "--output", str(SYNTH / "cdk.out"), "--no-notices", "--ci"]
    with LOG.open("a") as log:
        command = [*cdk_command(), verb, *arguments, *always]
        done = subprocess.run(command, cwd=SYNTH, env=cdk_environment(), stdout=log, stderr=log, check=False)
    if done.returncode:
        raise SetupError(
            f"`cdk {verb}` failed; all of it is in {LOG.relative_to(ROOT)}. Its last words:\n{last_words(LOG)}"
        )


def cdk_environment() -> dict[str, str]:
    endpoint = local_stage().endpoint
    targets = {"AWS_ENDPOINT_URL": endpoint, "AWS_ENDPOINT_URL_S3": endpoint, "CDK_DEFAULT_ACCOUNT": LOCAL_ACCOUNT}
    return clean_environment() | tool_settings() | targets | {"PYTHONPATH": str(ROOT)}


def client(service: str, config: Config | None = None) -> Any:
    """A boto3 client of the local AWS, with no credentials of this machine."""
    make: Any = boto3.client
    return make(
        service,
        endpoint_url=local_stage().endpoint,
        region_name=LOCAL_REGION,
        config=config,
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106 - the local AWS takes any
    )


def answer_like_api_gateway(api_id: str) -> None:
    """Give the local AWS the gateway's answers and binary types directly: it does not read them out of the API's
    document."""
    gateway = client("apigateway", Config(parameter_validation=False))
    headers = {f"gatewayresponse.header.{name}": value for name, value in HEADERS.items()}
    for kind, (status, _, _) in ANSWERS.items():
        gateway.put_gateway_response(
            restApiId=api_id,
            responseType=kind,
            statusCode=str(status),
            responseParameters=headers,
            responseTemplates={"application/json": body(kind)},
        )
    # a list for a value is the local AWS's own way; API Gateway has its types from the document (infra/front.py)
    types = {"op": "replace", "path": "/binaryMediaTypes", "value": BINARY_TYPES}
    gateway.update_rest_api(restApiId=api_id, patchOperations=[types])
    gateway.create_deployment(restApiId=api_id, stageName="api")


def wait_for_health(base_url: str, seconds: float = 180) -> None:
    """Until the deployed app answers `v1/health`; its first answer starts a worker."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(base_url + "v1/health", timeout=30) as answer:  # noqa: S310 - 127.0.0.1
                json.loads(answer.read())
                return
        except (urllib.error.URLError, OSError, ValueError) as problem:
            if time.monotonic() > give_up:
                raise SetupError(f"the deployed app does not answer at {base_url}v1/health: {problem}") from problem
            time.sleep(0.5)


def forget() -> None:
    """After the state is dropped nothing is deployed."""
    for path in (DEPLOYED, LOCAL / "outputs.json"):
        path.unlink(missing_ok=True)
