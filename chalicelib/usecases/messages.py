"""Messages between a patient and their therapist: written, shown, and what waits to be read.

What a patient writes is read by the rules of risk in the change that carries it. What was shown counts as read.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ..domain import messages as rules
from ..domain.course import Course
from ..domain.flags import FlagDraft
from ..domain.messages import Message, Side
from ..domain.sentence import Sentence
from ..domain.unread import flag_of_waiting
from .caseload import NO_SUCH_PATIENT, if_own
from .course import load_course, with_release
from .errors import Busy, Conflict, Invalid, NotFound
from .flagging import add_flags, drafts_for_words, raise_alone
from .once import check_key, fingerprint, remember
from .paging import LARGEST_LIMIT, cursor_of, page_size, place_of
from .ports import Caller, Change, Deps, Entry, Profile
from .review import as_therapist, well_formed
from .writing import answered_once, until_written, write

#: Messages of one page, where the caller does not say; more when more are unread.
PAGE = 20
#: Patients with unread messages that the review page names; more of them are in the caseload.
MOST_WAITING = 50
#: Bytes of a refused text that are kept for the therapist when it raised a flag: half of what one item may hold.
KEPT_OF_REFUSED = 200_000
WHERE = "message"


class NobodyReads(Conflict):
    slug, title = "nobody-reads", Sentence("Nobody would read this message")


class MessageStore(Protocol):
    """Conversations, read by pages; they are written with a `Change`."""

    def newest(self, patient_id: str, *, limit: int, after: str | None = None) -> tuple[list[Entry], str | None]:
        """Messages of one patient, newest first: (entries, place to go on with)."""

    def waiting(self, therapist_id: str, *, limit: int) -> tuple[list[str], bool]:
        """Patients whose messages the therapist has not read, the longest wait first, and whether there are more."""


@dataclass(frozen=True)
class Sent:
    message: Message
    country: str
    flagged: list[FlagDraft]


@dataclass(frozen=True)
class Thread:
    """A part of a conversation, oldest first, as it stood before it was shown. `cursor` leads to earlier messages.

    `new` has the ids of what the reader had not seen; `unread` counts those on other pages too.
    """

    course: Course
    messages: list[Message]
    cursor: str | None
    new: frozenset[str]
    unread: int
    usual_days: int | None


@dataclass(frozen=True)
class Waiting:
    """A patient whose messages wait to be read."""

    patient_id: str
    name: str
    unread: int
    since: datetime


def send(deps: Deps, caller: Caller, text: str, key: str | None = None) -> Sent:
    """A patient's message to their therapist. Words of risk are flagged in the same transaction.

    Raises `Invalid` (empty, longer than 4000 characters), `NobodyReads` (no therapist), `NotFound`, `KeyReused`,
    `Busy`; what is refused is read for risk all the same.
    """
    check_key(key)
    text = rules.tidied(text)
    seen = fingerprint(text)
    if problem := rules.text_problem(text):
        course, _release = load_course(deps, caller)
        refused = Invalid([("text", problem)])
        refused.extra |= _read_refused(deps, course, text)
        raise refused

    def answer(loaded: Course | None) -> Sent:
        course, _release = with_release(deps, loaded, caller)
        if not course.therapist_id:
            raise NobodyReads(
                Sentence("No therapist is looking after you here at the moment. Please call whoever invited you."),
                **_read_refused(deps, course, text),
            )
        message, change = _written(deps, course, "patient", text)
        flagged = list(add_flags(deps, change, drafts_for_words(text, WHERE), message.id, message.at))
        stored = [draft.model_dump(mode="json") for draft in flagged]
        result = {**_kept(message), "country": course.country, "flagged": stored}
        change.once = remember("message", key, seen, result, deps.now())
        write(deps, change)
        deps.counter.count("MessageSent", sender="patient")
        return Sent(message, course.country, flagged)

    def again(result: dict[str, Any]) -> Sent:
        flagged = [FlagDraft.model_validate(draft) for draft in result["flagged"]]
        return Sent(_repeated(result, "patient", text), result["country"], flagged)

    return answered_once(deps, caller.sub, ("message", key, seen), answer, again)


def reply(deps: Deps, caller: Caller, patient_id: str, text: str, key: str | None = None) -> Message:
    """A therapist's message to a patient of their caseload. Raises `NotFound`, `Invalid`, `KeyReused`, `Busy`."""
    as_therapist(caller)
    check_key(key)
    if not well_formed(patient_id):
        raise NotFound(NO_SUCH_PATIENT)
    text = rules.tidied(text)
    seen = fingerprint(patient_id, text, caller.sub)

    def answer(loaded: Course | None) -> Message:
        course = if_own(loaded, caller)
        if problem := rules.text_problem(text):
            raise Invalid([("text", problem)])
        message, change = _written(deps, course, "therapist", text, by=caller.sub)
        change.once = remember("reply", key, seen, _kept(message), deps.now())
        write(deps, change)
        deps.counter.count("MessageSent", sender="therapist")
        return message

    if key:  # before a repeated request is answered: whose patient is it?
        if_own(deps.courses.load(patient_id)[0], caller)
    return answered_once(
        deps, patient_id, ("reply", key, seen), answer, lambda first: _repeated(first, "therapist", text)
    )


