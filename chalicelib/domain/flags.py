"""Review column: the rules that put a patient in front of a therapist. Pure: what happened in, drafts of flags out.

A rule only ever adds a flag; nothing here lowers or closes one. Reasons are sentences for the therapist and never hold
what the patient wrote. Where a number has a source it is named beside it; the other numbers are this programme's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.definitions import Measure
from chalicelib.domain.measures import Score, answer_words
from chalicelib.domain.measures_change import improvement
from chalicelib.domain.review import LEVEL_ORDER, Level
from chalicelib.domain.risk_categories import DESCRIPTIONS, SAFEGUARDING

if TYPE_CHECKING:
    from chalicelib.domain.risk_language import Risk

__all__ = [
    "DUE_IN",
    "LEVEL_ORDER",
    "FlagDraft",
    "Reading",
    "flags_for_response",
    "flags_for_silence",
    "flags_for_text",
    "highest",
    "nudge_is_due",
    "working_days",
]

#: How soon a person must look, by level: a phone call within 15 minutes of a first disclosure is the best published
#: practice; a day for amber, a week for blue.
DUE_IN: dict[Level, timedelta] = {
    "red": timedelta(minutes=15),
    "amber": timedelta(hours=24),
    "blue": timedelta(days=7),
    "info": timedelta(days=7),
}
#: Version of each rule as it stands below; a change of what a rule does takes a new number.
VERSIONS = {"R1": "1", "R2": "1", "R3": "1", "R4": "1", "R5": "1", "R8": "1", "R15": "1", "R18": "1"}
#: R8 looks at these two measures together. Change that is reliable: NHS Talking Therapies, cited in PMC8411661.
PAIRED = {"phq-9": ("gad-7", 4), "gad-7": ("phq-9", 6)}
#: R15, days without a visit.
NUDGE_DAYS, BLUE_DAYS, AMBER_DAYS, AT_RISK_DAYS = 7, 14, 21, 7
#: PHQ-9 total from which silence is taken more seriously: the severe band (doi:10.1046/j.1525-1497.2001.016009606.x).
SEVERE_PHQ9 = 20
_R2: tuple[str, Level] = ("R2", "red")
_R3: tuple[str, Level] = ("R3", "amber")


class Reading(Protocol):
    """One earlier score: the total on the published scale, and the answers to risk items."""

    @property
    def total(self) -> float | None: ...
    @property
    def items(self) -> Mapping[str, int | None]: ...


class FlagDraft(BaseModel):
    """A flag as a rule proposes it; the use case adds who, when and where."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    rule: str
    rule_version: str
    level: Level
    reason: str = Field(description="plain sentence for the therapist; never the patient's words")
    inputs: dict[str, Any] = Field(description="what the rule saw: numbers and ids only")
    due_in: timedelta


def highest(flags: Iterable[FlagDraft]) -> FlagDraft | None:
    """The draft that decides when several arise from one event: highest level, then soonest, then first."""
    return min(flags, key=lambda flag: (LEVEL_ORDER[flag.level], flag.due_in), default=None)


def working_days(count: int, start: datetime) -> timedelta:
    """Time from `start` until the same hour `count` working days later (Monday to Friday; holidays are not known)."""
    at = start
    while count > 0:
        at += timedelta(days=1)
        count -= at.weekday() < 5
    return at - start


def flags_for_text(risk: Risk, where: str) -> tuple[FlagDraft, ...]:
    """R1 and R18: what the wording rules found in a free text.

    R1: suicide or self-harm, red for intent, plan, means, preparation or an attempt of the last three months (the
    C-SSRS triage page's high level), amber or blue below that. R18: voices, danger to others, abuse, a child at risk,
    signs of psychosis or mania. `where` is an id of ours (a step, 'mood note'), never the text.
    """
    own = {category: level for category, level in risk.levels.items() if category not in SAFEGUARDING}
    others = {category: level for category, level in risk.levels.items() if category in SAFEGUARDING}
    return tuple(_text_flag(rule, found, where) for rule, found in (("R1", own), ("R18", others)) if found)


def _text_flag(rule: str, found: Mapping[str, Level], where: str) -> FlagDraft:
    level = min(found.values(), key=lambda at: LEVEL_ORDER[at])
    leading = [DESCRIPTIONS[category] for category, at in found.items() if at == level]
    reason = f"Words in '{where}' may speak of {', '.join(leading)}. Found by wording rules; please read the entry."
    return _draft(rule, level, reason, {"categories": sorted(found), "where": where})


def flags_for_response(
    measure: Measure,
    score: Score,
    history: Mapping[str, Sequence[Reading]],
    answered_at: datetime | None = None,
) -> tuple[FlagDraft, ...]:
    """R2-R5 on risk items and R8 on the total of one response.

    `history` has the readings of every measure *before* this response, oldest first. R8 is due in three working days
    from `answered_at`; in three days when that is not given.
    """
    earlier = history.get(measure.id, ())
    drafts: list[FlagDraft] = []
    for item in measure.items:
        if item.risk:
            drafts += _risk_item_flags(measure, item.id, score.risk_items.get(item.id), earlier)
    worse = _deterioration(measure, score, history, answered_at)
    return tuple(drafts if worse is None else [*drafts, worse])


