"""How somebody wants to hear a practice, remembered on this computer from one session to the next."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vr_client.levels import Follow, Levels, Wanted
from vr_client.runs import write_whole

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
    """As last set; what cannot be read counts as never set."""
    try:
        return SoundSettings.model_validate_json((home / FILE).read_bytes())
    except (OSError, ValidationError):
        return SoundSettings()


def chosen(home: Path, **wanted: object) -> SoundSettings:
    """What was remembered with what is wanted now (None: as before), remembered for the next time.

    A disk that is full does no harm: the settings hold for this session. Raises ValueError for what is none.
    """
    changes = {name: value for name, value in wanted.items() if value is not None}
    before = remembered(home)
    settings = SoundSettings.model_validate({**before.model_dump(), **changes})
    if settings != before:
        try:
            write_whole(home / FILE, settings.model_dump_json().encode())
        except OSError:
            return settings
    return settings
