"""Adaptation column: the checks that a fitted passage must pass, every one of them, before anybody sees it.

Rules in code, no model as a judge: models rate harmful text too kindly (SIRI-2, CounselBench). A check says whether it
passed and, in words of this programme or of the author, what was wrong; never what the text said.
"""

from __future__ import annotations

from collections.abc import Callable

from . import adaptation_form as form
from . import adaptation_meaning as meaning
from .adaptation import Check
from .adaptation_text import Subject

__all__ = ["CHECKS", "CHECKS_VERSION", "Subject", "check_all"]

CHECKS_VERSION = "1"
#: Languages whose words the checks know. In any other a check would pass what it cannot read, so nothing is fitted.
LANGUAGES = frozenset({"en"})
CHECKS: tuple[Callable[[str, Subject], Check], ...] = (
    form.kept_words,
    form.numbers,
    form.links,
    form.length,
    form.reading_grade,
    form.language,
    form.plain_text,
    form.whole,
    form.repetition,
    meaning.same_subject,
    meaning.same_sense,
    meaning.changed,
    meaning.no_advice,
    meaning.no_risk,
    meaning.no_diagnosis,
    meaning.no_promise,
    meaning.no_claim,
    meaning.no_leak,
    meaning.true_to_person,
)
#: Characters that a word of a text may take at most on average; what is longer is not worth reading, and a check's cost
#: grows faster than its text.
WIDEST_WORD = 12


def check_all(text: str, subject: Subject) -> list[Check]:
    """Every check's verdict, in a fixed order; an empty text, or one of absurd length, fails at once."""
    if not text.strip():
        return [Check(name="whole", passed=False, detail="empty")]
    longest = WIDEST_WORD * subject.sent.max_words
    if len(text) > longest:
        return [Check(name="length", passed=False, detail=f"more than {longest} characters")]
    return [check(text, subject) for check in CHECKS]
