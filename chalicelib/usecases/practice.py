"""What a patient does with practices: see what is prescribed, get the score, hand in the record of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..domain import practice as rules
from ..domain.adaptation import allowed
from ..domain.consent import Consent
from ..domain.course import Course, Practised
from ..domain.definitions import Practice, Screening
from ..domain.practice_places import speaks_of_closed_eyes
from ..domain.practice_run import PracticeRun, flags_for_run, run_problems
from ..domain.preferences import fitted_key
from ..domain.programme import ModuleOutline, Release
from ..domain.sentence import Sentence
from .course import load_course, with_release
from .errors import Invalid, NotFound, PracticeHeld
from .flagging import add_flags, raise_alone
from .narration import SpokenCue, narration_of
from .once import check_key, fingerprint, remember
from .ports import Caller, Change, Deps, Entry, Fitted
from .writing import answered_once, write

ROUTE = "practice-run"


@dataclass(frozen=True)
class Offer:
    """A practice as one patient gets it. `version` is that of the published practice."""

    score: Practice
    version: str
    module: ModuleOutline
    practised: Practised | None
    adapted: tuple[str, ...] = ()
    """Ids of the cues whose words were fitted to this patient."""
    spoken: tuple[SpokenCue, ...] = ()
    """The clips of those cues that somebody has spoken."""


@dataclass(frozen=True)
class Offers:
    """What is prescribed now. `left_out`: how many more would be, if the screening allowed them."""

    offers: list[Offer]
    left_out: int
    screening: Screening | None
    asked: bool
    """Whether the programme has screening questions to answer."""
    vr: rules.VrAccess
    course: Course


@dataclass(frozen=True)
class Recorded:
    """A run as stored; `harm_signs` in words, when the therapist was told."""

    entry_id: str
    at: datetime
    harm_signs: list[str]


def practices(deps: Deps, caller: Caller) -> Offers:
    """Practices of the modules that are open or done, as far as the screening allows them."""
    course, release = load_course(deps, caller)
    careful = rules.eyes_open_only(course)
    offers, left_out = [], 0
    for practice_id, module in rules.prescribed(course, release, deps.now()).items():
        version = release.practices.get(practice_id)
        practice = deps.content.practice(version) if version else None
        if version and practice and rules.suits(practice, careful):
            score = rules.score_for(practice, careful)
            offers.append(Offer(score, version, module, course.practised.get(practice_id)))
        else:
            left_out += practice is not None
    asked = any(screen.id == rules.SCREEN for screen in release.screens)
    return Offers(offers, left_out, rules.screen_result(course), asked, _vr(deps, course), course)


def _vr(deps: Deps, course: Course) -> rules.VrAccess:
    document = deps.courses.document(course.patient_id, "CONSENT")
    consent = Consent.model_validate(document["consent"]) if document else Consent()
    runs = sum(practised.on_headset for practised in course.practised.values())
    return rules.vr_access(course, consent.vr, runs)


def open_practice(deps: Deps, caller: Caller, practice_id: str) -> Offer:
    """The score of one practice, with this patient's lines. Raises `NotFound`, `PracticeHeld` with the reason."""
    loaded, page = deps.courses.open_page(caller.sub, rules.lines_key(practice_id))
    course, release = with_release(deps, loaded, caller)
    version = release.practices.get(practice_id)
    if version is None:
        raise NotFound(Sentence("There is no such practice in your programme."))
    module = rules.prescribed(course, release, deps.now()).get(practice_id)
    if module is None:
        raise PracticeHeld(Sentence("This practice opens with a later part of your programme."))
    practice = deps.content.practice(version)
    careful = rules.eyes_open_only(course)
    if not rules.suits(practice, careful):
        raise PracticeHeld(_why_not(course))
    lines = fitted_lines(deps, course, practice, version, page.fitted)
    score = rules.score_for(practice, careful, lines)
    adapted = tuple(cue.id for cue in score.cues if cue.id in lines)
    adapted_ids = tuple(one for one in adapted if one)
    spoken = tuple(narration_of(deps, course.patient_id, score, release.language, adapted_ids))
    return Offer(score, version, module, course.practised.get(practice_id), adapted_ids, spoken)


