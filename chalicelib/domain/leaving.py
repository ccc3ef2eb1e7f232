"""Account column: what a therapist is told when somebody leaves the programme or has their record erased (rule R20)."""

from __future__ import annotations

from datetime import datetime

from .course import Course
from .flags import DUE_IN, FlagDraft
from .review import Flag, Level, open_by_level

RULE, VERSION = "R20", "1"
#: Open flags of these levels do not go unseen with a record that is erased.
KEPT_IN_SIGHT: tuple[Level, ...] = ("red", "amber")


def flag_of_leaving(course: Course) -> FlagDraft:
    """What a therapist is told when somebody leaves: a person may want to ask how they are.

    Amber, due in a day, while a red or amber flag is open or the last answer to a question about suicide or self-harm
    was above zero or left out; else blue, a week.
    """
    risks = {f"{name}.{item}": v for name, r in course.scores.items() if r for item, v in r[-1].items.items()}
    at_risk = any(value != 0 for value in risks.values())
    waiting = [level for level in KEPT_IN_SIGHT if open_by_level(course)[level]]
    level: Level = "amber" if at_risk or waiting else "blue"
    reason = "Left the programme by their own choice, from the settings page; the record is kept."
    if level == "amber":
        reason += " A flag was open, or the last answer about suicide or self-harm was not zero."
    inputs = {"open": waiting, "risk_items": risks}
    return FlagDraft(rule=RULE, rule_version=VERSION, level=level, reason=reason, inputs=inputs, due_in=DUE_IN[level])


def notice_of_erasure(course: Course, name: str, flag_id: str, stands_for: str, now: datetime) -> Flag | None:
    """What stays in the therapist's review list after an erasure: nothing, unless a red or amber flag was open.

    It holds the name that the therapist gave when they invited the person, so that somebody can reach out, how many
    flags were open, and nothing that the person wrote or answered. `stands_for` is a new id in place of the patient's.
    """
    counts = {level: count for level, count in open_by_level(course).items() if count}
    level = next((one for one in KEPT_IN_SIGHT if one in counts), None)
    if level is None:
        return None
    return Flag(
        id=flag_id,
        patient_id=stands_for,
        therapist_id=course.therapist_id,
        rule=RULE,
        rule_version=VERSION,
        level=level,
        reason=f"Left the programme with an open {level} flag and had the whole record erased. Please reach out: "
        "what the flag was about cannot be read here any more.",
        inputs={"open": counts},
        raised_at=now,
        due_at=now + DUE_IN[level],
        departed=name or "A person who left",
    )
