"""Adaptation column: preparing the next steps' passages, outside every request.

A message may come twice, late, or after a crash in the middle: each attempt has an id made from all that went into it,
so what was done stands and only the rest is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..domain import practice as practices
from ..domain.adaptation import ATTEMPTS, Adaptation, Check, Status, adaptation_id, allowed
from ..domain.adaptation_checks import CHECKS_VERSION, LANGUAGES, Subject, check_all
from ..domain.adaptation_outgoing import Outgoing, course_view, outgoing
from ..domain.ahead import next_steps
from ..domain.content import Passage, version_of
from ..domain.course import Course
from ..domain.measures import band_of
from ..domain.programme import Release
from .adaptation_ledger import after_attempt, count_attempt, timeline_entry
from .adaptation_ports import AdaptationDeps, Costs, ModelAnswer, ModelBroken, ModelRefused, ModelUnavailable
from .errors import Busy, StaleVersion
from .language import release_for
from .narration import narrate_patient
from .ports import Deps, Fitted, OutboxEntry

#: A message older than this was missed: the queue retries for less than that.
MISSED_AFTER = timedelta(minutes=15)
#: After this long the rest goes into a message of its own: one passage more, at worst two time-outs of the model long,
#: still fits into the two minutes that the queue handler has.
LONG_ENOUGH = timedelta(seconds=30)
TRIES = 4


@dataclass(frozen=True)
class Job:
    """One passage to be fitted to one patient, with all that is sent for it."""

    course: Course
    step_id: str
    step_version: str
    passage: Passage
    sent: Outgoing

    def attempt_id(self, here: AdaptationDeps, attempt: int | str) -> str:
        made_of = (self.course.patient_id, self.step_id, self.step_version, self.passage.id, version_of(self.passage))
        return adaptation_id(
            *made_of, here.model.prompt_version, here.model.model, CHECKS_VERSION, self.sent.fingerprint(), attempt
        )


def prepare(deps: Deps, here: AdaptationDeps, entry: OutboxEntry) -> None:
    """Fit the passages of the patient's next steps and have fitted lines spoken, then strike the promise off.

    Raises `ModelUnavailable`, `NarratorUnavailable` or `Busy` for the queue to try again; what was fitted until then
    stands.
    """
    began = deps.now()
    spent = here.store.tokens_since(entry.patient_id, began - timedelta(days=1))
    for job in _jobs(deps, here, entry.patient_id):
        if deps.now() - began > LONG_ENOUGH:
            deps.queue.send(entry)
            return
        if spent >= here.daily_tokens:
            deps.counter.count("AdaptationRefused", check="daily-budget")
            break
        spent += _fit(deps, here, job, entry)
    if not narrate_patient(deps, entry.patient_id):
        deps.queue.send(entry)
        return
    deps.courses.outbox_done(entry.id)


def sweep(deps: Deps) -> int:
    """Send again what was promised and not done; returns how many. Doing it twice does no harm."""
    count = 0
    for entry in deps.courses.pending(deps.now() - MISSED_AFTER):
        try:
            deps.queue.send(entry)
        except Busy:
            deps.counter.count("OutboxNotSent")
            continue
        count += 1
    deps.counter.count("OutboxSentAgain", count)
    return count


def _jobs(deps: Deps, here: AdaptationDeps, patient_id: str) -> Iterator[Job]:
    """What there is to fit. The course is read before every passage: consent withdrawn meanwhile ends the work."""
    done: set[tuple[str, str]] = set()
    while job := _next_job(deps, here, patient_id, done):
        done.add((job.step_id, job.passage.id))
        yield job


def _next_job(deps: Deps, here: AdaptationDeps, patient_id: str, done: set[tuple[str, str]]) -> Job | None:
    course, _ = deps.courses.load(patient_id)
    if course is None or not allowed(course, here.mode):
        return None
    release = release_for(deps.content, course)
    if release.language.split("-")[0] not in LANGUAGES:
        return None
    for outline in next_steps(course, release):
        for passage in deps.content.step(outline.version).passages:
            if passage.adaptable and (outline.id, passage.id) not in done:
                sent = outgoing_for(deps, here, course, release, outline.id, passage)
                return Job(course, outline.id, outline.version, passage, sent)
    return _next_line(deps, here, course, release, done)


def _next_line(
    deps: Deps, here: AdaptationDeps, course: Course, release: Release, done: set[tuple[str, str]]
) -> Job | None:
    """The next line to fit of the practices that are prescribed to this patient and suit them."""
    careful = practices.eyes_open_only(course)
    for practice_id in practices.prescribed(course, release, deps.now()):
        version, key = release.practices.get(practice_id), practices.lines_key(practice_id)
        practice = deps.content.practice(version) if version else None
        if version is None or practice is None or not practices.suits(practice, careful):
            continue
        for line in practices.lines_of(practice):
            if (key, line.id) not in done:
                return Job(course, key, version, line, outgoing_for(deps, here, course, release, key, line))
    return None


def outgoing_for(
    deps: Deps, here: AdaptationDeps, course: Course, release: Release, step_id: str, passage: Passage
) -> Outgoing:
    """What would be sent for one passage of this patient, now; `step_id` may be the key of a practice's lines."""
    module = release.module_of(step_id) or practices.prescriber(release, step_id)
    if module is None or passage.adaptable is None:
        raise ValueError("only an adaptable passage of the patient's release can be fitted")
    view = course_view(course, module.id, _bands(deps, course, release))
    return outgoing(passage.adaptable, passage, view, release.language, here.ordinary(release.language))


