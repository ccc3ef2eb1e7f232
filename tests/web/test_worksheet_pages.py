"""A long worksheet over several small pages: forwards, back, in two windows, and never a word lost."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from chalicelib.authoring.publish import publish
from chalicelib.domain.content import Step, WorksheetField
from chalicelib.usecases.course import CompleteStep, complete_step, open_step
from chalicelib.usecases.ports import Change
from tests.web.conftest import Page, Site
from tests.worksheets import every_type, first_of, holding

RECORD = "/steps/ct-thought-record"
HERE = "At the bus stop, an invented Tuesday"


@pytest.fixture
def ana(site: Site) -> Site:
    publish(every_type(), site.world.deps.content)
    site.world.enrol("ana")
    return site.as_("ana")


def written(site: Site, step: str = "ct-thought-record") -> dict[str, Any]:
    page = open_step(site.world.deps, site.world.caller("ana"), step)[3]
    return dict(page.draft.answers if page.draft else page.answers or {})


def drafted(site: Site, step: str = "ct-thought-record") -> bool:
    return open_step(site.world.deps, site.world.caller("ana"), step)[3].draft is not None


def asked(page: Page) -> list[str]:
    """The questions that a page has inputs for."""
    return sorted({name.split(".")[1] for name, _ in page.form("version") if name.startswith("f.")})


def press(site: Site, page: Page, action: str, **fields: str | list[str]) -> Page:
    """Press a button; the page that it leads to."""
    answer = site.send(page, RECORD, action=action, **fields)
    return site.get("/steps/" + answer.headers["Location"].split("steps/")[1]) if answer.status == 303 else answer


def to_review(site: Site, hot: str = "Everyone looks at me") -> Page:
    """A whole thought record, page by page."""
    page = press(site, site.get(RECORD), "next", f__situation=HERE)
    page = press(site, page, "next", f__emotions__0__name="ashamed", f__emotions__0__strength="70")
    page = press(site, page, "next", f__thoughts__0__thought="Everyone looks at me", f__thoughts__0__belief="80")
    page = press(site, page, "next", **{"f__hot-thought": hot})
    return press(site, page, "next", **{"f__thinking-habits": ["mind-reading"]})


def test_each_page_asks_one_or_two_things_and_says_where_one_is(ana: Site) -> None:
    first = ana.get(RECORD)
    assert asked(first) == ["situation"]
    assert "Page 1 of 6" in first.text
    assert "Which moment?" in first.text
    second = press(ana, first, "next", f__situation=HERE)
    assert asked(second) == ["emotions"]
    assert "Page 2 of 6" in second.text
    assert HERE in second.text.split("What you wrote so far")[1]
    assert "<title>Your thought record – Page 2 of 6" in second.html


def test_the_last_page_shows_everything_before_it_is_finished(ana: Site) -> None:
    page = to_review(ana)
    assert "Last page: look it over" in page.text
    for words in (HERE, "Feeling: ashamed; How strong, from 0 to 100: 70", "Everyone looks at me", "reading minds"):
        assert words in page.text
    done = ana.send(page, RECORD, action="complete")
    assert done.status == 303
    assert written(ana) == {
        "situation": HERE,
        "emotions": [{"name": "ashamed", "strength": 70}],
        "thoughts": [{"thought": "Everyone looks at me", "belief": 80}],
        "hot-thought": "Everyone looks at me",
        "thinking-habits": ["mind-reading"],
    }
    assert not drafted(ana)


def test_going_back_keeps_what_was_just_typed_even_when_it_is_not_right_yet(ana: Site) -> None:
    second = press(ana, ana.get(RECORD), "next", f__situation=HERE)
    back = press(ana, second, "page:1", f__emotions__0__name="sad", f__emotions__0__strength="900")
    assert back.value("f.situation") == HERE
    assert ana.get(RECORD + "?page=2").value("f.emotions.0.strength") == "900"
    refused = ana.send(ana.get(RECORD + "?page=2"), RECORD, action="next")
    assert refused.status == 422
    assert "#f.emotions.0.strength" in refused.read.links
    assert "choose a whole number from 0 to 100" in refused.text


def test_an_empty_page_that_has_to_be_filled_in_says_so_before_it_is_left(ana: Site) -> None:
    refused = ana.send(ana.get(RECORD), RECORD, action="next")
    assert (refused.status, "#f.situation" in refused.read.links) == (422, True)


def test_all_of_it_can_be_had_on_one_page_and_back_again(ana: Site) -> None:
    whole = press(ana, ana.get(RECORD), "all", f__situation=HERE)
    assert len(asked(whole)) >= 4
    assert whole.value("f.situation") == HERE
    pages = press(ana, whole, "page:1", **{"f__hot-thought": "It is me"})
    assert asked(pages) == ["situation"]
    assert written(ana) == {"situation": HERE, "hot-thought": "It is me"}


def test_a_short_worksheet_stays_on_one_page_without_further_buttons(ana: Site) -> None:
    page = ana.get("/steps/wp-worry-log")
    assert 'value="complete"' in page.html
    assert 'value="next"' not in page.html
    assert "All on one page" not in page.text


def test_coming_back_goes_on_after_what_was_written_last(ana: Site) -> None:
    press(ana, ana.get(RECORD), "next", f__situation=HERE)
    assert "Page 2 of 6" in ana.get(RECORD).text
    assert "Page 1 of 6" in ana.get(RECORD + "?page=1").text


def test_what_is_done_is_shown_whole_and_turning_its_pages_changes_nothing(ana: Site) -> None:
    ana.send(to_review(ana), RECORD, action="complete")
    page = ana.get(RECORD)
    assert "Last page: look it over" in page.text
    assert 'value="complete"' not in page.html
    press(ana, press(ana, page, "page:1"), "next")
    assert not drafted(ana)
    changed = press(ana, press(ana, page, "page:4"), "next", **{"f__hot-thought": "Everyone looks at me."})
    assert drafted(ana)
    assert "Page 5 of 6" in changed.text


def test_what_does_not_fit_together_is_asked_again_on_one_page_with_the_rest_in_sight(ana: Site) -> None:
    refused = ana.send(to_review(ana, hot="Another thing"), RECORD, action="complete")
    assert refused.status == 422
    assert asked(refused) == ["hot-thought"]
    assert "#f.hot-thought" in refused.read.links
    assert "Everyone looks at me" in refused.text.split("What you wrote so far")[1]
    assert '<option value="Everyone looks at me">' in refused.html
    mended = ana.send(refused, RECORD, action="complete", **{"f__hot-thought": "everyone looks at me"})
    assert mended.status == 303
    assert written(ana)["situation"] == HERE


# --- two windows, another session, old forms --------------------------------------------------------


def test_two_windows_on_different_pages_both_keep_their_words(ana: Site) -> None:
    first, second = ana.get(RECORD), ana.get(RECORD + "?page=2")
    assert ana.send(first, RECORD, action="next", f__situation=HERE).status == 303
    assert ana.send(second, RECORD, action="next", f__emotions__0__name="sad").status == 303
    assert written(ana) == {"situation": HERE, "emotions": [{"name": "sad"}]}


def test_two_windows_on_the_same_page_show_both_texts_and_keep_the_second_aside(ana: Site) -> None:
    first, second = ana.get(RECORD), ana.get(RECORD)
    ana.send(first, RECORD, action="next", f__situation="from the phone")
    clash = ana.send(second, RECORD, action="next", f__situation="from the laptop")
    assert clash.status == 409
    assert "from the phone" in clash.text
    assert clash.value("f.situation") == "from the laptop"
    assert written(ana)["situation"] == "from the phone"
    assert "from the laptop" in ana.get("/journal").text
    assert ana.send(clash, RECORD, action="next", f__situation="both").status == 303
    assert written(ana)["situation"] == "both"


def test_a_last_page_that_another_window_has_overtaken_is_shown_anew_before_it_counts(ana: Site) -> None:
    review = to_review(ana)
    ana.send(ana.get(RECORD + "?page=1"), RECORD, action="next", f__situation="changed elsewhere")
    answer = ana.send(review, RECORD, action="complete")
    assert answer.status == 409
    assert "changed elsewhere" in answer.text
    assert ana.send(answer, RECORD, action="complete").status == 303
    assert written(ana)["situation"] == "changed elsewhere"


def test_a_form_of_last_week_is_answered_with_both_texts(ana: Site) -> None:
    old = press(ana, ana.get(RECORD), "all")
    whole = {"situation": "new", "thoughts": [{"thought": "new thought"}]}
    complete_step(ana.world.deps, ana.world.caller("ana"), "ct-thought-record", CompleteStep(whole, 0))
    ana.world.clock.on(days=7)
    late = ana.send(old, RECORD, action="complete", f__situation="old", f__thoughts__0__thought="old thought")
    assert late.status == 409
    assert "new thought" in late.text
    assert late.value("f.situation") == "old"
    assert "old thought" in ana.get("/journal").text


def test_a_page_whose_session_is_over_comes_back_with_its_words_and_the_other_pages(ana: Site) -> None:
    second = press(ana, ana.get(RECORD), "next", f__situation=HERE)
    late = ana.as_("ana", exp=int(time.time()) - 60)
    answer = late.send(second, RECORD, action="next", f__emotions__0__name="<b>sad</b>")
    assert answer.status == 401
    fresh = ana.as_("ana", auth_time=1)
    shown = fresh.post(RECORD, answer.form("f.emotions.0.name"))
    assert shown.status == 403
    assert asked(shown) == ["emotions"]
    assert shown.value("f.emotions.0.name") == "<b>sad</b>"
    assert fresh.send(shown, RECORD, action="next").status == 303
    assert written(ana) == {"situation": HERE, "emotions": [{"name": "<b>sad</b>"}]}


def released(ana: Site, step: Step) -> None:
    """A new release in which the worksheet has changed, to which this person is moved."""
    version = publish(holding(step), ana.world.deps.content).release_version
    course = ana.world.course("ana")
    ana.world.deps.courses.save(Change(course=course.model_copy(update={"release": version})))


def test_words_for_a_question_that_a_release_took_away_are_shown_and_kept(ana: Site) -> None:
    step = first_of("thought-record")
    page = press(ana, ana.get(RECORD), "all", **{"f__hot-thought": "Words of before"})
    fewer = tuple(f for f in step.fields if f.id != "hot-thought")
    added = WorksheetField(id="new", type="short_text", label="A new question")
    released(ana, step.model_copy(update={"fields": (*fewer, added)}))
    assert "Words of before" in ana.get(RECORD).text.split("Written on an earlier form of this page")[1]
    saved = press(ana, page, "save", f__situation=HERE, f__gone="More words of before")
    told = saved.text.split("Written on an earlier form of this page")[1]
    assert "Words of before" in told
    filled = {"f__situation": HERE, "f__new": "A new answer", "f__thoughts__0__thought": "A thought"}
    assert ana.send(ana.get(RECORD + "?all=1"), RECORD, action="complete", **filled).status == 303
    assert written(ana)["new"] == "A new answer"
    assert "Words of before" in ana.get("/journal").text


def test_words_for_a_question_that_changed_its_type_are_shown_beside_it(ana: Site) -> None:
    step = first_of("thought-record")
    press(ana, ana.get(RECORD), "next", f__situation="A text of before")
    first = step.fields[0].model_copy(update={"type": "list"})
    released(ana, step.model_copy(update={"fields": (first, *step.fields[1:])}))
    page = ana.get(RECORD)
    assert (page.status, "A text of before" in page.text) == (200, True)
    again = press(ana, ana.get(RECORD + "?page=1"), "next", f__situation__0="A line of now")
    assert written(ana)["situation"] == ["A line of now"]
    assert "A text of before" in again.text


# --- what is typed ---------------------------------------------------------------------------------


def test_a_hundred_thousand_characters_are_refused_where_they_stand_and_nothing_is_lost(ana: Site) -> None:
    refused = ana.send(ana.get(RECORD), RECORD, action="next", f__situation="w" * 100_000)
    assert refused.status == 422
    assert "99760 characters longer than the 240 that fit" in refused.text
    assert len(refused.value("f.situation")) == 100_000
    assert len(written(ana)["situation"]) == 100_000


def test_script_in_an_answer_is_text_on_every_page_that_shows_it(ana: Site) -> None:
    script = "<script>alert('x')</script>"
    page = press(ana, ana.get(RECORD), "next", f__situation=script)
    for shown in (page, ana.get(RECORD + "?review=1"), ana.get(RECORD + "?page=1")):
        assert script not in shown.html
        assert "&lt;script&gt;" in shown.html


def test_words_of_danger_bring_the_lines_at_once_and_not_again_with_every_page(ana: Site) -> None:
    answer = ana.send(ana.get(RECORD), RECORD, action="next", f__situation="I am going to kill myself tonight")
    assert answer.status == 200
    assert "Your safety comes first" in answer.text
    assert asked(answer) == ["emotions"]
    on = ana.send(answer, RECORD, action="next", f__emotions__0__name="empty")
    assert on.status == 303
    assert ana.send(ana.get(RECORD + "?page=3"), RECORD, action="save", f__thoughts__0__thought="x").status == 200


def test_the_script_saves_the_page_that_is_open_and_the_next_save_builds_on_it(ana: Site) -> None:
    second = press(ana, ana.get(RECORD), "next", f__situation=HERE)
    told = json.loads(ana.send(second, RECORD + "/draft", f__emotions__0__name="sa").html)
    assert written(ana) == {"situation": HERE, "emotions": [{"name": "sa"}]}
    later = {"seen": told["seen"], "draft_version": str(told["version"]), "f__emotions__0__name": "sad"}
    assert ana.send(second, RECORD, action="next", **later).status == 303
    assert written(ana)["emotions"] == [{"name": "sad"}]


def test_a_locked_worksheet_opened_by_the_address_of_a_page_says_why(site: Site) -> None:
    step = first_of("thought-record")
    first = step.model_copy(update={"id": "before", "title": "Before", "core": True})
    publish(holding(first, step), site.world.deps.content)
    site.world.enrol("ana")
    answer = site.as_("ana").get(RECORD + "?page=3")
    assert (answer.status, "First comes “Before”" in answer.text) == (409, True)


# --- rows ------------------------------------------------------------------------------------------


def test_a_row_is_removed_by_its_name_and_can_be_put_back(ana: Site) -> None:
    second = ana.get(RECORD + "?page=2")
    rows = {"f__emotions__0__name": "sad", "f__emotions__0__strength": "40", "f__emotions__1__name": "angry"}
    more = ana.send(ana.send(second, RECORD, action="more:emotions", **rows), RECORD, action="more:emotions", **rows)
    gone = ana.send(more, RECORD, action="remove:emotions.0")
    assert "Removed: sad" in gone.text
    assert written(ana)["emotions"] == [{"name": "angry"}]
    ana.send(gone, RECORD, action="restore:emotions.0")
    assert written(ana)["emotions"] == [{"name": "sad", "strength": 40}, {"name": "angry"}]


def test_a_line_is_removed_and_a_full_list_says_how_many_fit(ana: Site) -> None:
    cycle = "/steps/gs-my-cycle"
    filled = {f"f.thoughts.{n}": f"thought {n}" for n in range(6)}
    page = ana.fill(ana.get(cycle + "?page=2"), cycle, {**filled, "action": "more:thoughts"})
    assert "There is room for 6 here." in page.text
    assert 'value="more:thoughts"' not in page.html.split("There is room for 6 here.")[0].split("actions")[-1][-300:]
    gone = ana.send(page, cycle, action="remove:thoughts.2")
    assert written(ana, "gs-my-cycle")["thoughts"] == [f"thought {n}" for n in (0, 1, 3, 4, 5)]
    ana.send(gone, cycle, action="restore:thoughts.2")
    assert written(ana, "gs-my-cycle")["thoughts"] == [f"thought {n}" for n in range(6)]


LADDER = "/steps/ff-my-ladder"


def ladder(ana: Site) -> list[str]:
    return [row["situation"] for row in written(ana, "ff-my-ladder")["ladder"]]


def test_steps_of_a_ladder_move_by_buttons_and_the_focus_goes_with_them(ana: Site) -> None:
    rows = [("Wait at the bus stop", "30"), ("Ride one stop", "50"), ("Ride to town", "")]
    filled = {
        f"f.ladder.{n}.{c}": v for n, row in enumerate(rows) for c, v in zip(("situation", "fear"), row, strict=True)
    }
    page = ana.fill(ana.get(LADDER), LADDER, {**filled, "action": "save"})
    page = ana.get(LADDER)
    assert "Move “Ride to town” up" in page.text
    assert "Move “Wait at the bus stop” up" not in page.text
    up = ana.send(page, LADDER, action="up:ladder.2")
    assert ladder(ana) == ["Wait at the bus stop", "Ride to town", "Ride one stop"]
    assert "“Ride to town” is now number 2 of 3." in up.text
    assert 'id="up.ladder.1" autofocus' in up.html
    top = ana.send(up, LADDER, action="up:ladder.1")
    assert ladder(ana)[0] == "Ride to town"
    assert 'id="down.ladder.0" autofocus' in top.html
    ordered = ana.send(top, LADDER, action="sort:ladder")
    assert ladder(ana) == ["Ride one stop", "Wait at the bus stop", "Ride to town"]
    assert "Sorted: the most fear is at the top." in ordered.text
