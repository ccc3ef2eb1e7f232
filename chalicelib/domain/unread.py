"""Messages column: what a therapist is told when a patient's message stays unread (rule R21)."""

from __future__ import annotations

from datetime import datetime

from .course import Course
from .flags import DUE_IN, FlagDraft, working_days

RULE, VERSION = "R21", "1"
#: Working days that a message may wait before the therapist is told; a number of this programme's own.
WAITS_WORKING_DAYS = 3


def flag_of_waiting(course: Course, now: datetime) -> FlagDraft | None:
    """Amber, due in a day, once for each stretch of unread messages whose oldest has waited three working days.

    Reading the messages closes no flag. It holds how many there are and since when, and nothing of what they say.
    """
    unread = course.messages.by_therapist
    if not unread.count or unread.since is None or course.messages.told == unread.since:
        return None
    if now < unread.since + working_days(WAITS_WORKING_DAYS, unread.since):
        return None
    many = "A message has" if unread.count == 1 else f"{unread.count} messages have"
    reason = f"{many} waited unread for {WAITS_WORKING_DAYS} working days or longer. Please read and answer."
    inputs = {"unread": unread.count, "since": unread.since.isoformat()}
    return FlagDraft(
        rule=RULE, rule_version=VERSION, level="amber", reason=reason, inputs=inputs, due_in=DUE_IN["amber"]
    )
