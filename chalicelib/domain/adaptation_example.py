"""Adaptation column: what is sent to the model, shown with a person who does not exist.

It is made by the builder that makes the real thing, so it cannot say anything else than what is done.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .adaptation_outgoing import CourseView, Outgoing, outgoing
from .content import Passage

#: What an invented person wrote, one for each answer that an author names: names and numbers on purpose.
WRITTEN = (
    "I stay in bed and do not call Marisol back on 555 0142.",
    "In the evening at 12 Harbour Road I lie awake and plan the whole week with Tom.",
    "I would like to cook something warm twice a week, as my friend Ngozi does.",
)
#: The ordinary words of those sentences; of everybody else's words the list in chalicelib/llm/words decides.
_ORDINARY = frozenset(re.findall(r"[a-z]+", " ".join(WRITTEN).lower())) - {"marisol", "tom", "ngozi", "harbour", "road"}


class Example(NamedTuple):
    """What the invented person wrote, and all that is sent for one passage."""

    written: tuple[str, ...]
    sent: Outgoing


def example(passage: Passage, module_id: str, bands: dict[str, str]) -> Example:
    """The example for an adaptable passage in English. Raises ValueError for a passage that nobody may fit."""
    rule = passage.adaptable
    if rule is None:
        raise ValueError(f"passage '{passage.id}' is not adaptable")
    written = dict(zip(rule.may_use, WRITTEN, strict=False))
    sent = outgoing(rule, passage, CourseView(module_id=module_id, kept=written, bands=bands), "en", _ORDINARY)
    return Example(tuple(written.values()), sent)
