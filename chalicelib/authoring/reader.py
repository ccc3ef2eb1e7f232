"""Reads a content folder into the models that are served; every fault names its file and line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ..domain.content import Module, Passage, Step
from ..domain.definitions import Measure, Practice
from ..domain.programme import Programme
from ..domain.screen import Screen
from .explain import explain
from .faults import Fault, shown
from .listing import listed_folders, repeated_ids
from .reading_rules import EmptyFolder, FileNotRead, MissingFolder, UnknownKey
from .source import read_text
from .step_file import read_step
from .texts import words_for
from .translations import Language, read_translations, with_translations
from .yaml_text import LineMap, read_yaml

M = TypeVar("M", bound=BaseModel)
W = TypeVar("W", Measure, Screen)
# Stand-ins, so that a file's own keys are still checked when something that it holds could not be read.
_A_STEP = Step(id="x", kind="reading", title="x", minutes=1, passages=(Passage(id="x", text="x"),))
_A_MODULE = Module(id="x", title="x", summary="x", steps=(_A_STEP,))


@dataclass(frozen=True)
class Placed(Generic[M]):
    """A piece of content and where each part of it is written (`lines.line(...)` takes the model's own paths)."""

    model: M
    lines: LineMap

    @property
    def file(self) -> str:
        return self.lines.file


@dataclass
class Reading:
    """What a folder holds. `programme` is None when any fault was found; the parts that could be read are here."""

    folder: Path
    programme: Programme | None = None
    lines: LineMap = field(default_factory=lambda: LineMap(""))
    modules: list[Placed[Module]] = field(default_factory=list)
    steps: list[Placed[Step]] = field(default_factory=list)
    measures: list[Placed[Measure]] = field(default_factory=list)
    practices: list[Placed[Practice]] = field(default_factory=list)
    screens: list[Placed[Screen]] = field(default_factory=list)
    translations: list[Language] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_programme(folder: Path) -> tuple[Programme | None, list[Fault]]:
    """The programme of a content folder, or None and what is wrong with its files."""
    reading = read_folder(folder)
    return reading.programme, reading.faults


def read_folder(folder: Path) -> Reading:
    """Read everything that can be read. Never raises for what an author wrote."""
    reading = Reading(folder, lines=LineMap(str(folder / "programme.yaml")))
    if not folder.is_dir():
        reading.faults.append(MissingFolder.fault(str(folder), 1, f"{shown(folder)} is not a folder."))
        return reading
    reading.measures = _yaml_folder(folder / "measures", Measure, reading.faults)
    reading.practices = _yaml_folder(folder / "practices", Practice, reading.faults)
    reading.screens = _yaml_folder(folder / "screens", Screen, reading.faults)
    reading.measures = [_worded(measure, folder / "measures", reading.faults) for measure in reading.measures]
    reading.screens = [_worded(screen, folder / "screens", reading.faults) for screen in reading.screens]
    data, reading.lines = _yaml_file(folder / "programme.yaml", reading.faults)
    if data is not None:
        programme = _programme(data, reading)
        reading.programme = None if reading.faults else programme
    reading.translations = read_translations(reading)
    if reading.programme and not reading.faults:
        reading.programme = with_translations(reading.programme, reading.translations)
    reading.faults.sort()
    return reading


def _programme(data: dict[str, Any], reading: Reading) -> Programme | None:
    for key in ("measures", "practices", "screens", "translations"):
        if key in data:
            message = f"`{key}` is not written here: each one is a file of its own in the folder {key}."
            reading.faults.append(UnknownKey.fault(reading.lines.file, reading.lines.line(key), message))
    if "modules" in data:
        names = listed_folders(data["modules"], reading.folder, reading.lines, reading.faults)
        for name in names:
            _module(reading.folder / name, reading)
        data["modules"] = [m.model for m in reading.modules] or [_A_MODULE]
    data["measures"] = [m.model for m in reading.measures]
    data["practices"] = [p.model for p in reading.practices]
    data["screens"] = [s.model for s in reading.screens]
    data.pop("translations", None)
    return _validated(Programme, data, reading.lines, reading.faults)


def _module(folder: Path, reading: Reading) -> None:
    paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    _left_out(paths, {".yaml", ".yml", ".markdown", ".txt"}, reading.faults, but="module.yaml")
    files = [p for p in paths if p.suffix.lower() == ".md"]
    if not files:
        message = f"The folder '{folder.name}' has no step, so there is nothing to work through."
        reading.faults.append(EmptyFolder.fault(str(folder), 1, message))
    steps = [step for path in files if (step := _step(path, reading.faults))]
    reading.steps += steps
    data, lines = _yaml_file(folder / "module.yaml", reading.faults)
    if data is None:
        return
    if "steps" in data:
        message = "`steps` is not written here: each step is a Markdown file in this folder."
        reading.faults.append(UnknownKey.fault(lines.file, lines.line("steps"), message))
    data["steps"] = [s.model for s in steps] or [_A_STEP]
    module = _validated(Module, data, lines, reading.faults)
    if module:
        reading.modules.append(Placed(module, lines))


def _step(path: Path, faults: list[Fault]) -> Placed[Step] | None:
    text = read_text(path, str(path))
    if isinstance(text, Fault):
        faults.append(text)
        return None
    data, lines, found = read_step(text, str(path))
    faults += found
    step = None if data is None else _validated(Step, data, lines, faults)
    return Placed(step, lines) if step else None


def _yaml_folder(folder: Path, model: type[M], faults: list[Fault]) -> list[Placed[M]]:
    if not folder.is_dir():
        return []
    paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    _left_out(paths, {".yml", ".json", ".md", ".txt"}, faults)
    found: list[Placed[M]] = []
    for path in (p for p in paths if p.suffix == ".yaml"):
        data, lines = _yaml_file(path, faults)
        read = None if data is None else _validated(model, data, lines, faults)
        found += [Placed(read, lines)] if read else []
    return found


def _worded(part: Placed[W], folder: Path, faults: list[Fault]) -> Placed[W]:
    """A measure or screen with the words that a licence holder added, if any."""
    return replace(part, model=words_for(part.model, folder, faults))


def _left_out(paths: list[Path], suffixes: set[str], faults: list[Fault], but: str = "") -> None:
    for path in paths:
        if path.suffix.lower() in suffixes and path.name != but:
            faults.append(FileNotRead.fault(str(path), 1, f"'{path.name}' would be left out without a word."))


def _yaml_file(path: Path, faults: list[Fault]) -> tuple[dict[str, Any] | None, LineMap]:
    text = read_text(path, str(path))
    if isinstance(text, Fault):
        faults.append(text)
        return None, LineMap(str(path))
    data, lines, found = read_yaml(text, str(path))
    faults += found
    return data, lines


def _validated(model: type[M], data: dict[str, Any], lines: LineMap, faults: list[Fault]) -> M | None:
    found = list(repeated_ids(data, lines))
    faults += found
    try:
        read = model.model_validate(data)
    except ValidationError as error:
        faults += explain(error, model, lines)
        return None
    return None if found else read
