"""The authors' pages: an overview with the map, a step with its contract, a practice with its timeline."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...domain.adaptation_outgoing import author_text
from ...domain.content import FieldRef, Module, Passage, Step, version_of
from ...domain.definitions import Cue, Practice
from ...domain.programme import Programme
from ...reading_level import grade, has_grades
from ...reading_level import words as words_of
from ...usecases.adaptation_ports import Model
from . import invented, programme_map, timeline, words
from .fitting import Sample, sent_for
from .state import Shown
from .voice import Told

HERE = Path(__file__).parent
SCHEMES = ("light", "dark")
#: What the invented patient reads: with their earlier answers, with none, and with fitted passages.
READINGS = {"answers": "with earlier answers", "none": "with none yet", "fitted": "with fitted samples"}


@dataclass(frozen=True)
class View:
    """What an author has chosen to look at."""

    language: str
    scheme: str = "light"
    reading: str = "answers"
    careful: bool = False
    own: tuple[tuple[str, str], ...] = ()
    """Earlier answers that the author tries out: (`step.field`, words)."""

    def query(self, **changes: Any) -> str:
        """The choice as the end of an address."""
        chosen = {"language": self.language, "scheme": self.scheme, "reading": self.reading, **changes}
        pairs = [*chosen.items(), *(("eyes", "open") for _ in range(changes.get("careful", self.careful)))]
        own = [(f"say.{ref}", said) for ref, said in self.own]
        return "?" + urlencode([(name, value) for name, value in [*pairs, *own] if name != "careful"])

    def frame(self, path: str) -> str:
        """Address of one of the patients' pages as chosen."""
        own = [(f"say.{ref}", said) for ref, said in self.own]
        asked = [*own, *([("eyes", "open")] if self.careful else [])]
        return f"/see/{self.language}/{self.scheme}/{self.reading}/{path}" + (f"?{urlencode(asked)}" if asked else "")


def view_of(shown: Shown, query: Mapping[str, str]) -> View:
    """What a query asks for; what it does not know is as at first."""
    source = shown.programme.language if shown.programme else "en"
    language = query.get("language", "")
    return View(
        language=language if language in shown.languages else source,
        scheme=query["scheme"] if query.get("scheme") in SCHEMES else "light",
        reading=query["reading"] if query.get("reading") in READINGS else "answers",
        careful=query.get("eyes") == "open",
        own=tuple((name[4:], said) for name, said in query.items() if name.startswith("say.")),
    )


@dataclass(frozen=True)
class Part:
    """One passage or line of a practice, with what may be done to it."""

    passage: Passage
    line: int
    words: int
    grade: float | None
    uses: list[tuple[FieldRef, str, str]]
    """Earlier answers that may be sent: (reference, what was asked, what the invented patient said)."""
    sample: Sample | None

    @property
    def rule(self) -> Any:
        return self.passage.adaptable


class Samples:
    """What the model has written since the preview began, by all that went into it."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Sample] = {}

    def get(self, programme: Programme, home: str, passage: Passage, view: View) -> Sample | None:
        if passage.adaptable is None:
            return None
        sent = sent_for(programme, home, passage, earlier(programme, view))
        return self._found.get((version_of(passage), sent.fingerprint()))

    def put(self, passage: Passage, sample: Sample) -> None:
        self._found[version_of(passage), sample.sent.fingerprint()] = sample


def earlier(programme: Programme, view: View) -> dict[str, Any]:
    """The invented patient's earlier answers, as chosen."""
    known = {} if view.reading == "none" else invented.answers(programme)
    return invented.with_own_words(known, view.own)


def step_at(programme: Programme, step_id: str) -> tuple[Module, Step] | None:
    return next(((m, step) for m in programme.modules for step in m.steps if step.id == step_id), None)


def practice_at(programme: Programme, practice_id: str) -> Practice | None:
    return next((one for one in programme.practices if one.id == practice_id), None)


def as_passage(cue: Cue) -> Passage:
    """A line of a practice as the model is given it."""
    return Passage(id=cue.id or f"at-{cue.at_seconds:g}", text=cue.say, adaptable=cue.adaptable)


# --- pages ----------------------------------------------------------------------------------------


