"""The OpenAPI document, made from the routes themselves, so that it is true."""

from __future__ import annotations

import functools
import re
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..routing import FORM, load_json
from ..usecases.once import KEY_PATTERN, LONGEST_KEY
from .http import OPERATIONS, PROBLEM, Operation

REF = "#/components/schemas/{model}"
VERSION = "0.1.0"


class Problem(BaseModel):
    """Problem details (RFC 9457). `errors` names the fields to mend; more members may follow, such as `safety`."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None


@functools.cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1 of everything under `v1/`."""
    load_json()
    models = {m for o in OPERATIONS for m in (o.response, o.body) if m} | {Problem}
    bodies = {o.body for o in OPERATIONS}
    wanted: list[tuple[type[BaseModel], Literal["validation", "serialization"]]] = [
        (m, "validation" if m in bodies else "serialization") for m in models
    ]
    _, schemas = models_json_schema(sorted(wanted, key=lambda pair: pair[0].__name__), ref_template=REF)
    names = {m: m.__name__ for m in models}
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, names)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Stillpath", "version": VERSION, "license": {"name": "Apache-2.0"}},
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": schemas.get("$defs", {}),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "headset": {"type": "http", "scheme": "bearer", "description": "of v1/devices/token"},
            },
        },
    }


def _operation(operation: Operation, names: dict[type[BaseModel], str]) -> dict[str, Any]:
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 128},
        }
        for name in re.findall(r"{(\w+)}", operation.path)
    ]
    if operation.query:
        schema = operation.query.model_json_schema()
        required = schema.get("required", [])
        parameters += [
            {"name": n, "in": "query", "required": n in required, "schema": s} for n, s in schema["properties"].items()
        ]
    if operation.keyed:
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": KEY_PATTERN}
        parameters.append({"name": "Idempotency-Key", "in": "header", "required": False, "schema": key})
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": {str(operation.status): _answer(operation, names), **_problems(operation)},
    }
    if operation.roles:
        told["security"] = [{"token": []}, {"headset": []}] if operation.headset else [{"token": []}]
    if operation.body:
        kinds = (FORM, "application/json") if operation.form else ("application/json",)
        needed = not operation.form or any(field.is_required() for field in operation.body.model_fields.values())
        content = {kind: {"schema": _ref(operation.body)} for kind in kinds}
        told["requestBody"] = {"required": needed, "content": content}
    return told


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REF.format(model=model.__name__)}


def _answer(operation: Operation, names: dict[type[BaseModel], str]) -> dict[str, Any]:
    model = operation.response
    if operation.media:
        content = {operation.media: {"schema": {"type": "string", "format": "binary"}}}
        return {"description": "the sound", "content": content}
    if model is None:
        return {"description": "done"}
    return {"description": names[model], "content": {"application/json": {"schema": _ref(model)}}}


def _problems(operation: Operation) -> dict[str, Any]:
    statuses = {"401", "403", "404", "409", "422", "503"} if operation.roles else {"503"}
    statuses |= {"400", "413", "415"} if operation.body else set()
    content = {PROBLEM: {"schema": _ref(Problem)}}
    return {status: {"description": "problem", "content": content} for status in sorted(statuses)}
