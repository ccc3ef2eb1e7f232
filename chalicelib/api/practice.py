"""JSON routes of practices: what is prescribed, the score of one, the record of a run. A headset uses these."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, Field

from ..domain.content import version_of
from ..domain.definitions import Practice, Screening
from ..domain.practice import VrAccess
from ..domain.practice_run import GROUNDING, SEIZURE_ADVICE, PracticeRun
from ..routing import Routes
from ..usecases import practice as usecases
from ..usecases.signing import hash_of_lines, signed
from .http import Call, Told, operation, signer

routes = Routes()
PATIENT = {"patient"}


class PracticeCard(Told):
    id: str
    title: str
    summary: str
    length_seconds: int
    version: str = Field(description="SHA-256 of the published practice")
    module_id: str
    devices: list[Literal["flat", "vr"]] = Field(description="where it may be done now")
    times: int
    last_at: datetime | None


class PracticesResponse(Told):
    practices: list[PracticeCard]
    screening: Screening | None = Field(description="result of the screening questions; null: not answered yet")
    left_out: int = Field(description="prescribed practices that the screening does not allow now")
    vr: VrAccess


class SpokenLine(Told):
    """The clip of one cue. Its address never gets another sound: what was fetched may be kept."""

    cue: str = Field(description="id of the cue; `at-<seconds>` for one without")
    sha256: str = Field(description="of the clip's bytes")
    bytes: int
    seconds: float
    media_type: str
    href: str = Field(description="address below that of the deployment: `v1/sounds/…`")


class PracticeResponse(Told):
    """The whole score as this patient gets it: cues and length by the screening, fitted lines where there are any."""

    id: str
    module_id: str
    version: str = Field(description="SHA-256 of the published practice; goes into the run's record")
    score: Practice
    score_version: str = Field(description="SHA-256 of the canonical JSON of `score`, to check what was kept")
    adapted: list[str] = Field(description="ids of the cues that a language model fitted to the patient")
    signature: str | None = Field(
        description="compact JWS (ES256) of `id`, `version`, `score_version` and `narration`, the SHA-256 of the JSON "
        "[[cue, sha256], …] without spaces; null where a deployment signs nothing"
    )
    narration: list[SpokenLine] = Field(description="the cues that are spoken; the others are captions alone")


class RunRequest(PracticeRun):
    """What happened in one use of a practice."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    started_at: AwareDatetime
    ended_at: AwareDatetime


class RunResponse(Told):
    id: str
    at: datetime = Field(description="when it arrived")
    told_therapist: bool = Field(description="signs of harm: a therapist will look, and the headset is held back")
    grounding: list[str] = Field(description="what to do now; empty when all is well")


@operation(routes, "GET", "/v1/practices", roles=PATIENT, response=PracticesResponse, headset=True)
def get_practices(call: Call[None, None]) -> PracticesResponse:
    """Practices that the programme prescribes this patient now"""
    found = usecases.practices(call.deps, call.caller)
    return PracticesResponse(
        practices=[_card(offer, found.vr.allowed) for offer in found.offers],
        screening=found.screening,
        left_out=found.left_out,
        vr=found.vr,
    )


def _card(offer: usecases.Offer, vr: bool) -> PracticeCard:
    devices: list[Literal["flat", "vr"]] = ["flat"] if offer.score.flat else []
    return PracticeCard(
        **offer.score.model_dump(include={"id", "title", "summary", "length_seconds"}),
        version=offer.version,
        module_id=offer.module.id,
        devices=[*devices, "vr"] if vr else devices,
        times=offer.practised.times if offer.practised else 0,
        last_at=offer.practised.last_at if offer.practised else None,
    )


@operation(routes, "GET", "/v1/practices/{practice_id}", roles=PATIENT, response=PracticeResponse, headset=True)
def get_practice(call: Call[None, None], practice_id: str) -> PracticeResponse:
    """The score of one practice; 409 with the reason when it is not open to this patient"""
    offer = usecases.open_practice(call.deps, call.caller, practice_id)
    return PracticeResponse(
        id=practice_id,
        module_id=offer.module.id,
        version=offer.version,
        score=offer.score,
        score_version=version_of(offer.score),
        adapted=list(offer.adapted),
        signature=_signature(practice_id, offer),
        narration=[
            SpokenLine(cue=one.cue, href=f"v1/sounds/{one.clip.id}", **one.clip.model_dump(exclude={"id"}))
            for one in offer.spoken
        ],
    )


def _signature(practice_id: str, offer: usecases.Offer) -> str | None:
    key = signer()
    if key is None:
        return None
    said = {"id": practice_id, "version": offer.version, "score_version": version_of(offer.score)}
    return signed(key, {**said, "narration": hash_of_lines((one.cue, one.clip.sha256) for one in offer.spoken)})


@operation(
    routes,
    "POST",
    "/v1/practice-runs",
    roles=PATIENT,
    response=RunResponse,
    body=RunRequest,
    status=201,
    keyed=True,
    headset=True,
)
def post_practice_run(call: Call[RunRequest, None]) -> RunResponse:
    """The record of one run, at once or days later; with harm signs the therapist is told"""
    run = PracticeRun.model_validate(call.body.model_dump())
    done = usecases.record_run(call.deps, call.caller, run, call.key)
    grounding = list(GROUNDING) if done.harm_signs else []
    if run.stop_reason == "seizure-signs":
        grounding.append(SEIZURE_ADVICE)
    return RunResponse(id=done.entry_id, at=done.at, told_therapist=bool(done.harm_signs), grounding=grounding)
