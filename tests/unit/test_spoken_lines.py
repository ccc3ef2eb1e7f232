"""Which clip a line has, how Polly is asked for it, and what counts as a clip at all."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.narration import CLIP_ID, Voice, clip_id, voice_for
from chalicelib.settings import read_settings
from chalicelib.speech import polly
from chalicelib.speech.length import LARGEST, seconds_of
from chalicelib.speech.setup import ENDPOINT_VERSION, voices_of
from chalicelib.usecases.narration_ports import NarratorRefused, NarratorUnavailable
from tests.narrators import silence

AMY = Voice(engine=polly.ENGINE, version=polly.VERSION, name="Amy", language="en-GB", pace=0.85)
LINE = "Let it go. Slowly."


# --- addresses ------------------------------------------------------------------------------------


def test_an_address_is_of_text_voice_and_owner_together() -> None:
    others = [
        clip_id("Let it go. Quickly.", AMY),
        *(clip_id(LINE, AMY.model_copy(update={name: "x"})) for name in ("engine", "version", "name", "language")),
        clip_id(LINE, AMY.model_copy(update={"pace": 0.8})),
        clip_id(LINE, AMY, "patient-1"),
        clip_id(LINE, AMY, "patient-2"),
    ]
    assert len({clip_id(LINE, AMY), *others}) == len(others) + 1
    assert all(CLIP_ID.fullmatch(one) for one in others)


def test_where_an_author_breaks_a_line_is_not_heard() -> None:
    assert clip_id("Let it go.\n  Slowly.", AMY) == clip_id(LINE, AMY)


def test_a_language_is_spoken_by_its_own_voice_or_its_main_languages() -> None:
    voices = {"es": AMY, "es-MX": AMY.model_copy(update={"name": "Mia"})}
    assert [v and v.name for v in (voice_for(voices, one) for one in ("es-MX", "es-AR", "es", "en"))] == [
        *("Mia", "Amy", "Amy", None)
    ]


# --- settings -------------------------------------------------------------------------------------


def settings_of(**more: str) -> Any:
    return read_settings({"TABLE_NAME": "t", **more})


def test_polly_speaks_english_and_spanish_unless_told_otherwise() -> None:
    assert {one: voice.name for one, voice in voices_of(settings_of()).items()} == {"en": "Amy", "es": "Lucia"}
    named = voices_of(settings_of(SPEECH_VOICES="en=Niamh:en-IE, es=Lupe:es-US", SPEECH_PACE="0.9"))
    assert (named["en"].name, named["en"].language, named["en"].pace) == ("Niamh", "en-IE", 0.9)
    assert (named["es"].name, named["es"].engine) == ("Lupe", "polly-neural")


def test_an_endpoint_has_the_voices_that_are_named_and_no_others() -> None:
    there = {"SPEECH_ENGINE": "openai", "SPEECH_MODEL": "piper"}
    assert voices_of(settings_of(**there)) == {}
    (joe,) = voices_of(settings_of(**there, SPEECH_VOICES="en=joe")).values()
    assert (joe.engine, joe.version, joe.name, joe.language) == ("piper", ENDPOINT_VERSION, "joe", "en")


@pytest.mark.parametrize("text", ["Amy", "en=", "=Amy", "en=Amy,,"])
def test_a_list_of_voices_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="SPEECH_VOICES must look like"):
        voices_of(settings_of(SPEECH_VOICES=text))


# --- Polly ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> Any:
    return boto3.client("polly", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")


def test_polly_is_asked_for_a_neural_mp3_with_pauses(client: Any) -> None:
    asked = {
        "Engine": "neural",
        "VoiceId": "Amy",
        "LanguageCode": "en-GB",
        "OutputFormat": "mp3",
        "SampleRate": "24000",
        "TextType": "ssml",
        "Text": '<speak><prosody rate="85%">Let it go.<break time="400ms"/>Slowly.</prosody></speak>',
    }
    sound = silence(2)
    with Stubber(client) as stub:
        answer = {"AudioStream": StreamingBody(io.BytesIO(sound), len(sound)), "ContentType": "audio/mpeg"}
        stub.add_response("synthesize_speech", answer, asked)
        assert polly.Polly(lambda: client).say(LINE, AMY, personal=False) == sound


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ThrottlingException", NarratorUnavailable),
        ("ServiceFailureException", NarratorUnavailable),
        ("AccessDeniedException", NarratorUnavailable),
        ("TextLengthExceededException", NarratorRefused),
    ],
)
def test_what_polly_says_no_to_is_told_without_the_line(client: Any, code: str, kind: type[Exception]) -> None:
    with Stubber(client) as stub:
        stub.add_client_error("synthesize_speech", code, f"cannot say: {LINE}")
        with pytest.raises(kind) as told:
            polly.Polly(lambda: client).say(LINE, AMY, personal=True)
    assert str(told.value) == code
    assert told.value.__cause__ is None


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1))
def test_ssml_says_every_word_whatever_an_author_writes(text: str) -> None:
    read = ElementTree.fromstring(polly.ssml(text, 0.85))
    assert " ".join("".join(f" {one} " for one in read.itertext()).split()) == " ".join(text.split())


# --- what is a clip -------------------------------------------------------------------------------


def test_the_length_of_a_clip_is_known_and_what_is_none_is_refused() -> None:
    assert seconds_of(silence(3)) == pytest.approx(3, abs=0.02)
    for junk in (b"", b"no sound", b'{"error": "an answer that is no sound"}' * 50, silence(90), bytes(LARGEST + 1)):
        with pytest.raises(NarratorRefused):
            seconds_of(junk)
