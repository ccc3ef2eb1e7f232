"""Adaptation column: what leaves the building. Everything the model is told about a person is built here."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping

from pydantic import BaseModel, ConfigDict, Field

from .content import PIPE, AdaptationRule, Passage, canonical
from .course import Course
from .own_words import may_be_sent, without_identifiers
from .preferences import ReadingLevel, highest_grade


class CourseView(BaseModel):
    """The little of a patient's course that `outgoing` looks at; no id, no name, no score."""

    model_config = ConfigDict(frozen=True)

    module_id: str
    kept: Mapping[str, str] = Field(default_factory=dict, description="`step.field` → earlier answer, as typed")
    withheld: frozenset[str] = Field(
        default=frozenset(), description="steps whose answers stay here: they were flagged"
    )
    bands: Mapping[str, str] = Field(default_factory=dict, description="measure → label of the latest severity band")
    reading_level: ReadingLevel = "standard"


class Outgoing(BaseModel):
    """All that a model is given for one passage. What is not a field here is not sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    module_id: str
    passage_id: str
    heading: str
    text: str = Field(description="the author's passage; earlier answers stand as the author's own fallback words")
    purpose: str
    keep: tuple[str, ...]
    max_words: int
    reading_grade: float
    language: str
    bands: Mapping[str, str] = Field(description="measure → label, such as 'moderate'; never a number")
    own_words: tuple[str, ...] = Field(description="answers the author's rule names, identifiers taken out")

    def fingerprint(self) -> str:
        """SHA-256 of all that is sent: the same input is not fitted twice."""
        return hashlib.sha256(canonical(self)).hexdigest()


def course_view(course: Course, module_id: str, bands: Mapping[str, str]) -> CourseView:
    """A course as `outgoing` may see it. Answers of a step with a flag, open or once raised, are withheld.

    `open_flags` names what a flag is about as `rule:level:step`.
    """
    steps = {ref.split(".")[0] for ref in course.kept}
    flagged = {about.rpartition(":")[2] for about in course.open_flags} & steps
    flagged |= {ref.split(".")[0] for ref, kept in course.kept.items() if kept.flagged}
    words = {ref: kept.words for ref, kept in course.kept.items()}
    return CourseView(
        module_id=module_id,
        kept=words,
        withheld=frozenset(flagged),
        bands=bands,
        reading_level=course.preferences.reading_level,
    )


def author_text(passage: Passage) -> str:
    """The passage as it reads for somebody who has answered nothing yet: each pipe is its fallback words."""
    return PIPE.sub(lambda match: (match.group(2) or "…").strip(), passage.text)


def outgoing(
    rule: AdaptationRule, passage: Passage, view: CourseView, language: str, ordinary: Container[str]
) -> Outgoing:
    """Build what is sent to the model for one passage.

    Of the person's own words only the answers in `rule.may_use` are looked at; one that speaks of risk, comes from a
    flagged entry or reads like an order to the model is left out whole, the rest lose every name, number, address and
    link. `ordinary` holds the ordinary words of `language` in lower case: a word that is not in it is not sent. For a
    language without such a list nothing a person wrote is sent.
    """
    own_words = []
    for ref in rule.may_use:
        words = view.kept.get(ref, "")
        if not words or ref.split(".")[0] in view.withheld or not may_be_sent(words):
            continue
        clean = without_identifiers(words, ordinary)
        if clean and clean not in own_words:
            own_words.append(clean)
    return Outgoing(
        module_id=view.module_id,
        passage_id=passage.id,
        heading=passage.heading,
        text=author_text(passage),
        purpose=rule.purpose,
        keep=rule.keep,
        max_words=rule.max_words,
        reading_grade=highest_grade(view.reading_level, rule.reading_grade),
        language=language,
        bands=dict(view.bands),
        own_words=tuple(own_words),
    )
