"""Messages column in the table: whose time for a reminder has come, and what speaks for or against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from ..domain.consent import ConsentRecord
from ..domain.course import Course
from ..domain.reminders import Reminder
from ..usecases.ports import Profile
from ..usecases.reminder_ports import Due
from . import keys
from .course import write_document
from .table import Table


class Reminders:
    """`ReminderStore` on DynamoDB."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def due(self, before: datetime) -> Iterator[str]:
        for item in self._table.whole_queue(keys.REMINDERS, upto=f"{keys.stamp(before)}#~"):  # with that very moment
            yield str(item["pk"]).removeprefix("PATIENT#")

    def look(self, patient_id: str) -> Due | None:
        wanted = (
            keys.reminder(patient_id),
            keys.course(patient_id),
            keys.consent(patient_id),
            keys.profile(patient_id),
            keys.erasing(patient_id),
        )
        found = self._table.get_many(wanted)
        reminder, course, consent, profile, erasing = (found.get(key) for key in wanted)
        if reminder is None:
            return None
        return Due(
            reminder=Reminder.model_validate({**json.loads(reminder["body"]), "version": int(reminder["version"])}),
            course=Course.model_validate_json(course["body"]) if course else None,
            consent=ConsentRecord.model_validate_json(consent["body"]).consent.reminders if consent else False,
            email=Profile.model_validate_json(profile["body"]).email if profile else "",
            erasing=erasing is not None,
        )

    def mark(self, reminder: Reminder) -> None:
        self._table.write(write_document(reminder.patient_id, "REMINDER", reminder.model_dump(mode="json")))
