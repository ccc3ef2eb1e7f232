"""Looking back: earlier entries, newest first; searching in them; moods and measures over time."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.course import Course
from ..domain.export import JOURNAL
from ..domain.journal import LONGEST_SEARCH, holds, own_words
from ..domain.programme import Release
from .course import load_course
from .errors import Invalid
from .paging import cursor_of, page_size, place_of
from .ports import Caller, Deps, Entry

#: Reads of one request: a search stops there, and says how to go on.
MOST_READS, READ = 10, 100
#: Moods that a plot shows at most.
MOST_MOODS = 90


@dataclass(frozen=True)
class Journal:
    """`cursor`: there is more, or it has not been looked at yet."""

    course: Course
    release: Release
    entries: list[Entry]
    cursor: str | None


def journal(
    deps: Deps, caller: Caller, wanted: str = "", *, limit: int | None = None, cursor: str | None = None
) -> Journal:
    """The caller's own entries, newest first; with `wanted`, those in which they typed all of these words.

    Raises `Invalid`. What is looked for is not kept anywhere.
    """
    if len(wanted) > LONGEST_SEARCH:
        raise Invalid([("words", f"please keep it to {LONGEST_SEARCH} characters")])
    course, release = load_course(deps, caller)
    size, place = page_size(limit), place_of(cursor)
    found: list[Entry] = []
    for _ in range(MOST_READS):
        entries, following = deps.courses.entries(caller.sub, limit=READ, after=place, newest_first=True)
        for entry in entries:
            if entry.kind in JOURNAL and (not wanted.strip() or holds(own_words(entry.kind, entry.data), wanted)):
                if len(found) == size:
                    return Journal(course, release, found, cursor_of(deps.courses.entry_address(found[-1])))
                found.append(entry)
        place = following
        if place is None:
            break
    return Journal(course, release, found, cursor_of(place))


def moods_over_time(deps: Deps, caller: Caller) -> list[Entry]:
    """The latest mood checks, oldest first."""
    found: list[Entry] = []
    place: str | None = None
    for _ in range(MOST_READS):
        entries, place = deps.courses.entries(caller.sub, limit=READ, after=place, newest_first=True)
        found += [entry for entry in entries if entry.kind == "mood"]
        if place is None or len(found) >= MOST_MOODS:
            break
    return found[:MOST_MOODS][::-1]
