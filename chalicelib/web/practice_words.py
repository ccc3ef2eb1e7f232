"""The record of a practice in words, for the therapist's timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ENDED = {
    "finished": "to the end",
    "button": "stopped earlier",
    "left": "left the page",
    "nausea": "stopped because of nausea",
    "unreality": "stopped because things felt unreal",
    "distress": "stopped because of fright or bad memories",
    "seizure-signs": "twitching, lost awareness or changed sight",
    "tracking": "stopped: the headset lost its place",
    "device": "stopped: the device failed",
}
_DEVICES = {"flat": "On the page", "vr": "On a headset"}


def run_facts(data: Mapping[str, Any]) -> list[str]:
    """What a run's record says, a sentence each; a rating that was not given is left out."""
    how = f"{_DEVICES[data['device']]}: {ENDED[data['stop_reason']]}"
    share = data.get("completed_share")
    facts = [f"{how}, {share:.0%} of it." if share is not None else f"{how}."]
    facts += [
        f"{name.capitalize()}: {words}." for name in ("calm", "nausea", "unreality") if (words := _both(data, name))
    ]
    if pace := (data.get("breath") or {}).get("guide_per_minute"):
        facts.append(f"Breathing light at {pace:g} a minute.")
    if measured := (data.get("breath") or {}).get("measured_per_minute"):
        facts.append(f"Breath measured at {measured:g} a minute.")
    if pulse := data.get("pulse"):
        facts.append(f"Pulse {pulse['mean_per_minute']:.0f} a minute on average.")
    if data.get("frames"):
        facts.append(f"{data.get('missed_frames', 0)} of {data['frames']} frames missed.")
    return facts


def _both(data: Mapping[str, Any], name: str) -> str:
    parts = [
        f"{data[when][name]} of 10 {when}"
        for when in ("before", "after")
        if (data.get(when) or {}).get(name) is not None
    ]
    return ", ".join(parts)
