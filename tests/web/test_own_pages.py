"""Looking back and settings: the journal with its search, how it went, taking a copy, leaving, being erased.

All people and words here are invented.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from tests.web.conftest import Site
from tests.whole_record import SUB, Marks, items_with, live


@pytest.fixture
def lived(api: Any, site: Site) -> tuple[Site, Marks]:
    """A browser of somebody who has done one of everything."""
    mark = live(api)
    return site.as_(SUB), mark


def test_every_earlier_entry_stands_in_the_journal_with_its_words(lived: tuple[Site, Marks]) -> None:
    site, mark = lived
    page = site.get("/journal")
    assert page.status == 200
    in_entries = {
        p: w for p, w in mark.words.items() if not p.startswith(("safety plan", "message")) and "draft, " not in p[:7]
    }
    in_entries.pop("draft, no field", None)
    missing = [place for place, word in in_entries.items() if word not in page.html and not place.startswith("draft,")]
    assert missing == []
    assert "A sheet with everything" in page.text
    assert "4 of 10" in page.text


def test_what_is_for_the_therapist_is_not_in_the_journal(lived: tuple[Site, Marks]) -> None:
    site, _mark = lived
    page = site.get("/journal")
    assert "Flag" not in page.text
    assert "rule" not in page.text


def test_the_newest_comes_first_and_older_ones_on_the_next_page(patient: Site) -> None:
    for number in range(25):
        patient.world.clock.on(minutes=1)
        patient.send(patient.get("/mood"), "/mood", "once", rating="5", note=f"note-{number:02d}-")
    first = patient.get("/journal")
    (earlier,) = [link for link in first.read.links if "cursor=" in link]
    second = patient.get("/" + earlier)
    assert first.html.index("note-24-") < first.html.index("note-23-")
    assert "note-05-" in first.html
    assert "note-04-" not in first.html
    assert "note-04-" in second.html
    assert "note-00-" in second.html
    assert not [link for link in second.read.links if "cursor=" in link]


def test_a_search_finds_own_words_whatever_their_case_and_accents(lived: tuple[Site, Marks]) -> None:
    site, _mark = lived
    site.send(site.get("/mood"), "/mood", "once", rating="7", note="Mañana paseo con el perro")
    found = site.send(site.get("/journal"), "/journal", "words", words="MANANA perro")
    assert "Mañana paseo" in found.text
    assert "1 entry with these words" in found.text
    assert "A sheet with everything" not in found.text
    assert "No entry has all" in site.send(found, "/journal", "words", words="zeppelin").text


def test_a_search_leaves_no_word_in_any_address(lived: tuple[Site, Marks]) -> None:
    site, _mark = lived
    page = site.send(site.get("/journal"), "/journal", "words", words="mark0xq")
    assert not [link for link in page.read.links if "mark0xq" in link]
    assert 'action="journal"' in page.html
    assert 'method="get"' not in page.html


def test_what_is_looked_for_is_escaped_and_not_too_long(patient: Site) -> None:
    page = patient.send(patient.get("/journal"), "/journal", "words", words='"><script>alert(1)</script>')
    assert "<script>alert" not in page.html
    long = patient.send(page, "/journal", "words", words="x" * 300)
    assert long.status == 422
    assert long.value("words") == "x" * 300


def test_an_empty_journal_says_so(patient: Site) -> None:
    assert "Nothing here yet" in patient.get("/journal").text


def answer(site: Site, **items: int) -> None:
    page = site.get("/measures/phq-9")
    values = {f"item.{n}": str(items.get(f"i{n}", items["all"])) for n in range(1, 10)} | {"item.9": "0"}
    assert site.fill(page, "/measures/phq-9", dict(values), "once").status == 200


def test_how_it_went_says_it_in_words_draws_it_and_has_the_table(patient: Site) -> None:
    for value in (3, 2, 1):
        answer(patient, all=value)
        patient.world.clock.on(days=7)
    page = patient.get("/progress")
    assert "Low mood" in page.text
    assert "The number is lower than at first: 8 now, 24 then." in page.text
    assert "something has become easier" in page.text
    assert page.html.count("<circle") == 3
    assert page.html.count('class="stripe') == 5
    assert "24 of 27" in page.text
    assert "PHQ" not in page.text


def test_things_that_became_harder_are_told_without_blame(patient: Site) -> None:
    for value in (0, 2):
        answer(patient, all=value)
        patient.world.clock.on(days=7)
    text = patient.get("/progress").text
    assert "higher than at first: 16 now, 0 then" in text
    assert "says nothing about how much you try" in text
    for word in ("fail", "worse", "bad", "should"):
        assert word not in text.lower()


def test_moods_are_drawn_and_the_last_seven_held_against_those_before(patient: Site) -> None:
    for rating in (2, 3, 2, 3, 2, 3, 2, 6, 7, 6, 7, 6, 7, 6):
        patient.world.clock.on(hours=12)
        patient.send(patient.get("/mood"), "/mood", "once", rating=str(rating))
    page = patient.get("/progress")
    assert "between 2 and 7 of 10; the last was 6" in page.text
    assert "higher on average than the seven before: 6.4 after 2.4" in page.text
    assert page.html.count("<circle") == 14


def test_with_nothing_to_show_there_is_a_way_to_begin(patient: Site) -> None:
    page = patient.get("/progress")
    assert "Nothing to show yet" in page.text
    assert "mood" in page.read.links


def test_a_copy_to_read_holds_every_word_and_needs_nothing_of_the_site(lived: tuple[Site, Marks]) -> None:
    site, mark = lived
    copy = site.get("/record/readable")
    assert copy.status == 200
    assert "attachment" in copy.headers["Content-Disposition"]
    assert [place for place, word in mark.words.items() if word not in copy.html] == []
    assert "<b>" not in copy.html
    assert [copy.html.count(part) for part in ("<link", "<script", "src=", "href=", "style")] == [0] * 5
    assert "FITTED-SHOWN" in copy.html
    assert "FITTED-REFUSED" not in copy.html


def test_a_copy_to_pass_on_is_fhir(lived: tuple[Site, Marks]) -> None:
    site, mark = lived
    copy = site.get("/record/fhir")
    assert copy.headers["Content-Type"].startswith("application/fhir+json")
    assert Bundle.model_validate(json.loads(copy.html)).type == "collection"
    assert [place for place, word in mark.words.items() if word not in copy.html] == []
    assert "record/fhir" in site.get("/record").read.links


def test_the_language_is_chosen_in_its_own_words_and_kept(patient: Site) -> None:
    page = patient.get("/settings")
    assert '<span lang="es">Español</span>' in page.html
    assert patient.send(page, "/settings", "language", language="es").status == 303
    assert patient.world.course("pat").language == "es"
    assert '<html lang="es">' in patient.get("/settings").html


def test_a_language_that_we_do_not_have_is_refused(patient: Site) -> None:
    page = patient.get("/settings")
    assert patient.send(page, "/settings", "language", language="tlh").status == 422
    assert patient.world.course("pat").language == "en"


def test_whoever_leaves_gets_a_goodbye_plan_and_their_therapist_knows(patient: Site, therapist: Site) -> None:
    page = patient.get("/goodbye")
    assert {"safety/plan", "safety", "record"} <= set(page.read.links)
    assert patient.post("/goodbye", [("csrf", page.value("csrf")), ("action", "leave")]).status == 303
    assert "You have left the programme" in patient.get("/goodbye").text
    assert "R20" in therapist.get("/review").text
    patient.world.clock.on(days=60)
    from chalicelib.usecases.watch import raise_silent

    assert raise_silent(patient.world.deps).raised == 0
    back = patient.get("/settings")
    assert patient.post("/goodbye", [("csrf", back.value("csrf")), ("action", "back")]).status == 303
    assert patient.world.course("pat").left_at is None
    patient.world.clock.on(days=60)
    assert raise_silent(patient.world.deps).raised == 1


def test_leaving_twice_tells_the_therapist_once(patient: Site, therapist: Site) -> None:
    fields = [("csrf", patient.get("/goodbye").value("csrf")), ("action", "leave")]
    for _ in range(2):
        patient.post("/goodbye", fields)
    assert therapist.get("/review").text.count("by rule R20") == 1


def test_a_goodbye_plan_points_to_the_plan_for_keeping_well_that_was_written(
    patient: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.send(patient.get("/steps/hello"), "/steps/hello", action="complete")
    patient.send(patient.get("/steps/sheet"), "/steps/sheet", action="complete", f__situation="a day")
    step = patient.world.deps.content.step
    written = lambda version: step(version).model_copy(update={"worksheet": "relapse-prevention-plan"})  # noqa: E731
    monkeypatch.setattr(patient.world.deps.content, "step", written)
    assert "steps/sheet" in patient.get("/goodbye").read.links


def test_erasing_asks_to_be_sure_and_then_signs_out(lived: tuple[Site, Marks]) -> None:
    site, _mark = lived
    page = site.get("/erase")
    unsure = site.send(page, "/erase", "csrf")
    assert unsure.status == 422
    assert "#sure" in unsure.read.links
    assert site.world.course(SUB) is not None
    done = site.post("/erase", [("csrf", page.value("csrf")), ("sure", "erase")])
    assert (done.status, site.cookies["session"]) == (200, "")
    assert "Everything is erased" in done.text
    assert "safety" in done.read.links
    assert items_with(site.world.table, SUB) == []


@pytest.mark.parametrize("path", ["/erase", "/goodbye", "/settings"])
def test_another_site_cannot_send_these_forms(patient: Site, path: str) -> None:
    answer = patient.post(path, {"sure": "erase", "action": "leave", "language": "es"})
    assert answer.status == 403
    course = patient.world.course("pat")
    assert (course.left_at, course.language) == (None, "en")


def test_the_notice_after_an_erasure_can_be_read_and_closed(lived: tuple[Site, Marks], therapist: Site) -> None:
    site, _mark = lived
    site.post("/erase", [("csrf", site.get("/erase").value("csrf")), ("sure", "erase")])
    (path,) = [link for link in therapist.get("/review").read.links if link.startswith("review/")]
    page = therapist.get("/" + path)
    assert "Invented 1111" in page.text
    assert "open red flag" in page.text
    fields = {"action": "resolve", "text": "rang them", "contact_confirmed": "yes"}
    form = [(name, value) for name, value in page.form("version") if name not in fields]
    assert therapist.post("/" + path, [*form, *fields.items()]).status == 303
    assert "Nobody is waiting" in therapist.get("/review").text
