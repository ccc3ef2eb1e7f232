"""A persona uses a practice that is prescribed: on the page or with a headset."""

from __future__ import annotations

from collections.abc import Callable

from ...domain.practice_run import PracticeRun, Ratings
from ...usecases.practice import Offer, practices, record_run
from .persona import Persona
from .story import Story
from .world import PATIENT, World

_WELL = Ratings(calm=6, nausea=0, unreality=0)
_SICK = Ratings(calm=2, nausea=6, unreality=1)


def practise(world: World, persona: Persona, story: Story, spend: Callable[[float], None]) -> None:
    """Use the prescribed practice that was used least, if there is one."""
    offers = practices(world.deps, PATIENT)
    story.vr = "" if offers.vr.allowed else offers.vr.reason
    if not offers.offers:
        return
    offer = min(offers.offers, key=lambda one: one.practised.times if one.practised else 0)
    on_headset = persona.headset and offers.vr.allowed and offer.score.length_seconds <= offers.vr.longest_seconds
    runs = sum(used.times for used in offers.course.practised.values()) + 1
    seconds = offer.score.length_seconds
    unwell = runs == persona.unwell_at_run
    began = world.clock.now
    spend(seconds / 60)
    record_run(world.deps, PATIENT, _run(offer, on_headset, unwell, began, world.clock.now))


def _run(offer: Offer, on_headset: bool, unwell: bool, began: object, ended: object) -> PracticeRun:
    return PracticeRun.model_validate(
        {
            "practice_id": offer.score.id,
            "version": offer.version,
            "device": "vr" if on_headset else "flat",
            "started_at": began,
            "ended_at": ended,
            "played_seconds": offer.score.length_seconds,
            "completed_share": 1.0,
            "before": _WELL,
            "after": _SICK if unwell else _WELL,
            "stop_reason": "nausea" if unwell else "finished",
        }
    )