def _written(deps: Deps, course: Course, sender: Side, text: str, **more: str) -> tuple[Message, Change]:
    """A new message, and the change that carries it."""
    now = deps.now()
    at = rules.time_of_next(course.messages, now)
    message = Message(id=deps.new_id(), at=at, sender=sender, text=text)
    after = rules.written(course.messages, sender, at)
    changes: dict[str, Any] = {"messages": after}
    if sender == "patient":
        changes["last_seen_at"] = max(now, course.last_seen_at)
    data = {"sender": sender, "text": text, **more}
    entry = Entry(id=message.id, patient_id=course.patient_id, at=at, kind="message", data=data)
    change = Change(course=course.model_copy(update=changes), entries=[entry])
    change.waiting = (course.messages.by_therapist.since, after.by_therapist.since)
    return message, change


def _read_refused(deps: Deps, course: Course, text: str) -> dict[str, Any]:
    """Flags for the words of a message that is not taken, as the extra of the refusal."""
    drafts = drafts_for_words(text, WHERE)
    kept = text.encode()[:KEPT_OF_REFUSED].decode(errors="ignore")
    flagged = raise_alone(deps, course, drafts, f"{WHERE}-refused", deps.now(), {"text": kept})
    return {"flagged": flagged, "country": course.country}


def _kept(message: Message) -> dict[str, Any]:
    """What a record of the request holds of a message: none of its words."""
    return {"message_id": message.id, "at": message.at.isoformat()}


def _repeated(result: dict[str, Any], sender: Side, text: str) -> Message:
    return Message(id=result["message_id"], at=datetime.fromisoformat(result["at"]), sender=sender, text=text)


def own_thread(
    deps: Deps,
    store: MessageStore,
    caller: Caller,
    limit: int | None = None,
    cursor: str | None = None,
    *,
    keep_unread: bool = False,
) -> Thread:
    """The caller's own conversation, the newest part or that before a cursor; it counts as read, unless told not to.

    Three reads a page, and a write when something was unread. Raises `Invalid`, `NotFound`.
    """
    course, _release = load_course(deps, caller)
    return _thread(deps, store, course, "patient", limit, cursor, keep_unread)


def thread_of(
    deps: Deps,
    store: MessageStore,
    caller: Caller,
    patient_id: str,
    limit: int | None = None,
    cursor: str | None = None,
    *,
    keep_unread: bool = False,
) -> Thread:
    """The conversation with a patient of the caller's caseload, as `own_thread`. Raises `Invalid`, `NotFound`."""
    as_therapist(caller)
    course = if_own(deps.courses.load(patient_id)[0] if well_formed(patient_id) else None, caller)
    return _thread(deps, store, course, "therapist", limit, cursor, keep_unread)


def _thread(
    deps: Deps,
    store: MessageStore,
    course: Course,
    reader: Side,
    limit: int | None,
    cursor: str | None,
    keep_unread: bool,
) -> Thread:
    place, unread = place_of(cursor), course.messages.unread_by(reader)
    size = page_size(limit) if limit is not None else max(PAGE, min(unread.count, LARGEST_LIMIT))
    entries, following = store.newest(course.patient_id, limit=size, after=place)
    found = [_message(entry) for entry in reversed(entries)]
    new = frozenset(one.id for one in found if rules.is_unread(course.messages, reader, one))
    if new and not keep_unread:
        _mark_shown(deps, course, reader, found)
    return Thread(course, found, cursor_of(following), new, unread.count, rules.usual_answer_days(found))


def _message(entry: Entry) -> Message:
    return Message(id=entry.id, at=entry.at, sender=entry.data["sender"], text=entry.data["text"])


def _mark_shown(deps: Deps, course: Course, reader: Side, messages: Sequence[Message]) -> None:
    """Keep that these were read. Where that cannot be kept they stay unread: nobody is kept from reading."""

    def decide() -> None:
        fresh, _record = deps.courses.load(course.patient_id)
        after = rules.shown(fresh.messages, reader, messages) if fresh else None
        if fresh is None or after is None or after == fresh.messages:
            return
        change = Change(course=fresh.model_copy(update={"messages": after}))
        change.waiting = (fresh.messages.by_therapist.since, after.by_therapist.since)
        write(deps, change)

    with suppress(Busy):
        until_written(decide)


def waiting_messages(deps: Deps, store: MessageStore, caller: Caller) -> tuple[list[Waiting], bool]:
    """Patients of the caller whose messages wait, the longest wait first, and whether there are more of them.

    Three reads, however many patients: the index, their courses, their names; one when nobody waits.
    """
    as_therapist(caller)
    ids, more = store.waiting(caller.sub, limit=MOST_WAITING)
    if not ids:
        return [], more
    courses, profiles = deps.courses.courses(ids), deps.courses.profiles(ids)
    told = [_waiting(courses[one], profiles.get(one)) for one in ids if one in courses]
    return [one for one in told if one.unread and courses[one.patient_id].therapist_id == caller.sub], more


def _waiting(course: Course, profile: Profile | None) -> Waiting:
    unread = course.messages.by_therapist
    name = profile.name if profile else ""
    return Waiting(course.patient_id, name, unread.count, unread.since or course.last_seen_at)


def raise_waiting(deps: Deps, course: Course, now: datetime) -> Course:
    """Raise R21 when it is time, once for each stretch of unread messages; returns the course as it then stands.

    Called by the nightly watch.
    """
    if flag_of_waiting(course, now) is None:
        return course

    def decide() -> Course:
        fresh, _record = deps.courses.load(course.patient_id)
        draft = flag_of_waiting(fresh, now) if fresh else None
        if fresh is None or draft is None:
            return fresh or course
        since = fresh.messages.by_therapist.since
        told = fresh.messages.model_copy(update={"told": since})
        change = Change(course=fresh.model_copy(update={"messages": told}))
        add_flags(deps, change, [draft], f"messages-{since.isoformat()}" if since else "messages", now)
        write(deps, change)
        return change.course.model_copy(update={"version": change.course.version + 1})

    return until_written(decide)
