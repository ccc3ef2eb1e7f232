"""The score as one person hears it, whom a practice suits, when it stops, and what a form or a record may say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from chalicelib.domain.definitions import BreathPace, Practice, StopRules, Visual
from chalicelib.domain.practice import prescribed, score_for, vr_access
from chalicelib.domain.practice_places import LONGEST_SILENCE_SECONDS, SCENES, spoken_seconds
from chalicelib.domain.practice_run import PracticeRun, Ratings, flags_for_run, run_problems, should_stop
from chalicelib.domain.programme import Programme, release_of
from chalicelib.web.practice import FILLED, read_run
from chalicelib.web.practice_words import ENDED, run_facts
from chalicelib.web.visit import Fields
from tests.content import BREATHING, MODULES
from tests.fakes_review import course
from tests.path_programme import PROGRAMME, module

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = {
    *("paced-breathing", "body-scan", "five-four-three-two-one", "leaves-on-a-stream"),
    *("calm-place", "three-minute-space", "muscle-relaxation", "forest-sitting"),
}


@pytest.fixture(scope="module")
def written() -> dict[str, Practice]:
    """The programme's own practices, as they are published."""
    read = YAML(typ="safe").load
    practices = [Practice.model_validate(read(path)) for path in (MODULES / "practices").glob("*.yaml")]
    return {practice.id: practice for practice in practices}


def run(**changes: Any) -> PracticeRun:
    made = {
        "practice_id": "breathing",
        "device": "vr",
        "started_at": NOW,
        "ended_at": NOW + timedelta(minutes=2),
        "stop_reason": "finished",
        **changes,
    }
    return PracticeRun.model_validate(made)


# --- the eight practices ---------------------------------------------------------------------------


def test_the_eight_practices_are_there_and_run_flat_with_open_eyes(written: dict[str, Practice]) -> None:
    assert set(written) == NAMES
    assert all(practice.flat and practice.eyes != "closed" and practice.summary for practice in written.values())
    assert all(practice.phases and practice.scene in SCENES for practice in written.values())


def test_only_outward_practices_are_open_to_people_who_keep_their_eyes_open(written: dict[str, Practice]) -> None:
    careful = {p.id for p in written.values() if "eyes-open" in p.screening}
    assert careful == {"paced-breathing", "five-four-three-two-one"}
    for name in careful:
        score = score_for(written[name], careful=True)
        ends = [cue.at_seconds + spoken_seconds(cue.say) for cue in score.cues]
        starts = [*(cue.at_seconds for cue in score.cues[1:]), score.length_seconds]
        assert all(start - end <= LONGEST_SILENCE_SECONDS for end, start in zip(ends, starts, strict=True))
    assert score_for(written["paced-breathing"], careful=True).length_seconds == 180


def test_every_cue_of_the_programme_can_be_named_in_a_record(written: dict[str, Practice]) -> None:
    for practice in written.values():
        ids = [cue.id for cue in practice.cues]
        assert None not in ids
        assert len(ids) == len(set(ids))


# --- the score for one person ----------------------------------------------------------------------


def test_the_two_scores_share_no_line_that_is_meant_for_the_other() -> None:
    practice = Practice.model_validate(BREATHING)
    free, careful = score_for(practice, careful=False), score_for(practice, careful=True)
    assert "Rest your eyes on the water." not in [cue.say for cue in free.cues]
    assert "Close your eyes if you like." not in [cue.say for cue in careful.cues]
    assert (free.length_seconds, careful.length_seconds, careful.eyes) == (120, 60, "open")
    assert careful.breath is not None
    assert careful.breath.to_seconds == 60


def test_a_fitted_line_takes_the_place_of_the_authors_and_nothing_else_changes() -> None:
    practice = Practice.model_validate(BREATHING)
    fitted = score_for(practice, careful=False, fitted={"soft": "Soft shoulders.", "none": "x"})
    plain = score_for(practice, careful=False)
    assert [a.say for a, b in zip(fitted.cues, plain.cues, strict=True) if a.say != b.say] == ["Soft shoulders."]
    assert all(cue.adaptable is None for cue in fitted.cues)