def _risk_item_flags(measure: Measure, item_id: str, value: int | None, earlier: Sequence[Reading]) -> list[FlagDraft]:
    """R2-R5. One-year risk of an attempt rises tenfold from the lowest to the highest answer of PHQ-9 item 9
    (doi:10.1176/appi.ps.201200587), and is raised already at 'several days' (doi:10.1176/appi.ps.201500149)."""
    asked = f"the question about suicide or self-harm ({measure.title}, item {item_id})"
    inputs: dict[str, Any] = {"measure": measure.id, "item": item_id, "value": value}
    if value is None:
        reason = f"Left out {asked}. No answer is no sign of safety."
        return [_draft("R5", "amber", reason, inputs)]
    if value <= 0:
        return []
    label = answer_words(measure, next(item for item in measure.items if item.id == item_id), value)
    rule, level = _R2 if value >= 2 else _R3
    drafts = [_draft(rule, level, f"Answered '{label}' to {asked}.", inputs)]
    before = [answer for reading in earlier if (answer := reading.items.get(item_id)) is not None]
    if not any(before):
        drafts.append(_draft("R4", "amber", f"For the first time above zero on {asked}.", {**inputs, "previous": None}))
    elif value > before[-1]:
        reason = f"Went up from {before[-1]} to {value} on {asked}."
        drafts.append(_draft("R4", "amber", reason, {**inputs, "previous": before[-1]}))
    return drafts


def _deterioration(
    measure: Measure, score: Score, history: Mapping[str, Sequence[Reading]], answered_at: datetime | None
) -> FlagDraft | None:
    """R8: reliably worse than the first score, while the other of PHQ-9 and GAD-7 is not reliably better."""
    if measure.id not in PAIRED or score.total is None or measure.reliable_change is None:
        return None
    first = _totals(history.get(measure.id, ()))[:1]
    if not first:
        return None
    worse_by = -improvement(first[0], score.total, higher_is_better=measure.higher_is_better)
    if worse_by < measure.reliable_change:
        return None
    other, reliable = PAIRED[measure.id]
    totals = _totals(history.get(other, ()))
    if len(totals) > 1 and improvement(totals[0], totals[-1], higher_is_better=False) >= reliable:
        return None
    reason = f"{measure.title} is {worse_by:g} points above the first score, which is a reliable deterioration."
    inputs = {
        "measure": measure.id,
        "first": first[0],
        "total": score.total,
        "reliable_change": measure.reliable_change,
    }
    due_in = timedelta(days=3) if answered_at is None else working_days(3, answered_at)
    return _draft("R8", "amber", reason, inputs, due_in)


def nudge_is_due(last_seen_at: datetime, now: datetime) -> bool:
    """Whether a friendly reminder is due: seven days without a visit. A reminder is no flag."""
    return now - last_seen_at >= timedelta(days=NUDGE_DAYS)


def flags_for_silence(
    last_seen_at: datetime,
    now: datetime,
    last_item9: int | None = None,
    last_phq9_total: float | None = None,
    missed_measures: int = 0,
) -> tuple[FlagDraft, ...]:
    """R15: blue after 14 days without a visit, amber after 21 or when two weekly measures in a row were missed.

    Amber already after 7 days where the last answer to item 9 was above zero or the last PHQ-9 was 20 or more.
    """
    days = (now - last_seen_at) // timedelta(days=1)
    at_risk = (last_item9 or 0) > 0 or (last_phq9_total or 0) >= SEVERE_PHQ9
    inputs = {"days": days, "item9": last_item9, "phq9_total": last_phq9_total, "missed_measures": missed_measures}
    if at_risk and days >= AT_RISK_DAYS:
        reason = (
            f"Not seen for {days} days, and the last PHQ-9 showed severe symptoms or thoughts of suicide or self-harm."
        )
        return (_draft("R15", "amber", reason, inputs),)
    if days >= AMBER_DAYS or missed_measures >= 2:
        missed = f" and {missed_measures} weekly questionnaires in a row missed" if missed_measures else ""
        return (_draft("R15", "amber", f"Not seen for {days} days{missed}.", inputs, working_days(3, now)),)
    if days >= BLUE_DAYS:
        return (_draft("R15", "blue", f"Not seen for {days} days.", inputs),)
    return ()


def _totals(readings: Sequence[Reading]) -> list[float]:
    return [reading.total for reading in readings if reading.total is not None]


def _draft(rule: str, level: Level, reason: str, inputs: dict[str, Any], due_in: timedelta | None = None) -> FlagDraft:
    return FlagDraft(
        rule=rule,
        rule_version=VERSIONS[rule],
        level=level,
        reason=reason,
        inputs=inputs,
        due_in=DUE_IN[level] if due_in is None else due_in,
    )
