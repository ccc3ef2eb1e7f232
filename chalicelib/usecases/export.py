"""What a person may take with them: everything that is theirs, as FHIR R4 and as something to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain import fhir, fhir_answers, fhir_life
from ..domain.adaptation import Adaptation
from ..domain.ahead import in_order
from ..domain.content import WorksheetField
from ..domain.course import Course, module_state
from ..domain.export import HANDED_OUT, SHOWN
from ..domain.fhir import Json
from ..domain.programme import Release
from ..domain.reminders import Reminder
from ..domain.safety_plan import SafetyPlan
from ..domain.written import when_written
from .course import load_course
from .errors import StillpathError
from .paging import cursor_of, place_of
from .ports import Caller, Deps, Draft, Entry, Profile
from .rights_ports import Part, RightsDeps

#: What a therapist's decision about a module was, told without their reasons.
PLAN_WORDS = {
    "open": "opened for you",
    "hold": "held for now",
    "skip": "left out",
    "rule": "opens by the programme's own rule again",
    "branch": "the order of your way was changed",
}


TOPICS = {"patient": "A message to the therapist", "therapist": "A message from the therapist"}


@dataclass(frozen=True)
class Own:
    """One person's record, or a part of it. `cursor`: there is more."""

    course: Course
    release: Release
    profile: Profile | None
    part: Part
    adaptations: list[Adaptation]
    first: bool
    cursor: str | None

    @property
    def entries(self) -> list[Entry]:
        """What is handed out of the timeline, oldest first."""
        return [entry for entry in self.part.entries if entry.kind in HANDED_OUT]

    @property
    def plan(self) -> SafetyPlan | None:
        found = self.part.documents.get("SAFETYPLAN")
        return SafetyPlan.model_validate(found["plan"]) if found else None

    @property
    def reminder(self) -> Reminder | None:
        found = self.part.documents.get("REMINDER")
        return Reminder.model_validate(found) if found else None


def own_record(deps: Deps, rights: RightsDeps, caller: Caller, cursor: str | None = None) -> Own:
    """The caller's record from the beginning, or from a cursor on. Raises `NotFound`, `Invalid` (no such cursor)."""
    place = place_of(cursor)
    course, release = load_course(deps, caller)
    part = rights.store.part(caller.sub, place)
    ids = [str(e.data["adaptation_id"]) for e in part.entries if e.kind == "adaptation" and "action" not in e.data]
    shown = [one for one in rights.store.adaptations(ids) if one.status in SHOWN]
    profile = rights.store.profile(caller.sub)
    return Own(course, release, profile, part, shown, place is None, cursor_of(part.cursor))


def as_fhir(deps: Deps, own: Own, following: str = "") -> Json:
    """A bundle (collection) of FHIR R4. `following` is the address of the next part."""
    return fhir.bundle(_Teller(deps, own).resources(), deps.now(), following if own.cursor else "")


