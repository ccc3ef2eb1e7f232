"""The course of whoever asks, as their page has read it: the frame of the page needs it too, and reads nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from ..domain.course import Course
from ..usecases.ports import Change, CourseStore, Deps, Once, StepPage


class Remembered:
    """A `CourseStore` for one request: the deployment's own, with a memory for the course that was read last."""

    def __init__(self, store: CourseStore) -> None:
        self._store, self.course = store, cast("Course | None", None)

    def load(self, patient_id: str, once: tuple[str, str] | None = None) -> tuple[Course | None, Once | None]:
        found = self._store.load(patient_id, once)
        self.course = found[0]
        return found

    def open_page(self, patient_id: str, step_id: str) -> tuple[Course | None, StepPage]:
        found = self._store.open_page(patient_id, step_id)
        self.course = found[0]
        return found

    def save(self, change: Change) -> None:
        self._store.save(change)
        self.course = change.course

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def remembering(deps: Deps) -> Deps:
    """The use cases' world for one request for a page."""
    return replace(deps, courses=cast("CourseStore", Remembered(deps.courses)))


def text_size_of(deps: Deps, sub: str) -> int:
    """Per cent; 100 where the page has read no course of this person's own."""
    course = deps.courses.course if isinstance(deps.courses, Remembered) else None
    return course.preferences.text_size if course and course.patient_id == sub else 100
