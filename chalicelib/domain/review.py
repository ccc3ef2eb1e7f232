"""Review column: a flag's life, from the rule that raised it to the person who closed it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field

from .course import Course, Settled

Level = Literal["red", "amber", "blue", "info"]
LEVEL_ORDER: dict[str, int] = {"red": 0, "amber": 1, "blue": 2, "info": 3}
Action = Literal["acknowledge", "note", "escalate", "resolve"]
#: After an escalation, how soon somebody looks again (design; the service that runs this sets its own).
LOOK_AGAIN_WITHIN: dict[Level, timedelta] = {
    "red": timedelta(minutes=30),
    "amber": timedelta(days=1),
    "blue": timedelta(days=7),
    "info": timedelta(days=7),
}
_ONE_HIGHER: dict[Level, Level] = {"info": "blue", "blue": "amber", "amber": "red", "red": "red"}
#: Characters of one act. With MOST_ACTS it keeps a flag below the 400 KB that one item of the table may hold.
LONGEST_TEXT = 2000
MOST_ACTS = 40
#: Rules that look at the passing of time alone: they would raise again the night after somebody closed the flag.
RULES_OF_TIME = frozenset({"R15"})
#: How long such a rule rests after a person closed its flag, at that level or below (design).
REST_AFTER_CLOSING = timedelta(days=7)


class ReviewAct(BaseModel):
    """What a therapist did about a flag; acts are added, never changed."""

    at: datetime
    by: str
    action: Action
    text: str = ""
    contact_confirmed: bool = False
    key: str = Field(default="", description="hash of the Idempotency-Key it was sent with")

    def same_as(self, other: ReviewAct) -> bool:
        """Whether two acts say the same, whenever they were sent."""
        return (self.action, self.text, self.contact_confirmed) == (other.action, other.text, other.contact_confirmed)


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

    def act_with(self, key: str) -> ReviewAct | None:
        """The act that was sent with this (hashed) Idempotency-Key, if any."""
        return next((a for a in self.acts if key and a.key == key), None)

    def overdue(self, now: datetime) -> bool:
        """Whether the deadline has passed and nobody has closed it; acknowledging does not stop the clock."""
        return not self.closed and self.due_at <= now


def urgency(flag: Flag) -> tuple[int, datetime, str]:
    """Sort key of the review list: highest level first, then nearest deadline."""
    return LEVEL_ORDER[flag.level], flag.due_at, flag.id


def act_problems(flag: Flag, act: ReviewAct) -> list[tuple[str, str]]:
    """Why an act cannot be taken: notes, escalations and closing need words, the highest level a confirmed contact."""
    problems = []
    if act.action != "acknowledge" and not act.text.strip():
        problems.append(("text", "please say why, so that a colleague can follow it later"))
    if len(act.text) > LONGEST_TEXT:
        problems.append(("text", f"please keep it to {LONGEST_TEXT} characters"))
    if act.action == "resolve" and flag.level == "red" and not act.contact_confirmed:
        problems.append(("contact_confirmed", "a red flag is closed only after contact with the patient was made"))
    if act.action != "resolve" and len(flag.acts) >= MOST_ACTS:
        problems.append(("action", "this flag has no room for more notes; please resolve it"))
    return problems


def after(flag: Flag, act: ReviewAct) -> Flag:
    """The flag after an act. Escalating raises the level by one and brings the deadline forward, never back."""
    changes: dict[str, Any] = {"acts": [*flag.acts, act]}
    if act.action == "acknowledge" and flag.status == "open":
        changes["status"] = "acknowledged"
    elif act.action == "resolve":
        changes["status"] = "resolved"
    elif act.action == "escalate":
        level = _ONE_HIGHER[flag.level]
        changes |= {"level": level, "due_at": min(flag.due_at, act.at + LOOK_AGAIN_WITHIN[level])}
    return flag.model_copy(update=changes)


def course_after(course: Course, flag: Flag) -> Course:
    """The course of the flag's patient after an act changed its level or closed it.

    While a red flag is open no further module opens (`Course.open_red`).
    """
    open_flags = dict(course.open_flags)
    if open_flags.get(flag.about, "").split("/")[0] == flag.id:
        del open_flags[flag.about]
        if not flag.closed:
            open_flags[flag.about] = f"{flag.id}/{flag.level}"
    red = [flag_id for flag_id in course.open_red if flag_id != flag.id]
    if flag.level == "red" and not flag.closed:
        red.append(flag.id)
    changes: dict[str, Any] = {"open_flags": open_flags, "open_red": red}
    if flag.closed and flag.rule in RULES_OF_TIME:
        changes["settled"] = {**course.settled, flag.about: Settled(level=flag.level, at=flag.acts[-1].at)}
    return course.model_copy(update=changes)


def at_rest(course: Course, about: str, level: Level, now: datetime) -> bool:
    """Whether a rule of time keeps quiet: a person closed its flag lately, at this level or higher, and since then
    the patient has not been seen (seen and gone again is a new silence)."""
    settled = course.settled.get(about)
    return (
        settled is not None
        and settled.at >= course.last_seen_at
        and now - settled.at < REST_AFTER_CLOSING
        and LEVEL_ORDER[settled.level] <= LEVEL_ORDER[level]
    )


def open_by_level(course: Course) -> dict[str, int]:
    """How many flags are open, by level, from the course alone."""
    levels = {flag_id: "red" for flag_id in course.open_red}
    for value in course.open_flags.values():
        flag_id, _, level = value.partition("/")
        levels.setdefault(flag_id, level)
    return {level: list(levels.values()).count(level) for level in LEVEL_ORDER}
