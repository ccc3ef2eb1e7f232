"""Therapists' routes to what a model wrote. All people and texts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.api import http
from chalicelib.usecases.adaptation import prepare
from tests.adaptation_samples import ALSO_GOOD, GOOD, ScriptedModel, adaptations, ledger, patient_with_work_to_do


@pytest.fixture
def waiting(api: Any, world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    here = adaptations(world, ScriptedModel(), "approve")
    monkeypatch.setattr(http, "_adaptations", [lambda: here])
    prepare(world.deps, here, patient_with_work_to_do(world))
    return ledger(world)[0]


def test_the_list_shows_both_texts_the_checks_the_model_and_the_prompt(api: Any, waiting: Any) -> None:
    answer = api.as_("therapist-1", "therapist").get("/v1/patients/p1/adaptations")
    assert answer.status_code == 200
    (one,) = answer.json_body["adaptations"]
    assert one["text"] == GOOD
    assert one["author_text"].startswith("Rest can help")
    assert (one["model"], one["prompt_version"], one["status"]) == ("scripted-1", "p1", "awaiting")
    assert all(check["passed"] for check in one["checks"])


def test_what_waits_is_listed_until_it_is_approved(api: Any, waiting: Any) -> None:
    therapist = api.as_("therapist-1", "therapist")
    assert [a["id"] for a in therapist.get("/v1/adaptations").json_body["adaptations"]] == [waiting.id]
    assert therapist.post(f"/v1/adaptations/{waiting.id}/approve").json_body["status"] == "approved"
    assert therapist.get("/v1/adaptations").json_body["adaptations"] == []
    assert therapist.post(f"/v1/adaptations/{waiting.id}/reject").status_code == 409


def test_an_edit_is_checked_and_shown(api: Any, waiting: Any) -> None:
    therapist = api.as_("therapist-1", "therapist")
    refused = therapist.post(f"/v1/adaptations/{waiting.id}/edit", {"text": GOOD + " You should see a doctor."})
    assert refused.status_code == 422
    assert refused.json_body["errors"][0]["field"] == "text"
    edited = therapist.post(f"/v1/adaptations/{waiting.id}/edit", {"text": ALSO_GOOD})
    assert (edited.json_body["status"], edited.json_body["text"]) == ("edited", ALSO_GOOD)


def test_a_rejection_leaves_the_authors_text(api: Any, waiting: Any) -> None:
    answer = api.as_("therapist-1", "therapist").post(f"/v1/adaptations/{waiting.id}/reject")
    assert answer.json_body["status"] == "rejected"


@pytest.mark.parametrize(
    ("sub", "group", "status"),
    [("therapist-2", "therapist", 404), ("p1", "patient", 403), ("author-1", "author", 403), (None, "", 401)],
)
def test_nobody_else_reads_or_decides(api: Any, waiting: Any, sub: str | None, group: str, status: int) -> None:
    caller = api.as_(sub, group) if sub else api
    assert caller.get("/v1/patients/p1/adaptations").status_code == status
    for act in ("approve", "reject"):
        assert caller.post(f"/v1/adaptations/{waiting.id}/{act}").status_code == status
    assert caller.post(f"/v1/adaptations/{waiting.id}/edit", {"text": ALSO_GOOD}).status_code == status
