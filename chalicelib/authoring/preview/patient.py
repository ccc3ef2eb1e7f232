"""The patients' own pages, as the app makes them, for an invented patient whose life is made afresh for each page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chalice.app import Response

from ...domain.course import Course, Kept, PlanChange, ScreenState, StepProgress
from ...domain.practice import SCREEN
from ...domain.programme import Release
from ...settings import Settings
from ...usecases.errors import NotFound, StillpathError
from ...usecases.language import release_for
from ...usecases.ports import Caller, Deps, Entry, Fitted, OutboxEntry, Profile
from ...web import course as course_pages
from ...web import measures, practice, programme, safety, screens, today
from ...web.visit import Fields, Visit
from ...web.worksheet_form import joined
from ...web.worksheet_turn import turned
from ..simulation.memory import MemoryCourses, MemoryReviews
from ..simulation.rows import Rows
from ..simulation.world import FolderContent
from .state import Shown

#: Whoever looks at the patients' pages in the preview. They do not exist.
PATIENT = Caller("invented-patient", frozenset({"patient"}))
NOT_HERE = "This page is not part of the preview. It works in the app."
NOT_KEPT = "Nothing is kept in the preview."


class Silent:
    """No queue and no metrics: nothing that happens in the preview goes anywhere."""

    def send(self, entry: OutboxEntry) -> None: ...
    def count(self, name: str, value: float = 1, **dimensions: str) -> None: ...


@dataclass(frozen=True)
class Life:
    """What the invented patient brings along."""

    language: str
    kept: Mapping[str, Kept] = field(default_factory=dict)
    careful: bool = False
    """Whether their screening keeps them to eyes-open practices."""
    fitted: Mapping[str, Fitted] = field(default_factory=dict)


View = Callable[..., Response]
#: Page → who shows it and who takes its form: the app's own functions.
_PAGES: tuple[tuple[str, View, View | None], ...] = (
    ("today", today.get_today, None),
    ("programme", programme.get_programme, None),
    ("steps/{step_id}", course_pages.get_step, course_pages.complete),
    ("practices", practice.get_practices, None),
    ("practices/{practice_id}", practice.get_practice, practice.post_practice),
    ("measures/{measure_id}", measures.get_measure, measures.post_measure),
    ("screens/{screen_id}", screens.get_screen, screens.post_screen),
    ("mood", measures.get_mood, measures.post_mood),
    ("safety", safety.get_safety, None),
)


def page(shown: Shown, life: Life, path: str, form: Fields | None = None, query: Fields | None = None) -> Response:
    """One of the patients' pages (`steps/gs-welcome`), or what comes back when its form is sent."""
    for pattern, show, take in _PAGES:
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[a-z0-9-]+)", pattern), path)
        if found and shown.content:
            visit = _visit(shown, life, path, form, query)
            try:
                if form is None:
                    return show(visit, **found.groupdict())
                return _taken(visit, take, found.groupdict())
            except StillpathError as error:
                return _plain(visit, error.status, error.title, error.detail)
    if path.endswith("/draft") and form is not None:
        return Response(json.dumps({"saved": NOT_KEPT}), {"Content-Type": "application/json"})
    return _plain(_visit(shown, life, path, None, None), 404, "Not in the preview", NOT_HERE)


def _plain(visit: Visit, status: int, title: str, words: str) -> Response:
    return visit.show("problem.html", status, title=title, error=NotFound(words), opens=None)


def _taken(visit: Visit, take: View | None, found: dict[str, str]) -> Response:
    """A form: completing goes the app's own way; saving on the way only shows the same page again."""
    action = visit.form.one("action")
    if "step_id" in found and action != "complete":
        at = course_pages.opened(visit, found["step_id"])
        sent, view = course_pages.said_in(visit, at.step)
        turn = turned(at.step, view, joined({}, sent), action, visit.form)
        notice = NOT_KEPT if action == "save" else ""
        # nothing is kept, so each page brings along what was written on the others
        return course_pages.shown(at, turn.answers, view=turn.view, turn=turn, notice=notice, carry=True)
    if take is None:
        raise NotFound(NOT_HERE)
    return take(visit, **found)


def _visit(shown: Shown, life: Life, path: str, form: Fields | None, query: Fields | None) -> Visit:
    return Visit(
        request=None,
        deps=_world(shown, life, path),
        settings=Settings(table_name="preview"),
        root="../" * path.count("/"),
        path=path,
        query=query or Fields(),
        form=form or Fields(),
        signed_in=PATIENT,
    )


def _world(shown: Shown, life: Life, path: str) -> Deps:
    """A world in memory in which the page at `path` is open to the patient."""
    now = datetime.now(UTC)
    courses = MemoryCourses(Rows())
    course = _course(shown, life, path, now)
    profile = Profile(patient_id=PATIENT.sub, therapist_id="invented-therapist", name="Invented patient", email="")
    entry = Entry(id="enrolled", patient_id=PATIENT.sub, at=now, kind="enrolled")
    courses.enrol(course, profile, entry)
    silent = Silent()
    return Deps(
        courses=Ready(courses, life.fitted),
        content=_content(shown),
        reviews=MemoryReviews(courses.rows),
        queue=silent,
        counter=silent,
        now=lambda: now,
        new_id=lambda: "preview",
        programme_id=course.programme_id,
        adaptation_mode="live",
    )


class Ready(MemoryCourses):
    """The patient's partition with passages that were fitted to them."""

    def __init__(self, courses: MemoryCourses, fitted: Mapping[str, Fitted]) -> None:
        super().__init__(courses.rows)
        self._fitted = fitted

    def open_page(self, patient_id: str, step_id: str) -> Any:
        course, found = super().open_page(patient_id, step_id)
        found.fitted = self._fitted.get(step_id)
        return course, found


def _content(shown: Shown) -> FolderContent:
    if shown.content is None:
        raise NotFound("The programme cannot be read yet.")
    return shown.content


def _course(shown: Shown, life: Life, path: str, now: datetime) -> Course:
    content = _content(shown)
    version = content.current_release(content.programme_id) or ""
    release = content.release(version)
    kind, _, part = path.partition("/")
    home = release.module_of(part) if kind == "steps" else None
    before = []
    for step in home.steps if home else ():
        if step.id == part:
            break
        before.append(step.id)
    # today shows what is locked at the start, and why; every other page is to be seen whatever it waits for
    opening = release.modules if kind not in ("today", "programme") else ()
    change = PlanChange(action="open", reason="preview", by="preview", at=now)
    return Course(
        patient_id=PATIENT.sub,
        therapist_id="invented-therapist",
        programme_id=content.programme_id,
        release=version,
        enrolled_at=now,
        last_seen_at=now,
        country="IE",
        language=life.language,
        kept=dict(life.kept),
        opened={module.id: now for module in opening},
        plan={module.id: change for module in opening},
        steps={step_id: StepProgress(revision=1, completed_at=now) for step_id in before},
        screens={SCREEN: ScreenState(at=now, result="eyes-open" if life.careful else "all")},
        adaptation_consent=True,
    )


def release_in(shown: Shown, language: str) -> Release:
    """The release that somebody who reads a language has."""
    now = datetime.now(UTC)
    return release_for(_content(shown), _course(shown, Life(language), "", now))
