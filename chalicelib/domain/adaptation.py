"""Adaptation column: the ledger of what a model wrote, and whether a patient may see any of it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .course import Course
from .preferences import ReadingLevel

Mode = Literal["off", "approve", "live"]
#: accepted: shown (live). awaiting: passed, a therapist decides. approved, edited, rejected: a therapist decided.
#: refused: a check failed. failed: no usable answer came back.
Status = Literal["accepted", "refused", "awaiting", "approved", "edited", "rejected", "failed"]
#: What the patient thinks of a fitted passage; empty: they have not said.
Feedback = Literal["", "useful", "not-for-me"]
#: Written once, repaired once, then the author's text stands.
ATTEMPTS = 2


class Check(BaseModel):
    """The verdict of one check; `detail` names the rule that was broken, never what a patient or a model wrote."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    passed: bool
    detail: str = ""


class Adaptation(BaseModel):
    """One attempt to fit one passage to one patient: the ledger's record, written whether or not it was of use."""

    id: str
    patient_id: str
    therapist_id: str
    step_id: str
    passage_id: str
    reading_level: ReadingLevel = Field(default="standard", description="that the patient asked for then")
    step_version: str = Field(description="SHA-256 of the authored step")
    passage_version: str = Field(description="SHA-256 of the authored passage with its rule")
    prompt_version: str
    model: str
    checks_version: str
    checks: list[Check] = Field(default_factory=list)
    text: str = Field(default="", description="what the model wrote; after an edit, what the therapist made of it")
    model_text: str = Field(default="", description="what the model had written, where a therapist edited it")
    author_text: str
    latency_ms: int = Field(default=0, ge=0)
    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    status: Status
    attempt: int = Field(ge=1, le=ATTEMPTS)
    at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    feedback: Feedback = Field(default="", description="what the patient thinks of the text they read")
    feedback_at: datetime | None = None
    version: int = 0

    @property
    def failed_checks(self) -> list[Check]:
        return [c for c in self.checks if not c.passed]

    @property
    def usable(self) -> bool:
        """Whether its text passed every check, so that it may be shown or put before a therapist."""
        return bool(self.checks) and not self.failed_checks and bool(self.text)


def adaptation_id(*parts: str | int) -> str:
    """Same patient, passage, prompt, model, input and attempt, same id: work delivered twice is done once."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def allowed(course: Course, mode: Mode) -> bool:
    """Whether model-written text may be made for, or shown to, this patient now.

    Off without consent (Illinois PA 104-0054 asks for written, specific, revocable consent) and while a red flag is
    open: then a person speaks, not a model. Both are read afresh for every page, so revoking hides fitted text at once.
    """
    return mode != "off" and course.adaptation_consent and not course.open_red
