"""Review column: a flag's life, from the rule that raised it to the person who closed it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

Level = Literal["red", "amber", "blue", "info"]
LEVEL_ORDER: dict[str, int] = {"red": 0, "amber": 1, "blue": 2, "info": 3}
Action = Literal["acknowledge", "note", "escalate", "resolve"]


class ReviewAct(BaseModel):
    """What a therapist did about a flag; acts are added, never changed."""

    at: datetime
    by: str
    action: Action
    text: str = ""
    contact_confirmed: bool = False


class Flag(BaseModel):
    """A patient who needs a person to look. Only a named person closes it, with a reason."""

    id: str
    patient_id: str
    therapist_id: str
    rule: str
    rule_version: str
    level: Level
    reason: str = Field(description="plain sentence for the therapist; never the patient's words")
    inputs: dict[str, Any] = Field(default_factory=dict, description="what the rule saw: numbers and ids only")
    about: str = Field(default="", description="what a repeat would be about (rule and place); one open flag each")
    raised_at: datetime
    due_at: datetime
    status: Literal["open", "acknowledged", "resolved"] = "open"
    acts: list[ReviewAct] = Field(default_factory=list)
    version: int = 0

    @property
    def closed(self) -> bool:
        return self.status == "resolved"


def act_problems(flag: Flag, act: ReviewAct) -> list[tuple[str, str]]:
    """Why an act cannot be taken: notes, escalations and closing need words, the highest level a confirmed contact."""
    problems = []
    if act.action != "acknowledge" and not act.text.strip():
        problems.append(("text", "please say why, so that a colleague can follow it later"))
    if act.action == "resolve" and flag.level == "red" and not act.contact_confirmed:
        problems.append(("contact_confirmed", "a red flag is closed only after contact with the patient was made"))
    return problems


def after(flag: Flag, act: ReviewAct, red_deadline: datetime) -> Flag:
    """The flag after an act. Escalating raises the level by one, to be looked at by `red_deadline` when it is red."""
    changes: dict[str, Any] = {"acts": [*flag.acts, act]}
    if act.action == "acknowledge" and flag.status == "open":
        changes["status"] = "acknowledged"
    elif act.action == "resolve":
        changes["status"] = "resolved"
    elif act.action == "escalate":
        higher: dict[Level, Level] = {"info": "blue", "blue": "amber", "amber": "red", "red": "red"}
        changes["level"] = higher[flag.level]
        if changes["level"] == "red":
            changes["due_at"] = min(flag.due_at, red_deadline)
    return flag.model_copy(update=changes)
