"""Practice column: the places a practice can be set in, and what each can show and sound like."""

from __future__ import annotations

import re

#: Scene → visuals that a cue may call for there. `light` follows the breath guide in every scene.
SCENES: dict[str, frozenset[str]] = {
    "quiet-lake": frozenset({"light", "dawn", "mist", "stream", "leaves", "still", "ripples"}),
    "forest-clearing": frozenset({"light", "stream", "leaves", "sunbeams", "objects", "still", "wind"}),
    "night-sky-sea": frozenset({"light", "stars", "waves", "moon", "still"}),
    "quiet-room": frozenset({"light", "objects", "lamp", "window", "still"}),
}
#: Soundscapes: generated, loopable, without melody or voice.
SOUNDS: frozenset[str] = frozenset({"silence", "lake-water", "stream", "forest", "sea", "soft-tones", "room"})
#: Light must not change faster than this (ISO 9241-391; WCAG 2.2, 2.3.1): three times a second.
FASTEST_LIGHT_HZ = 3.0
#: How fast a calm voice speaks, words a second (about 138 a minute).
WORDS_A_SECOND = 2.3
#: Longest silence for people who keep to eyes-open practices, seconds (programme design: longer silence is where
#: unwanted experiences of meditation begin; 10.1177/2167702621996340).
LONGEST_SILENCE_SECONDS = 15.0


def spoken_seconds(text: str) -> float:
    """How long a line takes to be said calmly."""
    return len(text.split()) / WORDS_A_SECOND


_CLOSING = re.compile(
    r"\b(?:clos(?:e|es|ing)|shut(?:ting)?)\s+(?:both\s+)?(?:your|the)\s+eyes"
    r"|\beyes\s+(?:are\s+|stay\s+|fall\s+|gently\s+|softly\s+)*(?:close|closed|closing|shut)\b"
    r"|\b(?:eyelids|lids)\s+(?:\w+\s+){0,2}(?:close|closed|closing|shut|fall|drop|sink)",
    re.IGNORECASE,
)


def speaks_of_closed_eyes(text: str) -> str:
    """The words in a line that speak of closing the eyes; empty when there are none."""
    found = _CLOSING.search(text)
    return found[0] if found else ""
