"""Practices as pages: a calm guided session where scripts run, a script to read where they do not, and its record."""

from __future__ import annotations

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

from chalice.app import Response
from pydantic import ValidationError

from ..domain.definitions import Cue, Practice
from ..domain.practice_run import GROUNDING, SEIZURE_ADVICE, PracticeRun, StopReason
from ..domain.sentence import Sentence
from ..routing import Routes
from ..usecases import practice as usecases
from ..usecases.errors import Invalid
from .measures import AGAIN, key_for
from .page import PATIENT, page
from .visit import Fields, Visit

routes = Routes()

#: What a person rates before and after: id, question, words at 0, words at 10.
RATINGS = (
    ("calm", Sentence("How calm are you?"), Sentence("not at all"), Sentence("very calm")),
    ("nausea", Sentence("How sick or dizzy do you feel?"), Sentence("not at all"), Sentence("very")),
    ("unreality", Sentence("How unreal or far away does everything feel?"), Sentence("not at all"), Sentence("very")),
)
#: How it ended, in a person's own words.
ENDINGS = (
    ("finished", Sentence("I went through it to the end")),
    ("button", Sentence("I stopped earlier")),
    ("nausea", Sentence("I stopped because I felt sick or dizzy")),
    ("unreality", Sentence("I stopped because things felt unreal or far away")),
    ("distress", Sentence("I stopped because I became very frightened, or bad memories came")),
    ("seizure-signs", Sentence("I twitched, blacked out, or my sight changed")),
)
#: Hidden fields that the page's script fills in.
FILLED = ("began_after", "ended_after", "played", "cues", "pace")
#: Steps between the paces that may be chosen, breaths a minute.
PACES = (4.5, 5.0, 5.5, 6.0, 6.5, 7.0)


@dataclass(frozen=True)
class Line:
    """One line of the script, with the phase that begins with it, if one does, and its sound's id, if it is spoken."""

    cue: Cue
    number: int
    time: str
    phase: str
    sound: str


def script(score: Practice, sounds: Mapping[int, str]) -> list[Line]:
    begun: set[str] = set()
    lines = []
    for number, cue in enumerate(score.cues):
        phase = next((p for p in reversed(score.phases) if p.at_seconds <= cue.at_seconds), None)
        fresh = phase is not None and phase.id not in begun
        begun |= {phase.id} if phase else set()
        lines.append(
            Line(cue, number, clock(cue.at_seconds), phase.title if phase and fresh else "", sounds.get(number, ""))
        )
    return lines


