"""How it went: mood and questionnaires over time, first in words, then drawn, then as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from chalice.app import Response

from ..domain import plot
from ..domain.course import Course, ScoreReading
from ..domain.definitions import Measure
from ..domain.measures import band_of, highest_total, lowest_total
from ..domain.measures_change import change_for
from ..domain.plot import Plot, Reading
from ..domain.sentence import Counted, Sentence
from ..domain.written import when_written
from ..routing import Routes
from ..usecases.course import load_course
from ..usecases.journal import moods_over_time
from ..usecases.language import release_for
from ..usecases.ports import Entry
from .bands import band_words
from .journal import ABOUT
from .page import PATIENT, page
from .visit import Visit

routes = Routes()
LOWER = Sentence("A lower number is easier to live with.")
HIGHER = Sentence("A higher number is easier to live with.")
ONCE = Sentence("You have answered these questions once. From the next time on you can see how things move.")
NO_TOTAL = Sentence("So much was left open that there is no number yet, and that is all right.")
#: Direction of a change → what it says of the person's weeks: never whose fault it is.
MEANING: dict[str, str] = {
    "improved": Sentence("That is more than the ups and downs of ordinary weeks: something has become easier."),
    "deteriorated": Sentence(
        "That is more than the ups and downs of ordinary weeks: things have become harder. That says nothing about how "
        "much you try. Your therapist sees it too, and you can bring it up."
    ),
    "none": Sentence("A difference of this size is within the ups and downs of ordinary weeks."),
    "unknown": Sentence("What such a difference means is best talked about with your therapist."),
}
#: From so many mood checks on, the latest seven are held against those before.
FEW_MOODS, WEEK = 14, 7


class Row(NamedTuple):
    """One line of the table."""

    reading: Reading
    words: str


class Chart(NamedTuple):
    """One thing over time. `sentences` say what the drawing shows."""

    id: str
    title: str
    language: str
    sentences: list[str]
    plot: Plot
    rows: list[Row]
    low: float
    high: float

    @property
    def foreign(self) -> bool:
        """Whether the title is the questionnaire's own, in its own language."""
        return bool(self.language) and not isinstance(self.title, Sentence)


@page(routes, "GET", "/progress", PATIENT)
def get_progress(visit: Visit) -> Response:
    course, _release = load_course(visit.deps, visit.caller)
    charts = [mood_chart(moods_over_time(visit.deps, visit.caller)), *_measures(visit, course)]
    return visit.show(
        "progress.html", speaks=course.language, course=course, charts=[chart for chart in charts if chart], frame=plot
    )


def mood_chart(moods: Sequence[Entry]) -> Chart | None:
    """Mood checks, 0 to 10, oldest first."""
    if not moods:
        return None
    moods = sorted(moods, key=lambda entry: when_written(entry.at, entry.data))
    readings = [Reading(when_written(entry.at, entry.data), float(entry.data["rating"])) for entry in moods]
    values = [reading.value for reading in readings]
    told: list[str] = [
        Counted("You have noted your mood once.", "You have noted your mood {n} times.", n=len(values)),
        Sentence("It was between {low} and {high} of 10; the last was {last}.", **_ends(values)),
    ]
    if len(values) >= FEW_MOODS:
        told.append(_moods_lately(values))
    rows = [Row(reading, "") for reading in reversed(readings)]
    return Chart("mood", Sentence("Mood"), "", [*told, HIGHER], plot.plot(readings, 0, 10), rows, 0, 10)


def _ends(values: Sequence[float]) -> dict[str, float]:
    return {"low": min(values), "high": max(values), "last": values[-1]}


def _moods_lately(values: Sequence[float]) -> str:
    """The mean of the last seven against that of the seven before; half a point is taken as a difference."""
    late = sum(values[-WEEK:]) / WEEK
    before = sum(values[-2 * WEEK : -WEEK]) / WEEK
    means = {"late": round(late, 1), "before": round(before, 1)}
    if late - before >= 0.5:
        return Sentence("The last seven were higher on average than the seven before: {late} after {before}.", **means)
    if before - late >= 0.5:
        return Sentence(
            "The last seven were lower on average than the seven before: {late} after {before}. Such stretches come, "
            "and they can pass.",
            **means,
        )
    return Sentence("The last seven were much like the seven before: {late} and {before} on average.", **means)


def _measures(visit: Visit, course: Course) -> list[Chart | None]:
    release = release_for(visit.deps.content, course)
    found = [one for one in release.measures if course.scores.get(one)]
    return [
        measure_chart(visit.deps.content.measure(release.measures[m]), course.scores[m], course.language) for m in found
    ]


def measure_chart(measure: Measure, scores: Sequence[ScoreReading], language: str) -> Chart | None:
    """One questionnaire: the first reading and the latest, on its own scale, with its bands behind them."""

    def named(band: str | None) -> str:
        return band_words(band, measure.language, language)

    readings = [Reading(score.written_at or score.at, score.total) for score in scores if score.total is not None]
    low, high = lowest_total(measure), highest_total(measure)
    bands = [(named(band.label), band.low, band.high) for band in measure.bands]
    rows = [Row(reading, named(band_of(measure, int(reading.value)))) for reading in reversed(readings)]
    drawn = plot.plot(readings, low, high, bands)
    told = _in_words(measure, scores, readings)
    return Chart(measure.id, ABOUT.get(measure.id, measure.title), measure.language, told, drawn, rows, low, high)


def _in_words(measure: Measure, scores: Sequence[ScoreReading], readings: Sequence[Reading]) -> list[str]:
    better = HIGHER if measure.higher_is_better else LOWER
    if not readings:
        return [NO_TOTAL]
    first, last = readings[0].value, readings[-1].value
    if len(readings) == 1:
        return [Sentence("The number was {last}.", last=last), ONCE, better]
    moved = change_for(measure, [score.total for score in scores])
    if first == last:
        told: str = Sentence("The number is where it was at first: {last}.", last=last)
        return [told, better]
    if last < first:
        told = Sentence("The number is lower than at first: {last} now, {first} then.", last=last, first=first)
    else:
        told = Sentence("The number is higher than at first: {last} now, {first} then.", last=last, first=first)
    return [told, MEANING[moved.reliable], better]
