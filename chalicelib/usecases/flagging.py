"""Review column: turning what the rules say into flags inside the change that carries the answer."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from ..domain.answers import texts
from ..domain.course import Course
from ..domain.flags import FlagDraft, flags_for_text
from ..domain.review import LEVEL_ORDER, Flag
from .ports import Change, Deps, Entry
from .writing import until_written, write

#: Marks (SHA-256) of the words that this process has read and that raised nothing, the latest last. What is completed
#: was mostly read a moment ago, as the draft of the same words; the marks go with the process, and so with its rules.
_harmless: OrderedDict[bytes, None] = OrderedDict()
_REMEMBERED = 2000


def drafts_for_words(answers: Any, where: str) -> list[FlagDraft]:
    """Flags for the words in an answer, all of its texts read as one, so that nothing hides between two fields."""
    words = "\n".join(texts(answers))
    if not words.strip():
        return []
    mark = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
    if mark in _harmless:
        return []
    from ..domain.risk_language import assess  # the lexicon is large, and not every cold start reads an answer

    drafts = list(flags_for_text(assess(words), where))
    if not drafts:
        _harmless[mark] = None
        if len(_harmless) > _REMEMBERED:
            _harmless.popitem(last=False)
    return drafts


def add_flags(
    deps: Deps, change: Change, drafts: Iterable[FlagDraft], about: str, now: datetime
) -> Sequence[FlagDraft]:
    """Add flags to a change; what is already flagged and still open at the same level or higher is not doubled.

    Returns the drafts that apply now, new or already open, so that the patient sees the crisis lines again.
    """
    applying = list(drafts)
    course = change.course
    for draft in applying:
        if _is_open(course, draft, about):
            continue
        subject = f"{draft.rule}:{draft.level}:{about}"
        flag = _flag(deps, course, draft, subject, now)
        change.flags.append(flag)
        change.entries.append(
            Entry(
                id=flag.id,
                patient_id=course.patient_id,
                at=now,
                kind="flag",
                data={"rule": flag.rule, "level": flag.level, "reason": flag.reason},
            )
        )
        red = [*course.open_red, flag.id] if flag.level == "red" else course.open_red
        course = course.model_copy(update={"open_flags": {**course.open_flags, subject: flag.id}, "open_red": red})
    change.course = course
    return applying


def _is_open(course: Course, draft: FlagDraft, about: str) -> bool:
    """Whether a flag of this rule, this place and at least this level waits for a therapist already."""
    as_high = (level for level, order in LEVEL_ORDER.items() if order <= LEVEL_ORDER[draft.level])
    return any(f"{draft.rule}:{level}:{about}" in course.open_flags for level in as_high)


def _flag(deps: Deps, course: Course, draft: FlagDraft, subject: str, now: datetime) -> Flag:
    deps.counter.count("FlagRaised", level=draft.level, rule=draft.rule)
    if draft.level == "red":
        deps.counter.count("RedFlagRaised")  # without dimensions of its own: an alarm listens to it
    return Flag(
        id=deps.new_id(),
        patient_id=course.patient_id,
        therapist_id=course.therapist_id,
        rule=draft.rule,
        rule_version=draft.rule_version,
        level=draft.level,
        reason=draft.reason,
        inputs=dict(draft.inputs),
        about=subject,
        raised_at=now,
        due_at=now + draft.due_in,
    )


def raise_alone(
    deps: Deps, course: Course, drafts: list[FlagDraft], about: str, now: datetime, unsent: dict[str, Any] | None = None
) -> list[FlagDraft]:
    """Write flags for what is no entry itself: a draft, an answer that was refused.

    `unsent` is what the rules read; it goes on the timeline with the flag, so that the therapist sees what it is about.
    """
    if not drafts:
        return []

    def decide() -> list[FlagDraft]:
        fresh, _record = deps.courses.load(course.patient_id)
        change = Change(course=fresh or course)
        add_flags(deps, change, drafts, about, now)
        if change.flags:
            if unsent:
                entry_id = deps.new_id()
                change.entries.append(
                    Entry(id=entry_id, patient_id=course.patient_id, at=now, kind="unsent", data=unsent)
                )
            write(deps, change)
        return drafts

    return until_written(decide)
