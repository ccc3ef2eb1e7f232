"""An invented programme with branches, optional modules and boosters, and a worksheet with a type."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.programme import Programme
from tests.content import field

WAYS = [{"id": name, "label": name.title()} for name in ("worry", "fear", "other")]


def module(name: str, **more: Any) -> dict[str, Any]:
    """An invented module of one page that may be fitted."""
    passage = {
        "id": "intro",
        "text": "One small step.",
        "adaptable": {"purpose": "x", "keep": ["step"], "max_words": 20},
    }
    page = {"id": f"{name}-page", "kind": "reading", "title": f"Page of {name}", "minutes": 1, "passages": [passage]}
    return {"id": name, "title": name.title(), "summary": "Invented.", "steps": [page], **more}


LADDER = {
    "id": "play-page",
    "kind": "worksheet",
    "worksheet": "exposure-ladder",
    "title": "Page of play",
    "minutes": 1,
    "passages": [
        {"id": "intro", "text": "One small step.", "adaptable": {"purpose": "x", "keep": ["step"], "max_words": 20}}
    ],
    "fields": [
        field("goal", "short_text"),
        field("ladder", "table", columns=[field("situation", "short_text"), field("fear", "rating")]),
    ],
}
PREVIOUS = {"unlock": {"previous": True, "days": 5}}
PROGRAMME = Programme.model_validate(
    {
        "id": "small",
        "title": "Invented",
        "decide_after": "intake",
        "branches": [
            {
                "id": "worry",
                "title": "Worry first",
                "reason": "You spoke of worry.",
                "when": [
                    [{"answer": "ask.way", "equals": "worry"}],
                    [{"answer": "ask.way", "equals": "other"}, {"measure": "gad-7", "at_least": 10}],
                ],
                "order": ["intake", "three", "one", "two", "last"],
            },
            {
                "id": "fear",
                "title": "Fear first",
                "reason": "You spoke of fear.",
                "when": [[{"answer": "ask.way", "equals": "fear"}], [{"measure": "gad-7", "at_least": 15}]],
                "order": ["intake", "two", "one"],
            },
        ],
        "modules": [
            {
                **module("intake"),
                "steps": [
                    {
                        "id": "ask",
                        "kind": "worksheet",
                        "title": "Ask",
                        "minutes": 1,
                        "passages": [{"id": "intro", "text": "Choose."}],
                        "fields": [field("way", "choice", choices=WAYS)],
                    }
                ],
            },
            module("one", **PREVIOUS),
            module("two", **PREVIOUS),
            module("three", **PREVIOUS),
            module("last", **PREVIOUS),
            module("rest", kind="optional", unlock={"completed": ["one"]}, offer=[
                {"answer": "ask.way", "equals": "worry", "reason": "You spoke of worry."},
                {"measure": "gad-7", "at_least": 15, "reason": "Your answers were high."},
            ]),
            module("play", kind="optional", steps=[LADDER]),
            module("month-on", kind="booster", unlock={"completed": ["last"], "days": 30}),
            module("year-on", kind="booster", unlock={"completed": ["last"], "days": 365}),
        ],
    }
)  # fmt: skip
