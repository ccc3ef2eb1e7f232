"""The questions at the start: in which order, when one is done, and when they hold nobody up any more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.domain.course import Course, ScoreReading, ScreenState, StepProgress
from chalicelib.domain.intake import intake
from chalicelib.domain.programme import Programme, Release, release_of
from tests.content import SMALL, screen

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def release() -> Release:
    screens = [screen("circumstances"), screen("safety-check"), screen("vr")]
    return release_of(Programme.model_validate({**SMALL, "screens": screens, "decide_after": "first"}))


@pytest.fixture
def course(release: Release) -> Course:
    return Course(
        patient_id="p",
        therapist_id="t",
        programme_id="small",
        release="r",
        enrolled_at=NOW,
        last_seen_at=NOW,
        country="IE",
    )


def test_questionnaires_come_first_then_the_goals_then_the_screens(course: Course, release: Release) -> None:
    parts = [(part.kind, part.id) for part in intake(course, release)]
    assert parts == [
        ("measure", "phq-9"),
        ("measure", "gad-7"),
        ("module", "first"),
        ("screen", "circumstances"),
        ("screen", "vr"),
    ]


def test_a_part_is_done_for_good_even_when_its_measure_has_no_total(course: Course, release: Release) -> None:
    some = course.model_copy(
        update={
            "scores": {"phq-9": [ScoreReading(at=NOW, total=None)]},
            "screens": {"vr": ScreenState(at=NOW, result="all")},
            "opened": {"first": NOW},
        }
    )
    assert [part.id for part in intake(some, release) if part.done] == ["phq-9", "vr"]


def test_it_is_over_when_all_is_done_or_the_way_beyond_has_begun(course: Course, release: Release) -> None:
    assert intake(course.model_copy(update={"opened": {"second": NOW}}), release) == []
    whole = course.model_copy(
        update={
            "scores": {name: [ScoreReading(at=NOW, total=3)] for name in ("phq-9", "gad-7")},
            "steps": {step: StepProgress(revision=1) for step in ("hello", "sheet")},
            "screens": {name: ScreenState(at=NOW) for name in ("circumstances", "vr")},
        }
    )
    assert intake(whole, release) == []
