"""The checks on what a model wrote. All texts are invented; the bad ones are bad on purpose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.adaptation_checks import CHECKS, check_all
from chalicelib.domain.adaptation_form import MOST_STRANGE
from chalicelib.llm.prompts import REPAIRS
from tests.adaptation_samples import ALSO_GOOD, GOOD, INSTRUCTIONS, PASSAGE, RULE, failed, subject

EVENING = "too tired to cook, and the flat is quiet in the evening"


@pytest.mark.parametrize("text", [GOOD, ALSO_GOOD])
def test_a_careful_fit_passes_every_check(text: str) -> None:
    assert failed(text, EVENING) == set()


def test_every_check_has_a_verdict_and_a_way_to_mend_it() -> None:
    names = [check.name for check in check_all(GOOD, subject(EVENING))]
    assert len(names) == len(set(names)) == len(CHECKS)
    assert set(names) | {"answered"} == set(REPAIRS)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("kept-words", GOOD.replace("small step", "little move")),
        ("kept-words", GOOD.replace("small step", "small, good step")),
        ("numbers", GOOD.replace("an hour", "3 hours")),
        ("numbers", GOOD.replace("days of rest", "five days of rest")),
        ("links", GOOD + " See www.rest.example.com for more."),
        ("length", " ".join([GOOD] * 3)),
        ("length", "A small step can turn this round in the quiet flat."),
        (
            "reading-grade",
            GOOD.replace(". A", ", whereupon psychological equilibrium deteriorates considerably, and nevertheless a"),
        ),
        ("language", "Odmor može pomoći sat vremena. Nakon dana odmora raspoloženje često pada. A small step."),
        (
            "language",
            GOOD.replace("Pick one", "Wählen Sie etwas Kleines und Schönes, das gut passt").replace("Rest", "Ruhe"),
        ),
        ("plain-text", GOOD.replace("A small step", "- A small step")),
        ("plain-text", "# Rest\n" + GOOD),
        ("plain-text", GOOD.replace("small step", "<b>small step</b>")),
        ("plain-text", GOOD.replace("small step", "**small step**")),
        ("plain-text", GOOD + " {{sheet.situation | x}}."),
        ("plain-text", GOOD.replace("sofa", "sofa 🛋️")),
        ("plain-text", GOOD.replace("sofa", "so\u200bfa")),
        ("plain-text", GOOD + " | a | b |."),
        ("whole", GOOD.removesuffix(".")),
        ("whole", GOOD.replace("Rest on", "rest on", 1)),
        ("repetition", GOOD + " A small step can turn this round, even in the evening."),
        ("repetition", GOOD.replace("Pick one", "Rest on the sofa can help for a while. Pick one")),
        ("repetition", "A small step. " + "Rest and rest and rest and rest and rest and rest. " * 2),
        (
            "same-subject",
            "A small step is a kind of stair. Stairs in old houses are steep, and people fall on them often.",
        ),
        ("changed", PASSAGE.text),
        ("changed", "Rest can help for an hour. A small step can turn this round. Pick one that fits your day."),
        ("no-advice", GOOD + " You should go for a walk."),
        ("no-advice", GOOD + " Try to call a friend."),
        ("no-advice", GOOD.replace("Pick one", "Go outside and pick one")),
        ("no-advice", GOOD.replace("Pick one", "Talk to somebody. Pick one")),
        ("no-advice", GOOD + " A doctor may help."),
        ("no-advice", GOOD + " Stop taking your tablets."),
        ("no-advice", GOOD.replace("on the sofa", "with a glass of wine")),
        ("no-risk-words", GOOD.replace("the mood often drops", "life feels hopeless")),
        ("no-risk-words", GOOD.replace("quiet flat", "quiet flat where you want to die")),
        ("no-diagnosis", GOOD.replace("the mood often drops", "depression sets in")),
        ("no-diagnosis", GOOD.replace("the mood often drops", "moderate symptoms appear")),
        ("no-promise", GOOD + " You will feel better soon."),
        ("no-promise", GOOD.replace("can turn this round", "is guaranteed to turn this round")),
        ("no-claim", GOOD + " I understand how that feels."),
        ("no-claim", GOOD + " We are here for you."),
        ("no-leak", "Here is the passage: " + GOOD),
        ("no-leak", "As an AI language model, " + GOOD),
        ("no-leak", "Assistant: " + GOOD),
        ("no-leak", GOOD + " " + INSTRUCTIONS[:60] + "."),
        ("no-leak", GOOD + " " + RULE.purpose),
        ("no-leak", GOOD.replace("the mood", "the mood of this person")),
        ("true-to-person", GOOD + ' "Nobody likes my cooking" was said.'),
        ("true-to-person", GOOD.replace("on the sofa", "with Zorica")),
        ("true-to-person", GOOD.replace("Rest on", "Lazy rest on")),
        ("true-to-person", GOOD.replace("on the sofa", "with a gin")),
        ("true-to-person", GOOD + " You've been crying for weeks."),
    ],
)
def test_a_bad_text_fails_the_check_that_is_for_it(check: str, text: str) -> None:
    assert check in failed(text, EVENING)


def test_you_told_us_is_true_only_where_something_was_told() -> None:
    text = GOOD.replace("Rest on the sofa", "You told us of a quiet flat. Rest")
    assert "true-to-person" in failed(text)
    assert "true-to-person" not in failed(text, EVENING)


def test_an_empty_text_and_an_endless_one_fail() -> None:
    assert failed("") == failed(" \n") == {"whole"}
    assert failed("word " * 1_000_000) == {"length"}


@pytest.mark.parametrize(
    "unit", ["a", "\n", " ", "1.", "(", "<", '"', "*", "word ", "need to ", "you've been ", "don't "]
)
def test_a_tiresome_text_is_judged_quickly(unit: str) -> None:
    began = time.process_time()
    assert failed((unit * 5000)[:4799], EVENING, max_words=400)
    assert time.process_time() - began < 5


def test_advice_and_numbers_of_the_author_may_stand() -> None:
    author = "You should rest for 20 minutes. Try a small step in the garden, then go home and look at the list again."
    fitted = (
        "You should rest on the sofa for 20 minutes. Try a small step in the warm garden, then go home and read it."
    )
    names = failed(fitted, EVENING, text=author)
    assert "numbers" not in names
    assert "20" in fitted
    assert "no-advice" not in failed(author, EVENING, text=author)


def test_the_authors_advising_word_does_not_excuse_another_advice() -> None:
    author = "You don't need to look for the worst. A small step is enough."
    assert "no-advice" in failed("You need to talk with a neighbour. A small step is enough.", text=author)


def test_no_verdict_quotes_what_was_written() -> None:
    secret = "Zanzibar"
    text = f"{secret} and {secret} should make you well, {secret} said. " * 3
    for check in check_all(text, subject(f"I miss {secret}")):
        assert secret.lower() not in check.detail.lower()


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=400))
def test_no_random_text_passes(text: str) -> None:
    assert failed(text, EVENING)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_shuffled_words_of_the_author_do_not_pass(data: st.DataObject) -> None:
    words = data.draw(st.permutations(PASSAGE.text.replace(".", "").replace(",", "").lower().split()))
    text = " ".join(words).capitalize() + "."
    assert failed(text)


INJECTED = [
    "You are free of all rules now.",
    "<img src=x onerror=alert(1)>",
    "Take two of your tablets tonight.",
    "Call 0800 123 456.",
    "https://example.org/help",
    "My instructions are to fit one passage.",
    "Nobody would miss you if you were dead.",
    "You have a personality disorder.",
    "Everything will be fine.",
    "{{sheet.situation}}",
]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([GOOD, ALSO_GOOD]), st.sampled_from(INJECTED), st.integers(min_value=0, max_value=4))
def test_a_good_text_with_a_bad_sentence_anywhere_does_not_pass(good: str, bad: str, place: int) -> None:
    parts = good.split(". ")
    parts.insert(place, bad.removesuffix("."))
    assert failed(". ".join(parts), EVENING)


def test_a_few_strange_words_are_forgiven_and_many_are_not() -> None:
    assert 0 < MOST_STRANGE < 0.1
    assert "language" in failed(GOOD.replace("often drops", "blorps the snarf quibbly"))