def _bands(deps: Deps, course: Course, release: Release) -> Mapping[str, str]:
    """Latest severity band of each measure, in words; a total that is not known has none."""
    bands = {}
    for measure_id, version in release.measures.items():
        readings = course.scores.get(measure_id)
        if readings and (total := readings[-1].total) is not None:
            band = band_of(deps.content.measure(version), int(total))
            if band:
                bands[measure_id] = band
    return bands


def subject_of(here: AdaptationDeps, sent: Outgoing) -> Subject:
    """What a text for this passage is held against."""
    return Subject(
        sent=sent,
        instructions=here.model.instructions,
        grade=lambda text: here.grade(text, sent.language),
        speaks=lambda text: here.speaks(text, sent.language),
        ordinary=here.ordinary(sent.language),
    )


def _fit(deps: Deps, here: AdaptationDeps, job: Job, entry: OutboxEntry) -> int:
    """Write, check, repair once; returns the tokens used. What was tried with the same input is not tried again."""
    failed: Sequence[str] = ()
    tokens = 0
    for attempt in range(1, ATTEMPTS + 1):
        tried = here.store.get(job.attempt_id(here, attempt))
        if tried is None:
            tried = _attempt(deps, here, job, attempt, failed, entry)
            tokens += tried.tokens_in + tried.tokens_out
        if tried.usable:
            break
        failed = [check.name for check in tried.failed_checks]
    return tokens


def _attempt(
    deps: Deps, here: AdaptationDeps, job: Job, attempt: int, failed: Sequence[str], entry: OutboxEntry
) -> Adaptation:
    try:
        answer = here.model.fit(job.sent, failed)
    except (ModelRefused, ModelBroken) as error:
        answer = ModelAnswer("", here.model.model, here.model.prompt_version, error.costs)
        checks = [Check(name="answered", passed=False, detail=str(error))]
        return _record(deps, here, job, _ledger(deps, here, job, attempt, answer, checks, "failed"))
    except ModelUnavailable as error:
        _note_unavailable(deps, here, job, attempt, entry, error)
        raise
    checks = [Check(name="answered", passed=True), *check_all(answer.text, subject_of(here, job.sent))]
    passed = all(check.passed for check in checks)
    status: Status = "refused" if not passed else "accepted" if here.mode == "live" else "awaiting"
    return _record(deps, here, job, _ledger(deps, here, job, attempt, answer, checks, status))


def _note_unavailable(
    deps: Deps, here: AdaptationDeps, job: Job, attempt: int, entry: OutboxEntry, error: ModelUnavailable
) -> None:
    """One ledger entry for a promise that met a model out of reach, however often the queue tries."""
    answer = ModelAnswer("", here.model.model, here.model.prompt_version, error.costs)
    checks = [Check(name="answered", passed=False, detail=str(error))]
    adaptation = _ledger(deps, here, job, attempt, answer, checks, "failed")
    deps.counter.count("ModelUnavailable")
    own_id = job.attempt_id(here, f"{attempt} unavailable {entry.id}")
    here.store.record(adaptation := adaptation.model_copy(update={"id": own_id}), timeline_entry(adaptation))


def _ledger(
    deps: Deps,
    here: AdaptationDeps,
    job: Job,
    attempt: int,
    answer: ModelAnswer,
    checks: list[Check],
    status: Status,
) -> Adaptation:
    costs: Costs = answer.costs
    return Adaptation(
        id=job.attempt_id(here, attempt),
        patient_id=job.course.patient_id,
        therapist_id=job.course.therapist_id,
        step_id=job.step_id,
        passage_id=job.passage.id,
        reading_level=job.course.preferences.reading_level,
        step_version=job.step_version,
        passage_version=version_of(job.passage),
        prompt_version=answer.prompt_version,
        model=answer.model,
        checks_version=CHECKS_VERSION,
        checks=checks,
        text=answer.text,
        author_text=job.sent.text,
        latency_ms=costs.latency_ms,
        tokens_in=costs.tokens_in,
        tokens_out=costs.tokens_out,
        status=status,
        attempt=attempt,
        at=deps.now(),
    )


def _record(deps: Deps, here: AdaptationDeps, job: Job, adaptation: Adaptation) -> Adaptation:
    """Write the attempt with what is shown after it, in one transaction."""
    count_attempt(deps, adaptation)
    if deps.courses.load(adaptation.patient_id)[0] is None:
        return adaptation  # erased while the model was writing: nothing of theirs comes back
    for _ in range(TRIES):
        stored = here.store.fitted(adaptation.patient_id, [job.step_id]).get(job.step_id)
        before = stored or Fitted(step_id=job.step_id)
        try:
            return here.store.record(adaptation, timeline_entry(adaptation), after_attempt(before, adaptation))
        except StaleVersion:
            continue
    raise Busy