class _Teller:
    """Turns one record into resources."""

    def __init__(self, deps: Deps, own: Own) -> None:
        self.deps, self.own = deps, own
        self.about = fhir.pseudonym(own.course.patient_id)

    def resources(self) -> Iterator[Json]:
        own = self.own
        named = {"name": own.profile.name, "email": own.profile.email} if own.profile else {}
        course = own.course
        where = {"country": course.country, "language": course.language, "timezone": course.timezone}
        yield fhir.patient(where | named, self.about)
        if own.first:
            yield self._programme()
            how = course.preferences
            read = {"reading-level": how.reading_level, "text-size-per-cent": str(how.text_size)}
            yield fhir_life.chosen("settings", self.about, read)
        if reminder := own.reminder:
            when = {"channel": reminder.channel, "local-time": reminder.at, "days": " ".join(reminder.days)}
            yield fhir_life.chosen("reminders", self.about, when)
        if plan := own.plan:
            yield fhir_life.safety_plan(self.about, plan, str(own.part.documents["SAFETYPLAN"]["written_at"]))
        for draft in own.part.drafts:
            yield self._draft(draft)
        for device in own.part.devices:
            yield fhir_life.headset(self.about, device)
        for entry in own.entries:
            yield from self._entry(entry)
        for fitted in own.adaptations:
            where_shown = f"A passage of {fitted.step_id}, fitted by a language model"
            yield fhir.message(fitted.id, self.about, "adaptation", fitted.at, fitted.text, where_shown)

    def _programme(self) -> Json:
        course, release, now = self.own.course, self.own.release, self.deps.now()
        modules = [(m.id, m.title, module_state(course, release, m, now).status) for m in in_order(course, release)]
        return fhir_life.programme(self.about, release.title, course.enrolled_at, modules)

    def _fields(self, step_id: str, version: str = "") -> Sequence[WorksheetField]:
        """What a step asked. Where that cannot be found any more, answers are told under their own names."""
        outline = self.own.release.step(step_id)
        wanted = version or (outline.version if outline else "")
        try:
            return self.deps.content.step(wanted).fields if wanted else ()
        except StillpathError:
            return ()

    def _draft(self, draft: Draft) -> Json:
        items = fhir_answers.worksheet(self._fields(draft.step_id), draft.answers)
        status = "in-progress"
        return self._response(f"draft-{draft.step_id}", "draft", draft.saved_at, f"step:{draft.step_id}", status, items)

    def _response(self, own_id: str, tag: str, at: Any, about: str, status: str, items: list[Json]) -> Json:
        return fhir_answers.response(own_id, self.about, tag, at, about, status, items)

    def _entry(self, entry: Entry) -> Iterator[Json]:
        data, at = entry.data, when_written(entry.at, entry.data)
        told = entry.id, entry.kind, at
        match entry.kind:
            case "answer" | "set-aside":
                items = fhir_answers.worksheet(
                    self._fields(data["step_id"], data.get("content_version", "")), data["answers"]
                )
                status = "completed" if entry.kind == "answer" else "stopped"
                yield self._response(*told, f"step:{data['step_id']}", status, items)
            case "unsent":
                yield self._unsent(entry)
            case "response":
                yield from self._measure(entry)
            case "screen":
                form = self.deps.content.screen(data["content_version"])
                items = fhir_answers.screen(form, data["answers"])
                yield self._response(*told, f"screen:{form.id}", "completed", items)
            case "mood":
                yield fhir_life.mood(entry.id, self.about, at, data)
            case "message":
                by = entry.data["sender"]
                yield fhir.message(entry.id, self.about, entry.kind, entry.at, entry.data["text"], TOPICS[by], by=by)
            case "practice-run":
                title = self.deps.content.practice(data["content_version"]).title
                yield fhir_life.practice_run(entry.id, self.about, entry.at, data, title)
            case "consent":
                now = self.own.part.consent
                holds = now is None or now.recorded_at == entry.at
                yield from fhir_life.consent(entry.id, self.about, entry.at, data, holds=holds)
            case "feedback":
                yield fhir_life.feedback(entry.id, self.about, entry.at, data)
            case "plan":
                words = plan_words(entry, self.own.release)
                yield fhir.message(entry.id, self.about, entry.kind, entry.at, words, "Your therapist changed your way")
            case _:
                return

    def _measure(self, entry: Entry) -> Iterator[Json]:
        form = self.deps.content.measure(entry.data["content_version"])
        items = fhir_answers.measure(form, entry.data["items"])
        at = when_written(entry.at, entry.data)
        yield self._response(entry.id, entry.kind, at, f"measure:{form.id}", "completed", items)
        total, band = entry.data.get("total"), entry.data.get("band")
        yield fhir_answers.total(form, entry.id, self.about, at, total, band)

    def _unsent(self, entry: Entry) -> Json:
        """Words or answers that raised a flag without being sent; they may have any shape."""
        data = entry.data
        fields = self._fields(str(data.get("step_id", "")))
        items = fhir_answers.worksheet(fields, data.get("answers", data))
        return self._response(entry.id, entry.kind, entry.at, "unsent", "stopped", items)


def plan_words(entry: Entry, release: Release) -> str:
    """What the therapist decided, without the reasons, which they wrote for colleagues."""
    module = next((m.title for m in release.modules if m.id == entry.data.get("module_id")), "")
    words = PLAN_WORDS.get(str(entry.data.get("action")), "was changed")
    return f"“{module}”: {words}." if module else f"{PLAN_WORDS['branch'].capitalize()}."
