"""What a therapist decides about passages that a model wrote."""

from __future__ import annotations

import pytest

from chalicelib.domain.adaptation import Adaptation
from chalicelib.store.adaptation import Adaptations
from chalicelib.usecases.ports import Entry
from tests.conftest import START
from tests.web.conftest import Site

MINE = "b" * 32


@pytest.fixture
def waiting(patient: Site, therapist: Site) -> Site:
    """One fitted passage waits; its text is invented and holds markup."""
    course = patient.world.course("pat")
    step = patient.world.deps.content.release(course.release).step("look-back").version
    adaptation = Adaptation(
        id=MINE,
        patient_id="pat",
        therapist_id="therapist-1",
        step_id="look-back",
        passage_id="fit",
        step_version=step,
        passage_version="0",
        prompt_version="1",
        model="invented",
        checks_version="1",
        text="A small step <script>alert(1)</script> for you.",
        author_text="The author's own text.",
        status="awaiting",
        attempt=1,
        at=START,
    )
    entry = Entry(id="e", patient_id="pat", at=START, kind="adaptation", data={"adaptation_id": MINE})
    Adaptations(patient.world.table).record(adaptation, entry)
    return therapist


def status(site: Site) -> str:
    found = Adaptations(site.world.table).get(MINE)
    return found.status if found else ""


def test_both_texts_stand_side_by_side_and_neither_is_markup(waiting: Site) -> None:
    page = waiting.get("/passages")
    assert page.status == 200
    assert "The author's own text." in page.text
    assert "<script>alert" not in page.html


def test_rejecting_leaves_the_authors_text(waiting: Site) -> None:
    page = waiting.get("/passages")
    done = waiting.post(f"/passages/{MINE}", {"csrf": page.value("csrf"), "action": "reject"})
    assert done.status == 303
    assert status(waiting) == "rejected"
    assert "Nothing waits for you here" in waiting.get("/passages").text


def test_an_edit_that_fails_a_check_keeps_the_words(waiting: Site) -> None:
    page = waiting.get("/passages")
    words = "See a doctor and take two pills."
    answer = waiting.post(f"/passages/{MINE}", {"csrf": page.value("csrf"), "action": "edit", "text": words})
    assert answer.status == 422
    assert words in dict(answer.form("text"))["text"]
    assert status(waiting) == "awaiting"


def test_another_therapist_finds_nothing(waiting: Site) -> None:
    other = waiting.as_("therapist-2", "therapist")
    page = other.get("/passages")
    assert "Nothing waits" in page.text
    assert other.post(f"/passages/{MINE}", {"csrf": page.value("csrf"), "action": "approve"}).status == 404
    assert status(waiting) == "awaiting"


def test_a_form_without_our_secret_decides_nothing(waiting: Site) -> None:
    assert waiting.post(f"/passages/{MINE}", {"action": "approve"}).status == 403
    assert status(waiting) == "awaiting"
