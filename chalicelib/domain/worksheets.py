"""Content column: the types of worksheet, and the fields by which the rules know what was asked.

Fields of each type: five-area cycle and thought record after Greenberger and Padesky's seven columns; activity diary
after the achievement, closeness, enjoyment log (Vivyan, 2009); exposure, worry, problem solving and relapse prevention
as low-intensity CBT teaches them; sleep diary after the consensus sleep diary (Carney et al., 10.5665/sleep.1642).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .content import WorksheetKind


@dataclass(frozen=True)
class Asked:
    """What a type expects of one field or column, where the author asks for it.

    `types`: field types that fit. `needed`: the type makes no sense without it; the rest may wait for a later week.
    `part`: fields of one part come together; a step asks for one part at least.
    `scale`: lowest and highest of a rating or number. `choices`: ids that must be among the field's choices.
    """

    types: tuple[str, ...]
    needed: bool = True
    scale: tuple[int, int] | None = None
    choices: frozenset[str] = frozenset()
    columns: Mapping[str, Asked] = field(default_factory=dict)
    part: str = ""


def _text(*, needed: bool = True) -> Asked:
    return Asked(("short_text", "long_text"), needed)


def _list(*, needed: bool = True) -> Asked:
    return Asked(("list",), needed)


def _rating(high: int, low: int = 0, *, needed: bool = True) -> Asked:
    return Asked(("rating", "number"), needed, (low, high))


def _choice(*ids: str, needed: bool = True) -> Asked:
    return Asked(("choice",), needed, choices=frozenset(ids))


def _table(needed: bool = True, /, **columns: Asked) -> Asked:
    """A table; the names of its columns are written with _ for -."""
    return Asked(("table",), needed, columns=_named(columns))


def _part(name: str, **fields: Asked) -> dict[str, Asked]:
    return {key: replace(asked, needed=False, part=name) for key, asked in fields.items()}


def _named(fields: Mapping[str, Asked]) -> dict[str, Asked]:
    return {name.replace("_", "-"): asked for name, asked in fields.items()}


def _type(**fields: Asked) -> dict[str, Asked]:
    return _named(fields)


_NUMBER, _DATE, _TIME = Asked(("number",)), Asked(("date",)), Asked(("time",))
_YES_NO = Asked(("yes_no",), needed=False)
_LINES = Asked(("short_text", "long_text", "list"))
_AREA = Asked(("choice", "short_text"), needed=False)
#: How much, or whether at all.
_AMOUNT = Asked(("number", "rating", "yes_no", "short_text", "choice"), needed=False)
_EMOTIONS = {"name": Asked(("short_text",)), "strength": _rating(100)}

#: Type → field id → what is expected of it.
WORKSHEETS: Mapping[WorksheetKind, Mapping[str, Asked]] = {
    "five-area-cycle": _type(
        situation=_text(),
        thoughts=_list(),
        emotions=_table(**_EMOTIONS),
        body=_list(),
        behaviours=_list(),
        short_term=_text(needed=False),
        long_term=_text(needed=False),
    ),
    # columns 1-4 and 5-7: they are taught in different weeks, and may be filled in on different days
    "thought-record": _type(
        hot_thought=_text(),
        **_part(
            "catching",
            situation=_text(),
            emotions=_table(**_EMOTIONS),
            thoughts=_table(thought=_text(), belief=_rating(100)),
        ),
        thinking_habits=Asked(("choices",), needed=False),
        **_part("testing", evidence_for=_list(), evidence_against=_list(), balanced_thought=_text()),
        balanced_belief=_rating(100, needed=False),
        emotions_now=_table(False, **_EMOTIONS),
        next_action=_text(needed=False),
    ),
    "activity-diary": _type(
        entries=_table(
            date=_DATE,
            time=Asked(("time", "short_text", "choice"), needed=False),
            activity=_text(),
            achievement=_rating(10),
            pleasure=_rating(10),
            closeness=_rating(10, needed=False),
            mood=_rating(10, needed=False),
        )
    ),
    "activity-schedule": _type(
        activities=_table(
            activity=_text(),
            area=_AREA,
            kind=_choice("routine", "necessary", "pleasurable", needed=False),
            when=_text(),
            where=_text(needed=False),
            with_whom=_text(needed=False),
            minutes=Asked(("number",), needed=False),
            obstacle=_text(needed=False),
            plan_b=_text(needed=False),
            expected_pleasure=_rating(10, needed=False),
            expected_achievement=_rating(10, needed=False),
        ),
        first=_text(needed=False),
    ),
    "values": _type(
        areas=_table(
            area=Asked(("choice", "short_text")),
            statement=_text(needed=False),
            importance=_rating(10),
            lived_by=_rating(10),
            small_step=_text(needed=False),
        )
    ),
    "exposure-ladder": _type(
        goal=_text(), ladder=_table(situation=_text(), fear=_rating(100), safety_behaviours=_text(needed=False))
    ),
    "exposure-log": _type(
        entries=_table(
            item=Asked(("short_text", "choice")),
            date=_DATE,
            prediction=_text(),
            belief=_rating(100),
            fear_before=_rating(100),
            fear_peak=_rating(100),
            fear_end=_rating(100),
            fear_next_day=_rating(100, needed=False),
            minutes=Asked(("number",), needed=False),
            safety_behaviours=_text(needed=False),
            learned=_text(needed=False),
            repeat=_YES_NO,
        )
    ),
    "worry-log": _type(
        worries=_table(worry=_text(), kind=_choice("now", "what-if"), can_act=_YES_NO, next=_text(needed=False))
    ),
    "worry-time": _type(
        time=_TIME,
        minutes=_rating(30, 15),
        place=_text(),
        worries=_list(needed=False),
        bedtime=Asked(("time",), needed=False),
    ),
    "problem-solving": _type(
        problem=_text(),
        solutions=_table(solution=_text(), good=_text(needed=False), bad=_text(needed=False)),
        chosen=_text(),
        plan_what=_text(),
        plan_when=_text(),
        plan_where=_text(needed=False),
        plan_who=_text(needed=False),
        review=_text(needed=False),
    ),
    "behavioural-experiment": _type(
        belief=_text(),
        belief_before=_rating(100),
        prediction=_text(),
        test=_text(),
        safety_behaviours=_LINES,
        outcome=_text(needed=False),
        learned=_text(needed=False),
        belief_after=_rating(100, needed=False),
    ),
    "goals": _type(
        goals=_table(goal=_text(), area=_AREA, baseline=_rating(6), target_date=Asked(("date",), needed=False))
    ),
    "sleep-diary": _type(
        nights=_table(
            date=_DATE,
            bed=_TIME,
            lights_out=_TIME,
            latency=_NUMBER,
            wakes=_NUMBER,
            awake_minutes=_NUMBER,
            final_wake=_TIME,
            rise=_TIME,
            quality=_rating(5, 1, needed=False),
            caffeine=_AMOUNT,
            alcohol=_AMOUNT,
            nap=_AMOUNT,
        )
    ),
    "relapse-prevention-plan": _type(
        kept_going=_text(),
        what_helped=_list(),
        early_signs=_table(kind=_choice("thought", "feeling", "body", "behaviour"), sign=_text()),
        risk_situations=_table(False, situation=_text(), date=Asked(("date", "short_text"), needed=False)),
        green=_LINES,
        amber=_LINES,
        red=_LINES,
        people=_list(),
        self_session_day=Asked(("short_text", "choice"), needed=False),
        review_date=_DATE,
    ),
    "safety-plan": {},
}


def missing_fields(asked: Mapping[str, Asked], there: set[str]) -> list[str]:
    """Fields (or columns) that a type needs and that an author has not asked for."""
    parts: dict[str, list[str]] = {}
    for name, wanted in asked.items():
        if wanted.part:
            parts.setdefault(wanted.part, []).append(name)
    begun = [names for names in parts.values() if there & set(names)] or list(parts.values())[:1]
    needed = {name for name, wanted in asked.items() if wanted.needed} | {name for names in begun for name in names}
    return [name for name in asked if name in needed - there]
