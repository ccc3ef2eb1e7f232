"""Content column: a whole programme, and the release of it that patients are pinned to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from .content import (
    Branch,
    Condition,
    Content,
    Criterion,
    FieldRef,
    Id,
    MeasureSchedule,
    Module,
    ModuleKind,
    ShownIn,
    StepKind,
    UnlockRule,
    version_of,
)
from .definitions import Measure, Practice
from .screen import Due, Screen

# --- a release ------------------------------------------------------------------------------------


class Programme(Content):
    """The whole programme as read from the author's folder."""

    id: Id
    title: str
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    modules: tuple[Module, ...] = Field(min_length=1)
    schedule: tuple[MeasureSchedule, ...] = ()
    branches: tuple[Branch, ...] = Field(default=(), description="the first that matches is followed; none: as listed")
    decide_after: Id | None = Field(
        default=None, description="the weekly module after which the branch is chosen, once"
    )
    measures: tuple[Measure, ...] = ()
    practices: tuple[Practice, ...] = ()
    screens: tuple[Screen, ...] = ()
    translations: tuple[Programme, ...] = Field(default=(), description="this programme in other languages")


class StepOutline(Content):
    id: Id
    kind: StepKind
    title: str
    minutes: int
    core: bool
    version: str
    adaptable: bool = Field(description="whether any passage may be fitted")
    language: ShownIn = None


class ModuleOutline(Content):
    id: Id
    title: str
    summary: str
    unlock: UnlockRule
    steps: tuple[StepOutline, ...]
    kind: ModuleKind = "weekly"
    offer: tuple[Condition, ...] = ()
    practices: tuple[Id, ...] = ()
    language: ShownIn = None


class ScreenOutline(Content):
    id: Id
    title: str
    due: Due
    abandoned_after_hours: float | None
    questions: int = Field(description="how many are asked of everybody")
    version: str
    language: str


class Release(Content):
    """What is served: the outline of a programme with the version of every part. Its own version pins a patient."""

    programme_id: Id
    title: str
    language: str
    modules: tuple[ModuleOutline, ...]
    schedule: tuple[MeasureSchedule, ...]
    measures: dict[Id, str] = Field(description="measure id → version")
    practices: dict[Id, str]
    kept_fields: tuple[FieldRef, ...] = Field(
        description="answers that a pipe, a condition or an adaptation uses later; kept beside the patient's progress"
    )
    branches: tuple[Branch, ...] = ()
    decide_after: Id | None = None
    screens: tuple[ScreenOutline, ...] = ()
    languages: dict[str, str] = Field(
        default_factory=dict, description="language → version of this release in it: same ids and rules, other words"
    )

    def module_of(self, step_id: str) -> ModuleOutline | None:
        return next((m for m in self.modules if any(s.id == step_id for s in m.steps)), None)

    def home_of(self, step_id: str) -> ModuleOutline:
        """The module that holds a step of this release. Raises LookupError for a step of another."""
        module = self.module_of(step_id)
        if module is None:
            raise LookupError(step_id)
        return module

    def step(self, step_id: str) -> StepOutline | None:
        return next((s for m in self.modules for s in m.steps if s.id == step_id), None)


def release_of(programme: Programme) -> Release:
    """The outline of a programme, with the versions of its parts."""
    kept = {c.answer for c in _criteria(programme) if c.answer}
    for practice in programme.practices:
        kept.update(ref for cue in practice.cues for ref in (cue.adaptable.may_use if cue.adaptable else ()))
    for module in programme.modules:
        for step in module.steps:
            for passage in step.passages:
                kept.update(ref for ref, _ in passage.pipes())
                kept.update(passage.adaptable.may_use if passage.adaptable else ())
    return Release(
        programme_id=programme.id,
        title=programme.title,
        language=programme.language,
        modules=tuple(
            ModuleOutline(
                id=m.id,
                title=m.title,
                summary=m.summary,
                kind=m.kind,
                unlock=m.unlock,
                offer=m.offer,
                practices=m.practices,
                language=m.language,
                steps=tuple(
                    StepOutline(
                        **s.model_dump(include={"id", "kind", "title", "minutes", "core", "language"}),
                        version=version_of(s),
                        adaptable=any(p.adaptable for p in s.passages),
                    )
                    for s in m.steps
                ),
            )
            for m in programme.modules
        ),
        schedule=programme.schedule,
        measures={m.id: version_of(m) for m in served_measures(programme)},
        practices={p.id: version_of(p) for p in programme.practices},
        kept_fields=tuple(sorted(kept)),
        branches=programme.branches,
        decide_after=programme.decide_after,
        screens=tuple(
            ScreenOutline(
                **s.model_dump(include={"id", "title", "due", "abandoned_after_hours", "language"}),
                questions=len(s.questions),
                version=version_of(s),
            )
            for s in served_screens(programme)
        ),
        languages={one.language: version_of(in_words_of(programme, one)) for one in programme.translations},
    )


def served_measures(programme: Programme) -> list[Measure]:
    """Measures that patients may meet: a definition without its words stays with the author."""
    return [measure for measure in programme.measures if measure.has_text]


def served_screens(programme: Programme) -> list[Screen]:
    """Screens that patients may meet: those with words, but not one that only stands in for another that is there."""
    there = {screen.id for screen in programme.screens if screen.has_text}
    return [screen for screen in programme.screens if screen.has_text and screen.stands_in_for not in there]


def in_words_of(programme: Programme, translation: Programme) -> Release:
    """The release of a translation; it keeps the same answers, so that a patient may change the language."""
    kept = release_of(programme.model_copy(update={"translations": ()})).kept_fields
    return release_of(translation).model_copy(update={"kept_fields": kept})


def _criteria(programme: Programme) -> Iterator[Criterion]:
    """All criteria of a programme: of unlock rules, offers and branches."""
    for module in programme.modules:
        yield from (*module.unlock.conditions, *module.offer)
    for branch in programme.branches:
        for case in branch.when:
            yield from case


def parts_of(programme: Programme) -> dict[str, tuple[str, dict[str, Any]]]:
    """Version → (kind, JSON) of every part that a release of this programme points to."""
    parts: dict[str, tuple[str, dict[str, Any]]] = {}
    for kind, models in (
        ("step", [s for m in programme.modules for s in m.steps]),
        ("measure", served_measures(programme)),
        ("practice", list(programme.practices)),
        ("screen", served_screens(programme)),
    ):
        for model in models:
            parts[version_of(model)] = (kind, model.model_dump(mode="json"))
    for translation in programme.translations:
        parts |= parts_of(translation)
        release = in_words_of(programme, translation)
        parts[version_of(release)] = ("release", release.model_dump(mode="json"))
    return parts
