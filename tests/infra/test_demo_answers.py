"""What the invented people write fits the worksheets of the programme as it is now."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.authoring.reader import read_programme
from chalicelib.domain.answers import check_step
from chalicelib.domain.content import Step
from infra.demo_answers import ANSWERS, answers_to, least_answers
from infra.demo_histories import PASTS
from infra.demo_people import PEOPLE
from infra.toolchain import ROOT

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def steps() -> dict[str, Step]:
    programme, faults = read_programme(ROOT / "modules")
    assert programme is not None, faults
    return {step.id: step for module in programme.modules for step in module.steps}


def test_the_least_that_every_worksheet_asks_for_can_be_completed(steps: dict[str, Step]) -> None:
    refused = {
        step.id: found.problems
        for step in steps.values()
        if (found := check_step(step, least_answers(step.fields, TODAY), TODAY)).problems
    }
    assert refused == {}


def test_every_invented_answer_is_still_asked_for(steps: dict[str, Step]) -> None:
    for step_id, written in ANSWERS.items():
        sent = answers_to(step_id, steps[step_id].fields, TODAY)
        assert written.items() <= sent.items(), f"{step_id} no longer asks for all of it"
        assert not check_step(steps[step_id], sent, TODAY).problems, step_id


def test_an_answer_to_what_is_no_longer_asked_is_left_out(steps: dict[str, Step]) -> None:
    """An author may change a worksheet and run the stack at once."""
    fields = [field for field in steps["gs-my-cycle"].fields if field.id != "body"]
    assert "body" not in answers_to("gs-my-cycle", fields, TODAY)


def test_every_demo_patient_has_a_past() -> None:
    assert {person.story for person in PEOPLE if person.role == "patient"} == set(PASTS)
