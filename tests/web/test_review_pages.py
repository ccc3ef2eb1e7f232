"""The therapist's pages: who needs them, what was written (as text, whatever it holds), and what is done about it."""

from __future__ import annotations

import pytest

from chalicelib.usecases.review import list_flags
from tests.web.conftest import Page, Site

NASTY = "\"><script>alert('x')</script><img src=x onerror=alert(1)> {{7*7}} </textarea>"


def note(site: Site, words: str, rating: str = "1") -> Page:
    return site.send(site.get("/mood"), "/mood", "once", rating=rating, note=words)


def flag_link(therapist: Site) -> str:
    return "/" + next(link for link in therapist.get("/review").read.links if link.startswith("review/"))


def first_flag(site: Site, status: str = "open") -> object:
    return list_flags(site.world.deps, site.world.caller("therapist-1", "therapist"), status).flags[0].flag


def test_the_review_names_level_reason_patient_and_deadline_in_words(patient: Site, therapist: Site) -> None:
    note(patient, "I want to kill myself")
    page = therapist.get("/review")
    for words in ("Urgent", "Invented pat", "due in 15 minutes", "thoughts of suicide"):
        assert words in page.text
    patient.world.clock.on(hours=2)
    assert "1 hour overdue" in therapist.get("/review").text


def test_nobody_waiting_is_said_so(therapist: Site) -> None:
    assert "Nobody is waiting for you here" in therapist.get("/review").text


def test_the_most_urgent_comes_first(patient: Site, therapist: Site) -> None:
    patient.send(patient.get("/measures/phq-9"), "/measures/phq-9", "once", **{f"item__{n}": "1" for n in range(1, 10)})
    note(patient, "I want to kill myself")
    text = therapist.get("/review").text
    assert text.index("Urgent") < text.index("Soon")


@pytest.mark.parametrize("where", ["/review", "/patients", "/patients/mallory"])
def test_a_patients_name_is_shown_as_text(site: Site, where: str) -> None:
    site.world.enrol("mallory", name=NASTY)
    note(site.as_("mallory"), "I want to kill myself")
    page = site.as_("therapist-1", "therapist").get(where)
    assert page.status == 200
    assert "<script>alert" not in page.html
    assert "<img" not in page.html
    assert "49" not in page.text
    assert "alert('x')" in page.text


def test_what_a_patient_wrote_is_shown_as_text(patient: Site, therapist: Site) -> None:
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    sheet = patient.get("/steps/sheet")
    words = f"I want to kill myself {NASTY}"
    answers = {"f.situation": words, "f.thoughts.0": NASTY, "f.emotions.0.word": NASTY[:60]}
    patient.fill(sheet, "/steps/sheet", {**answers, "action": "complete"})
    note(patient, words)
    for path in (flag_link(therapist), "/patients/pat"):
        page = therapist.get(path)
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "<img" not in page.html
        assert words in page.text


def test_a_flag_shows_the_entry_that_raised_it(patient: Site, therapist: Site) -> None:
    note(patient, "a fair day", "6")
    patient.world.clock.on(hours=1)
    note(patient, "I want to kill myself")
    text = therapist.get(flag_link(therapist)).text
    assert text.count("this is what raised the flag") == 1
    marked = text[text.index("this is what raised the flag") :]
    assert marked.index("I want to kill myself") < marked.index("a fair day")


def test_a_flag_is_seen_noted_escalated_and_closed(patient: Site, therapist: Site) -> None:
    patient.send(
        patient.get("/measures/phq-9"),
        "/measures/phq-9",
        "once",
        **{f"item__{n}": "0" for n in range(1, 9)},
        item__9="1",
    )
    path = flag_link(therapist)
    for action, fields in (
        ("acknowledge", {}),
        ("note", {"text": "Called, no answer yet"}),
        ("escalate", {"text": "Could not reach anybody"}),
        ("resolve", {"text": "Spoke at length, plan agreed", "contact_confirmed": "yes"}),
    ):
        page = therapist.get(path)
        form = next(form for form in page.read.forms if ("action", action) in form)
        sent = [(name, value) for name, value in form if name not in fields] + list(fields.items())
        answer = therapist.post(path, sent)
        assert (answer.status, answer.headers["Location"]) == (303, f"..{path}?done={action}")
    page = therapist.get(path + "?done=resolve")
    for words in ("Called, no answer yet", "Could not reach anybody", "Spoke at length", "This flag is closed"):
        assert words in page.text
    assert path not in ["/" + link for link in therapist.get("/review").read.links]
    assert path.removeprefix("/") in therapist.get("/review?status=closed").read.links


def act(therapist: Site, path: str, **fields: str) -> Page:
    page = therapist.get(path)
    form = next(form for form in page.read.forms if ("action", fields["action"]) in form)
    return therapist.post(path, [(n, v) for n, v in form if n not in fields] + list(fields.items()))


