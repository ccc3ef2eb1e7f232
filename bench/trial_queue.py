"""Trial: the message that asks for fitted passages is delivered three times.

The handler is the deployed package on the stack's table; its model is scripted, so that some texts pass every check and
three deliveries meet where a fitted passage is written.
"""

from __future__ import annotations

import json
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bench.books import Books, books_of
from bench.http_calls import Answer, at_once
from bench.invented import Actor, Cast
from bench.scripted_model import scripted_model
from bench.trial_answers import STEP, Trial
from chalicelib.domain.consent import Consent
from chalicelib.usecases.account import give_consent
from chalicelib.usecases.course import CompleteStep, complete_step
from chalicelib.usecases.ports import Caller, OutboxEntry

#: The one step left to do in the first module that has a passage to fit: so each round is one passage.
NEXT = "gs-small-goal"
DELIVERIES = 3
PREPARE = "stillpath-local-prepare"
#: New words each round, so that there is something new to fit: ordinary ones, as only those reach a model.
MOMENTS = (
    "early",
    "late",
    "after lunch",
    "before work",
    "on the bus",
    "in bed",
    "at the sink",
    "outside",
    "at home",
    "",
)
EVENTS = (
    *("the rain came", "the phone rang", "a letter came", "a plate broke", "the room was cold"),
    *("the dog barked", "the bread was gone", "nobody spoke", "the light went out", "a friend left"),
)
#: What failed is delivered again, as SQS does it, because the model may be slow or busy.
DELIVERED_AGAIN = 5


class Held:
    """A queue that holds what it is given; the trial delivers it."""

    def __init__(self) -> None:
        self.sent: list[OutboxEntry] = []

    def send(self, entry: OutboxEntry) -> None:
        self.sent.append(entry)


class ThriceDelivered(Trial):
    title = "a queue message delivered three times"

    def people(self) -> Actor:
        address = self.cast.until_the_end(scripted_model())
        self.function = self.cast.until_the_end(copy_of(self.cast, PREPARE, {"MODEL_BASE_URL": address}))
        patient = self.cast.patient_before(NEXT)
        # the deployed queue must not prepare beside the trial: what consent promises is held back and struck off
        queue = Held()
        caller = Caller(patient.sub, frozenset({"patient"}))
        give_consent(replace(self.cast.deps, queue=queue), caller, Consent(ai=True), 0)
        for promise in queue.sent:
            self.cast.deps.courses.outbox_done(promise.id)
        return patient

    def round(self, number: int) -> Counter[str]:
        queue = Held()
        before = books_of(self.cast, self.patient)
        deps = replace(self.cast.deps, queue=queue)
        caller = Caller(self.patient.sub, frozenset({"patient"}))
        answers = {"situation": f"{MOMENTS[number % 10]} {EVENTS[number // 10 % 10]}"}
        complete_step(deps, caller, STEP, CompleteStep(answers, before.revision(STEP)))
        let_in = self.intruders.try_once(self.patient)
        faults = Counter({"let in": int(let_in)})
        for promise in queue.sent:
            faults["lost"] += not self._deliver(promise)
        return faults + self._audit(before, books_of(self.cast, self.patient))

    def _deliver(self, promise: OutboxEntry) -> bool:
        """The same message three times at once; whether the promise was kept and struck off."""
        message = json.dumps(
            {"Records": [{"body": json.dumps({"outbox_id": promise.id}), "receiptHandle": "invented"}]}
        )
        for _ in range(DELIVERED_AGAIN):
            at_once([lambda: self._prepare(message)] * DELIVERIES)
            if not self.cast.deps.courses.outbox_entry(promise.id):
                return True
            self.notes["delivered again"] += 1
        return False

    def _prepare(self, message: str) -> Answer:
        """The deployed handler, called as the queue calls it."""
        told = self.cast.functions.invoke(FunctionName=self.function, Payload=message.encode())
        return Answer(500 if told.get("FunctionError") else 200)

    def _audit(self, before: Books, after: Books) -> Counter[str]:
        """Each attempt stands in the ledger once, with its timeline entry; what the step shows is one of them."""
        new = after.since(before)
        tried = list(new.of_kind("adaptation").values())
        by_attempt = Counter((data["step_id"], data["passage_id"], data["attempt"]) for data in tried)
        ledger = self.cast.adaptations.many([data["adaptation_id"] for data in tried])
        accepted = {one.id: one.text for one in ledger.values() if one.usable}
        fitted = json.loads(after.others.get(f"FITTED#{NEXT}", "{}")).get("passages", {}).values()
        shown = {passage["adaptation_id"]: passage["text"] for passage in fitted}
        self.notes["attempts"] += len(tried)
        self.notes["accepted"] += len(accepted)
        return Counter(
            {
                "lost": int(not tried),
                "doubled": sum(count - 1 for count in by_attempt.values()),
                "half-written": int(len(ledger) != len(tried) or shown != accepted),
                "skipped": int(after.revision(STEP) != before.revision(STEP) + 1),
            }
        )


@contextmanager
def copy_of(cast: Cast, function: str, changes: dict[str, str]) -> Iterator[str]:
    """A second function from the same package with other settings, deleted at the end; its name."""
    found = cast.functions.get_function(FunctionName=function)
    here = found["Configuration"]
    with urllib.request.urlopen(found["Code"]["Location"]) as package:
        code = package.read()
    name = f"{function}-trial-{uuid.uuid4().hex[:8]}"
    cast.functions.create_function(
        FunctionName=name,
        Code={"ZipFile": code},
        Environment={"Variables": {**here["Environment"]["Variables"], **changes}},
        **{key: here[key] for key in ("Runtime", "Role", "Handler", "Timeout", "MemorySize")},
    )
    try:
        yield name
    finally:
        cast.functions.delete_function(FunctionName=name)
