"""`stillpath move-patients` at an author's desk. All people here are invented."""

from __future__ import annotations

import json
from pathlib import Path

import boto3
import pytest

from chalicelib.store.course import Courses
from chalicelib.store.table import Table
from chalicelib.usecases.ports import Entry
from tests.conftest import REGION

from .command import stillpath
from .test_diff import edit, start

MOVE = ("move-patients", "--programme", "small", "--reason", "A spelling mistake.", "--by", "ana")


@pytest.fixture
def two_releases(desk: Path, author_table: str) -> tuple[str, str]:
    """The old release with one patient on it, and the one served now."""
    old = json.loads(stillpath("publish", "--json").stdout)["release_version"]
    start("one")
    edit(desk, "01-start/20-moment.md", "one moment today", "one moment")
    return old, json.loads(stillpath("publish", "--json").stdout)["release_version"]


def entries(patient: str) -> list[Entry]:
    return Courses(Table(boto3.client("dynamodb", region_name=REGION), "content")).entries(patient)[0]


def test_patients_are_moved_once_and_it_is_written_down(two_releases: tuple[str, str]) -> None:
    old, new = two_releases
    asked = (*MOVE, "--from", old[:10], "--to", "served")
    assert "1 patient would be moved." in stillpath(*asked, "--dry-run").stdout
    assert entries("one") == []
    assert "1 patient would be moved." in stillpath(*MOVE, "--from", "before", "--to", "served", "--dry-run").stdout
    assert stillpath(*asked).stdout == "1 patient moved.\n"
    assert stillpath(*asked).stdout == "Nobody is on that release.\n"
    again = stillpath(*asked, "--patient", "one", "--patient", "nobody", "--json")
    assert again.exit_code == 1
    assert [json.loads(line)["status"] for line in again.stdout.splitlines()] == ["already", "unknown"]
    (entry,) = entries("one")
    assert (entry.data["from"], entry.data["to"], entry.data["by"]) == (old, new, "ana")


@pytest.mark.parametrize(
    ("release", "words"), [("abc", "not the version of one release"), ("f" * 64, "cannot be read")]
)
def test_a_release_that_is_not_there_is_told_in_a_sentence(
    two_releases: tuple[str, str], release: str, words: str
) -> None:
    refused = stillpath(*MOVE, "--from", two_releases[0], "--to", release)
    assert refused.exit_code == 1
    assert words in refused.stderr


def test_without_anything_published_there_is_nowhere_to_move(author_table: str) -> None:
    refused = stillpath(*MOVE, "--from", "a", "--to", "b")
    assert "Nothing has been published" in refused.stderr
