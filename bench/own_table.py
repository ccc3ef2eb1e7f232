"""Tables of the benchmarks' own on the local AWS, filled from the app's models and dropped at the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.authoring.publish import publish
from chalicelib.authoring.reader import read_programme
from chalicelib.domain.course import Course, ScoreReading, StepProgress
from chalicelib.domain.programme import Programme
from chalicelib.domain.review import LEVEL_ORDER, Flag
from chalicelib.store import keys
from chalicelib.store.content import Contents
from chalicelib.store.course import write_course, write_entry, write_flag
from chalicelib.store.table import Table, Write, put_if_version
from chalicelib.usecases.ports import Entry, Profile
from infra.toolchain import ROOT

NOW = datetime.now(UTC)
#: What DynamoDB takes in one batch.
BATCH = 25
ENTRIES_EACH = 3


@contextmanager
def own_table(dynamodb: Any, name: str) -> Iterator[Table]:
    """A table shaped as the stack's, with the programme published in it."""
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": a, "AttributeType": "S"} for a in ("pk", "sk", "qk", "qs")],
        GlobalSecondaryIndexes=[
            {
                "IndexName": keys.INDEX,
                "KeySchema": [{"AttributeName": "qk", "KeyType": "HASH"}, {"AttributeName": "qs", "KeyType": "RANGE"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    try:
        table = Table(dynamodb, name)
        publish(programme(), Contents(table))
        yield table
    finally:
        dynamodb.delete_table(TableName=name)


def load(dynamodb: Any, table: Table, writes: Iterable[Write]) -> int:
    """Write items in batches; how many. Only for invented data in a table of our own: nothing is checked."""
    count = 0
    items = iter(writes)
    while batch := list(itertools.islice(items, BATCH)):
        requests = [{"PutRequest": {"Item": write.request["Put"]["Item"]}} for write in batch]
        while requests:
            answer = dynamodb.batch_write_item(RequestItems={table.name: requests})
            requests = answer.get("UnprocessedItems", {}).get(table.name, [])
        count += len(batch)
    return count


def crowd(release: str, therapist: str, size: int) -> Iterator[Write]:
    """Invented patients in the middle of the programme: course, profile and a few entries each."""
    for number in range(size):
        sub = f"bench-{number:06d}"
        seen = NOW - timedelta(minutes=number % 10_000)
        steps = {f"gs-step-{n}": StepProgress(revision=1, completed_at=seen, entry=f"T#{n}") for n in range(8)}
        reading = ScoreReading(at=seen, total=9, items={"9": 0})
        course = Course(
            patient_id=sub,
            therapist_id=therapist,
            programme_id="finding-your-footing",
            release=release,
            enrolled_at=NOW - timedelta(days=30),
            last_seen_at=seen,
            country="IE",
            steps=steps,
            scores={"phq-9": [reading] * 4, "gad-7": [reading] * 4},
        )
        profile = Profile(patient_id=sub, therapist_id=therapist, name=f"Invented {number}", email=f"{sub}@example.org")
        yield write_course(course)
        place = keys.in_caseload(therapist, profile.name, sub)
        yield put_if_version(keys.profile(sub), {"body": profile.model_dump_json()}, None, place)
        for n in range(ENTRIES_EACH):
            data = {"step_id": f"gs-step-{n}", "content_version": release, "answers": {"field": "invented words " * 10}}
            yield write_entry(Entry(id=f"{sub}-{n}", patient_id=sub, at=seen, kind="answer", data=data))


def open_flags(therapist: str, count: int, patients: int) -> Iterator[Write]:
    """Open flags of every level, spread over the invented patients."""
    levels = list(LEVEL_ORDER)
    for number in range(count):
        yield write_flag(
            Flag(
                id=f"flag-{therapist}-{number:06d}",
                patient_id=f"bench-{number % patients:06d}",
                therapist_id=therapist,
                rule="R8",
                rule_version="1",
                level=levels[number % len(levels)],
                reason="An invented reason.",
                inputs={"total": 12},
                about=f"R8:{number}",
                raised_at=NOW,
                due_at=NOW + timedelta(minutes=number),
            )
        )


def programme() -> Programme:
    """The project's own programme."""
    found, faults = read_programme(ROOT / "modules")
    if found is None:
        raise ValueError(f"modules/ has {len(faults)} faults: run `stillpath lint`")
    return found