def home(shown: Shown, view: View) -> str:
    programme = shown.in_language(view.language)
    return _html(
        "home.html",
        shown,
        view,
        programme=programme,
        map=programme_map.drawn(programme) if programme else None,
        unlock=lambda module: words.unlock(module, programme) if programme else [],
        offer=lambda module: words.offer(module, programme) if programme else "",
        fitted=lambda module: sum(p.adaptable is not None for step in module.steps for p in step.passages),
        box=programme_map,
    )


def step(shown: Shown, view: View, step_id: str, samples: Samples, model: Model | None) -> str | None:
    programme = shown.in_language(view.language)
    found = step_at(programme, step_id) if programme else None
    if programme is None or found is None:
        return None
    module, one = found
    lines = shown.lines.get(step_id)
    parts = [
        _part(shown, view, programme, module.id, passage, lines.line("passages", n) if lines else 1, samples)
        for n, passage in enumerate(one.passages)
    ]
    place = [two.id for m in programme.modules for two in m.steps]
    at = place.index(step_id)
    shows = dict.fromkeys(ref for passage in one.passages for ref, _ in passage.pipes())
    said = earlier(programme, view)
    return _html(
        "step.html",
        shown,
        view,
        programme=programme,
        module=module,
        step=one,
        file=lines.file if lines else "",
        faults_here=shown.faults_of(step_id),
        parts=parts,
        shows=[(ref, _asked(programme, ref), said[ref].words if ref in said else "") for ref in shows],
        before=place[at - 1] if at else "",
        after=place[at + 1] if at + 1 < len(place) else "",
        model=model.model if model else "",
        frame=view.frame(f"steps/{step_id}"),
    )


def practice(
    shown: Shown, view: View, practice_id: str, samples: Samples, model: Model | None, sound: Told | str
) -> str | None:
    programme = shown.in_language(view.language)
    one = practice_at(programme, practice_id) if programme else None
    if programme is None or one is None:
        return None
    lines = shown.lines.get(practice_id)
    parts = [
        _part(shown, view, programme, practice_id, as_passage(cue), lines.line("cues", n) if lines else 1, samples)
        for n, cue in enumerate(one.cues)
        if cue.adaptable
    ]
    ids = [two.id for two in programme.practices]
    at = ids.index(practice_id)
    return _html(
        "practice.html",
        shown,
        view,
        programme=programme,
        practice=one,
        file=lines.file if lines else "",
        faults_here=shown.faults_of(practice_id),
        time=timeline.drawn(one, view.careful),
        draw=timeline,
        parts=parts,
        before=ids[at - 1] if at else "",
        after=ids[at + 1] if at + 1 < len(ids) else "",
        model=model.model if model else "",
        sound=sound if isinstance(sound, str) else f"/voice/{sound.name}" if sound.name else "",
        voice=sound if isinstance(sound, Told) else None,
        frame=view.frame(f"practices/{practice_id}"),
    )


def missing(shown: Shown, view: View, what: str) -> str:
    return _html("missing.html", shown, view, what=what)


def _part(
    shown: Shown, view: View, programme: Programme, home: str, passage: Passage, line: int, samples: Samples
) -> Part:
    said = earlier(programme, view)
    rule = passage.adaptable
    uses = (
        [(ref, _asked(programme, ref), said[ref].words if ref in said else "") for ref in rule.may_use] if rule else []
    )
    language = passage.language or programme.language
    text = author_text(passage)
    return Part(
        passage=passage,
        line=line,
        words=len(words_of(text)),
        grade=grade(text, language) if has_grades(language) else None,
        uses=uses,
        sample=samples.get(programme, home, passage, view),
    )


def _asked(programme: Programme, ref: FieldRef) -> str:
    title, field = words.asked(programme, ref)
    return f"{title}: {field.label}" if field else ref


def _html(template: str, shown: Shown, view: View, **context: Any) -> str:
    shared = {"shown": shown, "view": view, "readings": READINGS, "schemes": SCHEMES, "checks": words.CHECKS}
    return (
        templates().get_template(template).render({"programme": shown.in_language(view.language), **shared, **context})
    )


@functools.cache
def templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(clock=timeline.clock)
    return made
