"""The authors' preview: every page of the real programme, faults, samples by a model, and what follows a save."""

from __future__ import annotations

import html
import http.client
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.scripted_model import scripted_model
from chalicelib.authoring.cli import main
from chalicelib.authoring.preview import programme_map, timeline
from chalicelib.authoring.preview.answers import Workshop, answer
from chalicelib.authoring.preview.fitting import configured
from chalicelib.authoring.preview.server import Server, news
from chalicelib.authoring.preview.state import Watch
from chalicelib.domain.programme import Programme
from tests.content import MODULES

SMALL = Path(__file__).parents[1] / "unit" / "data" / "small_programme"


@pytest.fixture(scope="module")
def real() -> Workshop:
    """The programme of this project, with no model."""
    return Workshop(Watch(MODULES))


@pytest.fixture(scope="module")
def programme(real: Workshop) -> Programme:
    assert real.watch.shown.programme is not None
    return real.watch.shown.programme


@pytest.fixture
def desk(tmp_path: Path) -> Workshop:
    """An author at work on a small invented programme."""
    shutil.copytree(SMALL, tmp_path / "modules")
    return Workshop(Watch(tmp_path / "modules"))


def seen(here: Workshop, address: str) -> str:
    """A page as its reader sees it: without markup and with plain spaces."""
    given = answer(here, "GET", address)
    assert given.status == 200, address
    return words(given.body)


def words(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body.decode())).split())


def change(here: Workshop, name: str, old: str, new: str) -> None:
    """Edit a file as an author does, and let the preview look."""
    path = here.watch.folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert here.watch.check()


# --- what is shown --------------------------------------------------------------------------------


def test_every_step_is_shown_to_its_author_and_as_patients_see_it(real: Workshop, programme: Programme) -> None:
    for module in programme.modules:
        for step in module.steps:
            assert step.title in seen(real, f"/steps/{step.id}")
            assert step.title in seen(real, f"/see/en/light/answers/steps/{step.id}")


def test_every_step_is_shown_in_every_language(real: Workshop, programme: Programme) -> None:
    assert programme.translations
    for translation in programme.translations:
        for module in translation.modules:
            for step in module.steps:
                assert step.title in seen(real, f"/see/{translation.language}/light/none/steps/{step.id}")


def test_every_practice_and_question_is_shown(real: Workshop, programme: Programme) -> None:
    for practice in programme.practices:
        for eyes in ("", "?eyes=open"):
            page = seen(real, f"/practices/{practice.id}{eyes}")
            assert practice.title in page
            assert f"The {len(timeline.drawn(practice, bool(eyes)).lines)} lines" in page
        assert practice.title in seen(real, f"/see/en/light/answers/practices/{practice.id}")
    for kind, found in (("measures", programme.measures), ("screens", programme.screens)):
        for one in found:
            if one.has_text:
                assert one.title in seen(real, f"/see/en/light/answers/{kind}/{one.id}")


def test_the_whole_way_shows_what_is_still_locked(real: Workshop, programme: Programme) -> None:
    assert "Your whole way" in seen(real, "/see/en/light/answers/today")
    page = seen(real, "/see/en/light/answers/programme")
    assert "Not open yet" in page
    assert all(module.title in page for module in programme.modules)


def test_the_map_names_every_module_and_every_branch_with_its_rule(real: Workshop, programme: Programme) -> None:
    page = answer(real, "GET", "/").body.decode()
    picture = page[page.index('<svg class="map"') : page.index("</svg>", page.index('<svg class="map"'))]
    for module in programme.modules:
        assert f'aria-label="{html.escape(module.title)}"' in picture
    for branch in programme.branches:
        assert f"Branch “{html.escape(branch.title)}”" in picture
    assert "PHQ-9, question 9, is at most 1" in words(page.encode())


def test_the_map_marks_what_a_branch_moves_and_nothing_overlaps(programme: Programme) -> None:
    drawn = programme_map.drawn(programme)
    moved = {box.module.id for box in drawn.boxes if box.moved}
    assert "facing-fears" in moved
    assert "starting-point" not in moved
    places = [(box.x, box.y) for box in drawn.boxes]
    assert len(places) == len(set(places))
    assert all(box.x + programme_map.WIDE <= drawn.wide and box.y + box.high <= drawn.high for box in drawn.boxes)


