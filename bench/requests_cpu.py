"""CPU of opening and of completing a step against the bare calls they make, and how both grow with the table."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import boto3

from bench.figures import Figure, ratio
from bench.invented import Actor, Cast, Uncounted, steps_until_done
from bench.own_table import crowd, load, open_flags, own_table
from bench.warm_handler import Handler, Operation, Took, answers_recorded, deps_on, replayed, written_down
from chalicelib.domain.consent import Consent
from chalicelib.store import keys
from chalicelib.store.queue import SqsQueue
from chalicelib.store.table import Table
from chalicelib.usecases.account import Enrol, enrol, give_consent
from chalicelib.usecases.course import CompleteStep, complete_step, save_draft
from chalicelib.usecases.ports import Caller, Deps
from chalicelib.wiring import AWS
from infra.demo_answers import least_answers

STEP = "gs-my-cycle"
ANSWERS = {
    "situation": "An invented Sunday evening, thinking about the week ahead",
    "thoughts": ["I will not manage", "everybody else does"],
    "emotions": [{"name": "worried", "strength": 70}, {"name": "tired", "strength": 40}],
    "behaviours": ["put my phone away", "went to bed at eight"],
}
ROUNDS, WARM_UP = 150, 10
SMALL, LARGE = 100, 10_000
FEW, MANY = 10, 10_000
#: Less than either list holds, so that both pages have a next one.
PAGE = 5
CPU_AIM, GROWTH_AIM = 1.5, 1.2
OPENING_CALLS, COMPLETING_CALLS = 2, 3
Say = Callable[[str], None]


@dataclass
class Place:
    """One table with so many patients, and a patient in it who has done the first modules."""

    table: Table
    deps: Deps
    client: Any
    sqs: Any
    patient: Handler
    sub: str
    few: Handler
    many: Handler
    opening: list[Took] = field(default_factory=list)
    completing: list[Took] = field(default_factory=list)

    def open(self) -> Took:
        return self.patient.call("GET", "/v1/steps/{step_id}", step_id=STEP)

    def written(self, version: int, number: int) -> dict[str, Any]:
        """What the page will send to complete the step: new words each time, saved as the draft first, as pages do."""
        answers = ANSWERS | {"situation": f"{ANSWERS['situation']}, number {number}"}
        body = {"answers": answers, "version": 1}
        draft = self.patient.call("PUT", "/v1/steps/{step_id}/draft", body=body, step_id=STEP)
        return {"answers": answers, "version": version, "draft_version": draft.body["version"]}

    def complete(self, body: dict[str, Any]) -> Took:
        return self.patient.call("POST", "/v1/steps/{step_id}/complete", body=body, step_id=STEP)


@contextmanager
def places(cast: Cast, say: Say) -> Iterator[tuple[Place, Place]]:
    """A small and a large table, with a patient each and two therapists: one with few open flags, one with many."""
    client = boto3.client("dynamodb", config=AWS)
    patient, few, many = cast.actor("patient"), cast.actor("therapist"), cast.actor("therapist")
    sqs = boto3.client("sqs", config=AWS)
    with ExitStack() as stack:
        queue = SqsQueue(sqs, stack.enter_context(own_queue(sqs)))
        made = []
        for size in (SMALL, LARGE):
            table = stack.enter_context(own_table(client, f"stillpath-bench-{size}-{uuid.uuid4().hex[:8]}"))
            deps = deps_on(table, queue)
            release = deps.content.current_release(deps.programme_id)
            assert release
            say(f"  loading {size} invented patients")
            load(client, table, crowd(release, many.sub, size))
            if size == LARGE:
                say(f"  loading {FEW} and {MANY} open flags")
                load(client, table, open_flags(few.sub, FEW, size))
                load(client, table, open_flags(many.sub, MANY, size))
            made.append(_place(table, deps, (client, sqs), patient, few, many))
        yield made[0], made[1]


def _place(table: Table, deps: Deps, clients: tuple[Any, Any], patient: Actor, few: Actor, many: Actor) -> Place:
    quiet = replace(deps, counter=Uncounted())
    enrol(quiet, Enrol(patient.sub, few.sub, "Invented Bench", patient.email, "IE"))
    caller = Caller(patient.sub, frozenset({"patient"}))
    release = deps.content.release(deps.content.current_release(deps.programme_id) or "")
    for outline in steps_until_done(release, release.home_of(STEP)):
        step = deps.content.step(outline.version)
        complete_step(quiet, caller, step.id, CompleteStep(least_answers(step.fields), 0))
    save_draft(quiet, caller, STEP, ANSWERS, 0)
    handlers = (Handler(deps, actor.token) for actor in (patient, few, many))
    return Place(table, deps, *clients, next(handlers), patient.sub, next(handlers), next(handlers))


@contextmanager
def own_queue(sqs: Any) -> Iterator[str]:
    """A queue that nobody listens to, deleted at the end; its address."""
    url = sqs.create_queue(QueueName=f"stillpath-bench-{uuid.uuid4().hex[:8]}")["QueueUrl"]
    try:
        yield url
    finally:
        sqs.delete_queue(QueueUrl=url)


class Rewind:
    """Puts a patient's items back as they were, so that the same transaction can be made again."""

    def __init__(self, place: Place) -> None:
        self.place = place
        wanted = [keys.course(place.sub), keys.draft(place.sub, STEP)]
        self.items = [self._get(key._asdict()) for key in wanted]

    def __call__(self, operations: list[Operation]) -> None:
        name = self.place.table.name
        written = next(arguments for name, arguments in operations if name == "TransactWriteItems")
        for member in written["TransactItems"]:
            if "Put" in member:
                key = {k: member["Put"]["Item"][k] for k in ("pk", "sk")}
                self.place.client.delete_item(TableName=name, Key=key)
        for item in self.items:
            self.place.client.put_item(TableName=name, Item=item)

    def _get(self, key: dict[str, str]) -> dict[str, Any]:
        key_on_wire = {k: {"S": v} for k, v in key.items()}
        answer = self.place.client.get_item(TableName=self.place.table.name, Key=key_on_wire, ConsistentRead=True)
        return dict(answer["Item"])


