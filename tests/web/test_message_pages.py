"""Pages of messages, for the patient and for their therapist. Everybody and everything written here is invented."""

from __future__ import annotations

import time

import pytest

from chalicelib.usecases.errors import Busy
from chalicelib.usecases.messages import Change
from tests.web.conftest import Page, Site
from tests.web.test_review_pages import NASTY

DANGER = "I want to kill myself"
THEIRS = "/patients/pat/messages"


def write(site: Site, text: str, path: str = "/messages", **more: str) -> Page:
    site.world.clock.on(minutes=1)
    return site.send(site.get(path), path, "text", text=text, **more)


def thread(page: Page) -> str:
    return page.html[page.html.index('<ol class="thread">') : page.html.index("</ol>", page.html.index('"thread"'))]


def test_a_message_is_sent_and_stands_in_the_thread_of_both(patient: Site, therapist: Site) -> None:
    sent = write(patient, "A first word.")
    assert (sent.status, sent.headers["Location"]) == (303, "messages?sent=1")
    page = patient.get("/messages?sent=1")
    assert "Your message is sent." in page.text
    assert "A first word." in thread(page)
    answered = write(therapist, "An answer.", THEIRS)
    assert (answered.status, answered.headers["Location"]) == (303, "../../patients/pat/messages?sent=1")
    both = thread(patient.get("/messages"))
    assert both.index("A first word.") < both.index("An answer.")


def test_it_is_always_said_that_nobody_watches_and_where_help_is(patient: Site, therapist: Site) -> None:
    write(patient, "A first word.")
    for path in ("/messages", "/messages?sent=1", "/messages?cursor=VA"):
        page = patient.get(path)
        assert "Nobody watches for messages all the time" in page.text
        assert page.read.links.count("safety") >= 2


def test_how_soon_answers_come_is_told_from_what_was_seen_and_never_promised(patient: Site, therapist: Site) -> None:
    assert "We do not know yet how soon your therapist answers" in patient.get("/messages").text
    for _ in range(3):
        write(patient, "A question.")
        patient.world.clock.on(hours=30)
        write(therapist, "An answer.", THEIRS)
    assert "most answers came within 2 days. That is what we have seen, not a promise." in patient.get("/messages").text


def test_what_is_new_is_marked_until_it_was_shown(patient: Site, therapist: Site) -> None:
    write(patient, "Something new.")
    assert "1 unread message" in therapist.get("/patients").text
    assert "Messages: 1 unread" in therapist.get("/patients/pat").text
    review = therapist.get("/review")
    assert "Unread messages" in review.text
    assert "Nobody is waiting for you here" not in review.text
    assert "patients/pat/messages" in review.read.links
    assert '<strong class="new">new</strong>' in thread(therapist.get(THEIRS))
    assert 'class="new"' not in thread(therapist.get(THEIRS))
    assert "unread" not in therapist.get("/patients").text
    assert "Unread messages" not in therapist.get("/review").text


def test_today_says_that_the_therapist_has_written_until_it_was_read(patient: Site, therapist: Site) -> None:
    write(therapist, "An answer.", THEIRS)
    today = patient.get("/today")
    assert "1 new message from your therapist" in today.text
    assert "messages" in today.read.links
    patient.get("/messages")
    assert "new message" not in patient.get("/today").text


def test_the_timeline_shows_both_sides_and_marks_what_raised_a_flag(patient: Site, therapist: Site) -> None:
    write(patient, DANGER)
    write(therapist, "An answer.", THEIRS)
    text = therapist.get("/patients/pat").text
    assert "Message from the patient" in text
    assert "Message to the patient" in text
    flag = next(link for link in therapist.get("/review").read.links if link.startswith("review/"))
    marked = therapist.get("/" + flag).text
    assert marked.index("this is what raised the flag") < marked.index(DANGER)


def test_words_of_danger_are_answered_on_the_page_above_all_else(patient: Site) -> None:
    page = write(patient, DANGER)
    assert page.status == 200
    assert page.text.index("Your safety comes first") < page.text.index("Your message is sent.")
    assert page.text.index("Your message is sent.") < page.text.index(DANGER)
    assert any(link.startswith("tel:") for link in page.read.links)
    assert dict(page.form("text"))["text"] == ""


def test_a_page_that_is_sent_again_sends_nothing_again(patient: Site) -> None:
    page = patient.get("/messages")
    for _ in range(2):
        patient.send(page, "/messages", "text", text="Once.")
    assert thread(patient.get("/messages")).count("Once.") == 1


@pytest.mark.parametrize("words", ["", "   ", "n" * 4001, "n" * 100_000])
def test_a_mistake_is_summed_up_at_the_top_and_keeps_every_word(patient: Site, therapist: Site, words: str) -> None:
    for site, path in ((patient, "/messages"), (therapist, THEIRS)):
        page = write(site, words, path)
        assert page.status == 422
        assert "#text" in page.read.links
        assert "text" in page.read.ids
        assert dict(page.form("text"))["text"] == words
    assert "No messages yet." in patient.get("/messages").text


def test_danger_in_words_that_were_refused_is_answered_too(patient: Site) -> None:
    page = write(patient, DANGER + " n" * 3000)
    assert page.status == 422
    assert "Your safety comes first" in page.text


