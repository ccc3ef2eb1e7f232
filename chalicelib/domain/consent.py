"""Account column: what a patient agreed to, each purpose on its own."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

#: The wording a patient agrees to; a new wording gets a new version and asks again.
WORDING = "2026-11"


class Consent(BaseModel):
    """Nothing is agreed to until the patient says so, and every purpose can be taken back on its own."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    ai: bool = Field(default=False, description="a language model may fit marked passages")
    vr: bool = Field(default=False, description="sessions on a headset")
    reminders: bool = False
    research: bool = False


class ConsentRecord(BaseModel):
    """Consent as recorded. `version` counts the changes; `wording` is the text that was on the screen."""

    consent: Consent = Consent()
    wording: str = WORDING
    recorded_at: datetime | None = None
    version: int = 0
