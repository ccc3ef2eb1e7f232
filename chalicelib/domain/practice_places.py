"""Practice column: the places a practice can be set in, and what each can show and sound like."""

from __future__ import annotations

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
