"""Connecting headsets: the headset asks, the patient confirms, and either the patient or the therapist ends it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar

from ..domain import devices as rules
from ..domain.devices import Device, Guesses, Pairing, Refusal
from .caseload import if_own
from .course import load_course
from .errors import Busy, Conflict, Contended, Invalid, NotFound, StaleVersion, StillpathError
from .ports import Caller, Deps
from .review import as_therapist, well_formed
from .writing import TRIES

T = TypeVar("T")
NO_SUCH_CODE = "There is no headset waiting with this code. Look at the code on the headset again; it may have run out."


class DeviceRefused(StillpathError):
    """What a headset is told instead of a token; `error` in the words of RFC 8628."""

    status, slug, title = 400, "device-refused", "There is no token for this headset"

    def __init__(self, error: Refusal, detail: str) -> None:
        super().__init__(detail, error=error, error_description=detail)
        self.error = error


class TooManyGuesses(StillpathError):
    status, slug, title = 429, "too-many-guesses", "Too many codes were tried"


class CodeTaken(Exception):
    """Another headset waits with this user code."""


class DeviceStore(Protocol):
    """Pairings, headsets and their tokens."""

    def begin(self, pairing: Pairing) -> None:
        """Keep a new pairing; raises `CodeTaken`."""

    def pairing(self, pairing_id: str) -> Pairing | None: ...
    def pairing_of(self, user_code: str) -> Pairing | None: ...
    def save(self, pairing: Pairing) -> None:
        """Write a pairing on its version; raises `StaleVersion`."""

    def connect(self, pairing: Pairing, device: Device) -> None:
        """Write the redeemed pairing, the headset and its token, together; raises `StaleVersion`."""

    def guesses(self, patient_id: str) -> Guesses | None: ...
    def count_guess(self, guesses: Guesses) -> None:
        """Write the count on its version; raises `StaleVersion`."""

    def devices(self, patient_id: str) -> list[Device]: ...
    def device(self, patient_id: str, device_id: str) -> Device | None: ...
    def rename(self, device: Device) -> None:
        """Write a headset on its version; raises `StaleVersion`."""

    def revoke(self, device: Device) -> None:
        """Write a headset on its version and delete its token, together; raises `StaleVersion`."""

    def owner(self, token_hash: str) -> tuple[str, int] | None:
        """(patient, end of the token in seconds since 1970) of a token: one read."""


@dataclass(frozen=True)
class Asked:
    """What a headset gets when it asks to be connected; both codes are told this once."""

    device_code: str
    user_code: str
    expires_in: int
    interval: int


@dataclass(frozen=True)
class Granted:
    token: str
    expires_in: int
    person: str


_TOLD: dict[Refusal, str] = {
    "authorization_pending": "Nobody has confirmed the code yet. Ask again after the interval.",
    "slow_down": "Asked too soon. Wait five seconds longer between two tries from now on.",
    "access_denied": "The patient has said no.",
    "expired_token": "The code has run out. Ask for a new one.",
    "invalid_grant": "There is no such device code, or it has had its token. Ask for a new one.",
}


def _again(decide: Callable[[], T]) -> T:
    """Decide again when somebody else wrote in between."""
    for _ in range(TRIES):
        try:
            return decide()
        except (StaleVersion, Contended):
            continue
    raise Busy


def ask_to_connect(deps: Deps, store: DeviceStore) -> Asked:
    """A headset asks; anybody may. Raises `Busy`."""
    now = deps.now()
    device_code = secrets.token_urlsafe(32)
    for _ in range(TRIES):
        code = "".join(secrets.choice(rules.LETTERS) for _ in range(rules.CODE_LENGTH))
        ends = now + timedelta(seconds=rules.PAIRING_SECONDS)
        try:
            store.begin(Pairing(id=rules.hashed(device_code), user_code=code, made_at=now, expires_at=ends))
        except CodeTaken:
            continue
        deps.counter.count("DeviceAsked")
        return Asked(device_code, rules.shown_code(code), rules.PAIRING_SECONDS, rules.INTERVAL_SECONDS)
    raise Busy


def fetch_token(deps: Deps, store: DeviceStore, device_code: str) -> Granted:
    """The headset's token, once, after the patient has confirmed. Raises `DeviceRefused`, `Busy`."""

    def decide() -> Granted:
        now = deps.now()
        pairing = store.pairing(rules.hashed(device_code))
        if pairing is None:
            raise DeviceRefused("invalid_grant", _TOLD["invalid_grant"])
        refusal, after = rules.asked_again(pairing, now)
        if refusal:
            if after is not pairing:
                store.save(after)
            raise DeviceRefused(refusal, _TOLD[refusal])
        token = rules.TOKEN_PREFIX + secrets.token_urlsafe(32)
        device = Device(
            id=deps.new_id(),
            patient_id=after.patient_id,
            name=after.name,
            connected_at=now,
            token_hash=rules.hashed(token),
            expires_at=now + timedelta(seconds=rules.TOKEN_SECONDS),
        )
        # the pairing has done its work: nothing in it leads to the patient, whatever becomes of it or of them
        store.connect(after.model_copy(update={"patient_id": "", "name": ""}), device)
        deps.counter.count("DeviceConnected")
        return Granted(token, rules.TOKEN_SECONDS, rules.person_of(device.patient_id))

    return _again(decide)


