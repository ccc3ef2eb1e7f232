"""What is told of one persona: everything that happened in order, from the timeline that the use cases wrote."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

EventKind = Literal[
    "visit",
    "opened",
    "finished",
    "step",
    "due",
    "response",
    "screen",
    "practice",
    "reminder",
    "raised",
    "closed",
    "crisis",
    "waiting",
    "plan",
    "refused",
    "slip",
    "conflict",
    "set-aside",
]


@dataclass(frozen=True)
class Event:
    """One thing at one time. `what` is an id or a few of our own words, never an answer."""

    at: datetime
    kind: EventKind
    what: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DeadEnd:
    """A place (module or step) from which a persona cannot go on, the day of the course (from 1), and why."""

    day: int
    place: str
    why: str


@dataclass
class Week:
    """One week of the table. Due: what waited for answers at any visit. Flags: `R8 amber`."""

    number: int
    visits: int = 0
    opened: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    done: int = 0
    scores: dict[str, float | None] = field(default_factory=dict)
    screens: list[str] = field(default_factory=list)
    practices: list[str] = field(default_factory=list)
    reminders: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    crisis: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    plan: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        told = asdict(self)
        return not any(value for name, value in told.items() if name != "number")


@dataclass
class Story:
    """One persona's way through the programme."""

    name: str
    who: str
    about: str
    start: datetime
    weeks_asked: int
    branch: str = ""
    ended: bool = False
    """Whether the weekly part is over for them."""
    path: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    dead_ends: list[DeadEnd] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)
    """Language → passages that they met in it."""
    promised: int = 0
    """How often passages would have been prepared for them by a model."""
    vr: str = ""
    """Why they get no headset; empty: they may use one."""
    words_lost: int = 0
    """Texts they sent that are nowhere any more."""

    def note(self, at: datetime, kind: EventKind, what: str, **data: Any) -> None:
        self.events.append(Event(at, kind, what, data))

    def of(self, *kinds: EventKind) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    def day(self, at: datetime) -> int:
        """Day of the course, from 0."""
        return (at.date() - self.start.date()) // timedelta(days=1)

    def weeks(self) -> list[Week]:
        """The weeks asked for, and later ones in which something happened."""
        last = max([self.weeks_asked, *(self.day(event.at) // 7 + 1 for event in self.events)])
        weeks = [Week(number) for number in range(1, last + 1)]
        for event in self.events:
            _tell(weeks[self.day(event.at) // 7], event)
        return [week for week in weeks if week.number <= self.weeks_asked or not week.empty]

    def as_json(self) -> dict[str, Any]:
        """For scripts: everything but the events one by one."""
        plain = {key: value for key, value in asdict(self).items() if key not in ("events", "start", "weeks_asked")}
        return {**plain, "weeks": [asdict(week) for week in self.weeks()]}


_LISTS: dict[EventKind, str] = {
    "opened": "opened",
    "finished": "finished",
    "due": "due",
    "screen": "screens",
    "practice": "practices",
    "reminder": "reminders",
    "raised": "flags",
    "closed": "closed",
    "crisis": "crisis",
    "waiting": "waiting",
    "plan": "plan",
}


def _tell(week: Week, event: Event) -> None:
    if event.kind == "visit":
        week.visits += 1
    elif event.kind == "step":
        week.done += 1
    elif event.kind == "response":
        week.scores[event.what] = event.data["total"]
    elif event.kind in _LISTS:
        told: list[str] = getattr(week, _LISTS[event.kind])
        if event.kind not in ("due", "waiting", "crisis") or event.what not in told:
            told.append(event.what)