def test_the_contract_of_a_passage_is_told_in_full(real: Workshop, programme: Programme) -> None:
    step = next(step for module in programme.modules for step in module.steps if step.id == "gs-amara")
    page = seen(real, "/steps/gs-amara")
    for passage in step.passages:
        if passage.adaptable:
            rule = passage.adaptable
            assert rule.purpose in page
            assert all(kept in page for kept in rule.keep)
            assert f"{rule.max_words} words" in page
            assert all(ref in page for ref in rule.may_use)
    assert "Frozen: everybody reads it as it is written." in page


def test_a_step_shows_an_earlier_answer_the_words_for_none_or_what_the_author_tries(desk: Workshop) -> None:
    assert "a place." not in seen(desk, "/see/en/light/answers/steps/back")
    assert "You told us about a place." in seen(desk, "/see/en/light/none/steps/back")
    tried = seen(desk, "/see/en/light/answers/steps/back?say.moment.place=the+invented+pier")
    assert "You told us about the invented pier." in tried
    assert "You told us about a place." in seen(desk, "/see/en/light/answers/steps/back?say.moment.place=")


def test_the_colours_are_those_that_the_author_chose(real: Workshop) -> None:
    page = answer(real, "GET", "/see/en/dark/answers/steps/gs-amara").body.decode()
    name = next(iter(re.findall(r"\.\./static/(stillpath\.\w+\.css)", page)))
    dark = answer(real, "GET", f"/see/en/dark/answers/static/{name}").body.decode()
    light = answer(real, "GET", f"/see/en/light/answers/static/{name}").body.decode()
    assert "@media all" in dark
    assert "color-scheme: dark" in dark
    assert "prefers-color-scheme" not in dark + light
    assert "color-scheme: light;" in light


def test_nothing_is_asked_of_another_place(real: Workshop) -> None:
    for address in ("/", "/steps/gs-amara", "/practices/paced-breathing", "/see/en/light/answers/steps/gs-amara"):
        page = answer(real, "GET", address).body.decode()
        assert re.findall(r"<(?:script|link|img|iframe|audio)[^>]+(?:src|href)=\"(?:https?:)?//", page) == []
        assert " style=" not in page


def test_a_sheet_can_be_tried_and_nothing_of_it_is_kept(desk: Workshop) -> None:
    page = "/see/en/light/answers/steps/moment"
    done = answer(desk, "POST", page, b"action=complete&version=0&draft_version=0&f.place=by+the+invented+sea")
    assert (done.status, done.headers["Location"].split("?")[0]) == (303, "../today")
    saved = words(answer(desk, "POST", page, b"action=save&f.place=by+the+invented+sea").body)
    assert "Nothing is kept in the preview." in saved
    refused = answer(desk, "POST", page, b"action=complete&version=0&draft_version=0&f.mood=neither")
    assert refused.status == 422
    assert "please choose from the list" in words(refused.body)
    assert "invented sea" not in seen(desk, page)


def test_what_is_not_there_is_said(real: Workshop) -> None:
    for address in ("/steps/no-such-step", "/practices/none", "/nowhere", "/see/en/light/answers/review"):
        assert answer(real, "GET", address).status == 404


# --- the timeline ---------------------------------------------------------------------------------


def test_a_timeline_holds_every_line_and_a_breath_as_long_as_the_guide(programme: Programme) -> None:
    practice = next(one for one in programme.practices if one.breath)
    drawn = timeline.drawn(practice, careful=False)
    assert [line.cue.say for line in drawn.lines] == [cue.say for cue in practice.cues if cue.eyes != "open"]
    points = [tuple(map(float, point.split(","))) for point in drawn.breath.split()]
    assert practice.breath is not None
    until = practice.breath.to_seconds or practice.length_seconds
    assert points[0][0] == pytest.approx(timeline.LEFT + practice.breath.from_seconds * drawn.seconds_wide, abs=0.1)
    assert points[-1][0] == pytest.approx(timeline.LEFT + until * drawn.seconds_wide, abs=1)
    assert min(y for _, y in points) == timeline.BREATH
    assert max(y for _, y in points) == timeline.BREATH + timeline.BREATH_HIGH


def test_whoever_keeps_their_eyes_open_sees_the_shorter_timeline(programme: Programme) -> None:
    practice = next(one for one in programme.practices if one.eyes_open)
    assert practice.eyes_open is not None
    assert timeline.drawn(practice, careful=True).score.length_seconds == practice.eyes_open.length_seconds
    assert timeline.drawn(practice, careful=False).score.length_seconds == practice.length_seconds


