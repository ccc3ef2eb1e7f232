"""Safety column: a person's own safety plan (after Stanley & Brown 2012: six steps, own wording)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(min_length=1, max_length=500)]
Lines = Annotated[list[Line], Field(max_length=12)]


class Contact(BaseModel):
    """Somebody to turn to."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    name: str = Field(min_length=1, max_length=200)
    phone: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=300)


Contacts = Annotated[list[Contact], Field(max_length=12)]


class SafetyPlan(BaseModel):
    """Used in order; in danger, straight to `professionals`. Every part may be empty: a plan grows."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    warning_signs: Lines = Field(default=[], description="1: thoughts, images, moods, situations that come before")
    coping_alone: Lines = Field(default=[], description="2: what I can do by myself to take my mind off it")
    company_and_places: Contacts = Field(default=[], description="3: people and places that distract")
    people_to_ask: Contacts = Field(default=[], description="4: people I can ask for help")
    professionals: Contacts = Field(default=[], description="5: clinicians and services I can call")
    safer_surroundings: Lines = Field(default=[], description="6: keeping my distance from means, who helps, by when")
    reasons_to_live: Lines = Field(default=[])
