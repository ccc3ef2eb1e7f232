"""Safety column: how the words around a finding change what it means - denied, past, somebody else's, about a film.

Recall first: only wording that plainly denies, dates or attributes a finding changes it; all that is unclear stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from chalicelib.domain import risk_context_words as words
from chalicelib.domain.review import Level
from chalicelib.domain.risk_categories import Category
from chalicelib.domain.risk_rules import expand

__all__ = ["Reading", "denied", "read"]


class Reading(NamedTuple):
    """What a finding means in its sentence: None is nothing."""

    category: Category
    level: Level


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(expand(source))


def _has(source: str, text: str) -> bool:
    return _pattern(source).search(text) is not None


def denied(before: str, after: str) -> Literal["no", "hedged", "past", "yes"]:
    """Whether the words before and after a finding plainly deny it."""
    if _has(words.MORE_THAN_EVER, after) or _has(words.NO_DENIAL, before):
        return "no"
    if _has(words.HEDGED, before):
        return "hedged"
    if _has(words.DENIAL, before):
        over = _has(words.NOT_ANYMORE_AFTER, after) or _has(words.NO_LONGER, before[-40:])
        return "past" if over else "yes"
    return "yes" if _has(words.DENIED_AFTER, after) else "no"


def read(category: Category, level: Level, matched: str, before: str, after: str) -> Reading | None:
    """What a finding about the writer's own life means; `before` and `after` are the rest of the sentence."""
    before, after, sentence = before[-120:], after[:120], f"{before[-120:]}{matched}{after[:120]}"
    if _has(words.TOPIC, matched) and _has(words.STORY, sentence) and not _has(words.OWN_THOUGHT, before):
        return None
    match denied(before, after):
        case "yes":
            return Reading("past_resolved", "blue") if _has(words.FAR, before) else None
        case "past":
            return Reading("past_resolved", "blue")
        case "hedged":
            return Reading(category, "amber")
    if matched in words.BARE and not _names_own_thought(before, after, sentence):
        if _has(words.STORY, sentence) or _has(words.ASKED, before):
            return None
        return Reading("third_person" if _has(words.THEIRS, before) else "ideation", "amber")
    if _has(words.QUOTED, before):
        return None
    if _has(words.ASKED, before):
        return None if _has(words.ANSWERED_NO, after) else Reading(category, "amber")
    if _has(words.REPORTED, before) and not _has(words.OWN_AGAIN, before):
        return None if _has(words.STORY, sentence) else Reading("third_person", "amber")
    if not _has(words.FIRST_PERSON, matched) and _has(words.THEIRS, before):
        return None if _has(words.STORY, sentence) else Reading("third_person", "amber")
    dated = _dated(category, level, before, after, sentence)
    if dated is not None:
        return dated
    return _sharpened(category, level, before)


def _names_own_thought(before: str, after: str, sentence: str) -> bool:
    """Whether a bare 'suicide' or 'suicidal' is said of the writer's own thoughts."""
    if _has(words.STORY, sentence):
        return _has(words.OWN_THOUGHT, before) and _has(words.OWN_THOUGHT_DESPITE_STORY, before)
    if _has(words.THOUGHTS_AFTER, after) and not _has(words.THEIRS, before):
        return True
    return not before or _has(words.IDEATION_WORD, before)


def _dated(category: Category, level: Level, before: str, after: str, sentence: str) -> Reading | None:
    """A finding that lies in the past: blue when long ago or over, amber within the year; None when it is of now."""
    if (_has(words.PRESENT, before) and "used to" not in before[-40:]) or _has(words.MORE_THAN_EVER, after):
        return None
    around = f"{before} {after}"
    if _has(words.USED_TO, before) and not _has(words.ACUTE, around):
        return Reading("past_resolved", "blue")
    well, recent = _has(words.WELL, around), _has(words.RECENT, around)
    if _has(words.FAR, around) and not _has(words.ACUTE, around) and (well or not recent):
        return Reading("past_resolved", "blue")
    if recent:
        return None
    if _has(words.MID, around):
        return Reading("past_resolved", "blue") if well else Reading(category, "amber")
    if well and (_has(words.PAST_TENSE, before) or _has(words.TRIED, before)):
        return Reading("past_resolved", "blue")
    if _has(words.PAST_TENSE, before) and not _has(words.TRIED, before) and category != "recent_attempt":
        return None if _has(words.HAS_BEEN, before) else Reading(category, "amber")
    return None


def _sharpened(category: Category, level: Level, before: str) -> Reading:
    """Ideation with a plan or a try beside it, named as what it is."""
    if category == "ideation" and _has(words.TRIED, before):
        return Reading("recent_attempt", level)
    if category == "ideation" and _has(words.INTENT, before):
        return Reading("active_intent", level)
    return Reading(category, level)
