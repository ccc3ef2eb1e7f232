"""A patient's timeline in words, for their therapist. What the patient wrote stays text: templates escape it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..domain.answers import texts
from ..domain.definitions import Measure
from ..domain.measures import answer_words
from ..domain.review import Flag
from ..domain.screen import Screen
from ..domain.written import DOUBTED, STATED
from ..observability import log_unexpected
from ..usecases.caseload import TimelineEntry
from ..usecases.ports import Deps, Entry
from .practice_words import run_facts
from .worksheet import Said, said

TITLES = {
    "answer": "Completed",
    "set-aside": "Written on a second device, kept beside",
    "unsent": "Written, but not sent",
    "response": "Answered",
    "screen": "Answered",
    "mood": "Mood check",
    "message": "Message",
    "flag": "Flag raised",
    "review": "Review",
    "adaptation": "Passage fitted by the model",
    "feedback": "Said of a fitted passage",
    "consent": "Choices changed",
    "plan": "Plan changed by the therapist",
    "moved": "Moved to another version of the programme",
    "safety-plan": "Safety plan written",
    "enrolled": "Joined the programme",
    "practice-run": "Practised",
    "left": "Left the programme",
    "returned": "Came back to the programme",
}
ACTS = {
    "acknowledge": "Acknowledged",
    "note": "Note",
    "escalate": "Escalated",
    "resolve": "Resolved",
}


TOLD = {
    "acknowledge": "Flag seen by the therapist",
    "note": "Note on a flag",
    "escalate": "Flag escalated",
    "resolve": "Flag closed",
}
PURPOSES = {
    "ai": "passages fitted by a model",
    "vr": "sessions on a headset",
    "reminders": "reminders",
    "research": "research",
}
STATUS = {
    "accepted": "passed every check, shown",
    "refused": "refused by a check, the author's text is shown",
    "awaiting": "waits for your approval",
    "approved": "approved",
    "edited": "edited by the therapist",
    "rejected": "rejected, the author's text is shown",
    "failed": "no usable answer, the author's text is shown",
}


@dataclass(frozen=True)
class Item:
    """One thing that happened. `said`: words of the patient; `facts`: words of ours.

    `written_at`: what a device stated that kept it until there was network; `doubted`: its clock is wrong.
    """

    at: datetime
    kind: str
    title: str
    said: list[Said] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    flag: Flag | None = None
    marked: bool = False
    written_at: datetime | None = None
    doubted: bool = False


def items(deps: Deps, entries: list[TimelineEntry], release: Any, raised: Flag | None = None) -> list[Item]:
    """Entries as they are shown; what `raised` the flag of the page is marked."""
    return [_item(deps, one, release, raised is not None and _raised(one.entry, raised)) for one in entries]


def _raised(entry: Entry, flag: Flag) -> bool:
    """Whether an entry was written in the same moment as a flag, and is about what the rule looked at."""
    looked_at = {flag.inputs.get("where"), flag.inputs.get("measure"), flag.inputs.get("screen")} - {None}
    about = {entry.data.get("step_id"), entry.data.get("measure_id"), entry.data.get("screen_id"), entry.kind} - {None}
    return entry.at == flag.raised_at and bool(looked_at & about)


def _item(deps: Deps, one: TimelineEntry, release: Any, marked: bool) -> Item:
    entry = one.entry
    title = TITLES[entry.kind]
    data = entry.data
    told: dict[str, Any] = {}
    try:
        match entry.kind:
            case "unsent":
                told = _unsent(deps, data, release)
            case "answer" | "set-aside":
                outline = release.step(data["step_id"])
                step = deps.content.step(data.get("content_version") or outline.version)
                title, told = f"{title}: {step.title}", {"said": said(step.fields, data["answers"])}
            case "response":
                measure = deps.content.measure(data["content_version"])
                title, told = f"{title} the {measure.title}", _response(measure, data)
            case "screen":
                screen = deps.content.screen(data["content_version"])
                title, told = f"{title}: {screen.title}", _screen(screen, data)
            case "mood":
                note = [Said("Note", [data["note"]])] if data.get("note") else []
                title, told = f"{title}: {data['rating']} of 10", {"said": note}
            case "message":
                title = "Message from the patient" if data["sender"] == "patient" else "Message to the patient"
                told = {"said": [Said("Words", [data["text"]])]}
            case "flag" | "review":
                title, told = (
                    _about_flag(title, data),
                    {"facts": [t for t in (data.get("reason"), data.get("text")) if t]},
                )
            case "adaptation":
                told = _adaptation(data)
            case "feedback":
                told = _feedback(data)
            case "consent":
                yes = [words for key, words in PURPOSES.items() if data.get(key)]
                told = {"facts": ["Agrees to: " + (", ".join(yes) if yes else "nothing")]}
            case "practice-run":
                practice = deps.content.practice(data["content_version"])
                title, told = f"{title}: {practice.title}", {"facts": run_facts(data)}
            case "plan":
                about = data.get("module_id") or f"order {data.get('branch') or 'of the programme'}"
                told = {"facts": [f"{about}: {data.get('action')}. {data.get('reason', '')}"]}
            case "moved":
                told = {"facts": [f"{data['reason']} (moved by {data['by']}; answers and progress are kept)"]}
    except Exception as error:  # one entry that cannot be told must not hide the others
        log_unexpected(error)
        told = {"facts": ["This entry cannot be shown here; it is kept."]}
    told |= {"written_at": _stated(data), "doubted": bool(data.get(DOUBTED))}
    return Item(at=entry.at, kind=entry.kind, title=title, flag=one.flag, marked=marked, **told)


def _stated(data: Mapping[str, Any]) -> datetime | None:
    return datetime.fromisoformat(str(data[STATED])) if STATED in data else None


def _unsent(deps: Deps, data: Mapping[str, Any], release: Any) -> dict[str, Any]:
    """Words in a draft or in refused answers, or those risk items of a refused measure that could be read.

    Such answers may have any shape, so their texts are shown as they stand, without the worksheet's labels.
    """
    if "screen_id" in data:
        version = next(one.version for one in release.screens if one.id == data["screen_id"])
        return {"said": _screen_said(deps.content.screen(version), data["answers"])}
    if "items" not in data:
        return {"said": [Said("Words", [t for t in texts({k: v for k, v in data.items() if k != "step_id"}) if t])]}
    measure = deps.content.measure(release.measures[data["measure_id"]])
    items = data["items"]
    return {"said": [Said(i.text, [answer_words(measure, i, items[i.id])]) for i in measure.items if i.id in items]}


def _response(measure: Measure, data: Mapping[str, Any]) -> dict[str, Any]:
    answers = data.get("items") or {}
    shown = [item for item in measure.asked if item in measure.items or item.id in answers]
    words = {item.id: answer_words(measure, item, answers.get(item.id)) for item in shown}
    total = data.get("total")
    band = f", {data['band']}" if data.get("band") else ""
    facts = [f"Total {total:g}{band}." if total is not None else "No total: too much was left out."]
    lines = [Said(item.text, [words[item.id]]) for item in shown]
    risk = [f"{item.text}: {words[item.id]}" for item in measure.items if item.risk]
    return {"said": lines, "facts": facts + risk}


def _screen(screen: Screen, data: Mapping[str, Any]) -> dict[str, Any]:
    result = next((one.title for one in screen.results if one.id == data.get("result")), "")
    facts = [f"Result: {data.get('result')}" + (f" (told: “{result}”)" if result else "")]
    return {"said": _screen_said(screen, data.get("answers") or {}), "facts": facts}


def _screen_said(screen: Screen, answers: Mapping[str, Any]) -> list[Said]:
    asked = [question for question in screen.all_questions() if question.id in answers]
    labels = {q.id: {choice.id: choice.label for choice in q.answers} for q in asked}
    return [Said(q.text, [labels[q.id].get(answers[q.id], "rather not say")]) for q in asked]


def _about_flag(title: str, data: Mapping[str, Any]) -> str:
    if "action" in data:
        return TOLD.get(str(data["action"]), title)
    return title


#: What a patient said of a passage that was fitted to them.
FEEDBACK = {"useful": "useful", "not-for-me": "not for me"}


def _feedback(data: Mapping[str, Any]) -> dict[str, Any]:
    where = f"{data.get('step_id', '')} / {data.get('passage_id', '')}"
    return {"facts": [f"{where}: {FEEDBACK.get(str(data.get('feedback')), '')}"]}


def _adaptation(data: Mapping[str, Any]) -> dict[str, Any]:
    """Which passage, and how it went; the texts stand in the ledger."""
    where = f"{data.get('step_id', '')} / {data.get('passage_id', '')}"
    facts = [f"{where}: {STATUS.get(str(data.get('status')), str(data.get('status')))}"]
    if data.get("failed_checks"):
        facts.append("Did not pass: " + ", ".join(map(str, data["failed_checks"])))
    return {"facts": facts}
