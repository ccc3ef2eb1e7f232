"""Comfort: whether a session may begin now, at which pace, and when a sitting turns to grounding."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.definitions import Practice, Screening
from chalicelib.domain.practice import FIRST_VR_SECONDS, VrAccess, suits


class NotNow(Exception):
    """A session that may not begin; the message is for the person who wants it."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What the programme last said about this person, as far as it was read. Without it, the careful case holds."""

    access: VrAccess
    screening: Screening | None


def may_begin(practice: Practice, permission: Permission, seconds_today: float) -> None:
    """Raises `NotNow` when this practice may not be begun on a headset now.

    `seconds_today`: on a headset so far, uploaded or not. The first session is at most 10 minutes, later ones 20, and
    a day has half an hour (`domain.practice`, where the programme counts the sessions).
    """
    access = permission.access
    if not access.allowed:
        raise NotNow(access.reason or "A headset is not right for you now. Your therapist can tell you more.")
    if not suits(practice, permission.screening != "all"):
        raise NotNow(f"'{practice.title}' is not one of the practices that suit you now: look at the list again.")
    longest = access.longest_seconds
    if practice.length_seconds > longest:
        first = "first session" if longest <= FIRST_VR_SECONDS else "session"
        raise NotNow(
            f"'{practice.title}' takes {minutes(practice.length_seconds)}, and a {first} on a headset is at most "
            f"{minutes(longest)}. Please choose a shorter one."
        )
    left = access.daily_seconds - seconds_today
    if practice.length_seconds > left:
        raise NotNow(
            f"You have had {minutes(seconds_today)} on the headset today, of {minutes(access.daily_seconds)}. "
            f"'{practice.title}' takes {minutes(practice.length_seconds)}: do it tomorrow, or on the page today."
        )


def paced(practice: Practice, per_minute: float | None) -> Practice:
    """The practice with a person's own pace of breath, kept within its range; in- and out-breath keep their ratio."""
    pace = practice.breath
    if pace is None or per_minute is None:
        return practice
    wanted = min(max(per_minute, pace.slowest_per_minute), pace.fastest_per_minute)
    share = pace.per_minute / wanted
    longer = {"in_seconds": pace.in_seconds * share, "out_seconds": pace.out_seconds * share}
    return practice.model_copy(update={"breath": pace.model_copy(update=longer)})


def minutes(seconds: float) -> str:
    """`1 minute`, `10 minutes`."""
    whole = round(seconds / 60)
    return f"{whole} minute" if whole == 1 else f"{whole} minutes"
