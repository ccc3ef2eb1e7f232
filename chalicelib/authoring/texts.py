"""Reads the words that a licence holder keeps beside a measure or screen without text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ..domain import measure_text, screen
from ..domain.definitions import Measure
from ..domain.screen import Screen
from .explain import explain
from .faults import Fault
from .reading_rules import LicensedWords
from .source import read_text
from .yaml_text import read_yaml

T = TypeVar("T", Measure, Screen)
#: A folder outside the project that may hold such words too.
SETTING = "STILLPATH_MEASURE_TEXTS"


def words_for(part: T, folder: Path, faults: list[Fault]) -> T:
    """The measure or screen with its words, when a file for it is in `texts/` or in the folder of the setting.

    What is wrong with such a file becomes a fault, and the part stays without words.
    """
    path = next((p for p in _places(part.id, folder) if p.is_file()), None)
    if path is None:
        return part
    text = read_text(path, str(path))
    if isinstance(text, Fault):
        faults.append(text)
        return part
    data, lines, found = read_yaml(text, str(path))
    faults += found
    model = measure_text.MeasureText if isinstance(part, Measure) else screen.ScreenText
    if data is None:
        return part
    try:
        words = model.model_validate(data)
        return _joined(part, words)
    except ValidationError as error:
        faults += explain(error, model, lines)
    except ValueError as error:
        faults.append(LicensedWords.fault(str(path), lines.line("items"), f"{error}."))
    return part


def _joined(part: T, words: measure_text.MeasureText | screen.ScreenText) -> T:
    about = words.measure if isinstance(words, measure_text.MeasureText) else words.screen
    if about != part.id:
        raise ValueError(f"the file is named after '{part.id}' but is about '{about}'")
    if isinstance(part, Measure) and isinstance(words, measure_text.MeasureText):
        return measure_text.with_words(part, words)
    if isinstance(part, Screen) and isinstance(words, screen.ScreenText):
        return screen.with_words(part, words)
    raise TypeError(type(words))


def _places(part_id: str, folder: Path) -> list[Path]:
    outside = os.environ.get(SETTING)
    return [folder / "texts" / f"{part_id}.yaml", *([Path(outside) / f"{part_id}.yaml"] if outside else [])]
