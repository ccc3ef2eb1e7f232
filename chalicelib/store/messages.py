"""Messages column in the table: a conversation page by page, and the patients whose messages wait to be read."""

from __future__ import annotations

from ..usecases.ports import Entry
from . import keys
from .course import read_entry
from .table import Table


class Messages:
    """`MessageStore` on DynamoDB. Written with the rest of a change (store/course.py)."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def newest(self, patient_id: str, *, limit: int, after: str | None = None) -> tuple[list[Entry], str | None]:
        """Two calls: the places in order, and the entries that stand there."""
        items, place = self._table.query(
            keys.patient(patient_id), keys.MESSAGE_PREFIX, limit=limit, after=after, newest_first=True
        )
        wanted = [keys.entry_of_message(patient_id, item["sk"]) for item in items]
        found = self._table.get_many(wanted)
        return [read_entry(found[key]) for key in wanted if key in found], place

    def waiting(self, therapist_id: str, *, limit: int) -> tuple[list[str], bool]:
        """One call, in the order of the index."""
        items, place = self._table.queue(keys.messages_waiting(therapist_id), limit=limit)
        return [str(item["patient_id"]) for item in items], place is not None
