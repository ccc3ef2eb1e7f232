"""How somebody wants to hear a practice, remembered on this computer from one session to the next."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from vr_client import remembering
from vr_client.levels import Follow, Levels, Wanted

FILE = "sound.json"


class SoundSettings(BaseModel):
    """Volumes from 0 to 1. `follow` is off until the person wants it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    sound: Wanted = "on"
    voice: float = Field(default=1.0, ge=0, le=1)
    place: float = Field(default=1.0, ge=0, le=1)
    follow: Follow = "off"

    def levels(self) -> Levels:
        return Levels(self.sound, self.voice, self.place, self.follow)


def remembered(home: Path) -> SoundSettings:
    """As last set."""
    return remembering.remembered(SoundSettings, home / FILE)


def chosen(home: Path, **wanted: object) -> SoundSettings:
    """As last set, with what is wanted now; remembered. Raises ValueError for what is none."""
    return remembering.chosen(SoundSettings, home / FILE, wanted)
