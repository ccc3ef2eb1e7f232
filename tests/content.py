"""A small invented programme for tests, with every kind of worksheet field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from chalicelib.domain.screen import Screen

MODULES = Path(__file__).parent.parent / "modules"


def measure(name: str) -> dict[str, Any]:
    """A real measure definition of the project."""
    return dict(YAML(typ="safe").load((MODULES / "measures" / f"{name}.yaml").read_text()))


def screen(name: str) -> Screen:
    """A real screen of the project."""
    path = MODULES / "screens" / f"{name}.yaml"
    return Screen.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


def field(id: str, type: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "label": f"The {id}", **more}


TWO = [{"id": "home", "label": "At home"}, {"id": "out", "label": "Out and about"}]

BREATHING: dict[str, Any] = {
    "id": "breathing",
    "title": "Breathing",
    "summary": "An invented practice.",
    "length_seconds": 120,
    "scene": "quiet-lake",
    "eyes": "either",
    "screening": ["all", "eyes-open"],
    "eyes_open": {"length_seconds": 60},
    "phases": [{"id": "sit", "title": "Sitting", "at_seconds": 0}, {"id": "on", "title": "On", "at_seconds": 80}],
    "breath": {"in_seconds": 4, "out_seconds": 6, "from_seconds": 10},
    "cues": [
        {"at_seconds": 0, "id": "sit", "say": "Sit down."},
        {
            "at_seconds": 20,
            "id": "soft",
            "say": "Let your shoulders be soft. After a long day they creep up to the ears. Let them sink.",
            "adaptable": {"purpose": "Name what is tense after the day.", "keep": ["shoulders"], "max_words": 40},
        },
        {"at_seconds": 40, "eyes": "closed", "say": "Close your eyes if you like."},
        {"at_seconds": 40, "eyes": "open", "say": "Rest your eyes on the water."},
        {"at_seconds": 90, "id": "end", "say": "That was two minutes."},
    ],
}
SCAN: dict[str, Any] = {
    "id": "scan",
    "title": "A short scan",
    "length_seconds": 60,
    "scene": "quiet-room",
    "cues": [{"at_seconds": 0, "say": "Feel your feet."}],
}

SMALL: dict[str, Any] = {
    "id": "small",
    "title": "A small programme",
    "schedule": [{"id": "phq-9", "every_days": 7}, {"id": "gad-7", "every_days": 7}],
    "measures": [measure("phq-9"), measure("gad-7"), measure("who-5")],
    "practices": [BREATHING, SCAN],
    "modules": [
        {
            "id": "first",
            "title": "First things",
            "summary": "An invented module.",
            "practices": ["breathing", "scan"],
            "steps": [
                {
                    "id": "hello",
                    "kind": "reading",
                    "title": "Hello",
                    "minutes": 3,
                    "passages": [{"id": "intro", "text": "Welcome. Take your time."}],
                },
                {
                    "id": "sheet",
                    "kind": "worksheet",
                    "title": "A sheet with everything",
                    "minutes": 10,
                    "passages": [{"id": "intro", "text": "Write what comes."}],
                    "fields": [
                        field("situation", "long_text", required=True),
                        field("name", "short_text", max_length=80),
                        field("count", "number", minimum=0, maximum=20),
                        field("rating", "rating"),
                        field("place", "choice", choices=TWO),
                        field("places", "choices", choices=TWO),
                        field("day", "date"),
                        field("hour", "time"),
                        field("thoughts", "list", max_rows=5, max_length=200),
                        field("agree", "yes_no"),
                        field(
                            "emotions",
                            "table",
                            max_rows=4,
                            columns=[field("word", "short_text", required=True), field("strength", "rating")],
                        ),
                    ],
                },
                {
                    "id": "extra",
                    "kind": "example",
                    "title": "An example nobody has to read",
                    "minutes": 2,
                    "core": False,
                    "passages": [{"id": "intro", "text": "An invented person did this."}],
                },
            ],
        },
        {
            "id": "second",
            "title": "Second things",
            "summary": "Another invented module.",
            "unlock": {
                "completed": ["first"],
                "days": 3,
                "measures": {"phq-9": 7},
                "conditions": [
                    {
                        "answer": "sheet.situation",
                        "answered": True,
                        "reason": "Opens when you have written about a day.",
                    }
                ],
            },
            "steps": [
                {
                    "id": "look-back",
                    "kind": "reading",
                    "title": "Looking back",
                    "minutes": 3,
                    "passages": [
                        {
                            "id": "intro",
                            "text": "You wrote about {{sheet.situation | a hard day}}. Thank you for that.",
                        },
                        {
                            "id": "fit",
                            "heading": "In your week",
                            "text": "Rest can help for an hour. After days of rest, the mood often drops. "
                            "A small step can turn this round. Pick one that fits your day.",
                            "adaptable": {
                                "purpose": "Link the idea to the person's own situation.",
                                "keep": ["small step"],
                                "max_words": 80,
                                "may_use": ["sheet.situation"],
                            },
                        },
                    ],
                }
            ],
        },
    ],
}
