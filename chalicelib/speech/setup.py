"""The voices of this deployment, out of its settings."""

from __future__ import annotations

from ..domain.narration import Voice
from ..settings import Settings
from . import polly


def voices_of(settings: Settings) -> dict[str, Voice]:
    """Language → voice: `SPEECH_VOICES` (`en=Niamh:en-IE,es=Lucia:es-ES`), else Polly's own choice; none elsewhere.

    Raises ValueError for a list that cannot be read.
    """
    on_polly = settings.speech_engine == "polly"
    named = _named(settings.speech_voices) if settings.speech_voices else polly.VOICES if on_polly else {}
    engine = polly.ENGINE if on_polly else settings.speech_model
    version = polly.VERSION if on_polly else ENDPOINT_VERSION
    return {
        language: Voice(engine=engine, version=version, name=name, language=spoken, pace=settings.speech_pace)
        for language, (name, spoken) in named.items()
    }


#: That of llm/speech.py, which the routes must not load for it; a test compares the two.
ENDPOINT_VERSION = "1"


def _named(text: str) -> dict[str, tuple[str, str]]:
    found = {}
    for one in text.split(","):
        language, _, voice = one.strip().partition("=")
        name, _, spoken = voice.partition(":")
        if not (language and name):
            raise ValueError("SPEECH_VOICES must look like en=Amy:en-GB,es=Lucia:es-ES")
        found[language] = (name, spoken or language)
    return found
