"""What a patient does with a measure: see it, answer it, look back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain import course as rules
from ..domain.course import Course, ScoreReading
from ..domain.definitions import Measure
from ..domain.flags import FlagDraft, flags_for_response
from ..domain.measures import InvalidAnswers, Score, score, unanswered
from ..domain.programme import Release
from ..domain.sentence import Sentence
from ..domain.written import stated, when_written
from .course import load_course, with_release
from .errors import Invalid, NotFound
from .flagging import add_flags, raise_alone
from .once import check_key, fingerprint, remember
from .ports import Caller, Change, Deps, Entry
from .writing import answered_once, write


@dataclass(frozen=True)
class Response:
    """A measure as answered. `total` is on the published scale; None when too much was left out."""

    entry_id: str
    measure_id: str
    at: datetime
    total: float | None
    band: str | None
    case: bool | None
    missing: list[str]
    baseline: float | None
    country: str
    flagged: list[FlagDraft]

    @property
    def change(self) -> float | None:
        """Difference from the first total: negative is better where lower is better."""
        return None if self.total is None or self.baseline is None else self.total - self.baseline


def open_measure(deps: Deps, caller: Caller, measure_id: str) -> tuple[Course, Measure]:
    course, release = load_course(deps, caller)
    return course, measure_of(deps, release, measure_id)


def measure_of(deps: Deps, release: Release, measure_id: str) -> Measure:
    if measure_id not in release.measures:
        raise NotFound(
            Sentence("There is no such measure. Yours are: {known}.", known=", ".join(sorted(release.measures)))
        )
    return deps.content.measure(release.measures[measure_id])


def submit_response(
    deps: Deps,
    caller: Caller,
    measure_id: str,
    items: Mapping[str, Any],
    key: str | None = None,
    written_at: datetime | None = None,
) -> Response:
    """Score and store a response; risk answers are flagged in the same transaction.

    Every item must be there; null means "I would rather not say". Answers that cannot be stored are refused with
    `Invalid`, but a risk item among them is flagged all the same. `written_at`: the device's time, where it kept the
    answers until there was network.
    """
    check_key(key)
    seen = fingerprint(measure_id, items)

    def answer(course: Course | None) -> Response:
        return _submit_once(deps, with_release(deps, course, caller), measure_id, items, key, seen, written_at)

    return answered_once(deps, caller.sub, ("response", key, seen), answer, _from_result)


def _submit_once(
    deps: Deps,
    state: tuple[Course, Release],
    measure_id: str,
    items: Mapping[str, Any],
    key: str | None,
    seen: str,
    written_at: datetime | None,
) -> Response:
    course, release = state
    now = deps.now()
    measure = measure_of(deps, release, measure_id)
    scored = _score_or_refuse(deps, course, measure, items, now)
    earlier = course.scores.get(measure_id, [])
    kept = stated(written_at, now)
    reading = ScoreReading(
        at=now,
        total=scored.total,
        items=dict(scored.risk_items),
        written_at=when_written(now, kept) if kept else None,
    )
    entry = Entry(
        id=deps.new_id(),
        patient_id=course.patient_id,
        at=now,
        kind="response",
        data={
            "measure_id": measure_id,
            "content_version": release.measures[measure_id],
            "items": dict(items),
            "total": scored.total,
            "band": scored.band,
        }
        | kept,
    )
    change = Change(course=rules.with_score(course, measure_id, reading), entries=[entry])
    # a measure's flags are about this response: last week's open flag never hides this week's answer
    flagged = list(add_flags(deps, change, flags_for_response(measure, scored, course.scores, now), entry.id, now))
    totals = [r.total for r in earlier if r.total is not None]
    result = Response(
        entry.id,
        measure_id,
        now,
        scored.total,
        scored.band,
        scored.case,
        list(scored.missing),
        totals[0] if totals else scored.total,
        course.country,
        flagged,
    )
    change.once = remember("response", key, seen, _as_result(result), now)
    write(deps, change)
    deps.counter.count("ResponseStored", measure=measure_id)
    return result


def _score_or_refuse(deps: Deps, course: Course, measure: Measure, items: Mapping[str, Any], now: datetime) -> Score:
    wanted: str = Sentence("please answer this one, or send null if you would rather not say")
    problems = [(f"items.{i}", wanted) for i in unanswered(measure, items)]
    try:
        scored = score(measure, items)
    except InvalidAnswers as error:
        problems += [(f"items.{item}", message) for item, message in error.faults]
    if not problems:
        return scored
    flagged = _flag_what_can_be_read(deps, course, measure, items, now)
    refused = Invalid(sorted(problems), Sentence("Please look at these answers again."))
    refused.extra |= {"flagged": flagged, "country": course.country}
    raise refused


def _flag_what_can_be_read(
    deps: Deps, course: Course, measure: Measure, items: Mapping[str, Any], now: datetime
) -> list[FlagDraft]:
    """A risk item counts even when the rest of the answers cannot be stored."""
    readable = {
        i.id: items[i.id]
        for i in measure.items
        if i.risk and type(items.get(i.id)) is int and items[i.id] > 0
        if items[i.id] in {o.value for o in measure.options_of(i)}
    }
    if not readable:
        return []
    drafts = [d for d in flags_for_response(measure, score(measure, readable), course.scores, now) if d.rule != "R5"]
    unsent = {"measure_id": measure.id, "items": readable}
    return raise_alone(deps, course, drafts, f"{measure.id}-refused", now, unsent)


def _as_result(response: Response) -> dict[str, Any]:
    result = {k: v for k, v in vars(response).items() if k not in ("at", "flagged")}
    return result | {
        "at": response.at.isoformat(),
        "flagged": [draft.model_dump(mode="json") for draft in response.flagged],
    }


def _from_result(result: Mapping[str, Any]) -> Response:
    flagged = [FlagDraft.model_validate(draft) for draft in result["flagged"]]
    return Response(**{**result, "at": datetime.fromisoformat(result["at"]), "flagged": flagged})


def readings(deps: Deps, caller: Caller, measure_id: str) -> tuple[Measure, list[ScoreReading]]:
    """The baseline and the latest responses, oldest first."""
    course, measure = open_measure(deps, caller, measure_id)
    return measure, course.scores.get(measure_id, [])
