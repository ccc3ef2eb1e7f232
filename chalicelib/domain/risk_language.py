"""Safety column: deterministic wording rules for risk in free text. Recall first."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.review import Level


class Span(BaseModel):
    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    category: str


class Risk(BaseModel):
    model_config = ConfigDict(frozen=True)

    level: Literal["red", "amber", "blue", "none"]
    categories: tuple[str, ...]
    spans: tuple[Span, ...]
    levels: dict[str, Level] = Field(default_factory=dict, exclude=True)


_FIRST = re.compile(r"(?i)kill(ing)? myself|end(ing)? (it all|my life)|suicid|want to die")


def assess(text: str) -> Risk:
    spans = tuple(Span(start=m.start(), end=m.end(), category="ideation") for m in _FIRST.finditer(text))
    if not spans:
        return Risk(level="none", categories=(), spans=())
    return Risk(level="red", categories=("ideation",), spans=spans, levels={"ideation": "red"})
