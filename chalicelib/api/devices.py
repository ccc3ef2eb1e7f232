"""JSON routes by which a headset is connected: the device authorization of OAuth 2.0 (RFC 8628)."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from typing import Any, Literal
from urllib.parse import parse_qsl

from chalice.app import Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..address import base_url
from ..domain.devices import SCOPE
from ..routing import FORM, Routes
from ..usecases import devices as usecases
from ..usecases.errors import StillpathError, TooLarge
from .http import OPERATIONS, Operation, Told, answer, backend, devices, http_errors, signer

routes = Routes()
LARGEST = 4096
MOST_FIELDS = 100


class OAuthProblem(StillpathError):
    """A request that cannot be understood, with the code of RFC 6749, 5.2."""

    status, slug, title = 400, "device-refused", "There is no token for this headset"

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(detail, error=error, error_description=detail)


class Asking(BaseModel):
    """OAuth: what a server does not know is left alone (RFC 6749, 3.2)."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    client_id: str = Field(default="stillpath-headset", max_length=100, description="a public client; any name will do")


class AuthorizeRequest(Asking):
    scope: Literal["practices"] = SCOPE


class TokenRequest(Asking):
    grant_type: Literal["urn:ietf:params:oauth:grant-type:device_code"]
    device_code: str = Field(min_length=1, max_length=200)


class AuthorizeResponse(Told):
    device_code: str = Field(description="a secret of the headset")
    user_code: str = Field(description="shown to the patient, who enters it at `verification_uri`")
    verification_uri: str
    verification_uri_complete: str
    expires_in: int = Field(description="seconds")
    interval: int = Field(description="seconds between two tries for the token, at least")


class TokenResponse(Told):
    access_token: str = Field(description="for the routes of practices alone, until it runs out or is revoked")
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the kind of token
    expires_in: int = Field(description="seconds")
    scope: Literal["practices"] = SCOPE
    person: str = Field(description="the same for all headsets of one patient, so that no record goes up as another's")
    signing_key: dict[str, str] | None = Field(
        description="JWK of the key that signs practices; to be kept, and held against every practice from then on"
    )


def _told(path: str, summary: str, response: type[BaseModel], body: type[BaseModel], name: str) -> None:
    OPERATIONS.append(Operation("POST", path, summary, frozenset(), response, body, None, 200, False, name, form=True))


_told("/v1/devices/authorize", "A headset asks to be connected", AuthorizeResponse, AuthorizeRequest, "post_authorize")
_told("/v1/devices/token", "A headset asks whether it was confirmed", TokenResponse, TokenRequest, "post_token")


@routes.route("POST", "/v1/devices/authorize")
@http_errors
def post_authorize() -> Response:
    """A device code for the headset, and a short code for the patient to confirm."""
    _read(AuthorizeRequest)
    asked = usecases.ask_to_connect(backend().deps, devices())
    page = base_url(routes.current_request, os.environ.get("WEB_CALLBACK_URL", "")) + "devices"
    return answer(
        AuthorizeResponse(
            device_code=asked.device_code,
            user_code=asked.user_code,
            verification_uri=page,
            verification_uri_complete=f"{page}?code={asked.user_code}",
            expires_in=asked.expires_in,
            interval=asked.interval,
        )
    )


@routes.route("POST", "/v1/devices/token")
@http_errors
def post_token() -> Response:
    """The token, once the patient has confirmed; until then an error that says whether to go on asking."""
    request: TokenRequest = _read(TokenRequest)
    key = signer()
    public = key.public_key() if key else None  # before the token, which is told this once
    granted = usecases.fetch_token(backend().deps, devices(), request.device_code)
    told = {"expires_in": granted.expires_in, "person": granted.person, "signing_key": public}
    return answer(TokenResponse.model_validate({"access_token": granted.token, **told}))


def _read(model: type[Any]) -> Any:
    """The request's parameters, as a form or as JSON."""
    request = routes.current_request
    raw: bytes = request.raw_body
    if len(raw) > LARGEST:
        raise TooLarge("A request of a headset is short.")
    try:
        kind = str(request.headers.get("content-type") or "")
        return model.model_validate(_parameters(raw, kind, model.model_fields), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = str(first["loc"][0]) if first["loc"] else "the request"
        if first["type"] == "literal_error":
            known = {"grant_type": "unsupported_grant_type", "scope": "invalid_scope"}
            raise OAuthProblem(known[where], f"`{where}`: {first['msg']}.") from error
        raise OAuthProblem("invalid_request", f"`{where}`: {first['msg']}.") from error
    except (ValueError, RecursionError) as error:
        raise OAuthProblem("invalid_request", "The body is neither a form nor a JSON object.") from error


def _parameters(raw: bytes, kind: str, known: Collection[str]) -> dict[str, Any]:
    if kind.split(";")[0].strip().lower() == FORM:
        pairs = parse_qsl(raw.decode(), max_num_fields=MOST_FIELDS)
        ours = [name for name, _ in pairs if name in known]
        if len(set(ours)) < len(ours):
            raise OAuthProblem("invalid_request", "A parameter was sent twice.")
        return dict(pairs)
    found = json.loads(raw or b"{}")
    if not isinstance(found, dict):
        raise OAuthProblem("invalid_request", "The body is not a JSON object.")
    return found
