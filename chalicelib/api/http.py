"""The shape of every JSON route: who, what comes in, what goes out, and how errors look (RFC 9457)."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from chalice.app import CognitoUserPoolAuthorizer, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ..domain.devices import is_device_token
from ..domain.flags import FlagDraft
from ..domain.safety import crisis_of
from ..observability import log_unexpected
from ..routing import Routes
from ..usecases.errors import Forbidden, StillpathError, TooLarge
from ..usecases.ports import Caller, Deps
from .identity import NotSignedIn, TokenVerifier, bearer

if TYPE_CHECKING:
    from ..usecases.adaptation_ports import AdaptationDeps
    from ..usecases.devices import DeviceStore
    from ..usecases.messages import MessageStore
    from ..usecases.rights_ports import RightsDeps
    from ..usecases.signing import Signer

LARGEST_BODY = 512_000
PROBLEM = "application/problem+json"
B = TypeVar("B")
Q = TypeVar("Q")

#: At the gateway; the app verifies the token itself as well.
AUTHORIZER = CognitoUserPoolAuthorizer(
    "people",
    provider_arns=[os.environ.get("USER_POOL_ARN", "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/local")],
    scopes=["aws.cognito.signin.user.admin", "openid"],
)


class Wire(BaseModel):
    """What comes in over the wire; unknown keys are refused so that a slip is not swallowed."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


WrittenAt = Annotated[
    AwareDatetime | None,
    Field(description="the device's time, where it kept this until there was network; a wrong clock refuses nothing"),
]


class Told(BaseModel):
    """What goes out over the wire. Built at first use: a cold start answers one route, not all of them."""

    model_config = ConfigDict(defer_build=True)


class BadRequest(StillpathError):
    status, slug, title = 400, "bad-request", "This request could not be read"


@dataclass(frozen=True)
class Backend:
    """What the routes stand on; made by wiring.py."""

    deps: Deps
    verifier: TokenVerifier


@dataclass(frozen=True)
class Call(Generic[B, Q]):
    """One request, understood."""

    deps: Deps
    caller: Caller
    body: B
    query: Q
    key: str | None


@dataclass(frozen=True)
class Operation:
    """One route, as the OpenAPI document tells it."""

    method: str
    path: str
    summary: str
    roles: frozenset[str]
    response: type[BaseModel] | None
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    status: int
    keyed: bool
    name: str
    headset: bool = False
    form: bool = False
    media: str = ""


OPERATIONS: list[Operation] = []
_backend: list[Callable[[], Backend]] = []
_adaptations: list[Callable[[], AdaptationDeps]] = []
_rights: list[Callable[[], RightsDeps]] = []
_devices: list[Callable[[], DeviceStore]] = []
_messages: list[Callable[[], MessageStore]] = []
_signer: list[Callable[[], Signer | None]] = []


def connect(
    backend: Callable[[], Backend],
    adaptations: Callable[[], AdaptationDeps] | None = None,
    rights: Callable[[], RightsDeps] | None = None,
    devices: Callable[[], DeviceStore] | None = None,
    messages: Callable[[], MessageStore] | None = None,
    signer: Callable[[], Signer | None] | None = None,
) -> None:
    """Called once by app.py with what wiring.py makes."""
    _backend[:] = [backend]
    if adaptations:
        _adaptations[:] = [adaptations]
    if rights:
        _rights[:] = [rights]
    if devices:
        _devices[:] = [devices]
    if messages:
        _messages[:] = [messages]
    if signer:
        _signer[:] = [signer]


def backend() -> Backend:
    return _backend[0]()


def adaptations() -> AdaptationDeps:
    """What the use cases about model-written text stand on."""
    return _adaptations[0]()


def rights() -> RightsDeps:
    """What the use cases about a person's own record stand on."""
    return _rights[0]()


def devices() -> DeviceStore:
    """Connected headsets, and those that ask to be."""
    return _devices[0]()


def messages() -> MessageStore:
    """Conversations between patients and their therapists."""
    return _messages[0]()


def signer() -> Signer | None:
    """The key that signs practices; None where a deployment has none."""
    return _signer[0]()


