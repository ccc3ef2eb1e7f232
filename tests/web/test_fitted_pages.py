"""What a model wrote, as the patient sees it: both texts, what is sent, and what they think. All words are invented."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.adaptation import Adaptation, Status
from chalicelib.store.adaptation import Adaptations
from chalicelib.usecases.ports import Entry
from tests.conftest import START
from tests.web.conftest import Site

SHOWN, REFUSED, THEIRS = "a" * 32, "b" * 32, "c" * 32


def record(
    site: Site, own_id: str, sub: str, status: Status, text: str, author: str = "The author's own text."
) -> None:
    release = site.world.deps.content.release(site.world.course(sub).release)
    made = Adaptation(
        id=own_id,
        patient_id=sub,
        therapist_id="therapist-1",
        step_id="look-back",
        passage_id="fit",
        step_version=release.step("look-back").version,
        passage_version="0",
        prompt_version="1",
        model="invented",
        checks_version="1",
        text=text,
        author_text=author,
        status=status,
        attempt=1,
        at=START,
    )
    data = {"adaptation_id": own_id, "step_id": "look-back", "passage_id": "fit", "status": status}
    Adaptations(site.world.table).record(made, Entry(id=own_id, patient_id=sub, at=START, kind="adaptation", data=data))


@pytest.fixture
def pat(patient: Site) -> Site:
    patient.world.enrol("other")
    record(patient, SHOWN, "pat", "accepted", "A small step <b>for</b> you.")
    record(patient, REFUSED, "pat", "refused", "A text that did not pass.")
    record(patient, THEIRS, "other", "accepted", "A text of somebody else.")
    return patient


def kept(site: Site) -> Any:
    return Adaptations(site.world.table).get(SHOWN)


def test_only_what_was_shown_to_oneself_is_listed_and_opens(pat: Site) -> None:
    page = pat.get("/fitted")
    assert [link for link in page.read.links if link.startswith("fitted/")] == [f"fitted/{SHOWN}"]
    one = pat.get(f"/fitted/{SHOWN}")
    assert "The author's own text." in one.text
    assert "<b>for</b>" not in one.html
    assert [pat.get(f"/fitted/{other}").status for other in (REFUSED, THEIRS, "d" * 32, "no-id")] == [404] * 4


def test_what_is_sent_comes_from_ones_answers_as_they_are_now(pat: Site) -> None:
    pat.send(pat.get("/steps/hello"), "/steps/hello", action="complete")
    words = "I stay in bed and do not call Marisol back."
    pat.send(pat.get("/steps/sheet"), "/steps/sheet", action="complete", f__situation=words)
    text = pat.get(f"/fitted/{SHOWN}").text
    sent = text[text.index("What is sent to the model") :]
    assert "“I stay in bed and do not call … back.”" in sent
    assert "Marisol" not in sent


def test_what_somebody_thinks_of_a_passage_is_kept_once_and_seen_by_their_therapist(pat: Site) -> None:
    page = pat.get(f"/fitted/{SHOWN}")
    for _ in range(2):
        done = pat.post(f"/fitted/{SHOWN}", {"csrf": page.value("csrf"), "feedback": "not-for-me"})
        assert (done.status, done.headers["Location"]) == (303, f"../fitted/{SHOWN}?saved=1")
    assert "Your therapist can see what you think of it" in pat.get(f"/fitted/{SHOWN}?saved=1").text
    assert kept(pat).feedback == "not-for-me"
    entries = [e for e in pat.world.deps.courses.entries("pat")[0] if e.kind == "feedback"]
    assert [e.data["feedback"] for e in entries] == ["not-for-me"]
    seen = pat.as_("therapist-1", "therapist").get("/patients/pat").text
    assert "The patient finds it: not for me" in seen
    assert "Said of a fitted passage" in seen
    assert "look-back / fit: not for me" in seen


@pytest.mark.parametrize("said", ["", "great", "useful<script>"])
def test_nothing_else_can_be_said_of_it(pat: Site, said: str) -> None:
    csrf = pat.get(f"/fitted/{SHOWN}").value("csrf")
    assert pat.post(f"/fitted/{SHOWN}", {"csrf": csrf, "feedback": said}).status == 404
    assert kept(pat).feedback == ""


def test_nobody_says_anything_of_somebody_elses_passage(pat: Site) -> None:
    csrf = pat.get(f"/fitted/{SHOWN}").value("csrf")
    assert pat.post(f"/fitted/{THEIRS}", {"csrf": csrf, "feedback": "useful"}).status == 404
    assert pat.post(f"/fitted/{REFUSED}", {"csrf": csrf, "feedback": "useful"}).status == 404
    assert pat.post(f"/fitted/{SHOWN}", {"csrf": "", "feedback": "useful"}).status == 403
