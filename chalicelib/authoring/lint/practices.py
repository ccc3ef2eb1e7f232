"""Lint rules about practices: time to speak, calm light, open eyes, and places that exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ...domain.definitions import Cue, Practice
from ...domain.practice import score_for
from ...domain.practice_places import (
    FASTEST_LIGHT_HZ,
    LONGEST_SILENCE_SECONDS,
    SCENES,
    SOUNDS,
    WORDS_A_SECOND,
    speaks_of_closed_eyes,
    spoken_seconds,
)
from ...reading_level import grade
from ..faults import Fault, shown
from ..reader import Placed, Reading
from .rule import LintRule


def audiences(practice: Practice) -> Iterator[tuple[bool, Practice]]:
    """The score as each kind of listener hears it; the first says whether they keep to eyes-open practices."""
    if "all" in practice.screening:
        yield False, score_for(practice, careful=False)
    if "eyes-open" in practice.screening:
        yield True, score_for(practice, careful=True)


def _line(practice: Placed[Practice], cue: Cue, *path: str) -> int:
    """Line of a cue of a score: cues are told apart by their time, words and listeners."""
    position = next(n for n, c in enumerate(practice.model.cues) if _same(c, cue))
    return practice.lines.line("cues", position, *path)


def _same(one: Cue, other: Cue) -> bool:
    return (one.at_seconds, one.say, one.eyes) == (other.at_seconds, other.say, other.eyes)


def _ends(score: Practice) -> Iterator[tuple[Cue, float, float]]:
    """Each cue with the second at which it has been said, and the second at which the next begins (or the end)."""
    starts = [*(cue.at_seconds for cue in score.cues[1:]), float(score.length_seconds)]
    for cue, following in zip(score.cues, starts, strict=True):
        yield cue, cue.at_seconds + spoken_seconds(cue.say), following


class CuesOverlap(LintRule):
    """Shorten the line, or begin the next one later: a calm voice says about 2.3 words a second, and the last line must
    be said before `length_seconds` (for people who keep to eyes-open practices, before that of `eyes_open`)."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            for _careful, score in audiences(practice.model):
                for cue, end, following in _ends(score):
                    if end > following:
                        message = (
                            f"The line at {cue.at_seconds:g} s needs {end - cue.at_seconds:.1f} s to be said "
                            f"({WORDS_A_SECOND:g} words a second), but there are {following - cue.at_seconds:g} s."
                        )
                        yield self.fault(practice.file, _line(practice, cue), message)
            yield from self._fitted(practice)

    def _fitted(self, practice: Placed[Practice]) -> Iterator[Fault]:
        """A line that may be fitted must have room for its longest form."""
        starts = [cue.at_seconds for cue in practice.model.cues]
        for n, cue in enumerate(practice.model.cues):
            following = next((at for at in starts[n + 1 :] if at > cue.at_seconds), practice.model.length_seconds)
            room = int((following - cue.at_seconds) * WORDS_A_SECOND)
            if cue.adaptable and cue.adaptable.max_words > room:
                message = f"Fitted, the line may have {cue.adaptable.max_words} words; there is time for {room}."
                line = practice.lines.line("cues", n, "adaptable", "max_words")
                yield self.fault(practice.file, line, message)


class LongSilence(LintRule):
    """Add a short line, with `eyes: open` if only these people need it. Whoever keeps to eyes-open practices is not
    left alone for longer than 15 seconds; a practice that needs silence takes `eyes-open` out of `screening`."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            for careful, score in audiences(practice.model):
                for cue, end, following in _ends(score):
                    if careful and following - end > LONGEST_SILENCE_SECONDS:
                        message = (
                            f"After the line at {cue.at_seconds:g} s there is silence for {following - end:.0f} s."
                        )
                        yield self.fault(practice.file, _line(practice, cue), message)


class EyesClosed(LintRule):
    """Say it with open eyes ("let your eyes rest on the floor"), or mark the line `eyes: closed` and give an
    `eyes: open` line at the same time. People whose screening asks for open eyes never hear guidance to close them."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            model = practice.model
            if model.eyes == "closed" and "eyes-open" in model.screening:
                message = "This practice is done with closed eyes, but its screening lets in people who keep them open."
                yield self.fault(practice.file, practice.lines.line("eyes"), message)
            for n, cue in enumerate(model.cues):
                forbidden = model.eyes == "open" or ("eyes-open" in model.screening and cue.eyes != "closed")
                found = speaks_of_closed_eyes(cue.say)
                if found and forbidden:
                    message = f"{shown(found)} speaks of closed eyes to people who are to keep them open."
                    yield self.fault(practice.file, practice.lines.line("cues", n, "say"), message)


