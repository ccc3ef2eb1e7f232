"""Lets a persona live through the weeks: visits by day, the watch by night, the therapist on working days."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from ...domain.ahead import next_open_step, way_of, worked_through
from ...domain.course import module_state, path_of
from ...domain.flags import nudge_is_due
from ...domain.path import branch_of
from ...usecases.account import Enrol, enrol, give_consent
from ...usecases.course import load_course
from ...usecases.watch import raise_silent
from .dead_end import find_dead_end
from .persona import Persona
from .story import Story
from .telling import tell
from .therapist import work
from .visit import Visit
from .world import PATIENT, THERAPIST, FolderContent, SimulationError, World

#: A Monday.
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
_WATCH, _THERAPIST, _END_OF_DAY = time(3), time(17), time(23)


def simulate(content: FolderContent, persona: Persona, weeks: int = 8) -> Story:
    """One persona from enrolment through so many weeks, and on to the boosters when the weekly part is over by then."""
    world = World(content, START)
    story = Story(persona.name, persona.who, persona.about, START, weeks)
    life = _Life(world, persona, story)
    life.begin()
    for day in range(weeks * 7):
        life.live(day)
    life.go_on_to_boosters(weeks * 7)
    tell(world, story, life.typed)
    return story


class _Life:
    def __init__(self, world: World, persona: Persona, story: Story) -> None:
        self.world, self.persona, self.story = world, persona, story
        self.typed: list[tuple[str, str]] = []
        self.visits = 0
        self._reminded = self._through = False

    def begin(self) -> None:
        person = self.persona
        command = Enrol(PATIENT.sub, THERAPIST.sub, person.who, "nobody@example.org", person.country, person.language)
        enrol(self.world.deps, command)
        give_consent(self.world.deps, PATIENT, person.consent, 0)

    def live(self, day: int) -> None:
        self._night(day)
        hour = self.persona.comes(day)
        if hour is not None:
            self._visit(day, hour)
        self._work(day)
        if day % 7 == 6:
            self._look_for_dead_end(day)

    def go_on_to_boosters(self, first: int) -> None:
        """Whoever is through stays away until a booster opens, and comes in that week."""
        course, release = load_course(self.world.deps, PATIENT)
        if not worked_through(course, release):
            return
        longest = max(module.unlock.days for module in release.modules)
        self._through, last = True, first + longest + 14
        while (opening := self._next_opening(first)) is not None and opening < last:
            for first in range(opening, opening + 7):
                self.live(first)
            first += 1
        self._look_for_dead_end(last)

    def _next_opening(self, day: int) -> int | None:
        """The day from which on something is open; None when time alone opens nothing more."""
        course, release = load_course(self.world.deps, PATIENT)
        now = self.world.clock.now
        if next_open_step(course, release, now):
            return day
        states = [module_state(course, release, module, now) for module in way_of(course, release)]
        opens = [state.opens_at for state in states if state.status == "locked" and state.opens_at]
        return max(day, self.story.day(min(opens))) if opens else None

    def _night(self, day: int) -> None:
        if day:
            self.world.clock.to(_at(day, _WATCH))
            report = raise_silent(self.world.deps)
            if report.failed:
                raise SimulationError(f"the nightly watch failed for '{self.persona.name}': {report.failed[0][1]}")
            self._remind()

    def _remind(self) -> None:
        """After a silent week a reminder weighs most: the story notes the first of each silence."""
        course, release = load_course(self.world.deps, PATIENT)
        now = self.world.clock.now
        due = nudge_is_due(course.last_seen_at, now) and not worked_through(course, release)
        if due and not self._reminded:
            self.story.note(now, "reminder", f"day {self.story.day(now) + 1}")
        self._reminded = due

    def _visit(self, day: int, hour: int) -> None:
        self.world.clock.to(_at(day, time(hour)))
        if self._through:
            course, release = load_course(self.world.deps, PATIENT)
            if next_open_step(course, release, self.world.clock.now) is None:
                return
        Visit(self.world, self.persona, self.story, self.visits, self.typed).pay()
        self.visits += 1

    def _work(self, day: int) -> None:
        at = _at(day, _THERAPIST)
        if at.weekday() < 5:
            self.world.clock.to(at)
            work(self.world, self.persona, day)

    def _look_for_dead_end(self, day: int) -> None:
        self.world.clock.to(_at(day, _END_OF_DAY))
        found = find_dead_end(self.world, self.persona, day)
        if found and all(found.place != known.place for known in self.story.dead_ends):
            self.story.dead_ends.append(found)
        course, release = load_course(self.world.deps, PATIENT)
        branch = branch_of(release, course.branch.branch) if course.branch else None
        self.story.branch = branch.id if branch else ""
        self.story.path = [module.id for module in path_of(course, release)]
        self.story.ended = worked_through(course, release)


def _at(day: int, hour: time) -> datetime:
    return datetime.combine(START.date() + timedelta(days=day), hour, UTC)
