"""Moving patients from one release to another. All people and answers here are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.authoring.simulation.memory import MemoryCourses, MemoryReviews
from chalicelib.authoring.simulation.rows import Rows
from chalicelib.authoring.simulation.world import FolderContent
from chalicelib.domain.content import version_of
from chalicelib.domain.course import Course
from chalicelib.domain.path import Followed
from chalicelib.domain.programme import Programme, Release, release_of
from chalicelib.usecases.caseload import TimelineEntry
from chalicelib.usecases.course import CompleteStep, complete_step, save_draft
from chalicelib.usecases.errors import Invalid
from chalicelib.usecases.moving import Move, Outcome, move_patients, on_release
from chalicelib.usecases.ports import Caller, Change, Deps, Entry, Profile
from chalicelib.web.timeline import items
from tests.conftest import START, Clock, FakeQueue, Metrics


def step(name: str, **more: Any) -> dict[str, Any]:
    passages = [{"id": "intro", "text": more.pop("text", "Read on.")}]
    return {"id": name, "kind": "reading", "title": name.title(), "minutes": 1, "passages": passages, **more}


def question(name: str) -> dict[str, Any]:
    return step(name, kind="worksheet", fields=[{"id": "answer", "type": "short_text", "label": "What?"}])


def programme(*steps: dict[str, Any], **more: Any) -> Programme:
    module = {"id": "start", "title": "Start", "summary": "Invented.", "steps": steps}
    return Programme.model_validate({"id": "small", "title": "Invented", "modules": [module], **more})


def shown(name: str) -> str:
    return f"You said {{{{{name}.answer | something}}}}."


OLD = programme(question("one"), step("two", text=shown("one")), question("three"), step("four"))
#: Without `three`; `one` is not shown any more.
SHORT = programme(question("one"), step("two"), step("four"))
#: With another step, and the same answers shown.
LONG = programme(question("one"), step("two", text=shown("one")), question("three"), step("extra"), step("four"))
#: Shows an answer that the old one did not show.
SHOWS = programme(question("one"), step("two", text=shown("one")), question("three"), step("four", text=shown("three")))


def version(of: Programme) -> str:
    return version_of(release_of(of))


class Shelf(FolderContent):
    """Several programmes, one of them served."""

    def __init__(self, *programmes: Programme) -> None:
        super().__init__(programmes[0])
        for one in programmes[1:]:
            self._parts |= FolderContent(one)._parts


class Interfering(MemoryCourses):
    """Lets the patient's own work come between reading and writing, once; and breaks for one patient."""

    between: Any = None
    broken = ""

    def save(self, change: Change) -> None:
        if change.course.patient_id == self.broken:
            raise RuntimeError("what this patient wrote")
        if self.between:
            act, self.between = self.between, None
            act()
        super().save(change)


@pytest.fixture
def deps() -> Deps:
    rows = Rows()
    return Deps(
        courses=Interfering(rows),
        content=Shelf(OLD, SHORT, LONG, SHOWS),
        reviews=MemoryReviews(rows),
        queue=FakeQueue(),
        counter=Metrics(),
        now=Clock(START),
        new_id=iter(f"id-{n}" for n in range(10**6)).__next__,
        programme_id="small",
    )


def enrol(deps: Deps, patient: str, release: Programme = OLD) -> Caller:
    course = Course(
        patient_id=patient,
        therapist_id="t",
        programme_id="small",
        release=version(release),
        enrolled_at=START,
        last_seen_at=START - timedelta(days=1),
        country="IE",
    )
    profile = Profile(patient_id=patient, therapist_id="t", name="Ana", email="ana@example.org")
    deps.courses.enrol(course, profile, Entry(id=f"e-{patient}", patient_id=patient, at=START, kind="enrolled"))
    return Caller(patient, frozenset({"patient"}))


def course_of(deps: Deps, patient: str) -> Course:
    course, _ = deps.courses.load(patient)
    assert course
    return course


