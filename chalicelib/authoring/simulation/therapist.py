"""What the persona's therapist does: closes flags after some days, and decides about the plan."""

from __future__ import annotations

from ...usecases.course import load_course
from ...usecases.plan import ChangePlan, change_plan
from ...usecases.review import ActOnFlag, act_on_flag, list_flags
from .persona import Persona
from .world import PATIENT, THERAPIST, World

_WORDS = "Talked on the phone; we looked at the plan together. (Invented.)"


def work(world: World, persona: Persona, day: int) -> None:
    """One working day: flags whose time has come are acknowledged and closed, decisions are made."""
    now = world.clock.now
    for view in list_flags(world.deps, THERAPIST).flags:
        if (now - view.flag.raised_at).days >= persona.care.days(view.flag.level):
            _close(world, view.flag.id)
    _, release = load_course(world.deps, PATIENT)
    for decision in persona.care.decisions:
        if decision.day == day and any(m.id == decision.module for m in release.modules):
            command = ChangePlan(decision.module, decision.action, decision.reason)
            change_plan(world.deps, THERAPIST, PATIENT.sub, command)


def close_everything(world: World) -> None:
    """Close every open flag, after contact."""
    while flags := list_flags(world.deps, THERAPIST).flags:
        for view in flags:
            _close(world, view.flag.id)


def _close(world: World, flag_id: str) -> None:
    act_on_flag(world.deps, THERAPIST, flag_id, ActOnFlag("acknowledge"))
    act_on_flag(world.deps, THERAPIST, flag_id, ActOnFlag("resolve", _WORDS, contact_confirmed=True))