def caller_of(deps: Deps, store: DeviceStore, token: str) -> Caller | None:
    """Whom a headset's token speaks for; None when it is not known, was revoked or has run out."""
    found = store.owner(rules.hashed(token))
    if found is None or deps.now().timestamp() >= found[1]:
        return None
    return Caller(sub=found[0], groups=frozenset({"patient"}))


# --- the patient ------------------------------------------------------------------------------------


def look_up(deps: Deps, store: DeviceStore, caller: Caller, typed: str) -> Pairing:
    """The headset that waits with a code. Raises `NotFound`, `TooManyGuesses`."""
    load_course(deps, caller)

    def decide() -> None:
        now = deps.now()
        before = store.guesses(caller.sub) or Guesses(patient_id=caller.sub, since=now)
        after = rules.one_more(before, now)
        if after is None:
            raise TooManyGuesses(f"Please wait {rules.GUESS_SECONDS // 60} minutes, then look at the code again.")
        store.count_guess(after)  # before the answer is known: two guesses at once are two guesses

    _again(decide)
    return _waiting(deps, store, typed)


def _waiting(deps: Deps, store: DeviceStore, typed: str) -> Pairing:
    code = rules.read_code(typed)
    pairing = store.pairing_of(code) if code else None
    if pairing is None or not pairing.open_at(deps.now()):
        raise NotFound(NO_SUCH_CODE)
    return pairing


def decide_on(deps: Deps, store: DeviceStore, caller: Caller, typed: str, yes: bool, name: str = "") -> Pairing:
    """Confirm or refuse the headset of a code. Raises `NotFound`, `Invalid`, `Conflict`, `TooManyGuesses`."""
    name = _good_name(name) if yes else ""
    if yes and len(connected(deps, store, caller)) >= rules.MOST_DEVICES:
        raise Conflict(f"You have {rules.MOST_DEVICES} headsets connected already. Remove one first.")
    look_up(deps, store, caller, typed)

    def decide() -> Pairing:
        pairing = _waiting(deps, store, typed)
        status = "approved" if yes else "denied"
        owner = caller.sub if yes else ""
        decided = pairing.model_copy(update={"status": status, "patient_id": owner, "name": name})
        store.save(decided)
        return decided

    return _again(decide)


def connected(deps: Deps, store: DeviceStore, caller: Caller) -> list[Device]:
    """The caller's own headsets, the latest first."""
    load_course(deps, caller)
    return _good(deps, store, caller.sub)


def connected_to(deps: Deps, store: DeviceStore, caller: Caller, patient_id: str) -> list[Device]:
    """The headsets of a patient of the caller's caseload. Raises `Forbidden`, `NotFound`."""
    _in_caseload(deps, caller, patient_id)
    return _good(deps, store, patient_id)


def _good(deps: Deps, store: DeviceStore, patient_id: str) -> list[Device]:
    now = deps.now()
    good = [device for device in store.devices(patient_id) if device.good_at(now)]
    return sorted(good, key=lambda device: device.connected_at, reverse=True)


def rename(deps: Deps, store: DeviceStore, caller: Caller, device_id: str, name: str) -> None:
    """Raises `Invalid`, `NotFound`."""
    load_course(deps, caller)
    good = _good_name(name)
    _again(lambda: store.rename(_own(deps, store, caller.sub, device_id).model_copy(update={"name": good})))


def revoke(deps: Deps, store: DeviceStore, caller: Caller, device_id: str) -> None:
    """End a headset of one's own: its token is good for nothing from now on. Raises `NotFound`."""
    load_course(deps, caller)
    _revoke(deps, store, caller.sub, device_id, "patient")


def revoke_for(deps: Deps, store: DeviceStore, caller: Caller, patient_id: str, device_id: str) -> None:
    """End a headset of a patient of the caller's caseload. Raises `Forbidden`, `NotFound`."""
    _in_caseload(deps, caller, patient_id)
    _revoke(deps, store, patient_id, device_id, "therapist")


def _revoke(deps: Deps, store: DeviceStore, patient_id: str, device_id: str, by: str) -> None:
    def decide() -> None:
        device = _own(deps, store, patient_id, device_id)
        store.revoke(device.model_copy(update={"revoked_at": deps.now(), "revoked_by": by}))

    _again(decide)
    deps.counter.count("DeviceRevoked", by=by)


def _in_caseload(deps: Deps, caller: Caller, patient_id: str) -> None:
    as_therapist(caller)
    if_own(deps.courses.courses([patient_id]).get(patient_id) if well_formed(patient_id) else None, caller)


def _own(deps: Deps, store: DeviceStore, patient_id: str, device_id: str) -> Device:
    device = store.device(patient_id, device_id) if well_formed(device_id) else None
    if device is None or not device.good_at(deps.now()):
        raise NotFound("There is no such headset.")
    return device


def _good_name(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= rules.LONGEST_NAME:
        raise Invalid([("name", f"give it a name of 1 to {rules.LONGEST_NAME} characters")])
    return name
