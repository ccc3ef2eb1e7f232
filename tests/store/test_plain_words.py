"""Plain words: a lower school grade is asked for and checked, and where nothing fits the author's text is shown.

All people and texts are invented.
"""

from __future__ import annotations

import pytest

from chalicelib.domain.preferences import PLAIN_GRADE, Preferences
from chalicelib.reading_level import grade
from chalicelib.usecases import adaptation_review as review
from chalicelib.usecases.adaptation import prepare
from chalicelib.usecases.ports import Caller, OutboxEntry
from chalicelib.usecases.preferences import Wanted, save_settings
from tests.adaptation_samples import (
    ALSO_GOOD,
    GOOD,
    PASSAGE,
    ScriptedModel,
    adaptations,
    ledger,
    on_screen,
    patient_with_work_to_do,
)
from tests.conftest import World

#: The same as GOOD, but a sentence of it is longer than plain words allow.
LESS_PLAIN = GOOD.replace(
    "Rest on the sofa can help for an hour. After days of rest in a quiet flat, the mood often drops. ",
    "Resting on the sofa can help for an hour, but after several days of rest in a quiet flat in the evening, "
    "the mood often drops. ",
)
PLAIN = Preferences(reading_level="plain")


def again(world: World, number: int) -> OutboxEntry:
    return OutboxEntry(id=f"again-{number}", kind="prepare", patient_id="p1", at=world.clock())


def test_the_samples_are_as_plain_as_they_say() -> None:
    assert grade(GOOD) <= PLAIN_GRADE < grade(LESS_PLAIN) <= 8


def test_a_lower_grade_is_asked_for_and_a_plain_text_is_shown(world: World) -> None:
    model = ScriptedModel([GOOD])
    prepare(world.deps, adaptations(world, model), patient_with_work_to_do(world, preferences=PLAIN))
    assert [sent.reading_grade for sent, _failed in model.asked] == [PLAIN_GRADE]
    assert on_screen(world).text == GOOD


def test_a_text_that_is_not_plain_enough_is_refused_and_the_authors_is_shown(world: World) -> None:
    model = ScriptedModel([LESS_PLAIN])
    prepare(world.deps, adaptations(world, model), patient_with_work_to_do(world, preferences=PLAIN))
    assert model.asked[1][1] == ("reading-grade",)
    assert {check.name for one in ledger(world) for check in one.failed_checks} == {"reading-grade"}
    assert on_screen(world).source == "author"


def test_the_same_text_is_good_enough_for_somebody_who_did_not_ask(world: World) -> None:
    model = ScriptedModel([LESS_PLAIN])
    prepare(world.deps, adaptations(world, model), patient_with_work_to_do(world))
    assert model.asked[0][0].reading_grade == 8
    assert on_screen(world).text == LESS_PLAIN


def test_whoever_changes_to_plain_words_reads_the_author_until_something_plain_is_ready(world: World) -> None:
    here = adaptations(world, ScriptedModel([LESS_PLAIN, GOOD]))
    prepare(world.deps, here, patient_with_work_to_do(world))
    saved = save_settings(world.deps, world.caller("p1"), Wanted(reading_level="plain"), 0)
    assert saved.course.preferences.reading_level == "plain"
    assert on_screen(world).source == "author"
    assert world.queue.sent, "the change has the passages fitted anew"
    prepare(world.deps, here, again(world, 1))
    assert on_screen(world).text == GOOD


def test_changing_back_shows_at_once_what_was_there_and_asks_no_model(world: World) -> None:
    model = ScriptedModel([LESS_PLAIN, GOOD])
    here = adaptations(world, model)
    prepare(world.deps, here, patient_with_work_to_do(world))
    save_settings(world.deps, world.caller("p1"), Wanted(reading_level="plain"), 0)
    prepare(world.deps, here, again(world, 1))
    save_settings(world.deps, world.caller("p1"), Wanted(reading_level="standard"), 1)
    prepare(world.deps, here, again(world, 2))
    assert on_screen(world).text == LESS_PLAIN
    assert len(model.asked) == 2


def test_without_consent_plain_words_send_nothing(world: World) -> None:
    model = ScriptedModel([GOOD])
    entry = patient_with_work_to_do(world, preferences=PLAIN, adaptation_consent=False)
    prepare(world.deps, adaptations(world, model), entry)
    assert model.asked == []
    assert on_screen(world).source == "author"
    save_settings(world.deps, world.caller("p1"), Wanted(reading_level="standard"), 0)
    assert world.queue.sent == []


def test_an_edit_is_held_to_the_grade_that_was_asked_for_then(world: World) -> None:
    here = adaptations(world, ScriptedModel([GOOD]), "approve")
    prepare(world.deps, here, patient_with_work_to_do(world, preferences=PLAIN))
    save_settings(world.deps, world.caller("p1"), Wanted(reading_level="standard"), 0)
    (waiting,) = ledger(world)
    therapist = Caller("therapist-1", frozenset({"therapist"}))
    with pytest.raises(Exception, match="reading-grade"):
        review.edit(world.deps, here, therapist, waiting.id, LESS_PLAIN)
    review.edit(world.deps, here, therapist, waiting.id, ALSO_GOOD)
    assert on_screen(world, mode="approve").source == "author"
    save_settings(world.deps, world.caller("p1"), Wanted(reading_level="plain"), 1)
    assert on_screen(world, mode="approve").text == ALSO_GOOD


def test_an_author_who_asks_for_less_than_plain_is_obeyed() -> None:
    from chalicelib.domain.preferences import highest_grade

    assert highest_grade("plain", 4) == 4
    assert highest_grade("plain", 9) == PLAIN_GRADE
    assert highest_grade("standard", 9) == 9
    assert PASSAGE.adaptable
