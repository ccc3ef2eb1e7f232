"""Where this deployment lies, as a request tells it: the one absolute address that sign-in and headsets need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def own_path(context: Mapping[str, Any], parameters: Mapping[str, str] | None) -> str:
    """The page's own path below the root, with a leading slash: `/steps/my-cycle`."""
    path = str(context["resourcePath"])
    for name, value in (parameters or {}).items():
        path = path.replace("{" + name + "}", value)
    return path


def stage_path(context: Mapping[str, Any], parameters: Mapping[str, str] | None) -> str:
    """What stands before the page's own path as API Gateway sees it: `/api` for a stage, nothing on a bare domain."""
    whole, own = str(context.get("path") or ""), own_path(context, parameters)
    return whole.removesuffix(own).rstrip("/")


def is_local(host: str) -> bool:
    """Whether a Host header names this machine."""
    name = urlsplit(f"//{host}").hostname or ""
    return name in ("localhost", "127.0.0.1", "::1") or name.endswith(".localhost")


def base_url(request: Any, callback: str = "") -> str:
    """The absolute address of the root, with a slash at the end; only for the hosted sign-in, which has to know it.

    `callback` (WEB_CALLBACK_URL) decides where a deployment sets it. A wrong Host header gains nothing: the user pool
    sends people back to registered addresses only.
    """
    if callback:
        return callback.rsplit("/", 1)[0] + "/"
    host = str(request.headers.get("host") or "localhost")
    prefix = stage_path(request.context, request.uri_params)
    api_id = str(request.context.get("apiId") or "")
    if api_id and is_local(host) and not host.startswith(api_id):
        prefix = f"/_aws/execute-api/{api_id}{prefix}"  # the local gateway, reached by path
    forwarded = str(request.headers.get("x-forwarded-proto") or "").split(",")[0].strip()
    scheme = forwarded if forwarded in ("http", "https") else "http" if is_local(host) else "https"
    return f"{scheme}://{host}{prefix}/"
