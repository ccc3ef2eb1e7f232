"""The sound of a spoken line, for headsets and other clients; a practice's score says which there are."""

from __future__ import annotations

from chalice.app import Response

from ..media import served
from ..routing import Routes
from ..usecases.narration import sound_for
from .http import Call, operation

routes = Routes()


@operation(
    routes,
    "GET",
    "/v1/sounds/{sound_id}",
    roles={"patient"},
    response=None,
    headset=True,
    media="audio/mpeg",
)
def get_sound(call: Call[None, None], sound_id: str) -> Response:
    """One spoken line as MP3; of a fitted line only one's own. Send `Accept: audio/mpeg`"""
    clip, sound = sound_for(call.deps, call.caller, sound_id)
    return served(sound, clip.media_type, clip.sha256)
