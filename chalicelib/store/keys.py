"""Every key and index entry of the table, in both directions."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final, NamedTuple

INDEX: Final = "by_queue"
SEEN_SHARDS: Final = 8


class Key(NamedTuple):
    """Primary key of one item."""

    pk: str
    sk: str


class QueueKey(NamedTuple):
    """Entry of the sparse index `by_queue`."""

    qk: str
    qs: str


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC with fixed width, so that text order is time order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_stamp(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


# --- content ---------------------------------------------------------------------------------------


def content(version: str) -> Key:
    return Key(f"CONTENT#{version}", "CONTENT")


def pointer(programme_id: str) -> Key:
    return Key(f"PROGRAMME#{programme_id}", "POINTER")


# --- a patient's own partition ---------------------------------------------------------------------


def patient(patient_id: str) -> str:
    return f"PATIENT#{patient_id}"


def course(patient_id: str) -> Key:
    return Key(patient(patient_id), "COURSE")


def profile(patient_id: str) -> Key:
    return Key(patient(patient_id), "PROFILE")


def draft(patient_id: str, step_id: str) -> Key:
    return Key(patient(patient_id), f"DRAFT#{step_id}")


def fitted(patient_id: str, step_id: str) -> Key:
    return Key(patient(patient_id), f"FITTED#{step_id}")


def safety_plan(patient_id: str) -> Key:
    return Key(patient(patient_id), "SAFETYPLAN")


def consent(patient_id: str) -> Key:
    return Key(patient(patient_id), "CONSENT")


def reminder(patient_id: str) -> Key:
    return Key(patient(patient_id), "REMINDER")


def erasing(patient_id: str) -> Key:
    """The mark of an erasure that has begun."""
    return Key(patient(patient_id), "ERASING")


def once(patient_id: str, route: str, key: str) -> Key:
    """Idempotency record; the client's key is hashed so that any characters may be sent."""
    return Key(patient(patient_id), f"ONCE#{route}#{hashlib.sha256(key.encode()).hexdigest()}")


def entry(patient_id: str, at: datetime, kind: str, entry_id: str) -> Key:
    """Timeline entry: a query on the partition with prefix `T#` reads them in order of time."""
    return Key(patient(patient_id), f"T#{stamp(at)}#{kind}#{entry_id}")


ENTRY_PREFIX: Final = "T#"
MESSAGE_PREFIX: Final = "MESSAGE#"


def entry_of(sk: str) -> tuple[datetime, str, str]:
    """(time, kind, id) of a timeline entry's sort key."""
    _, at, kind, entry_id = sk.split("#", 3)
    return from_stamp(at), kind, entry_id


def message(patient_id: str, at: datetime, entry_id: str) -> Key:
    """Where a conversation is found in the timeline: it has an item for each message, and the entry has the words."""
    return Key(patient(patient_id), f"{MESSAGE_PREFIX}{stamp(at)}#{entry_id}")


def entry_of_message(patient_id: str, sk: str) -> Key:
    """The timeline's entry of a message, from the message's sort key."""
    _, at, entry_id = sk.split("#", 2)
    return entry(patient_id, from_stamp(at), "message", entry_id)


def unread(patient_id: str, since: datetime) -> Key:
    """There while the therapist has not read a patient's messages."""
    return Key(patient(patient_id), f"UNREAD#{stamp(since)}")


# --- headsets --------------------------------------------------------------------------------------

DEVICE_PREFIX: Final = "DEVICE#"


def device(patient_id: str, device_id: str) -> Key:
    return Key(patient(patient_id), f"{DEVICE_PREFIX}{device_id}")


def guesses(patient_id: str) -> Key:
    """How often a person tried codes of headsets."""
    return Key(patient(patient_id), "GUESSES")


def device_token(token_hash: str) -> Key:
    return Key(f"DEVICETOKEN#{token_hash}", "DEVICETOKEN")


