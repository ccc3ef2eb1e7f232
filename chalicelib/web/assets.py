"""Static files, served by the app itself: their address changes with their content, so they may be kept for ever."""

from __future__ import annotations

from pathlib import PurePath

from chalice.app import Response

from ..routing import Routes
from .render import KINDS, STATIC, static_names

routes = Routes()


@routes.route("GET", "/static/{name}")
def get_static(name: str) -> Response:
    """A file by its hashed name. An older page may still ask for an older hash: it gets the present file, unkept."""
    headers: dict[str, str | list[str]] = {"X-Content-Type-Options": "nosniff"}
    for plain, hashed in static_names().items():
        asked, own = PurePath(name), PurePath(plain)
        if name == hashed or (asked.suffix == own.suffix and asked.stem.split(".")[0] == own.stem):
            kept = "public, max-age=31536000, immutable" if name == hashed else "no-store"
            sent = {**headers, "Content-Type": KINDS[own.suffix], "Cache-Control": kept}
            return Response(body=(STATIC / plain).read_text(), headers=sent)
    return Response(body="", status_code=404, headers={**headers, "Content-Type": "text/plain"})