def against_bare_calls(place: Place, say: Say) -> list[Figure]:
    """Handler and bare calls in turn: the same operations, with the same arguments on the same items, by a client of
    boto3 as it comes."""
    say("  a step opened and completed, and the bare calls")
    opened, opened_bare, calls = _opened(place)
    figures = [
        ratio("CPU of opening a step over its bare calls", opened, opened_bare, CPU_AIM),
        Figure("DynamoDB calls to open a step", calls, "calls", OPENING_CALLS),
    ]
    for agreed in (False, True):
        if agreed:  # from now on completing also promises the next passages, and sends a message
            quiet = replace(place.deps, counter=Uncounted())
            give_consent(quiet, Caller(place.sub, frozenset({"patient"})), Consent(ai=True), 0)
        completed, completed_bare, calls = _completed(place)
        what = "completing a step" + (" and waking the queue" if agreed else "")
        figures += [
            ratio(f"CPU of {what} over its bare calls", completed, completed_bare, CPU_AIM),
            Figure(f"DynamoDB calls of {what}", calls, "calls", COMPLETING_CALLS),
        ]
    return figures


def _opened(place: Place) -> tuple[list[float], list[float], int]:
    bare = boto3.client("dynamodb")
    handler, floor, calls = [], [], 0
    for number in range(WARM_UP + ROUNDS):
        with written_down(place.client) as operations:
            took = place.open()
        replay = replayed(bare, operations=operations)
        if number >= WARM_UP:  # before that, the content is read for the first time
            handler.append(took.cpu)
            floor.append(replay.cpu)
            calls = max(calls, len(operations))
    return handler, floor, calls


def _completed(place: Place) -> tuple[list[float], list[float], int]:
    bare = boto3.client("dynamodb"), boto3.client("sqs")
    handler, floor, calls = [], [], 0
    version = place.open().body["version"]
    rewind = Rewind(place)
    for number in range(WARM_UP + ROUNDS):
        body = place.written(version, number)
        with written_down(place.client, place.sqs) as operations:
            took = place.complete(body)
        rewind(operations)
        replay = replayed(*bare, operations=operations)
        rewind(operations)
        if number >= WARM_UP:
            handler.append(took.cpu)
            floor.append(replay.cpu)
            calls = max(calls, sum(name != "SendMessage" for name, _ in operations))
    return handler, floor, calls


def _review_pages(place: Place) -> Iterator[tuple[str, Took]]:
    """The list of the therapist with few flags and of the one with many, in turn; then the same on recorded answers.

    The local AWS looks through the whole index for a page and takes the processor's caches with it, so that the same
    code takes longer after its answer. The second figure is of the handler's own work.
    """
    for kind, answers in (("review", nullcontext()), ("recorded review", answers_recorded(place.client))):
        with answers:
            for number in range(WARM_UP + ROUNDS):
                for size, therapist in (("small", place.few), ("large", place.many)):
                    listed = therapist.call("GET", "/v1/review", query={"limit": str(PAGE)})
                    assert len(listed.body["flags"]) == PAGE
                    if number >= WARM_UP:
                        yield f"{kind} {size}", listed


def growth(small: Place, large: Place, say: Say) -> list[Figure]:
    """The same requests on both tables in turn, and the review list of both therapists in turn."""
    say(f"  the same with {SMALL} and {LARGE} patients, and the review list with {FEW} and {MANY} open flags")
    seen: dict[str, list[Took]] = {}
    rewinds = {place.table.name: Rewind(place) for place in (small, large)}
    versions = {place.table.name: place.open().body["version"] for place in (small, large)}
    for number in range(WARM_UP + ROUNDS):
        for size, place in (("small", small), ("large", large)):
            opened = place.open()
            body = place.written(versions[place.table.name], number)
            with written_down(place.client) as operations:
                completed = place.complete(body)
            rewinds[place.table.name](operations)
            if number >= WARM_UP:
                seen.setdefault(f"open {size}", []).append(opened)
                seen.setdefault(f"complete {size}", []).append(completed)
    for size, listed in _review_pages(large):
        seen.setdefault(size, []).append(listed)
    patients, flags = f"{LARGE} over {SMALL} patients", f"{MANY} over {FEW} open flags"
    figures = []
    for name, key, sizes in (
        ("opening a step", "open", patients),
        ("completing a step", "complete", patients),
        (f"a review page of {PAGE}, as the tables answer", "review", flags),
        (f"a review page of {PAGE}, with the tables' answers recorded", "recorded review", flags),
    ):
        aim = None if key == "review" else GROWTH_AIM
        over, under = seen[f"{key} large"], seen[f"{key} small"]
        figures.append(ratio(f"CPU of {name}, {sizes}", [t.cpu for t in over], [t.cpu for t in under], aim))
        figures.append(
            ratio(
                f"time of {name}, {sizes}",
                [t.wall for t in over],
                [t.wall for t in under],
                None,
                "with the local AWS's own time, which DynamoDB does not share",
            )
        )
    return figures
