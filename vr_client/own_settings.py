"""How somebody wants a session to look and feel, remembered on this computer from one to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vr_client.runs import write_whole

FILE = "comfort.json"


class OwnSettings(BaseModel):
    """Breath and pulse are measured only for who has chosen it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    brightness: float = Field(default=1.0, ge=0.4, le=1.4)
    contrast: float = Field(default=1.0, ge=0.7, le=1.2)
    movement: float = Field(default=1.0, ge=0, le=1, description="of grass, leaves and water")
    lying: bool = Field(default=False, description="words and light are overhead")
    touch: bool = Field(default=True, description="the hands feel the breath in")
    breath: Literal["off", "left", "right"] = Field(default="off", description="whose controller rests on the belly")
    pulse: bool = Field(default=False, description="from a heart-rate strap")
    strap: str | None = Field(default=None, description="address of one strap; null: the first that is found")

    @property
    def belly(self) -> Literal["left", "right"] | None:
        return None if self.breath == "off" else self.breath


def remembered(home: Path) -> OwnSettings:
    """As last set; what cannot be read counts as never set."""
    try:
        return OwnSettings.model_validate_json((home / FILE).read_bytes())
    except (OSError, ValidationError):
        return OwnSettings()


def chosen(home: Path, **wanted: object) -> OwnSettings:
    """What was remembered with what is wanted now (None: as before), remembered for the next time.

    A disk that is full does no harm: the settings hold for this session. Raises ValueError for what is none.
    """
    changes = {name: value for name, value in wanted.items() if value is not None}
    before = remembered(home)
    settings = OwnSettings.model_validate({**before.model_dump(), **changes})
    if settings != before:
        try:
            write_whole(home / FILE, settings.model_dump_json().encode())
        except OSError:
            return settings
    return settings