def test_a_practice_has_sound_where_somebody_has_mixed_it(tmp_path: Path) -> None:
    (tmp_path / "breathing.wav").write_bytes(b"RIFF")
    here = Workshop(Watch(SMALL), sounds=tmp_path)
    assert b'src="/sound/breathing.wav"' in answer(here, "GET", "/practices/breathing").body
    assert answer(here, "GET", "/sound/breathing.wav").body == b"RIFF"
    (tmp_path / "breathing").mkdir()
    (tmp_path / "breathing.wav").rename(tmp_path / "breathing" / "sound.wav")
    assert answer(here, "GET", "/sound/breathing.wav").body == b"RIFF"
    assert answer(here, "GET", "/sound/../breathing.wav").status == 404


# --- samples by a model ---------------------------------------------------------------------------


def test_without_a_model_the_page_says_so_and_asks_none(real: Workshop) -> None:
    assert configured({"MODEL_NAME": "a-name-alone"}) is None
    assert "No language model is set up on this machine" in seen(real, "/steps/gs-amara")
    assert answer(real, "POST", "/steps/gs-amara/and-you").status == 404


def test_a_sample_shows_each_attempt_with_its_checks_and_then_stands_in_its_place(real: Workshop) -> None:
    with scripted_model() as address:
        here = Workshop(real.watch, configured({"MODEL_BASE_URL": address, "MODEL_NAME": "scripted"}))
        done = answer(here, "POST", "/steps/gs-small-goal/small-enough?reading=answers")
    assert (done.status, done.headers["Location"].split("#")[1]) == (303, "small-enough")
    page = seen(here, "/steps/gs-small-goal?reading=answers")
    assert "Attempt 1" in page
    assert "The words to keep are there: no" in page
    assert "It passed every check." in page
    fitted = seen(here, "/see/en/light/fitted/steps/gs-small-goal")
    assert "Fitted to you by a language model" in fitted
    assert "a good goal is small enough to do on a bad day" in fitted
    assert "Fitted to you by a language model" not in seen(here, "/see/en/light/answers/steps/gs-small-goal")


def test_a_model_out_of_reach_leaves_the_authors_text(desk: Workshop) -> None:
    nobody = {"MODEL_BASE_URL": "http://127.0.0.1:9/v1", "MODEL_NAME": "none", "MODEL_RETRIES": "0"}
    desk.model = configured(nobody)
    assert answer(desk, "POST", "/steps/back/your-place").status == 303
    page = seen(desk, "/steps/back")
    assert "no connection" in page
    assert "No attempt passed, so patients read the author's text." in page
    assert "Fitted to you" not in seen(desk, "/see/en/light/fitted/steps/back")


def test_a_line_of_a_practice_can_be_tried_too(desk: Workshop) -> None:
    with scripted_model() as address:
        desk.model = configured({"MODEL_BASE_URL": address, "MODEL_NAME": "scripted"})
        assert answer(desk, "POST", "/practices/breathing/soft").status == 303
    assert "Sample by scripted" in seen(desk, "/practices/breathing")
    assert answer(desk, "POST", "/practices/breathing/no-such-line").status == 404


# --- following the files --------------------------------------------------------------------------


def test_an_edit_is_seen_at_once(desk: Workshop) -> None:
    before = desk.watch.shown.number
    change(desk, "01-start/10-hello.md", "It is short.", "It is still short.")
    assert desk.watch.shown.number == before + 1
    assert "It is still short." in seen(desk, "/see/en/light/answers/steps/hello")
    assert not desk.watch.check()


def test_a_broken_file_keeps_the_last_good_page_and_shows_the_fault(desk: Workshop) -> None:
    change(desk, "01-start/10-hello.md", "title: Hello", "title: [Hello")
    assert "This is the first page." in seen(desk, "/see/en/light/answers/steps/hello")
    page = seen(desk, "/steps/hello")
    assert "You see the last good state." in page
    assert re.search(r"To mend in this file .*10-hello\.md:[45] yaml", page)
    assert "10-hello.md" in seen(desk, "/")
    # other files are still followed
    change(desk, "02-next/10-back.md", "That is all.", "That is all for today.")
    assert "That is all for today." in seen(desk, "/see/en/light/answers/steps/back")
    change(desk, "01-start/10-hello.md", "title: [Hello", "title: Hello again")
    assert "Hello again" in seen(desk, "/steps/hello")
    assert "no faults" in seen(desk, "/")


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"---\n&a [*a]\n---\n", b"---\nid: hello\n---\n## {#}", b"\t"])
def test_whatever_stands_in_a_file_the_preview_goes_on(desk: Workshop, text: bytes) -> None:
    (desk.watch.folder / "01-start" / "10-hello.md").write_bytes(text)
    (desk.watch.folder / "practices" / "breathing.yaml").write_bytes(text)
    assert desk.watch.check()
    assert "This is the first page." in seen(desk, "/see/en/light/answers/steps/hello")
    assert "to mend" in seen(desk, "/")
    assert seen(desk, "/practices/breathing")


