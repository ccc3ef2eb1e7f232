"""Account column: headsets that a patient connects, by a short code shown there and entered here (RFC 8628)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

#: How long a code may be entered, and how often the headset may ask whether it was. Seconds.
PAIRING_SECONDS, INTERVAL_SECONDS = 600, 5
#: A headset that asks too soon waits so much longer from then on (RFC 8628, 3.5).
SLOWER_SECONDS = 5
#: A headset's token: through the programme (eight weeks) and its boosters (six months), with room.
TOKEN_SECONDS = 365 * 86_400
#: Letters without vowels and look-alikes: no words come out, and none is mistaken for another (RFC 8628, 6.1).
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
CODE_LENGTH = 8
#: Codes that one person may try: with 20^8 codes, five guesses are far below the chance that RFC 8628, 5.1 asks for.
GUESSES, GUESS_SECONDS = 5, 900
MOST_DEVICES = 5
#: What a headset may ask for, and what its token always begins with.
SCOPE: Final = "practices"
TOKEN_PREFIX = "sph_"  # noqa: S105 - no secret: it tells our tokens from the user pool's
LONGEST_NAME = 60

PairingStatus = Literal["pending", "approved", "denied", "redeemed"]
#: The errors of RFC 8628, 3.5, and RFC 6749, 5.2.
Refusal = Literal["authorization_pending", "slow_down", "access_denied", "expired_token", "invalid_grant"]


class Pairing(BaseModel):
    """One headset that asks to be connected. `id` is the hash of its device code, which is kept nowhere."""

    model_config = ConfigDict(defer_build=True)

    id: str
    user_code: str
    status: PairingStatus = "pending"
    patient_id: str = Field(default="", description="who approved it")
    name: str = Field(default="", max_length=LONGEST_NAME)
    made_at: datetime
    expires_at: datetime
    interval_seconds: int = INTERVAL_SECONDS
    polled_at: datetime | None = None
    version: int = 0

    def open_at(self, now: datetime) -> bool:
        """Whether somebody may still decide on it."""
        return self.status == "pending" and now < self.expires_at


class Device(BaseModel):
    """A connected headset. `token_hash` finds the item of its token, which is gone once the headset is revoked."""

    model_config = ConfigDict(defer_build=True)

    id: str
    patient_id: str
    name: str = Field(max_length=LONGEST_NAME)
    connected_at: datetime
    token_hash: str
    expires_at: datetime
    revoked_at: datetime | None = None
    revoked_by: str = ""
    version: int = 0

    def good_at(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class Guesses(BaseModel):
    """How often one person has tried a code lately."""

    model_config = ConfigDict(defer_build=True)

    patient_id: str
    count: int = 0
    since: datetime
    version: int = 0


def one_more(guesses: Guesses, now: datetime) -> Guesses | None:
    """The count with one more guess; None when there were too many lately."""
    if now - guesses.since >= timedelta(seconds=GUESS_SECONDS):
        return guesses.model_copy(update={"count": 1, "since": now})
    return guesses.model_copy(update={"count": guesses.count + 1}) if guesses.count < GUESSES else None


def asked_again(pairing: Pairing, now: datetime) -> tuple[Refusal | None, Pairing]:
    """What the headset is told when it asks for its token, and the pairing after that; None: it gets its token."""
    if pairing.status == "redeemed":
        return "invalid_grant", pairing
    if pairing.status == "denied":
        return "access_denied", pairing
    if now >= pairing.expires_at:
        return "expired_token", pairing
    if pairing.status == "approved":
        return None, pairing.model_copy(update={"status": "redeemed"})
    wait = timedelta(seconds=pairing.interval_seconds)
    if pairing.polled_at and now - pairing.polled_at < wait:
        slower = pairing.interval_seconds + SLOWER_SECONDS
        return "slow_down", pairing.model_copy(update={"polled_at": now, "interval_seconds": slower})
    return "authorization_pending", pairing.model_copy(update={"polled_at": now})


def read_code(text: str) -> str:
    """A code as a person types it: case, spaces and dashes do not matter. Empty when it cannot be one."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(LETTERS) else ""


def shown_code(code: str) -> str:
    """A code as it is shown: `WDJB-MJHT`."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def hashed(secret: str) -> str:
    """Under what a device code or a token is kept. Both have 256 random bits, so a plain hash cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def person_of(patient_id: str) -> str:
    """What a headset knows a patient by: the same for all of theirs, and it leads nobody to them. So it can tell whose
    the records are that still wait on it."""
    return hashed(f"whose headset: {patient_id}")


def is_device_token(token: str) -> bool:
    return token.startswith(TOKEN_PREFIX)
