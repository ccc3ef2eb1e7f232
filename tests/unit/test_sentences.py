"""Sentences of ours: English strings that can be said again in another language. Catalogs here are invented."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from chalicelib.domain.crisis import lines_for
from chalicelib.domain.safety import crisis_response
from chalicelib.domain.sentence import Counted, Sentence, Words
from chalicelib.web.bands import BANDS, band_words
from chalicelib.web.speech import Moment, Speaker, languages, preferred, speaker
from tests.content import MODULES, measure

SPANISH = speaker("es")
AT = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)


class Reversed(NullTranslations):
    """Says the values in the other order."""

    def gettext(self, message: str) -> str:
        return {"{first} before {second}": "{second} after {first}", "a {thing}": "the {thing}"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"one: {msgid1}" if n == 1 else f"many: {msgid2}"


OTHER = Speaker("de", Reversed())


def test_a_sentence_is_its_english_words_wherever_a_string_is_wanted() -> None:
    said = Sentence("{first} before {second}", first="a", second="b")
    assert said == "a before b"
    assert json.dumps({"said": said}) == '{"said": "a before b"}'
    assert Sentence("no {values} here") == "no {values} here"


def test_it_is_said_again_with_its_values_and_with_sentences_in_it() -> None:
    inner = Sentence("a {thing}", thing="day")
    said = Sentence("{first} before {second}", first=inner, second="{first}")
    assert said == "a day before {first}"
    assert OTHER.say(said) == "{first} after the day"
    assert OTHER.say("a day") == "a day"


def test_a_number_decides_the_form() -> None:
    counted = [Counted("{n} day", "{n} days", n=n) for n in (0, 1, 1.5, 2)]
    assert counted == ["0 days", "1 day", "1.5 days", "2 days"]
    assert [OTHER.say(one).split(":")[0] for one in counted] == ["many", "one", "many", "many"]


def test_a_copy_still_knows_what_it_was_made_of() -> None:
    for said in (Sentence("a {thing}", thing="day"), Counted("{n} day", "{n} days", n=2), Sentence("a {brace")):
        for again in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
            assert (again, again.template, again.values) == (said, said.template, said.values)
            assert OTHER.say(again) == OTHER.say(said)


def test_a_model_keeps_its_sentences_and_tells_them_in_english() -> None:
    class Told(BaseModel):
        words: Words
        more: tuple[Words, ...] = ()

    told = Told(words=Sentence("a {thing}", thing="day"), more=(Sentence("a {thing}", thing="night"),))
    assert OTHER.say(told.words) == "the day"
    assert told.model_dump_json() == '{"words":"a day","more":["a night"]}'
    assert Told.model_json_schema()["properties"]["words"]["type"] == "string"


def test_days_and_times_are_told_where_the_person_is_in_the_order_of_the_language() -> None:
    english = speaker("en")
    assert english.day(AT, "Europe/Madrid") == "Friday 27 November"
    assert english.moment(AT) == "Thursday 26 November 2026, 23:30 UTC"
    assert SPANISH.day(AT, "Europe/Madrid") == "viernes 27 de noviembre"
    assert speaker("es-MX").moment(AT, "America/Mexico_City") == "jueves 26 de noviembre de 2026, 17:30"
    assert SPANISH.month(date(2026, 11, 21)) == "noviembre de 2026"
    assert str(Moment(AT, "Europe/Madrid")) == "Friday 27 November 2026, 00:30"


def test_numbers_countries_and_languages_have_their_names() -> None:
    assert [SPANISH.number(n) for n in (4.5, 6.0, 12)] == ["4,5", "6", "12"]
    assert SPANISH.country("GB", "United Kingdom") == "Reino Unido"
    assert SPANISH.country("ZZ", "Nowhere") in ("Nowhere", "Región desconocida")
    assert (SPANISH.name_of("es-MX"), SPANISH.name_of("qqq")) == ("español", "qqq")
    assert [SPANISH.any_of(("Sí",)), SPANISH.any_of(("Sí", "No"))] == ["«Sí»", "«Sí» o «No»"]


def test_a_language_without_a_catalog_is_spoken_to_in_english() -> None:
    assert [speaker(tag).language for tag in ("fr", "es", "es-MX", "en-US", "")] == ["en", "es", "es-MX", "en", "en"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("ES-mx,es;q=0.9,en;q=0.8", "es"),
        ("fr, en;q=0.4, es;q=0.6", "es"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("es;q=0, en;q=0.1", "en"),
        ("es;q=much, en", "en"),
        ("*", "en"),
    ],
)
def test_the_browsers_wishes_are_weighed(header: str, language: str) -> None:
    assert preferred(header) == language


@given(st.text(max_size=400))
def test_whatever_a_browser_sends_a_language_of_ours_is_found(header: str) -> None:
    assert preferred(header) in languages()


@pytest.mark.parametrize("country", ["IE", "ES", "JP", "ZZ", "FR", "XX"])
@pytest.mark.parametrize("reason", ["imminent", "item", "words", "unanswered", "other", "asked"])
def test_the_crisis_page_leaves_no_sentence_in_english(country: str, reason: str) -> None:
    page = crisis_response(country, reason)  # type: ignore[arg-type]
    ours = [page.headline, page.opening, page.professional, page.trusted_person, page.question, page.next_step]
    ours += [page.stays_open, page.lines.emergency_text, *page.first_steps]
    ours += [words for barrier in page.barriers for words in (barrier.label, barrier.then)]
    ours += [words for line in lines_for(country).lines for words in (line.hours, line.text) if words]
    assert [words for words in ours if not isinstance(words, Sentence) or SPANISH.say(words) == words] == []


def test_emergency_numbers_are_joined_in_the_language() -> None:
    assert SPANISH.say(lines_for("IE").emergency_text).endswith("llama al 112 o al 999.")


def test_every_band_of_every_measure_has_a_name_in_the_catalogs() -> None:
    names = {file.stem for file in (MODULES / "measures").glob("*.yaml")}
    bands = {band["label"] for name in names for band in measure(name).get("bands", [])}
    assert bands
    assert bands <= BANDS.keys()
    assert band_words("mild", "en", "es") == "mild"
    assert SPANISH.say(band_words("mild", "en", "es")) == "leve"
    assert band_words("leve", "es", "es-MX") == "leve"
    assert band_words(None, "en", "es") == ""
