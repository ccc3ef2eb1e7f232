"""How somebody wants a session to look and feel, remembered on this computer from one to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vr_client import remembering

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
    """As last set."""
    return remembering.remembered(OwnSettings, home / FILE)


def chosen(home: Path, **wanted: object) -> OwnSettings:
    """As last set, with what is wanted now; remembered. Raises ValueError for what is none."""
    return remembering.chosen(OwnSettings, home / FILE, wanted)
