"""Requests that must be refused: one of them is tried in every round, and counted when it gets in."""

from __future__ import annotations

import base64
import itertools
import json
import time
from collections.abc import Callable, Iterator

from bench.http_calls import ASKS, WAIT_SECONDS, Answer, Device
from bench.invented import Actor, Cast

#: Steps of the first and of a locked module of the published programme.
FIRST, LOCKED = "sp-how-it-works", "ct-thought-record"
Attempt = Callable[[Actor], tuple[Answer, frozenset[int]]]


def refused(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


class Intruders:
    """A beginner, a therapist of another caseload and an author, who try what they must not."""

    def __init__(self, cast: Cast) -> None:
        self.base_url = cast.stack["base_url"]
        self.beginner = cast.beginner()
        self.stranger = cast.actor("therapist").device()
        self.author = cast.actor("author").device()
        self.number = itertools.count()
        self._order: Iterator[Attempt] = itertools.cycle(
            [
                self.nobody,
                self.forger,
                self.too_early,
                self.patient_as_therapist,
                self.foreign_therapist,
                self.therapist_as_patient,
                self.author_as_patient,
                self.borrowed_identity,
            ]
        )

    def try_once(self, victim: Actor) -> bool:
        """Whether somebody got in, or was told something else than that they may not."""
        attempt = next(self._order)
        for _ in range(ASKS):
            answer, allowed = attempt(victim)
            if not answer.broken:  # a worker that is starting again has let nobody in
                return answer.status not in allowed
            time.sleep(WAIT_SECONDS)
        return True

    def nobody(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        return self._complete(Device(self.base_url)), refused(401)

    def forger(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        """The beginner's token with the victim's subject written into it."""
        head, claims, signature = self.beginner.token.split(".")
        told = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))) | {"sub": victim.sub}
        forged = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
        return self._complete(Device(self.base_url, f"{head}.{forged}.{signature}")), refused(401)

    def too_early(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        return self._complete(self.beginner.device(), LOCKED), refused(409)

    def patient_as_therapist(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        return self.beginner.device().get(f"v1/patients/{victim.sub}/timeline"), refused(403)

    def foreign_therapist(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        return self.stranger.get(f"v1/patients/{victim.sub}/timeline"), refused(404)

    def therapist_as_patient(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        return self._complete(self.stranger), refused(403)

    def author_as_patient(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        return self._complete(self.author), refused(403)

    def borrowed_identity(self, victim: Actor) -> tuple[Answer, frozenset[int]]:
        """The victim's id in the body: nobody's identity comes from there."""
        body = {"answers": {}, "version": 0, "patient_id": victim.sub}
        path = f"v1/steps/{LOCKED}/complete"
        return self.beginner.device().call("POST", path, body), refused(409, 422)

    def _complete(self, device: Device, step_id: str = FIRST) -> Answer:
        return device.complete(step_id, {}, 0, f"intruder-{next(self.number)}")