def pairing(pairing_id: str) -> Key:
    return Key(f"PAIRING#{pairing_id}", "PAIRING")


def user_code(code: str) -> Key:
    return Key(f"USERCODE#{code}", "USERCODE")


# --- sounds ----------------------------------------------------------------------------------------

SOUND_PREFIX: Final = "SOUND#"


def sound(clip_id: str) -> Key:
    """What is known of the clip of an authored line."""
    return Key(f"{SOUND_PREFIX}{clip_id}", "SOUND")


def own_sound(patient_id: str, clip_id: str) -> Key:
    """What is known of the clip of a line that was fitted to one patient."""
    return Key(patient(patient_id), f"{SOUND_PREFIX}{clip_id}")


# --- flags, adaptations, outbox --------------------------------------------------------------------


def flag(flag_id: str) -> Key:
    return Key(f"FLAG#{flag_id}", "FLAG")


def adaptation(adaptation_id: str) -> Key:
    return Key(f"ADAPTATION#{adaptation_id}", "ADAPTATION")


def outbox(outbox_id: str) -> Key:
    return Key(f"OUTBOX#{outbox_id}", "OUTBOX")


# --- the index -------------------------------------------------------------------------------------


def seen_shard(patient_id: str) -> int:
    """Which of the SEEN partitions a patient is in, so that the nightly watch spreads its reads."""
    return hashlib.sha256(patient_id.encode()).digest()[0] % SEEN_SHARDS


def seen_queue(shard: int) -> str:
    return f"SEEN#{shard}"


def last_seen(patient_id: str, at: datetime) -> QueueKey:
    return QueueKey(seen_queue(seen_shard(patient_id)), f"{stamp(at)}#{patient_id}")


def caseload(therapist_id: str) -> str:
    return f"CASELOAD#{therapist_id}"


def in_caseload(therapist_id: str, name: str, patient_id: str) -> QueueKey:
    return QueueKey(caseload(therapist_id), f"{name.casefold()}#{patient_id}")


def review(therapist_id: str, status: str) -> str:
    """The review list of one therapist: status `open` or `closed`."""
    return f"REVIEW#{therapist_id}#{status}"


def in_review(therapist_id: str, status: str, level_order: int, due_at: datetime, flag_id: str) -> QueueKey:
    return QueueKey(review(therapist_id, status), f"{level_order}#{stamp(due_at)}#{flag_id}")


def adaptations_awaiting(therapist_id: str) -> str:
    """What the model wrote and a therapist has not yet decided on."""
    return review(therapist_id, "adaptations")


def awaiting_approval(therapist_id: str, at: datetime, adaptation_id: str) -> QueueKey:
    return QueueKey(adaptations_awaiting(therapist_id), f"{stamp(at)}#{adaptation_id}")


def messages_waiting(therapist_id: str) -> str:
    """Patients whose messages their therapist has not read."""
    return review(therapist_id, "messages")


def in_messages_waiting(therapist_id: str, since: datetime, patient_id: str) -> QueueKey:
    return QueueKey(messages_waiting(therapist_id), f"{stamp(since)}#{patient_id}")


OUTBOX_QUEUE: Final = "OUTBOX"


def in_outbox(at: datetime, outbox_id: str) -> QueueKey:
    return QueueKey(OUTBOX_QUEUE, f"{stamp(at)}#{outbox_id}")


REMINDERS: Final = "REMINDERS"


def in_reminders(next_at: datetime, patient_id: str) -> QueueKey:
    """Whom to remind when: those whose time has come stand first."""
    return QueueKey(REMINDERS, f"{stamp(next_at)}#{patient_id}")


ERASURES: Final = "ERASURES"


def in_erasures(at: datetime, patient_id: str) -> QueueKey:
    """Erasures that have begun and not ended."""
    return QueueKey(ERASURES, f"{stamp(at)}#{patient_id}")
