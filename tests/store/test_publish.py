"""Publishing and rolling back, on a fake that can die and on a table as DynamoDB has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from chalicelib.authoring.publish import PublishError, all_parts, plan, publish, rollback, served_before
from chalicelib.domain.content import Module, Passage, Step, version_of
from chalicelib.domain.programme import Programme, Release, release_of
from chalicelib.store.content import Act, ContentMissing, Contents, Pointer
from chalicelib.store.table import Table
from chalicelib.usecases.errors import StaleVersion

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def programme(*texts: str) -> Programme:
    """An invented programme with one step for each text."""
    steps = tuple(
        Step(id=f"step-{n}", kind="reading", title="A page", minutes=3, passages=(Passage(id="intro", text=text),))
        for n, text in enumerate(texts)
    )
    module = Module(id="start", title="Start", summary="The first part.", steps=steps)
    return Programme(id="invented", title="Invented", modules=(module,))


def version(texts: Programme) -> str:
    return version_of(release_of(texts))


class Died(Exception):
    pass


class Memory:
    """A store that stops for good before its n-th write."""

    def __init__(self, writes_left: int = 10**6) -> None:
        self.parts: dict[str, tuple[str, str]] = {}
        self.pointer: Pointer | None = None
        self.writes_left = writes_left
        self.writes = 0

    def _spend(self) -> None:
        if self.writes_left == 0:
            raise Died
        self.writes_left -= 1
        self.writes += 1

    def current(self, programme_id: str) -> Pointer | None:
        return self.pointer

    def release(self, release: str) -> Release:
        if release not in self.parts:
            raise ContentMissing("not there")
        return Release.model_validate_json(self.parts[release][1])

    def present(self, versions: Any) -> set[str]:
        return {v for v in versions if v in self.parts}

    def put_part(self, part: str, kind: str, body: str) -> bool:
        self._spend()
        self.parts[part] = (kind, body)
        return True

    def move(self, pointer: Pointer) -> Pointer:
        self._spend()
        if (self.pointer.version if self.pointer else 0) != pointer.version:
            raise StaleVersion(0)
        self.pointer = pointer.model_copy(update={"version": pointer.version + 1})
        return self.pointer

    def served_whole(self) -> str | None:
        """The served release, after every part that it points to was found."""
        if self.pointer is None:
            return None
        release = self.release(self.pointer.release)
        assert {s.version for m in release.modules for s in m.steps} <= self.parts.keys()
        return self.pointer.release


OLD, NEW = programme("one", "two", "three"), programme("one", "2", "3", "4")


@pytest.mark.parametrize("writes", range(6))
def test_a_publish_that_dies_before_any_write_leaves_the_old_release_served_and_can_be_run_again(writes: int) -> None:
    store = Memory()
    publish(OLD, store, at=AT, by="author")
    needed = sum(part not in store.parts for part, _, _ in all_parts(NEW)) + 1
    assert needed == 5
    store.writes_left = writes
    if writes < needed:
        with pytest.raises(Died):
            publish(NEW, store, at=AT, by="author")
        assert store.served_whole() == version(OLD)
        store.writes_left = needed
        assert publish(NEW, store, at=AT, by="author").written == max(0, needed - 1 - writes)
    else:
        publish(NEW, store, at=AT, by="author")
    assert store.served_whole() == version(NEW)


def test_a_first_publish_that_dies_serves_nothing_rather_than_a_part() -> None:
    for writes in range(len(all_parts(OLD)) + 1):
        store = Memory(writes_left=writes)
        with pytest.raises(Died):
            publish(OLD, store, at=AT, by="author")
        assert store.served_whole() is None


texts = st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20), min_size=1, max_size=5)


@given(st.lists(texts, min_size=1, max_size=5))
def test_writes_are_the_new_parts_and_the_same_content_again_writes_nothing(editions: list[list[str]]) -> None:
    store = Memory()
    for edition in editions:
        content, before = programme(*edition), set(store.parts)
        expected = {part for part, _, _ in all_parts(content)} - before
        foreseen = plan(content, store)
        done = publish(content, store, at=AT, by="author")
        assert done == foreseen
        assert done.written == len(expected)
        writes = store.writes
        again = publish(content, store, at=AT, by="author")
        assert (again.written, again.moved, store.writes) == (0, False, writes)
        assert store.served_whole() == done.release_version == version(content)


@given(st.lists(st.sampled_from("ABC"), min_size=2, max_size=8))
def test_rolling_back_goes_through_the_releases_in_the_order_they_were_served(order: list[str]) -> None:
    store = Memory()
    served: list[str] = []
    for text in order:
        publish(programme(text), store, at=AT, by="author")
        served = [*(s for s in served if s != version(programme(text))), version(programme(text))]
    for expected in reversed(served[:-1]):
        assert rollback("invented", store, at=AT, by="author") == expected == store.served_whole()
    with pytest.raises(PublishError, match="no earlier release"):
        rollback("invented", store, at=AT, by="author")


def test_a_release_that_was_rolled_back_can_be_served_again_by_its_version() -> None:
    store = Memory()
    for edition in (OLD, NEW):
        publish(edition, store, at=AT, by="author")
    rollback("invented", store, at=AT, by="author")
    assert rollback("invented", store, at=AT, by="author", to=version(NEW)[:10]) == store.served_whole() == version(NEW)
    for wrong in (version(NEW), "", "zzz"):
        with pytest.raises(PublishError):
            rollback("invented", store, at=AT, by="author", to=wrong)


def test_nothing_published_means_nothing_to_roll_back() -> None:
    with pytest.raises(PublishError, match="Nothing has been published"):
        rollback("invented", Memory(), at=AT, by="author")


@pytest.mark.parametrize("lost", ["the release", "a step"])
def test_rollback_refuses_a_release_whose_parts_are_missing(lost: str) -> None:
    store = Memory()
    for edition in (OLD, NEW):
        publish(edition, store, at=AT, by="author")
    del store.parts[version(OLD) if lost == "the release" else version_of(OLD.modules[0].steps[1])]
    with pytest.raises(PublishError):
        rollback("invented", store, at=AT, by="author")
    assert store.served_whole() == version(NEW)


def test_the_history_says_who_served_what_and_when() -> None:
    store = Memory()
    for edition in (OLD, NEW):
        publish(edition, store, at=AT, by="Noor")
    rollback("invented", store, at=AT, by="Tove")
    assert store.pointer is not None
    acts = [(a.act, a.by, a.release) for a in store.pointer.history]
    assert acts == [
        ("publish", "Noor", version(OLD)),
        ("publish", "Noor", version(NEW)),
        ("rollback", "Tove", version(OLD)),
    ]
    assert served_before(store.pointer.history) == []
    assert served_before([Act(release=r, at=AT, by="x", act="publish") for r in "AB"]) == ["A"]


# --- on the table ----------------------------------------------------------------------------------


@pytest.fixture
def table(session: boto3.Session) -> Iterator[Table]:
    with mock_aws():
        client = session.client("dynamodb")
        names = ("pk", "HASH"), ("sk", "RANGE")
        client.create_table(
            TableName="content",
            KeySchema=[{"AttributeName": n, "KeyType": t} for n, t in names],
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n, _ in names],
            BillingMode="PAY_PER_REQUEST",
        )
        yield Table(client, "content")


def test_what_was_published_is_read_back_as_it_was_written(table: Table) -> None:
    written = publish(NEW, Contents(table), at=AT, by="author")
    store = Contents(table)
    release = store.release(str(store.current_release("invented")))
    assert version_of(release) == written.release_version
    assert [store.step(s.version) for m in release.modules for s in m.steps] == list(NEW.modules[0].steps)


def test_the_table_moves_on_and_back_and_a_second_publish_writes_nothing(table: Table) -> None:
    store = Contents(table)
    assert publish(OLD, store, at=AT, by="author").written == 4
    assert publish(NEW, store, at=AT, by="author").unchanged == 1
    pointer = store.current("invented")
    assert publish(NEW, store, at=AT, by="author").written == 0
    assert store.current("invented") == pointer
    assert rollback("invented", store, at=AT, by="author") == version(OLD) == store.current_release("invented")


def test_of_two_publishes_at_once_one_wins_and_the_other_is_told(table: Table) -> None:
    class OvertakenOnce(Contents):
        overtaken = False

        def move(self, pointer: Pointer) -> Pointer:
            if not self.overtaken:
                self.overtaken = True
                publish(OLD, Contents(table), at=AT, by="the other author")
            return super().move(pointer)

    with pytest.raises(PublishError, match="at the same time"):
        publish(NEW, OvertakenOnce(table), at=AT, by="author")
    store = Contents(table)
    assert store.current_release("invented") == version(OLD)
    assert publish(NEW, store, at=AT, by="author").written == 0
    assert store.current_release("invented") == version(NEW)


def test_a_part_is_never_overwritten(table: Table) -> None:
    store = Contents(table)
    part, kind, body = all_parts(OLD)[0]
    assert store.put_part(part, kind, body) is True
    assert store.put_part(part, kind, "other words") is False
    assert store.step(part) == OLD.modules[0].steps[0]


def test_damaged_or_missing_parts_are_not_served(table: Table) -> None:
    store = Contents(table)
    part, kind, body = all_parts(OLD)[0]
    store.put_part(part, kind, body.replace("one", "another"))
    with pytest.raises(ContentMissing, match="damaged"):
        store.step(part)
    with pytest.raises(ContentMissing, match="No measure"):
        store.measure(part)
    with pytest.raises(ContentMissing, match="No release"):
        store.release("0" * 64)


def test_a_warm_process_reads_a_part_once(table: Table) -> None:
    class Counting(Table):
        reads = 0

        def get(self, key: Any) -> Any:
            Counting.reads += 1
            return super().get(key)

    publish(OLD, Contents(table), at=AT, by="author")
    store = Contents(Counting(table._client, "content"))
    for _ in range(3):
        store.release(version(OLD))
    assert Counting.reads == 1
