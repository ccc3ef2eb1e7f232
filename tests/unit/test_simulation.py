"""What invented people meet when they go through the real programme, unpublished. Nobody here exists."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result

from chalicelib.authoring.cli import main
from chalicelib.authoring.reader import read_folder
from chalicelib.authoring.simulation.answers import answers_for, spoiled
from chalicelib.authoring.simulation.persona import Persona
from chalicelib.authoring.simulation.personas import PERSONAS
from chalicelib.authoring.simulation.picture import picture_of
from chalicelib.authoring.simulation.questionnaires import items_for
from chalicelib.authoring.simulation.runner import START, simulate
from chalicelib.authoring.simulation.story import Event, Story
from chalicelib.authoring.simulation.world import FolderContent
from chalicelib.domain.answers import check_step
from chalicelib.domain.content import Passage
from chalicelib.domain.measures import score
from chalicelib.domain.programme import Programme

MODULES = Path(__file__).parents[2] / "modules"
SMALL = Path(__file__).parent / "data" / "small_programme"
TODAY = date(2026, 3, 4)


@pytest.fixture(scope="module")
def programme() -> Programme:
    read = read_folder(MODULES)
    assert read.programme is not None, read.faults
    return read.programme


@pytest.fixture(scope="module")
def life(programme: Programme) -> Callable[..., Story]:
    content = FolderContent(programme)

    @cache
    def of(name: str, weeks: int) -> Story:
        return simulate(content, person(name), weeks)

    return of


def person(name: str) -> Persona:
    return next(one for one in PERSONAS if one.name == name)


def raised(story: Story, rule: str) -> list[Event]:
    return [event for event in story.of("raised") if event.data["rule"] == rule]


def opened(story: Story) -> list[str]:
    return [event.what for event in story.of("opened") if event.data["kind"] == "weekly"]


# --- who they are ---------------------------------------------------------------------------------


def test_everybody_that_authors_are_promised_is_there() -> None:
    wanted = "steady stuck deteriorating silent skipping screen-reader spanish no-ai no-headset item-nine phobic "
    assert {*wanted.split(), "worrier", "two-devices"} <= {one.name for one in PERSONAS}
    assert len({one.name for one in PERSONAS}) == len(PERSONAS) >= 12


def test_the_documentation_names_everybody_and_shows_their_picture() -> None:
    docs = MODULES.parent / "docs"
    text = (docs / "simulation.md").read_text()
    assert [one.name for one in PERSONAS if f"`{one.name}`" not in text] == []
    assert {path.stem for path in (docs / "simulation").glob("*.svg")} == {one.name for one in PERSONAS}


@pytest.mark.parametrize("thorough", [True, False])
def test_what_they_write_is_valid_on_every_step(programme: Programme, thorough: bool) -> None:
    somebody = replace(person("stuck"), thorough=thorough)
    for step in [step for module in programme.modules for step in module.steps]:
        for turn in (0, 1):
            answers = answers_for(step, somebody, TODAY, turn)
            assert check_step(step, answers, TODAY).problems == [], step.id
        assert answers_for(step, somebody, TODAY) == answers_for(step, somebody, TODAY)


def test_what_goes_wrong_first_is_refused_by_the_rules(programme: Programme) -> None:
    somebody = person("skipping")
    steps = [step for module in programme.modules for step in module.steps]
    wrong = {step.id: spoiled(step, answers_for(step, somebody, TODAY)) for step in steps}
    assert all(check_step(s, answers, TODAY).problems for s in steps if (answers := wrong[s.id]))
    assert sum(answers is not None for answers in wrong.values()) > 20


def test_their_questionnaires_come_to_their_totals(programme: Programme) -> None:
    for measure in [one for one in programme.measures if one.id in ("phq-9", "gad-7")]:
        for somebody in PERSONAS:
            totals = somebody.low_mood if measure.id == "phq-9" else somebody.worry
            for week, total in enumerate(totals):
                scored = score(measure, items_for(measure, somebody, week))
                left_out = measure.id == "phq-9" and scored.risk_items["9"] is None
                assert scored.total == (None if left_out else total), (somebody.name, measure.id, week)


# --- what they meet -------------------------------------------------------------------------------


def test_the_steady_one_is_through_in_eight_weeks_and_comes_to_all_boosters(life: Callable[..., Story]) -> None:
    story = life("steady", 8)
    assert story.ended
    assert len(opened(story)) == 9
    assert story.of("raised") == []
    assert [e.what for e in story.of("finished")][-3:] == ["one-month-on", "three-months-on", "six-months-on"]
    assert story.dead_ends == []


def test_the_silent_one_is_reported_after_fourteen_days_and_again_after_twenty_one(life: Callable[..., Story]) -> None:
    story = life("silent", 5)
    last_seen = story.of("step", "practice")[-1].at
    blue, amber = raised(story, "R15")[:2]
    assert (blue.data["level"], amber.what) == ("blue", "R15 amber (was blue)")
    assert blue.data["flag"] == amber.data["flag"]
    for event, days in ((blue, 14), (amber, 21)):
        # the first night after so many whole days
        assert timedelta(days=days) <= event.at - last_seen < timedelta(days=days + 1)
    assert [e.what for e in story.of("reminder")] == ["day 16"]


def test_the_deteriorating_one_is_flagged_when_it_is_reliable_and_not_before(life: Callable[..., Story]) -> None:
    story = life("deteriorating", 5)
    first = raised(story, "R8")[0]
    assert first.data["level"] == "amber"
    assert [e.data["total"] for e in story.of("response") if e.what == "phq-9" and e.at <= first.at] == [9, 10, 11, 15]


def test_item_nine_raises_red_locks_the_next_part_and_shows_the_crisis_page(life: Callable[..., Story]) -> None:
    story = life("item-nine", 4)
    red = raised(story, "R2")[0]
    assert red.data["level"] == "red"
    assert any(e.at == red.at and e.what == "item" for e in story.of("crisis"))
    waiting = next(e for e in story.of("waiting") if e.at > red.at)
    closed = next(e for e in story.of("closed") if e.data["flag"] == red.data["flag"])
    begun = next(e for e in story.of("opened") if e.what == waiting.what)
    assert waiting.at < closed.at < begun.at


def test_who_leaves_out_the_question_and_what_follows_is_told_of_twice(life: Callable[..., Story]) -> None:
    story = life("skipping", 3)
    about = [e.data["level"] for e in raised(story, "R5")]
    assert about == ["amber", "amber"]
    assert [e.data["total"] for e in story.of("response") if e.what == "phq-9"] == [8, None]
    assert "unanswered" in [e.what for e in story.of("crisis")]


@pytest.mark.parametrize(
    ("name", "branch", "fourth"),
    [
        ("steady", "low-mood", "catching-thoughts"),
        ("phobic", "avoidance", "facing-fears"),
        ("worrier", "worry", "worry-and-problems"),
    ],
)
def test_the_branch_decides_what_comes_in_the_fourth_week(
    life: Callable[..., Story], name: str, branch: str, fourth: str
) -> None:
    story = life(name, 8 if name == "steady" else 4)
    assert story.branch == branch
    assert story.weeks()[3].opened == [fourth]


def test_two_devices_meet_conflicts_and_lose_no_word(life: Callable[..., Story]) -> None:
    story = life("two-devices", 2)
    assert {e.data["of"] for e in story.of("conflict")} == {"draft", "completion"}
    assert len(story.of("set-aside")) > 5
    assert story.words_lost == 0


def test_a_slip_is_kept_as_a_draft_and_the_step_is_done_after_it(life: Callable[..., Story]) -> None:
    story = life("skipping", 3)
    slips = {e.what for e in story.of("slip")}
    assert slips
    assert slips <= {e.what for e in story.of("step")}


def test_nothing_is_promised_to_a_model_for_who_declines_it(life: Callable[..., Story]) -> None:
    assert life("no-ai", 1).promised == 0
    assert life("deteriorating", 5).promised > 0


def test_the_screening_keeps_who_is_unsuitable_off_the_headset(life: Callable[..., Story]) -> None:
    story = life("no-headset", 2)
    assert "a headset is not right for you" in story.vr
    assert story.of("practice")
    assert all(e.what.endswith("(flat)") for e in story.of("practice"))


def test_feeling_sick_takes_the_headset_away_until_the_therapist_has_called(life: Callable[..., Story]) -> None:
    story = life("headset", 5)
    (harm,) = raised(story, "R17")
    closed = next(e for e in story.of("closed") if e.data["flag"] == harm.data["flag"])
    runs = {
        span: [e.what for e in story.of("practice") if test(e.at)]
        for span, test in {
            "before": lambda at: at <= harm.at,
            "between": lambda at: harm.at < at < closed.at,
            "after": lambda at: at > closed.at,
        }.items()
    }
    assert all(run.endswith("(vr)") for run in runs["before"])
    assert runs["between"]
    assert all(run.endswith("(flat)") for run in runs["between"])
    assert any(run.endswith("(vr)") for run in runs["after"])


def test_the_spanish_speaker_reads_spanish_where_there_is_some() -> None:
    source = read_folder(SMALL).programme
    assert source is not None
    first = source.modules[0]
    hello = first.steps[0]
    spoken = hello.model_copy(update={"passages": (Passage(id=hello.passages[0].id, text="Hola."),)})
    rest = [_in_english(step) for step in first.steps[1:]]
    modules = (
        first.model_copy(update={"steps": (spoken, *rest)}),
        *(module.model_copy(update={"steps": tuple(map(_in_english, module.steps))}) for module in source.modules[1:]),
    )
    spanish = source.model_copy(update={"language": "es", "modules": modules})
    content = FolderContent(source.model_copy(update={"translations": (spanish,)}))
    story = simulate(content, person("spanish"), 2)
    assert story.languages["es"] == 1
    assert story.languages["en"] >= 2
    assert "es" not in simulate(content, person("steady"), 1).languages


def _in_english(step):  # type: ignore[no-untyped-def]
    passages = tuple(passage.model_copy(update={"language": "en"}) for passage in step.passages)
    return step.model_copy(update={"passages": passages})


# --- the command ----------------------------------------------------------------------------------


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["simulate", *map(str, arguments)])


def tree(tmp_path: Path, *unlock: str, days: int = 2) -> Path:
    """The small programme, whose second part opens by a rule of its own."""
    folder = tmp_path / "modules"
    shutil.copytree(SMALL, folder)
    rule = "".join(f"  {line}\n" for line in ("completed: [start]", f"days: {days}", *unlock))
    (folder / "02-next" / "module.yaml").write_text(f"id: next\ntitle: Next\nsummary: Invented.\nunlock:\n{rule}")
    return folder


def test_a_tree_without_dead_ends_ends_well(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(tree(tmp_path), "--weeks", 3, "--persona", "steady", "--persona", "silent", "--out", out)
    assert done.exit_code == 0, done.output
    assert "No dead ends." in done.output
    assert sorted(path.name for path in out.iterdir()) == ["silent.svg", "steady.svg", "weeks.md"]


def test_the_json_tells_every_week(tmp_path: Path) -> None:
    done = run(tree(tmp_path), "--weeks", 2, "--persona", "steady", "--json")
    told = json.loads(done.output)
    assert [week["number"] for week in told["people"][0]["weeks"]] == [1, 2]
    assert told["people"][0]["weeks"][0]["opened"] == ["start", "next"]


@pytest.mark.parametrize(
    "unlock",
    [
        "conditions: [{measure: ease, at_least: 1000, reason: Invented.}]",
        "conditions: [{measure: ease, item: '1', at_most: 0, reason: Invented.}]",
        "conditions: [{answer: moment.mood, equals: awful, reason: Invented.}]",
        "measures: {gad-7: 7}",
    ],
)
def test_a_part_that_never_opens_is_a_dead_end_and_the_command_fails(tmp_path: Path, unlock: str) -> None:
    done = run(tree(tmp_path, unlock), "--weeks", 2, "--persona", "steady")
    assert done.exit_code == 1, done.output
    assert "Dead end: steady, day 7, at next." in done.output


def test_a_part_that_opens_once_a_questionnaire_is_answered_is_no_dead_end(tmp_path: Path) -> None:
    """The silent one has left before the tenth day: the part would open to them, if they came and answered."""
    done = run(tree(tmp_path, "measures: {ease: 2}", days=10), "--weeks", 3, "--persona", "silent", "--json")
    (told,) = json.loads(done.output)["people"]
    assert (told["ended"], told["dead_ends"]) == (False, [])


def test_an_open_red_flag_is_no_dead_end_because_a_therapist_closes_it(programme: Programme) -> None:
    slow = replace(person("item-nine"), care=replace(person("item-nine").care, red=100))
    story = simulate(FolderContent(programme), slow, 4)
    assert [e.data["level"] for e in raised(story, "R2")][:1] == ["red"]
    assert not any(e.what.startswith("R2") for e in story.of("closed"))
    assert story.dead_ends == []


def test_a_folder_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere")
    assert done.exit_code == 1
    assert "stillpath lint" in done.output


def test_a_name_that_nobody_has_is_refused_with_the_names_there_are() -> None:
    done = run(SMALL, "--persona", "somebody")
    assert done.exit_code == 2
    assert "two-devices" in done.output


# --- pictures -------------------------------------------------------------------------------------


def test_a_picture_shows_parts_scores_and_flags_in_light_and_dark(life: Callable[..., Story]) -> None:
    story = life("item-nine", 4)
    text = picture_of(story)
    svg = fromstring(text)
    shapes = [(one.tag.split("}")[1], one.get("class", "")) for one in svg.iter()]
    assert shapes.count(("rect", "weekly")) == len(opened(story))
    assert {("polyline", "phq-9"), ("polyline", "gad-7"), ("path", "red"), ("path", "amber")} <= set(shapes)
    assert "prefers-color-scheme: dark" in text
    assert all(float(one.get("x", 0)) <= 960 for one in svg.iter() if one.tag.endswith(("text", "circle")))


def test_a_dead_end_is_in_the_picture() -> None:
    from chalicelib.authoring.simulation.story import DeadEnd

    story = Story("x", "Nobody", "Invented <b>&</b>.", START, 8, dead_ends=[DeadEnd(15, "next", "Invented.")])
    assert "Dead end at next, day 15." in picture_of(story)
    assert fromstring(picture_of(story)).find("{http://www.w3.org/2000/svg}desc") is not None
