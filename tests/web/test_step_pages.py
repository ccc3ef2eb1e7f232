"""A step as a page: every kind of field there and back, and never a word lost."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.content import WorksheetField
from chalicelib.usecases.course import open_step
from chalicelib.web.visit import Fields
from chalicelib.web.worksheet import read_answers, said
from tests.content import TWO
from tests.web.conftest import Page, Site

SHEET = "/steps/sheet"
#: Every question of it on one page.
ALL = "/steps/sheet?all=1"
FILLED = {
    "f.situation": "A quiet morning\nwith two lines",
    "f.name": "Zoë 😀 مرحبا é",
    "f.count": "7",
    "f.rating": "55",
    "f.place": "home",
    "f.places": ["home", "out"],
    "f.day": "2026-03-04",
    "f.hour": "09:30",
    "f.thoughts.0": "first",
    "f.thoughts.1": "second",
    "f.agree": "yes",
    "f.emotions.0.word": "tense",
    "f.emotions.0.strength": "40",
}
ANSWERS = {
    "situation": "A quiet morning\nwith two lines",
    "name": "Zoë 😀 مرحبا é",
    "count": 7,
    "rating": 55,
    "place": "home",
    "places": ["home", "out"],
    "day": "2026-03-04",
    "hour": "09:30",
    "thoughts": ["first", "second"],
    "agree": True,
    "emotions": [{"word": "tense", "strength": 40}],
}


@pytest.fixture
def sheet(patient: Site) -> Page:
    done = patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    assert (done.status, done.headers["Location"]) == (303, "../steps/sheet?done=hello")
    return patient.get(ALL)


def written(patient: Site, step: str = "sheet") -> dict[str, Any]:
    """What is stored: the draft, or what was completed."""
    page = open_step(patient.world.deps, patient.world.caller("pat"), step)[3]
    return dict(page.draft.answers if page.draft else page.answers or {})


def filled(page: Page) -> dict[str, list[str]]:
    """What the form of a page would send, by name, without what is empty or ours."""
    sent: dict[str, list[str]] = {}
    for name, value in page.form("version"):
        if name.startswith("f.") and value:
            sent.setdefault(name, []).append(value)
    return sent


def test_every_kind_of_field_is_stored_as_it_was_typed(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET, {**FILLED, "action": "complete"})
    assert answer.status == 303
    assert written(patient) == ANSWERS


def test_every_kind_of_field_comes_back_into_the_form(patient: Site, sheet: Page) -> None:
    saved = patient.fill(sheet, SHEET, {**FILLED, "action": "save"})
    assert (saved.status, saved.headers["Location"]) == (303, "../steps/sheet?saved=1&all=1")
    again = patient.get(ALL + "&saved=1")
    assert "Saved at" in again.text
    assert filled(again) == {name: [value] if isinstance(value, str) else value for name, value in FILLED.items()}


def test_a_mistake_is_told_at_the_top_with_a_link_and_nothing_typed_is_lost(patient: Site, sheet: Page) -> None:
    wrong = {**FILLED, "f.situation": "", "f.count": "many", "f.emotions.0.strength": "900", "action": "complete"}
    answer = patient.fill(sheet, SHEET, wrong)
    assert answer.status == 422
    for anchor in ("f.situation", "f.count", "f.emotions.0.strength"):
        assert f"#{anchor}" in answer.read.links
        assert anchor in answer.read.ids
    assert "The emotions – row 1 – The strength" in answer.text
    kept = filled(answer)
    assert kept["f.count"] == ["many"]
    assert kept["f.emotions.0.strength"] == ["900"]
    assert kept["f.name"] == [FILLED["f.name"]]
    assert written(patient)["count"] == "many"
    mended = patient.fill(answer, SHEET, {**FILLED, "action": "complete"})
    assert mended.status == 303
    assert written(patient) == ANSWERS


def test_adding_a_row_saves_what_is_there_and_needs_no_script(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET, {"f.emotions.0.word": "sad", "action": "more:emotions"})
    assert answer.status == 200
    assert "f.emotions.1.word" in answer.read.ids
    assert "f.emotions.2.word" not in answer.read.ids
    assert written(patient) == {"emotions": [{"word": "sad"}]}
    again = patient.fill(answer, SHEET, {"action": "more:emotions"})
    assert "f.emotions.2.word" in again.read.ids
    full = patient.fill(again, SHEET, {"action": "more:emotions"})
    assert "f.emotions.3.word" in full.read.ids
    assert 'value="more:emotions"' not in full.html


def test_emptying_a_row_takes_it_out(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {"f.thoughts.0": "one", "f.thoughts.1": "two", "action": "save"})
    patient.fill(patient.get(ALL), SHEET, {"f.thoughts.0": " ", "action": "save"})
    assert written(patient) == {"thoughts": ["two"]}


def test_a_completed_step_can_be_looked_at_and_changed(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {**FILLED, "action": "complete"})
    again = patient.get(ALL)
    assert filled(again)["f.situation"] == [FILLED["f.situation"]]
    patient.fill(again, SHEET, {"f.situation": "Changed my mind", "action": "complete"})
    assert written(patient)["situation"] == "Changed my mind"


def test_after_the_last_step_of_a_module_one_is_back_at_today(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {**FILLED, "action": "complete"})
    done = patient.send(patient.get("/steps/extra"), "/steps/extra", action="complete")
    assert done.headers["Location"] == "../today?done=extra"
    assert "“An example nobody has to read” is done" in patient.get("/today?done=extra").text


def test_a_locked_step_says_why_and_when_it_opens(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {**FILLED, "action": "complete"})
    answer = patient.get("/steps/look-back")
    assert answer.status == 409
    assert "this week's PHQ-9 questions" in answer.text
    items = {f"item__{n}": "0" for n in range(1, 10)}
    patient.send(patient.get("/measures/phq-9"), "/measures/phq-9", "once", **items)
    assert "It opens on Thursday 5 March" in patient.get("/steps/look-back").text
    assert "Thursday 5 March" in patient.get("/today").text


def test_the_day_a_module_opens_is_the_patients_own_day(site: Site) -> None:
    site.world.enrol("far", timezone="Pacific/Kiritimati")
    far = site.as_("far")
    site.world.clock.on(hours=3)
    far.send(far.get("/steps/hello"), "/steps/hello", action="complete")
    far.fill(far.get(ALL), SHEET, {"f.situation": "a day", "action": "complete"})
    items = {f"item__{n}": "0" for n in range(1, 10)}
    far.send(far.get("/measures/phq-9"), "/measures/phq-9", "once", **items)
    assert "It opens on Friday 6 March" in far.get("/steps/look-back").text


def test_the_next_step_of_a_module_waits_for_the_one_before(patient: Site) -> None:
    answer = patient.get(SHEET)
    assert (answer.status, "First comes “Hello”" in answer.text) == (409, True)


def test_an_unknown_step_is_told_plainly(patient: Site) -> None:
    assert patient.get("/steps/nothing").status == 404


def test_an_earlier_answer_is_shown_as_typed_and_is_no_markup(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {**FILLED, "f.situation": "*a* <b>hard</b> [day](x)", "action": "complete"})
    patient.send(patient.get("/measures/phq-9"), "/measures/phq-9", "once", **{f"item__{n}": "0" for n in range(1, 10)})
    patient.world.clock.on(days=4)
    answer = patient.get("/steps/look-back")
    assert "You wrote about *a* <b>hard</b> [day](x)." in answer.text


# --- two devices, another session, other sites -----------------------------------------------------


def test_when_two_devices_save_both_texts_are_shown(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {"f.situation": "from the phone", "action": "save"})
    second = patient.fill(sheet, SHEET, {"f.situation": "from the laptop", "action": "save"})
    assert second.status == 409
    assert "from the phone" in second.text
    assert filled(second)["f.situation"] == ["from the laptop"]
    assert written(patient)["situation"] == "from the phone"
    third = patient.fill(second, SHEET, {"f.situation": "both", "action": "save"})
    assert third.status == 303
    assert written(patient)["situation"] == "both"


def test_when_two_devices_complete_both_texts_are_shown_and_kept(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET, {"f.situation": "from the phone", "action": "complete"})
    second = patient.fill(sheet, SHEET, {"f.situation": "from the laptop", "action": "complete"})
    assert second.status == 409
    assert "from the phone" in second.text
    assert filled(second)["f.situation"] == ["from the laptop"]
    assert patient.fill(second, SHEET, {"action": "complete"}).status == 303
    assert written(patient)["situation"] == "from the laptop"


def test_saving_the_same_text_twice_is_no_conflict(patient: Site, sheet: Page) -> None:
    first = patient.fill(sheet, SHEET, {"f.situation": "same", "action": "save"})
    second = patient.fill(sheet, SHEET, {"f.situation": "same", "action": "save"})
    assert (first.status, second.status) == (303, 303)


def test_words_typed_before_a_session_ran_out_are_there_after_signing_in(patient: Site, sheet: Page) -> None:
    late = patient.as_("pat", exp=int(time.time()) - 60)
    answer = late.fill(sheet, SHEET, {"f.situation": 'with "quotes" & <tags>', "action": "complete"})
    assert answer.status == 401
    assert "Nothing you wrote is lost" in answer.text
    fresh = patient.as_("pat", auth_time=1)
    shown = fresh.post(SHEET, answer.form("f.situation"))
    assert shown.status == 403
    assert filled(shown)["f.situation"] == ['with "quotes" & <tags>']
    assert written(patient) == {}
    assert fresh.fill(shown, SHEET, {"action": "complete"}).status == 303
    assert written(patient)["situation"] == 'with "quotes" & <tags>'


@pytest.mark.parametrize("secret", ["", "0" * 64, "é"])
def test_a_form_of_another_site_changes_nothing(patient: Site, sheet: Page, secret: str) -> None:
    answer = patient.fill(sheet, SHEET, {"f.situation": "planted", "csrf": secret, "action": "complete"})
    assert answer.status == 403
    assert written(patient) == {}


def test_a_secret_of_another_session_does_not_pass(patient: Site, sheet: Page) -> None:
    patient.world.enrol("other")
    theirs = patient.as_("other").get("/mood").value("csrf")
    assert patient.fill(sheet, SHEET, {"f.situation": "x", "csrf": theirs, "action": "save"}).status == 403


# --- while one writes ------------------------------------------------------------------------------


def test_the_script_of_the_page_saves_a_draft(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET + "/draft", {"f.situation": "half a sent"})
    told = json.loads(answer.html)
    assert (answer.status, told["version"], told["crisis"]) == (200, 1, "")
    assert told["saved"].startswith("Saved at ")
    assert written(patient) == {"situation": "half a sent"}


def test_words_of_danger_in_a_draft_bring_the_crisis_lines_at_once(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET + "/draft", {"f.situation": "I am going to kill myself tonight"})
    block = json.loads(answer.html)["crisis"]
    assert "Your safety comes first" in block
    assert 'href="tel:116123"' in block
    assert 'href="../safety/plan"' in block


def test_a_draft_that_another_device_overtook_is_not_swallowed(patient: Site, sheet: Page) -> None:
    patient.fill(sheet, SHEET + "/draft", {"f.situation": "phone"})
    answer = patient.fill(sheet, SHEET + "/draft", {"f.situation": "laptop"})
    assert answer.status == 409
    assert "another device" in json.loads(answer.html)["conflict"]


def test_words_of_danger_are_answered_when_a_step_is_completed(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET, {"f.situation": "I want to end my life tonight", "action": "complete"})
    assert answer.status == 200
    assert answer.text.index("Your safety comes first") < answer.text.index("is saved")
    assert "tel:112" in answer.read.links


def test_words_of_danger_are_answered_even_when_the_step_cannot_be_completed(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET, {"f.name": "I want to end my life tonight", "action": "complete"})
    assert answer.status == 422
    assert "Your safety comes first" in answer.text
    assert filled(answer)["f.name"] == ["I want to end my life tonight"]


def test_too_long_a_text_is_refused_and_still_on_the_page(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET, {"f.situation": "word " * 45_000, "action": "complete"})
    assert answer.status == 413
    assert len(filled(answer)["f.situation"][0]) == 225_000
    assert written(patient) == {}


def test_a_form_of_half_a_megabyte_is_not_read(patient: Site, sheet: Page) -> None:
    answer = patient.fill(sheet, SHEET, {"f.situation": "w" * 600_000, "action": "complete"})
    assert answer.status == 413
    assert "your words are still there" in answer.text


# --- the form itself -------------------------------------------------------------------------------

PLAIN = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r"), min_size=1, max_size=80)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(text=PLAIN.filter(str.strip))
def test_whatever_is_typed_comes_back_letter_by_letter(text: str) -> None:
    from chalicelib.web.render import templates

    field = WorksheetField(id="situation", type="long_text", label="The situation")
    assert read_answers([field], Fields({"f.situation": [text]})) == {"situation": text}
    macro = templates().get_template("fields.html").module
    html = macro.field(field, text, 0, {}, 11, "")  # type: ignore[attr-defined]
    from tests.web.conftest import Reader

    reader = Reader()
    reader.feed(f"<form>{html}</form>")
    shown = dict(reader.forms[0])["f.situation"].removesuffix("\n")
    assert shown == text.removesuffix("\n")


def test_answers_are_told_in_the_worksheets_own_words() -> None:
    fields = [
        WorksheetField(id="place", type="choice", label="Where", choices=TWO),
        WorksheetField(id="agree", type="yes_no", label="Agreed"),
        WorksheetField(
            id="feelings",
            type="table",
            label="Feelings",
            columns=(
                WorksheetField(id="name", type="short_text", label="Feeling"),
                WorksheetField(id="strength", type="rating", label="Strength"),
            ),
        ),
    ]
    answers = {"agree": False, "place": "out", "feelings": [{"name": "sad", "strength": 40}], "gone": "older words"}
    assert said(fields, answers) == [
        ("Where", ["Out and about"]),
        ("Agreed", ["no"]),
        ("Feelings", ["Feeling: sad; Strength: 40"]),
        ("gone", ["older words"]),
    ]
