"""Lint rules about screens: questions that lead to a result, signposts and flags."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ...domain.screen import LEFT_OUT, Screen, ScreenQuestion, When
from ..faults import Fault
from ..instruments import instruments, screen_fingerprints
from ..reader import Placed, Reading
from ..yaml_text import Path as Keys
from .rule import LintRule


class UnknownQuestion(LintRule):
    """Under `when`, name a question of this screen and the ids of its answers (yes and no where it has no `choices`);
    `left-out` stands for a question that was not answered."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for screen in reading.screens:
            known = {q.id: [choice.id for choice in q.answers] for q in screen.model.all_questions()}
            for at, when in _whens(screen.model):
                yield from self._fault(screen, at, when, known)
            for at, question in _questions(screen.model.questions, ("questions",)):
                strange = [a for a in question.follow_when if a not in known[question.id]]
                if strange and question.follow_ups:
                    message = f"'{strange[0]}' is no answer of '{question.id}', so its follow-ups would never be asked."
                    yield self.fault(screen.file, screen.lines.line(*at, "follow_when"), message)

    def _fault(self, screen: Placed[Screen], at: Keys, when: When, known: dict[str, list[str]]) -> Iterator[Fault]:
        if when.question not in known:
            near = difflib.get_close_matches(when.question, known, n=1)
            guess = f" Did you mean '{near[0]}'?" if near else ""
            message = f"'{when.question}' decides here, but '{screen.model.id}' asks no such question.{guess}"
            yield self.fault(screen.file, screen.lines.line(*at, "question"), message)
            return
        for n, answer in enumerate(when.answers):
            if answer not in (*known[when.question], LEFT_OUT):
                message = f"'{answer}' is no answer of '{when.question}', so this would never hold."
                yield self.fault(screen.file, screen.lines.line(*at, "answers", n), message)


class ScreenResults(LintRule):
    """Results are tried from the first to the last. Every result but the last says `when`, and the last says none: it
    is what holds otherwise. An alert outside the results says `when`, one inside a result does not."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for screen in reading.screens:
            results = screen.model.results
            for n, result in enumerate(results):
                last = n == len(results) - 1
                if last and result.when:
                    message = f"The last result, '{result.id}', has a `when`: other answers would have no result."
                    yield self.fault(screen.file, screen.lines.line("results", n), message)
                if not last and not result.when:
                    message = (
                        f"The result '{result.id}' has no `when`: it always holds, and those after it never would."
                    )
                    yield self.fault(screen.file, screen.lines.line("results", n), message)
                if result.alert and result.alert.when:
                    message = f"The alert of the result '{result.id}' has a `when` of its own, which is never read."
                    yield self.fault(screen.file, screen.lines.line("results", n, "alert", "when"), message)
            for n, alert in enumerate(screen.model.alerts):
                if not alert.when:
                    message = "This alert has no `when`, so nobody would ever be told."
                    yield self.fault(screen.file, screen.lines.line("alerts", n), message)


class ScreenWords(LintRule):
    """Write the words of every question. A screen whose words may not be given away says `text: none`; with a licence,
    they go into a file under screens/texts, as modules/measures/texts/README.md shows for measures."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for screen in reading.screens:
            for at, question in _questions(screen.model.questions, ("questions",)):
                if screen.model.has_text and not question.text.strip():
                    message = f"The question '{question.id}' of '{screen.model.id}' has no words."
                    yield self.fault(screen.file, screen.lines.line(*at), message)


class ScreenDefinition(LintRule):
    """Undo the change: what a published screener asks when, and which answers mean how much danger, stay as they were
    published. How soon somebody looks (`due_hours`) is yours to decide."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        for screen in reading.screens:
            known = instruments().get(screen.model.id)
            for part, found in screen_fingerprints(screen.model).items() if known else ():
                if known and known.parts.get(part) != found:
                    message = f"`{part}` of '{screen.model.id}' are not as they were published ({known.source})."
                    yield self.fault(screen.file, screen.lines.line(part), message)


class UnknownScreen(LintRule):
    """Under `stands_in_for`, use the id of another file in the folder screens."""

    def check(self, reading: Reading) -> Iterator[Fault]:
        known = {screen.model.id for screen in reading.screens}
        for screen in reading.screens:
            wanted = screen.model.stands_in_for
            if wanted is not None and wanted not in known - {screen.model.id}:
                message = f"'{screen.model.id}' stands in for '{wanted}', but there is no such screen."
                yield self.fault(screen.file, screen.lines.line("stands_in_for"), message)


def _questions(questions: tuple[ScreenQuestion, ...], at: Keys) -> Iterator[tuple[Keys, ScreenQuestion]]:
    for n, question in enumerate(questions):
        yield (*at, n), question
        yield from _questions(question.follow_ups, (*at, n, "follow_ups"))


def _whens(screen: Screen) -> Iterator[tuple[Keys, When]]:
    for key in ("results", "alerts", "signposts"):
        for n, part in enumerate(getattr(screen, key)):
            for m, when in enumerate(part.when):
                yield (key, n, "when", m), when
