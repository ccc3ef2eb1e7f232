"""How a step looks: its passages, the part of its worksheet that is on the screen, and what is good to know."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chalice.app import Response

from ..domain.ahead import next_within
from ..domain.answers import about, texts
from ..domain.content import Step, WorksheetField
from ..domain.course import Course
from ..domain.programme import Release
from ..domain.safety import CrisisResponse
from ..domain.sentence import Sentence
from ..usecases import course as usecases
from ..usecases.errors import StepLocked
from ..usecases.passages import shown_passages
from ..usecases.ports import Draft, StepPage
from .speech import speaker
from .visit import Visit
from .worksheet import (
    MOST_BUTTONS,
    Said,
    carried,
    cell_words,
    inputs,
    label_of,
    labelled,
    rows_shown,
    said,
    suggestions,
)
from .worksheet_entries import overview
from .worksheet_form import Answers, digest, fitting
from .worksheet_pages import View, by_entry, page_of, page_view, pages_of, resumed, review_view
from .worksheet_turn import ORDERED, Turn


@dataclass(frozen=True)
class Opened:
    """A step, opened by its patient."""

    visit: Visit
    course: Course
    release: Release
    step: Step
    page: StepPage

    @functools.cached_property
    def _halves(self) -> tuple[Answers, Answers]:
        found = self.page.draft.answers if self.page.draft else self.page.answers or {}
        return fitting(self.step.fields, found)

    @property
    def written(self) -> Answers:
        """What the form starts with: the draft, or what was completed last."""
        return self._halves[0]

    @property
    def left(self) -> Answers:
        """Words of a draft for which this worksheet has no place any more."""
        return self._halves[1]

    @property
    def everything(self) -> Answers:
        """Both halves, each under its own name."""
        return {**self.left, **self.written}

    @property
    def draft_version(self) -> int:
        return self.page.draft.version if self.page.draft else 0

    def with_draft(self, draft: Draft) -> Opened:
        return replace(self, page=self.page.model_copy(update={"draft": draft}))

    @property
    def begins_at(self) -> View:
        """What somebody sees who comes by no address of a page: the first page, where they stopped, or, of what is
        done, all of it."""
        fields = self.step.fields
        if self.page.draft:
            return resumed(fields, self.written)
        return review_view(fields) if self.course.done(self.step.id) else page_view(fields, 1)


def opened(visit: Visit, step_id: str) -> Opened:
    """Raises `StepLocked` with the person's own time zone, so that the day it opens is their day."""
    try:
        return Opened(visit, *usecases.open_step(visit.deps, visit.caller, step_id))
    except StepLocked as error:
        error.extra["timezone"] = usecases.load_course(visit.deps, visit.caller)[0].timezone
        raise


def shown(
    at: Opened,
    answers: Mapping[str, Any],
    status: int = 200,
    *,
    view: View | None = None,
    turn: Turn | None = None,
    seen: str | None = None,
    version: int | None = None,
    draft_version: int | None = None,
    problems: list[tuple[str, str]] | None = None,
    other: Mapping[str, Any] | None = None,
    notice: str = "",
    crisis: CrisisResponse | None = None,
    carry: bool = False,
) -> Response:
    """The page of a step with these answers in its form.

    `other`: what another device wrote meanwhile. `seen`: mark of what stood there when the form was opened, if that is
    not what stands there now. `carry`: nothing is kept on the server, so the form brings all the rest along.
    """
    visit, step = at.visit, at.step
    view = view or (turn.view if turn else page_view(step.fields, 1))
    turn = turn or Turn(dict(answers), view)
    module = at.release.module_of(step.id)
    steps = module.steps if module else ()
    outline = usecases.outline_of(at.release, step.id)
    mode = visit.deps.adaptation_mode
    say = speaker(at.course.language).say
    return visit.show(
        "step.html",
        status,
        step=step,
        module=module,
        place=next((n for n, s in enumerate(steps, 1) if s.id == step.id), 1),
        passages=shown_passages(at.course, step, outline.version, at.page.fitted, mode, at.release.language),
        language=at.release.language,
        answers=answers,
        version=at.course.revision(step.id) if version is None else version,
        draft_version=at.draft_version if draft_version is None else draft_version,
        done=at.course.done(step.id),
        saved_at=at.page.draft.saved_at if at.page.draft else None,
        timezone=at.course.timezone,
        problems=labelled(step.fields, problems or list(turn.problems)),
        other=None if other is None else said(step.fields, other, say),
        left=[] if other is not None else [Said("", list(texts(value))) for value in at.left.values()],
        most_buttons=MOST_BUTTONS,
        notice=notice or turn.notice or _removed(turn, at.course.language),
        crisis=crisis,
        speaks=at.course.language,
        carried=carried(step.fields, answers, view.written) if carry else [],
        shown="" if carry else " ".join(view.written),
        seen="" if carry else digest(at.written, marked(at, view)) if seen is None else seen,
        **_laid_out(at, answers, view, turn),
        **worth_knowing(at),
    )


