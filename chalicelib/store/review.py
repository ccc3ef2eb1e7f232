"""Review column in the table: flags, and the lists a therapist reads them from."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.course import Course
from ..domain.review import Flag
from ..usecases.errors import Busy
from ..usecases.ports import Entry
from . import keys
from .course import write_course, write_entry, write_flag
from .table import AlreadyThere, Item, Table


def _flag(item: Item) -> Flag:
    return Flag.model_validate_json(item["body"]).model_copy(update={"version": int(item["version"])})


class Reviews:
    """`ReviewStore` on DynamoDB. Lists come from the index in its own order: one call a page, however many flags."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def flags(
        self, therapist_id: str, status: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Flag], str | None]:
        items, cursor = self._table.queue(keys.review(therapist_id, status), limit=limit, after=after)
        return [_flag(item) for item in items], cursor

    def flag(self, flag_id: str) -> Flag | None:
        item = self._table.get(keys.flag(flag_id))
        return _flag(item) if item else None

    def many(self, flag_ids: Sequence[str]) -> dict[str, Flag]:
        found = self._table.get_many(keys.flag(flag_id) for flag_id in flag_ids)
        return {flag.id: flag for flag in map(_flag, found.values())}

    def save(self, flag: Flag, entry: Entry, course: Course | None) -> None:
        """One transaction. Raises `StaleVersion` when the flag or the course was written since, `Busy` otherwise."""
        # whoever is erased has no timeline any more; what was done stands in the flag
        writes = [write_flag(flag)] if flag.departed else [write_flag(flag), write_entry(entry)]
        if course:
            writes.append(write_course(course))
        try:
            self._table.transact(writes)
        except AlreadyThere as error:
            raise Busy from error  # an entry id that was used before: nothing was written, a retry takes a new one
