"""Fingerprints of published questionnaires: how a file is told from the instrument that it says it is.

`instruments.json` holds them. A maintainer who has compared a definition with its sources writes it anew with
`python -m chalicelib.authoring.instruments`; an author never does.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..domain.definitions import AnswerOption, Measure, MeasureItem
from ..domain.screen import Screen

KEPT = Path(__file__).with_name("instruments.json")
#: What decides the total beside the items.
_SCORING = (
    *("multiplier", "higher_is_better", "subscales", "bands"),
    *("cut_off", "reliable_change", "max_missing", "code", "total_code"),
)


class Instrument(NamedTuple):
    """A published questionnaire. `words`: whether its wording is part of what is kept (not where we hold none)."""

    words: bool
    source: str
    parts: dict[str, str]


@lru_cache(maxsize=1)
def instruments() -> dict[str, Instrument]:
    """Measure or screen id → what was published."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return {name: Instrument(one["words"], one["source"], one["parts"]) for name, one in kept.items()}


def fingerprints(measure: Measure, *, words: bool) -> dict[str, str]:
    """Part of a measure → its fingerprint: `stem`, `options`, `items/1`, `bands`, and so on.

    Line breaks and the kind of space in a text do not matter; every letter, sign and code does.
    """
    parts: dict[str, Any] = {"options": _options(measure.options, words), "recall": measure.recall}
    parts |= {f"items/{item.id}": _item(measure, item, words) for item in measure.items}
    parts |= {f"extra_items/{item.id}": _item(measure, item, words) for item in measure.extra_items}
    if measure.gate:
        parts["gate"] = [_item(measure, measure.gate.item, words), measure.gate.opens_at]
    if words:
        parts |= {"stem": measure.stem, "instructions": measure.instructions, "language": measure.language}
    data = measure.model_dump(mode="json", include=set(_SCORING))
    parts |= {key: data[key] for key in _SCORING}
    return {name: _digest(value) for name, value in parts.items()}


def screen_fingerprints(screen: Screen) -> dict[str, str]:
    """The logic of a screen: what is asked when, and which answers come to which result and level."""
    levels = [(r.id, _whens(r.when), r.alert and (r.alert.rule, r.alert.level)) for r in screen.results]
    alerts = [(_whens(a.when), a.rule, a.level) for a in screen.alerts]
    asked = [(q.id, q.follow_when, [f.id for f in q.follow_ups]) for q in screen.all_questions()]
    parts: dict[str, Any] = {"questions": asked, "results": levels, "alerts": alerts}
    return {name: _digest(value) for name, value in parts.items()}


def _whens(whens: Any) -> list[Any]:
    return [(when.question, sorted(when.answers)) for when in whens]


def _item(measure: Measure, item: MeasureItem, words: bool) -> list[Any]:
    scoring = [item.code, item.risk, item.reverse, item.may_not_apply]
    own = _options(item.options, words)
    # answers of its own in other words alone are no difference where no words are kept
    return [item.text if words else "", scoring, own if own != _options(measure.options, words) else []]


def _options(options: tuple[AnswerOption, ...], words: bool) -> list[Any]:
    return [(option.value, option.label if words else "", option.code if words else None) for option in options]


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(" ".join(text.replace("\\n", " ").split()).encode()).hexdigest()[:16]


def _write(folder: Path) -> None:
    """Take the definitions of a folder as they are now for the published ones."""
    from .reader import read_folder

    reading = read_folder(folder)
    kept = {
        m.id: {"words": m.has_text, "source": m.sources[0], "parts": fingerprints(m, words=m.has_text)}
        for m in (placed.model for placed in reading.measures)
    }
    published = [placed.model for placed in reading.screens if placed.model.licence]
    kept |= {s.id: {"words": False, "source": s.sources[0], "parts": screen_fingerprints(s)} for s in published}
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(Path("modules"))
