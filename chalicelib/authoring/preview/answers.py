"""What the preview answers to each request: the authors' pages, and the patients' own pages inside them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ...domain.practice import score_for
from ...usecases.adaptation_ports import Model
from ...usecases.ports import Fitted, FittedPassage
from ...web import assets
from ...web.visit import Fields
from . import pages, patient
from .fitting import sample, sent_for
from .pages import Samples, View
from .state import Shown, Watch
from .voice import Told, Voice

_OWN_FILES = {"workshop.css": "text/css; charset=utf-8", "workshop.js": "text/javascript; charset=utf-8"}
_SEEN = re.compile(r"/see/([\w-]+)/(light|dark)/(answers|none|fitted)/([a-z0-9/._-]*)")
_PART = re.compile(r"/(steps|practices)/([a-z0-9-]+)(?:/([a-z0-9-]+))?")
_MADE = re.compile(r"/voice/([a-z0-9-]+\.wav)(/state)?")
_DARK = "@media (prefers-color-scheme: dark)"


@dataclass(frozen=True)
class Answer:
    """What the browser gets."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Workshop:
    """All that the preview stands on. `sounds`: a folder with <practice id>.wav, where somebody has mixed them; for
    the others, `voice` says their lines."""

    watch: Watch
    model: Model | None = None
    sounds: Path | None = None
    voice: Voice | None = None
    samples: Samples = field(default_factory=Samples)

    def sound(self, practice_id: str) -> Path | None:
        """The mixed sound of a practice: <id>.wav, or what `python -m vr_client preview … --out <id>` wrote."""
        if self.sounds is None:
            return None
        found = [self.sounds / f"{practice_id}.wav", *sorted((self.sounds / practice_id).glob("*.wav"))]
        return next((path for path in found if path.is_file()), None)


def answer(here: Workshop, method: str, address: str, body: bytes = b"") -> Answer:
    """What a request gets. Whatever an author has written, there is a page: at worst one that says so."""
    try:
        return _answer(here, method, address, body)
    except Exception as error:
        view = pages.view_of(here.watch.shown, {})
        what = f"{urlsplit(address).path}: it could not be put together ({type(error).__name__})"
        return _page(pages.missing(here.watch.shown, view, what), 500)


def _answer(here: Workshop, method: str, address: str, body: bytes) -> Answer:
    parts = urlsplit(address)
    query = parse_qs(parts.query, keep_blank_values=True)
    form = Fields(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)) if method == "POST" else None
    shown = here.watch.shown
    seen = _SEEN.fullmatch(parts.path)
    if seen:
        return _patients(here, shown, seen, query, form)
    view = pages.view_of(shown, {name: values[-1] for name, values in query.items()})
    if form is not None:
        return _write_sample(here, shown, view, parts.path)
    if parts.path == "/":
        return _page(pages.home(shown, view))
    if parts.path.startswith("/static/"):
        return _static(parts.path.removeprefix("/static/"))
    if parts.path.startswith("/sound/"):
        return _sound(here, parts.path.removeprefix("/sound/").removesuffix(".wav"))
    if made := _MADE.fullmatch(parts.path):
        return _made(here, made[1], asks_state=bool(made[2]))
    return _part(here, shown, view, parts.path)


def _page(html: str | None, status: int = 200) -> Answer:
    return Answer(status, (html or "").encode())


def _part(here: Workshop, shown: Shown, view: View, path: str) -> Answer:
    found = _PART.fullmatch(path)
    html = None
    if found and found[1] == "steps":
        html = pages.step(shown, view, found[2], here.samples, here.model)
    elif found:
        html = pages.practice(shown, view, found[2], here.samples, here.model, _heard(here, shown, view, found[2]))
    return _page(html) if html else _page(pages.missing(shown, view, path), 404)


# --- the patients' pages --------------------------------------------------------------------------


def _patients(
    here: Workshop, shown: Shown, seen: re.Match[str], query: dict[str, list[str]], form: Fields | None
) -> Answer:
    language, scheme, reading, path = seen.groups()
    if path.startswith("static/"):
        return _in_scheme(path.removeprefix("static/"), scheme)
    if shown.content is None:
        return _page(pages.missing(shown, pages.view_of(shown, {}), path), 404)
    plain = {name: values[-1] for name, values in query.items()}
    view = pages.view_of(shown, {**plain, "language": language, "scheme": scheme, "reading": reading})
    programme = shown.in_language(view.language)
    kept = pages.earlier(programme, view) if programme else {}
    life = patient.Life(view.language, kept, view.careful, _fitted(here, shown, view, path))
    given = patient.page(shown, life, path, form, Fields(query))
    headers = {"Location": str(given.headers["Location"])} if "Location" in given.headers else {}
    body = given.body.encode() if isinstance(given.body, str) else given.body
    return Answer(given.status_code, body, str(given.headers.get("Content-Type", "text/html")), headers)


