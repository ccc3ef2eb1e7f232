"""Crisis lines, and what a person is shown at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.crisis import CrisisLines, known_countries, lines_for
from chalicelib.domain.flags import FlagDraft, flags_for_text
from chalicelib.domain.risk_language import assess
from chalicelib.domain.safety import CrisisReason, CrisisResponse, crisis_reason, crisis_response

#: Numbers that still circulate and reach nobody, or the wrong desk.
OUT_OF_DATE = ("08457", "18002738255", "18334564566", "141")
REASONS: tuple[CrisisReason, ...] = ("imminent", "item", "words", "unanswered", "other", "asked")


def every_country() -> list[CrisisLines]:
    return [lines_for(code) for code in known_countries()]


def test_every_country_has_an_emergency_number_and_a_line_that_can_be_called_or_texted() -> None:
    for country in every_country():
        assert country.emergency
        assert country.emergency[0] in country.emergency_text
        assert any(line.call or line.text for line in country.lines)


def test_out_of_date_numbers_are_nowhere() -> None:
    numbers = {line.dial for country in every_country() for line in (*country.lines, *country.directories)}
    for old in OUT_OF_DATE:
        assert not [number for number in numbers if number == old or (len(old) > 3 and number.startswith(old))]


@pytest.mark.parametrize(
    ("country", "emergency", "number"),
    [
        ("US", "911", "988"),
        ("GB", "999", "116123"),
        ("IE", "112", "116123"),
        ("AU", "000", "131114"),
        ("NZ", "111", "1737"),
        ("CA", "911", "988"),
        ("DE", "112", "08001110111"),
        ("FR", "112", "3114"),
        ("ES", "112", "024"),
        ("BR", "192", "188"),
        ("NL", "112", "113"),
    ],
)
def test_the_lines_of_a_country(country: str, emergency: str, number: str) -> None:
    found = lines_for(country)
    assert found.emergency[0] == emergency
    assert number in [line.dial for line in found.lines]


def test_what_was_not_looked_up_is_marked() -> None:
    sweden, germany, britain = lines_for("SE"), lines_for("DE"), lines_for("GB")
    assert (sweden.status, sweden.verified_on) == ("unverified", None)
    assert germany.status == "partly"
    assert britain.status == "verified"
    assert britain.verified_on is not None


@pytest.mark.parametrize("country", ["XX", "", "??", "Atlantis"])
def test_an_unknown_country_gets_the_directories_and_the_local_emergency_number(country: str) -> None:
    found = lines_for(country)
    assert found.status == "unknown country"
    assert "local emergency number" in found.emergency_text
    sites = " ".join(line.site for line in found.lines)
    assert "findahelpline.com" in sites
    assert "befrienders.org" in sites


def test_an_unknown_country_of_the_european_union_gets_112() -> None:
    assert lines_for("LT").emergency == ("112",)


def test_a_country_code_is_read_in_any_case_and_uk_is_gb() -> None:
    assert lines_for("gb") == lines_for("GB")
    assert lines_for("UK").name == "United Kingdom"


@given(st.text(max_size=20))
def test_lines_are_found_for_anything(country: str) -> None:
    assert lines_for(country).lines


def words_of(response: CrisisResponse) -> str:
    return " ".join(
        [response.headline, response.opening, *response.first_steps, response.professional, response.trusted_person]
        + [response.question, response.next_step, response.stays_open]
        + [f"{barrier.label} {barrier.then}" for barrier in response.barriers]
    )


@pytest.mark.parametrize("reason", REASONS)
def test_a_crisis_page_names_a_professional_a_trusted_person_a_barrier_and_a_step(reason: CrisisReason) -> None:
    response = crisis_response("GB", reason)
    assert re.search(r"professional|doctor", response.professional)
    assert "trust" in response.trusted_person
    assert "stands in the way" in response.question
    assert len(response.barriers) >= 3
    assert "safety plan" in response.next_step


def test_in_danger_the_emergency_number_comes_first_then_company_then_distance_from_means() -> None:
    first, company, means = crisis_response("US", "imminent").first_steps
    assert "911" in first
    assert "someone" in company
    assert "away from anything you could use" in means


@pytest.mark.parametrize("reason", REASONS)
def test_a_crisis_page_asks_for_no_promise_holds_no_leading_question_and_is_no_wall(reason: CrisisReason) -> None:
    words = words_of(crisis_response("GB", reason))
    assert not re.search(r"promise|contract|right\?|you're not|you are not going to|selfish", words, re.I)
    assert len(crisis_response("GB", reason).first_steps) <= 3
    assert len(words.split()) <= 300


def test_each_reason_has_words_of_its_own() -> None:
    assert len({crisis_response("GB", reason).headline for reason in REASONS}) == len(REASONS)


def draft(rule: str, level: str, **inputs: object) -> FlagDraft:
    return FlagDraft.model_validate(
        {"rule": rule, "rule_version": "1", "level": level, "reason": "-", "inputs": inputs, "due_in": 60}
    )


@pytest.mark.parametrize(
    ("drafts", "reason"),
    [
        ([], None),
        ([draft("R8", "amber"), draft("R15", "amber"), draft("R1", "blue")], None),
        ([draft("R3", "amber"), draft("R4", "amber")], "item"),
        ([draft("R2", "red"), draft("R1", "red")], "imminent"),
        ([draft("R5", "amber")], "unanswered"),
        ([draft("R1", "amber", categories=["passive_wish"])], "words"),
        ([draft("R1", "amber", categories=["third_person"])], "other"),
        ([draft("R18", "red")], "imminent"),
    ],
)
def test_the_crisis_page_is_shown_for_what_calls_for_it(drafts: list[FlagDraft], reason: str | None) -> None:
    assert crisis_reason(drafts) == reason


def test_red_words_lead_to_the_crisis_page_for_imminent_danger() -> None:
    assert crisis_reason(flags_for_text(assess("I am going to kill myself tonight"), "my-cycle")) == "imminent"
    assert crisis_reason(flags_for_text(assess("my friend wants to kill himself"), "my-cycle")) == "other"
