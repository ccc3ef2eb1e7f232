"""A voice behind any OpenAI-compatible speech endpoint (`/v1/audio/speech`); openai is imported with the first line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..domain.narration import Voice
from ..usecases.narration_ports import NarratorRefused, NarratorUnavailable

if TYPE_CHECKING:
    from openai import OpenAI

VERSION = "1"
#: A line of thirty words takes the local voice under a second; a queue message has two minutes.
TIMEOUT_SECONDS = 20.0
#: What asking again does not change: a line or a voice that the endpoint does not take. (A wrong key or address is
#: tried again and raises the alarm: somebody has to mend it.)
_REFUSED = {400, 413, 415, 422, 501}


class SpeechEndpoint:
    """`Narrator` on the `openai` client. The voice's engine is the endpoint's model."""

    def __init__(self, base_url: str, key: Callable[[], str] = lambda: "local") -> None:
        self._base_url, self._key = base_url, key
        self._client: OpenAI | None = None

    def say(self, text: str, voice: Voice, *, personal: bool) -> bytes:
        """No error carries the line: the client's own errors may quote it, so they are dropped."""
        if not self._base_url:
            # the client would fall back on an address of its own, which nobody has agreed to
            raise NarratorRefused("no speech endpoint is configured")
        import openai

        try:
            return (
                self._connected()
                .audio.speech.create(
                    model=voice.engine,
                    voice=voice.name,
                    input=text,
                    response_format="mp3",
                    speed=voice.pace,
                    # what was fitted to one person must not stay with whoever speaks it
                    extra_headers={"Cache-Control": "no-store"} if personal else None,
                )
                .read()
            )
        except openai.APIStatusError as error:
            if error.status_code in _REFUSED:
                raise NarratorRefused(f"status {error.status_code}") from None
            raise NarratorUnavailable(f"status {error.status_code}") from None
        except openai.OpenAIError as error:
            raise NarratorUnavailable(type(error).__name__) from None

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self) -> OpenAI:
        if self._client is None:
            from openai import OpenAI

            logging.getLogger("openai").setLevel(logging.WARNING)  # at DEBUG it would log what is sent
            self._client = OpenAI(base_url=self._base_url, api_key=self._key(), timeout=TIMEOUT_SECONDS, max_retries=1)
        return self._client
