"""The ledger of adaptations on a table as DynamoDB has it. Everything in it is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.adaptation import Adaptation, Check, adaptation_id
from chalicelib.store import keys
from chalicelib.store.adaptation import Adaptations
from chalicelib.store.course import Courses
from chalicelib.usecases.errors import StaleVersion
from chalicelib.usecases.ports import Entry, Fitted, FittedPassage

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def attempt(name: str = "a1", minutes: int = 0, **changes: Any) -> Adaptation:
    made = Adaptation(
        id=name,
        patient_id="p1",
        therapist_id="t1",
        step_id="s1",
        passage_id="fit",
        step_version="v1",
        passage_version="w1",
        prompt_version="1",
        model="m",
        checks_version="1",
        checks=[Check(name="length", passed=True)],
        text="An invented fit, with emoji 🌿 and שלום.",
        author_text="An invented passage.",
        tokens_in=100,
        tokens_out=20,
        status="awaiting",
        attempt=1,
        at=NOON + timedelta(minutes=minutes),
    )
    return made.model_copy(update=changes)


def entry(adaptation: Adaptation, name: str = "", **data: Any) -> Entry:
    told = {"adaptation_id": adaptation.id, "tokens": 120, **data}
    return Entry(id=name or adaptation.id, patient_id="p1", at=adaptation.at, kind="adaptation", data=told)


def shown(adaptation: Adaptation, version: int = 0) -> Fitted:
    passage = FittedPassage(
        passage_id="fit", text=adaptation.text, adaptation_id=adaptation.id, step_version=adaptation.step_version
    )
    return Fitted(step_id="s1", passages={"fit": passage}, version=version)


@pytest.fixture
def store(table: Any) -> Adaptations:
    return Adaptations(table)


def test_an_attempt_comes_back_as_it_was_written(store: Adaptations) -> None:
    store.record(attempt(), entry(attempt()))
    assert store.get("a1") == attempt(version=1)
    assert store.many(["a1", "nobody"]) == {"a1": attempt(version=1)}
    assert store.get("nobody") is None


def test_an_attempt_is_written_once_and_the_first_one_stands(store: Adaptations, table: Any) -> None:
    store.record(attempt(), entry(attempt()), shown(attempt()))
    second = attempt(text="Another invented fit.", minutes=1)
    assert store.record(second, entry(second), shown(second, version=1)).text == attempt().text
    assert store.fitted("p1", ["s1"])["s1"].passages["fit"].text == attempt().text
    assert len(Courses(table).entries("p1")[0]) == 1


def test_when_the_fitted_passages_changed_meanwhile_nothing_is_written(store: Adaptations, table: Any) -> None:
    store.record(attempt(), entry(attempt()), shown(attempt()))
    second = attempt("a2", 1)
    with pytest.raises(StaleVersion):
        store.record(second, entry(second), shown(second, version=0))
    assert store.get("a2") is None
    assert len(Courses(table).entries("p1")[0]) == 1


def test_what_waits_is_listed_oldest_first_and_leaves_the_list_when_decided(store: Adaptations) -> None:
    for name, minutes in (("late", 5), ("early", 1), ("refused", 3)):
        one = attempt(name, minutes, status="refused" if name == "refused" else "awaiting")
        store.record(one, entry(one))
    assert [a.id for a in store.awaiting("t1")[0]] == ["early", "late"]
    first, place = store.awaiting("t1", limit=1)
    assert [a.id for a in store.awaiting("t1", after=place)[0]] == ["late"]
    decided = first[0].model_copy(update={"status": "approved"})
    store.decide(decided, entry(decided, "d1", action="approve"), shown(decided))
    assert [a.id for a in store.awaiting("t1")[0]] == ["late"]
    assert store.awaiting("t2") == ([], None)


def test_of_two_decisions_on_the_same_version_one_wins(store: Adaptations) -> None:
    store.record(attempt(), entry(attempt()))
    seen = store.get("a1")
    assert seen is not None
    store.decide(seen.model_copy(update={"status": "rejected"}), entry(seen, "d1", action="reject"), None)
    with pytest.raises(StaleVersion):
        store.decide(seen.model_copy(update={"status": "approved"}), entry(seen, "d2", action="approve"), shown(seen))
    assert store.fitted("p1", ["s1"]) == {}


def test_tokens_are_summed_over_a_day_of_one_patient(store: Adaptations, table: Any) -> None:
    for n in range(120):
        one = attempt(f"a{n}", n)
        store.record(one, entry(one))
    assert store.tokens_since("p1", NOON - timedelta(days=1)) == 120 * 120
    assert store.tokens_since("p1", NOON + timedelta(minutes=110)) == 10 * 120
    assert store.tokens_since("p2", NOON - timedelta(days=1)) == 0


def test_no_key_holds_what_was_written(store: Adaptations, table: Any) -> None:
    store.record(attempt(), entry(attempt()), shown(attempt()))
    for key in (keys.adaptation("a1"), keys.fitted("p1", "s1")):
        assert "invented" not in repr(key)


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5), st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_different_parts_never_share_an_id(one: list[str], other: list[str]) -> None:
    clean = [[p.replace("\x1f", "") for p in parts] for parts in (one, other)]
    assert (adaptation_id(*clean[0]) == adaptation_id(*clean[1])) == (clean[0] == clean[1])
    assert len(adaptation_id(*clean[0])) == 32
