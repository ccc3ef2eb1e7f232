"""An invented person with one of everything that can be kept about somebody, and every word of theirs marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.adaptation import Adaptation
from chalicelib.store.adaptation import Adaptations
from chalicelib.usecases.ports import Entry, Fitted, FittedPassage

SUB = "11111111-2222-4333-8444-555555555555"
RUN = {
    "practice_id": "breathing",
    "device": "vr",
    "stop_reason": "finished",
    "started_at": "2026-03-02T08:00:00Z",
    "ended_at": "2026-03-02T08:02:00Z",
    "played_seconds": 118.5,
    "completed_share": 1,
    "before": {"calm": 3, "nausea": 0, "unreality": 0},
    "after": {"calm": 6, "nausea": 0, "unreality": 0},
    "pulse": {"mean_per_minute": 64, "lowest_per_minute": 58, "highest_per_minute": 71},
}


@dataclass
class Marks:
    """Words that are like no others, and where each was put."""

    given: dict[str, str] = field(default_factory=dict)

    def __call__(self, place: str) -> str:
        self.given[place] = f"mark{len(self.given)}xq “{place}” <b>ñ🌿"
        return self.given[place]

    @property
    def words(self) -> dict[str, str]:
        """Place → the part that survives any escaping."""
        return {place: mark.split(" ")[0] for place, mark in self.given.items()}


def plan(mark: Marks) -> dict[str, Any]:
    def contact(part: str) -> list[dict[str, str]]:
        return [{name: mark(f"safety plan, {part}, {name}") for name in ("name", "phone", "note")}]

    lines = ("warning_signs", "coping_alone", "safer_surroundings", "reasons_to_live")
    people = ("company_and_places", "people_to_ask", "professionals")
    return {part: [mark(f"safety plan, {part}")] for part in lines} | {part: contact(part) for part in people}


def sheet(mark: Marks, where: str) -> dict[str, Any]:
    return {
        "situation": mark(f"{where}, long text"),
        "name": mark(f"{where}, short text"),
        "count": 3,
        "rating": 40,
        "place": "home",
        "places": ["home", "out"],
        "day": "2026-03-01",
        "hour": "09:30",
        "thoughts": [mark(f"{where}, first of a list"), mark(f"{where}, second of a list")],
        "agree": False,
        "emotions": [{"word": mark(f"{where}, cell of a table"), "strength": 70}],
    }


def live(api: Any, sub: str = SUB, therapist: str = "therapist-1") -> Marks:
    """Everything a person can do, done by `sub`; returns the marks of what they wrote."""
    mark, world = Marks(), api.world
    world.enrol(sub, therapist=therapist, name=f"Invented {sub[:4]}")
    me = api.as_(sub)
    done = [
        me.put("/v1/consent", {"consent": {"ai": True}, "version": 0}),
        me.post("/v1/steps/hello/complete", {"version": 0}),
        me.post("/v1/steps/sheet/complete", {"version": 0, "answers": sheet(mark, "worksheet")}, Idempotency_Key="k"),
        me.post("/v1/moods", {"rating": 4, "note": mark("note of a mood")}),
        me.post("/v1/measures/phq-9/responses", {"items": dict.fromkeys(map(str, range(1, 10)), 1)}),
        me.post("/v1/measures/who-5/responses", {"items": {**dict.fromkeys("1234", 2), "5": None}}),
        me.post("/v1/practice-runs", RUN),
        me.put("/v1/safety/plan", {"plan": plan(mark)}),
    ]
    answered = api.as_(therapist, "therapist").post(f"/v1/patients/{sub}/messages", {"text": mark("message, answered")})
    done += [me.post("/v1/messages", {"text": mark("message")}), answered]
    assert {answer.status_code for answer in done} <= {200, 201}
    late = me.post("/v1/steps/sheet/complete", {"version": 0, "answers": sheet(mark, "second device")})
    assert late.status_code == 409
    flagged = {"answers": {"situation": "I want to kill myself " + mark("draft with a flag")}}
    calmer = {"answers": {**sheet(mark, "draft"), "older-field": mark("draft, no field")}, "version": 1}
    assert [me.put("/v1/steps/sheet/draft", draft).status_code for draft in (flagged, calmer)] == [200, 200]
    refused = me.post("/v1/moods", {"rating": 4, "note": "I want to kill myself " * 200 + mark("refused note")})
    assert refused.status_code == 422
    fitted(world, sub, therapist)
    return mark


def fitted(world: Any, sub: str, therapist: str) -> None:
    """What a model wrote: one text that was shown, one that a check refused; and a promise that is still open."""
    at = world.clock()
    for status, text in (("accepted", f"FITTED-SHOWN-{sub[:4]}"), ("refused", f"FITTED-REFUSED-{sub[:4]}")):
        made = Adaptation(
            id=f"{status}-{sub[:4]}",
            patient_id=sub,
            therapist_id=therapist,
            step_id="look-back",
            passage_id="fit",
            step_version="0",
            passage_version="0",
            prompt_version="1",
            model="invented",
            checks_version="1",
            text=text,
            author_text="The author's text.",
            status=status,
            attempt=1,
            at=at,
        )
        data = {"adaptation_id": made.id, "status": status, "step_id": "look-back", "passage_id": "fit"}
        entry = Entry(id=made.id, patient_id=sub, at=at, kind="adaptation", data=data)
        passage = FittedPassage(passage_id="fit", text=text, adaptation_id=made.id, step_version="0")
        shown = Fitted(step_id="look-back", passages={"fit": passage}) if status == "accepted" else None
        Adaptations(world.table).record(made, entry, shown)


def items_with(table: Any, *words: str) -> list[str]:
    """Keys of the items of the whole table that hold one of these words anywhere; a scan, as only a test may."""
    pages = table._client.get_paginator("scan").paginate(TableName=table.name)
    return [
        f"{item['pk']['S']} / {item['sk']['S']}"
        for page in pages
        for item in page["Items"]
        if any(word in repr(item) for word in words)
    ]


__all__ = ["RUN", "SUB", "Marks", "items_with", "live"]