@settings(max_examples=60)
@given(st.floats(1, 20), st.floats(1, 20))
def test_a_breath_guide_is_calm_or_refused(inward: float, outward: float) -> None:
    try:
        pace = BreathPace(in_seconds=inward, out_seconds=outward)
    except ValidationError:
        assert outward < inward or not 4.5 <= 60 / (inward + outward) <= 7
    else:
        assert 4.5 <= pace.per_minute <= 7
        assert pace.out_seconds >= pace.in_seconds


def test_an_author_may_stop_earlier_but_never_later() -> None:
    assert StopRules(nausea_at_least=2).nausea_at_least == 2
    with pytest.raises(ValidationError):
        StopRules(nausea_at_least=5)


def test_light_that_comes_and_goes_is_counted_a_second() -> None:
    assert Visual(id="light", every_seconds=0.25).changes_per_second == 4
    assert Visual(id="light", over_seconds=0.5).changes_per_second == 1


# --- stopping and harm -----------------------------------------------------------------------------

rating = st.none() | st.integers(0, 10)


@settings(max_examples=60)
@given(rating, rating, rating, rating)
def test_four_and_more_stops_and_is_flagged_before_or_after(n1: int, u1: int, n2: int, u2: int) -> None:
    before, after = Ratings(nausea=n1, unreality=u1), Ratings(calm=0, nausea=n2, unreality=u2)
    harm = max(n or 0 for n in (n1, u1, n2, u2)) >= 4
    assert (should_stop(before) or should_stop(after)) is harm
    flags = flags_for_run(run(before=before, after=after))
    assert [(f.rule, f.level) for f in flags] == ([("R17", "amber")] if harm else [])


def test_a_flag_says_what_was_seen_in_numbers_and_never_more() -> None:
    (flag,) = flags_for_run(run(stop_reason="unreality", after=Ratings(unreality=7)))
    assert flag.reason == "Signs of harm in the practice 'breathing' (vr): feelings of unreality."
    assert flag.inputs["after"] == {"calm": None, "nausea": None, "unreality": 7}


def test_a_record_with_impossible_times_is_named() -> None:
    assert run_problems(run()) == []
    assert [field for field, _ in run_problems(run(ended_at=NOW - timedelta(seconds=1)))] == ["ended_at"]
    assert [field for field, _ in run_problems(run(started_at=NOW.replace(tzinfo=None)))] == ["started_at"]


# --- the headset -----------------------------------------------------------------------------------


def test_nobody_puts_on_a_headset_without_agreeing_and_being_asked() -> None:
    here = course("p1")
    assert "agreed" in vr_access(here, False, 0).reason
    assert "questions" in vr_access(here, True, 0).reason
    held = here.model_copy(update={"open_flags": {"R17:amber:breathing": "f-1"}})
    assert "unwell" in vr_access(held, True, 5).reason


# --- the form --------------------------------------------------------------------------------------


@settings(max_examples=80)
@given(
    st.dictionaries(
        st.sampled_from([*FILLED, "opened_at", "length", "before.calm", "after.nausea"]),
        st.text(max_size=30) | st.sampled_from(["12.5", "-1", "1e9", "٣", "sit:0:0.1,", "0001-01-01T00:00:00Z"]),
    )
)
def test_whatever_a_form_says_makes_a_record_or_is_refused(fields: dict[str, str]) -> None:
    form = Fields({name: [value] for name, value in fields.items()} | {"ended": ["button"]})
    try:
        made = read_run(form, "breathing", NOW)
    except ValidationError:
        return
    assert run_problems(made) == []
    assert made.started_at <= NOW + timedelta(days=2)


def test_every_way_a_run_can_end_has_its_words() -> None:
    for reason in ENDED:
        assert run_facts(run(stop_reason=reason, frames=10, missed_frames=1).model_dump(mode="json", exclude_none=True))


def test_a_practice_of_an_optional_part_is_prescribed_once_the_part_is_begun() -> None:
    extra = module("rest", kind="optional", practices=["breathing"])
    modules = [m.model_dump() for m in PROGRAMME.modules]
    release = release_of(Programme.model_validate(PROGRAMME.model_dump() | {"modules": [*modules, extra]}))
    there = course("patient-1")
    assert "breathing" not in prescribed(there, release, NOW)
    begun = there.model_copy(update={"opened": {"rest": NOW}})
    assert prescribed(begun, release, NOW)["breathing"].id == "rest"
