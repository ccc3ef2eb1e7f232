"""A therapist decides on what the model wrote. All people and texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.domain.adaptation import Adaptation
from chalicelib.usecases import adaptation_review as review
from chalicelib.usecases.adaptation import prepare
from chalicelib.usecases.adaptation_ports import AdaptationDeps, ModelBroken
from chalicelib.usecases.errors import Conflict, Forbidden, Invalid, NotFound
from chalicelib.usecases.ports import Caller
from tests.adaptation_samples import (
    ALSO_GOOD,
    GOOD,
    ScriptedModel,
    adaptations,
    change_course,
    fitted_text,
    ledger,
    on_screen,
    patient_with_work_to_do,
)

THERAPIST = Caller("therapist-1", frozenset({"therapist"}))
COLLEAGUE = Caller("therapist-2", frozenset({"therapist"}))


@pytest.fixture
def here(world: Any) -> AdaptationDeps:
    return adaptations(world, ScriptedModel(), "approve")


@pytest.fixture
def waiting(world: Any, here: AdaptationDeps) -> Adaptation:
    """A passage that passed every check and waits for its therapist."""
    prepare(world.deps, here, patient_with_work_to_do(world))
    return ledger(world)[0]


def test_in_mode_approve_a_good_text_waits_and_is_not_shown(
    world: Any, here: AdaptationDeps, waiting: Adaptation
) -> None:
    assert waiting.status == "awaiting"
    assert fitted_text(world) is None
    assert on_screen(world, mode="approve").source == "author"
    assert [a.id for a in review.list_awaiting(world.deps, here, THERAPIST).adaptations] == [waiting.id]


def test_an_approved_text_is_shown_and_waits_no_more(world: Any, here: AdaptationDeps, waiting: Adaptation) -> None:
    decided = review.approve(world.deps, here, THERAPIST, waiting.id)
    assert (decided.status, decided.decided_by) == ("approved", THERAPIST.sub)
    assert on_screen(world, mode="approve").text == GOOD
    assert review.list_awaiting(world.deps, here, THERAPIST).adaptations == []
    assert ledger(world)[0] == decided


def test_a_rejected_text_leaves_the_authors(world: Any, here: AdaptationDeps, waiting: Adaptation) -> None:
    assert review.reject(world.deps, here, THERAPIST, waiting.id).status == "rejected"
    assert on_screen(world, mode="approve").source == "author"
    prepare(world.deps, here, patient_entry(world))
    assert len(ledger(world)) == 1


def patient_entry(world: Any) -> Any:
    from chalicelib.usecases.ports import OutboxEntry

    return OutboxEntry(id="outbox-again", kind="prepare", patient_id="p1", at=world.clock())


def test_an_edited_text_is_shown_and_the_models_stays_in_the_ledger(
    world: Any, here: AdaptationDeps, waiting: Adaptation
) -> None:
    decided = review.edit(world.deps, here, THERAPIST, waiting.id, f"  {ALSO_GOOD}\n")
    assert (decided.status, decided.text, decided.model_text) == ("edited", ALSO_GOOD, GOOD)
    assert on_screen(world, mode="approve").text == ALSO_GOOD


def test_an_edit_passes_the_checks_too_or_changes_nothing(
    world: Any, here: AdaptationDeps, waiting: Adaptation
) -> None:
    with pytest.raises(Invalid) as refused:
        review.edit(world.deps, here, THERAPIST, waiting.id, GOOD + " You should see a doctor.")
    assert refused.value.problems[0][0] == "text"
    assert "no-advice" in refused.value.problems[0][1]
    assert ledger(world)[0] == waiting


ACTS: list[Callable[..., Any]] = [
    lambda d, h, c, a: review.approve(d, h, c, a),
    lambda d, h, c, a: review.reject(d, h, c, a),
    lambda d, h, c, a: review.edit(d, h, c, a, ALSO_GOOD),
]


@pytest.mark.parametrize("act", ACTS, ids=["approve", "reject", "edit"])
def test_only_the_patients_own_therapist_decides(
    world: Any, here: AdaptationDeps, waiting: Adaptation, act: Callable[..., Any]
) -> None:
    with pytest.raises(NotFound):
        act(world.deps, here, COLLEAGUE, waiting.id)
    with pytest.raises(Forbidden):
        act(world.deps, here, Caller("p1", frozenset({"patient"})), waiting.id)
    for unknown in ("nobody", "", "../x"):
        with pytest.raises(NotFound):
            act(world.deps, here, THERAPIST, unknown)
    assert ledger(world)[0] == waiting


@pytest.mark.parametrize("act", ACTS, ids=["approve", "reject", "edit"])
def test_the_same_decision_sent_twice_is_written_once(
    world: Any, here: AdaptationDeps, waiting: Adaptation, act: Callable[..., Any]
) -> None:
    first = act(world.deps, here, THERAPIST, waiting.id)
    entries, _ = world.deps.courses.entries("p1")
    again = act(world.deps, here, THERAPIST, waiting.id)
    assert (again.status, again.text, again.version) == (first.status, first.text, first.version)
    assert len(world.deps.courses.entries("p1")[0]) == len(entries)


def test_a_decision_is_not_turned_round(world: Any, here: AdaptationDeps, waiting: Adaptation) -> None:
    review.reject(world.deps, here, THERAPIST, waiting.id)
    with pytest.raises(Conflict):
        review.approve(world.deps, here, THERAPIST, waiting.id)
    with pytest.raises(Conflict):
        review.edit(world.deps, here, THERAPIST, waiting.id, ALSO_GOOD)
    assert on_screen(world, mode="approve").source == "author"


def test_a_refused_text_cannot_be_approved(world: Any, here: AdaptationDeps) -> None:
    refusing = adaptations(world, ScriptedModel([GOOD + " You should try harder."]), "approve")
    prepare(world.deps, refusing, patient_with_work_to_do(world))
    for attempt in ledger(world):
        with pytest.raises(Conflict):
            review.approve(world.deps, here, THERAPIST, attempt.id)
    assert fitted_text(world) is None


def test_a_patient_who_moved_to_a_colleague_is_no_longer_ones_own(
    world: Any, here: AdaptationDeps, waiting: Adaptation
) -> None:
    change_course(world, therapist_id=COLLEAGUE.sub)
    with pytest.raises(NotFound):
        review.approve(world.deps, here, THERAPIST, waiting.id)
    assert review.approve(world.deps, here, COLLEAGUE, waiting.id).status == "approved"


def test_a_text_that_nobody_approved_is_hidden_when_a_deployment_turns_to_approval(world: Any) -> None:
    prepare(world.deps, adaptations(world, ScriptedModel()), patient_with_work_to_do(world))
    assert on_screen(world, mode="live").source == "adapted"
    assert on_screen(world, mode="approve").source == "author"


def test_a_therapist_sees_every_attempt_newest_first_a_page_at_a_time(world: Any) -> None:
    answers = [ModelBroken("not JSON"), GOOD]
    live = adaptations(world, ScriptedModel(answers))
    prepare(world.deps, live, patient_with_work_to_do(world))
    pages, cursor = [], None
    while True:
        page = review.list_adaptations(world.deps, live, THERAPIST, "p1", limit=1, cursor=cursor)
        pages += page.adaptations
        cursor = page.cursor
        if cursor is None:
            break
    assert sorted(a.status for a in pages) == ["accepted", "failed"]
    assert {a.author_text for a in pages} == {ledger(world)[0].author_text}


def test_the_list_of_another_therapists_patient_is_not_found(
    world: Any, here: AdaptationDeps, waiting: Adaptation
) -> None:
    with pytest.raises(NotFound):
        review.list_adaptations(world.deps, here, COLLEAGUE, "p1")
    with pytest.raises(Forbidden):
        review.list_adaptations(world.deps, here, Caller("p1", frozenset({"patient"})), "p1")
    assert review.list_awaiting(world.deps, here, COLLEAGUE).adaptations == []


def test_a_decision_is_on_the_timeline_without_the_text(world: Any, here: AdaptationDeps, waiting: Adaptation) -> None:
    review.approve(world.deps, here, THERAPIST, waiting.id)
    entries, _ = world.deps.courses.entries("p1")
    decision = [e for e in entries if e.kind == "adaptation" and e.data.get("action")]
    assert [(e.data["action"], e.data["by"]) for e in decision] == [("approve", THERAPIST.sub)]
    assert "sofa" not in repr([e.data for e in entries])