def _in_scheme(name: str, scheme: str) -> Answer:
    """A file of the app; its colours as somebody sees them who prefers light or dark."""
    given = assets.get_static(name)
    text = str(given.body)
    if name.endswith(".css"):
        text = text.replace(_DARK, "@media all" if scheme == "dark" else "@media not all")
        text = text.replace("color-scheme: light dark", f"color-scheme: {scheme}")
    return Answer(given.status_code, text.encode(), str(given.headers["Content-Type"]))


def _fitted(here: Workshop, shown: Shown, view: View, path: str) -> dict[str, Fitted]:
    """The samples that passed every check, as the app keeps them for a patient."""
    programme, content = shown.in_language(view.language), shown.content
    kind, _, part = path.partition("/")
    if view.reading != "fitted" or programme is None or content is None:
        return {}
    release = patient.release_in(shown, view.language)
    if kind == "steps" and (found := pages.step_at(programme, part)):
        version = next((s.version for s in (release.step(part),) if s), "")
        return {part: _kept(here, programme, found[0].id, list(found[1].passages), view, part, version)}
    if kind == "practices" and (one := pages.practice_at(programme, part)):
        lines = [pages.as_passage(cue) for cue in one.cues if cue.adaptable]
        key = f"practice.{part}"
        return {key: _kept(here, programme, part, lines, view, key, release.practices.get(part, ""))}
    return {}


def _kept(here: Workshop, programme: Any, home: str, passages: list[Any], view: View, key: str, version: str) -> Fitted:
    ready = {}
    for passage in passages:
        found = here.samples.get(programme, home, passage, view)
        if found and found.text:
            ready[passage.id] = FittedPassage(
                passage_id=passage.id, text=found.text, adaptation_id="sample", step_version=version
            )
    return Fitted(step_id=key, passages=ready)


# --- samples and files -------------------------------------------------------------------------


def _write_sample(here: Workshop, shown: Shown, view: View, path: str) -> Answer:
    """Ask the model for one passage (`/steps/<step>/<passage>`), then back to where it was asked for."""
    found = _PART.fullmatch(path)
    programme = shown.in_language(view.language)
    if not (found and found[3] and programme and here.model):
        return _page(pages.missing(shown, view, path), 404)
    kind, part, passage_id = found[1], found[2], found[3]
    home, passages = part, []
    if kind == "steps" and (at := pages.step_at(programme, part)):
        home, passages = at[0].id, list(at[1].passages)
    elif kind == "practices" and (one := pages.practice_at(programme, part)):
        passages = [pages.as_passage(cue) for cue in one.cues]
    passage = next((one for one in passages if one.id == passage_id and one.adaptable), None)
    if passage is None:
        return _page(pages.missing(shown, view, path), 404)
    sent = sent_for(programme, home, passage, pages.earlier(programme, view))
    here.samples.put(passage, sample(here.model, sent))
    return Answer(303, headers={"Location": f"/{kind}/{part}{view.query()}#{passage_id}"})


def _static(name: str) -> Answer:
    if name in _OWN_FILES:
        return Answer(200, (pages.HERE / "static" / name).read_bytes(), _OWN_FILES[name])
    given = assets.get_static(name)
    return Answer(given.status_code, str(given.body).encode(), str(given.headers["Content-Type"]))


def _sound(here: Workshop, practice_id: str) -> Answer:
    path = here.sound(practice_id) if re.fullmatch(r"[a-z0-9-]+", practice_id) else None
    return Answer(200, path.read_bytes(), "audio/wav") if path else Answer(404)


def _heard(here: Workshop, shown: Shown, view: View, practice_id: str) -> Told | str:
    """Address of the sound that somebody mixed, else how it stands with the voice of the chosen score."""
    if here.sound(practice_id):
        return f"/sound/{practice_id}.wav"
    programme = shown.in_language(view.language)
    one = pages.practice_at(programme, practice_id) if programme else None
    if here.voice is None or programme is None or one is None:
        return ""
    return here.voice.want(score_for(one, view.careful), one.language or programme.language)


def _made(here: Workshop, name: str, asks_state: bool) -> Answer:
    """A sound that was made here, or (`…/state`) whether it is ready."""
    told = here.voice.told(name) if here.voice else Told("none")
    if asks_state:
        words = json.dumps({"state": told.state, "words": told.words})
        return Answer(200, words.encode(), "application/json")
    if here.voice is None or told.state != "ready":
        return Answer(404)
    return Answer(200, here.voice.path(name).read_bytes(), "audio/wav")
