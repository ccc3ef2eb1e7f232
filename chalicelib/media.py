"""Sounds as a browser asks for them, whole or in parts; an address always means the same sound, so it may be kept."""

from __future__ import annotations

import re

from chalice.app import Response

#: Only this person's device may keep it: some sounds are of lines that were fitted to them.
KEPT = "private, max-age=31536000, immutable"


def served(sound: bytes, kind: str, sha256: str, wanted: str = "") -> Response:
    """The answer to a request for a sound; `wanted`: its Range header (RFC 9110, 14), one part at a time.

    Safari plays nothing that cannot be asked for in parts.
    """
    headers: dict[str, str | list[str]] = {
        "Content-Type": kind,
        "Cache-Control": KEPT,
        "ETag": f'"{sha256}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    found = re.fullmatch(r"bytes=(\d{1,9})-(\d{0,9})", wanted)
    if not found:
        return Response(body=sound, status_code=200, headers=headers)
    first, last = int(found[1]), min(int(found[2] or len(sound) - 1), len(sound) - 1)
    if first > last:
        headers |= {"Content-Range": f"bytes */{len(sound)}"}
        return Response(body=b"", status_code=416, headers=headers)
    headers |= {"Content-Range": f"bytes {first}-{last}/{len(sound)}"}
    return Response(body=sound[first : last + 1], status_code=206, headers=headers)
