"""Course column: what the answers of a typed worksheet must fit together, and what they add up to.

A `Must` is mended before the step is complete (the draft stays). An `Advice` never stands in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from .content import WorksheetKind
from .sentence import Counted, Sentence
from .sleep import efficiency, fits_together
from .worksheet_findings import (
    Advice,
    Answers,
    Checked,
    Figure,
    Finding,
    Must,
    date_of,
    minutes_of,
    number_of,
    plain,
    rows_of,
    text_of,
)

# --- thoughts -------------------------------------------------------------------------------------


def _thought_record(answers: Answers, today: date) -> Iterator[Finding]:
    yield from _emotions_once(answers, today)
    hot = text_of(answers, "hot-thought")
    thoughts = {plain(text_of(row, "thought")) for _, row in rows_of(answers, "thoughts")}
    if hot and thoughts and plain(hot) not in thoughts:
        words = Sentence("please choose one of the thoughts you wrote above, and write it here in the same words")
        yield Must("hot-thought", words)
    felt = {plain(text_of(row, "name")) for _, row in rows_of(answers, "emotions")}
    for path, row in rows_of(answers, "emotions-now"):
        if felt and plain(text_of(row, "name")) not in felt:
            yield Must(
                f"{path}.name", Sentence("please rate the same feelings again, with the names you gave them above")
            )
    believed = number_of(answers, "balanced-belief")
    if believed is not None and believed < _LITTLE_BELIEF:
        words = Sentence("You don't believe this one much yet. A smaller, truer thought may fit better.")
        yield Advice("balanced-belief", words)


#: A balanced thought believed less than this (0-100) is rarely of use; it is said, and never refused (own choice).
_LITTLE_BELIEF = 30


def _emotions_once(answers: Answers, today: date) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, row in rows_of(answers, "emotions"):
        name = plain(text_of(row, "name"))
        if name in seen:
            words = Sentence("this feeling is already in a row above; one row for each is enough")
            yield Must(f"{path}.name", words)
        seen.add(name)


def _experiment(answers: Answers, today: date) -> Iterator[Finding]:
    before, after = number_of(answers, "belief-before"), number_of(answers, "belief-after")
    if after is not None and not text_of(answers, "outcome"):
        yield Must("outcome", Sentence("please write what happened, before you rate the belief again"))
    if before is not None and after is not None:
        title = Sentence("Change in how much you believe it")
        yield Figure("belief-after", title, after - before, Sentence("points of 100"))


# --- activity, values, goals ----------------------------------------------------------------------


def _values(answers: Answers, today: date) -> Iterator[Finding]:
    for path, row in rows_of(answers, "areas"):
        importance, lived = number_of(row, "importance"), number_of(row, "lived-by")
        if importance is not None and lived is not None and importance > lived:
            title = Sentence("Gap between what matters and your days")
            yield Figure(path, title, importance - lived, Sentence("points of 10"))


def _goals(answers: Answers, today: date) -> Iterator[Finding]:
    for path, row in rows_of(answers, "goals"):
        wanted = date_of(row, "target-date")
        if wanted and wanted < today:
            words = Sentence("This day has passed. A day in the next weeks is easier to work towards.")
            yield Advice(f"{path}.target-date", words)


def _problem_solving(answers: Answers, today: date) -> Iterator[Finding]:
    ideas = [plain(text_of(row, "solution")) for _, row in rows_of(answers, "solutions")]
    chosen = plain(text_of(answers, "chosen"))
    if len(ideas) == 1:
        words = Sentence("You have one idea so far. Two or three more, even odd ones, often show a better way.")
        yield Advice("solutions", words)
    if chosen and ideas and not any(idea and (idea in chosen or chosen in idea) for idea in ideas):
        words = Sentence("This is not one of the ideas you listed. That is fine, if it came to you since.")
        yield Advice("chosen", words)


def _relapse_plan(answers: Answers, today: date) -> Iterator[Finding]:
    review = date_of(answers, "review-date")
    if review and review < today:
        words = Sentence("This day has passed. A day in about a month is a good time to look back.")
        yield Advice("review-date", words)
    kinds = {text_of(row, "kind") for _, row in rows_of(answers, "early-signs")}
    if len(kinds) == 1:
        words = Sentence(
            "Signs can show in thoughts, feelings, the body and what you do. One more kind may help you notice sooner."
        )
        yield Advice("early-signs", words)


# --- facing fears ---------------------------------------------------------------------------------

#: Length of a ladder and fear of its first step, 0-100 (usual practice in graded exposure; advice, not a limit).
_STEPS, _FIRST_STEP = (8, 12), 40
#: An item is settled when the fear at its highest was at or below this twice (usual practice; advice).
_SETTLED, _TIMES = 30, 2


def _ladder(answers: Answers, today: date) -> Iterator[Finding]:
    rows = [(path, fear) for path, row in rows_of(answers, "ladder") if (fear := number_of(row, "fear")) is not None]
    if not rows:
        return
    fears = [fear for _, fear in rows]
    falling = fears[0] > fears[-1]
    for (path, fear), before in zip(rows[1:], fears, strict=False):
        if fear < before if not falling else fear > before:
            down = Sentence("please put the rows in order, from most to least fear: this one is out of place")
            up = Sentence("please put the rows in order, from least to most fear: this one is out of place")
            yield Must(f"{path}.fear", down if falling else up)
            break
    if not _STEPS[0] <= len(fears) <= _STEPS[1]:
        length = Counted(
            "You have {n} step. {fewest} to {most} are usual; you can change them at any time.",
            "You have {n} steps. {fewest} to {most} are usual; you can change them at any time.",
            n=len(fears),
            fewest=_STEPS[0],
            most=_STEPS[1],
        )
        yield Advice("ladder", length)
    if min(fears) > _FIRST_STEP:
        words = Sentence(
            "Your easiest step is at {least}. One at about 30 to {most} makes a better start.",
            least=min(fears),
            most=_FIRST_STEP,
        )
        yield Advice("ladder", words)


def _exposure_log(answers: Answers, today: date) -> Iterator[Finding]:
    low: dict[str, int] = {}
    for path, row in rows_of(answers, "entries"):
        before, peak, end = (number_of(row, name) for name in ("fear-before", "fear-peak", "fear-end"))
        if peak is None:
            continue
        for name, fear in (("fear-before", before), ("fear-end", end)):
            if fear is not None and fear > peak:
                words = Sentence(
                    "this is above the highest fear you gave ({peak}); please look at both again", peak=peak
                )
                yield Must(f"{path}.{name}", words)
        if end is not None and end <= peak:
            yield Figure(path, Sentence("Fear came down by"), peak - end, Sentence("points of 100"))
        item = plain(text_of(row, "item"))
        low[item] = low.get(item, 0) + (peak <= _SETTLED)
        if low[item] == _TIMES:
            words = Sentence(
                "Fear stayed at {level} or below twice here. You may be ready for the next step.", level=_SETTLED
            )
            yield Advice(path, words)


# --- worry and sleep ------------------------------------------------------------------------------

_DAY = 24 * 60
#: Worry time ends the day badly when it lies within so many minutes before bed (usual advice in worry-time practice).
_BEFORE_BED = 120
#: Without a bedtime: from this time of day on, and until this one, it is late for most people (own choice).
_LATE, _EARLY = 21 * 60, 4 * 60


def _worry_time(answers: Answers, today: date) -> Iterator[Finding]:
    at, bed = minutes_of(answers, "time"), minutes_of(answers, "bedtime")
    if at is None:
        return
    late = at >= _LATE or at < _EARLY if bed is None else (bed - at) % _DAY < _BEFORE_BED
    if late:
        words = Sentence("This may be close to bedtime. Worry time works best at least two hours before you sleep.")
        yield Advice("time", words)


def _sleep_diary(answers: Answers, today: date) -> Iterator[Finding]:
    for path, row in rows_of(answers, "nights"):
        times = [minutes_of(row, name) for name in ("bed", "lights-out", "final-wake", "rise")]
        bed, out, wake, rise = times
        if bed is None or out is None or wake is None or rise is None:
            continue
        awake = (number_of(row, "latency") or 0) + (number_of(row, "awake-minutes") or 0)
        if not fits_together(bed, out, wake, rise):
            words = Sentence("these times do not follow each other: to bed, lights out, awake, up")
            yield Must(f"{path}.rise", words)
        elif awake > (wake - out) % _DAY:
            words = Sentence("these are more minutes awake than the night had; please look again")
            yield Must(f"{path}.awake-minutes", words)
        else:
            yield Figure(path, Sentence("Sleep efficiency"), efficiency(bed, out, wake, rise, awake), "%")


_RULES: Mapping[WorksheetKind, Callable[[Answers, date], Iterator[Finding]]] = {
    "five-area-cycle": _emotions_once,
    "thought-record": _thought_record,
    "values": _values,
    "goals": _goals,
    "problem-solving": _problem_solving,
    "behavioural-experiment": _experiment,
    "exposure-ladder": _ladder,
    "exposure-log": _exposure_log,
    "worry-time": _worry_time,
    "sleep-diary": _sleep_diary,
    "relapse-prevention-plan": _relapse_plan,
}


def check_type(kind: WorksheetKind, answers: Answers, today: date) -> Checked:
    """Apply the rules of a worksheet type to answers whose fields have been checked one by one."""
    checked = Checked()
    rule = _RULES.get(kind)
    for finding in rule(answers, today) if rule else ():
        match finding:
            case Must():
                checked.problems.append((finding.path, finding.words))
            case Advice():
                checked.advice.append(finding)
            case Figure():
                checked.figures.append(finding)
    return checked
