"""The sound of a spoken line, for the page of a practice."""

from __future__ import annotations

from chalice.app import Response

from ..media import served
from ..routing import Routes
from ..usecases.narration import sound_for
from .page import PATIENT, page
from .visit import Visit

routes = Routes()


@page(routes, "GET", "/sounds/{sound_id}", PATIENT)
def get_sound(visit: Visit, sound_id: str) -> Response:
    clip, sound = sound_for(visit.deps, visit.caller, sound_id)
    return served(sound, clip.media_type, clip.sha256, str(visit.request.headers.get("range") or ""))
