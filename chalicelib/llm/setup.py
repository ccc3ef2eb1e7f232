"""The model of this deployment, out of its environment; the key from Secrets Manager where one is named."""

from __future__ import annotations

import json
from collections.abc import Mapping

from .client import ModelSettings, OpenAIModel

#: What the local model is sent as a key: it asks for none, but the client insists on one.
NO_KEY = "local"


def api_key(environment: Mapping[str, str]) -> str:
    """The secret at `MODEL_KEY_SECRET_ARN` (plain, or JSON with `api_key`), else `OPENAI_API_KEY`, else a stand-in."""
    arn = environment.get("MODEL_KEY_SECRET_ARN")
    if not arn:
        return environment.get("OPENAI_API_KEY") or NO_KEY
    import boto3

    secret = boto3.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"].strip()
    if not secret.startswith("{"):
        return secret or NO_KEY
    return str(json.loads(secret).get("api_key") or NO_KEY)


def model_settings(environment: Mapping[str, str]) -> ModelSettings:
    """`MODEL_BASE_URL` and `MODEL_NAME` choose the endpoint; `MODEL_TIMEOUT_SECONDS`, `MODEL_RETRIES`,
    `MODEL_CALL_BUDGET` and `MODEL_TEMPERATURE` may bound it. Without the first two nothing is ever sent."""
    temperature = environment.get("MODEL_TEMPERATURE")
    return ModelSettings(
        base_url=environment.get("MODEL_BASE_URL") or "",
        model=environment.get("MODEL_NAME") or "",
        timeout_seconds=float(environment.get("MODEL_TIMEOUT_SECONDS") or ModelSettings.timeout_seconds),
        retries=int(environment.get("MODEL_RETRIES") or ModelSettings.retries),
        call_budget=int(environment.get("MODEL_CALL_BUDGET") or ModelSettings.call_budget),
        temperature=float(temperature) if temperature else None,
        key=lambda: api_key(environment),
    )


def model_of(environment: Mapping[str, str]) -> OpenAIModel:
    """The model; its key is fetched at the first call, not before."""
    return OpenAIModel(model_settings(environment))