class Flashes(LintRule):
    """Make the change slower: a light that comes and goes more than three times a second can bring on a seizure."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            for n, cue in enumerate(practice.model.cues):
                if cue.visual and cue.visual.changes_per_second > FASTEST_LIGHT_HZ:
                    message = (
                        f"The light changes {cue.visual.changes_per_second:.1f} times a second; "
                        f"at most {FASTEST_LIGHT_HZ:g} are safe."
                    )
                    yield self.fault(practice.file, practice.lines.line("cues", n, "visual"), message)


class UnknownPlace(LintRule):
    """Choose a scene, a sound and visuals that exist; chalicelib/domain/practice_places.py lists them."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            model, lines = practice.model, practice.lines
            if model.scene not in SCENES:
                yield self._fault(practice, lines.line("scene"), "scene", model.scene, SCENES)
            if model.sound and model.sound.id not in SOUNDS:
                yield self._fault(practice, lines.line("sound"), "sound", model.sound.id, SOUNDS)
            known = SCENES.get(model.scene)
            for n, cue in enumerate(model.cues):
                if known and cue.visual and cue.visual.id not in known:
                    line = lines.line("cues", n, "visual")
                    yield self._fault(practice, line, f"visual of '{model.scene}'", cue.visual.id, known)

    def _fault(self, practice: Placed[Practice], line: int, what: str, wanted: str, known: Iterable[str]) -> Fault:
        near = difflib.get_close_matches(wanted, list(known), n=1)
        guess = f" Did you mean '{near[0]}'?" if near else ""
        return self.fault(practice.file, line, f"'{wanted}' is no {what}.{guess} Known: {', '.join(sorted(known))}.")


class PhaseOrder(LintRule):
    """List the phases in order: the first begins at 0, each other one later, and all of them before the end."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            before = -1.0
            for n, phase in enumerate(practice.model.phases):
                line = practice.lines.line("phases", n)
                if n == 0 and phase.at_seconds != 0:
                    yield self.fault(
                        practice.file, line, f"The first phase begins at {phase.at_seconds:g} s, not at 0."
                    )
                elif phase.at_seconds <= before:
                    message = f"The phase '{phase.id}' begins at {phase.at_seconds:g} s, not after the one before it."
                    yield self.fault(practice.file, line, message)
                elif phase.at_seconds >= practice.model.length_seconds:
                    message = f"The phase '{phase.id}' begins at {phase.at_seconds:g} s, when the practice is over."
                    yield self.fault(practice.file, line, message)
                before = phase.at_seconds


class BreathTimes(LintRule):
    """Let the guide begin before it ends, end before the practice does, and last for at least three breaths."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            for careful, score in audiences(practice.model):
                breath = score.breath
                if breath is None:
                    continue
                until = breath.to_seconds or score.length_seconds
                cycle = breath.in_seconds + breath.out_seconds
                if until > score.length_seconds or until - breath.from_seconds < 3 * cycle:
                    message = f"The breath guide runs from {breath.from_seconds:g} to {until:g} s."
                    yield self.fault(practice.file, practice.lines.line("eyes_open" if careful else "breath"), message)


class EyesOpenLength(LintRule):
    """`eyes_open` makes the practice shorter for people who keep to eyes-open practices: list `eyes-open` under
    `screening`, and give a length below that of the whole."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for practice in reading.practices:
            model = practice.model
            if model.eyes_open and (
                "eyes-open" not in model.screening or model.eyes_open.length_seconds > model.length_seconds
            ):
                message = "`eyes_open` is given, but nobody would get it, or it is longer than the practice itself."
                yield self.fault(practice.file, practice.lines.line("eyes_open"), message)


class ScriptReadingLevel(LintRule):
    """Shorten sentences and use plain words: a line is heard once, and nobody can go back to it."""

    HIGHEST = 8.0  # Flesch-Kincaid, as for what is read

    def check(self, reading: Reading) -> Iterator[Fault]:
        if reading.programme and not reading.programme.language.startswith("en"):
            return
        for practice in reading.practices:
            found = grade(" ".join(cue.say for cue in practice.model.cues))
            if found > self.HIGHEST:
                message = f"The script reads at grade {found:.1f}; at most {self.HIGHEST:g} is meant here."
                yield self.fault(practice.file, practice.lines.line("cues"), message)
