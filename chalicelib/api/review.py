"""Therapists' routes: flags, the caseload, a patient's timeline, the plan."""

from __future__ import annotations

from ..domain.review import Action
from ..routing import Routes
from ..usecases.caseload import list_patients, patient, timeline
from ..usecases.messages import waiting_messages
from ..usecases.plan import ChangePlan, FollowBranch, change_plan, follow_branch
from ..usecases.review import ActOnFlag, act_on_flag, list_flags
from .http import Call, messages, operation
from .review_models import (
    ActRequest,
    BranchRequest,
    BranchResponse,
    FlagResponse,
    PageQuery,
    PatientResponse,
    PatientRowResponse,
    PatientsResponse,
    PlanRequest,
    PlanResponse,
    ReviewQuery,
    ReviewResponse,
    TimelineEntryResponse,
    TimelineQuery,
    TimelineResponse,
    WaitingResponse,
)

routes = Routes()
THERAPISTS = {"therapist"}


@operation(routes, "GET", "/v1/review", roles=THERAPISTS, query=ReviewQuery, response=ReviewResponse)
def get_review(call: Call[None, ReviewQuery]) -> ReviewResponse:
    """Flags of the caller's caseload, highest level and nearest deadline first, and whose messages wait"""
    query = call.query
    page = list_flags(call.deps, call.caller, query.status, query.limit, query.cursor)
    first = query.status == "open" and query.cursor is None
    waiting, more = waiting_messages(call.deps, messages(), call.caller) if first else ([], False)
    return ReviewResponse(
        flags=[FlagResponse.of(view) for view in page.flags],
        cursor=page.cursor,
        waiting=[
            WaitingResponse(patient_id=one.patient_id, patient_name=one.name, unread=one.unread, since=one.since)
            for one in waiting
        ],
        more_waiting=more,
    )


def _act(call: Call[ActRequest, None], flag_id: str, action: Action) -> FlagResponse:
    command = ActOnFlag(
        action=action,
        text=call.body.text,
        contact_confirmed=call.body.contact_confirmed,
        version=call.body.version,
        key=call.key,
    )
    return FlagResponse.of(act_on_flag(call.deps, call.caller, flag_id, command))


@operation(
    routes,
    "POST",
    "/v1/review/{flag_id}/acknowledge",
    roles=THERAPISTS,
    body=ActRequest,
    response=FlagResponse,
    keyed=True,
)
def acknowledge_flag(call: Call[ActRequest, None], flag_id: str) -> FlagResponse:
    """Say that a flag was seen; it stays open"""
    return _act(call, flag_id, "acknowledge")


@operation(
    routes, "POST", "/v1/review/{flag_id}/note", roles=THERAPISTS, body=ActRequest, response=FlagResponse, keyed=True
)
def note_on_flag(call: Call[ActRequest, None], flag_id: str) -> FlagResponse:
    """Add a note to a flag"""
    return _act(call, flag_id, "note")


@operation(
    routes,
    "POST",
    "/v1/review/{flag_id}/escalate",
    roles=THERAPISTS,
    body=ActRequest,
    response=FlagResponse,
    keyed=True,
)
def escalate_flag(call: Call[ActRequest, None], flag_id: str) -> FlagResponse:
    """Raise a flag by one level and bring its deadline forward"""
    return _act(call, flag_id, "escalate")


@operation(
    routes,
    "POST",
    "/v1/review/{flag_id}/resolve",
    roles=THERAPISTS,
    body=ActRequest,
    response=FlagResponse,
    keyed=True,
)
def resolve_flag(call: Call[ActRequest, None], flag_id: str) -> FlagResponse:
    """Close a flag with a reason, a red one after contact with the patient"""
    return _act(call, flag_id, "resolve")


@operation(routes, "GET", "/v1/patients", roles=THERAPISTS, query=PageQuery, response=PatientsResponse)
def get_patients(call: Call[None, PageQuery]) -> PatientsResponse:
    """The caller's caseload by name"""
    page = list_patients(call.deps, call.caller, call.query.limit, call.query.cursor)
    return PatientsResponse(patients=[PatientRowResponse.of(row) for row in page.patients], cursor=page.cursor)


@operation(routes, "GET", "/v1/patients/{patient_id}", roles=THERAPISTS, response=PatientResponse)
def get_patient(call: Call[None, None], patient_id: str) -> PatientResponse:
    """One patient of the caller's caseload"""
    return PatientResponse.from_patient(patient(call.deps, call.caller, patient_id))


@operation(
    routes,
    "GET",
    "/v1/patients/{patient_id}/timeline",
    roles=THERAPISTS,
    query=TimelineQuery,
    response=TimelineResponse,
)
def get_timeline(call: Call[None, TimelineQuery], patient_id: str) -> TimelineResponse:
    """What happened with one patient, in order of time"""
    query = call.query
    page = timeline(call.deps, call.caller, patient_id, query.limit, query.cursor, query.newest_first)
    return TimelineResponse(entries=[TimelineEntryResponse.of(e) for e in page.entries], cursor=page.cursor)


@operation(
    routes,
    "POST",
    "/v1/patients/{patient_id}/plan",
    roles=THERAPISTS,
    body=PlanRequest,
    response=PlanResponse,
    keyed=True,
)
def post_plan(call: Call[PlanRequest, None], patient_id: str) -> PlanResponse:
    """Open, hold or skip a module of a patient's course, or leave it to the rule again, with a reason"""
    body = call.body
    command = ChangePlan(module_id=body.module_id, action=body.action, reason=body.reason, key=call.key)
    return PlanResponse.of(body.module_id, change_plan(call.deps, call.caller, patient_id, command))


@operation(
    routes,
    "POST",
    "/v1/patients/{patient_id}/branch",
    roles=THERAPISTS,
    body=BranchRequest,
    response=BranchResponse,
    keyed=True,
)
def post_branch(call: Call[BranchRequest, None], patient_id: str) -> BranchResponse:
    """Have a patient follow another order of the weekly modules, with a reason"""
    command = FollowBranch(branch=call.body.branch, reason=call.body.reason, key=call.key)
    return BranchResponse.of(follow_branch(call.deps, call.caller, patient_id, command))
