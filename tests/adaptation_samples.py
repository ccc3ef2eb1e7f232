"""An invented passage, good and bad fits of it, and a model that says what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.domain.adaptation import Adaptation
from chalicelib.domain.adaptation_checks import Subject, check_all
from chalicelib.domain.adaptation_outgoing import CourseView, Outgoing, outgoing
from chalicelib.domain.content import AdaptationRule, Passage
from chalicelib.domain.course import Kept, PlanChange
from chalicelib.llm.language import ordinary_words, speaks
from chalicelib.reading_level import grade
from chalicelib.store.adaptation import Adaptations
from chalicelib.usecases.adaptation_ports import AdaptationDeps, Costs, ModelAnswer
from chalicelib.usecases.passages import shown_passages
from chalicelib.usecases.ports import Change, Fitted, OutboxEntry

ORDINARY = ordinary_words("en")
RULE = AdaptationRule(
    purpose="Link the idea of rest and mood to the evenings of the reader.",
    keep=("small step",),
    max_words=80,
    reading_grade=8,
    may_use=("sheet.situation", "sheet.thoughts"),
)
PASSAGE = Passage(
    id="fit",
    heading="In your week",
    text="Rest can help for an hour. After days of rest, the mood often drops. "
    "A small step can turn this round. Pick one that fits your day.",
    adaptable=RULE,
)
GOOD = (
    "Rest on the sofa can help for an hour. After days of rest in a quiet flat, the mood often drops. "
    "A small step can turn this round, even in the evening. Pick one that fits your day."
)
ALSO_GOOD = (
    "An hour of rest in the evening can help. But after days of rest the mood often drops, and the flat feels quiet. "
    "A small step can turn this round. Pick one that fits your day."
)
INSTRUCTIONS = "You fit one short passage of a course to one reader. Speak to the reader as a kind neighbour would do."


def sent(*own_words: str, **changes: Any) -> Outgoing:
    """What leaves the building for the invented passage."""
    kept = dict(zip(RULE.may_use, own_words, strict=False))
    made = outgoing(RULE, PASSAGE, CourseView(module_id="second", kept=kept), "en", ORDINARY)
    return made.model_copy(update=changes)


def subject(*own_words: str, **changes: Any) -> Subject:
    return Subject(
        sent=sent(*own_words, **changes),
        instructions=INSTRUCTIONS,
        grade=lambda text: grade(text, "en"),
        speaks=lambda text: speaks(text, "en"),
        ordinary=ORDINARY,
    )


def failed(written: str, /, *own_words: str, **changes: Any) -> set[str]:
    """Names of the checks a text does not pass."""
    return {check.name for check in check_all(written, subject(*own_words, **changes)) if not check.passed}


@dataclass
class ScriptedModel:
    """`Model`: says one answer after the other, the last one for ever; an exception is raised instead."""

    answers: Sequence[str | Exception] = (GOOD,)
    model: str = "scripted-1"
    prompt_version: str = "p1"
    instructions: str = INSTRUCTIONS
    asked: list[tuple[Outgoing, tuple[str, ...]]] = field(default_factory=list)
    during: Callable[[], None] = lambda: None

    def fit(self, outgoing: Outgoing, failed: Sequence[str] = ()) -> ModelAnswer:
        self.asked.append((outgoing, tuple(failed)))
        self.during()
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return ModelAnswer(answer, self.model, self.prompt_version, Costs(latency_ms=12, tokens_in=100, tokens_out=40))


SITUATION = "too tired to cook, and the flat is quiet in the evening"


def adaptations(world: Any, model: Any, mode: str = "live", **changes: Any) -> AdaptationDeps:
    """The adaptation side of a test's world, with the table's own ledger."""
    made = AdaptationDeps(
        model=model,
        store=Adaptations(world.table),
        mode=mode,  # type: ignore[arg-type]
        grade=grade,
        speaks=speaks,
        ordinary=ordinary_words,
    )
    return replace(made, **changes)


def patient_with_work_to_do(world: Any, sub: str = "p1", situation: str = SITUATION, **course: Any) -> OutboxEntry:
    """An invented patient who agreed to adaptation and wrote one answer, and the promise to prepare what comes."""
    world.enrol(sub)
    skipped = PlanChange(action="skip", reason="invented", by="therapist-1", at=world.clock())
    ready = {
        "adaptation_consent": True,
        "kept": {"sheet.situation": Kept(words=situation)},
        "plan": {"first": skipped},
    }
    changed = world.course(sub).model_copy(update={**ready, **course})
    entry = OutboxEntry(id=f"outbox-{sub}", kind="prepare", patient_id=sub, at=world.clock())
    world.deps.courses.save(Change(course=changed, outbox=[entry]))
    return entry


def change_course(world: Any, sub: str = "p1", **course: Any) -> None:
    world.deps.courses.save(Change(course=world.course(sub).model_copy(update=course)))


def fitted_text(world: Any, sub: str = "p1") -> str | None:
    """What stands ready for the passage of the small programme that may be fitted."""
    fitted = stored_fitted(world, sub)
    return fitted.passages["fit"].text if fitted and "fit" in fitted.passages else None


def stored_fitted(world: Any, sub: str = "p1") -> Fitted | None:
    return Adaptations(world.table).fitted(sub, ["look-back"]).get("look-back")


def on_screen(world: Any, sub: str = "p1", mode: str = "live", step_version: str | None = None) -> Any:
    """The passage as a patient would see it now."""
    course = world.course(sub)
    outline = world.deps.content.release(course.release).step("look-back")
    step = world.deps.content.step(outline.version)
    shown = shown_passages(course, step, step_version or outline.version, stored_fitted(world, sub), mode, "en")  # type: ignore[arg-type]
    return next(p for p in shown if p.id == "fit")


def ledger(world: Any, sub: str = "p1") -> list[Adaptation]:
    """Every attempt, oldest first, as it stands."""
    entries, _ = world.deps.courses.entries(sub)
    ids = [e.data["adaptation_id"] for e in entries if e.kind == "adaptation" and "action" not in e.data]
    found = Adaptations(world.table).many(ids)
    return sorted((found[one] for one in ids), key=lambda a: (a.at, a.attempt))
