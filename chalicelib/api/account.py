"""JSON routes of safety and consent."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from ..domain.consent import Consent
from ..domain.crisis import CrisisLines
from ..domain.safety_plan import SafetyPlan
from ..routing import Routes
from ..usecases import account, safety
from .http import Call, Told, Wire, operation

routes = Routes()
PATIENT = {"patient"}


class SafetyResponse(Told):
    lines: CrisisLines
    plan: SafetyPlan
    version: int = Field(description="of the plan; 0: none yet")


class SafetyPlanRequest(Wire):
    plan: SafetyPlan
    version: int = Field(default=0, ge=0, description="the version that was on the screen")


class SafetyPlanResponse(Told):
    version: int


class ConsentRequest(Wire):
    consent: Consent
    version: int = Field(default=0, ge=0, description="the version that was on the screen")


class ConsentResponse(Told):
    consent: Consent
    wording: str = Field(description="which text was agreed to")
    version: int
    recorded_at: datetime | None


@operation(routes, "GET", "/v1/safety", roles=PATIENT, response=SafetyResponse)
def get_safety(call: Call[None, None]) -> SafetyResponse:
    """Crisis lines of the person's country and their own safety plan"""
    lines, plan, version = safety.safety(call.deps, call.caller)
    return SafetyResponse(lines=lines, plan=plan, version=version)


@operation(routes, "PUT", "/v1/safety/plan", roles=PATIENT, response=SafetyPlanResponse, body=SafetyPlanRequest)
def put_safety_plan(call: Call[SafetyPlanRequest, None]) -> SafetyPlanResponse:
    """Replace the safety plan; 409 when another device changed it since"""
    return SafetyPlanResponse(
        version=safety.write_safety_plan(call.deps, call.caller, call.body.plan, call.body.version)
    )


@operation(routes, "GET", "/v1/consent", roles=PATIENT, response=ConsentResponse)
def get_consent(call: Call[None, None]) -> ConsentResponse:
    """What the patient agreed to, each purpose on its own"""
    return ConsentResponse(**account.consent(call.deps, call.caller).model_dump())


@operation(routes, "PUT", "/v1/consent", roles=PATIENT, response=ConsentResponse, body=ConsentRequest)
def put_consent(call: Call[ConsentRequest, None]) -> ConsentResponse:
    """Give or take back consent"""
    record = account.give_consent(call.deps, call.caller, call.body.consent, call.body.version)
    return ConsentResponse(**record.model_dump())
