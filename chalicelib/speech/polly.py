"""Amazon Polly's neural voices, asked by SSML; imported where a line is spoken, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, cast

from botocore.exceptions import BotoCoreError, ClientError

from ..domain.narration import Voice
from ..usecases.narration_ports import NarratorRefused, NarratorUnavailable

if TYPE_CHECKING:
    from types_boto3_polly import PollyClient
    from types_boto3_polly.literals import LanguageCodeType, VoiceIdType

ENGINE = "polly-neural"
#: Grows with every change of `ssml` that is heard.
VERSION = "1"
#: Samples a second: the highest that neural voices offer as MP3.
RATE = "24000"
#: After each sentence, milliseconds; as long as the local voice waits (infra/narrate.py).
PAUSE = 400
#: language → the voice that speaks it unless the deployment names another: (name, language as Polly calls it).
VOICES = {"en": ("Amy", "en-GB"), "es": ("Lucia", "es-ES")}
#: What the same request will never get, however often it is sent.
_REFUSED = {
    *("InvalidSsmlException", "TextLengthExceededException", "LanguageNotSupportedException", "ValidationException"),
    *("EngineNotSupportedException", "SsmlMarksNotSupportedForTextTypeException", "InvalidSampleRateException"),
}


def ssml(text: str, pace: float) -> str:
    """A line as SSML: slower than the voice's habit, with a breath's pause between sentences."""
    sentences = [escape(one, quote=False) for one in re.split(r"(?<=[.!?…])\s+", " ".join(text.split()))]
    said = f'<break time="{PAUSE}ms"/>'.join(sentences)
    return f'<speak><prosody rate="{round(pace * 100)}%">{said}</prosody></speak>'


class Polly:
    """`Narrator` on Amazon Polly. `connect` makes its client at the first line."""

    def __init__(self, connect: Callable[[], PollyClient]) -> None:
        self._connect = connect

    @cached_property
    def _client(self) -> PollyClient:
        return self._connect()

    def say(self, text: str, voice: Voice, *, personal: bool) -> bytes:
        """Polly answers the caller alone and keeps no clip for us; `personal` changes nothing here."""
        try:
            answer = self._client.synthesize_speech(
                Engine="neural",
                VoiceId=cast("VoiceIdType", voice.name),
                LanguageCode=cast("LanguageCodeType", voice.language),
                OutputFormat="mp3",
                SampleRate=RATE,
                TextType="ssml",
                Text=ssml(text, voice.pace),
            )
            return answer["AudioStream"].read()
        except ClientError as error:
            code = error.response["Error"]["Code"]
            # the message may quote the line: only its kind goes on
            if code in _REFUSED:
                raise NarratorRefused(code) from None
            raise NarratorUnavailable(code) from None
        except BotoCoreError as error:
            raise NarratorUnavailable(type(error).__name__) from None
