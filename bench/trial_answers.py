"""Trials of one answer against another, against a page view, and against itself."""

from __future__ import annotations

import time
import uuid
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from bench.books import Books, Sent, audit, books_of
from bench.http_calls import Answer, Device, ask_until_final, at_once
from bench.intruders import Intruders
from bench.invented import Actor, Cast

STEP = "gs-my-cycle"
#: Every so manieth round the words speak of risk, so that a flag is part of what must be whole. Invented words.
RISKY_EVERY = 4
RISKY_WORDS = "I want to kill myself tonight"
AT_ONCE = 8


class Trial(ABC):
    """One kind of trouble, tried again and again on one invented patient."""

    title = ""

    def __init__(self, cast: Cast, intruders: Intruders) -> None:
        self.cast, self.intruders = cast, intruders
        self.patient = self.people()
        self.notes: Counter[str] = Counter()

    @abstractmethod
    def people(self) -> Actor:
        """The patient of the trial, as far in the programme as it needs."""

    @abstractmethod
    def round(self, number: int) -> Counter[str]:
        """Counts of `books.FAULTS` in one round."""

    def finish(self) -> Counter[str]:
        """What can only be counted after the last round."""
        return Counter()


class AnswerTrial(Trial):
    """Trouble around one answer, given by a patient who may do every step again."""

    def people(self) -> Actor:
        return self.cast.finished()

    def round(self, number: int) -> Counter[str]:
        risky = number % RISKY_EVERY == 0
        before = books_of(self.cast, self.patient)
        faults, sent = self.trouble(number, before, risky)
        faults["let in"] += self.intruders.try_once(self.patient)
        after = books_of(self.cast, self.patient)
        faults += audit(self.cast, before, after, STEP, sent, risky)
        if risky:
            self.close_flags(after)
        return faults

    @abstractmethod
    def trouble(self, number: int, before: Books, risky: bool) -> tuple[Counter[str], list[Sent]]:
        """Make the trouble; (what went wrong that the table does not show, what was sent and told)."""

    def sent_at_once(self, devices: list[Device], sending: list[Callable[[Device], Answer]]) -> list[Answer]:
        """Each device sends its answer at the same moment, and again until it is told something final."""
        told = at_once([partial(send, device) for device, send in zip(devices, sending, strict=True)])
        for i, answer in enumerate(told):
            if answer.broken:
                self.notes["asked again"] += 1
                told[i] = ask_until_final(devices[i], sending[i])
        return told

    def close_flags(self, books: Books) -> None:
        """The therapist closes what the round raised, so that the next one raises anew."""
        therapist = self.cast.therapist.device()
        act = {"text": "An invented talk on the phone.", "contact_confirmed": True}
        for flag in sorted(set(books.course["open_flags"].values())):
            told = ask_until_final(therapist, partial(Device.call, method="POST", path=resolve(flag), body=act))
            if told.status not in (200, 409):
                raise RuntimeError(f"the flag of this round could not be closed: {told.status}")


def words(number: int, device: str, risky: bool) -> dict[str, Any]:
    """An invented worksheet, different in every round and on every device; emoji and right-to-left text included."""
    return {
        "situation": f"round {number}, {device} 🌧 مرحبا",
        "thoughts": [RISKY_WORDS if risky else "I will not manage", f"said by {device}"],
        "emotions": [{"name": "worried", "strength": number % 101}],
    }


def sends(answers: dict[str, Any], version: int, key: str, draft: int = 0) -> Callable[[Device], Answer]:
    return lambda device: device.complete(STEP, answers, version, key, draft)


def resolve(flag_id: str) -> str:
    return f"v1/review/{flag_id}/resolve"


def looks(device: Device, after_seconds: float = 0) -> Answer:
    time.sleep(after_seconds)
    return device.get(f"v1/steps/{STEP}")


class TwoDevices(AnswerTrial):
    title = "two different answers at once from two devices"

    def trouble(self, number: int, before: Books, risky: bool) -> tuple[Counter[str], list[Sent]]:
        version = before.revision(STEP)
        answers = [words(number, device, risky) for device in ("phone", "tablet")]
        keys = [uuid.uuid4().hex for _ in answers]
        devices = [self.patient.device() for _ in answers]
        sending = [sends(answers[i], version, keys[i]) for i in range(2)]
        told = self.sent_at_once(devices, sending)
        faults: Counter[str] = Counter()
        faults["lost"] += sorted(a.status for a in told) != [200, 409]
        return faults, [Sent(a, t) for a, t in zip(answers, told, strict=True)]


class PageView(AnswerTrial):
    title = "an answer racing a page view"

    def trouble(self, number: int, before: Books, risky: bool) -> tuple[Counter[str], list[Sent]]:
        version = before.revision(STEP)
        writing, reading, looking = (self.patient.device() for _ in range(3))
        draft = {"answers": {"situation": f"draft of round {number}"}, "version": 0}
        saved = ask_until_final(writing, lambda d: d.call("PUT", f"v1/steps/{STEP}/draft", draft))
        old = ask_until_final(reading, looks).body
        answers = words(number, "phone", risky)
        send = sends(answers, version, uuid.uuid4().hex, saved.body["version"])
        delay = (number % 10) * 0.004  # the view starts a little later in each round, to meet every moment
        told, seen, today = at_once(
            [partial(send, writing), partial(looks, reading, delay), partial(looking.get, "v1/today")]
        )
        if told.broken:
            self.notes["asked again"] += 1
            told = ask_until_final(writing, send)
        new = ask_until_final(reading, looks).body
        faults: Counter[str] = Counter()
        faults["half-written"] += not (_same(seen, old) or _same(seen, new)) or today.status != 200
        self.notes["saw the old page"] += _same(seen, old)
        return faults, [Sent(answers, told)]


def _same(seen: Answer, page: dict[str, Any]) -> bool:
    shown = ("version", "answers", "draft", "completed_at", "passages")
    return seen.status == 200 and all(seen.body[name] == page[name] for name in shown)


class EightTimes(AnswerTrial):
    title = "the same answer eight times at once"

    def trouble(self, number: int, before: Books, risky: bool) -> tuple[Counter[str], list[Sent]]:
        version, answers, key = before.revision(STEP), words(number, "phone", risky), uuid.uuid4().hex
        devices = [self.patient.device() for _ in range(AT_ONCE)]
        told = self.sent_at_once(devices, [sends(answers, version, key)] * AT_ONCE)
        faults: Counter[str] = Counter()
        entries = {answer.body["entry_id"] for answer in told if answer.status == 200}
        faults["doubled"] += max(0, len(entries) - 1)
        return faults, [Sent(answers, answer) for answer in told]
