"""Narration: each line of a practice spoken once, ahead of time, and handed out to whom it is for.

Outside every request lines are made; a message that comes twice finds them made. A line without a clip is a caption.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain import practice as practices
from ..domain.course import Course
from ..domain.definitions import Practice
from ..domain.narration import CLIP_ID, Clip, Voice, clip_id, cue_name, voice_for
from ..domain.programme import Release
from ..domain.sentence import Sentence
from .course import load_course
from .errors import NotFound
from .language import release_for
from .narration_ports import Narration, NarratorError, NarratorRefused
from .ports import Caller, Deps, OutboxEntry

#: After this long the rest goes into a message of its own; a line takes seconds, and the handler has two minutes.
LONG_ENOUGH = timedelta(seconds=30)


@dataclass(frozen=True)
class Line:
    """One line to be spoken. `owner`: the patient it was fitted to; empty for an author's."""

    text: str
    voice: Voice
    owner: str = ""

    @property
    def id(self) -> str:
        return clip_id(self.text, self.voice, self.owner)


@dataclass(frozen=True)
class SpokenCue:
    """The clip of one cue of a score, by the cue's name and its place among the score's cues."""

    cue: str
    number: int
    clip: Clip


# --- what there is --------------------------------------------------------------------------------


def narration_of(
    deps: Deps, patient_id: str, score: Practice, language: str, adapted: tuple[str, ...]
) -> list[SpokenCue]:
    """The clips of a score as one patient gets it; cues that nobody has spoken (yet) are left out. One read."""
    here = deps.narration
    if here is None or here.mode == "off":
        return []
    wanted: dict[int, tuple[str, str]] = {}
    for number, cue in enumerate(score.cues):
        voice = voice_for(here.voices, cue.language or language)
        owner = patient_id if cue.id in adapted else ""
        if voice:
            wanted[number] = (clip_id(cue.say, voice, owner), owner)
    found = here.sounds.find(wanted.values()) if wanted else {}
    return [
        SpokenCue(cue_name(score.cues[number]), number, found[one])
        for number, (one, _) in wanted.items()
        if one in found
    ]


def sound_for(deps: Deps, caller: Caller, sound_id: str) -> tuple[Clip, bytes]:
    """A clip with its sound: everybody's, or the caller's own. Raises `NotFound`, also for another person's, and
    `SignedOut`."""
    load_course(deps, caller)
    here = deps.narration
    known = here.sounds.sound(sound_id, caller.sub) if here and CLIP_ID.fullmatch(sound_id) else None
    if known is None:
        raise NotFound(Sentence("There is no such sound."))
    return known


# --- making it ------------------------------------------------------------------------------------


def narrate(deps: Deps, entry: OutboxEntry) -> None:
    """Speak what an outbox entry of kind `narrate` asks for, then strike it off.

    It names a release, whose authored lines are spoken in all its languages, or a patient. Raises
    `NarratorUnavailable` or `Busy` for the queue to try again; what was spoken until then stands.
    """
    if entry.release:
        done = _speak(deps, lines_of_release(deps, entry.release))
    else:
        done = narrate_patient(deps, entry.patient_id)
    if done:
        deps.courses.outbox_done(entry.id)
    else:
        deps.queue.send(entry)


def narrate_patient(deps: Deps, patient_id: str) -> bool:
    """Speak the lines that were fitted to a patient and may be shown, and let go of clips that no line has any more.

    False when it took so long that the rest is better done in another message.
    """
    here = deps.narration
    course, _ = deps.courses.load(patient_id)
    if here is None or here.mode != "all" or course is None:
        return True
    lines = list(_fitted(deps, here, course))
    here.sounds.let_go(patient_id, but={line.id for line in lines})
    done = _speak(deps, lines)
    if lines and deps.courses.load(patient_id)[0] is None:
        here.sounds.erase(patient_id)  # erased while it was spoken: nothing of theirs comes back
    return done


def lines_of_release(deps: Deps, version: str) -> Iterator[Line]:
    """Every authored line that somebody here has a voice for, in each language of a release."""
    here = deps.narration
    if here is None or here.mode == "off":
        return
    source = deps.content.release(version)
    for release in (source, *map(deps.content.release, source.languages.values())):
        for practice in map(deps.content.practice, release.practices.values()):
            for cue in practice.cues:
                voice = voice_for(here.voices, cue.language or release.language)
                if voice:
                    yield Line(cue.say, voice)


def _fitted(deps: Deps, here: Narration, course: Course) -> Iterator[Line]:
    release = release_for(deps.content, course)
    voice = voice_for(here.voices, release.language)
    if voice is None:
        return
    for practice_id in practices.prescribed(course, release, deps.now()):
        for text in _lines(deps, course, release, practice_id):
            yield Line(text, voice, course.patient_id)


def _lines(deps: Deps, course: Course, release: Release, practice_id: str) -> list[str]:
    from .practice import fitted_lines

    version = release.practices.get(practice_id)
    if version is None:
        return []
    _, page = deps.courses.open_page(course.patient_id, practices.lines_key(practice_id))
    lines = fitted_lines(deps, course, deps.content.practice(version), version, page.fitted)
    return list(lines.values())


def _speak(deps: Deps, lines: Iterable[Line]) -> bool:
    """Speak what is not there yet; False when there is more to do than one message should."""
    here, began = deps.narration, deps.now()
    if here is None:
        return True
    wanted = {line.id: line for line in lines}
    there = here.sounds.find((line.id, line.owner) for line in wanted.values())
    for line in (line for one, line in wanted.items() if one not in there):
        if deps.now() - began > LONG_ENOUGH:
            return False
        _speak_one(deps, here, line)
    return True


def _speak_one(deps: Deps, here: Narration, line: Line) -> None:
    began = deps.now()
    try:
        sound = here.narrator().say(line.text, line.voice, personal=bool(line.owner))
        seconds = here.seconds(sound)
    except NarratorError as error:
        refused = isinstance(error, NarratorRefused)
        deps.counter.count("NarrationRefused" if refused else "NarratorUnavailable", engine=line.voice.engine)
        if refused:
            return
        raise
    here.sounds.keep(Clip(id=line.id, sha256=_hash(sound), bytes=len(sound), seconds=seconds), sound, line.owner)
    deps.counter.count("LineSpoken", engine=line.voice.engine)
    deps.counter.count("NarrationCharacters", len(line.text), engine=line.voice.engine)
    deps.counter.count("NarratorLatencyMs", _milliseconds(deps.now() - began))


def _hash(sound: bytes) -> str:
    return hashlib.sha256(sound).hexdigest()


def _milliseconds(took: timedelta) -> int:
    return round(took / timedelta(milliseconds=1))


def narration_wanted(release: str, at: datetime, new_id: str) -> OutboxEntry:
    """The promise to speak a release's authored lines."""
    return OutboxEntry(id=new_id, kind="narrate", patient_id="", at=at, release=release)