def do(deps: Deps, who: Caller, *steps: str) -> None:
    for name in steps:
        answers = {"answer": f"words about {name}"} if name in ("one", "three") else {}
        complete_step(deps, who, name, CompleteStep(answers, 0))


def move(deps: Deps, to: Programme, *patients: str, **more: Any) -> list[Outcome]:
    dry_run = more.pop("dry_run", False)
    asked = Move(version(OLD), version(to), more.pop("reason", "A spelling mistake."), "ana", **more)
    return list(move_patients(deps, patients, asked, dry_run=dry_run))


def test_a_move_keeps_answers_and_progress_and_says_so_on_the_timeline(deps: Deps) -> None:
    who = enrol(deps, "p")
    do(deps, who, "one", "two")
    before = course_of(deps, "p")
    (outcome,) = move(deps, LONG, "p")
    after = course_of(deps, "p")
    assert outcome.status == "moved"
    assert after == before.model_copy(update={"release": version(LONG), "version": before.version + 1})
    (entry,) = [e for e in deps.courses.entries("p")[0] if e.kind == "moved"]
    assert {key: entry.data[key] for key in ("from", "to", "reason", "by")} == {
        "from": version(OLD),
        "to": version(LONG),
        "reason": "A spelling mistake.",
        "by": "ana",
    }
    do(deps, who, "three", "extra", "four")


def test_the_therapist_reads_who_moved_them_and_why(deps: Deps) -> None:
    enrol(deps, "p")
    move(deps, LONG, "p")
    (entry,) = [e for e in deps.courses.entries("p")[0] if e.kind == "moved"]
    (item,) = items(deps, [TimelineEntry(entry)], release_of(LONG))
    assert item.title == "Moved to another version of the programme"
    assert item.facts == ["A spelling mistake. (moved by ana; answers and progress are kept)"]


def test_the_second_time_nobody_is_moved_again(deps: Deps) -> None:
    enrol(deps, "p")
    move(deps, LONG, "p")
    assert [one.status for one in move(deps, LONG, "p")] == ["already"]
    assert sum(e.kind == "moved" for e in deps.courses.entries("p")[0]) == 1


def test_a_dry_run_writes_nothing(deps: Deps) -> None:
    enrol(deps, "p")
    before = course_of(deps, "p")
    assert [one.status for one in move(deps, LONG, "p", dry_run=True)] == ["ready"]
    assert course_of(deps, "p") == before


def test_whoever_writes_meanwhile_is_moved_with_what_they_wrote(deps: Deps) -> None:
    who = enrol(deps, "p")
    assert isinstance(deps.courses, Interfering)
    deps.courses.between = lambda: do(deps, who, "one")
    assert [one.status for one in move(deps, LONG, "p")] == ["moved"]
    after = course_of(deps, "p")
    assert after.done("one")
    assert after.release == version(LONG)


def test_one_patient_who_cannot_be_moved_does_not_stop_the_rest(deps: Deps) -> None:
    for patient in ("a", "b", "c"):
        enrol(deps, patient)
    assert isinstance(deps.courses, Interfering)
    deps.courses.broken = "b"
    outcomes = move(deps, LONG, "a", "b", "c", "nobody", "../x")
    assert [one.status for one in outcomes] == ["moved", "failed", "moved", "unknown", "unknown"]
    assert outcomes[1].error == "RuntimeError"  # the kind alone: the message may hold a patient's words


def test_patients_on_a_third_release_are_left_alone(deps: Deps) -> None:
    enrol(deps, "p", SHORT)
    assert [one.status for one in move(deps, LONG, "p")] == ["elsewhere"]


def test_whoever_would_come_to_a_step_that_is_gone_is_not_moved(deps: Deps) -> None:
    do(deps, enrol(deps, "p"), "one", "two")
    (outcome,) = move(deps, SHORT, "p")
    assert (outcome.status, outcome.interrupted) == ("refused", ("three",))
    assert course_of(deps, "p").release == version(OLD)
    assert [one.status for one in move(deps, SHORT, "p", even_so=True)] == ["moved"]
    assert course_of(deps, "p").done("one")