def test_an_urgent_flag_is_closed_only_after_contact_and_the_reason_is_kept(patient: Site, therapist: Site) -> None:
    note(patient, "I want to kill myself")
    answer = act(therapist, flag_link(therapist), action="resolve", text="It was a quotation")
    assert answer.status == 422
    assert "#resolve-contact_confirmed" in answer.read.links
    assert "resolve-contact_confirmed" in answer.read.ids
    kept = next(form for form in answer.read.forms if ("action", "resolve") in form)
    assert dict(kept)["text"].strip() == "It was a quotation"


def test_a_note_without_words_is_asked_for(patient: Site, therapist: Site) -> None:
    note(patient, "I want to kill myself")
    answer = act(therapist, flag_link(therapist), action="note", text="  ")
    assert answer.status == 422
    assert "#note-text" in answer.read.links


def test_an_act_on_a_flag_that_moved_on_keeps_its_words(patient: Site, therapist: Site) -> None:
    note(patient, "I want to kill myself")
    path = flag_link(therapist)
    stale = therapist.get(path)
    act(therapist, path, action="acknowledge")
    form = next(form for form in stale.read.forms if ("action", "note") in form)
    answer = therapist.post(path, [(n, v) for n, v in form if n != "text"] + [("text", "my long note")])
    assert answer.status == 409
    kept = next(form for form in answer.read.forms if ("action", "note") in form)
    assert dict(kept)["text"].strip() == "my long note"


def test_an_act_pressed_twice_is_done_once(patient: Site, therapist: Site) -> None:
    note(patient, "I want to kill myself")
    path = flag_link(therapist)
    page = therapist.get(path)
    form = next(form for form in page.read.forms if ("action", "note") in form)
    sent = [(n, v) for n, v in form if n != "text"] + [("text", "called")]
    assert [therapist.post(path, sent).status for _ in range(2)] == [303, 303]
    assert therapist.get(path).text.count("called") == 2  # once under the flag's acts, once on the timeline


def test_another_site_cannot_act_on_a_flag(patient: Site, therapist: Site) -> None:
    note(patient, "I want to kill myself")
    path = flag_link(therapist)
    assert act(therapist, path, action="acknowledge", csrf="").status == 403
    assert first_flag(patient).status == "open"  # type: ignore[attr-defined]


@pytest.mark.parametrize("where", ["flag", "patient"])
def test_a_therapist_of_another_caseload_finds_nothing(patient: Site, therapist: Site, where: str) -> None:
    note(patient, "I want to kill myself")
    path = flag_link(therapist) if where == "flag" else "/patients/pat"
    other = patient.as_("therapist-2", "therapist")
    assert other.get(path).status == 404
    assert "Invented pat" not in other.get("/review").text + other.get("/patients").text


def test_a_patients_page_tells_scores_modules_and_words_in_order_of_time(patient: Site, therapist: Site) -> None:
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    patient.world.clock.on(days=1)
    note(patient, "slept a little better", "5")
    page = therapist.get("/patients/pat")
    assert page.text.index("Mood check: 5 of 10") < page.text.index("Completed: Hello")
    assert "open, 1 of 3 steps" in page.text
    assert "No open flag" in therapist.get("/patients").text


def test_what_the_model_wrote_stands_beside_the_authors_text(
    patient: Site, therapist: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.domain.adaptation import Adaptation, Check
    from chalicelib.usecases.adaptation_ledger import timeline_entry

    monkeypatch.setenv("MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("MODEL_NAME", "invented-model")
    from chalicelib import wiring

    wiring.forget()
    world = patient.world
    attempt = Adaptation(
        id="a" * 32,
        patient_id="pat",
        therapist_id="therapist-1",
        step_id="look-back",
        passage_id="fit",
        step_version="1" * 64,
        passage_version="2" * 64,
        prompt_version="p1",
        model="invented-model",
        checks_version="c1",
        checks=[Check(name="length", passed=False, detail="too long")],
        text=f"What the model made of it {NASTY}",
        author_text="The author's own words.",
        status="refused",
        attempt=1,
        at=world.clock(),
    )
    wiring.adaptations().store.record(attempt, timeline_entry(attempt))
    page = therapist.get("/patients/pat")
    assert "What the model made of it" in page.text
    assert "The author's own words." in page.text
    assert "Did not pass: length" in page.text
    assert "<script>alert" not in page.html


def test_a_long_timeline_has_an_earlier_page(patient: Site, therapist: Site) -> None:
    for n in range(35):
        patient.world.clock.on(minutes=1)
        note(patient, f"note number {n}", "5")
    page = therapist.get("/patients/pat")
    assert "note number 34" in page.text
    earlier = next(link for link in page.read.links if "cursor=" in link)
    assert "note number 0" in therapist.get(f"/patients/{earlier}").text


def test_a_forged_cursor_is_told_plainly(therapist: Site) -> None:
    assert therapist.get("/patients?cursor=%24%24").status == 422
    assert therapist.get("/review?status=else").status == 422
