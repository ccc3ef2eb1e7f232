"""Account column: how a person likes to read: how plain the words are, and how large."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

ReadingLevel = Literal["standard", "plain"]
#: Per cent of the size that a browser would show.
TextSize = Literal[100, 115, 130, 150]
READING_LEVELS: Final[tuple[ReadingLevel, ...]] = ("standard", "plain")
TEXT_SIZES: Final[tuple[TextSize, ...]] = (100, 115, 130, 150)
#: Highest school grade of a passage that is fitted for somebody who asked for plain words. Material for patients is
#: advised to stay at the fifth or sixth grade (Weiss 2007, Health literacy and patient safety, AMA Foundation).
PLAIN_GRADE: Final = 5.0


class Preferences(BaseModel):
    """What is kept on the person's course. `version` counts the saves of the settings page, reminders included."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    reading_level: ReadingLevel = "standard"
    text_size: TextSize = 100
    version: int = Field(default=0, ge=0)


def highest_grade(level: ReadingLevel, authors: float) -> float:
    """Highest grade of a fitted passage: the author's limit, or a lower one for plain words."""
    return min(authors, PLAIN_GRADE) if level == "plain" else authors


def fitted_key(passage_id: str, level: ReadingLevel) -> str:
    """Under which name a fitted passage stands ready: both levels side by side, so that changing one's mind loses
    neither. Ids of passages hold no `@`."""
    return f"{passage_id}@plain" if level == "plain" else passage_id
