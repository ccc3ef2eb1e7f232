"""Account column: moods, practices, consent, the safety plan and the programme, as FHIR R4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .fhir import OWN, Json, concept, observation, quantity, resource, text
from .safety_plan import SafetyPlan

_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
PURPOSES = {
    "ai": "A language model may fit marked passages",
    "vr": "Sessions on a headset",
    "reminders": "Reminders",
    "research": "Research may learn from scores and dates",
}
PARTS = {
    "warning_signs": "Signs that a hard time is coming",
    "coping_alone": "What I can do by myself",
    "company_and_places": "People and places that take me out of it",
    "people_to_ask": "People I can ask for help",
    "professionals": "Professionals I can call",
    "safer_surroundings": "Making my surroundings safer",
    "reasons_to_live": "What I want to be here for",
}
#: Status of a module → of an activity of a care plan.
ACTIVITY = {"done": "completed", "open": "in-progress", "locked": "not-started", "skipped": "cancelled"}


def mood(entry_id: str, about: str, at: datetime, data: Mapping[str, Any]) -> Json:
    note = {"note": [{"text": text(data["note"])}]} if data.get("note") else {}
    code = concept("mood", "How it is now, from 0 (worst) to 10 (best)")
    return observation(entry_id, about, "mood", code, at, valueInteger=data["rating"], **note)


def feedback(entry_id: str, about: str, at: datetime, data: Mapping[str, Any]) -> Json:
    """Whether a passage that a model fitted to them was of use."""
    code = concept("passage-feedback", f"Passage of {data['step_id']}, fitted by a language model: was it of use")
    return observation(entry_id, about, "feedback", code, at, valueString=text(data["feedback"]))


def chosen(name: str, about: str, values: Mapping[str, str]) -> Json:
    """What somebody set for themselves: how they read, when they are reminded. FHIR has no resource for it."""
    told = [{"url": f"{OWN}{name}/{key}", "valueString": value} for key, value in values.items()]
    return resource("Basic", name, about, name, code=concept(name, name.capitalize()), extension=told)


def practice_run(entry_id: str, about: str, at: datetime, data: Mapping[str, Any], title: str) -> Json:
    """One use of a practice: when, how far, the ratings before and after, why it ended."""
    parts = [
        _part("device", "Device", valueString=data["device"]),
        _part("ended", "Why it ended", valueString=data["stop_reason"]),
    ]
    for when in ("before", "after"):
        for name, value in (data.get(when) or {}).items():
            parts.append(_part(f"{name}-{when}", f"{name} {when}, from 0 to 10", valueInteger=value))
    if data.get("played_seconds") is not None:
        parts.append(_part("played", "Played", valueQuantity=quantity(data["played_seconds"], "seconds", "s")))
    if data.get("completed_share") is not None:
        share = quantity(round(100 * data["completed_share"], 1), "%", "%")
        parts.append(_part("completed", "How much of it", valueQuantity=share))
    for kind, unit in (("breath", "breaths/min"), ("pulse", "beats/min")):
        for name, value in (data.get(kind) or {}).items():
            if name.endswith("per_minute") and value is not None:
                parts.append(
                    _part(
                        f"{kind}-{name.replace('_', '-')}",
                        f"{kind}: {name.replace('_', ' ')}",
                        valueQuantity=quantity(value, unit, "/min"),
                    )
                )
    period = {"effectivePeriod": {"start": data["started_at"], "end": data["ended_at"]}}
    code = concept(f"practice-{data['practice_id']}", f"Practice: {title}")
    return observation(entry_id, about, "practice-run", code, at, **period, component=parts)


def _part(name: str, words: str, **value: Any) -> Json:
    return {"code": concept(name, words), **value}


def consent(entry_id: str, about: str, at: datetime, data: Mapping[str, Any], *, holds: bool) -> list[Json]:
    """What was agreed to and what was not, each purpose on its own; `holds`: nothing was chosen since."""
    return [
        resource(
            "Consent",
            f"{entry_id}-{purpose}",
            about,
            "consent",
            status="active" if holds else "inactive",
            scope=concept("patient-privacy", "Privacy Consent", _SCOPE),
            category=[concept(purpose, words)],
            dateTime=at.isoformat(),
            policyRule={"text": text(f"Wording {data.get('wording', '')}")},
            provision={"type": "permit" if data.get(purpose) else "deny"},
        )
        for purpose, words in PURPOSES.items()
    ]


def headset(about: str, data: Mapping[str, Any]) -> Json:
    """A headset that the person connected, under the name they gave it."""
    members: Json = {"status": "inactive" if data.get("revoked_at") else "active"}
    if data.get("name"):
        members["deviceName"] = [{"name": text(data["name"]), "type": "user-friendly-name"}]
    made = resource("Device", str(data["id"]), about, "device", **members)
    return made | {"patient": made.pop("subject")}


def safety_plan(about: str, plan: SafetyPlan, written_at: str) -> Json:
    """The person's own safety plan: every line and every contact is an activity of it."""
    told = plan.model_dump()
    activities = []
    for part, title in PARTS.items():
        for line in told[part]:
            words = line if isinstance(line, str) else ", ".join(value for value in line.values() if value)
            detail = {"code": {"text": title}, "status": "unknown", "description": text(words)}
            activities.append({"detail": detail})
    return _plan("safety-plan", about, "Safety plan", created=written_at, activity=activities)


def programme(about: str, title: str, began_at: datetime, modules: Sequence[tuple[str, str, str]]) -> Json:
    """The way through the programme. `modules`: (id, title, status of `ACTIVITY`)."""
    activities = [
        {"detail": {"code": concept(one, words), "status": ACTIVITY[status]}} for one, words, status in modules
    ]
    return _plan("programme", about, title, period={"start": began_at.isoformat()}, activity=activities)


def _plan(resource_id: str, about: str, title: str, **members: Any) -> Json:
    told = {name: value for name, value in members.items() if value}
    shape = {"status": "active", "intent": "plan", "title": text(title)}
    return resource("CarePlan", resource_id, about, resource_id, **shape, **told)
