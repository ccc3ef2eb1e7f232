"""Earlier entries as a journal, newest first, with a search in one's own words that stays out of addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalice.app import Response

from ..domain.answers import texts
from ..domain.content import WorksheetField
from ..domain.measures import NOT_APPLICABLE
from ..domain.programme import Release
from ..domain.sentence import Sentence
from ..domain.written import when_written
from ..observability import log_unexpected
from ..routing import Routes
from ..usecases.errors import Invalid
from ..usecases.journal import Journal, journal
from ..usecases.ports import Deps, Entry
from .page import PATIENT, page
from .speech import speaker
from .visit import Visit
from .worksheet import Said, said

routes = Routes()
PAGE = 20
KINDS = {
    "answer": Sentence("Finished"),
    "set-aside": Sentence("Written on a second device, kept beside"),
    "unsent": Sentence("Written, but not finished"),
    "response": Sentence("Questions answered"),
    "screen": Sentence("Questions answered"),
    "mood": Sentence("Mood"),
    "message": Sentence("Message"),
    "practice-run": Sentence("Practised"),
    "safety-plan": Sentence("Safety plan saved"),
    "consent": Sentence("Choices saved"),
    "feedback": Sentence("What you said of a fitted passage"),
    "enrolled": Sentence("Joined the programme"),
    "plan": Sentence("Your therapist changed your way"),
    "left": Sentence("Left the programme"),
    "returned": Sentence("Came back to the programme"),
}
#: What a questionnaire is about, in a word of everyday. Others go by their own title.
ABOUT: dict[str, str] = {
    "phq-9": Sentence("Low mood"),
    "gad-7": Sentence("Worry"),
    "phq-4": Sentence("Low mood and worry"),
    "who-5": Sentence("Wellbeing"),
    "isi": Sentence("Trouble sleeping"),
    "pss-10": Sentence("Stress"),
    "wsas": Sentence("Getting on with daily life"),
    "mini-spin": Sentence("Shyness and fear of people"),
    "reqol-10": Sentence("Quality of life"),
    "core-10": Sentence("Distress"),
}
FEEDBACK = {"useful": Sentence("Useful"), "not-for-me": Sentence("Not for me")}
NOT_SAID = Sentence("rather not say")
CANNOT = Sentence("This entry cannot be shown here; it is kept.")


@dataclass(frozen=True)
class Told:
    """One entry. `kind` is our word for it, `title` the author's or a sentence of ours; `said` the person's.

    `at` is when it was written; `arrived_at`, where a device kept it until there was network.
    """

    id: str
    at: datetime
    kind: str
    title: str = ""
    said: list[Said] = field(default_factory=list)
    link: str = ""
    arrived_at: datetime | None = None


def told(deps: Deps, entries: Sequence[Entry], release: Release, say: Callable[[str], str]) -> list[Told]:
    return [_told(deps, entry, release, say) for entry in entries if entry.kind in KINDS]


def _told(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> Told:
    kind, words = KINDS[entry.kind], _WORDS.get(entry.kind, _nothing)
    written = when_written(entry.at, entry.data)
    arrived = entry.at if written < entry.at else None
    try:
        return Told(entry.id, written, kind, **words(deps, entry, release, say), arrived_at=arrived)
    except Exception as error:  # one entry that cannot be told must not hide the others
        log_unexpected(error)
        return Told(entry.id, written, kind, CANNOT, _as_it_stands(entry), arrived_at=arrived)


def _nothing(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    return {}


def _sheet(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    data = entry.data
    outline = release.step(data["step_id"])
    version = data.get("content_version") or (outline.version if outline else "")
    step = deps.content.step(version)
    link = f"steps/{outline.id}" if outline else ""
    return {"title": step.title, "said": said(step.fields, data["answers"], say), "link": link}


def _as_it_stands(entry: Entry) -> list[Said]:
    """All words of an entry without what was asked: they may have any shape, or nobody knows any more."""
    ours = ("_id", "_version", "written_at")
    words = {name: value for name, value in entry.data.items() if not name.endswith(ours)}
    lines = [text for text in texts(words) if text.strip()]
    return [Said("", lines)] if lines else []


def _unsent(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    outline = release.step(str(entry.data.get("step_id", "")))
    return {"title": outline.title if outline else "", "said": _as_it_stands(entry)}


def _measure(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    form = deps.content.measure(entry.data["content_version"])
    given: Mapping[str, Any] = entry.data["items"]
    lines = []
    for item in form.asked:
        if item.id in given:
            labels: dict[Any, str] = {option.value: option.label for option in form.options_of(item)}
            labels[NOT_APPLICABLE] = say(Sentence("does not apply to me"))
            lines.append(Said(item.text, [labels.get(given[item.id]) or say(NOT_SAID)]))
    return {"title": ABOUT.get(form.id, form.title), "said": lines}


def _screen(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    form = deps.content.screen(entry.data["content_version"])
    lines = []
    for question in form.all_questions():
        if question.id in entry.data["answers"]:
            labels = {choice.id: choice.label for choice in question.answers}
            lines.append(Said(question.text, [labels.get(entry.data["answers"][question.id]) or say(NOT_SAID)]))
    return {"title": form.title, "said": lines}


def _mood(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    note = str(entry.data.get("note") or "")
    title = Sentence("{rating} of 10", rating=entry.data["rating"])
    return {"title": title, "said": [Said("", [note])] if note.strip() else []}


def _message(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    own = entry.data["sender"] == "patient"
    title = Sentence("You wrote to your therapist") if own else Sentence("Your therapist wrote to you")
    return {"title": title, "said": [Said("", [entry.data["text"]])], "link": "messages"}


def _run(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    practice = deps.content.practice(entry.data["content_version"])
    calm = [(entry.data.get(when) or {}).get("calm") for when in ("before", "after")]
    words = Sentence("Calm: {before} of 10 before, {after} of 10 after", before=calm[0], after=calm[1])
    lines = [Said("", [say(words)])] if None not in calm else []
    return {"title": practice.title, "said": lines, "link": f"practices/{practice.id}"}


def _feedback(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    return {"title": FEEDBACK[entry.data["feedback"]], "link": f"fitted/{entry.data['adaptation_id']}"}


def _plan(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    module = next((m.title for m in release.modules if m.id == entry.data.get("module_id")), "")
    return {"title": module}


def _safety(deps: Deps, entry: Entry, release: Release, say: Callable[[str], str]) -> dict[str, Any]:
    return {"link": "safety"}


_WORDS: dict[str, Callable[[Deps, Entry, Release, Callable[[str], str]], dict[str, Any]]] = {
    "answer": _sheet,
    "set-aside": _sheet,
    "unsent": _unsent,
    "response": _measure,
    "screen": _screen,
    "mood": _mood,
    "message": _message,
    "practice-run": _run,
    "feedback": _feedback,
    "plan": _plan,
    "safety-plan": _safety,
}


def fields_of(deps: Deps, release: Release, step_id: str) -> tuple[str, Sequence[WorksheetField]]:
    """Title and fields of a step as it is now; its id and none when it is gone."""
    outline = release.step(step_id)
    return (outline.title, deps.content.step(outline.version).fields) if outline else (step_id, ())


@page(routes, "GET", "/journal", PATIENT)
def get_journal(visit: Visit) -> Response:
    cursor = visit.query.one("cursor") or None
    return _shown(visit, journal(visit.deps, visit.caller, limit=PAGE, cursor=cursor), later=bool(cursor))


@page(routes, "POST", "/journal", PATIENT, keeps_words=True)
def post_journal(visit: Visit) -> Response:
    """A search is a form that is sent, so that no word of it stands in an address or a log."""
    wanted, cursor = visit.form.one("words"), visit.form.one("cursor") or None
    try:
        found = journal(visit.deps, visit.caller, wanted, limit=PAGE, cursor=cursor)
    except Invalid as error:
        if error.problems[0][0] != "words":
            raise
        found = journal(visit.deps, visit.caller, limit=PAGE)
        problem = ("words", Sentence("Look for words"), Sentence("please shorten what you are looking for"))
        return _shown(visit, found, 422, wanted=wanted, problems=[problem])
    return _shown(visit, found, wanted=wanted, later=bool(cursor))


def _shown(
    visit: Visit,
    found: Journal,
    status: int = 200,
    *,
    wanted: str = "",
    later: bool = False,
    problems: Sequence[tuple[str, str, str]] = (),
) -> Response:
    say = speaker(found.course.language).say
    return visit.show(
        "journal.html",
        status,
        speaks=found.course.language,
        course=found.course,
        entries=told(visit.deps, found.entries, found.release, say),
        cursor=found.cursor,
        wanted=wanted,
        later=later,
        problems=list(problems),
    )
