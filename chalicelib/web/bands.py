"""Names of the bands of measures in the reader's language, where the measure itself is in another."""

from __future__ import annotations

from ..domain.sentence import Sentence

#: Band as its measure says it → the words of the catalogs. A test compares it with the measures that are there.
BANDS: dict[str, str] = {
    words: words
    for words in (
        Sentence("none"),
        Sentence("none or minimal"),
        Sentence("minimal"),
        Sentence("low"),
        Sentence("mild"),
        Sentence("moderate"),
        Sentence("moderately severe"),
        Sentence("moderately severe or worse"),
        Sentence("severe"),
        Sentence("healthy"),
        Sentence("significant"),
        Sentence("subclinical"),
        Sentence("below the cut-off"),
        Sentence("negative screen"),
        Sentence("positive screen"),
        Sentence("social anxiety likely"),
        Sentence("clinical range"),
        Sentence("general population range"),
        Sentence("very low wellbeing"),
        Sentence("low wellbeing"),
        Sentence("fair to good wellbeing"),
        Sentence("low stress"),
        Sentence("moderate stress"),
        Sentence("high stress"),
        Sentence("no clinically significant insomnia"),
        Sentence("subthreshold insomnia"),
        Sentence("clinical insomnia of moderate severity"),
        Sentence("severe clinical insomnia"),
    )
}


def band_words(band: str | None, measure_language: str, language: str) -> str:
    """A band's name for a page in `language`; a measure in that language has its own."""
    same = measure_language.split("-")[0] == language.split("-")[0]
    return band if band and same else BANDS.get(band or "", band or "")