STRANGE = (
    NASTY,
    "שלום، مرحبا ‮ reversed",
    "e\u0301\u0302\u0303" * 200,
    "👩‍👩‍👧‍👦🏳️‍🌈" * 100,
    "one\n\n  two\n<b>three</b>",
    "[link](javascript:alert(1)) **bold** {{7*7}} {% raw %}",
)


@pytest.mark.parametrize("words", STRANGE)
def test_whatever_is_written_is_shown_as_text_in_both_directions(patient: Site, therapist: Site, words: str) -> None:
    write(patient, words)
    write(therapist, words, THEIRS)
    for page in (patient.get("/messages"), therapist.get(THEIRS), therapist.get("/patients/pat")):
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "<img" not in page.html
        assert "<b>three" not in page.html
        assert "javascript:alert(1)" not in page.read.links
        said = "".join(page.read.words)
        assert said.count(words.strip()) == 2


def test_a_session_that_is_over_keeps_what_was_typed_until_it_is_sent(patient: Site) -> None:
    page = patient.get("/messages")
    late = patient.as_("pat", exp=int(time.time()) - 60)
    told = late.send(page, "/messages", "text", text="Written while the session ran out.")
    assert told.status == 401
    again = patient.send(told, "/messages", "text")
    assert again.status == 403
    assert dict(again.form("text"))["text"] == "Written while the session ran out."
    assert "Nothing is lost" in again.text
    assert patient.send(again, "/messages", "text").status == 303
    assert "Written while the session ran out." in thread(patient.get("/messages"))


def test_another_site_cannot_write_for_anybody(patient: Site, therapist: Site) -> None:
    assert write(patient, "Not mine.", csrf="").status == 403
    assert write(therapist, "Not mine.", THEIRS, csrf="").status == 403
    assert "No messages yet." in patient.get("/messages").text


def test_when_nothing_can_be_saved_the_words_stay_on_the_page(patient: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise Busy

    page = patient.get("/messages")
    with monkeypatch.context() as throttled:
        throttled.setattr(type(patient.world.deps.courses), "save", busy)
        told = patient.send(page, "/messages", "text", text="To be sent later.")
    assert told.status == 503
    assert "nothing was changed" in told.text
    assert dict(told.form("text"))["text"] == "To be sent later."
    assert patient.send(told, "/messages", "text").status == 303


def test_earlier_messages_are_a_link_away_and_back(patient: Site) -> None:
    for number in range(23):
        write(patient, f"Message {number:02}.")
    newest = patient.get("/messages")
    assert "Message 02." not in newest.text
    earlier = patient.get("/" + next(link for link in newest.read.links if "cursor=" in link))
    assert "Message 02." in earlier.text
    assert "Message 03." not in earlier.text
    assert "messages" in earlier.read.links
    assert not [form for form in earlier.read.forms if "text" in dict(form)]


def test_a_therapist_of_another_caseload_sees_nothing(site: Site, patient: Site) -> None:
    write(patient, "Between the two of us.")
    other = site.as_("therapist-2", "therapist")
    for page in (other.get(THEIRS), other.post(THEIRS, {"text": "x"})):
        assert page.status in (403, 404)
        assert "Between the two" not in page.html
    assert other.post("/messages", {"text": "x"}).status == 403
    assert patient.get(THEIRS).status == 403


def test_whoever_has_left_is_told_what_happens_and_can_write(patient: Site, therapist: Site) -> None:
    patient.send(patient.get("/goodbye"), "/goodbye", "csrf", action="leave")
    assert "You have left the programme. You can still write" in patient.get("/messages").text
    write(patient, "May I come back?")
    assert "left the programme on" in therapist.get(THEIRS).text


def test_without_a_therapist_there_is_no_form_and_no_word_is_lost(patient: Site) -> None:
    page = patient.get("/messages")
    course = patient.world.course("pat").model_copy(update={"therapist_id": ""})
    patient.world.deps.courses.save(Change(course=course))
    told = patient.send(page, "/messages", "text", text=f"{DANGER}, and nobody is here.")
    assert told.status == 409
    assert "Your safety comes first" in told.text
    assert f"{DANGER}, and nobody is here." in told.text
    later = patient.get("/messages")
    assert "nobody would read a message" in later.text
    assert not [form for form in later.read.forms if "text" in dict(form)]


def test_an_erased_persons_messages_are_gone(patient: Site, therapist: Site) -> None:
    write(patient, "Soon to be gone.")
    patient.send(patient.get("/erase"), "/erase", "csrf", sure="erase")
    assert therapist.get(THEIRS).status == 404
    assert "Unread messages" not in therapist.get("/review").text
    assert "Soon to be gone." not in patient.get("/messages").html


def test_messages_are_in_the_record_to_read(patient: Site, therapist: Site) -> None:
    write(patient, "A word to keep.")
    write(therapist, "An answer to keep.", THEIRS)
    record = patient.get("/record/readable").text
    assert "You wrote to your therapist" in record
    assert record.index("A word to keep.") < record.index("An answer to keep.")


def test_the_page_speaks_the_patients_language(site: Site) -> None:
    site.world.enrol("eva", language="es", timezone="Europe/Madrid")
    eva = site.as_("eva")
    assert '<html lang="es">' in eva.get("/messages").html
    assert "4000 caracteres" in eva.get("/messages").text.replace("4.000", "4000").replace("4,000", "4000")
    write(eva, "Hola.")
    assert "Tú" in eva.get("/messages").text
    assert "lunes 2 de marzo de 2026" in eva.get("/messages").text
