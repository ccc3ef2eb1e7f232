"""Review column: a flag's life, from the rule that raised it to the person who closed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field

from .course import Course, Settled

Level = Literal["red", "amber", "blue", "info"]
LEVEL_ORDER: dict[str, int] = {"red": 0, "amber": 1, "blue": 2, "info": 3}
_LEVELS: tuple[Level, ...] = ("red", "amber", "blue", "info")
Action = Literal["acknowledge", "note", "escalate", "resolve"]
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
    departed: str = Field(default="", description="name of somebody who was erased: all that is kept of them")
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


def after(flag: Flag, act: ReviewAct, due_in: Mapping[Level, timedelta]) -> Flag:
    """The flag after an act. Escalating raises the level by one and brings the deadline forward to that of the new
    level (`due_in`, from now), never back."""
    changes: dict[str, Any] = {"acts": [*flag.acts, act]}
    if act.action == "acknowledge" and flag.status == "open":
        changes["status"] = "acknowledged"
    elif act.action == "resolve":
        changes["status"] = "resolved"
    elif act.action == "escalate":
        level = _ONE_HIGHER[flag.level]
        changes |= {"level": level, "due_at": min(flag.due_at, act.at + due_in[level])}
    return flag.model_copy(update=changes)


def subject(rule: str, level: str, place: str) -> str:
    """What a flag is about, as `Course.open_flags` and `Flag.about` spell it."""
    return f"{rule}:{level}:{place}"


def _place(about: str) -> str:
    return about.split(":", 2)[-1]


def heightened(flag: Flag, level: Level, reason: str, inputs: Mapping[str, Any], due_at: datetime) -> Flag:
    """An open flag whose rule has found more since: a higher level is to be seen anew, so it is `open` again."""
    return flag.model_copy(
        update={
            "level": level,
            "reason": reason,
            "inputs": dict(inputs),
            "due_at": min(flag.due_at, due_at),
            "status": "open",
        }
    )


def course_after(course: Course, flag: Flag) -> Course:
    """The course of the flag's patient after the flag's level changed or it was closed.

    While a red flag is open no further module opens (`Course.open_red`).
    """
    open_flags = {about: flag_id for about, flag_id in course.open_flags.items() if flag_id != flag.id}
    red = [flag_id for flag_id in course.open_red if flag_id != flag.id]
    changes: dict[str, Any] = {"open_flags": open_flags, "open_red": red}
    if not flag.closed:
        about = subject(flag.rule, flag.level, _place(flag.about))
        # where another flag stands at that level already, this one keeps its first place
        open_flags[flag.about if about in open_flags else about] = flag.id
        if flag.level == "red":
            red.append(flag.id)
    elif flag.rule in RULES_OF_TIME:
        settled = Settled(level=flag.level, at=flag.acts[-1].at)
        changes["settled"] = {**course.settled, f"{flag.rule}:{_place(flag.about)}": settled}
    return course.model_copy(update=changes)


def at_rest(course: Course, rule: str, place: str, level: Level, now: datetime) -> bool:
    """Whether a rule of time keeps quiet: a person closed its flag lately, at this level or higher, and since then
    the patient has not been seen (seen and gone again is a new silence)."""
    settled = course.settled.get(f"{rule}:{place}")
    return (
        settled is not None
        and settled.at >= course.last_seen_at
        and now - settled.at < REST_AFTER_CLOSING
        and LEVEL_ORDER[settled.level] <= LEVEL_ORDER[level]
    )


def open_about(course: Course, rule: str, place: str) -> tuple[str, Level] | None:
    """The open flag of a rule about a place, and its level: the highest when there are several."""
    for level in _LEVELS:
        flag_id = course.open_flags.get(subject(rule, level, place))
        if flag_id:
            return flag_id, level
    return None


def open_by_level(course: Course) -> dict[str, int]:
    """How many flags are open, by level, from the course alone."""
    levels = {flag_id: about.split(":")[1] for about, flag_id in course.open_flags.items()}
    levels |= dict.fromkeys(course.open_red, "red")
    return {level: list(levels.values()).count(level) for level in LEVEL_ORDER}


def open_ids(course: Course) -> list[str]:
    """Ids of all open flags of a patient."""
    return list(dict.fromkeys([*course.open_red, *course.open_flags.values()]))