def test_whoever_has_a_draft_of_a_step_that_is_gone_is_not_moved(deps: Deps) -> None:
    who = enrol(deps, "p")
    do(deps, who, "one", "two", "three", "four")
    save_draft(deps, who, "three", {"answer": "once more"}, 0)
    (outcome,) = move(deps, SHORT, "p")
    assert (outcome.status, outcome.drafts, outcome.interrupted) == ("refused", ("three",), ())


def test_a_draft_of_a_step_that_stays_is_no_reason_to_wait(deps: Deps) -> None:
    who = enrol(deps, "p")
    save_draft(deps, who, "one", {"answer": "begun"}, 0)
    assert [one.status for one in move(deps, SHORT, "p")] == ["moved"]
    assert deps.courses.open_page("p", "one")[1].draft


def test_answers_of_steps_that_went_stay_and_what_is_unused_is_told(deps: Deps) -> None:
    who = enrol(deps, "p")
    do(deps, who, "one", "two", "three", "four")
    (outcome,) = move(deps, SHORT, "p")
    assert (outcome.status, outcome.unused) == ("moved", ("one.answer",))
    course = course_of(deps, "p")
    assert course.kept["one.answer"].words == "words about one"
    written = deps.courses.entry("p", course.steps["three"].entry)
    assert written
    assert written.data["answers"] == {"answer": "words about three"}


def test_an_answer_that_only_the_target_shows_is_there_to_be_shown(deps: Deps) -> None:
    do(deps, enrol(deps, "p"), "one", "two", "three")
    assert "three.answer" not in course_of(deps, "p").kept
    move(deps, SHOWS, "p")
    assert course_of(deps, "p").kept["three.answer"].words == "words about three"
    assert not course_of(deps, "p").kept["three.answer"].flagged


def test_such_an_answer_with_words_of_risk_never_goes_to_a_model(deps: Deps) -> None:
    who = enrol(deps, "p")
    do(deps, who, "one", "two")
    complete_step(deps, who, "three", CompleteStep({"answer": "I want to kill myself"}, 0))
    move(deps, SHOWS, "p")
    assert course_of(deps, "p").kept["three.answer"].flagged


def test_a_finished_module_that_gets_a_new_step_is_told(deps: Deps) -> None:
    do(deps, enrol(deps, "p"), "one", "two", "three", "four")
    assert [one.unfinished for one in move(deps, LONG, "p", dry_run=True)] == [("start",)]


def test_a_branch_that_the_target_lacks_is_told(deps: Deps) -> None:
    enrol(deps, "p")
    branched = course_of(deps, "p").model_copy(update={"branch": Followed(branch="worry", at=START)})
    deps.courses.save(Change(course=branched))
    assert [one.branch for one in move(deps, LONG, "p")] == ["worry"]


def test_passages_are_prepared_anew_for_those_who_agreed(deps: Deps) -> None:
    enrol(deps, "p")
    deps.courses.save(Change(course=course_of(deps, "p").model_copy(update={"adaptation_consent": True})))
    move(deps, LONG, "p")
    assert isinstance(deps.queue, FakeQueue)
    assert len(deps.queue.sent) == 1


@pytest.mark.parametrize(("to", "reason"), [(LONG, " "), (OLD, "Why not.")])
def test_a_move_needs_a_reason_and_somewhere_to_go(deps: Deps, to: Programme, reason: str) -> None:
    with pytest.raises(Invalid):
        move(deps, to, "p", reason=reason)


def test_a_move_stays_within_a_programme(deps: Deps) -> None:
    other = OLD.model_copy(update={"id": "other"})
    assert isinstance(deps.content, Shelf)
    release: Release = release_of(other)
    deps.content._parts[version(other)] = release
    with pytest.raises(Invalid, match="programme small"):
        move(deps, other, "p")


def test_everybody_on_a_release_is_found(deps: Deps) -> None:
    enrol(deps, "a")
    enrol(deps, "b", LONG)
    assert [course.patient_id for course in on_release(deps, version(OLD))] == ["a"]
