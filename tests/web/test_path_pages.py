"""Today with a path of one's own, and a typed worksheet as a page; all words are invented."""

from __future__ import annotations

import pytest

from chalicelib.authoring.publish import publish
from tests.path_programme import PROGRAMME
from tests.web.conftest import Site


@pytest.fixture
def pia(site: Site) -> Site:
    publish(PROGRAMME, site.world.deps.content)
    site.world.enrol("pia")
    return site.as_("pia")


def test_the_way_and_the_extra_parts_stand_apart(pia: Site) -> None:
    pia.send(pia.get("/steps/ask"), "/steps/ask", action="complete", f__way="worry")
    page = pia.get("/programme")
    way, extra = page.text.split("Extra parts, if you want them")
    assert "You spoke of worry." in way
    assert way.index("Three") < way.index("Two") < way.index("Month-On")
    assert "Page of play" in extra
    near, more = extra.split("More extra parts")
    assert "Rest" not in near
    assert "You spoke of worry." in more
    assert "steps/play-page" in page.read.links


def test_what_is_good_to_know_is_shown_after_the_worksheet_is_done(pia: Site) -> None:
    filled = {"f.ladder.0.situation": "The bus", "f.ladder.0.fear": "60", "action": "complete"}
    done = pia.fill(pia.get("/steps/play-page"), "/steps/play-page", dict(filled))
    assert (done.status, done.headers["Location"]) == (303, "../steps/play-page?done=play-page")
    page = pia.get("/steps/play-page?done=play-page")
    assert "“Page of play” is done, and saved." in page.text
    assert "Your easiest step is at 60." in page.text
    assert "../today?done=play-page" in page.read.links


def test_what_has_to_be_mended_stands_beside_its_input(pia: Site) -> None:
    filled = {f"f.ladder.{n}.fear": str(fear) for n, fear in enumerate((30, 60, 50))}
    page = pia.fill(pia.get("/steps/play-page"), "/steps/play-page", {**filled, "action": "complete"})
    assert page.status == 422
    assert "#f.ladder.2.fear" in page.read.links
    assert page.value("f.ladder.2.fear") == "50"
