"""A sample of what the configured model makes of an adaptable passage or line, with every check the app makes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.adaptation import ATTEMPTS, Check
from ...domain.adaptation_checks import Subject, check_all
from ...domain.adaptation_outgoing import CourseView, Outgoing, outgoing
from ...domain.content import Passage
from ...domain.course import Kept
from ...domain.programme import Programme
from ...llm.language import ordinary_words, speaks
from ...llm.setup import model_of
from ...reading_level import grade
from ...usecases.adaptation_ports import Model, ModelError, ModelUnavailable


@dataclass(frozen=True)
class Attempt:
    """One try of the model."""

    text: str
    checks: list[Check]

    @property
    def passed(self) -> bool:
        return bool(self.text) and all(check.passed for check in self.checks)


@dataclass(frozen=True)
class Sample:
    """What the model wrote for one passage; the last attempt decides."""

    sent: Outgoing
    model: str
    attempts: list[Attempt]

    @property
    def text(self) -> str:
        """The fitted text, or nothing when no attempt passed: then patients read the author's."""
        return self.attempts[-1].text if self.attempts and self.attempts[-1].passed else ""


def configured(environment: Mapping[str, str] = os.environ) -> Model | None:
    """The model of the environment, as for the app; None when there is none."""
    wanted = environment.get("MODEL_BASE_URL") and environment.get("MODEL_NAME")
    return model_of(environment) if wanted else None


def sent_for(programme: Programme, home: str, passage: Passage, kept: Mapping[str, Kept]) -> Outgoing:
    """All that the model would be given: never more than the rule of the passage allows."""
    if passage.adaptable is None:
        raise ValueError("a frozen passage is never sent to a model")
    bands = {
        measure.id: measure.bands[len(measure.bands) // 2].label for measure in programme.measures if measure.bands
    }
    scheduled = {one.id for one in programme.schedule}
    view = CourseView(
        module_id=home,
        kept={ref: one.words for ref, one in kept.items()},
        bands={name: label for name, label in bands.items() if name in scheduled},
    )
    return outgoing(passage.adaptable, passage, view, programme.language, ordinary_words(programme.language))


def sample(model: Model, sent: Outgoing) -> Sample:
    """Write, check, and once more with what was wrong, as the app does."""
    subject = Subject(
        sent=sent,
        instructions=model.instructions,
        grade=lambda text: grade(text, sent.language),
        speaks=lambda text: speaks(text, sent.language),
        ordinary=ordinary_words(sent.language),
    )
    attempts: list[Attempt] = []
    while len(attempts) < ATTEMPTS and not (attempts and attempts[-1].passed):
        failed = [check.name for check in attempts[-1].checks if not check.passed] if attempts else []
        try:
            text = model.fit(sent, failed).text
        except ModelError as error:
            attempts.append(Attempt("", [Check(name="answered", passed=False, detail=str(error))]))
            if isinstance(error, ModelUnavailable):
                break
            continue
        attempts.append(Attempt(text, [Check(name="answered", passed=True), *check_all(text, subject)]))
    return Sample(sent, model.model, attempts)
