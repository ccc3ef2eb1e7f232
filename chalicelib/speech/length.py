"""How long an MP3 sounds."""

from __future__ import annotations

import io

from ..usecases.narration_ports import NarratorRefused

#: No line of a practice takes a minute; what says so is no clip of ours.
LONGEST = 60.0
#: API Gateway answers with 10 MB, Lambda with 6 MB, and base64 adds a third: no clip comes near.
LARGEST = 2_000_000


def seconds_of(sound: bytes) -> float:
    """Length of an MP3, to a hundredth of a second. Raises `NarratorRefused` for anything else, and for what is far
    too long or too large to be a line."""
    from tinytag import TinyTag, TinyTagException

    if len(sound) > LARGEST:
        raise NarratorRefused("too large for a line")
    try:
        length = TinyTag.get(filename="line.mp3", file_obj=io.BytesIO(sound)).duration
    except TinyTagException:
        length = None
    if not length or length > LONGEST:
        raise NarratorRefused("no MP3 of a line")
    return round(length, 2)