def operation(
    routes: Routes,
    method: str,
    path: str,
    *,
    roles: set[str],
    response: type[BaseModel] | None,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    status: int = 200,
    keyed: bool = False,
    headset: bool = False,
    media: str = "",
) -> Callable[[Callable[..., BaseModel | Response | None]], Callable[..., Response]]:
    """Register a JSON route. The view gets a `Call` and the path's parameters, and returns a model.

    `roles` are the pool's groups that may call; `keyed` routes take an `Idempotency-Key`; a `headset` route takes the
    token of a connected headset as well. Where `media` names a type, the view's own answer is of that type.
    """

    def register(view: Callable[..., BaseModel | Response | None]) -> Callable[..., Response]:
        summary = (view.__doc__ or "").strip().splitlines()[0]
        who = frozenset(roles)
        name = view.__name__
        told = (method, path, summary, who, response, body, query, status, keyed, name, headset)
        OPERATIONS.append(Operation(*told, media=media))

        @functools.wraps(view)
        @http_errors
        def handle(**parameters: str) -> Response:
            request = routes.current_request
            here = backend()
            caller = _caller(here, bearer(request.headers), headset)
            if not caller.groups & roles:
                raise Forbidden("Your account may not do this.")
            call = Call(
                deps=here.deps,
                caller=caller,
                body=_read(body, request.raw_body) if body else None,
                query=query.model_validate_strings(dict(request.query_params or {})) if query else None,
                key=request.headers.get("idempotency-key") if keyed else None,
            )
            found = view(call, **parameters)
            return found if isinstance(found, Response) else answer(found, status)

        return routes.route(method, path)(handle)

    return register


def _caller(here: Backend, token: str, headset: bool) -> Caller:
    """Who a token speaks for; a headset's is good for the routes that say so, and unknown everywhere else."""
    if not is_device_token(token):
        return here.verifier.caller(token)
    from ..usecases.devices import caller_of  # most requests come from people

    caller = caller_of(here.deps, devices(), token) if headset else None
    if caller is None:
        raise NotSignedIn("This headset is not connected (any more), or may not do this. Connect it again.")
    return caller


def _read(model: type[BaseModel], raw: str | bytes) -> BaseModel:
    if len(raw) > LARGEST_BODY:
        raise TooLarge(f"A request may be up to {LARGEST_BODY // 1000} kB. What you saved before is still there.")
    # strict: `true` is not 1, and "3" is not 3; what is a slip in a client is told, not guessed at
    return model.model_validate_json(raw or b"{}", strict=True)


def answer(model: BaseModel | None, status: int = 200) -> Response:
    body = model.model_dump(mode="json") if model is not None else None
    headers: dict[str, str | list[str]] = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(body=body if body is not None else "", status_code=status, headers=headers)


def http_errors(view: Callable[..., Response]) -> Callable[..., Response]:
    """Turn facts into problem details. An unexpected error is logged without its message and told as a plain 500."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        try:
            return view(*args, **kwargs)
        except StillpathError as error:
            return problem(error.status, error.slug, error.title, error.detail, **_safe(error.extra))
        except ValidationError as error:
            return _invalid(error)
        except Exception as error:
            log_unexpected(error)
            return problem(500, "internal", "Something went wrong on our side", "What you saved before is still there.")

    return guarded


def problem(status: int, slug: str, title: str, detail: str, **extra: Any) -> Response:
    body = {"type": f"urn:stillpath:problem:{slug}", "title": title, "status": status, "detail": detail, **extra}
    return Response(body=body, status_code=status, headers={"Content-Type": PROBLEM, "Cache-Control": "no-store"})


def _invalid(error: ValidationError) -> Response:
    # pydantic's own text quotes the input, which may be a patient's words: only place and rule go out
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem(400, "bad-request", BadRequest.title, "The body is not valid JSON.")
    errors = [{"field": ".".join(map(str, fault["loc"])), "message": fault["msg"]} for fault in faults]
    return problem(422, "invalid", "Some of this could not be accepted", "Please mend the fields named.", errors=errors)


def _safe(extra: dict[str, Any]) -> dict[str, Any]:
    """Extra members of a problem; a flag becomes the crisis lines, which the patient sees even when the rest failed."""
    flagged: list[FlagDraft] = extra.get("flagged") or []
    plain = {k: v for k, v in extra.items() if k not in ("flagged", "country") and v is not None}
    crisis = crisis_of(flagged, str(extra.get("country", "")))
    return plain | {"safety": crisis.model_dump(mode="json")} if crisis else plain
