"""What a persona does in one visit, through the use cases behind the pages and routes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zlib import crc32

from ...domain.ahead import due_measures, extras_of, next_open_step, suggestions, way_of
from ...domain.answers import texts
from ...domain.content import Step
from ...domain.course import Course, module_state, why_locked
from ...domain.flags import FlagDraft
from ...domain.programme import Release, StepOutline
from ...domain.safety import crisis_of
from ...domain.screens import due_screens
from ...usecases.course import CompleteStep, complete_step, load_course, open_step, outline_of, save_draft, today
from ...usecases.errors import Invalid, StaleVersion
from ...usecases.measures import measure_of, submit_response
from ...usecases.passages import shown_passages
from ...usecases.screens import answer_screen, screen_of
from .answers import Answers, answers_for, spoiled
from .persona import Persona
from .practising import practise
from .questionnaires import items_for, screen_answers
from .story import DeadEnd, Story
from .world import PATIENT, SimulationError, World


@dataclass
class Visit:
    """One visit. `typed` collects what was sent for good, to look for it on the timeline afterwards."""

    world: World
    persona: Persona
    story: Story
    number: int
    typed: list[tuple[str, str]]

    @property
    def _week(self) -> int:
        return self.story.day(self.world.clock.now) // 7

    def _spend(self, minutes: float) -> None:
        self.world.clock.to(self.world.clock.now + timedelta(minutes=minutes))

    def pay(self) -> None:
        """Come, answer what is due, work on, practise."""
        now = self.world.clock.now
        course, release = today(self.world.deps, PATIENT)
        self.story.note(now, "visit", "")
        due = [one.screen.id for one in due_screens(course, release, now)]
        for name in (*due, *(one.measure_id for one in due_measures(course, release, now))):
            self.story.note(now, "due", name)
        self._answer_what_is_due(course, release)
        done = self._work()
        if done and self.persona.thorough:
            practise(self.world, self.persona, self.story, self._spend)

    def _answer_what_is_due(self, course: Course, release: Release) -> None:
        if self.number % self.persona.measures_each == 0:
            answer_measures(self.world, self.persona, self._week, self._tell_crisis)
            self._spend(4)
        if self.persona.screens:
            answer_screens(self.world, self.persona, self._tell_crisis)
            self._spend(3)

    def _work(self) -> int:
        """Do the next steps, as many as this person does in one visit."""
        refused: set[str] = set()
        for done in range(self.persona.steps_each_visit):
            course, release = load_course(self.world.deps, PATIENT)
            step = self._next(course, release)
            if step is None or step.id in refused:
                self._say_what_waits(course, release)
                return done
            if not self._do(step.id):
                refused.add(step.id)
        return self.persona.steps_each_visit

    def _next(self, course: Course, release: Release) -> StepOutline | None:
        now = self.world.clock.now
        if not self.persona.thorough:
            needed = (s for m in way_of(course, release) for s in m.steps if s.core and not course.done(s.id))
            return next((s for s in needed if not why_locked(course, release, s, now)[0]), None)
        step = next_open_step(course, release, now)
        if step is None and self.persona.extras:
            offered = [m for m in extras_of(release) if suggestions(course, m)]
            begun = (m for m in offered if module_state(course, release, m, now).status == "open")
            return next((s for m in begun for s in m.steps if not course.done(s.id)), None)
        return step

    def _say_what_waits(self, course: Course, release: Release) -> None:
        """The next part that is closed for another reason than time."""
        now = self.world.clock.now
        for module in way_of(course, release):
            state = module_state(course, release, module, now)
            if state.status == "locked":
                if state.opens_at is None:
                    self.story.note(now, "waiting", module.id, reasons=state.reasons)
                return

    def _tell_crisis(self, flagged: Iterable[FlagDraft]) -> None:
        page = crisis_of(flagged, self.persona.country)
        if page:
            self.story.note(self.world.clock.now, "crisis", page.reason)

    # --- one step ---------------------------------------------------------------------------------

    def _do(self, step_id: str) -> bool:
        """Read a step and complete it; False when it cannot be completed whatever is answered."""
        course, release, step, page = open_step(self.world.deps, PATIENT, step_id)
        version = outline_of(release, step_id).version
        for passage in shown_passages(course, step, version, page.fitted, "live", release.language):
            self.story.languages[passage.language] = self.story.languages.get(passage.language, 0) + 1
        self._spend(step.minutes)
        revision = course.revision(step_id)
        answers = self._answers(step, revision)
        try:
            if self.persona.devices > 1 and answers:
                self._on_two_devices(step, answers, revision)
            else:
                draft = self._slip(step, answers, revision)
                self._complete(step_id, answers, revision, draft)
        except Invalid as refusal:
            fields = ", ".join(name for name, _ in refusal.problems)
            self.story.note(self.world.clock.now, "refused", step_id, fields=fields)
            why = f"a valid answer was refused ({fields})"
            self.story.dead_ends.append(DeadEnd(self.story.day(self.world.clock.now) + 1, step_id, why))
            return False
        return True

    def _answers(self, step: Step, turn: int) -> Answers:
        return answers_for(step, self.persona, self.world.clock.now.date(), turn)

    def _complete(self, step_id: str, answers: Answers, version: int, draft: int = 0) -> None:
        done = complete_step(self.world.deps, PATIENT, step_id, CompleteStep(answers, version, draft))
        self.typed.extend((step_id, text) for text in texts(answers))
        self._tell_crisis(done.flagged)

    def _slip(self, step: Step, answers: Answers, version: int) -> int:
        """Now and then a worksheet is sent wrongly first; it must be refused, kept, and leave no trace on the course.

        Returns the version of the draft that then stands.
        """
        slips = self.persona.slips and crc32(f"{self.persona.name}/{step.id}".encode()) % self.persona.slips == 0
        wrong = spoiled(step, answers) if slips else None
        if wrong is None:
            return 0
        try:
            complete_step(self.world.deps, PATIENT, step.id, CompleteStep(wrong, version))
        except Invalid as refusal:
            kept = open_step(self.world.deps, PATIENT, step.id)[3].draft
            if kept is None or kept.answers != wrong or kept.version != refusal.extra["draft_version"]:
                raise SimulationError(f"what was refused on '{step.id}' was not kept as a draft") from refusal
            self.story.note(self.world.clock.now, "slip", step.id)
            self._spend(1)
            return kept.version
        raise SimulationError(f"step '{step.id}' took a worksheet that breaks its own fields")

    def _on_two_devices(self, step: Step, answers: Answers, version: int) -> None:
        """Both devices show the step. Drafts meet, then completions: the second is told, reads again, and sends."""
        deps, other = self.world.deps, self._answers(step, version + 1)
        tablet = save_draft(deps, PATIENT, step.id, answers, 0)[0].version
        try:
            save_draft(deps, PATIENT, step.id, other, 0)
        except StaleVersion as told:
            self.story.note(self.world.clock.now, "conflict", step.id, of="draft")
            phone = save_draft(deps, PATIENT, step.id, other, told.current)[0].version
        self._spend(1)
        self._complete(step.id, answers, version, tablet)
        try:
            self._complete(step.id, other, version, phone)
        except StaleVersion as told:
            self.typed.extend((step.id, text) for text in texts(other))
            self.story.note(self.world.clock.now, "conflict", step.id, of="completion")
            self._spend(1)
            self._complete(step.id, other, told.current, phone)


# --- questionnaires, also for the question what would happen if ------------------------------------


def answer_measures(world: World, persona: Persona, week: int, tell: Any = lambda flagged: None) -> None:
    """Answer every measure that is due."""
    course, release = load_course(world.deps, PATIENT)
    for due in due_measures(course, release, world.clock.now):
        items = items_for(measure_of(world.deps, release, due.measure_id), persona, week)
        tell(submit_response(world.deps, PATIENT, due.measure_id, items).flagged)


def answer_screens(world: World, persona: Persona, tell: Any = lambda flagged: None) -> None:
    """Answer every screen that is due."""
    course, release = load_course(world.deps, PATIENT)
    for due in due_screens(course, release, world.clock.now):
        answers = screen_answers(screen_of(world.deps, release, due.screen.id), persona)
        tell(answer_screen(world.deps, PATIENT, due.screen.id, answers).crisis)
