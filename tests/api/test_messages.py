"""Messages through the API: both sides, paging, what counts as read, words of risk, leaving and erasing.

All people and words here are invented.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.messages import LONGEST_MESSAGE
from chalicelib.store.messages import Messages
from chalicelib.usecases import messages as usecases
from chalicelib.usecases.errors import Busy
from chalicelib.usecases.watch import raise_silent
from tests.whole_record import items_with

DANGER = "I want to kill myself"


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("patient-1")
    return api.as_("patient-1")


@pytest.fixture
def therapist(api: Any) -> Any:
    return api.as_("therapist-1", "therapist")


THEIRS = "/v1/patients/patient-1/messages"


def write(who: Any, text: str, path: str = "/v1/messages", **headers: str) -> Any:
    who.world.clock.on(minutes=1)
    answer = who.post(path, {"text": text}, **headers)
    assert answer.status_code == 201, answer.json_body
    return answer.json_body


def texts(body: Any) -> list[str]:
    return [one["text"] for one in body["messages"]]


def busy(*_: Any) -> None:
    raise Busy


def row(therapist: Any) -> Any:
    return therapist.get("/v1/patients").json_body["patients"][0]


def test_both_sides_see_the_conversation_in_order(patient: Any, therapist: Any) -> None:
    write(patient, "Hello, this is a first word.")
    write(therapist, "Hello, good to hear from you.", THEIRS)
    write(patient, "¿Hablamos? שלום 👩‍👩‍👧 e\u0301")
    mine, theirs = patient.get("/v1/messages").json_body, therapist.get(THEIRS).json_body
    assert texts(mine) == texts(theirs)
    assert texts(mine)[0] == "Hello, this is a first word."
    assert [one["sender"] for one in mine["messages"]] == ["patient", "therapist", "patient"]
    assert mine["cursor"] is None


def test_what_is_shown_counts_as_read_for_the_one_who_saw_it(patient: Any, therapist: Any) -> None:
    write(patient, "One.")
    write(patient, "Two.")
    assert patient.get("/v1/messages").json_body["unread"] == 0
    assert row(therapist)["unread_messages"] == 2
    look = therapist.get(THEIRS + "?keep_unread=true").json_body
    assert (look["unread"], row(therapist)["unread_messages"]) == (2, 2)
    first, again = therapist.get(THEIRS).json_body, therapist.get(THEIRS).json_body
    assert [(one["text"], one["new"]) for one in first["messages"]] == [("One.", True), ("Two.", True)]
    assert (first["unread"], again["unread"], [one["new"] for one in again["messages"]]) == (2, 0, [False, False])
    assert (row(therapist)["unread_messages"], row(therapist)["unread_since"]) == (0, None)
    write(therapist, "Three.", THEIRS)
    assert patient.get("/v1/today").json_body["unread_messages"] == 1
    assert patient.get("/v1/messages").json_body["unread"] == 1
    assert patient.get("/v1/messages").json_body["unread"] == 0
    assert patient.get("/v1/today").json_body["unread_messages"] == 0


def test_a_long_conversation_is_paged_and_unread_until_its_oldest_word_was_shown(patient: Any, therapist: Any) -> None:
    for number in range(7):
        write(patient, f"Message {number}.")
    newest = therapist.get(THEIRS + "?limit=3").json_body
    assert texts(newest) == ["Message 4.", "Message 5.", "Message 6."]
    assert row(therapist)["unread_messages"] == 7
    middle = therapist.get(f"{THEIRS}?limit=3&cursor={newest['cursor']}").json_body
    first = therapist.get(f"{THEIRS}?limit=3&cursor={middle['cursor']}").json_body
    assert texts(first) + texts(middle) + texts(newest) == [f"Message {n}." for n in range(7)]
    assert first["cursor"] is None
    assert row(therapist)["unread_messages"] == 6
    assert len(therapist.get(THEIRS).json_body["messages"]) == 7
    assert row(therapist)["unread_messages"] == 0


def test_without_a_limit_a_page_holds_all_that_is_unread(patient: Any, therapist: Any) -> None:
    for number in range(usecases.PAGE + 2):
        write(patient, f"Message {number}.")
    assert len(patient.get("/v1/messages").json_body["messages"]) == usecases.PAGE
    assert len(therapist.get(THEIRS).json_body["messages"]) == usecases.PAGE + 2
    assert row(therapist)["unread_messages"] == 0


def test_the_review_names_who_waits_the_longest_wait_first(api: Any, patient: Any, therapist: Any) -> None:
    api.world.enrol("patient-2")
    api.world.enrol("patient-3", therapist="therapist-2")
    write(api.as_("patient-2"), "First of all.")
    write(api.as_("patient-3"), "To somebody else.")
    write(patient, "One.")
    write(patient, "Two.")
    waiting = therapist.get("/v1/review").json_body["waiting"]
    assert [(one["patient_id"], one["patient_name"], one["unread"]) for one in waiting] == [
        ("patient-2", "Invented patient-2", 1),
        ("patient-1", "Invented patient-1", 2),
    ]
    therapist.get("/v1/patients/patient-2/messages")
    assert [one["patient_id"] for one in therapist.get("/v1/review").json_body["waiting"]] == ["patient-1"]
    assert therapist.get("/v1/review?status=closed").json_body["waiting"] == []


def test_messages_stand_on_the_timeline_and_on_the_patient(patient: Any, therapist: Any) -> None:
    write(patient, "A word for the timeline.")
    write(therapist, "An answer for the timeline.", THEIRS)
    assert therapist.get("/v1/patients/patient-1").json_body["unread_messages"] == 1
    entries = therapist.get("/v1/patients/patient-1/timeline").json_body["entries"]
    told = [(e["data"]["sender"], e["data"]["text"]) for e in entries if e["kind"] == "message"]
    assert told == [("patient", "A word for the timeline."), ("therapist", "An answer for the timeline.")]


def test_words_of_danger_are_flagged_with_the_message_and_answered_at_once(patient: Any, therapist: Any) -> None:
    sent = write(patient, DANGER)
    assert sent["safety"]["lines"]["country"] == "IE"
    (flag,) = therapist.get("/v1/review").json_body["flags"]
    entries, _ = patient.world.deps.courses.entries("patient-1")
    (entry,) = [e for e in entries if e.kind == "message"]
    assert (flag["rule"], flag["level"], flag["raised_at"]) == ("R1", "red", sent["at"])
    assert entry.id == sent["id"]
    assert DANGER not in json.dumps(flag)


def test_a_flag_that_cannot_be_written_keeps_the_message_back_too(
    patient: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as throttled:
        throttled.setattr(type(patient.world.deps.courses), "save", busy)
        assert patient.post("/v1/messages", {"text": DANGER}).status_code == 503
    entries, _ = patient.world.deps.courses.entries("patient-1")
    assert [e.kind for e in entries] == ["enrolled"]
    assert patient.get("/v1/messages").json_body["messages"] == []


@pytest.mark.parametrize("words", ["", "  \n ", "x" * (LONGEST_MESSAGE + 1), "🌿" * 40_000])
def test_what_is_no_message_is_refused_with_the_reason(patient: Any, therapist: Any, words: str) -> None:
    for who, path in ((patient, "/v1/messages"), (therapist, THEIRS)):
        answer = who.post(path, {"text": words})
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json_body["errors"]] == ["text"]
    assert patient.get("/v1/messages").json_body["messages"] == []


@pytest.mark.parametrize("padding", [5_000, 400_000])
def test_danger_in_a_message_that_is_too_long_is_seen_and_answered(patient: Any, therapist: Any, padding: int) -> None:
    answer = patient.post("/v1/messages", {"text": f"{DANGER} {'x ' * (padding // 2)}"})
    assert answer.status_code == 422
    assert answer.json_body["safety"]["lines"]["country"] == "IE"
    entries = therapist.get("/v1/patients/patient-1/timeline").json_body["entries"]
    (unsent,) = [e for e in entries if e["kind"] == "unsent"]
    assert unsent["data"]["text"].startswith(DANGER)


@pytest.mark.parametrize("body", [{}, {"text": None}, {"text": 3}, {"text": "x", "to": "patient-2"}, []])
def test_a_body_of_another_shape_is_refused(patient: Any, body: Any) -> None:
    assert patient.call("POST", "/v1/messages", body).status_code == 422


def test_a_message_sent_twice_is_one(patient: Any, therapist: Any) -> None:
    for who, path in ((patient, "/v1/messages"), (therapist, THEIRS)):
        first = write(who, DANGER, path, Idempotency_Key="k-1")
        again = write(who, DANGER, path, Idempotency_Key="k-1")
        assert first == again
        other = who.post(path, {"text": "Other words."}, Idempotency_Key="k-1")
        assert (other.status_code, other.json_body["type"]) == (422, "urn:stillpath:problem:key-reused")
    assert texts(patient.get("/v1/messages").json_body) == [DANGER, DANGER]
    assert len(therapist.get("/v1/review").json_body["flags"]) == 1


def test_a_colleague_cannot_read_write_or_repeat(api: Any, patient: Any, therapist: Any) -> None:
    write(therapist, "Between us.", THEIRS, Idempotency_Key="k-1")
    colleague = api.as_("therapist-2", "therapist")
    for answer in (
        colleague.get(THEIRS),
        colleague.post(THEIRS, {"text": "Between us."}, Idempotency_Key="k-1"),
        colleague.post(THEIRS, {"text": ""}),
        therapist.get("/v1/patients/nobody/messages"),
    ):
        assert answer.status_code == 404
        assert "Between us" not in answer.body.decode()


def test_a_made_up_cursor_shows_nobody_elses_messages(api: Any, patient: Any) -> None:
    api.world.enrol("patient-0")
    write(api.as_("patient-0"), "Of somebody else.")
    write(patient, "Of my own.")
    for place in ("T#", "MESSAGE#9999", "COURSE", "A", "~", "MESSAGE#"):
        answer = patient.get(f"/v1/messages?cursor={usecases.cursor_of(place)}")
        assert answer.status_code == 200
        assert set(texts(answer.json_body)) <= {"Of my own."}
    assert patient.get("/v1/messages?cursor=%21").status_code == 422


def test_whoever_has_left_can_still_write_and_is_seen(patient: Any, therapist: Any) -> None:
    patient.post("/v1/leave")
    write(patient, "May I come back?")
    assert row(therapist)["unread_messages"] == 1


def test_without_a_therapist_nobody_would_read_and_this_is_said(patient: Any) -> None:
    course = patient.world.course("patient-1").model_copy(update={"therapist_id": ""})
    patient.world.deps.courses.save(usecases.Change(course=course))
    answer = patient.post("/v1/messages", {"text": DANGER})
    assert (answer.status_code, answer.json_body["type"]) == (409, "urn:stillpath:problem:nobody-reads")
    assert answer.json_body["safety"]["lines"]["country"] == "IE"
    assert patient.get("/v1/messages").status_code == 200


def test_somebody_who_is_not_enrolled_is_told_so(api: Any) -> None:
    for answer in (api.as_("nobody").get("/v1/messages"), api.as_("nobody").post("/v1/messages", {"text": "Hello."})):
        assert answer.status_code == 404


def test_messages_are_in_the_export_as_communications_of_both_sides(patient: Any, therapist: Any) -> None:
    write(patient, "A word to take along.")
    write(therapist, "An answer to take along.", THEIRS)
    resources = [entry["resource"] for entry in patient.get("/v1/export").json_body["entry"]]
    told = [one for one in resources if one["resourceType"] == "Communication"]
    assert [one["payload"][0]["contentString"] for one in told] == ["A word to take along.", "An answer to take along."]
    assert {one["meta"]["tag"][0]["code"] for one in told} == {"message"}
    assert ["sender" in one for one in told] == [True, False]


def test_an_erased_account_leaves_no_message_anywhere(patient: Any, therapist: Any) -> None:
    write(patient, "Soon gone, mark-of-mine.")
    write(therapist, "Soon gone as well, mark-of-mine.", THEIRS)
    assert patient.call("DELETE", "/v1/account", {"confirm": "erase everything"}).status_code == 200
    assert items_with(patient.world.table, "mark-of-mine", "patient-1") == []
    assert therapist.get("/v1/review").json_body["waiting"] == []
    assert therapist.get(THEIRS).status_code == 404
    assert patient.get("/v1/messages").status_code == 404


def test_reading_works_even_when_it_cannot_be_kept_that_it_was_read(
    patient: Any, therapist: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(patient, "To be read all the same.")

    with monkeypatch.context() as throttled:
        throttled.setattr(type(patient.world.deps.courses), "save", busy)
        assert texts(therapist.get(THEIRS).json_body) == ["To be read all the same."]
    assert row(therapist)["unread_messages"] == 1


def test_a_message_that_comes_while_the_page_is_read_stays_unread(
    patient: Any, therapist: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(patient, "Seen.")
    real = Messages.newest

    def slow(self: Messages, *args: Any, **more: Any) -> Any:
        found = real(self, *args, **more)
        write(patient, "Came a moment later.")
        return found

    with monkeypatch.context() as slower:
        slower.setattr(Messages, "newest", slow)
        assert texts(therapist.get(THEIRS).json_body) == ["Seen."]
    assert row(therapist)["unread_messages"] == 1
    assert [one["patient_id"] for one in therapist.get("/v1/review").json_body["waiting"]] == ["patient-1"]
    assert [one["new"] for one in therapist.get(THEIRS).json_body["messages"]] == [False, True]
    assert therapist.get("/v1/review").json_body["waiting"] == []


def test_what_nobody_reads_becomes_a_flag_of_its_own(patient: Any, therapist: Any) -> None:
    write(patient, "Is anybody there?")
    patient.world.clock.on(days=5)
    write(patient, "Still there?")
    for _night in range(2):
        patient.world.clock.on(hours=6)
        assert raise_silent(patient.world.deps).failed == []
    flags = [one for one in therapist.get("/v1/review").json_body["flags"] if one["rule"] == "R21"]
    assert [(one["level"], one["inputs"]["unread"]) for one in flags] == [("amber", 2)]
    assert "anybody" not in json.dumps(flags)
    therapist.get(THEIRS)
    assert [one["rule"] for one in therapist.get("/v1/review").json_body["flags"]].count("R21") == 1


def test_how_soon_answers_come_is_told_once_three_were_seen(patient: Any, therapist: Any) -> None:
    for _ in range(3):
        write(patient, "A question.")
        assert patient.get("/v1/messages").json_body["usual_answer_days"] is None
        patient.world.clock.now += timedelta(hours=30)
        write(therapist, "An answer.", THEIRS)
    assert patient.get("/v1/messages").json_body["usual_answer_days"] == 2