def test_a_folder_that_was_never_good_shows_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text("id: [")
    here = Workshop(Watch(tmp_path))
    assert "programme.yaml:" in seen(here, "/")
    assert answer(here, "GET", "/see/en/light/answers/steps/hello").status == 404
    shutil.rmtree(tmp_path)
    assert here.watch.check()
    assert "is not a folder" in seen(here, "/")


@pytest.fixture
def browser_to(desk: Workshop) -> Iterator[http.client.HTTPConnection]:
    """The preview of the small programme as it listens, and a connection to it."""
    server = Server(desk, 0)
    threads = [threading.Thread(target=run, daemon=True) for run in (server.serve_forever, desk.watch.run)]
    for thread in threads:
        thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", int(server.server_address[1]), timeout=10)
    yield connection
    connection.close()
    desk.watch.end()
    server.shutdown()
    server.server_close()
    for thread in threads:
        thread.join()


def test_an_open_page_is_told_when_a_file_is_saved(desk: Workshop, browser_to: http.client.HTTPConnection) -> None:
    number = desk.watch.shown.number
    browser_to.request("GET", f"/news?after={number}")
    told = browser_to.getresponse()
    assert told.getheader("Content-Type") == "text/event-stream"
    assert told.readline() == f"data: {number}\n".encode()
    path = desk.watch.folder / "01-start" / "10-hello.md"
    path.write_text(path.read_text().replace("It is short.", "It is longer than before."))
    assert [told.readline(), told.readline()] == [b"\n", f"data: {number + 1}\n".encode()]


def test_news_give_a_sign_of_life_and_end_with_the_preview() -> None:
    watch = Watch(SMALL, news_every=0.01)
    told = news(watch, watch.shown.number)
    assert [next(told), next(told)] == [b"data: 1\n\n", b": still here\n\n"]
    watch.end()
    assert list(told) == []


def test_no_other_site_can_use_the_preview(browser_to: http.client.HTTPConnection) -> None:
    def status(method: str, path: str, **headers: str) -> int:
        browser_to.request(method, path, headers=headers)
        given = browser_to.getresponse()
        given.read()
        return given.status

    assert status("GET", "/") == 200
    assert status("GET", "/", Host="rebound.example:80") == 403
    assert status("POST", "/steps/back/your-place", Origin="https://elsewhere.example") == 403
    assert status("POST", "/steps/back/your-place", **{"Content-Length": "9999999"}) == 413


# --- the command ----------------------------------------------------------------------------------


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    nothing = CliRunner().invoke(main, ["preview", str(tmp_path / "nothing")])
    assert nothing.exit_code == 2
    assert "Give the one that holds programme.yaml" in nothing.output
    taken = Server(Workshop(Watch(SMALL)), 0)
    port = str(taken.server_address[1])
    refused = CliRunner().invoke(main, ["preview", str(SMALL), "--port", port])
    taken.server_close()
    assert refused.exit_code == 1
    assert "Choose another" in refused.output


def test_a_long_sheet_can_be_tried_page_by_page_and_brings_its_words_along(real: Workshop) -> None:
    page = "/see/en/light/answers/steps/ct-thought-record"
    first = b"view=page.1&shown=situation&action=next&f.situation=by+the+invented+sea"
    second = answer(real, "POST", page, first).body.decode()
    assert "Page 2 of 6" in second
    assert '<input type="hidden" name="f.situation" value="by the invented sea">' in second
    sent = b"view=page.2&shown=&action=review&f.situation=by+the+invented+sea&f.emotions.0.name=calm"
    last = words(answer(real, "POST", page, sent).body)
    assert "by the invented sea" in last
    assert "Feeling: calm" in last
    assert "invented sea" not in seen(real, page)
