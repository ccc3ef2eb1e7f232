"""What makes an invented person: who they are, when they come, how they answer, what their therapist does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...domain.consent import Consent


@dataclass(frozen=True)
class Decision:
    """A therapist's decision about the plan, on a day of the course (0: the first)."""

    day: int
    module: str
    action: str
    reason: str


@dataclass(frozen=True)
class Care:
    """The therapist's habits: whole days until a flag is looked at and closed, by level, working days only."""

    red: int = 0
    amber: int = 2
    blue: int = 4
    decisions: tuple[Decision, ...] = ()

    def days(self, level: str) -> int:
        return {"red": self.red, "amber": self.amber}.get(level, self.blue)


@dataclass(frozen=True)
class Persona:
    """An invented person. Totals are by week, the last one stays; nothing here is about anybody real."""

    name: str
    who: str
    about: str
    low_mood: tuple[int, ...]
    """PHQ-9 totals, 0-27."""
    worry: tuple[int, ...]
    """GAD-7 totals, 0-21."""
    item9: tuple[int | None, ...] = (0,)
    """Answers to the question about suicide or self-harm; None leaves it out."""
    language: str = "en"
    country: str = "IE"
    consent: Consent = field(default_factory=lambda: Consent(ai=True, reminders=True))
    choices: Mapping[str, str] = field(default_factory=dict)
    """`step.field` or `screen.question` → the choice they make; the rest is chosen by chance, always the same."""
    visits: tuple[tuple[int, int], ...] = ((0, 9), (3, 18))
    """(day of the week from 0, hour) of each visit."""
    gone: tuple[range, ...] = ()
    """Days of the course on which they do not come."""
    steps_each_visit: int = 10
    thorough: bool = True
    """Fills in what is optional, and does steps that need not be done."""
    measures_each: int = 1
    """Answers the questionnaires at every so manieth visit on which they are due."""
    screens: bool = True
    """Answers questions such as those about safety, when they are due."""
    slips: int = 4
    """Sends every so manieth worksheet wrongly first; 0: never."""
    devices: int = 1
    headset: bool = False
    unwell_at_run: int = 0
    """At which practice the body says no; 0: at none."""
    extras: bool = False
    """Begins optional parts that are suggested."""
    care: Care = Care()

    def comes(self, day: int) -> int | None:
        """At which hour they come on a day of the course, if they do."""
        if any(day in days for days in self.gone):
            return None
        return dict(self.visits).get(day % 7)


def in_week(values: Sequence[int | None], week: int) -> int | None:
    """The value of a week counted from 0."""
    return values[min(week, len(values) - 1)]
