"""What the preview shows: the programme as last read, the faults of its files, and when either changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from ...domain.content import Module, Step
from ...domain.definitions import Practice
from ...domain.programme import Programme
from ..faults import Fault
from ..lint import lint_reading
from ..reader import Reading, read_folder
from ..simulation.world import FolderContent
from ..yaml_text import LineMap

M = TypeVar("M", Step, Practice)
#: How often the files are looked at, seconds: soon enough to feel immediate, rare enough to cost nothing.
LOOK_EVERY = 0.4
#: A browser that waits for news is answered at least so often, seconds, so that one that has gone is noticed.
NEWS_EVERY = 15.0


@dataclass(frozen=True)
class Shown:
    """One state of the preview; `number` grows with every change of the files."""

    number: int
    faults: tuple[Fault, ...] = ()
    programme: Programme | None = None
    content: FolderContent | None = None
    lines: dict[str, LineMap] = field(default_factory=dict)
    """Step or practice id → where its parts are written."""
    behind: bool = False
    """Some file cannot be read, so that what it held last is shown."""

    def in_language(self, code: str) -> Programme | None:
        """The programme in one of its languages."""
        if self.programme is None or code == self.programme.language:
            return self.programme
        return next((one for one in self.programme.translations if one.language == code), None)

    @property
    def languages(self) -> list[str]:
        if self.programme is None:
            return []
        return [self.programme.language, *(one.language for one in self.programme.translations)]

    def faults_of(self, part_id: str) -> list[Fault]:
        """Faults in the file of one step or practice."""
        lines = self.lines.get(part_id)
        return [fault for fault in self.faults if lines and fault.file == lines.file]


def look(folder: Path, before: Shown | None = None) -> Shown:
    """Read and check a folder. Never raises for what is in it: what cannot be shown now stays as it was `before`."""
    number = before.number + 1 if before else 1
    try:
        reading = read_folder(folder)
        faults = tuple(lint_reading(reading))
        programme = reading.programme or _patched(before, reading)
        content = FolderContent(programme) if programme else None
    except Exception as error:  # an author's file must never end the preview
        told = Fault(
            str(folder),
            1,
            "preview",
            f"The preview could not take these files in ({type(error).__name__}); you see them as they were before.",
            "Undo your last change; if it was a right one, please tell whoever looks after this programme.",
        )
        return replace(before or Shown(0), number=number, faults=(told,), behind=True)
    lines = dict(before.lines) if before else {}
    lines |= {step.model.id: step.lines for step in reading.steps}
    lines |= {practice.model.id: practice.lines for practice in reading.practices}
    return Shown(number, faults, programme, content, lines, behind=reading.programme is None)


def _patched(before: Shown | None, reading: Reading) -> Programme | None:
    """The programme as it was, with the steps and practices that can be read now."""
    if before is None or before.programme is None:
        return None
    steps = {placed.model.id: placed.model for placed in reading.steps}
    practices = _newest(before.programme.practices, {one.model.id: one.model for one in reading.practices})
    modules = tuple(_with_steps(module, steps) for module in before.programme.modules)
    return before.programme.model_copy(update={"modules": modules, "practices": practices})


def _with_steps(module: Module, steps: dict[str, Step]) -> Module:
    return module.model_copy(update={"steps": _newest(module.steps, steps)})


def _newest(old: Iterable[M], read: dict[str, M]) -> tuple[M, ...]:
    return tuple(read.get(one.id, one) for one in old)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file of a folder with its time of change and size."""
    found = {}
    for path in folder.rglob("*"):
        try:
            status = path.stat()
        except OSError:  # taken away while we look
            continue
        if path.is_file():
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


class Watch:
    """Looks at a folder again and again, and tells whoever waits when something has changed."""

    def __init__(self, folder: Path, news_every: float = NEWS_EVERY) -> None:
        self.folder = folder
        self._news_every = news_every
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._stamps = stamps(folder)
        self._shown = look(folder)

    @property
    def shown(self) -> Shown:
        with self._changed:
            return self._shown

    def check(self) -> bool:
        """Read the files again if one has changed; says whether."""
        now = stamps(self.folder)
        if now == self._stamps:
            return False
        self._stamps = now
        fresh = look(self.folder, self._shown)
        with self._changed:
            self._shown = fresh
            self._changed.notify_all()
        return True

    def after(self, number: int) -> int:
        """Number of the state after `number`, as soon as there is one; after a while, of whatever stands."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.number > number or self._stop.is_set(), self._news_every)
            return self._shown.number

    @property
    def over(self) -> bool:
        return self._stop.is_set()

    def run(self) -> None:
        """Look until `end`; for a thread of its own."""
        while not self._stop.wait(LOOK_EVERY):
            started = time.monotonic()
            self.check()
            self._stop.wait(min(2.0, time.monotonic() - started))  # a slow folder is looked at less often

    def end(self) -> None:
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
