"""Which text of a passage a patient sees: the author's, or one fitted to them that passed every check."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from ..domain.adaptation import Mode, allowed
from ..domain.answers import pipe
from ..domain.content import Step
from ..domain.course import Course
from ..domain.preferences import fitted_key
from .ports import Fitted


class ShownPassage(BaseModel):
    """A passage as shown. Text is Markdown; `author_text` stands beside a fitted one, never hidden."""

    id: str
    heading: str
    source: Literal["author", "adapted"]
    text: str
    author_text: str | None = Field(default=None, description="the author's own words, when `text` was adapted")
    adaptation_id: str | None = None
    language: str = Field(description="of the text: the patient's, or the source's where it is not translated")


def shown_passages(
    course: Course, step: Step, step_version: str, fitted: Fitted | None, mode: Mode, language: str
) -> list[ShownPassage]:
    """Passages of a step for one patient. A fitted text stands only for the exact authored step it was made from,
    and for the reading level that the patient asks for now.

    `language` is that of the release; a passage that is not translated yet says its own.
    """
    kept = {ref: answer.words for ref, answer in course.kept.items()}
    ready = fitted.passages if fitted and allowed(course, mode) else {}
    shown = []
    for passage in step.passages:
        authored = pipe(passage.text, kept)
        fit = ready.get(fitted_key(passage.id, course.preferences.reading_level))
        seen = fit is not None and (mode == "live" or bool(fit.approved_by))
        if passage.adaptable and fit and seen and fit.step_version == step_version:
            shown.append(
                ShownPassage(
                    id=passage.id,
                    heading=passage.heading,
                    source="adapted",
                    text=fit.text,
                    author_text=authored,
                    adaptation_id=fit.adaptation_id,
                    language=passage.language or language,
                )
            )
        else:
            own = passage.language or language
            shown.append(
                ShownPassage(id=passage.id, heading=passage.heading, source="author", text=authored, language=own)
            )
    return shown
