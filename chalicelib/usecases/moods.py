"""Mood check: how it is now, 0 (worst) to 10 (best), with a note if the patient likes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain.course import Course
from ..domain.flags import FlagDraft
from ..domain.sentence import Sentence
from ..domain.written import stated
from .course import load_course, with_release
from .errors import Invalid
from .flagging import add_flags, drafts_for_words, raise_alone
from .once import check_key, fingerprint, remember
from .ports import Caller, Change, Deps, Entry
from .writing import answered_once, write

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Mood:
    entry_id: str
    at: datetime
    rating: int
    note: str
    country: str
    flagged: list[FlagDraft]


def record_mood(
    deps: Deps,
    caller: Caller,
    rating: int,
    note: str = "",
    key: str | None = None,
    written_at: datetime | None = None,
) -> Mood:
    """Store a mood check. A note with words of risk is flagged in the same transaction.

    `written_at`: the device's time, where it kept the mood until there was network.
    """
    check_key(key)
    if len(note) > LONGEST_NOTE:
        _refuse_length(deps, caller, note)
    seen = fingerprint(rating, note)

    def answer(loaded: Course | None) -> Mood:
        course, _release = with_release(deps, loaded, caller)
        now = deps.now()
        data: dict[str, Any] = {"rating": rating, "note": note} | stated(written_at, now)
        entry = Entry(id=deps.new_id(), patient_id=course.patient_id, at=now, kind="mood", data=data)
        seen_now = course.model_copy(update={"last_seen_at": max(now, course.last_seen_at)})
        change = Change(course=seen_now, entries=[entry])
        flagged = list(add_flags(deps, change, drafts_for_words(note, "mood"), entry.id, now))
        stored = [draft.model_dump(mode="json") for draft in flagged]
        result = {"entry_id": entry.id, "at": now.isoformat(), "country": course.country, "flagged": stored}
        change.once = remember("mood", key, seen, result, now)
        write(deps, change)
        return Mood(entry.id, now, rating, note, course.country, flagged)

    return answered_once(deps, caller.sub, ("mood", key, seen), answer, lambda first: _from_result(first, rating, note))


def _refuse_length(deps: Deps, caller: Caller, note: str) -> None:
    """Refuse a note that is too long; its words are read for risk all the same."""
    course, _release = load_course(deps, caller)
    drafts = drafts_for_words(note, "mood")
    flagged = raise_alone(deps, course, drafts, "mood-refused", deps.now(), {"note": note})
    refused = Invalid([("note", Sentence("please shorten the note to {most} characters", most=LONGEST_NOTE))])
    refused.extra |= {"flagged": flagged, "country": course.country}
    raise refused


def _from_result(result: dict[str, Any], rating: int, note: str) -> Mood:
    flagged = [FlagDraft.model_validate(draft) for draft in result["flagged"]]
    return Mood(result["entry_id"], datetime.fromisoformat(result["at"]), rating, note, result["country"], flagged)


def moods(deps: Deps, caller: Caller, *, limit: int = 50, cursor: str | None = None) -> tuple[list[Entry], str | None]:
    """Mood checks, newest first; a page may hold fewer than `limit`, the cursor says whether more follow."""
    load_course(deps, caller)
    entries, after = deps.courses.entries(caller.sub, limit=limit, after=cursor, newest_first=True)
    return [e for e in entries if e.kind == "mood"], after