def clock(seconds: float) -> str:
    """Minutes and seconds: 75 → `1:15`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


@page(routes, "GET", "/practices", PATIENT)
def get_practices(visit: Visit) -> Response:
    found = usecases.practices(visit.deps, visit.caller)
    offers = [offer for offer in found.offers if offer.score.flat]
    return visit.show("practices.html", found=found, offers=offers, speaks=found.course.language)


@page(routes, "GET", "/practices/{practice_id}", PATIENT)
def get_practice(visit: Visit, practice_id: str) -> Response:
    return led(visit, usecases.open_practice(visit.deps, visit.caller, practice_id))


def led(
    visit: Visit,
    offer: usecases.Offer,
    status: int = 200,
    problems: list[tuple[str, str, str]] | None = None,
    notice: str = "",
) -> Response:
    """The page of a practice; a form that came back keeps what was chosen and what the script had noted."""
    breath = offer.score.breath
    paces = [p for p in PACES if breath and breath.slowest_per_minute <= p <= breath.fastest_per_minute]
    return visit.show(
        "practice.html",
        status,
        practice=offer.score,
        version=offer.version,
        adapted=bool(offer.adapted),
        lines=script(offer.score, {one.number: one.clip.id for one in offer.spoken}),
        spoken=bool(offer.spoken),
        length=clock(offer.score.length_seconds),
        minutes=math.ceil(offer.score.length_seconds / 60),
        paces=paces,
        ratings=RATINGS,
        endings=ENDINGS,
        grounding=GROUNDING,
        chosen=visit.form,
        filled={name: visit.form.one(name) for name in FILLED},
        opened_at=visit.form.one("opened_at") or visit.deps.now().isoformat(),
        once=visit.form.one("once") or secrets.token_hex(16),
        problems=problems or [],
        notice=notice,
    )


@page(routes, "POST", "/practices/{practice_id}", PATIENT, keeps_words=True)
def post_practice(visit: Visit, practice_id: str) -> Response:
    if not visit.genuine:
        return led(visit, usecases.open_practice(visit.deps, visit.caller, practice_id), 403, notice=AGAIN)
    if visit.form.one("ended") not in get_args(StopReason):
        offer = usecases.open_practice(visit.deps, visit.caller, practice_id)
        return led(visit, offer, 422, [("ended-finished", Sentence("How did it end?"), Sentence("please choose one"))])
    try:
        run = read_run(visit.form, practice_id, visit.deps.now())
    except ValidationError as error:
        raise Invalid([("form", Sentence("does not look like one of ours; please open the practice again"))]) from error
    told = {name: value for name, value in visit.form.items() if name != "csrf"}
    done = usecases.record_run(visit.deps, visit.caller, run, key_for(visit, practice_id, told))
    return visit.show(
        "practice_done.html",
        run=run,
        harm=bool(done.harm_signs),
        grounding=GROUNDING,
        seizure=SEIZURE_ADVICE if run.stop_reason == "seizure-signs" else "",
    )


def read_run(form: Fields, practice_id: str, now: datetime) -> PracticeRun:
    """The record that a form makes. Times count from when the page was opened, by our clock, so that a device with a
    wrong clock does no harm; without the page's script only what the person chose is known."""
    opened = _moment(form.one("opened_at"), now)
    began, ended, played = (_seconds(form.one(name)) for name in ("began_after", "ended_after", "played"))
    finished = form.one("ended") == "finished"
    pace = _seconds(form.one("pace"))
    length = _seconds(form.one("length"))
    whole = 1.0 if finished else None
    return PracticeRun.model_validate(
        {
            "practice_id": practice_id,
            "version": form.one("version") or None,
            "device": "flat",
            "started_at": opened + timedelta(seconds=began or 0),
            "ended_at": opened + timedelta(seconds=max(began or 0, ended or 0)),
            "played_seconds": played,
            "completed_share": min(1.0, played / length) if played is not None and length else whole,
            "cues": _cues(form.one("cues")),
            "before": _ratings(form, "before"),
            "after": _ratings(form, "after"),
            "stop_reason": form.one("ended"),
            "breath": {"guide_per_minute": pace} if pace else None,
        }
    )


def _moment(text: str, now: datetime) -> datetime:
    """When the page was opened; never later than now, and never longer than a day ago."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return now
    return at if at.tzinfo and now - timedelta(days=1) < at <= now else now


def _seconds(text: str) -> float | None:
    """A number of seconds as the page's script writes it, `12.5`; None for anything else."""
    whole, _, part = text.partition(".")
    good = whole.isascii() and whole.isdigit() and len(whole) <= 5 and (not part or (part.isascii() and part.isdigit()))
    return float(text[:12]) if good else None


def _cues(text: str) -> list[dict[str, Any]]:
    """`settle:0:0.1,first:30:30.2`: cue, planned and real second; what cannot be read is left out."""
    found = []
    for one in text.split(",")[:200]:
        name, _, times = one.partition(":")
        planned, at = (_seconds(part) for part in [*times.split(":"), "", ""][:2])
        if planned is not None and at is not None:
            found.append({"cue": name, "planned_seconds": planned, "at_seconds": at})
    return found


def _ratings(form: Fields, when: str) -> dict[str, int] | None:
    chosen = {name: form.one(f"{when}.{name}") for name, *_ in RATINGS}
    numbers = {name: int(value) for name, value in chosen.items() if value in {str(n) for n in range(11)}}
    return numbers or None
