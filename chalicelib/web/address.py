"""Where a page lies: links relative to the page itself, and the one absolute address that sign-in needs.

A page does not know what stands before its own path (a stage, a custom domain's mapping, the local gateway's prefix),
so every link climbs to the root by the depth of the page and goes down again from there.
"""

from __future__ import annotations

import re

from ..address import base_url, is_local, own_path, stage_path

__all__ = ["base_url", "is_local", "own_path", "safe_return", "stage_path", "to_root"]
_RETURN = re.compile(r"[a-z0-9-]{1,80}(/[a-z0-9-]{1,80}){0,4}")


def to_root(resource_path: str) -> str:
    """How a page reaches the root: `/today` → nothing, `/steps/{step_id}` → `../`."""
    return "../" * (resource_path.count("/") - 1)


def safe_return(path: str) -> str:
    """A path of ours to come back to after sign-in; empty for anything else, an address elsewhere above all."""
    return path if _RETURN.fullmatch(path) else ""
