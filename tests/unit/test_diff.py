"""What `stillpath diff` tells before a publish. All people here are invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.authoring.diff import Change, around, compare
from chalicelib.authoring.published_ids import Lost, add_to_record, ids_of, lost, read_record
from chalicelib.authoring.reader import read_programme
from chalicelib.domain.course import Course
from chalicelib.domain.programme import Programme
from chalicelib.store.content import Contents
from chalicelib.store.course import write_course
from chalicelib.store.table import Table
from tests.conftest import REGION

from .command import stillpath
from .conftest import SMALL

NOW = datetime.now(UTC)


def programme() -> Programme:
    read, faults = read_programme(SMALL)
    assert read
    assert not faults
    return read


def changed(before: Programme, change: Any) -> list[Change]:
    """The differences after a change to the programme's plain data."""
    data = before.model_dump(mode="json")
    change(data)
    return compare(before, Programme.model_validate(data))


def details(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    (one,) = changes
    return [(d.how, d.part, d.was, d.now) for d in one.details]


def test_the_same_programme_differs_in_nothing() -> None:
    assert compare(programme(), programme()) == []


def test_the_order_of_what_an_unlock_rule_asks_is_no_difference() -> None:
    # the canonical form that is published sorts its keys
    def asking(*measures: str) -> Programme:
        data = programme().model_dump(mode="json")
        data["modules"][1]["unlock"]["measures"] = dict.fromkeys(measures, 7)
        return Programme.model_validate(data)

    assert compare(asking("phq-9", "gad-7", "who-5"), asking("gad-7", "who-5", "phq-9")) == []


def test_without_anything_served_all_is_new() -> None:
    assert {(one.how, one.kind) for one in compare(None, programme())} == {
        ("added", kind) for kind in ("programme", "module", "step", "practice", "measure")
    }


def test_a_changed_passage_is_told_with_the_words_that_differ() -> None:
    def change(data: Any) -> None:
        data["modules"][0]["steps"][0]["passages"][0]["text"] = "This is the very first page. It is short."

    (one,) = changed(programme(), change)
    assert (one.kind, one.id, one.details[0].part) == ("step", "hello", "passages.intro.text")
    assert one.details[0].difference == "This is the {+very+} first page. It is short."


def test_fields_passages_and_choices_come_and_go_by_their_ids() -> None:
    def change(data: Any) -> None:
        step = data["modules"][0]["steps"][1]
        step["fields"].pop(0)
        step["fields"][0]["choices"].append({"id": "mixed", "label": "Mixed"})
        step["passages"].append({"id": "more", "heading": "More", "text": "Some more."})

    assert details(changed(programme(), change)) == [
        ("added", "passages.more", "", "Some more."),
        ("removed", "fields.place", "Where were you?", ""),
        ("added", "fields.mood.choices.mixed", "", "Mixed"),
    ]


def test_unlock_rules_are_told_in_words() -> None:
    def change(data: Any) -> None:
        data["modules"][1]["unlock"]["days"] = 5

    ((how, part, was, now),) = details(changed(programme(), change))
    assert (how, part) == ("changed", "unlock")
    assert "2 days have passed" in was
    assert "5 days have passed" in now
    assert "“How was it?” is “Bad”" in now


def test_branches_are_told_in_words() -> None:
    def change(data: Any) -> None:
        case = [{"answer": "moment.mood", "equals": "bad"}]
        order = ["next", "start"]
        data["branches"] = [{"id": "other", "title": "Other way", "reason": "x", "when": [case], "order": order}]

    before = programme()
    assert details(changed(before, change)) == [("added", "branches.other", "", "Other way")]


def test_a_new_order_is_told_once_and_without_what_is_new() -> None:
    def change(data: Any) -> None:
        data["modules"].reverse()
        data["modules"].insert(0, {**data["modules"][0], "id": "fresh", "steps": [STEP]})

    found = changed(programme(), change)
    assert [(one.how, one.kind, one.id) for one in found] == [
        ("changed", "programme", "small"),
        ("added", "module", "fresh"),
        ("added", "step", "new-page"),
    ]
    assert details(found[:1]) == [("changed", "order", "start, next", "next, start")]


STEP = {"id": "new-page", "kind": "reading", "title": "x", "minutes": 1, "passages": [{"id": "intro", "text": "x"}]}


def test_long_stretches_without_a_change_are_left_out() -> None:
    words = [f"w{n}" for n in range(30)]
    told = around(" ".join([*words[:15], "[-old-]", "{+new+}", *words[15:]]))
    assert told == "… w9 w10 w11 w12 w13 w14 [-old-] {+new+} w15 w16 w17 w18 w19 w20 …"


# --- ids ------------------------------------------------------------------------------------------


def test_of_what_went_as_a_whole_only_the_whole_is_told() -> None:
    ids = ids_of(programme())
    assert ids == {"hello": "", "moment": "", "moment.place": "short_text", "moment.mood": "choice", "back": ""}
    assert lost(ids, {"hello": "", "back": ""}) == [Lost("moment", "")]
    assert lost(ids, {**ids, "moment.mood": "rating"}) == [Lost("moment.mood", "choice", "rating")]
    assert lost(ids, {**ids, "new": ""}) == []


def test_the_record_keeps_what_it_has_and_takes_what_is_new(tmp_path: Path) -> None:
    assert add_to_record(tmp_path, {"a": "", "a.b": "list"}) == 2
    assert add_to_record(tmp_path, {"a": "", "a.c": "date"}) == 1
    assert add_to_record(tmp_path, {"a": ""}) == 0
    assert {name: kind for name, (kind, _) in read_record(tmp_path).items()} == {"a": "", "a.b": "list", "a.c": "date"}


# --- the command ----------------------------------------------------------------------------------


def start(patient: str, programme_id: str = "small") -> None:
    """A patient who starts with what is served now."""
    table = Table(boto3.client("dynamodb", region_name=REGION), "content")
    pointer = Contents(table).current(programme_id)
    assert pointer
    course = Course(
        patient_id=patient,
        therapist_id="t",
        programme_id=programme_id,
        release=pointer.release,
        enrolled_at=NOW,
        last_seen_at=NOW,
        country="IE",
    )
    table.write(write_course(course))


def edit(desk: Path, file: str, old: str, new: str) -> None:
    path = desk / "modules" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def served(desk: Path, author_table: str) -> Path:
    """The small programme is served, and two people have started with it."""
    assert stillpath("publish", "--by", "ana").exit_code == 0
    start("one")
    start("two")
    return desk


def test_diff_tells_what_changes_and_for_whom(served: Path) -> None:
    assert "Nothing in the source differs" in stillpath("diff").stdout
    edit(served, "01-start/20-moment.md", "one moment today", "one moment")
    told = stillpath("diff").stdout
    assert "~ step moment  “A moment”" in told
    assert "passages.intro.text: Think of one [-moment today.-] {+moment.+}" in told
    assert "by ana, served now" in told
    assert "  2 on release " in told
    assert "(2 in the last 28 days)" in told


def test_diff_prints_json_for_scripts(served: Path) -> None:
    edit(served, "01-start/20-moment.md", "minutes: 5", "minutes: 7")
    told = json.loads(stillpath("diff", "--json").stdout)
    (change,) = told["changes"]
    assert [(d["part"], d["was"], d["now"]) for d in change["details"]] == [("minutes", "5", "7")]
    assert told["patients"] == {told["served"]: 2}


def test_diff_writes_nothing(served: Path) -> None:
    edit(served, "01-start/20-moment.md", "minutes: 5", "minutes: 7")
    client = boto3.client("dynamodb", region_name=REGION)
    before = client.scan(TableName="content")["Items"]
    stillpath("diff")
    assert client.scan(TableName="content")["Items"] == before


def test_patients_of_another_programme_do_not_count(served: Path) -> None:
    edit(served, "programme.yaml", "id: small", "id: other")
    assert "Nobody has started yet" in stillpath("diff").stdout


def test_translations_that_the_change_leaves_behind_are_named(served: Path) -> None:
    file = served / "modules" / "translations" / "es" / "01-start" / "module.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("title: Inicio\nsummary: La primera parte.\n")
    stillpath("translate", "accept")
    stillpath("publish")
    edit(served, "01-start/module.yaml", "title: Start", "title: Begin")
    told = stillpath("diff").stdout
    assert "goes stale  es  01-start/module.yaml#title" in told
    assert "1 translated part would go stale" in stillpath("publish", "--dry-run").stdout
    stillpath("publish")
    assert "1 part stale before  es" in stillpath("diff").stdout


def test_a_dry_run_says_the_same_in_short(served: Path) -> None:
    edit(served, "01-start/20-moment.md", "minutes: 5", "minutes: 7")
    told = stillpath("publish", "--dry-run").stdout
    assert "Changed: 1 step." in told
    assert "2 patients on what is served now and 0 on earlier releases keep their words." in told


def test_an_id_that_patients_have_answers_under_is_not_given_up_in_silence(served: Path) -> None:
    edit(served, "01-start/20-moment.md", "  - id: place\n    type: short_text", "  - id: where\n    type: short_text")
    edit(served, "02-next/10-back.md", "may_use: [moment.place]", "may_use: [moment.where]")
    edit(served, "02-next/10-back.md", "{{moment.place |", "{{moment.where |")
    assert "the field 'moment.place' is gone" in stillpath("diff").stdout
    refused = stillpath("publish")
    assert refused.exit_code == 1
    assert "2 patients may have answers" in refused.stderr
    assert "the field 'moment.place' is gone" in refused.stderr
    assert stillpath("publish", "--even-so").exit_code == 0


def test_an_id_that_nobody_started_with_may_go(desk: Path, author_table: str) -> None:
    assert stillpath("publish").exit_code == 0
    (desk / "modules" / "02-next" / "10-back.md").rename(desk / "modules" / "02-next" / "20-back.md")
    edit(desk, "02-next/20-back.md", "id: back", "id: looking-back")
    assert stillpath("publish").exit_code == 0


def test_a_folder_that_cannot_be_read_is_told_in_a_sentence(served: Path) -> None:
    edit(served, "programme.yaml", "id: small", "id: 1 2")
    result = stillpath("diff")
    assert result.exit_code == 1
    assert "`stillpath lint modules` says what to mend" in result.stderr