def _why_not(course: Course) -> str:
    if rules.paused(course):
        return Sentence(
            "You felt unwell in a practice. Until you have talked with your therapist, only the gentlest are open."
        )
    if rules.screen_result(course) is None:
        return Sentence("A few questions come first, to see which practices are right for you.")
    return Sentence("From your answers, practices with open eyes are the right ones for you now.")


def fitted_lines(
    deps: Deps, course: Course, practice: Practice, version: str, fitted: Fitted | None
) -> Mapping[str, str]:
    """Lines that were fitted from exactly this practice and may be shown to this patient now."""
    if fitted is None or not allowed(course, deps.adaptation_mode):
        return {}
    ready = {
        authored.id: line.text
        for authored in rules.lines_of(practice)
        if (line := fitted.passages.get(fitted_key(authored.id, course.preferences.reading_level)))
        and line.step_version == version
        and (deps.adaptation_mode == "live" or line.approved_by)
    }
    # a model must not bring in what the screening keeps out
    return {cue_id: text for cue_id, text in ready.items() if not speaks_of_closed_eyes(text)}


def record_run(deps: Deps, caller: Caller, run: PracticeRun, key: str | None = None) -> Recorded:
    """Put a run on the timeline; harm signs are flagged (R17) in the same transaction, which holds the headset back.

    What happened is recorded even where the practice is not open to the patient any more. Raises `Invalid`, `NotFound`
    (then the harm signs are flagged all the same), `KeyReused`, `Busy`.
    """
    check_key(key)
    seen = fingerprint(run.model_dump(mode="json"))
    key = key or seen

    def answer(loaded: Course | None) -> Recorded:
        course, release = with_release(deps, loaded, caller)
        _refuse_untrue(deps, course, release, run)
        return _record_once(deps, course, release, run, key, seen)

    return answered_once(deps, caller.sub, (ROUTE, key, seen), answer, _from_result)


def _record_once(deps: Deps, course: Course, release: Release, run: PracticeRun, key: str, seen: str) -> Recorded:
    now = deps.now()
    data = run.model_dump(mode="json", exclude_none=True)
    data["content_version"] = run.version or release.practices[run.practice_id]
    entry = Entry(id=deps.new_id(), patient_id=course.patient_id, at=now, kind="practice-run", data=data)
    change = Change(course=_practised(course, run, now), entries=[entry])
    add_flags(deps, change, flags_for_run(run), run.practice_id, now)
    result = Recorded(entry.id, now, list(run.harm_signs))
    change.once = remember(ROUTE, key, seen, {**vars(result), "at": now.isoformat()}, now)
    write(deps, change)
    deps.counter.count("PracticeRun", device=run.device, stop_reason=run.stop_reason)
    return result


def _practised(course: Course, run: PracticeRun, now: datetime) -> Course:
    before = course.practised.get(run.practice_id)
    after = Practised(
        times=(before.times if before else 0) + 1,
        on_headset=(before.on_headset if before else 0) + (run.device == "vr"),
        last_at=now,
    )
    update: dict[str, Any] = {"practised": {**course.practised, run.practice_id: after}}
    return course.model_copy(update={**update, "last_seen_at": max(now, course.last_seen_at)})


def _refuse_untrue(deps: Deps, course: Course, release: Release, run: PracticeRun) -> None:
    """Refuse a record that cannot be true or is of no practice of ours; its harm signs count all the same."""
    problems = run_problems(run)
    unknown = run.practice_id not in release.practices
    if problems or unknown:
        unsent = {"practice_id": run.practice_id, "stop_reason": run.stop_reason, "device": run.device}
        raise_alone(deps, course, list(flags_for_run(run)), f"{run.practice_id}-refused", deps.now(), unsent)
    if unknown:
        raise NotFound(Sentence("There is no such practice in your programme."))
    if problems:
        raise Invalid(problems)


def _from_result(result: Mapping[str, Any]) -> Recorded:
    return Recorded(result["entry_id"], datetime.fromisoformat(result["at"]), list(result["harm_signs"]))
