"""What a deployment sets, read from the environment once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

AdaptationMode = Literal["off", "approve", "live"]


class Settings(BaseModel):
    """One field per environment variable, upper case there. Secrets are named by ARN, never held here."""

    model_config = ConfigDict(frozen=True)

    stillpath_stage: str = "local"
    table_name: str
    prepare_queue_url: str = ""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    issuer: str = Field(default="", description="`iss` of the pool's tokens")
    jwks_url: str = ""
    hosted_ui_url: str = Field(default="", description="base of the hosted sign-in, without a slash at the end")
    model_base_url: str = ""
    model_name: str = ""
    model_key_secret_arn: str = ""
    signing_key_arn: str = Field(default="", description="KMS key that signs practices; empty: they go out unsigned")
    adaptation_mode: AdaptationMode = "off"
    programme_id: str = "finding-your-footing"
    default_country: str = "IE"
    base_url: str = Field(default="", description="of the pages, with a slash at the end: for links in messages")
    reminder_sender: str = Field(default="", description="address that SES may send from; empty: no reminders")
    narration: Literal["off", "authored", "all"] = Field(default="off", description="which lines are spoken")
    speech_engine: Literal["polly", "openai"] = "polly"
    speech_base_url: str = Field(default="", description="of an OpenAI-compatible speech endpoint")
    speech_model: str = ""
    speech_voices: str = Field(default="", description="`en=Amy:en-GB,es=Lucia:es-ES`; empty: the engine's own choice")
    speech_pace: float = Field(default=0.85, gt=0.25, le=2, description="as a share of a voice's habit")
    sounds_bucket: str = ""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """An empty variable counts as not set. Raises ValidationError naming what is missing or wrong."""
    found = {name: environment.get(name.upper()) for name in Settings.model_fields}
    return Settings.model_validate({name: value for name, value in found.items() if value})
