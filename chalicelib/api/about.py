"""What anyone may read: health and the OpenAPI document."""

from __future__ import annotations

import os
from typing import Any

from chalice.app import Response

from ..routing import Routes
from .http import OPERATIONS, Operation, Told, answer
from .openapi import VERSION, document

routes = Routes()


class HealthResponse(Told):
    version: str
    stage: str


OPERATIONS.append(
    Operation(
        "GET", "/v1/health", "Version and stage", frozenset(), HealthResponse, None, None, 200, False, "get_health"
    )
)


@routes.route("GET", "/v1/health")
def get_health() -> Response:
    """Version and stage, nothing else."""
    return answer(HealthResponse(version=VERSION, stage=os.environ.get("STILLPATH_STAGE", "local")))


@routes.route("GET", "/v1/openapi.json")
def get_openapi() -> dict[str, Any]:
    """The document of this API."""
    return document()
