"""What differs between the stages: local (everything on this machine), dev, prod."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

#: Where the hosted sign-in may send people back to, under the API's base address.
CALLBACK_PATH = "signed-in"
SIGNED_OUT_PATH = "signed-out"
#: Whose crisis lines are shown to a person whose own country is not known (ISO 3166).
DEFAULT_COUNTRY = "IE"
LOCAL_ACCOUNT = "000000000000"
LOCAL_REGION = "us-east-1"
#: The local AWS takes any sender and delivers nothing: its messages are read at `/_ministack/ses/messages`.
LOCAL_SENDER = "reminders@stillpath.invalid"
DEFAULT_PORT = 4566
DEFAULT_MODEL_PORT = 4570


def local_port() -> int:
    return int(os.environ.get("STILLPATH_PORT") or DEFAULT_PORT)


def local_model_port() -> int:
    return int(os.environ.get("STILLPATH_MODEL_PORT") or DEFAULT_MODEL_PORT)


def local_speech_port() -> int:
    return int(os.environ.get("STILLPATH_SPEECH_PORT") or local_model_port() + 1)


@dataclass(frozen=True)
class Stage:
    """One deployment. `model_url` and `model_name` are all that is needed to use another OpenAI-compatible endpoint."""

    name: str
    account: str
    region: str
    adaptation_mode: str
    model_url: str
    model_name: str
    country: str
    public_url: str = ""
    alarm_email: str = ""
    #: Address that Amazon SES may send from; empty: the settings page says that no reminders can be sent.
    reminder_sender: str = ""
    #: The identity verified there; empty: the sender's domain.
    reminder_identity: str = ""
    #: Messages of the prepare queue worked on at once. The least that Lambda takes is 2.
    prepare_at_once: int = 5
    model_timeout_seconds: int = 20
    #: Which lines are spoken, and by whom (chalicelib/settings.py).
    narration: str = "off"
    speech_engine: str = "polly"
    speech_url: str = ""
    speech_model: str = ""
    speech_voices: str = ""
    speech_pace: str = ""

    @property
    def local(self) -> bool:
        return self.name == "local"

    @property
    def stack_name(self) -> str:
        return f"stillpath-{self.name}"

    @property
    def sending_identity(self) -> str:
        """The verified address or domain that reminders are sent from; empty without reminders."""
        return self.reminder_identity or self.reminder_sender.partition("@")[2]

    @property
    def endpoint(self) -> str:
        """The local AWS; empty in a real account."""
        return f"http://127.0.0.1:{local_port()}" if self.local else ""


def read_stage(context: Callable[[str], str | None]) -> Stage:
    """The stage asked for with `-c stage=…`; its settings are further `-c` values, or the environment's for local."""
    name = context("stage") or "dev"
    if name not in ("local", "dev", "prod"):
        raise SystemExit(f"Unknown stage '{name}': use local, dev or prod.")
    return local_stage() if name == "local" else account_stage(name, context)


def local_stage() -> Stage:
    return Stage(
        name="local",
        account=LOCAL_ACCOUNT,
        region=LOCAL_REGION,
        adaptation_mode=os.environ.get("ADAPTATION_MODE") or "live",
        model_url=os.environ.get("MODEL_BASE_URL") or f"http://127.0.0.1:{local_model_port()}/v1",
        model_name=os.environ.get("MODEL_NAME") or "smollm2-135m-instruct",
        country=os.environ.get("DEFAULT_COUNTRY") or DEFAULT_COUNTRY,
        reminder_sender=os.environ.get("REMINDER_SENDER") or LOCAL_SENDER,
        # the local model has as many slots, on the machine's own cores
        prepare_at_once=2,
        model_timeout_seconds=60,
        narration=os.environ.get("NARRATION") or "all",
        speech_engine="openai",
        speech_url=os.environ.get("SPEECH_BASE_URL") or f"http://127.0.0.1:{local_speech_port()}/v1",
        speech_model=os.environ.get("SPEECH_MODEL") or "piper",
        speech_voices=os.environ.get("SPEECH_VOICES") or "en=joe:en-US",
        # the local voice is asked at its own pace, which is calm already (infra/narrate.py)
        speech_pace=os.environ.get("SPEECH_PACE") or "1",
    )


def account_stage(name: str, context: Callable[[str], str | None]) -> Stage:
    """A real account. Unless the operator names a model nothing is adapted; then a therapist approves first."""
    model_name = context("model_name") or ""
    return Stage(
        name=name,
        account=os.environ.get("CDK_DEFAULT_ACCOUNT") or LOCAL_ACCOUNT,
        region=os.environ.get("AWS_REGION") or os.environ.get("CDK_DEFAULT_REGION") or LOCAL_REGION,
        adaptation_mode=context("adaptation_mode") or ("approve" if model_name else "off"),
        model_url=context("model_base_url") or "https://api.openai.com/v1",
        model_name=model_name,
        country=context("default_country") or DEFAULT_COUNTRY,
        public_url=context("public_url") or "",
        alarm_email=context("alarm_email") or "",
        reminder_sender=context("reminder_sender") or "",
        reminder_identity=context("reminder_identity") or "",
        # lines that were fitted to a person leave for the voice only where the operator says so
        narration=context("narration") or "authored",
        speech_engine=context("speech_engine") or "polly",
        speech_url=context("speech_base_url") or "",
        speech_model=context("speech_model") or "",
        speech_voices=context("speech_voices") or "",
        speech_pace=context("speech_pace") or "",
    )