def _removed(turn: Turn, language: str) -> str:
    if turn.gone is None:
        return ""
    words = cell_words(turn.gone.part.field, turn.gone.value, speaker(language).day)
    return Sentence("Removed: {words}", words=words)


def marked(at: Opened, view: View) -> list[str]:
    """Paths whose state a form remembers: what it writes, and for a look over everything all of it."""
    return [field.id for field in at.step.fields] if view.name == "review" else list(view.written)


def _laid_out(at: Opened, answers: Mapping[str, Any], view: View, turn: Turn) -> dict[str, Any]:
    """The view in the words of the template."""
    step, fields = at.step, at.step.fields
    say, today = speaker(at.course.language).say, at.visit.deps.now().date()
    number = page_of(fields, view.parts[0].path) if view.name == "entry" else view.number
    suggest = suggestions(step.worksheet, answers)
    ordered = ORDERED.get(step.worksheet, ("", ""))[0] if step.worksheet else ""
    return {
        "view": view,
        "turn": turn,
        "number": number,
        "pages": len(pages_of(fields)),
        # a diary is opened every day: then its entries come first, and the text is at hand
        "returning": any(answers.get(part.field.id) for part in view.parts if by_entry(part.field)),
        "plain": len(pages_of(fields)) == 1 and not any(map(by_entry, fields)),
        "rows": {f.id: rows_shown(f, answers.get(f.id), at.visit.form, turn.more) for f in fields},
        "overviews": {
            part.field.id: overview(step, part.field, answers, today, at.course.language)
            for part in view.parts
            if view.name == "page" and by_entry(part.field)
        },
        "so_far": _so_far(fields, answers, view, say),
        "asked_again": any(path.split(".")[0] in view.written for path in suggest),
        "looked_over": [
            (n, [(f, [line for one in said([f], _of(answers, [f]), say) for line in one.lines]) for f in page])
            for n, page in enumerate(pages_of(fields), 1)
        ],
        "ordered": ordered,
        "suggest": suggest,
        "has_draft": at.page.draft is not None,
        "name_of": functools.partial(cell_words, day=speaker(at.course.language).day),
        "inputs": inputs,
    }


def _so_far(
    fields: Sequence[WorksheetField], answers: Mapping[str, Any], view: View, say: Callable[[str], str]
) -> list[Said]:
    """What was written on the pages before, and for what has to be mended everything else."""
    if view.name == "page":
        others = [field for page in pages_of(fields)[: view.number - 1] for field in page]
    else:
        here = {part.field.id for part in view.parts}
        others = [field for field in fields if field.id not in here] if view.name == "mend" else []
    return said(others, _of(answers, others), say)


def _of(answers: Mapping[str, Any], fields: Sequence[WorksheetField]) -> dict[str, Any]:
    return {field.id: answers[field.id] for field in fields if field.id in answers}


def worth_knowing(at: Opened) -> dict[str, Any]:
    """What the rules have to say about the answers that were completed last, and where to go on from here."""
    checked = about(at.step, None if at.page.draft else at.page.answers, at.visit.deps.now().date())
    fields = at.step.fields
    upcoming = next_within(at.course, at.release, at.release.home_of(at.step.id), at.visit.deps.now())
    return {
        "advice": labelled(fields, [(path, words) for path, words in checked.advice]),
        "figures": [(label_of(fields, f.path), f.title, f.value, f.unit) for f in checked.figures],
        "onward": f"steps/{upcoming.id}?done={at.step.id}" if upcoming else f"today?done={at.step.id}",
    }
