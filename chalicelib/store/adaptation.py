"""Adaptation column in the table: the ledger of attempts, what waits for a therapist, the fitted passages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.adaptation import Adaptation
from ..usecases.ports import Entry, Fitted, OutboxEntry
from . import keys
from .course import read_entry, write_entry, write_outbox
from .table import AlreadyThere, Item, Table, Write, put_if_version, put_new


def _read(item: Item) -> Adaptation:
    return Adaptation.model_validate_json(item["body"]).model_copy(update={"version": int(item["version"])})


def _queue(adaptation: Adaptation) -> keys.QueueKey | None:
    """Only what waits is in the index: it is as long as the work left."""
    if adaptation.status != "awaiting":
        return None
    return keys.awaiting_approval(adaptation.therapist_id, adaptation.at, adaptation.id)


def _write_fitted(patient_id: str, fitted: Fitted) -> Write:
    key = keys.fitted(patient_id, fitted.step_id)
    return put_if_version(key, {"body": fitted.model_dump_json()}, fitted.version or None)


class Adaptations:
    """`AdaptationStore` on DynamoDB."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, adaptation_id: str) -> Adaptation | None:
        item = self._table.get(keys.adaptation(adaptation_id))
        return _read(item) if item else None

    def many(self, adaptation_ids: Sequence[str]) -> dict[str, Adaptation]:
        found = self._table.get_many(keys.adaptation(one) for one in adaptation_ids)
        return {adaptation.id: adaptation for adaptation in map(_read, found.values())}

    def fitted(self, patient_id: str, step_ids: Sequence[str]) -> dict[str, Fitted]:
        found = self._table.get_many(keys.fitted(patient_id, step_id) for step_id in step_ids)
        all_fitted = (
            Fitted.model_validate_json(item["body"]).model_copy(update={"version": int(item["version"])})
            for item in found.values()
        )
        return {fitted.step_id: fitted for fitted in all_fitted}

    def record(self, adaptation: Adaptation, entry: Entry, fitted: Fitted | None = None) -> Adaptation:
        key = keys.adaptation(adaptation.id)
        item = {"body": adaptation.model_dump_json(), "version": 1}
        writes = [put_new(key, item, _queue(adaptation)), write_entry(entry)]
        if fitted:
            writes.append(_write_fitted(adaptation.patient_id, fitted))
        try:
            self._table.transact(writes)
        except AlreadyThere:
            stands = self.get(adaptation.id)
            if stands is None:
                raise
            return stands
        return adaptation.model_copy(update={"version": 1})

    def decide(
        self, adaptation: Adaptation, entry: Entry, fitted: Fitted | None, promised: OutboxEntry | None = None
    ) -> None:
        key = keys.adaptation(adaptation.id)
        item = {"body": adaptation.model_dump_json()}
        writes = [put_if_version(key, item, adaptation.version, _queue(adaptation)), write_entry(entry)]
        if fitted:
            writes.append(_write_fitted(adaptation.patient_id, fitted))
        if promised:
            writes.append(write_outbox(promised))
        self._table.transact(writes)

    def awaiting(
        self, therapist_id: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Adaptation], str | None]:
        items, place = self._table.queue(keys.adaptations_awaiting(therapist_id), limit=limit, after=after)
        return [_read(item) for item in items], place

    def tokens_since(self, patient_id: str, since: datetime) -> int:
        total, place = 0, None
        while True:
            items, place = self._table.query(
                keys.patient(patient_id), keys.ENTRY_PREFIX, after=place, newest_first=True, limit=100
            )
            for item in items:
                entry = read_entry(item)
                if entry.at < since:
                    return total
                total += int(entry.data.get("tokens", 0)) if entry.kind == "adaptation" else 0
            if place is None:
                return total
