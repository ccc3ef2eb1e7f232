"""Lines of a practice are fitted ahead of time, as passages are. All data is invented."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.usecases.adaptation import prepare
from chalicelib.usecases.adaptation_review import edit
from chalicelib.usecases.errors import Invalid
from chalicelib.usecases.practice import open_practice
from tests.adaptation_samples import ScriptedModel, adaptations, ledger, patient_with_work_to_do

AUTHOR = "Let your shoulders be soft. After a long day they creep up to the ears. Let them sink."
FITTED = (
    "Let your shoulders be soft. After a long day at the desk they creep up to the ears, all tired. Let them sink low."
)
OTHER = "Let your shoulders be soft. After a day in the noisy kitchen they creep up to the ears, stiff. Let them sink."


def lines(world: Any) -> tuple[list[str], tuple[str, ...]]:
    offer = open_practice(world.deps, world.caller("p1"), "breathing")
    return [cue.say for cue in offer.score.cues], offer.adapted


def prepared(world: Any, mode: str = "live", text: str = FITTED) -> Any:
    here = adaptations(world, ScriptedModel([text]), mode)
    prepare(world.deps, here, patient_with_work_to_do(world, plan={}))
    return here


def test_a_fitted_line_is_said_in_place_of_the_authors(world: Any) -> None:
    prepared(world)
    said, adapted = lines(world)
    assert (FITTED in said, AUTHOR in said, adapted) == (True, False, ("soft",))
    (one,) = ledger(world)
    assert (one.step_id, one.passage_id, one.author_text) == ("practice.breathing", "soft", AUTHOR)


def test_a_line_that_speaks_of_closed_eyes_is_never_said(world: Any) -> None:
    prepared(world, text=FITTED.replace("all tired", "with your eyes closed"))
    assert [one.status for one in ledger(world)] == ["accepted"]
    assert AUTHOR in lines(world)[0]


def test_a_line_that_lost_its_kept_words_is_refused(world: Any) -> None:
    prepared(world, text=FITTED.replace("shoulders", "hands"))
    assert AUTHOR in lines(world)[0]
    assert {one.status for one in ledger(world)} == {"refused"}


def test_a_therapist_decides_about_a_line_first_where_the_mode_says_so(world: Any) -> None:
    world = world.with_mode("approve")
    here = prepared(world, "approve")
    assert AUTHOR in lines(world)[0]
    (one,) = ledger(world)
    therapist = world.caller("therapist-1", "therapist")
    with pytest.raises(Invalid):
        edit(world.deps, here, therapist, one.id, "You should see a doctor.")
    edit(world.deps, here, therapist, one.id, OTHER)
    assert OTHER in lines(world)[0]
