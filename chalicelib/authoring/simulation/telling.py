"""Puts a story together from what the use cases wrote: the timeline, the flags, the course as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.answers import texts
from ...domain.course import Course, finished
from ...domain.programme import Release
from ...usecases.course import load_course
from ...usecases.ports import Entry
from .story import Event, Story
from .world import PATIENT, World


def tell(world: World, story: Story, typed: list[tuple[str, str]]) -> None:
    """Add the timeline's events in order, and what came of every word that was sent."""
    course, release = load_course(world.deps, PATIENT)
    entries = list(_timeline(world))
    for entry in entries:
        event = _event(world, entry)
        if event:
            story.events.append(event)
    story.events += _modules(course, release, entries)
    story.events.sort(key=lambda event: event.at)
    story.promised = len(world.queue.sent)
    kept = {(e.data.get("step_id"), text) for e in entries for text in texts(e.data.get("answers", {}))}
    story.words_lost = len(set(typed) - kept)


def _timeline(world: World) -> Iterator[Entry]:
    after: str | None = None
    while True:
        page, after = world.deps.courses.entries(PATIENT.sub, limit=500, after=after)
        yield from page
        if after is None:
            return


def _event(world: World, entry: Entry) -> Event | None:
    data = entry.data
    match entry.kind:
        case "answer":
            return Event(entry.at, "step", data["step_id"])
        case "set-aside":
            return Event(entry.at, "set-aside", data["step_id"])
        case "response":
            return Event(entry.at, "response", data["measure_id"], {"total": data["total"], "band": data["band"]})
        case "screen":
            return Event(entry.at, "screen", f"{data['screen_id']}: {data['result']}")
        case "practice-run":
            return Event(entry.at, "practice", f"{data['practice_id']} ({data['device']})")
        case "flag":
            told = {"flag": data.get("flag_id", entry.id), "rule": data["rule"], "level": data["level"]}
            rose = f" (was {data['was']})" if "was" in data else ""
            return Event(entry.at, "raised", f"{data['rule']} {data['level']}{rose}", told)
        case "review" if data["action"] == "resolve":
            flag = world.deps.reviews.flag(data["flag_id"])
            what = f"{flag.rule if flag else ''} {data['level']}"
            return Event(entry.at, "closed", what, {"flag": data["flag_id"]})
        case "plan":
            told = {"action": data["action"], "module": data["module_id"]}
            return Event(entry.at, "plan", f"{data['action']} {data['module_id']}", told)
    return None


def _modules(course: Course, release: Release, entries: list[Entry]) -> Iterator[Event]:
    """When each module was begun, and when the last of its core steps was done for the first time."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind == "answer":
            first.setdefault(entry.data["step_id"], entry)
    for module in release.modules:
        if module.id in course.opened:
            yield Event(course.opened[module.id], "opened", module.id, {"kind": module.kind, "title": module.title})
            if finished(course, module) and not course.skipped(module.id):
                at = max((first[s.id].at for s in module.steps if s.core), default=course.opened[module.id])
                yield Event(at, "finished", module.id)
