"""Settings that this computer remembers from one session to the next: a small file for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from vr_client.runs import write_whole

T = TypeVar("T", bound=BaseModel)


def remembered(kind: type[T], place: Path) -> T:
    """As last set; what cannot be read counts as never set."""
    try:
        return kind.model_validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return kind()


def chosen(kind: type[T], place: Path, wanted: dict[str, object]) -> T:
    """What was remembered with what is wanted now (None: as before), remembered for the next time.

    A disk that is full does no harm: the settings hold for this session. Raises ValueError for what is none.
    """
    changes = {name: value for name, value in wanted.items() if value is not None}
    before = remembered(kind, place)
    settings = kind.model_validate({**before.model_dump(), **changes})
    if settings != before:
        try:
            write_whole(place, settings.model_dump_json().encode())
        except OSError:
            return settings
    return settings
